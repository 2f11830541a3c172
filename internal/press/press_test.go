package press

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/press/pdf"
	"github.com/halte-brussels/halte/internal/press/presstest"
)

func words(t testing.TB, tag lang.Tag) Words {
	t.Helper()
	c, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return WordsOf(c.In(tag))
}

// lines is all that is written on the sheets, in the order in which it is read.
func (s *Sheets) lines() []string {
	var out []string
	for _, p := range s.pages {
		out = append(out, p.lines()...)
	}
	return out
}

// held checks that everything on a card stands inside the margin of its panels, and that nothing lies over anything else.
func held(t *testing.T, name string, s *Sheets) {
	t.Helper()
	g := geometries()[s.Form]
	for n, p := range s.pages {
		for i, it := range p.card {
			e := it.extent()
			column, row := 0, 0
			if !g.pages {
				column, row = (e.left+e.right)/2/g.width, (e.top+e.bottom)/2/g.height
			}
			left, top := column*g.width, row*g.height
			foot := g.margin
			if it.text != nil && it.text.size == pt(g.sizes.mark) { // the mark stands in the lower margin
				foot = 800
			}
			air := 150 // a line on the edge of the margin has half its width outside, and some letters a little of themselves
			if it.text != nil {
				air += it.text.size / 10
			}
			if e.left < left+g.margin-air || e.right > left+g.width-g.margin+air || e.top < top+g.margin-air || e.bottom > top+g.height-foot+air {
				t.Errorf("%s, page %d: %q stands at %+v, outside its panel at %d, %d", name, n+1, shown(it), e, left, top)
			}
			for _, other := range p.card[:i] {
				o := other.extent()
				if framed := it.path != nil || other.path != nil; !framed && e.left < o.right && o.left < e.right && e.top < o.bottom && o.top < e.bottom {
					t.Errorf("%s, page %d: %q lies over %q", name, n+1, shown(it), shown(other))
				}
			}
		}
	}
}

func shown(it item) string {
	if it.text != nil {
		return it.text.text
	}
	return "a drawing"
}

func TestEveryForm(t *testing.T) {
	for name, c := range presstest.Samples() {
		for _, form := range Forms() {
			s, err := Set(c, form, words(t, c.Language))
			if err != nil {
				if form != Strip || len(c.Say) == 0 {
					t.Errorf("%s on %s: %v", name, form, err)
				}
				continue
			}
			held(t, name+" on "+string(form), s)
			onlyFromCard(t, c, s)
			for n := range s.Pages() {
				wellFormed(t, s.SVG(n))
			}
			var first, second bytes.Buffer
			if err := errors.Join(s.PDF(&first), s.PDF(&second)); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s on %s: the same sheets give two documents (%v)", name, form, err)
			}
		}
	}
}

// onlyFromCard checks that nothing is written but what the card and the words say: no id, no mark of a door, no more.
func onlyFromCard(t *testing.T, c card.Card, s *Sheets) {
	t.Helper()
	w := words(t, c.Language)
	given := []string{w.Fold, w.Draft, w.Code, c.Heading.Text, c.Safe.Text, c.Appointment.Where.Text, c.Batch, "SMS", appointed(c.Appointment).Text}
	add := func(texts ...card.Text) {
		for _, x := range texts {
			given = append(given, x.Text, upper(x.Text))
		}
	}
	for _, d := range c.Doors {
		add(d.Name, d.Way)
		add(d.Hours...)
		add(d.Terms...)
		add(joined(d.Terms)...)
		add(d.Address...)
		for _, n := range d.Numbers {
			given = append(given, n.Value)
			add(n.Label)
			add(n.Hours...)
		}
	}
	add(c.Say...)
	whole := strings.ReplaceAll(strings.Join(given, "\n"), "\u00a0", " ")
	for _, line := range s.lines() {
		if strings.Contains(line, " / ") && !slices.ContainsFunc([]rune(line), unicode.IsLetter) {
			continue // the number of a page
		}
		if !strings.Contains(whole, strings.ReplaceAll(line, "\u00a0", " ")) {
			t.Errorf("%s on %s: %q stands on no card", c.Language, s.Form, line)
		}
	}
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	ids := map[string]bool{}
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg[:200])
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		for _, a := range start.Attr {
			switch {
			case a.Name.Local == "style", strings.HasPrefix(a.Name.Local, "on"):
				t.Errorf("the drawing has %s, which pages refuse", a.Name.Local)
			case a.Name.Local == "id":
				ids[a.Value] = true
			case a.Name.Local == "href" && !ids[strings.TrimPrefix(a.Value, "#")]:
				t.Errorf("the drawing names %s, which is not there yet", a.Value)
			}
		}
	}
}

