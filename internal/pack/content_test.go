package pack

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"

	"github.com/halte-brussels/halte/internal/lang"
)

// shared opens a file of the material beside the checkout; where that is absent the test is skipped, and says so.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../shared/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: ../shared is not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// statement is one row of the numbered statements.
type statement struct{ id, text, exact string }

func statements(t *testing.T) []statement {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(shared(t, "sheet/statements.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []statement
	for _, row := range rows[1:] {
		list = append(list, statement{row[0], row[3], row[4]})
	}
	return list
}

// The pack numbers the sheet's statements, all of them and no other; Load has seen to it that each is carried.
func TestEveryStatementOfTheSheetIsNumbered(t *testing.T) {
	p := brussels(t)
	var want []string
	for _, s := range statements(t) {
		want = append(want, s.id)
		if !p.Guide.Statement(s.id) {
			t.Errorf("%s is not numbered in the pack", s.id)
		}
	}
	sheet, ok := p.Guide.Source("sheet-2024")
	if !ok || len(sheet.Statements) != len(want) {
		t.Errorf("the pack numbers %d statements, the sheet has %d", len(sheet.Statements), len(want))
	}
}

// What the sheet says exactly, a number, an address, an hour, stands in the directory or the guide to the letter.
func TestExactFactsOfTheSheetAreKept(t *testing.T) {
	all := squash(strings.Join(allTexts(brussels(t)), " "))
	for _, s := range statements(t) {
		if s.exact == "1 in 2" {
			s.exact = "one in two"
		}
		if s.exact != "" && !strings.Contains(all, squash(s.exact)) {
			t.Errorf("%s: %q is nowhere in the pack", s.id, s.exact)
		}
	}
}

// squash leaves only letters and digits, so that a comma or a space in an address makes no difference.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, lang.Fold(s))
}

// The pack is in our own words: nowhere do eight words in a row stand as they do in the sheet, apart from names,
// numbers and addresses.
func TestOwnWords(t *testing.T) {
	seen := map[string]bool{}
	source := string(shared(t, "sheet/sheet.md"))
	for _, s := range statements(t) {
		source += "\n\n" + s.text
	}
	for _, paragraph := range strings.Split(source, "\n") {
		for _, run := range runs(paragraph) {
			seen[run] = true
		}
	}
	for _, text := range english(brussels(t)) {
		for _, run := range runs(text) {
			if seen[run] {
				t.Errorf("the sheet's own words: %q in %q", run, text)
				break
			}
		}
	}
}

const runLength = 8

// notOurs matches words that are not ours to choose: proper names, numbers, addresses, web addresses.
var notOurs = regexp.MustCompile(`\S*[0-9@/]\S*|\b[A-Z]{2,}\S*|https?:\S+|www\.\S+`)

// properNames are names of more than one word.
var properNames = []string{
	"Centre for the Prevention of Domestic and Family Violence", "Centre for General Welfare Services",
	"European emergency number", "Brussels Centre Reception",
}

func runs(text string) []string {
	for _, n := range properNames {
		text = strings.ReplaceAll(text, n, " ")
	}
	words := lang.Words(notOurs.ReplaceAllString(text, " "))
	var list []string
	for i := 0; i+runLength <= len(words); i++ {
		list = append(list, strings.Join(words[i:i+runLength], " "))
	}
	return list
}

// english lists the texts of the guide, rules and directory that are sentences of ours.
func english(p *Pack) []string {
	var list []string
	add := func(texts ...lang.Text) {
		for _, t := range texts {
			if s := t["en"]; s != "" {
				list = append(list, s)
			}
		}
	}
	for _, t := range p.Guide.Topics {
		add(t.Title, t.Summary)
		for i := range t.Items {
			add(t.Items[i].Texts()...)
		}
	}
	for _, r := range p.Rules {
		add(r.Because)
		for _, s := range r.Then.Steps {
			add(s.Text)
		}
		for _, c := range r.Then.Caution {
			add(c.Text)
		}
		for _, x := range r.Then.Reject {
			add(x.Because)
		}
	}
	for _, s := range p.Directory.Services {
		add(s.Does, s.Neutral, s.For.Who, s.Access.Note)
		add(s.Notes...)
	}
	for _, promise := range p.Promises {
		add(promise.Text)
	}
	return list
}

// allTexts lists every text and value that a reader may be shown, in every language.
func allTexts(p *Pack) []string {
	var list []string
	add := func(texts ...lang.Text) {
		for _, t := range texts {
			for _, tag := range lang.Interface() {
				list = append(list, t[tag])
			}
		}
	}
	for _, s := range p.Guide.Sources {
		list = append(list, string(s.Date), s.URL)
	}
	for _, t := range p.Guide.Topics {
		for i := range t.Items {
			add(t.Items[i].Texts()...)
			list = append(list, t.Items[i].URL)
		}
	}
	for _, s := range p.Directory.Services {
		add(s.Name, s.Does)
		add(s.Notes...)
		list = append(list, s.HoursText, s.Org.Web, strings.ToUpper(s.ID))
		for _, c := range s.Channels {
			list = append(list, c.Value)
		}
		for _, place := range s.Places {
			for _, tag := range lang.Interface() {
				list = append(list, place.Street[tag]+" "+place.Postcode+" "+place.Town[tag])
			}
		}
	}
	return list
}

// The pack's public holidays are those of Belgium, by a source of its own.
func TestHolidays(t *testing.T) {
	calendar := cal.NewBusinessCalendar()
	calendar.AddHoliday(be.Holidays...)
	p := brussels(t)
	var have []string
	for _, h := range p.Holidays {
		have = append(have, string(h.Date))
	}
	for day := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC); day.Year() < 2033; day = day.AddDate(0, 0, 1) {
		actual, _, _ := calendar.IsHoliday(day)
		if date := day.Format("2006-01-02"); actual != slices.Contains(have, date) {
			t.Errorf("%s: a holiday is %v, the pack says %v", date, actual, !actual)
		}
	}
}
