package hours

import (
	"fmt"
	"strconv"
)

// dateRange explains months, dates and ranges of them.
func (l *language) dateRange(d *dateRange) string {
	var text string
	switch {
	case d.open:
		text = fmt.Sprintf(l.from, l.datePoint(&d.from))
	case d.to.kind != pointNone && d.from.kind == pointMonth && d.to.kind == pointMonth:
		text = fmt.Sprintf(l.monthsFormat, l.datePoint(&d.from), l.datePoint(&d.to))
	case d.to.kind != pointNone:
		text = fmt.Sprintf(l.fromTo, l.datePoint(&d.from), l.datePoint(&d.to))
	case d.from.kind == pointMonth:
		text = fmt.Sprintf(l.in, l.datePoint(&d.from))
	case d.from.offset != 0 && !l.isFeast(&d.from):
		text = l.datePoint(&d.from)
	default:
		text = fmt.Sprintf(l.on, l.datePoint(&d.from))
	}
	if d.step > 1 {
		text += ", " + fmt.Sprintf(l.stepDay, strconv.Itoa(d.step))
	}
	return text
}

// plainMonths returns the names when the list is nothing but months.
func (l *language) plainMonths(list []dateRange) (names []string) {
	for i := range list {
		d := &list[i]
		if d.from.kind != pointMonth || d.to.kind != pointNone || d.from.year != 0 || d.open || d.step > 1 {
			return nil
		}
		names = append(names, l.months[d.from.month-1])
	}
	return names
}

// isFeast reports whether the point is a day with a name of its own.
func (l *language) isFeast(p *datePoint) bool {
	return p.kind == pointEaster && p.shift == 0 && l.feasts[p.offset] != ""
}

func (l *language) datePoint(p *datePoint) string {
	var text string
	switch p.kind {
	case pointNone:
	case pointDate:
		text = strconv.Itoa(p.day) + " " + l.months[p.month-1]
		if p.day == 1 {
			text = l.firstOfMonth + " " + l.months[p.month-1]
		}
	case pointEaster:
		text = l.easter
	case pointMonth:
		text = l.months[p.month-1]
	case pointNth:
		text = fmt.Sprintf(l.nthIn, l.ordinals[5+p.nth], l.days[p.wday], l.months[p.month-1])
	}
	offset := p.offset
	if l.isFeast(p) {
		text, offset = l.feasts[offset], 0
	}
	if p.year != 0 {
		text += " " + strconv.Itoa(p.year)
	}
	if p.shift != 0 || offset != 0 {
		text = l.dateArticle + text
	}
	switch {
	case p.shift > 0:
		text = fmt.Sprintf(l.after, l.days[p.shift-1], text)
	case p.shift < 0:
		text = fmt.Sprintf(l.before, l.days[-p.shift-1], text)
	}
	return l.shifted(text, offset)
}

func (l *language) times(r *rule) string {
	if len(r.times) == 0 {
		return ""
	}
	items := make([]string, 0, len(r.times))
	for i := range r.times {
		items = append(items, l.span(&r.times[i]))
	}
	return l.list(items)
}

func (l *language) span(t *timeSpan) string {
	from := l.clock(t.from)
	switch {
	case t.point:
		return fmt.Sprintf(l.at, from)
	case t.openEnd && t.to == t.from:
		return fmt.Sprintf(l.openFrom, from)
	}
	if t.from.event == eventNone && t.to == (clock{minute: minutesPerDay}) && t.from.minute == 0 && !t.openEnd {
		return l.allDay
	}
	text := from + "–" + l.clock(t.to)
	if t.from.event != eventNone || t.to.event != eventNone {
		text = fmt.Sprintf(l.hoursFormat, from, l.clock(t.to))
	}
	if t.openEnd {
		text = fmt.Sprintf(l.orLater, text)
	}
	if t.step > 0 {
		text += ", " + fmt.Sprintf(l.everyMin, strconv.Itoa(t.step))
	}
	return text
}

// clock writes a time of day. 26:00 is written 02:00, as on a clock.
func (l *language) clock(c clock) string {
	if c.event == eventNone {
		m := c.minute
		if m > minutesPerDay {
			m %= minutesPerDay
		}
		return clockString(m)
	}
	name := l.events[c.event]
	switch {
	case c.minute > 0:
		return fmt.Sprintf(l.after, l.duration(c.minute), name)
	case c.minute < 0:
		return fmt.Sprintf(l.before, l.duration(-c.minute), name)
	}
	return name
}

// duration says how long before or after the sun: "1 h 30 min".
func (l *language) duration(minutes int) string {
	hours, rest := "", ""
	if minutes >= 60 {
		hours = strconv.Itoa(minutes/60) + " " + l.hourUnit
	}
	if minutes%60 > 0 {
		rest = strconv.Itoa(minutes%60) + " min"
	}
	return joinNonEmpty(" ", hours, rest)
}