// Every service of the pack, in every language that cards speak, fits on every form by itself; and with all that can be
// said of it on all but the strip.
func TestEveryServiceFits(t *testing.T) {
	p, _ := packtest.Shipped(t)
	everything := []card.Part{card.Numbers, card.Hours, card.Terms, card.Names, card.Address, card.Way, card.Say, card.Code}
	longest := map[lang.Tag]card.Card{}
	for i := range p.Directory.Services {
		for _, tag := range languages(p.Content.Cards) {
			choice := card.Choice{Language: tag, Doors: []card.DoorChoice{{Service: p.Directory.Services[i].ID}}}
			c, err := p.Card(choice, "https://halte.example/")
			if err != nil {
				continue // not one to give to a person
			}
			if _, err := Set(c, Strip, Words{}); err != nil {
				t.Errorf("%s in %s on a strip: %v", choice.Doors[0].Service, tag, details(err))
			}
			choice.Parts = everything
			if c, err = p.Card(choice, "https://halte.example/"); err == nil && len(card.Plain(c)) > len(card.Plain(longest[tag])) {
				longest[tag] = c
			}
		}
	}
	if len(longest) < 10 {
		t.Fatalf("cards in %d languages only", len(longest))
	}
	for tag, c := range longest {
		for _, form := range Forms() {
			if form == Strip {
				continue
			}
			s, err := Set(c, form, words(t, tag))
			if err != nil {
				t.Errorf("the longest card in %s, of %s, on %s: %v", tag, c.Doors[0].Service, form, details(err))
				continue
			}
			held(t, string(tag)+" on "+string(form), s)
			onlyFromCard(t, c, s)
		}
	}
}

func languages(b card.Book) []lang.Tag {
	all := lang.Interface()
	for _, tongue := range b.Tongues {
		all = append(all, tongue.Tag)
	}
	return all
}

func details(err error) string {
	var out []string
	for _, d := range fault.From(err).Details {
		out = append(out, d.Key+" "+d.Args["letter"]+d.Args["code"])
	}
	return err.Error() + strings.Join(out, "; ")
}

// Every digit of every number is on paper, in order and on one line, whatever the number and the form.
func TestDigits(t *testing.T) {
	w := words(t, "nl")
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom([]lang.Tag{"en", "fr", "nl", "ar", "fa", "ti", "uk"}).Draw(t, "language")
		c := card.Card{Language: tag, Direction: card.Direction(lang.Direction(tag))}
		for range rapid.IntRange(1, 3).Draw(t, "doors") {
			value := rapid.StringMatching(`(\+32 )?[0-9]{2,4}( [0-9]{2,3}){0,3}`).Draw(t, "number")
			c.Doors = append(c.Doors, card.Door{Name: card.Text{Lang: "fr", Text: "Accueil 24"}, Numbers: []card.Number{{Kind: directory.Phone, Value: value}}})
		}
		form := rapid.SampledFrom(Forms()).Draw(t, "form")
		s, err := Set(c, form, w)
		if err != nil {
			t.Fatal(err)
		}
		lines := s.lines()
		for _, d := range c.Doors {
			at := slices.IndexFunc(lines, func(l string) bool { return strings.ReplaceAll(l, "\u00a0", " ") == d.Numbers[0].Value })
			if at < 0 {
				t.Fatalf("%q is not on a line of its own: %q", d.Numbers[0].Value, lines)
			}
			lines = lines[at+1:]
		}
		for _, p := range s.pages {
			for _, it := range p.card {
				if it.text != nil && it.text.size > pt(100) {
					leftToRight(t, it.text)
				}
			}
		}
	})
}

