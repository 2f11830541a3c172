package card_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/packtest"
)

// texts writes a card in every form that is text, by name.
func texts(t testing.TB, c card.Card) map[string]string {
	t.Helper()
	out := map[string]string{"plain": card.Plain(c), "sms": card.SMS(c).Text, "spoken": card.Spoken(c), "ssml": card.SSML(c)}
	if v, err := card.VCard(c); err == nil {
		out["vcard"] = v
	}
	if v, err := card.ICal(c); err == nil {
		out["icalendar"] = v
	}
	ideas, err := json.Marshal(card.Easy(c))
	if err != nil {
		t.Fatal(err)
	}
	out["ideas"] = string(ideas)
	return out
}

// carriable lists the services that may be on a card.
func carriable(p *pack.Pack) []string {
	var ids []string
	for _, s := range p.Directory.Services {
		if s.Role != directory.Tool {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func languages(p *pack.Pack) []lang.Tag {
	tags := slices.Clone(p.Info.Languages)
	for _, t := range p.Content.Cards.Tongues {
		tags = append(tags, t.Tag)
	}
	return tags
}

// digits keeps the figures of a text.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// spelled undoes the way in which figures are read aloud, so that a number can be found again.
func spelled(s string) string {
	return strings.NewReplacer(`<break time="300ms"/>`, "", " ", "", ",", "").Replace(s)
}

// dialled lists the numbers of a card as the directory writes them.
func dialled(c card.Card) []string {
	var out []string
	for _, d := range c.Doors {
		for _, n := range d.Numbers {
			if n.Kind == directory.Phone || n.Kind == directory.SMS {
				out = append(out, n.Value)
			}
		}
	}
	return out
}

func TestEveryDigitOfEveryNumber(t *testing.T) {
	p, _ := packtest.Shipped(t)
	ids, tags := carriable(p), languages(p)
	rapid.Check(t, func(r *rapid.T) {
		choice := card.Choice{
			Language: rapid.SampledFrom(tags).Draw(r, "language"), Named: rapid.Bool().Draw(r, "named"),
			Parts: append(rapid.SliceOfDistinct(rapid.SampledFrom(card.Parts()), rapid.ID).Draw(r, "parts"), card.Numbers),
		}
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, 4, rapid.ID).Draw(r, "services") {
			choice.Doors = append(choice.Doors, card.DoorChoice{Service: id})
		}
		c, err := p.Card(choice, "https://example.org/k/")
		if err != nil {
			r.Skip() // doors for different persons
		}
		var want []string
		for _, d := range choice.Doors {
			s, _ := p.Directory.Service(d.Service)
			for _, ch := range s.Channels {
				if (ch.Kind == directory.Phone || ch.Kind == directory.SMS) && !slices.Contains(want, ch.Value) {
					want = append(want, ch.Value)
				}
			}
		}
		got := dialled(c)
		slices.Sort(want)
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			r.Fatalf("the card has %q, the directory %q", got, want)
		}
		for name, text := range texts(t, c) {
			if name == "icalendar" {
				continue
			}
			for _, value := range want {
				found := strings.Contains(text, value)
				if name == "spoken" || name == "ssml" {
					found = strings.Contains(spelled(text), digits(value))
				}
				if !found {
					r.Fatalf("%s has not %q:\n%s", name, value, text)
				}
			}
		}
		again, err := p.Card(choice, "https://example.org/k/")
		if err != nil || !reflect.DeepEqual(texts(t, c), texts(t, again)) {
			r.Fatal("the same choice gave another card")
		}
	})
}

// Whoever finds a card learns nothing, whatever is on it.
func TestCardSaysNothingToAStranger(t *testing.T) {
	p, _ := packtest.Shipped(t)
	words := []string{}
	for _, list := range []map[lang.Tag][]string{p.Info.Withheld, p.Content.Cards.Betrays} {
		for _, tag := range p.Info.Languages {
			words = append(words, list[tag]...)
		}
	}
	if len(words) < 20 {
		t.Fatal("there are hardly any words to look for")
	}
	for _, tongue := range p.Content.Cards.Tongues {
		words = append(words, tongue.Withheld...)
	}
	parts := [][]card.Part{card.Parts()}
	for _, part := range card.Parts() {
		parts = append(parts, []card.Part{part})
	}
	for _, tag := range languages(p) {
		for _, id := range carriable(p) {
			for _, chosen := range parts {
				if len(chosen) == 1 && !slices.Contains(p.Info.Languages, tag) {
					continue // names and addresses are those of the pack's languages; all together are enough
				}
				c, err := p.Card(card.Choice{Language: tag, Doors: []card.DoorChoice{{Service: id}}, Parts: chosen}, "https://example.org/k/")
				if err != nil {
					t.Fatal(id, err)
				}
				silent(t, c, id, chosen, words)
			}
		}
	}
}

func silent(t *testing.T, c card.Card, id string, parts []card.Part, words []string) {
	t.Helper()
	for name, text := range texts(t, c) {
		folded := lang.Fold(text)
		for _, word := range words {
			if strings.Contains(folded, lang.Fold(word)) {
				t.Errorf("%s of %s in %s, %s: holds %q", name, id, c.Language, parts, word)
			}
		}
		if !slices.Contains(parts, card.Links) && slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), id) {
			t.Errorf("%s of %s in %s: holds the id of the service", name, id, c.Language)
		}
	}
}

