package hours

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// sameMeaning compares two schedules at instants spread over three years and
// around clock changes and new years.
func sameMeaning(t rapid.TB, a, b *Schedule) {
	t.Helper()
	zone := a.zone.loc
	check := func(at time.Time) {
		if x, y := a.At(at), b.At(at); x != y {
			t.Fatalf("%q and %q differ at %v: %v, %v", a.Source(), b.Source(), at, x, y)
		}
	}
	start := time.Date(2025, 12, 20, 0, 0, 0, 0, zone)
	for i := range 400 {
		check(start.Add(time.Duration(i) * (67*time.Hour + 13*time.Minute)))
	}
	for i := range 24 * 4 {
		check(time.Date(2026, 3, 28, 12, 15*i, 0, 0, zone))
	}
}

// textGen writes schedules in the grammar.
func textGen() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		n := rapid.IntRange(1, 4).Draw(t, "rules")
		for i := range n {
			if i > 0 {
				b.WriteString(rapid.SampledFrom([]string{"; ", "; ", ", ", " || "}).Draw(t, "separator"))
			}
			b.WriteString(ruleGen(t))
		}
		return b.String()
	})
}

func ruleGen(t *rapid.T) string {
	pick := func(name string, list ...string) string { return rapid.SampledFrom(list).Draw(t, name) }
	parts := []string{
		pick("years", "", "", "", "2026", "2025-2027", "2025+", "2020-2030/2", "2025,2026"),
		pick("dates", "", "", "", "Jan", "Nov-Feb", "Jan-Dec", "Apr-Mar", "Mar,May", "Dec 24-Jan 02", "Aug 01-15", "Dec 24,25", "easter",
			"easter -2 days-easter +1 day", "Jan Su[2]-Feb 10", "Mar Su[-1]-Oct Su[-1] -1 day", "2026 Jan 05-2026 Mar 01",
			"Dec 25+Su", "Jan 01-31/8", "2026 Feb 01-Mar 15", "easter-Oct 15", "Apr-Sep: Su[1]"),
		pick("weeks", "", "", "", "week 01-53/2", "week 05,07-10", "week 01-53"),
		pick("days", "", "Mo-Fr", "Sa,Su", "PH", "PH,Mo", "Fr-Mo", "SH Mo-Fr", "Mo[1]", "We[1,3]", "Fr[-1] -1 day", "Th[2-4]", "PH -1 day", "SH,PH"),
		pick("times", "", "09:00-12:30,13:00-17:00", "22:00-06:00", "20:00-26:00", "10:00+", "sunrise-sunset",
			"(sunrise-01:00)-(sunset+01:30)", "00:00-24:00", "14:00-18:00+", "09:00-10:00", "24/7"),
		pick("state", "", "", "open", "off", "closed", "unknown"),
		pick("comment", "", "", `"by appointment"`, `"call"`),
	}
	if !strings.HasPrefix(parts[0], "2025+") && parts[0] != "" && parts[1] != "" {
		parts[0] += ":"
	}
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	if len(some) == 0 {
		return "open"
	}
	return strings.Join(some, " ")
}

func TestRoundTrip(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026, Lat: 50.85, Lon: 4.35, HasPlace: true}
	gen := textGen()
	rapid.Check(t, func(t *rapid.T) {
		text := gen.Draw(t, "text")
		a, err := Parse(text, o)
		if err != nil {
			t.Skip(err)
		}
		b, err := Parse(a.String(), o)
		if err != nil {
			t.Fatalf("%q printed as %q: %v", text, a.String(), err)
		}
		if b.String() != a.String() {
			t.Fatalf("%q printed as %q, then as %q", text, a.String(), b.String())
		}
		sameMeaning(t, a, b)
	})
}

// TestNextAgrees checks Next and Intervals against At.
func TestNextAgrees(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026}
	gen := textGen()
	rapid.Check(t, func(t *rapid.T) {
		s, err := Parse(gen.Draw(t, "text"), o)
		if err != nil {
			t.Skip(err)
		}
		at := time.Date(2026, 1, 1, 0, rapid.IntRange(0, 2*366*1440).Draw(t, "minute"), 0, 0, s.zone.loc)
		now := s.At(at)
		c, ok := s.Next(at)
		if !ok {
			return
		}
		if !c.At.After(at) || s.At(c.At) != c.Status || c.Status == now {
			t.Fatalf("%q: Next(%v) = %v, At there = %v, now = %v", s.Source(), at, c, s.At(c.At), now)
		}
		if st := s.At(c.At.Add(-time.Second)); st != now {
			t.Fatalf("%q: changed to %v before Next(%v) = %v", s.Source(), st, at, c)
		}
		for i := range 20 {
			mid := at.Add(c.At.Sub(at) * time.Duration(i) / 20)
			if st := s.At(mid); st != now {
				t.Fatalf("%q: %v at %v, before Next(%v) = %v", s.Source(), st, mid, at, c)
			}
		}
		for iv := range s.Intervals(at, at.AddDate(0, 0, 20)) {
			if s.At(iv.From) != iv.Status || s.At(iv.To.Add(-time.Second)) != iv.Status {
				t.Fatalf("%q: interval %v disagrees with At", s.Source(), iv)
			}
		}
	})
}

// seeds for the fuzzers: one of each feature of the language, and some spellings that are only tolerated.
var seeds = []string{
	usual, seasonal, "24/7", `"by appointment"`, "Mo-Fr 22:00-26:00+", "Jan Su[2]-Feb 10,easter +1 day off",
	"week 1-53/2 We (sunrise-01:00)-sunset", "2024-2030/2: Dec 24-Jan 02 closed \"x\" || unknown",
	"lundi au vendredi 9.00–17h", "day after public holiday 10am-12 p.m.", "12°°-14³⁰", "SH,PH -1 day Mo[1,-1] off",
	"SH:PH", "easter +7 days off",
}

// FuzzParse: no text makes it crash or hang, and what it can read it can print and explain.
func FuzzParse(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	o := Options{Zone: time.FixedZone("", 3600), Public: belgium2026, Mode: Both}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse(text, o)
		if err != nil {
			return
		}
		if a.String() == "" {
			t.Fatalf("%q: nothing to print", text)
		}
		a.At(time.Date(2026, 7, 21, 12, 0, 0, 0, time.UTC))
		a.Next(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
		for _, lang := range []string{"en", "fr", "nl"} {
			if a.Explain(lang) == "" {
				t.Fatalf("%q: nothing to explain", text)
			}
		}
	})
}

// FuzzMeaning: what is printed can be read again, and means what was read. It is for long runs (make fuzz): the language has more corners
// than a few seconds can visit.
func FuzzMeaning(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	o := Options{Zone: time.FixedZone("", 3600), Public: belgium2026, Mode: Both}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse(text, o)
		if err != nil {
			return
		}
		b, err := Parse(a.String(), o)
		if err != nil {
			t.Fatalf("%q printed as %q: %v", text, a.String(), err)
		}
		sameMeaning(t, a, b)
	})
}