// leftToRight checks that the digits of a line stand in the order in which they are read.
func leftToRight(t *rapid.T, l *line) {
	var drawn []rune
	x := -1
	for _, g := range l.run.Glyphs {
		if digit := []rune(g.Text)[0]; unicode.IsDigit(digit) {
			if g.X <= x {
				t.Fatalf("%q is drawn out of order", l.text)
			}
			x = g.X
			drawn = append(drawn, digit)
		}
	}
	written := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, l.text)
	if string(drawn) != written {
		t.Fatalf("%q is drawn as %q", l.text, string(drawn))
	}
}

func TestFaults(t *testing.T) {
	door := func(name string) card.Card {
		return card.Card{Language: "fr", Doors: []card.Door{{Name: card.Text{Lang: "fr", Text: name}}}}
	}
	coded := door("Accueil")
	coded.Page = "https://" + strings.Repeat("a", 200)
	for _, test := range []struct {
		name string
		card card.Card
		form Form
		want string
	}{
		{"a form that does not exist", door("Accueil"), "poster", "press.fault.form"},
		{"a card with nothing on it", card.Card{}, A6, "press.fault.empty"},
		{"more than a strip holds", door(strings.Repeat("beaucoup de mots ", 30)), Strip, "press.fault.room"},
		{"more than anything holds", door(strings.Repeat("mots ", 100000)), Large24, "press.fault.room-large"},
		{"more services than anyone needs", card.Card{Language: "fr", Doors: slices.Repeat(door("Accueil").Doors, 200)}, Large18, "press.fault.room-large"},
		{"a word that no line holds", door(strings.Repeat("m", 300)), Wallet, "press.fault.room"},
		{"a letter that no font has", door("Accueil 受付"), A6, "press.fault.letter"},
		{"bytes that are no text", door("Accueil \xff"), A6, "press.fault.letter"},
		{"an address too long for a code", coded, A6, "press.fault.code"},
	} {
		_, err := Set(test.card, test.form, Words{})
		f := fault.From(err)
		if f.Kind != fault.Invalid || len(f.Details) != 1 || f.Details[0].Key != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
			continue
		}
		catalogue, _ := lang.LoadCatalogue()
		for _, tag := range lang.Interface() {
			if text := catalogue.In(tag).Args(test.want, f.Details[0].Args); strings.ContainsAny(text, "{}[]") {
				t.Errorf("%s: reads %q", test.name, text)
			}
		}
	}
}

// What steers a terminal or turns text around is not printed and does no harm.
func TestControlCharacters(t *testing.T) {
	c := card.Card{Language: "fr", Doors: []card.Door{{Name: card.Text{Lang: "fr", Text: "Ac\x00cueil\u202e\n<b>&amp;\x1b[31m"},
		Numbers: []card.Number{{Kind: directory.Phone, Value: "02\t539\u2066 27 44"}}}}}
	s, err := Set(c, A6, Words{Title: "<script>"})
	if err != nil {
		t.Fatal(err)
	}
	svg := s.SVG(0)
	wellFormed(t, svg)
	if strings.Contains(svg, "<b>") || strings.Contains(svg, "<script>") || strings.Contains(svg, "\x1b") || strings.Contains(svg, "\x00") {
		t.Error("what was typed stands in the drawing as it is")
	}
}

