package card

import (
	"slices"
	"testing"

	"github.com/halte-brussels/halte/internal/lang"
)

// english is enough of a book to say hours with.
func english() *Book {
	b := &Book{Signs: []lang.Tag{"en"}}
	for _, id := range Fixed() {
		text := id
		switch id {
		case "range":
			text = "{from} to {to}"
		case "until":
			text = "to"
		}
		b.Lines = append(b.Lines, Line{ID: id, Text: lang.Text{"en": text}})
	}
	return b
}

func TestWeek(t *testing.T) {
	for text, want := range map[string][]string{
		"24/7":                                  {"day-and-night"},
		"":                                      {"hours-unknown"},
		"Mo-Fr 09:00-12:30,13:00-17:00; PH off": {"monday to friday 9:00–12:30, 13:00–17:00", "closed-holidays"},
		`Mo-Fr 09:00-17:00; PH unknown "holiday hours not known"`:            {"monday to friday 9:00–17:00", "ask-holidays"},
		"Mo,We-Fr 08:45-17:00; Tu 12:00-17:00":                               {"monday, wednesday to friday 8:45–17:00", "tuesday 12:00–17:00"},
		"13:00-03:00":                                                        {"every-day 13:00–3:00"},
		"Su 22:00-06:00":                                                     {"sunday 22:00–6:00"},
		"Fr 18:00-24:00; Sa,Su 00:00-24:00; Mo 00:00-08:00":                  {"monday 0:00–8:00", "friday 18:00–24:00", "saturday, sunday 0:00–24:00"},
		`"by appointment"`:                                                   {"by-appointment"},
		`unknown "office hours"`:                                             {"hours-unknown"},
		`14:00-17:00 unknown "days not known"`:                               {"hours-unknown"},
		`Tu 18:00-21:00; PH off || unknown "other hours not known"`:          {"tuesday 18:00–21:00", "hours-vary"},
		"Mo,Tu,Th,Fr 09:00-11:00; Jul-Aug off; Jul-Aug Mo,We,Fr 09:00-11:00": {"monday, tuesday, thursday, friday 9:00–11:00", "hours-vary"},
		"Mo[1] 10:00-12:00":                                                  {"hours-unknown"}, // in most weeks nobody is there, so no hour can be told
		"Mo-Fr 9am to 5pm!!!":                                                {"hours-unknown"},
		"Mo-Su,PH 10:00-18:00":                                               {"every-day 10:00–18:00"},
	} {
		var got []string
		for _, line := range weekOf(text).say(english().in("en", "en")) {
			got = append(got, line.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
