package braille_test

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/braille/tables"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

func library(t testing.TB) *braille.Library {
	t.Helper()
	data, err := tables.Plain()
	if err != nil {
		t.Fatal(err)
	}
	l, err := braille.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// written puts a card in Braille.
func written(t testing.TB, l *braille.Library, c card.Card, grade braille.Grade) (braille.Document, error) {
	t.Helper()
	return braille.Card(c, grade, l)
}

func example(tag lang.Tag) card.Card {
	return card.Card{Language: tag, Heading: card.Text{Lang: tag, Text: "Agenda"}, Doors: []card.Door{
		{Name: card.Text{Lang: tag, Text: "Café des Écoles"}, Numbers: []card.Number{{Kind: directory.Phone, Value: "0800 30 030"},
			{Kind: directory.Phone, Value: "+32 2 539 27 44", Label: card.Text{Lang: tag, Text: "Bureau, 2e"}}},
			Hours: []card.Text{{Lang: tag, Text: "8:30–16:30"}}, Terms: []card.Text{{Lang: tag, Text: "gratis"}, {Lang: tag, Text: "anoniem"}},
			Address: []card.Text{{Lang: "fr", Text: "Rue du Sacré-Cœur 12B, 1000 Bruxelles"}}},
	}, Batch: "K7-3F"}
}

func TestCard(t *testing.T) {
	l := library(t)
	for _, c := range []struct {
		tag   lang.Tag
		grade braille.Grade
		want  string
	}{
		{"en", braille.Contracted, `,AG5DA

,CAF^/E DES ,^/ECOLES
#JHJJ"CJ"JCJ
"6#CB"B"ECI"BG"DD "<,BUR1U1
  #B;E">
#H3#CJ-#AF3#CJ
GRATIS1 ANONIEM
,RUE DU ,SACR^/E-,CO^6EUR
  #AB,B1 #AJJJ ,BRUXELLES

,K#G-#C,F
`},
		{"fr", braille.Uncontracted, `.AGENDA

.CAF= DES .=COLES
,#\## ,%# ,#%#
,6%< ,< ,:%[ ,<] ,?? 8.BUREAU1
  ,<E0
,\3%#-*$3%#
GRATIS1 ANONIEM
.RUE DU .SACR=-.C[UR ,*<.B1
  ,*### .BRUXELLES

.K,]-%.F
`},
		{"nl", braille.Uncontracted, `.AGENDA

.CAF= DES .=COLES
#JHJJ #CJ #JCJ
6#CB #B #ECI #BG #DD 8.BUREAU1
  #B,E0
#H3#CJ-#AF3#CJ
GRATIS1 ANONIEM
.RUE DU .SACR=-.COEUR #AB.B1
  #AJJJ .BRUXELLES

.K#G-#C.F
`},
	} {
		d, err := written(t, l, example(c.tag), c.grade)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := d.Pages(braille.A4())
		if err != nil {
			t.Fatal(err)
		}
		if got := braille.BRF(pages); got != strings.ReplaceAll(c.want, "\n", "\r\n")+"\f" {
			t.Errorf("%s:\n%s", c.tag, got)
		}
		want := "Agenda\n\nCafé des Écoles\n0800 30 030\n+32 2 539 27 44 (Bureau, 2e)\n"
		if got := braille.Print(pages); !strings.HasPrefix(got, want) || !strings.Contains(got, "\n8:30-16:30\ngratis, anoniem\n") {
			t.Errorf("%s in print:\n%s", c.tag, got)
		}
	}
}

// A long card: parts stay whole where they fit, each page ends with its number, and no number is cut.
func TestPages(t *testing.T) {
	l := library(t)
	c := example("nl")
	for range 3 {
		c.Doors = append(c.Doors, c.Doors[0])
	}
	c.Say = []card.Text{{Lang: "nl", Text: "Bel 02 539 27 44 of 02 539 27 44 of 02 539 27 44."}}
	d, err := written(t, l, c, braille.Uncontracted)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := d.Pages(braille.A4())
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range strings.SplitAfter(braille.BRF(pages), "\f")[:2] {
		lines := strings.Split(page, "\r\n")
		if want := strings.Repeat(" ", 28) + []string{"#A", "#B"}[i]; len(lines) != 28 || lines[26] != want {
			t.Errorf("page %d has %d lines and ends with %q", i+1, len(lines)-1, lines[26])
		}
	}
	brf := braille.BRF(pages)
	if n := strings.Count(brf, ".CAF= DES"); n != 4 {
		t.Errorf("%d doors", n)
	}
	if n := strings.Count(brf, "#JB #ECI #BG #DD"); n != 3 {
		t.Errorf("%d of 3 numbers stand on one line:\n%s", n, brf)
	}
	for _, trace := range []string{"halte", "HALTE", "Agenda"} {
		if strings.Contains(brf, trace) {
			t.Errorf("%q in\n%s", trace, brf)
		}
	}
}

// Every service of the pack, in each language and grade: every digit of every line is read back from the cells, no line
// is lost, and nothing is wider or longer than a page.
func TestEveryService(t *testing.T) {
	l := library(t)
	p, _ := packtest.Shipped(t)
	cards, back := 0, readBack{}
	for _, s := range p.Directory.Services {
		for _, tag := range lang.Interface() {
			c, err := p.Card(card.Choice{Language: tag, Named: true, Doors: []card.DoorChoice{{Service: s.ID}}, Parts: card.Parts()}, "")
			if err != nil {
				continue // a service that no card may name
			}
			for _, grade := range braille.Grades(tag) {
				d, err := written(t, l, c, grade)
				if err != nil {
					t.Errorf("%s %s %s: %v", s.ID, tag, grade, err)
					continue
				}
				cards++
				checkPages(t, d)
				back.add(d, tag)
			}
		}
	}
	back.check(t)
	if cards < 100 {
		t.Errorf("only %d cards", cards)
	}
}

func checkPages(t *testing.T, d braille.Document) {
	t.Helper()
	for _, size := range []braille.Size{braille.A4(), {Width: 40, Length: 25}, {Width: 28, Length: 8}} {
		pages, err := d.Pages(size)
		if err != nil {
			t.Error(err)
			continue
		}
		var prints []string
		for _, page := range pages {
			if len(page) > size.Length {
				t.Errorf("a page of %d lines", len(page))
			}
			for _, row := range page {
				if len(row.Cells) > size.Width {
					t.Errorf("a line of %d cells", len(row.Cells))
				}
				if row.Print != "" {
					prints = append(prints, row.Print)
				}
			}
		}
		var want []string
		for _, part := range d.Parts {
			for _, line := range part {
				want = append(want, line.Print)
			}
		}
		if !slices.Equal(prints, want) {
			t.Errorf("lines %q, want %q", prints, want)
		}
	}
}

// readBack collects lines by table, each once, to be translated back by liblouis.
type readBack map[string]map[string]string

func (r readBack) add(d braille.Document, tag lang.Tag) {
	for _, part := range d.Parts {
		for _, line := range part {
			table, _ := braille.TableFor(tag, line.Grade)
			if r[table] == nil {
				r[table] = map[string]string{}
			}
			r[table][line.String()] = line.Print
		}
	}
}

func (r readBack) check(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("lou_translate"); err != nil {
		t.Skip("liblouis-bin is not installed: Braille is not read back by liblouis")
	}
	for table, lines := range r {
		cells := slices.Sorted(maps.Keys(lines))
		cmd := exec.Command("lou_translate", "--backward", "unicode.dis,"+table)
		cmd.Stdin = strings.NewReader(apart.Replace(strings.Join(cells, "\n")) + "\n")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for i, back := range strings.Split(strings.TrimSuffix(string(out), "\n"), "\n") {
			print := lines[cells[i]]
			if got, want := letters(back), letters(print); got != want && !unread(cells[i]) {
				t.Errorf("%s: %q read back as %q", table, print, back)
			}
		}
		t.Logf("%s: %d lines read back", table, len(cells))
	}
}

// unread tells whether a French number begins with a sign ("-1", "//112"): the sign for numbers stands before that, which
// liblouis does not read back. The digits of these lines are still read back by this package, as those of every line.
func unread(cells string) bool {
	return regexp.MustCompile("⠠[⠤⠒⠌⠦]+[⠡⠣⠩⠹⠱⠫⠻⠳⠪⠼]").MatchString(cells)
}

// apart gives liblouis a blank where it reads English back wrongly without: before a closing bracket it takes "p" for the
// letter and not for "people", and a colon before a stroke for "cc".
var apart = strings.NewReplacer("⠐⠜", "⠀⠐⠜", "⠒⠸⠌", "⠒⠀⠸⠌")

// letters keeps small letters and digits: capitals, signs and accents are written in ways that are not all read back.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// French print has blanks beside some signs; Braille has none, and a line is not cut there.
func TestFrenchSigns(t *testing.T) {
	c := card.Card{Language: "fr", Say: []card.Text{{Lang: "fr", Text: "« Un\u00a0nom\u202f? » : 9 h"}}}
	d, err := written(t, library(t), c, braille.Uncontracted)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Parts[0][0].String(), "⠶⠨⠥⠝⠀⠝⠕⠍⠢⠶⠒⠀⠠⠪⠀⠓"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestFaults(t *testing.T) {
	l := library(t)
	_, words := packtest.Shipped(t)
	for _, c := range []struct {
		tag   lang.Tag
		grade braille.Grade
		want  string
	}{{"nl", braille.Contracted, "braille.fault.contracted"}, {"tr", braille.Uncontracted, "braille.fault.language"},
		{"", braille.Uncontracted, "braille.fault.language"}, {"en", "8", "braille.fault.grade"}} {
		_, err := l.For(c.tag, c.grade)
		told(t, words, err, c.want)
	}
	c := example("fr")
	c.Doors[0].Way = card.Text{Lang: "tr", Text: "Dağ 3"}
	_, err := written(t, l, c, braille.Uncontracted)
	told(t, words, err, "braille.fault.letter")
	if d := fault.From(err).Details[0]; d.Args["letter"] != "ğ" || d.Args["line"] != "Dağ 3" {
		t.Errorf("%v", d.Args)
	}
	d, err := written(t, l, example("nl"), braille.Uncontracted)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Pages(braille.Size{Width: 3, Length: 3})
	told(t, words, err, "braille.fault.size")
	c = example("nl")
	c.Doors[0].Numbers[1].Value = "+32 475 12 34 56"
	if d, err = written(t, l, c, braille.Uncontracted); err != nil {
		t.Fatal(err)
	}
	_, err = d.Pages(braille.Size{Width: 20, Length: 10})
	told(t, words, err, "braille.fault.wide")
}

func told(t *testing.T, words *lang.Catalogue, err error, key string) {
	t.Helper()
	details := fault.From(err).Details
	if len(details) != 1 || details[0].Key != key {
		t.Errorf("%v, want %s", err, key)
		return
	}
	for _, tag := range lang.Interface() {
		if said := words.In(tag).Args(key, details[0].Args); said == "" || strings.ContainsAny(said, "{}") {
			t.Errorf("%s says %q", tag, said)
		}
	}
}

// The parcel holds the tables as they are installed.
func TestTablesAreFresh(t *testing.T) {
	const installed = "/usr/share/liblouis/tables/"
	if _, err := os.Stat(installed); err != nil {
		t.Skip("liblouis-data is not installed: the tables are not compared")
	}
	data, err := tables.Plain()
	if err != nil {
		t.Fatal(err)
	}
	var files map[string]string
	if err := json.Unmarshal(data, &files); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if want, err := os.ReadFile(installed + name); err != nil || string(want) != text {
			t.Errorf("%s differs from the one that is installed (%v): run make braille, and look at what changed", name, err)
		}
	}
	if n := len(tables.Squeezed()); n > 100_000 {
		t.Errorf("the tables are %d bytes as they travel", n)
	}
}

func FuzzCard(f *testing.F) {
	l := library(f)
	f.Add("0800 30 030", "call 1,5 2–3 a1b 4c", 30)
	f.Fuzz(func(t *testing.T, number, text string, width int) {
		if len(number)+len(text) > 200 {
			return
		}
		for _, tag := range lang.Interface() {
			c := card.Card{Language: tag, Say: []card.Text{{Lang: tag, Text: number}, {Lang: tag, Text: text}}}
			d, err := written(t, l, c, braille.Uncontracted)
			if err != nil {
				continue
			}
			if pages, err := d.Pages(braille.Size{Width: width, Length: 20}); err == nil && len(pages) > 0 {
				_ = braille.BRF(pages)
			}
		}
	})
}
