package hours

// The general evaluation works on one day at a time. All rules are painted on
// a strip of minutes in the order of the text; what is not painted is closed.
//
// A day is painted in minutes elapsed since it began, not in wall clock
// minutes, so that days of 23 and 25 hours need no further care.

// piece is a painted part of a day.
type piece struct {
	from, to int32
	what     int32
}

// The colour of a piece: a rule with two flags, or one of the values below.
const (
	flagTail      = 1 // the time after an open end
	flagYesterday = 2 // hours that began the day before
	ruleShift     = 2

	whatClosed        = -1
	whatMissing       = -2 // minus 1 for public, minus 2 for school holidays
	whatMissingPublic = whatMissing - 1
	whatMissingSchool = whatMissing - 2
	whatMissingBoth   = whatMissing - 3
)

// plan is the painted strip of one day.
type plan struct {
	frame
	pieces []piece
	year   int // of missing holiday data
}

// planDay paints a day. buf lends the memory. Slices are passed and returned by
// value throughout, which lets buf stay on the stack.
func (s *Schedule) planDay(f frame, buf []piece) plan {
	if s.week != nil && f.plain && s.ordinary(f.dn) {
		return plan{frame: f, pieces: s.week.strips[weekday(f.dn)]}
	}
	var g guess
	p := plan{frame: f, pieces: s.paint(&f, buf, &g)}
	if g.askedPublic || g.askedSchool {
		p.pieces, p.year = s.planUncertain(&f, p.pieces, g)
	}
	return p
}

// planUncertain repaints the day under every assumption about missing holiday
// data. Where they disagree the outcome is unknown.
func (s *Schedule) planUncertain(f *frame, pieces []piece, g guess) ([]piece, int) {
	out := append([]piece(nil), pieces...)
	asked := [4]bool{0: true, 1: g.askedPublic, 2: g.askedSchool} // the assumptions that can change something
	for i := 1; i < 4; i++ {
		if !asked[i] {
			continue
		}
		alt := guess{public: i&1 != 0, school: i&2 != 0}
		other := s.paint(f, nil, &alt)
		asked[3] = asked[3] || i == 1 && alt.askedSchool || i == 2 && alt.askedPublic
		g.askedPublic = g.askedPublic || alt.askedPublic
		g.askedSchool = g.askedSchool || alt.askedSchool
		g.year = max(g.year, alt.year)
		what := int32(whatMissing)
		if g.askedPublic {
			what--
		}
		if g.askedSchool {
			what -= 2
		}
		out = s.disagree(out, other, int32(f.minutes), what)
	}
	return out, g.year
}

// disagree merges two strips: where their states differ it paints what.
func (s *Schedule) disagree(a, b []piece, minutes, what int32) []piece {
	var out []piece
	i, j := 0, 0
	for at := int32(0); at < minutes; {
		pa, ea := cover(a, minutes, &i, at)
		pb, eb := cover(b, minutes, &j, at)
		end := min(ea, eb)
		w := pa
		if s.stateOf(pa) != s.stateOf(pb) {
			w = what
		}
		if n := len(out); n > 0 && out[n-1].what == w && out[n-1].to == at {
			out[n-1].to = end
		} else if w != whatClosed {
			out = append(out, piece{at, end, w})
		}
		at = end
	}
	return out
}

// cover returns the colour at a minute and where it ends. i is a cursor.
func cover(pieces []piece, minutes int32, i *int, at int32) (what, end int32) {
	for *i < len(pieces) && pieces[*i].to <= at {
		*i++
	}
	if *i == len(pieces) {
		return whatClosed, minutes
	}
	if pc := pieces[*i]; pc.from <= at {
		return pc.what, pc.to
	} else {
		return whatClosed, pc.from
	}
}

// paint applies all rules to one day.
func (s *Schedule) paint(f *frame, pieces []piece, g *guess) []piece {
	today, yesterday := dateOf(f.dn), date{}
	var sun sunDays
	for i := range s.rules {
		r := &s.rules[i]
		if r.matches(s, today, g) {
			if r.clears {
				pieces = pieces[:0]
			}
			pieces = s.paintRule(f, pieces, i, 0, &sun)
		}
		if !r.wraps {
			continue
		}
		if yesterday == (date{}) {
			yesterday = dateOf(f.dn - 1)
		}
		if r.matches(s, yesterday, g) {
			pieces = s.paintRule(f, pieces, i, flagYesterday, &sun)
		}
	}
	return pieces
}

