package hours

// minuteSpan is a span in wall clock minutes of the day it begins on. The time
// from to until tail is a guess about an open end.
type minuteSpan struct {
	from, to, tail int
}

// resolve computes the minutes of span k. sun holds the times of that day and
// of the day after.
func (r *rule) resolve(k int, sun *[2]sunTimes) minuteSpan {
	m := r.times[k].minutes(sun)
	if m.tail <= m.to {
		return m
	}
	// The guess ends where the rule goes on.
	for j := range r.times {
		if next := r.times[j].start(sun); next > m.to && next < m.tail {
			m.tail = next
		}
	}
	return m
}

func (t *timeSpan) start(sun *[2]sunTimes) int {
	from := t.from.at(&sun[0]) % minutesPerDay
	if from < 0 {
		from += minutesPerDay
	}
	return from
}

func (t *timeSpan) minutes(sun *[2]sunTimes) minuteSpan {
	m := minuteSpan{from: t.start(sun)}
	switch {
	case t.point:
		m.to = m.from + 1
	case t.openEnd && t.to == t.from:
		m.to = m.from
	default:
		m.to = t.to.at(&sun[0])
		if m.to <= m.from {
			m.to = t.to.at(&sun[1]) + minutesPerDay
		}
	}
	if t.openEnd {
		m.tail = guessEnd(t.to.at(&fixedSun), m.to)
	}
	return m
}

func (c clock) at(sun *sunTimes) int {
	if c.event == eventNone {
		return c.minute
	}
	return sun[c.event] + c.minute
}

// guessEnd says until when a place with an open end may be open. Late places
// stay open longer. usual is the closing time without the influence of the sun.
func guessEnd(usual, to int) int {
	if usual < to && to-usual >= minutesPerDay/2 {
		usual = to
	}
	end := minutesPerDay
	switch {
	case usual >= 22*60:
		end = usual + 8*60
	case usual >= 17*60:
		end = usual + 10*60
	}
	return min(end, 2*minutesPerDay)
}

// compile derives what evaluation needs from the rules.
func (s *Schedule) compile() {
	for i := range s.rules {
		r := &s.rules[i]
		r.dropIdle()
		if !r.hasState {
			r.state = Open
			if r.quoted {
				r.state = Unknown
			}
		}
		// What is added to a fallback is a fallback too.
		r.fills = r.join == joinFallback || r.join == joinAdditional && i > 0 && s.rules[i-1].fills
		// Hours without days do not replace hours with days: who writes
		// "Mo-Fr 08:00-12:00; 14:00-18:00" means both. Nor does what is unknown
		// replace "24/7".
		dated := r.selects() || i > 0 && !s.rules[i-1].selects() && r.state == Open
		r.clears = r.join == joinNormal && r.state != Closed && dated
		if len(r.times) > 0 {
			r.fixed = make([]minuteSpan, len(r.times))
		}
		for k := range r.times {
			t := &r.times[k]
			m := r.resolve(k, &fixedSuns)
			r.fixed[k] = m
			sunny := t.to.event != eventNone || t.from.event != eventNone
			r.sunny = r.sunny || sunny
			r.wraps = r.wraps || max(m.to, m.tail) > minutesPerDay || sunny
		}
		for _, list := range r.days {
			for _, sel := range list {
				r.usesPH = r.usesPH || sel.kind == dayPublic
				r.usesSH = r.usesSH || sel.kind == daySchool
			}
		}
		s.cost += r.items()
	}
	s.week = s.newWeekTable()
}

// dropIdle removes selectors that match every day, such as "Jan-Dec".
func (r *rule) dropIdle() {
	for _, w := range r.weeks {
		if w.from == 1 && w.to == 53 && w.step <= 1 {
			r.weeks = nil
			break
		}
	}
	kept := r.dates[:0]
	for _, list := range r.dates {
		if !everyMonth(list) {
			kept = append(kept, list)
		}
	}
	r.dates = kept
}

func everyMonth(list []dateRange) bool {
	months := uint16(0)
	for i := range list {
		d := &list[i]
		plain := d.from.kind == pointMonth && d.from.year == 0 && d.step <= 1 && !d.open
		if !plain || d.to.kind != pointNone && (d.to.kind != pointMonth || d.to.year != 0) {
			continue
		}
		for m := 1; m <= 12; m++ {
			if d.matchMonths(m) {
				months |= 1 << m
			}
		}
	}
	return months == 0x1ffe
}

// items counts the parts of a rule, as a measure of the work it makes.
func (r *rule) items() int {
	n := 1 + len(r.times) + len(r.years) + len(r.weeks)
	for _, list := range r.dates {
		for i := range list {
			n += 2
			if list[i].from.floats() || list[i].to.floats() {
				n += 8
			}
		}
	}
	for _, list := range r.days {
		n += len(list)
	}
	for _, t := range r.times {
		if t.step > 0 {
			n += minutesPerDay / t.step
		}
	}
	return n
}