func TestWrap(t *testing.T) {
	fonts, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text  string
		width int // in millimetres, at 10 points
		want  string
	}{
		{"Rue du Marché aux Herbes 116, 1000 Bruxelles", 50, "Rue du Marché aux|Herbes 116, 1000 Bruxelles"},
		{"Appelez le 0800 30 030 de 9:00 – 17:00", 30, "Appelez|le 0800 30 030|de 9:00 – 17:00"},
		{"Chaussée d’Alsemberg 303, 1082 Berchem-Sainte-Agathe", 56, "Chaussée d’Alsemberg 303,|1082 Berchem-Sainte-Agathe"},
		{"Voulez-vous parler ?", 26, "Voulez-vous|parler ?"},
		{"Slachtofferhulp-onthaal", 30, "Slachtofferhulp-|onthaal"},
		{"maandag tot vrijdag 9:00–12:30 en 13:00–17:00", 50, "maandag tot vrijdag|9:00–12:30 en 13:00–17:00"},
		{"gratuit · anonyme · jour\u00a0et\u00a0nuit", 36, "gratuit · anonyme|jour\u00a0et\u00a0nuit"},
		{"tram 51 en 82, halte Zuid", 60, "tram 51 en 82, halte Zuid"},
	} {
		s := &setter{fonts: fonts, width: test.width * millimetre, percent: 100}
		p := s.text(&tag{role: pdf.Paragraph}, card.Text{Lang: "fr", Text: test.text}, 0, 100, 0)
		var lines []string
		for _, it := range p.items {
			lines = append(lines, it.text.text)
		}
		if got := strings.Join(lines, "|"); got != test.want {
			t.Errorf("%q in %d mm is %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// Every pictogram that a card may ask for is drawn, within its field.
func TestPictograms(t *testing.T) {
	for _, name := range card.Pictograms() {
		p := pictogram(name, 0, 0, 24000)
		if len(p.Segments) < 4 {
			t.Errorf("%s is not drawn", name)
		}
		if e := (item{path: p}).extent(); e.left < -p.Stroke/2 || e.top < -p.Stroke/2 || e.right > 24000+p.Stroke/2 || e.bottom > 24000+p.Stroke/2 {
			t.Errorf("%s covers %+v", name, e)
		}
	}
}

// Copies are as many as a page holds, and a card folds between its panels.
func TestCopies(t *testing.T) {
	c := presstest.Samples()["least"]
	for form, want := range map[Form]int{Wallet: 4, Strip: 8, A6: 4, Large18: 1, Large24: 1, Easy: 1} {
		s, err := Set(c, form, Words{})
		if err != nil || s.Copies != want || len(s.pages[0].copies) != want {
			t.Errorf("%s: %d copies, want %d (%v)", form, s.Copies, want, err)
		}
	}
}

// Where a page has several cards, one is shown larger. All that it borrows is on the page, and all of the card is in it.
func TestNear(t *testing.T) {
	borrowed := regexp.MustCompile(`href="#([^"]+)"`)
	for name, c := range presstest.Samples() {
		for _, form := range Forms() {
			s, err := Set(c, form, Words{Fold: "Fold."})
			if err != nil {
				continue // too much for the form
			}
			near, page := s.Near(0), s.SVG(0)
			if (near == "") != (s.Copies == 1) {
				t.Errorf("%s as %s: of %d copies, near is %q", name, form, s.Copies, near)
			}
			for _, id := range borrowed.FindAllStringSubmatch(near, -1) {
				if strings.Count(page, `<g id="`+id[1]+`"`) != 1 {
					t.Errorf("%s as %s: %s is not on the page", name, form, id[1])
				}
			}
			size := s.pages[0].size
			for _, it := range s.pages[0].card {
				if l := it.text; near != "" && l != nil && (l.x < 0 || l.y < 0 || l.x+scale(l.run.Width, l.size) > size.X || l.y > size.Y) {
					t.Errorf("%s as %s: %q is not on the card that is shown", name, form, l.text)
				}
			}
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add("Accueil", "02 539 27 44", "Rue Blanche 29", "fr", "wallet")
	f.Add("أرقام مفيدة", "0800 30 030", "(أ) 9:00–17:00", "ar", "easy")
	f.Add("\x00\u200c\u0301", "+", "a\u0300-/@", "ps", "strip")
	f.Fuzz(func(t *testing.T, name, number, address, language, form string) {
		tag := lang.Tag(language)
		text := func(s string) card.Text { return card.Text{Lang: tag, Text: s} }
		c := card.Card{Language: tag, Direction: card.Direction(lang.Direction(tag)), Heading: text(address), Doors: []card.Door{{Name: text(name),
			Numbers: []card.Number{{Kind: directory.Phone, Value: number, Label: text(name)}, {Kind: directory.Web, Value: address}},
			Address: []card.Text{text(address)}}}, Say: []card.Text{text(name)}, Safe: text(address), Page: number, Batch: name}
		s, err := Set(c, Form(form), Words{Lang: tag, Title: name, Fold: address, Draft: name, Code: name})
		if err != nil {
			if fault.From(err).Kind != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for n := range s.Pages() {
			wellFormed(t, s.SVG(n))
		}
		if err := s.PDF(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}
