package card

import (
	"strconv"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
)

// VCard writes a contact for each door that can be dialled, under a neutral name and with nothing besides: neither the
// name of a service nor its address on the web. Version 3.0 is what the oldest telephones read too.
func VCard(c Card) (string, error) {
	var out content
	count := 0
	for _, d := range c.Doors {
		if !dialled(d) {
			continue
		}
		count++
		name := c.Contact.Text
		if count > 1 {
			name += " " + strconv.Itoa(count)
		}
		out.plain("BEGIN", "VCARD")
		out.plain("VERSION", "3.0")
		out.text("FN", name)
		out.text("N", name) // one name, not a family and a given one
		for _, n := range d.Numbers {
			switch n.Kind {
			case directory.Phone:
				out.text("TEL;TYPE=VOICE", n.Value)
			case directory.SMS:
				out.text("TEL;TYPE=MSG", n.Value)
			}
		}
		out.plain("END", "VCARD")
	}
	if count == 0 {
		return "", fault.InvalidFields([]fault.Detail{fault.DetailOf("form", "card.fault.no-number")})
	}
	return out.String(), nil
}

func dialled(d Door) bool {
	for _, n := range d.Numbers {
		if n.Kind == directory.Phone || n.Kind == directory.SMS {
			return true
		}
	}
	return false
}
