package card

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// Facts is what can become wrong on a card that was given: the numbers, hours and addresses of one door. Its mark stands
// on the card. The mark is made from the facts alone, so it tells nothing about the person, the professional or the
// day, and all cards with the same door bear the same one until a fact changes.
type Facts struct {
	Numbers []Dial   `yaml:"numbers,optional" json:"numbers,omitempty"`
	Hours   string   `yaml:"hours,optional" json:"hours,omitempty"`
	Places  []string `yaml:"places,optional" json:"places,omitempty"`
}

// Dial is a number with hours of its own, if it has some.
type Dial struct {
	Value string `yaml:"value" json:"value"`
	Hours string `yaml:"hours,optional" json:"hours,omitempty"`
}

// FactsOf reads the facts of a service out of the directory.
func FactsOf(s *directory.Service) Facts {
	f := Facts{Hours: s.HoursText}
	for i := range s.Channels {
		ch := &s.Channels[i]
		if ch.Kind != directory.Phone && ch.Kind != directory.SMS {
			continue
		}
		value := ch.Value
		if ch.Extension != "" {
			value += " / " + ch.Extension
		}
		f.Numbers = append(f.Numbers, Dial{value, ch.HoursText})
	}
	for _, p := range s.Places {
		f.Places = append(f.Places, placeOf(p))
	}
	return f
}

// placeOf writes an address once, as it is written in any language.
func placeOf(p *directory.Place) string {
	var streets []string
	for _, street := range p.Street {
		if !slices.Contains(streets, street) {
			streets = append(streets, street)
		}
	}
	slices.Sort(streets)
	return strings.TrimSpace(strings.Join(streets, " / ") + " " + p.Postcode)
}

// letters has none that is taken for a figure or for another letter, and no vowel, so that no mark is a word. A mark
// begins with one, so that none is taken for a number to dial.
const (
	letters    = "CDFHJKMNPRTVWX"
	signs      = letters + "23456789"
	markLength = 4
)

// Mark is four signs made from the facts. Where there are none nothing can become wrong, and there is no mark.
func (f Facts) Mark() string {
	if len(f.Numbers)+len(f.Places) == 0 && f.Hours == "" {
		return ""
	}
	sum := fnv.New64a() // a mark is no secret: it must be steady, and small enough for a browser
	fmt.Fprintf(sum, "%q", f)
	n := sum.Sum64()
	mark := make([]byte, markLength)
	from := letters
	for i := range mark {
		mark[i] = from[n%uint64(len(from))]
		n /= uint64(len(from))
		from = signs
	}
	return string(mark)
}

// batch is what stands on a card: the marks of its doors.
func batch(doors []Door) string {
	var marks []string
	for _, d := range doors {
		if d.Mark != "" && !slices.Contains(marks, d.Mark) {
			marks = append(marks, d.Mark)
		}
	}
	return strings.Join(marks, " ")
}
