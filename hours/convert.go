package hours

import (
	"fmt"
	"sort"
	"strings"
	"time"
)

// Loss tells about something a conversion could not carry over.
type Loss struct {
	Text string // the rule or the field, in its own notation
	Why  string
}

// String returns a sentence for people who exchange data.
func (l Loss) String() string { return fmt.Sprintf("%s: %s", l.Text, l.Why) }

// The other notations know weekdays and a first and last day of validity. Both
// directions therefore pass through the same form: for each weekday the spans
// that begin on it.

// daySpan is a span that begins on a weekday; to may lie after midnight.
type daySpan struct {
	from, to int
	openEnd  bool
	comment  string
	unknown  bool
}

type weekSpans [7][]daySpan

// plainWeek applies the rules that depend on weekdays alone, in order, and
// returns the other rules.
func (s *Schedule) plainWeek() (w weekSpans, rest []*rule) {
	plain := Schedule{zone: zoneFor(nil)}
	for i := range s.rules {
		r := &s.rules[i]
		mask, ok := r.plainDays()
		if !ok || r.fills {
			rest = append(rest, r)
			continue
		}
		plain.rules = append(plain.rules, *r)
		for d := range w {
			if mask&(1<<d) != 0 {
				w[d] = r.applyTo(w[d])
			}
		}
	}
	// A rule can reach into hours that began the day before. Then the spans
	// must be cut at midnight, as the engine sees them.
	plain.compile()
	if want := plain.weekStates(); w.states() != want {
		w = plain.cutAtMidnight()
	}
	return w, rest
}

// weekStates holds the state of every minute of a week.
type weekStates [7 * minutesPerDay]State

func (w *weekSpans) states() (out weekStates) {
	for i := range out {
		out[i] = Closed
	}
	for d := range w {
		for _, sp := range w[d] {
			st := Open
			if sp.unknown {
				st = Unknown
			}
			for m := sp.from; m < sp.to; m++ {
				out[(d*minutesPerDay+m)%len(out)] = st
			}
		}
	}
	return out
}

// weekStates leaves out guesses about open ends.
func (s *Schedule) weekStates() (out weekStates) {
	for i := range out {
		out[i] = Closed
	}
	for d := range s.week.strips {
		for _, p := range s.week.strips[d] {
			if p.what&flagTail != 0 {
				continue
			}
			for m := int(p.from); m < int(p.to); m++ {
				out[d*minutesPerDay+m] = s.stateOf(p.what)
			}
		}
	}
	return out
}

func (s *Schedule) cutAtMidnight() (w weekSpans) {
	for d := range s.week.strips {
		for _, p := range s.week.strips[d] {
			r := &s.rules[p.what>>ruleShift]
			if p.what&flagTail != 0 || r.state == Closed {
				continue
			}
			sp := daySpan{from: int(p.from), to: int(p.to), comment: r.comment, unknown: r.state == Unknown}
			if n := len(w[d]); n > 0 && w[d][n-1].to == sp.from && w[d][n-1].comment == sp.comment && w[d][n-1].unknown == sp.unknown {
				w[d][n-1].to = sp.to
				continue
			}
			w[d] = append(w[d], sp)
		}
	}
	return w
}

// plainDays returns the weekdays of a rule that depends on nothing else.
func (r *rule) plainDays() (mask uint8, ok bool) {
	mask, ok = r.weekdays()
	return mask, ok && len(r.years) == 0 && len(r.dates) == 0 && len(r.weeks) == 0 && !r.sunny && !r.hasPoints()
}

// weekdays returns the weekdays of a rule whose days are just that, without
// holidays, nth days or offsets.
func (r *rule) weekdays() (mask uint8, ok bool) {
	mask = 0x7f
	for _, list := range r.days {
		var m uint8
		for _, sel := range list {
			if sel.kind != dayWeekday || sel.nth != 0 || sel.offset != 0 {
				return 0, false
			}
			m |= sel.mask
		}
		mask &= m
	}
	return mask, true
}

func (r *rule) hasPoints() bool {
	for _, t := range r.times {
		if t.point || t.step > 0 {
			return true
		}
	}
	return false
}

// applyTo adds the spans of the rule to a day, or takes them away.
func (r *rule) applyTo(day []daySpan) []daySpan {
	if r.clears {
		day = nil
	}
	spans := []daySpan{{to: minutesPerDay}}
	if len(r.times) > 0 {
		spans = spans[:0]
	}
	for k := range r.times {
		m := r.fixed[k]
		spans = append(spans, daySpan{from: m.from, to: m.to, openEnd: r.times[k].openEnd})
	}
	for _, n := range spans {
		n.comment, n.unknown = r.comment, r.state == Unknown
		day = cutSpan(day, n)
		if r.state != Closed {
			day = append(day, n)
		}
	}
	sort.SliceStable(day, func(i, j int) bool { return day[i].from < day[j].from })
	return day
}

// cutSpan removes the time of n from the spans of a day.
func cutSpan(day []daySpan, n daySpan) []daySpan {
	var out []daySpan
	for _, d := range day {
		if d.to <= n.from || d.from >= n.to {
			out = append(out, d)
			continue
		}
		if d.from < n.from {
			before := d
			before.to = n.from
			out = append(out, before)
		}
		if d.to > n.to {
			after := d
			after.from = n.to
			out = append(out, after)
		}
	}
	return out
}

