package hours

import (
	"strconv"
	"strings"
)

// String returns the text in the canonical form: the spelling, the order and
// the spacing of the specification. Parsing it again gives the same meaning,
// without warnings about spelling.
func (s *Schedule) String() string {
	var b printer
	for i := range s.rules {
		r := &s.rules[i]
		if i > 0 {
			b.separator(&s.rules[i-1], r)
		}
		b.rule(r)
	}
	return b.String()
}

type printer struct{ strings.Builder }

func (b *printer) separator(prev, r *rule) {
	switch r.join {
	case joinAdditional:
		// Without a word in between, the hours would join the list before.
		if !r.selects() && len(r.times) > 0 && len(prev.times) > 0 && !prev.hasState && !prev.quoted {
			b.WriteString(" open")
		}
		b.WriteString(", ")
	case joinFallback:
		b.WriteString(" || ")
	default:
		b.WriteString("; ")
	}
}

func (b *printer) num(n int) { b.WriteString(strconv.Itoa(n)) }

func (b *printer) two(n int) {
	if n < 10 {
		b.WriteByte('0')
	}
	b.num(n)
}

// gap writes a space between the parts of a rule that starts at the length.
func (b *printer) gap(start int) {
	if b.Len() > start {
		b.WriteByte(' ')
	}
}

func (b *printer) rule(r *rule) {
	start := b.Len()
	b.wide(r)
	for _, list := range r.days {
		b.gap(start)
		for i := range list {
			b.comma(i)
			b.day(&list[i])
		}
	}
	if r.always {
		b.gap(start)
		b.WriteString("24/7")
	}
	if len(r.times) > 0 {
		b.gap(start)
	}
	for i := range r.times {
		b.comma(i)
		b.span(&r.times[i])
	}
	if r.hasState {
		b.gap(start)
		b.WriteString(stateWord(r))
	}
	if r.quoted {
		b.gap(start)
		b.WriteString(`"` + r.comment + `"`)
	}
	if b.Len() == start { // all selectors were idle
		b.WriteString("open")
	}
}

func stateWord(r *rule) string {
	if r.state == Closed && !r.quoted {
		return "off"
	}
	return r.state.String()
}