func TestNamedCardHasTheOwnNames(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(card.Choice{Language: "fr", Named: true, Doors: []card.DoorChoice{{Service: "ecoute"}},
		Parts: []card.Part{card.Names, card.Numbers, card.Links}}, "")
	if err != nil {
		t.Fatal(err)
	}
	if text := card.Plain(c); !strings.Contains(text, "Écoute violences conjugales") || !strings.Contains(text, "violences") {
		t.Errorf("got\n%s", text)
	}
}

func TestConfidentialPlacesHaveNoAddress(t *testing.T) {
	p, _ := packtest.Shipped(t)
	hidden := 0
	for _, id := range carriable(p) {
		s, _ := p.Directory.Service(id)
		if !s.Confidential() {
			continue
		}
		hidden++
		c, err := p.Card(card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: id}}, Parts: card.Parts(), Named: true}, "")
		if err != nil {
			t.Fatal(err)
		}
		if d := c.Doors[0]; len(s.Places) == 0 && (len(d.Address) > 0 || d.Way.Text != "") {
			t.Errorf("%s has an address: %v", id, d.Address)
		}
		for _, place := range s.Hidden {
			if strings.Contains(card.Plain(c), place.Area.In("en")) {
				t.Errorf("%s says where its confidential place is", id)
			}
		}
	}
	if hidden == 0 {
		t.Fatal("no service is at a confidential place")
	}
}

func TestSSMLIsXML(t *testing.T) {
	p, _ := packtest.Shipped(t)
	for _, tag := range languages(p) {
		c, err := p.Card(full(tag), "https://example.org/k/")
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, card.SSML(c))
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
	}
}

// full is a choice of everything.
func full(tag lang.Tag) card.Choice {
	return card.Choice{Language: tag, Doors: []card.DoorChoice{{Service: "ecoute"}, {Service: "adde"}, {Service: "cpvcf"}}, Parts: card.Parts(),
		Heading: "useful-numbers", SafeDays: []string{"weekdays"}, SafePart: []string{"evening", "morning"},
		Visit: card.Visit{Start: time.Date(2026, 12, 1, 13, 30, 0, 0, time.UTC), Where: "Bureau 12; <1er> étage, à gauche & au fond du couloir"}}
}

func TestSpoken(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(full("fr"), "")
	if err != nil {
		t.Fatal(err)
	}
	spoken, ssml := card.Spoken(c), card.SSML(c)
	for _, want := range []string{"\n0 8 0 0, 3 0, 0 3 0.\n", "\nLundi 9:00 à 12:00, 14:00 à 17:00.\n", "gratuit, anonyme, jour et nuit."} {
		if !strings.Contains(spoken, want) {
			t.Errorf("%q is not in\n%s", want, spoken)
		}
	}
	for _, not := range []string{c.Batch, "–", "·"} {
		if strings.Contains(spoken, not) || strings.Contains(ssml, not) {
			t.Errorf("%q is read aloud", not)
		}
	}
	turkish, err := p.Card(full("tr"), "")
	if err != nil {
		t.Fatal(err)
	}
	if text := card.SSML(turkish); !strings.Contains(text, `<s xml:lang="fr">Rue des Colonies 11.</s>`) || !strings.Contains(text, `xml:lang="tr">`) {
		t.Errorf("the languages are not marked in\n%s", text)
	}
}

