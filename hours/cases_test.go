package hours

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
	"time"
)

// casesFile lives beside the checkout: its licence does not allow it inside.
const casesFile = "../../shared/data/hours/cases.json"

type probe struct {
	At         string  `json:"at"`
	Open       bool    `json:"open"`
	Unknown    bool    `json:"unknown"`
	Comment    *string `json:"comment"`
	NextChange *string `json:"next_change"`
}

type hoursCase struct {
	ID         string              `json:"id"`
	Source     string              `json:"source"`
	Class      string              `json:"class"`
	Value      string              `json:"value"`
	TZ         string              `json:"tz"`
	Mode       int                 `json:"mode"`
	Country    *string             `json:"country"`
	State      *string             `json:"state"`
	Lat, Lon   *float64            ``
	From, To   string              ``
	Intervals  [][]json.RawMessage `json:"intervals"`
	Probes     []probe             `json:"probes"`
	WeekStable *bool               `json:"week_stable"`
	Pretty     *string             `json:"pretty"`
	Error      *string             `json:"error"`
	Tag        *string             `json:"tag_key"`
	SunTol     float64             `json:"sun_tolerance_min"`
	Agrees     *bool               `json:"upstream_agrees"`
}

type holidayTable struct {
	PH      [][]string `json:"PH"`
	SH      [][]string `json:"SH"`
	Missing []int      `json:"SH_years_missing"`
}

type caseFile struct {
	Holidays map[string]holidayTable `json:"holidays"`
	Cases    []hoursCase             `json:"cases"`
}

func loadCases(t *testing.T) *caseFile {
	t.Helper()
	data, err := os.ReadFile(casesFile)
	if err != nil {
		t.Skipf("the conformance cases are not here (%v)", err)
	}
	var f caseFile
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

func parseDay(t *testing.T, s string) Day {
	t.Helper()
	d, err := time.Parse("2006-01-02", s)
	if err != nil {
		t.Fatal(err)
	}
	return Day{d.Year(), d.Month(), d.Day()}
}

func (h *holidayTable) tables(t *testing.T) (public, school Holidays) {
	ph, sh := map[Day]string{}, map[Day]string{}
	for _, x := range h.PH {
		ph[parseDay(t, x[0])] = x[1]
	}
	var shYears []int
	missing := map[int]bool{}
	for _, y := range h.Missing {
		missing[y] = true
	}
	for y := 2000; y < 2040; y++ {
		if len(h.SH) > 0 && !missing[y] {
			shYears = append(shYears, y)
		}
	}
	for _, x := range h.SH {
		a, b := parseDay(t, x[0]), parseDay(t, x[1])
		for dn := dayNumber(a.Year, int(a.Month), a.Day); dn <= dayNumber(b.Year, int(b.Month), b.Day); dn++ {
			sh[dayOf(dn)] = x[2]
		}
	}
	public = NamedDates(ph)
	school = NamedDates(sh, shYears...)
	return public, school
}

func (c *hoursCase) options(t *testing.T, f *caseFile, cache map[string][2]Holidays) Options {
	loc, err := time.LoadLocation(c.TZ)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Zone: loc, Mode: Mode(c.Mode)}
	if c.Tag != nil && *c.Tag == "collection_times" {
		o.Mode = Both
	}
	if c.Lat != nil && c.Lon != nil {
		o.Lat, o.Lon, o.HasPlace = *c.Lat, *c.Lon, true
	}
	if c.Country == nil {
		return o
	}
	key := *c.Country + "|"
	if c.State != nil {
		key += *c.State
	}
	h, ok := f.Holidays[key]
	if !ok {
		return o
	}
	if _, ok := cache[key]; !ok {
		a, b := h.tables(t)
		cache[key] = [2]Holidays{a, b}
	}
	o.Public, o.School = cache[key][0], cache[key][1]
	return o
}

const refOpenEnd = "Specified as open end. Closing time was guessed."

func commentOf(st Status) string {
	if st.Comment == "" && st.Reason == reasonOpenEnd {
		return refOpenEnd
	}
	return st.Comment
}

func near(a, b time.Time, tol float64) bool {
	d := a.Sub(b)
	if d < 0 {
		d = -d
	}
	return d <= time.Duration(tol*float64(time.Minute))
}

