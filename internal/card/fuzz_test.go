package card_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

// What was typed either stands on the card as it is, or is refused.
func FuzzWhere(f *testing.F) {
	for _, where := range []string{"", "room 12", "Bureau 12; <1er> étage", "violences", "a\nb", "\u202eabc", "غرفة 3", "\xff", "]]>&", "VIOL\u0301ENCE"} {
		f.Add(where)
	}
	p, _ := packtest.Shipped(f)
	f.Fuzz(func(t *testing.T, where string) {
		c, err := p.Card(card.Choice{Language: "fr", Doors: []card.DoorChoice{{Service: "ecoute"}},
			Visit: card.Visit{Start: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Where: where}}, "")
		if err != nil {
			return
		}
		if got := c.Appointment.Where.Text; got != strings.TrimSpace(where) {
			t.Fatalf("%q became %q", where, got)
		}
		wellFormed(t, card.SSML(c))
		for name, text := range texts(t, c) {
			if strings.Contains(lang.Fold(text), "violen") {
				t.Errorf("%s says it: %q", name, text)
			}
			for _, r := range text {
				if unicode.IsControl(r) && r != '\n' && r != '\r' || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%s holds %U", name, r)
				}
			}
		}
	})
}

// No choice, however odd, breaks anything; and no number is on a card that the directory does not have.
func FuzzChoice(f *testing.F) {
	f.Add("en", "ecoute,cpvcf", "numbers,hours", "useful-numbers", "weekdays", "morning")
	f.Add("ar", "adde", "links,code", "", "", "")
	f.Add("", ",", ",", "x", "y", "z")
	p, _ := packtest.Shipped(f)
	f.Fuzz(func(t *testing.T, language, services, parts, heading, days, times string) {
		choice := card.Choice{Language: lang.Tag(language), Heading: heading, SafeDays: strings.Fields(days), SafePart: strings.Fields(times)}
		for id := range strings.SplitSeq(services, ",") {
			choice.Doors = append(choice.Doors, card.DoorChoice{Service: id})
		}
		for part := range strings.SplitSeq(parts, ",") {
			choice.Parts = append(choice.Parts, card.Part(part))
		}
		c, err := p.Card(choice, "https://example.org/k/")
		if err != nil {
			return
		}
		texts(t, c)
		for _, d := range c.Doors {
			s, _ := p.Directory.Service(d.Service)
			for _, n := range d.Numbers {
				known := false
				for _, ch := range s.Channels {
					known = known || ch.Value == n.Value
				}
				if !known {
					t.Errorf("%q is not of %s", n.Value, d.Service)
				}
			}
		}
	})
}