func (b *printer) comma(i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

// wide writes years, dates and weeks.
func (b *printer) wide(r *rule) {
	start := b.Len()
	for i, y := range r.years {
		b.comma(i)
		b.year(y)
	}
	if n := len(r.years); n > 0 && len(r.dates) > 0 {
		if y := r.years[n-1]; y.from == y.to {
			b.WriteByte(':') // else the year would become part of the date
		}
	}
	for _, list := range r.dates {
		b.gap(start)
		for i := range list {
			b.comma(i)
			b.dateRange(&list[i])
		}
	}
	if len(r.weeks) > 0 {
		b.gap(start)
		b.WriteString("week ")
	}
	for i, w := range r.weeks {
		b.comma(i)
		b.two(w.from)
		if w.to != w.from {
			b.WriteByte('-')
			b.two(w.to)
		}
		b.step(w.step)
	}
}

func (b *printer) step(n int) {
	if n > 0 {
		b.WriteByte('/')
		b.num(n)
	}
}

func (b *printer) year(y yearRange) {
	b.num(y.from)
	switch {
	case y.to == endless && y.step > 0:
	case y.to == endless:
		b.WriteByte('+')
	case y.to != y.from:
		b.WriteByte('-')
		b.num(y.to)
	}
	b.step(y.step)
}

func (b *printer) dateRange(d *dateRange) {
	b.datePoint(&d.from)
	switch {
	case d.open:
		b.WriteByte('+')
	case d.to.kind == pointNone:
	case d.from.kind == pointDate && d.to.kind == pointDate && d.from.year == d.to.year &&
		d.from.month == d.to.month && d.from.shift == 0 && d.from.offset == 0:
		b.WriteByte('-')
		b.two(d.to.day)
		b.dateOffset(&d.to)
	default:
		b.WriteByte('-')
		b.datePoint(&d.to)
	}
	b.step(d.step)
}

func (b *printer) datePoint(p *datePoint) {
	if p.year != 0 {
		b.num(p.year)
		b.WriteByte(' ')
	}
	if p.kind == pointEaster {
		b.WriteString("easter")
		b.dateOffset(p)
		return
	}
	b.WriteString(monthNames[p.month-1])
	switch p.kind {
	case pointDate:
		b.WriteByte(' ')
		b.two(p.day)
	case pointNth:
		b.WriteString(" " + dayNames[p.wday] + "[")
		b.num(p.nth)
		b.WriteByte(']')
	}
	b.dateOffset(p)
}

func (b *printer) dateOffset(p *datePoint) {
	if p.shift > 0 {
		b.WriteString("+" + dayNames[p.shift-1])
	} else if p.shift < 0 {
		b.WriteString("-" + dayNames[-p.shift-1])
	}
	b.offset(p.offset)
}

func (b *printer) offset(n int) {
	if n == 0 {
		return
	}
	sign, unit := " +", " days"
	if n < 0 {
		sign, n = " -", -n
	}
	if n == 1 {
		unit = " day"
	}
	b.WriteString(sign)
	b.num(n)
	b.WriteString(unit)
}

func (b *printer) day(sel *daySelector) {
	switch sel.kind {
	case dayPublic:
		b.WriteString("PH")
	case daySchool:
		b.WriteString("SH")
	default:
		for i, run := range weekdayRuns(sel.mask) {
			b.comma(i)
			b.WriteString(dayNames[run[0]])
			if run[1] != run[0] {
				b.WriteString("-" + dayNames[run[1]])
			}
		}
	}
	if sel.nth != 0 {
		b.WriteByte('[')
		for i, n := range nthNumbers(sel.nth) {
			b.comma(i)
			b.num(n)
		}
		b.WriteByte(']')
	}
	b.offset(sel.offset)
}

// weekdayRuns splits a mask into ranges. Two neighbours stay separate, and only
// a single range may go over the end of the week ("Fr-Mo").
func weekdayRuns(mask uint8) [][2]int {
	runs := runsFrom(mask, 0)
	if mask&1 == 0 || mask&(1<<6) == 0 {
		return runs
	}
	for first := 1; first < 7; first++ {
		if mask&(1<<first) == 0 {
			if over := runsFrom(mask, first); len(over) == 1 {
				return over
			}
		}
	}
	return runs
}

// runsFrom collects the ranges of a mask, reading the week from a given day.
func runsFrom(mask uint8, first int) (runs [][2]int) {
	for k := 0; k < 7; {
		n := 0
		for k+n < 7 && mask&(1<<((first+k+n)%7)) != 0 {
			n++
		}
		from := (first + k) % 7
		switch {
		case n == 2:
			runs = append(runs, [2]int{from, from}, [2]int{(from + 1) % 7, (from + 1) % 7})
		case n > 0:
			runs = append(runs, [2]int{from, (from + n - 1) % 7})
		}
		k += n + 1
	}
	return runs
}

// nthNumbers lists the numbers in brackets.
func nthNumbers(bits uint16) []int {
	var out []int
	for i := range 5 {
		if bits&(1<<i) != 0 {
			out = append(out, i+1)
		}
	}
	for i := range 5 {
		if bits&(1<<(5+i)) != 0 {
			out = append(out, -i-1)
		}
	}
	return out
}

func (b *printer) span(t *timeSpan) {
	b.clock(t.from)
	if t.point {
		return
	}
	if !t.openEnd || t.to != t.from {
		b.WriteByte('-')
		b.clock(t.to)
	}
	if t.openEnd {
		b.WriteByte('+')
	}
	b.step(t.step)
}

func (b *printer) clock(c clock) {
	if c.event == eventNone {
		b.WriteString(clockString(c.minute))
		return
	}
	name := [...]string{eventDawn: "dawn", eventSunrise: "sunrise", eventSunset: "sunset", eventDusk: "dusk"}[c.event]
	switch {
	case c.minute > 0:
		b.WriteString("(" + name + "+" + clockString(c.minute) + ")")
	case c.minute < 0:
		b.WriteString("(" + name + "-" + clockString(-c.minute) + ")")
	default:
		b.WriteString(name)
	}
}