func rfc(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// check returns what differs from the reference.
func (c *hoursCase) check(t *testing.T, o Options) (diffs []string) {
	s, err := Parse(c.Value, o)
	if c.Error != nil {
		if err == nil { // strict mode refuses what needs data that is not there
			o.Strict = true
			_, err = Parse(c.Value, o)
		}
		if err == nil {
			return []string{"accepted, must be refused: " + *c.Error}
		}
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	return c.checkSchedule(t, s)
}

func (c *hoursCase) checkSchedule(t *testing.T, s *Schedule) (diffs []string) {
	diffs = c.checkIntervals(t, s)
	for _, p := range c.Probes {
		diffs = append(diffs, c.checkProbe(t, s, p)...)
	}
	return diffs
}

func (c *hoursCase) checkIntervals(t *testing.T, s *Schedule) (diffs []string) {
	var got []Interval
	for iv := range s.Intervals(rfc(t, c.From), rfc(t, c.To)) {
		got = append(got, iv)
	}
	show := func(i int) string {
		if i >= len(got) {
			return "nothing"
		}
		return fmt.Sprint(got[i].From.Format(time.RFC3339), " ", got[i].To.Format(time.RFC3339), " ", got[i].Status)
	}
	if len(got) != len(c.Intervals) {
		diffs = append(diffs, fmt.Sprintf("%d intervals, want %d", len(got), len(c.Intervals)))
	}
	for i, w := range c.Intervals {
		var from, to string
		var unknown bool
		var comment *string
		for k, dst := range []any{&from, &to, &unknown, &comment} {
			if err := json.Unmarshal(w[k], dst); err != nil {
				t.Fatal(err)
			}
		}
		want := Open
		if unknown {
			want = Unknown
		}
		text := ""
		if comment != nil {
			text = *comment
		}
		if i >= len(got) || !near(got[i].From, rfc(t, from), c.SunTol) || !near(got[i].To, rfc(t, to), c.SunTol) ||
			got[i].Status.State != want || commentOf(got[i].Status) != text {
			return append(diffs, fmt.Sprintf("interval %d: got %s, want %s %s %v %q", i, show(i), from, to, want, text))
		}
	}
	return diffs
}

func (c *hoursCase) checkProbe(t *testing.T, s *Schedule, p probe) (diffs []string) {
	at := rfc(t, p.At)
	want := Closed
	if p.Open {
		want = Open
	} else if p.Unknown {
		want = Unknown
	}
	text := ""
	if p.Comment != nil {
		text = *p.Comment
	}
	st := s.At(at)
	if st.State != want {
		diffs = append(diffs, fmt.Sprintf("at %s: got %v, want %v %q", p.At, st, want, text))
	} else if commentOf(st) != text {
		diffs = append(diffs, fmt.Sprintf("at %s: got comment %q, want %q", p.At, commentOf(st), text))
	}
	ch, ok := s.NextState(at)
	if ok && ch.At.Sub(at) > 400*24*time.Hour {
		ok = false
	}
	switch {
	case !ok && p.NextChange == nil:
	case ok != (p.NextChange != nil):
		w := "none"
		if p.NextChange != nil {
			w = *p.NextChange
		}
		diffs = append(diffs, fmt.Sprintf("next after %s: got %v %v, want %s", p.At, ch, ok, w))
	case !near(ch.At, rfc(t, *p.NextChange), c.SunTol):
		diffs = append(diffs, fmt.Sprintf("next after %s: got %v, want %s", p.At, ch, *p.NextChange))
	}
	return diffs
}

// TestCases compares with the reference. It demands that at least 99 % of the
// cases agree or are put down to a known defect of the reference, and that
// plain NGO hours and texts to refuse agree without exception. Two texts to
// refuse name holidays without any table; strict mode refuses them.
func TestCases(t *testing.T) {
	f := loadCases(t)
	cache := map[string][2]Holidays{}
	total, exact, explained := 0, 0, 0
	reasons := map[string][]string{}
	for i := range f.Cases {
		c := &f.Cases[i]
		if c.Agrees != nil && !*c.Agrees || c.Tag != nil && *c.Tag == "lit" {
			continue
		}
		total++
		o := c.options(t, f, cache)
		diffs := c.check(t, o)
		if len(diffs) == 0 {
			exact++
			continue
		}
		reason := c.defect(t, o)
		if reason != "" {
			explained++
		} else {
			reason = "unexplained"
			t.Logf("%s %s %q\n    %s", c.ID, c.Class, c.Value, strings.Join(diffs[:min(3, len(diffs))], "\n    "))
		}
		reasons[reason] = append(reasons[reason], c.ID)
		if c.Class == "ngo" || c.Error != nil {
			t.Errorf("%s %s %q: %s", c.ID, c.Class, c.Value, diffs[0])
		}
	}
	var lines []string
	for r, ids := range reasons {
		lines = append(lines, fmt.Sprintf("%s: %d %v", r, len(ids), ids))
	}
	sort.Strings(lines)
	t.Logf("%d cases, %d exact (%.2f %%), %d differ by defects of the reference, %d unexplained\n%s", total, exact,
		100*float64(exact)/float64(total), explained, total-exact-explained, strings.Join(lines, "\n"))
	if float64(exact+explained) < 0.99*float64(total) {
		t.Errorf("only %d of %d cases agree or are explained", exact+explained, total)
	}
}
