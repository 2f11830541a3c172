package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

func collected(text string) []string {
	var c collector
	c.text(text)
	return c.words
}

// What is collected from a text is what the language room cuts it into, or somebody who types a word of it would not
// find it.
func TestCollectorAgreesWithLang(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringN(0, 30, -1), rapid.Custom(func(t *rapid.T) string { return words(t, "words") })).Draw(t, "text")
		if got, want := collected(text), lang.Words(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	})
	for r := rune(0); r < 0x20000; r++ {
		text := "a" + string(r) + "B" + string(r)
		if got, want := collected(text), lang.Words(text); !slices.Equal(got, want) {
			t.Fatalf("%q (%U): %q, want %q", text, r, got, want)
		}
	}
}

func FuzzCollector(f *testing.F) {
	for _, seed := range []string{"", "Écoute l’aide", "e\u0301te\u0301", "professionnel·le", "\xff\xfe", "a\u0301\u0301b", "ẞ İ ǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		short := func(w string) bool { return utf8.RuneCountInString(w) <= maxLetters/2 }
		if !slices.ContainsFunc(strings.Fields(text), func(w string) bool { return !short(w) }) {
			if got, want := collected(text), lang.Words(text); !slices.Equal(got, want) {
				t.Fatalf("%q: %q, want %q", text, got, want)
			}
		}
	})
}

// A word is as long as its letters, not its bytes; what is longer than any word is left out.
func TestLongWords(t *testing.T) {
	for text, want := range map[string][]string{
		strings.Repeat("a", maxLetters):                 {strings.Repeat("a", maxLetters)},
		strings.Repeat("a", maxLetters+1):               nil,
		"x " + strings.Repeat("ж", maxLetters) + " y":   {"x", strings.Repeat("ж", maxLetters), "y"},
		"x " + strings.Repeat("ж", maxLetters+1) + " y": {"x", "y"},
	} {
		if got := collected(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Every text of a service can be found by, and what is not a text of it, such as its id or hours, cannot.
func TestWhereWordsAreLookedFor(t *testing.T) {
	text := func(word string) lang.Text { return lang.Text{"fr": word} }
	r := directory.Record{
		Service: directory.Service{ID: "zzid", Name: text("nname"), Aka: text("naka"), Terms: []directory.Term{{Name: "nterm", Code: "zzcode"}},
			Does: text("adoes"), Neutral: text("aneutral"), For: directory.Audience{Who: text("awho")}, Apply: text("aapply"),
			Fees: text("afees"), Access: directory.Access{Note: text("aaccess")}, Notes: []lang.Text{text("anote"), text("another")},
			HoursText: "24/7", HoursSaid: "zzsaid", Aside: `"zzaside"`},
		Organisation: directory.Organisation{ID: "zzorg", Name: text("norg"), Aka: text("norgaka"), Does: text("aorgdoes"), Email: "zzemail"},
		Places: []directory.Place{{ID: "zzplace", Name: text("aplace"), Street: text("astreet"), Town: text("atown"), Postcode: "a1234",
			Transport: text("zztransport")}},
		ConfidentialPlaces: []directory.ConfidentialPlace{{ID: "zzhidden", Area: text("aarea")}},
	}
	inMemory, fromFile := build(t, invented(), []directory.Record{r})
	for _, x := range []*Index{inMemory, fromFile} {
		for i := range x.words.size() {
			word := x.words.word(i)
			found, err := x.Find(Query{At: tuesday, Words: word, Limit: 1})
			if err != nil || found.Total != 1 || found.Hits[0].Why[0].Named != (word[0] == 'n') {
				t.Errorf("%s: %+v, %v", word, found.Hits, err)
			}
			if word[0] == 'z' {
				t.Errorf("found by %s", word)
			}
		}
		if got := x.words.size(); got != 19 {
			t.Errorf("%d words", got)
		}
	}
}

func dictionaryOf(t testing.TB, words ...string) *dictionary {
	var records []directory.Record
	for i, w := range words {
		records = append(records, directory.Record{Service: directory.Service{ID: fmt.Sprint(i), Name: lang.Text{"en": w}}})
	}
	x, _ := build(t, invented(), records)
	return &x.words
}

func TestSlips(t *testing.T) {
	d := dictionaryOf(t, "shelter", "zomer", "zomer", "zoner, zoner, zoner", "abort", "abord", "abri", "été", "interprète", "shelves")
	for asked, want := range map[string]string{
		"shelter": "", "shel": "", "shelterr": "shelter", "seltre": "none", "shetler": "shelter", "sheltar": "shelter", "helter": "none",
		"zoler": "zomer", // of two, the one that more services hold, however often
		"aborx": "abord", // of two that as many hold, the first
		"abr1":  "abri", "abi": "none", "interpretes": "interprete", "ete": "", "étée": "ete", "xyzzy": "none", "zo": "none", "z": "none",
	} {
		l := d.looks(asked)
		if len(l) != 1 {
			t.Fatalf("%s: %d words", asked, len(l))
		}
		nowhere := len(l[0].entries) == 0
		if (want == "none") != nowhere || !nowhere && l[0].meant != want {
			t.Errorf("%s is taken for %q (nowhere: %v), want %q", asked, l[0].meant, nowhere, want)
		}
	}
}

func TestOneSlipIsOneEdit(t *testing.T) {
	word := rapid.StringMatching("[ab]{0,6}")
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := oneSlip(a, b), slips(a, b) <= 1; got != want {
			t.Fatalf("%q and %q: %v, want %v", a, b, got, want)
		}
	})
}

// What is asked for is bounded, however much of it there is.
func TestAskingIsBounded(t *testing.T) {
	var many []string
	for i := range 3000 {
		many = append(many, fmt.Sprintf("con%04d", i))
	}
	d := dictionaryOf(t, strings.Join(append(many, "con"), " "))
	l := d.looks("con")
	if len(l) != 1 || len(l[0].entries) != maxBegun || d.word(l[0].entries[0]) != "con" {
		t.Errorf("a beginning of 3001 words stands for %d, from %s", len(l[0].entries), d.word(l[0].entries[0]))
	}
	if l = d.looks("co"); len(l[0].entries) != 0 {
		t.Errorf("two letters stand for %d words", len(l[0].entries))
	}
	if l = d.looks(strings.Repeat("one two three ", 10_000)); len(l) != 3 {
		t.Errorf("the same words again and again are %d", len(l))
	}
	if l = d.looks(strings.Join(many, " ")); len(l) != maxWords {
		t.Errorf("3000 words are looked for as %d", len(l))
	}
	if l = d.looks(strings.Repeat("c", 1<<20)); len(l) != 1 || len(l[0].entries) != 0 {
		t.Errorf("an endless word is found: %v", l[0].meant)
	}
	if l = d.looks(" \n·\u0301, "); len(l) != 0 {
		t.Errorf("%d words in none", len(l))
	}
}

func TestPostings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		positions := rapid.SliceOfNDistinct(rapid.Uint32Range(0, 1<<20), 0, 20, rapid.ID[uint32]).Draw(t, "positions")
		slices.Sort(positions)
		list := appendList(nil, positions)
		s := newSet(1<<20 + 1)
		addTo(s, list)
		if got := s.window(nil, 0, 100); !slices.Equal(got, positions) || count(list) != len(positions) {
			t.Fatalf("%v, %d; want %v", got, count(list), positions)
		}
	})
}