// paintRule paints the hours of rule i which began today or yesterday.
func (s *Schedule) paintRule(f *frame, pieces []piece, i int, flag int32, sun *sunDays) []piece {
	r := &s.rules[i]
	what := int32(i)<<ruleShift | flag
	if len(r.times) == 0 {
		return s.put(f, pieces, 0, minutesPerDay, what)
	}
	back := int(flag / flagYesterday)
	shift := back * minutesPerDay
	for k := range r.times {
		m := &r.fixed[k]
		if r.sunny && s.opt.HasPlace {
			moving := r.resolve(k, sun.at(s, f.dn, back))
			m = &moving
		}
		if step := r.times[k].step; step > 0 {
			for at := m.from; at <= m.to; at += step {
				pieces = s.put(f, pieces, at-shift, at-shift+1, what)
			}
			continue
		}
		pieces = s.put(f, pieces, m.from-shift, m.to-shift, what)
		if m.tail > m.to {
			pieces = s.put(f, pieces, m.to-shift, m.tail-shift, what|flagTail)
		}
	}
	return pieces
}

// put paints from and to, given in wall clock minutes of the day.
func (s *Schedule) put(f *frame, pieces []piece, from, to int, what int32) []piece {
	from, to = max(from, 0), min(to, minutesPerDay)
	if from < to && !f.plain {
		from, to = s.zone.elapsed(f, from), s.zone.elapsed(f, to)
	}
	if from >= to {
		return pieces
	}
	if s.rules[what>>ruleShift].fills {
		return s.fill(f, pieces, int32(from), int32(to), what)
	}
	return overpaint(pieces, piece{int32(from), int32(to), what})
}

// overpaint replaces what lies under the new piece.
func overpaint(list []piece, n piece) []piece {
	// Most texts go forward in time: append at the end.
	if k := len(list); k == 0 || list[k-1].to <= n.from {
		return append(list, n)
	}
	i := firstAfter(list, n.from)
	j := i
	for j < len(list) && list[j].from < n.to {
		j++
	}
	var with [3]piece
	fresh := with[:0]
	if i < j && list[i].from < n.from {
		fresh = append(fresh, piece{list[i].from, n.from, list[i].what})
	}
	fresh = append(fresh, n)
	if i < j && list[j-1].to > n.to {
		fresh = append(fresh, piece{n.to, list[j-1].to, list[j-1].what})
	}
	grow := len(fresh) - (j - i)
	old := len(list)
	for range grow {
		list = append(list, piece{})
	}
	if grow != 0 {
		copy(list[j+grow:], list[j:old])
	}
	copy(list[i:], fresh)
	return list[:old+grow]
}

// firstAfter returns the index of the first piece that ends after a minute.
func firstAfter(list []piece, minute int32) int {
	lo, hi := 0, len(list)
	for lo < hi {
		mid := (lo + hi) / 2
		if list[mid].to <= minute {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// fill paints only where nothing is open or unknown yet.
func (s *Schedule) fill(f *frame, pieces []piece, from, to, what int32) []piece {
	for at := from; at < to; {
		i := firstAfter(pieces, at)
		w, end := cover(pieces, int32(f.minutes), &i, at)
		end = min(end, to)
		if s.stateOf(w) == Closed {
			pieces = overpaint(pieces, piece{at, end, what})
		}
		at = end
	}
	return pieces
}

func (s *Schedule) stateOf(what int32) State {
	switch {
	case what == whatClosed:
		return Closed
	case what < 0:
		return Unknown
	}
	r := &s.rules[what>>ruleShift]
	if what&flagTail != 0 && r.state != Closed {
		return Unknown
	}
	return r.state
}

// statusOf turns a colour into an answer.
func (s *Schedule) statusOf(p *plan, what int32) Status {
	switch {
	case what == whatClosed:
		return Status{State: Closed}
	case what < 0:
		return Status{State: Unknown, Reason: missingReason(what, p.year)}
	}
	r := &s.rules[what>>ruleShift]
	st := Status{State: s.stateOf(what), Comment: r.comment}
	// The name says what day it is today; after midnight it is over, and after
	// the last known time the reason matters more.
	if !r.quoted && (r.usesPH || r.usesSH) && what&(flagYesterday|flagTail) == 0 {
		st.Comment = s.holidayName(r, p.dn)
	}
	if what&flagTail != 0 && st.State == Unknown && r.comment == "" {
		st.Reason = reasonOpenEnd
	}
	return st
}

const reasonOpenEnd = "the closing time is not given"

// holidayName returns the name of the holiday that made the rule match: the
// last one in the order of the text.
func (s *Schedule) holidayName(r *rule, dn int) (name string) {
	for _, list := range r.days {
		for _, sel := range list {
			h := s.opt.Public
			switch sel.kind {
			case daySchool:
				h = s.opt.School
			case dayWeekday:
				continue
			}
			n, ok := h.(holidayNamer)
			if !ok {
				continue
			}
			got := n.HolidayName(dayOf(dn - sel.offset))
			switch {
			case got == "":
			case sel.offset > 0:
				name = "Day after " + got
			case sel.offset < 0:
				name = "Day before " + got
			default:
				name = got
			}
		}
	}
	return name
}