func TestCalendar(t *testing.T) {
	p, _ := packtest.Shipped(t)
	for start, want := range map[string]string{"2026-12-01T14:30": "DTSTART:20261201T133000Z", "2026-07-01T14:30": "DTSTART:20260701T123000Z"} {
		choice := full("fr")
		var err error
		if choice.Visit.Start, err = time.ParseInLocation("2006-01-02T15:04", start, p.Zone()); err != nil {
			t.Fatal(err)
		}
		c, err := p.Card(choice, "")
		if err != nil {
			t.Fatal(err)
		}
		text, err := card.ICal(c)
		if err != nil || !strings.Contains(text, want+"\r\n") || !strings.Contains(text, "SUMMARY:Rendez-vous\r\n") {
			t.Errorf("%v in\n%s", err, text)
		}
		for line := range strings.SplitSeq(text, "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
		}
		for _, not := range []string{"VALARM", "ATTENDEE", "ORGANIZER", "alte", "0800"} {
			if strings.Contains(text, not) {
				t.Errorf("%q is in\n%s", not, text)
			}
		}
	}
	none, err := p.Card(card.Choice{Language: "fr", Doors: []card.DoorChoice{{Service: "ecoute"}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := card.ICal(none); err == nil {
		t.Error("a calendar without an appointment")
	}
}

func TestContact(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(full("nl"), "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := card.VCard(c)
	want := "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Contact\r\nN:Contact\r\nTEL;TYPE=VOICE:0800 30 030\r\nEND:VCARD\r\n" +
		"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Contact 2\r\nN:Contact 2\r\nTEL;TYPE=VOICE:02 227 42 41\r\nTEL;TYPE=VOICE:02 227 42 42\r\nEND:VCARD\r\n" +
		"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Contact 3\r\nN:Contact 3\r\nTEL;TYPE=VOICE:02 539 27 44\r\nEND:VCARD\r\n"
	if err != nil || got != want {
		t.Errorf("%v; got\n%s", err, got)
	}
}

// From the right, the groups of a number keep their order only where no word from the right stands on their line.
func TestNumbersStandAloneFromTheRight(t *testing.T) {
	p, _ := packtest.Shipped(t)
	for _, tag := range []lang.Tag{"ar", "fa", "ps"} {
		c, err := p.Card(full(tag), "")
		if err != nil {
			t.Fatal(err)
		}
		if c.Direction != card.RightToLeft {
			t.Errorf("%s is set %s", tag, c.Direction)
		}
		for _, block := range card.Lines(c) {
			for _, line := range block {
				for _, value := range dialled(c) {
					if strings.Contains(line.Text, value) && line.Text != value {
						t.Errorf("%s: %q", tag, line.Text)
					}
				}
				if i := strings.Index(line.Text, "–"); i > 0 && digits(line.Text[i-1:i]) != "" {
					t.Errorf("%s: a dash between times would be read the other way round: %q", tag, line.Text)
				}
			}
		}
	}
}

func TestEasyHasOneIdeaALine(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(full("en"), "https://example.org/k/")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[card.Pictogram]bool{}
	for _, idea := range card.Easy(c) {
		if !slices.Contains(card.Pictograms(), idea.Pictogram) || idea.Text.Text == "" || strings.Contains(idea.Text.Text, "·") {
			t.Errorf("%+v", idea)
		}
		seen[idea.Pictogram] = true
	}
	for _, want := range card.Pictograms() {
		if !seen[want] && want != card.OnTheWay { // no place of the pack says how to get there yet
			t.Errorf("nothing has the pictogram %s", want)
		}
	}
}
