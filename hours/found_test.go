package hours

import (
	"errors"
	"testing"
	"time"
)

// TestFoundByComparison holds what a comparison with the reference on 26,000
// texts of our own found wrong; docs/hours.md lists them.
func TestFoundByComparison(t *testing.T) {
	for _, tt := range []struct {
		text, at string
		state    State
		comment  string
	}{
		// Hours on condition do not take away from "always".
		{`24/7; 08:30-09:15 "by appointment"`, "2026-11-23T12:00", Open, ""},
		{`24/7; 08:30-09:15 "by appointment"`, "2026-11-23T09:00", Unknown, "by appointment"},
		// What is added to a fallback is a fallback.
		{`Mo-Fr 09:00-17:00 || Sa unknown, Mo unknown "call"`, "2026-11-23T10:00", Open, ""},
		{`Mo-Fr 09:00-17:00 || Sa unknown, Mo unknown "call"`, "2026-11-23T20:00", Unknown, "call"},
		{`Mo-Fr 09:00-17:00 || Sa unknown, Mo unknown "call"; Mo off`, "2026-11-23T20:00", Closed, ""},
		// The year stands for all the months after it.
		{"2025 Nov,Mar 09:00-12:00", "2025-03-03T10:00", Open, ""},
		{"2025 Nov,Mar 09:00-12:00", "2026-03-03T10:00", Closed, ""},
		{"2025 Nov,2026 Mar 09:00-12:00", "2026-03-03T10:00", Open, ""},
		{"2026 Oct-Mar 09:00-12:00", "2027-02-01T10:00", Open, ""},
		// After the last known time the reason counts, not the holiday.
		{"PH 18:00-22:00+", "2026-12-25T19:00", Open, "Kerstmis"},
		{"PH 18:00-22:00+", "2026-12-25T23:00", Unknown, ""},
		// A loose colon before a whole time is harmless.
		{"Mo-Fr :10:30-16:30", "2026-11-23T11:00", Open, ""},
	} {
		at, err := time.Parse("2006-01-02T15:04", tt.at)
		if err != nil {
			t.Fatal(err)
		}
		s := mustParse(t, tt.text, Options{Public: belgium2026})
		if st := s.At(at); st.State != tt.state || st.Comment != tt.comment {
			t.Errorf("%q at %s: %+v, want %v %q", tt.text, tt.at, st, tt.state, tt.comment)
		}
		again := mustParse(t, s.String(), Options{Public: belgium2026})
		if st := again.At(at); st.State != tt.state || st.Comment != tt.comment {
			t.Errorf("%q printed as %q, at %s: %+v", tt.text, s.String(), tt.at, st)
		}
	}
}

// TestRefusedSinceComparison: each of these could be read in more than one way.
func TestRefusedSinceComparison(t *testing.T) {
	for text, offset := range map[string]int{
		"Mo-Fr 09:00-14: closed":                     12,
		"Mo 08:00-12:00, Tu :00-12:00":               19,
		"sunrise+01:00-12:00":                        0,
		"Jul 15-Aug off":                             0,
		"Mo-Fr +1 day":                               6,
		"Sa 08:00-11:00 Feb PH 07:00-10:00":          22,
		"Mo-Fr 07:00-10:00 open 11:00-15:00":         23,
		"2026 Oct 07-Mar Fr 06:30-07:30":             0,
		"Mo-Fr 08:00-12:00 easter off 13:00-14:00":   29,
		"Sa,Su 10:00-12:00 unknown Jan 11:00-12:00 ": 30,
	} {
		_, err := Parse(text, Options{Public: belgium2026})
		var se *SyntaxError
		if !errors.As(err, &se) || se.Offset != offset || se.Suggestion == "" {
			t.Errorf("%q: %v, want an error at %d with a suggestion", text, err, offset)
		}
	}
}
