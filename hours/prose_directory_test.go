package hours

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// directoryFile is a real directory of 4,089 services. Its licence does not
// allow it in this repository.
const directoryFile = "../../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"

// directoryHours returns each distinct text of hours and how many services
// have it.
func directoryHours(t *testing.T) map[string]int {
	t.Helper()
	f, err := os.Open(directoryFile)
	if err != nil {
		t.Skipf("the directory is not here (%v)", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	texts := map[string]int{}
	for lines.Scan() {
		var s struct {
			Schedules []struct{ Description string }
		}
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		for _, h := range s.Schedules {
			if h.Description != "" {
				texts[h.Description]++
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestProseOfADirectory reads real hours. The share that is read surely may
// not fall, and what a plain pattern can read by itself must mean the same.
func TestProseOfADirectory(t *testing.T) {
	texts := directoryHours(t)
	var distinct, services struct{ sure, partly, not int }
	compared := 0
	for text, n := range texts {
		p := FromProse(text)
		switch {
		case p.Sure:
			distinct.sure++
			services.sure += n
		case p.Text != "":
			distinct.partly++
			services.partly += n
		default:
			distinct.not++
			services.not += n
		}
		if want, ok := plainPattern(text); ok && p.Sure {
			compared++
			if got := p.week(t); got != want {
				t.Errorf("%q was read as %q", text, p.Text)
			}
		}
	}
	t.Logf("distinct %+v, services %+v, compared with a plain pattern %d", distinct, services, compared)
	all := services.sure + services.partly + services.not
	if float64(services.sure) < 0.94*float64(all) || distinct.sure < 410 || compared < 350 {
		t.Error("fewer are read than before")
	}
}

// week paints the state of every minute of a week without holidays.
func (p Prose) week(t *testing.T) (w weekStates) {
	s := mustParse(t, p.Text, Options{})
	for i := range w {
		w[i] = Closed
	}
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for iv := range s.Intervals(monday, monday.AddDate(0, 0, 7)) {
		for at := iv.From; at.Before(iv.To); at = at.Add(time.Minute) {
			w[int(at.Sub(monday)/time.Minute)] = iv.Status.State
		}
	}
	return w
}

var (
	plainClock = `\d{1,2}(?::\d\d)?[ap]m`
	plainPiece = regexp.MustCompile(`^(` + plainClock + `-` + plainClock + `(?: [&/] ` + plainClock + `-` + plainClock + `)*),? ([A-Za-z,\- ]+?),?$`)
	plainList  = regexp.MustCompile(` [&/] `)
	plainDays  = map[string]int{"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
)

// plainPattern reads hours by a regular expression alone, as a second opinion.
func plainPattern(text string) (w weekStates, ok bool) {
	for i := range w {
		w[i] = Closed
	}
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		m := plainPiece.FindStringSubmatch(strings.TrimSpace(strings.ReplaceAll(piece, "GÇô", "-")))
		if m == nil {
			if strings.TrimSpace(piece) == "" {
				continue
			}
			return w, false
		}
		for _, item := range strings.Split(m[2], ",") {
			a, b, isRange := strings.Cut(strings.ToLower(strings.TrimSpace(item)), "-")
			if !isRange {
				b = a
			}
			first, okA := plainDays[a]
			last, okB := plainDays[b]
			if !okA || !okB {
				return w, false
			}
			for d := first; d <= last; d++ {
				for _, span := range plainList.Split(m[1], -1) {
					paintPlain(&w, d, span)
				}
			}
		}
	}
	return w, true
}

func paintPlain(w *weekStates, day int, span string) {
	a, b, _ := strings.Cut(span, "-")
	from, to := plainMinute(a), plainMinute(b)
	if to <= from {
		to += minutesPerDay
	}
	for m := from; m < to; m++ {
		w[(day*minutesPerDay+m)%len(w)] = Open
	}
}

func plainMinute(s string) int {
	for _, layout := range []string{"3:04pm", "3pm"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.Hour()*60 + at.Minute()
		}
	}
	return -1
}
