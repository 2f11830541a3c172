package hsds

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func reportText(t testing.TB, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A report says how many services have their hours in notation, of those that say when they are open.
func TestReportCountsHours(t *testing.T) {
	source := doc(`"schedules":[{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"17:00"}]`) +
		strings.Replace(doc(`"schedules":[{"description":"when the moon is full"}]`), `"id":"`, `"id":"2`, 1) +
		strings.Replace(doc(`"service_at_locations":[{"location":{"id":"l","schedules":[{"description":"9am-5pm, Mon-Fri"}]}}]`), `"id":"`, `"id":"3`, 1) +
		strings.Replace(doc(`"attributes":[{"taxonomy_term":{"name":"Shelter","description":"a roof"}}]`), `"id":"`, `"id":"4`, 1)
	_, report, err := readBytes(t, []byte(source), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Services != 4 || report.HoursSaid != 3 || report.HoursRead != 2 || report.Definitions != 1 {
		t.Errorf("%+v", report)
	}
	text := reportText(t, report)
	for _, want := range []string{"hours: 2 of 3 services with hours have them in notation (66.6 %)\n", "terms: 1 definitions"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if out := asJSON(t, report); !strings.Contains(out, `"hours_said":3,"hours_read":2,"definitions":1`) || strings.Contains(out, "a roof") {
		t.Error(out)
	}
	report.HoursSaid, report.Definitions = 0, 0
	if text := reportText(t, report); strings.Contains(text, "hours:") || strings.Contains(text, "terms:") {
		t.Errorf("what is not there is counted:\n%s", text)
	}
}

var tallyLine = regexp.MustCompile(`^ *[0-9]+  (dropped|unclear|fixed) `)

// A report in words stays readable however much was found; examples stand below what they are of.
func TestReportText(t *testing.T) {
	for _, kinds := range []int{1, 10, 30, 700} {
		l := newLedger("x")
		for i := range 90 {
			l.table(fmt.Sprint("unknown", i)).Unknown = true
		}
		for _, name := range tables11 {
			l.table(name)
		}
		for i := range 20_000 {
			outcome := []Outcome{Fixed, Dropped, Unclear}[i%3]
			l.add(Finding{"services", i, "id", fmt.Sprint("f", i/3%kinds), outcome, "why", "a", fmt.Sprint("f", i/3%kinds)})
		}
		text := reportText(t, l.finish())
		if n := strings.Count(text, "\n"); n >= 150 {
			t.Errorf("%d kinds: %d lines", kinds, n)
		}
		_, found, _ := strings.Cut(text, "\nfound\n")
		of, examples, last := "", 0, Dropped
		for line := range strings.Lines(found) {
			if m := tallyLine.FindStringSubmatch(line); m != nil {
				if outcome := Outcome(m[1]); outcome != last && (outcome == Dropped || last == Fixed) {
					t.Errorf("%s after %s", outcome, last)
				}
				if of != "" && examples == 0 {
					t.Errorf("%d kinds: no example of %s", kinds, of)
				}
				of, examples, last = line, 0, Outcome(m[1])
				continue
			}
			if strings.HasPrefix(line, "…") {
				break
			}
			if examples++; examples > maxExamples {
				t.Fatalf("%d kinds: %d examples of %s", kinds, examples, of)
			}
			_, field, _ := strings.Cut(line, `is now "`)
			if field = strings.TrimSuffix(field, "\"\n"); !strings.Contains(of, "."+field+":") && !strings.Contains(of, "other findings") {
				t.Errorf("%q stands below %q", line, of)
			}
		}
		if more := strings.Contains(found, "more kinds of findings"); more != (kinds > 15) {
			t.Errorf("%d kinds: that there are more is said: %v", kinds, more)
		}
	}
}

// What changed in a long text can be seen.
func TestAroundChange(t *testing.T) {
	long := strings.Repeat("é", 100)
	for _, test := range []struct{ before, after, want, wantAfter string }{
		{"a", "b", "a", "b"},
		{long, "", long, ""},
		{long + `x\ny`, long + "x\ny", "…" + strings.Repeat("é", 10) + `x\ny`, "…" + strings.Repeat("é", 10) + "x\ny"},
		{"x" + long, long, "x" + long, long},
	} {
		before, after := aroundChange(test.before, test.after)
		if before != test.want || after != test.wantAfter || !utf8.ValidString(before+after) {
			t.Errorf("%q and %q", before, after)
		}
	}
}
