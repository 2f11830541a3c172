package export

import (
	"io"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// writeVCard4 writes a contact for each service.
func writeVCard4(w io.Writer, services Services, o Options) error {
	return writeCards(w, services, o, card4)
}

// writeVCard3 is for telephones that do not read version 4.0.
func writeVCard3(w io.Writer, services Services, o Options) error {
	return writeCards(w, services, o, card3)
}

// dialect is what differs between the versions.
type dialect struct {
	version   string
	preferred string // parameter of the number to try first
	message   string // parameter of a number for text messages
}

var (
	card4 = dialect{"4.0", ";PREF=1", ";TYPE=text"}
	card3 = dialect{"3.0", ",PREF", ";TYPE=MSG"}
)

func writeCards(w io.Writer, services Services, o Options, d dialect) error {
	out := newLines(w)
	for s, err := range services {
		if err != nil {
			return err
		}
		d.card(out, leafletOf(s, o), o)
	}
	return out.end()
}

func (d dialect) card(out lines, l *leaflet, o Options) {
	title := l.title(o)
	out.plain("BEGIN", "VCARD")
	out.plain("VERSION", d.version)
	if d == card4 {
		out.plain("KIND", "org")
	} else {
		out.list("N", title, "", "", "", "")
	}
	out.plain("UID", "urn:uuid:"+uid(l.id))
	out.text("FN", title)
	d.numbers(out, l, o)
	if !o.Neutral {
		d.rest(out, l, o)
	}
	out.plain("END", "VCARD")
}

// numbers writes what may be dialled, each exactly as the directory has it: as text, because a URI would need a country
// code that short numbers such as 112 do not have.
func (d dialect) numbers(out lines, l *leaflet, o Options) {
	preferred := d.preferred
	for i, c := range l.contacts {
		name := "TEL"
		switch c.kind {
		case directory.Phone:
			name += ";TYPE=VOICE" + preferred
			preferred = ""
		case directory.SMS:
			name += d.message
		default:
			continue
		}
		group := "c" + strconv.Itoa(i+1) + "."
		if c.label == "" || o.Neutral {
			out.text(name, c.number())
			continue
		}
		out.text(group+name, c.number())
		out.text(group+"X-ABLabel", c.label) // what address books on Apple and Android show beside a number
	}
}

// rest writes what is left out of a neutral contact.
func (d dialect) rest(out lines, l *leaflet, o Options) {
	out.list("ORG", l.organisation)
	for _, address := range l.values(directory.Email) {
		out.text("EMAIL", address)
	}
	for _, address := range l.links() {
		out.plain("URL", address)
	}
	for _, p := range l.places {
		out.list("ADR", "", "", p.street, p.town, p.region, p.postcode, p.country)
	}
	d.point(out, l)
	if d == card4 {
		for _, tag := range l.languages {
			if languageTag(tag) {
				out.plain("LANG", tag)
			}
		}
	}
	if o.Notes {
		out.text("NOTE", l.does)
	}
	out.plain("SOURCE", l.page)
}

// point writes where the service is, if that is one place; several points could not be told apart.
func (d dialect) point(out lines, l *leaflet) {
	if len(l.places) != 1 || l.places[0].point == nil {
		return
	}
	p := l.places[0]
	if d == card4 {
		out.plain("GEO", p.geo())
		return
	}
	out.plain("GEO", degree(p.point.Lat).String()+";"+degree(p.point.Lon).String())
}

// links lists the addresses on the web: pages first, then where one writes.
func (l *leaflet) links() []string {
	out := l.web()
	for _, kind := range []directory.ChannelKind{directory.Chat, directory.Form} {
		for _, value := range l.values(kind) {
			if address := webAddress(value); address != "" {
				out = append(out, address)
			}
		}
	}
	return out
}

// languageTag tells whether a word looks like a language tag (BCP 47).
func languageTag(s string) bool {
	return len(s) >= 2 && len(s) <= 35 &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