// grouped is a span with all the weekdays it occurs on.
type grouped struct {
	daySpan
	mask uint8
}

// groups lists each distinct span once, in the order of the week.
func (w *weekSpans) groups() []grouped {
	var out []grouped
	for d, spans := range w {
	next:
		for _, sp := range spans {
			for i := range out {
				if out[i].daySpan == sp {
					out[i].mask |= 1 << d
					continue next
				}
			}
			out = append(out, grouped{sp, 1 << d})
		}
	}
	return out
}

// text writes the week as opening hours: days with equal spans together.
func (w *weekSpans) text() string {
	var parts []string
	done := uint8(0)
	for d := range w {
		if done&(1<<d) != 0 || len(w[d]) == 0 {
			continue
		}
		mask := uint8(0)
		for e := d; e < 7; e++ {
			if sameSpans(w[d], w[e]) {
				mask |= 1 << e
			}
		}
		done |= mask
		var b printer
		b.day(&daySelector{mask: mask})
		for i, sp := range w[d] {
			if i == 0 {
				b.WriteByte(' ')
			}
			b.comma(i)
			b.WriteString(clockString(sp.from))
			if !sp.openEnd {
				b.WriteString("-" + clockString(sp.to))
			} else {
				b.WriteByte('+')
			}
		}
		parts = append(parts, b.String())
	}
	return strings.Join(parts, "; ")
}

func sameSpans(a, b []daySpan) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// add puts a span on days, in order, without doubles.
func (w *weekSpans) add(mask uint8, sp daySpan) {
	for d := range w {
		if mask&(1<<d) == 0 {
			continue
		}
		w[d] = append(cutSpan(w[d], sp), sp)
		sort.SliceStable(w[d], func(i, j int) bool { return w[d][i].from < w[d][j].from })
	}
}

// wireTime writes a time of day for formats that end the day at 23:59.
func wireTime(m int) string {
	if m == minutesPerDay {
		return "23:59"
	}
	return clockString(m % minutesPerDay)
}

// readWireTime reads HH:MM or HH:MM:SS, with or without a zone, which is
// reported separately.
func readWireTime(s string) (minute int, zone string, ok bool) {
	if len(s) < 5 || s[2] != ':' || !digitAt(s, 0) || !digitAt(s, 1) || !digitAt(s, 3) || !digitAt(s, 4) {
		return 0, "", false
	}
	h, m := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	rest := s[5:]
	if len(rest) >= 3 && rest[0] == ':' {
		rest = rest[3:]
	}
	return h*60 + m, rest, h <= 24 && m < 60
}

// closing places a closing time after the opening time.
func closing(from, to int) int {
	if to == minutesPerDay-1 {
		to = minutesPerDay
	}
	if to <= from {
		to += minutesPerDay
	}
	return to
}

// readDate reads 2026-03-01.
func readDate(iso string) (d Day, ok bool) {
	if len(iso) < 10 || iso[4] != '-' || iso[7] != '-' {
		return Day{}, false
	}
	n := [3]int{}
	for i, part := range [3]string{iso[:4], iso[5:7], iso[8:10]} {
		for k := range len(part) {
			if !digitAt(part, k) {
				return Day{}, false
			}
			n[i] = n[i]*10 + int(part[k]-'0')
		}
	}
	ok = n[0] >= 1900 && n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && n[2] <= monthDays(n[0], n[1])
	return Day{n[0], time.Month(n[1]), n[2]}, ok
}

// dateText turns 2026-03-01 into "2026 Mar 01".
func dateText(iso string) (string, bool) {
	d, ok := readDate(iso)
	if !ok {
		return "", false
	}
	var b printer
	b.datePoint(&datePoint{kind: pointDate, year: d.Year, month: int(d.Month), day: d.Day})
	return b.String(), true
}

// validText writes the days of validity as a selector.
func validText(from, to string) (text string, ok bool) {
	a, okA := dateText(from)
	z, okZ := dateText(to)
	switch {
	case from == "" && to == "":
		return "", true
	case okA && to == "":
		return a + "+", true
	case okZ && from == "":
		return "1900 Jan 01-" + z, true
	case okA && okZ && a == z:
		return a, true
	case okA && okZ:
		return a + "-" + z, true
	}
	return "", false
}

// absolute returns the first and last day of a rule whose dates are one range
// with years, or false.
func (r *rule) absolute() (from, to string, ok bool) {
	if len(r.years) > 0 || len(r.weeks) > 0 || len(r.dates) != 1 || len(r.dates[0]) != 1 {
		return "", "", false
	}
	d := r.dates[0][0]
	if d.from.year == 0 || d.step > 1 {
		return "", "", false
	}
	first, last, ok := d.from.resolve(d.from.year)
	if !ok {
		return "", "", false
	}
	switch {
	case d.open:
		return dayOf(first).String(), "", true
	case d.to.kind == pointNone:
	default:
		year := d.to.year
		if year == 0 {
			year = d.from.year
		}
		if _, last, ok = d.to.resolve(year); !ok || last < first {
			return "", "", false
		}
	}
	return dayOf(first).String(), dayOf(last).String(), true
}

// text returns the rule alone.
func (r *rule) text() string {
	var b printer
	b.rule(r)
	return b.String()
}
