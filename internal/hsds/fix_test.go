package hsds

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                   "plain",
		"":                        "",
		"FL ":                     "FL",
		"   ":                     "",
		"\u00a0Rue\u00a0":         "Rue",
		`one\ntwo\r\nthree`:       "one\ntwo\nthree",
		"one\r\ntwo":              "one\ntwo",
		"a\x00b\x07c\x7f":         "abc",
		"\ufeffname":              "name",
		"safe\u202egnp.exe":       "safegnp.exe",
		"NULL":                    "",
		"n/a":                     "",
		"#N/A":                    "",
		"None":                    "None", // an answer
		"NA":                      "NA",   // Namibia
		"Monday GÇô Friday":       "Monday – Friday",
		"theyGÇÖre":               "they’re",
		"GÇ£yesGÇ¥":               "“yes”",
		"Soci├⌐t├⌐":               "Société",
		"C+íncer":                 "Cáncer",
		"for+¬t":                  "forêt",
		"Ã©tÃ©":                   "été",
		"lâ€™aide":                "l’aide",
		"crÃ¨che â€“ Ã‰cole":      "crèche – École",
		"été":                     "été",
		"Ãngela":                  "Ãngela",
		"São":                     "São",
		"Espa+¦ol":                "Espa+¦ol", // could be ñ, ó or ú: left alone
		"A+ rating, 5 - 7":        "A+ rating, 5 - 7",
		"+32 2 123 45 67":         "+32 2 123 45 67",
		"Âge, à côté, Île, ÂÂ, Ç": "Âge, à côté, Île, ÂÂ, Ç",
		"C:\\new":                 "C:\new", // the price of reading \n
		"ÃƒÂ©tÃƒÂ©":               "été",    // twice
	} {
		if got, what := clean(in); got != want || (what == "") != (in == want) {
			t.Errorf("clean(%q) = %q (%s), want %q", in, got, what, want)
		}
	}
}

// Cleaning is done once: what is clean stays as it is. A telephone number or a time never changes.
func TestCleanIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune(`ÃÂâ€™“”©GÇôÖéà+-¦í├\nr x1NULL`+"\t\n\r\u00a0\u200b")))).Draw(t, "text")
		once, _ := clean(s)
		twice, what := clean(once)
		if once != twice || what != "" {
			t.Fatalf("%q becomes %q and then %q (%s)", s, once, twice, what)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("%q becomes %q, which is not UTF-8", s, once)
		}
		if digits(once) != digits(s) && s != "" {
			t.Fatalf("%q becomes %q: digits were lost or made", s, once)
		}
	})
}
