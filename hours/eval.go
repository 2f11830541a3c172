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

// planDay paints a day. buf lends the memory.
func (s *Schedule) planDay(f frame, buf []piece) plan {
	p := plan{frame: f, pieces: buf}
	var g guess
	s.paint(&p, &g)
	if g.askedPublic || g.askedSchool {
		s.planUncertain(&p, &g)
	}
	return p
}

// planUncertain repaints the day under every assumption about missing holiday
// data. Where they disagree the outcome is unknown.
func (s *Schedule) planUncertain(p *plan, g *guess) {
	for i := 1; i < 4; i++ {
		alt := guess{public: i&1 != 0, school: i&2 != 0}
		q := plan{frame: p.frame}
		s.paint(&q, &alt)
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
		p.pieces = s.disagree(p, &q, what)
	}
	p.year = g.year
}

// disagree merges two strips: where their states differ it paints what.
func (s *Schedule) disagree(a, b *plan, what int32) []piece {
	var out []piece
	i, j := 0, 0
	for at := int32(0); int(at) < a.minutes; {
		pa, ea := cover(a, &i, at)
		pb, eb := cover(b, &j, at)
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
func cover(p *plan, i *int, at int32) (what, end int32) {
	for *i < len(p.pieces) && p.pieces[*i].to <= at {
		*i++
	}
	if *i == len(p.pieces) {
		return whatClosed, int32(p.minutes)
	}
	if pc := p.pieces[*i]; pc.from <= at {
		return pc.what, pc.to
	} else {
		return whatClosed, pc.from
	}
}

// paint applies all rules to one day.
func (s *Schedule) paint(p *plan, g *guess) {
	today, yesterday := dateOf(p.dn), date{}
	for i := range s.rules {
		r := &s.rules[i]
		if r.matches(s, today, g) {
			if r.clears {
				p.pieces = p.pieces[:0]
			}
			s.paintRule(p, i, 0)
		}
		if !r.wraps {
			continue
		}
		if yesterday == (date{}) {
			yesterday = dateOf(p.dn - 1)
		}
		if r.matches(s, yesterday, g) {
			s.paintRule(p, i, flagYesterday)
		}
	}
}

// paintRule paints the hours of rule i which began today or yesterday.
func (s *Schedule) paintRule(p *plan, i int, flag int32) {
	r := &s.rules[i]
	what := int32(i)<<ruleShift | flag
	if len(r.times) == 0 {
		s.put(p, 0, minutesPerDay, what)
		return
	}
	shift := 0
	if flag == flagYesterday {
		shift = minutesPerDay
	}
	sun := &fixedSun
	if s.opt.HasPlace && r.usesSun() {
		t := s.sunTimes(p.dn - int(flag/flagYesterday))
		sun = &t
	}
	for k := range r.times {
		t := &r.times[k]
		from, to, tail := t.minutes(sun)
		if t.step > 0 {
			for m := from; m <= to; m += t.step {
				s.put(p, m-shift, m-shift+1, what)
			}
			continue
		}
		s.put(p, from-shift, to-shift, what)
		if tail > to {
			s.put(p, to-shift, r.cutTail(to, tail, sun)-shift, what|flagTail)
		}
	}
}

// cutTail ends the guess about an open end where the rule goes on.
func (r *rule) cutTail(from, tail int, sun *sunTimes) int {
	for k := range r.times {
		if start, _, _ := r.times[k].minutes(sun); start > from && start < tail {
			tail = start
		}
	}
	return tail
}

func (r *rule) usesSun() bool {
	for k := range r.times {
		if r.times[k].from.event != eventNone || r.times[k].to.event != eventNone {
			return true
		}
	}
	return false
}

// minutes returns the span in wall clock minutes of the day it begins on, and
// the guessed end when the end is open.
func (t *timeSpan) minutes(sun *sunTimes) (from, to, tail int) {
	from = t.from.at(sun) % minutesPerDay
	if from < 0 {
		from += minutesPerDay
	}
	if t.point {
		return from, from + 1, 0
	}
	if t.openEnd && t.to == t.from {
		to = from
	} else {
		to = t.to.at(sun)
		if to <= from {
			to += minutesPerDay
		}
	}
	if t.openEnd {
		tail = guessEnd(t.to.at(&fixedSun), to)
	}
	return from, to, tail
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

// put paints from and to, given in wall clock minutes of the day.
func (s *Schedule) put(p *plan, from, to int, what int32) {
	from, to = max(from, 0), min(to, minutesPerDay)
	if from >= to {
		return
	}
	if !p.plain {
		from, to = s.zone.elapsed(p.frame, from), s.zone.elapsed(p.frame, to)
		if from >= to {
			return
		}
	}
	if s.rules[what>>ruleShift].join == joinFallback {
		s.fill(p, int32(from), int32(to), what)
		return
	}
	p.pieces = overpaint(p.pieces, piece{int32(from), int32(to), what})
}

// overpaint replaces what lies under the new piece.
func overpaint(list []piece, n piece) []piece {
	// Most texts go forward in time: append at the end.
	if k := len(list); k == 0 || list[k-1].to <= n.from {
		return append(list, n)
	}
	i := 0
	for list[i].to <= n.from {
		i++
	}
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
	copy(list[j+grow:], list[j:old])
	copy(list[i:], fresh)
	return list[:old+grow]
}

// fill paints only where nothing is open or unknown yet.
func (s *Schedule) fill(p *plan, from, to, what int32) {
	i := 0
	for at := from; at < to; {
		w, end := cover(p, &i, at)
		end = min(end, to)
		if s.stateOf(w) == Closed {
			p.pieces = overpaint(p.pieces, piece{at, end, what})
			i = 0
		}
		at = end
	}
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
	if !r.quoted && (r.usesPH || r.usesSH) {
		dn := p.dn
		if what&flagYesterday != 0 {
			dn--
		}
		st.Comment = s.holidayName(r, dn)
	}
	if what&flagTail != 0 && st.State == Unknown && r.comment == "" {
		st.Reason = reasonOpenEnd
	}
	return st
}

const reasonOpenEnd = "the closing time is not given"

// holidayName returns the name of the holiday that made the rule match.
func (s *Schedule) holidayName(r *rule, dn int) string {
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
			if name := n.HolidayName(dayOf(dn - sel.offset)); name != "" {
				return name
			}
		}
	}
	return ""
}

// compile derives what evaluation needs from the rules.
func (s *Schedule) compile() {
	for i := range s.rules {
		r := &s.rules[i]
		if !r.hasState {
			r.state = Open
			if r.quoted {
				r.state = Unknown
			}
		}
		dated := r.selects() || i > 0 && !s.rules[i-1].selects()
		r.clears = r.join == joinNormal && r.state != Closed && dated
		for k := range r.times {
			t := &r.times[k]
			_, to, tail := t.minutes(&fixedSun)
			r.wraps = r.wraps || max(to, tail) > minutesPerDay || t.to.event != eventNone || t.from.event != eventNone
		}
		for _, list := range r.days {
			for _, sel := range list {
				r.usesPH = r.usesPH || sel.kind == dayPublic
				r.usesSH = r.usesSH || sel.kind == daySchool
			}
		}
	}
}
