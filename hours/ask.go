package hours

import (
	"iter"
	"strings"
	"time"
)

// At returns the status at an instant. It does not allocate.
func (s *Schedule) At(t time.Time) Status {
	unix := t.Unix()
	f := s.zone.frameAt(unix)
	var buf [24]piece
	p := s.planDay(f, buf[:0])
	i := 0
	what, _ := cover(p.pieces, int32(f.minutes), &i, int32((unix-f.start)/60))
	return s.statusOf(&p, what)
}

// walk visits the stretches of equal status that end after the instant, in
// order, for about the given number of days or until visit returns false.
// Stretches are cut at the ends of days.
func (s *Schedule) walk(unix int64, days int, visit func(from, to int64, st Status) bool) {
	f := s.zone.frameAt(unix)
	var buf [24]piece
	for range days {
		p := s.planDay(f, buf[:0])
		i := 0
		for at := int32(0); int(at) < f.minutes; {
			what, end := cover(p.pieces, int32(f.minutes), &i, at)
			from, to := f.start+int64(at)*60, f.start+int64(end)*60
			at = end
			if to > unix && !visit(from, to, s.statusOf(&p, what)) {
				return
			}
		}
		f = s.zone.following(f)
	}
}

// horizon is how many days Next looks ahead. It is at least 400; texts with
// dates get more, because Feb 29 and week 53 are rare, as far as the number of
// rules allows with bounded work.
func (s *Schedule) horizon() int {
	const fortnight, least, most, work = 15, 401, 8*366 + 1, 60000
	if s.week != nil && len(s.week.asks) == 0 {
		return fortnight // nothing but the weekday counts: one week shows all, two bridge a change of the clock
	}
	dated := false
	for i := range s.rules {
		r := &s.rules[i]
		dated = dated || len(r.dates) > 0 || len(r.years) > 0 || len(r.weeks) > 0
	}
	if !dated {
		return least
	}
	return min(most, max(least, work/s.cost))
}

// Next returns the first change of the status, state or comment, after t. The
// boolean is false when nothing changes within the horizon: at least 400 days,
// about eight years for texts with dates and few rules.
func (s *Schedule) Next(t time.Time) (Change, bool) {
	return s.next(t, func(a, b Status) bool { return a != b })
}

// NextState is Next for the state alone: a change of comment does not count.
func (s *Schedule) NextState(t time.Time) (Change, bool) {
	return s.next(t, func(a, b Status) bool { return a.State != b.State })
}

func (s *Schedule) next(t time.Time, differs func(a, b Status) bool) (c Change, ok bool) {
	var now Status
	first := true
	s.walk(t.Unix(), s.horizon(), func(from, _ int64, st Status) bool {
		switch {
		case first:
			now, first = st, false
		case differs(now, st):
			c, ok = Change{At: s.time(from), Status: st}, true
		}
		return !ok
	})
	return c, ok
}

// NextOpen returns the first instant not before t at which the state is Open.
// The horizon is that of Next.
func (s *Schedule) NextOpen(t time.Time) (at time.Time, ok bool) {
	s.walk(t.Unix(), s.horizon(), func(from, _ int64, st Status) bool {
		if st.State != Open {
			return true
		}
		at, ok = s.time(from), true
		if from <= t.Unix() {
			at = t
		}
		return false
	})
	return at, ok
}

// Intervals returns the stretches between from and to that are not closed, in
// order, clipped to the window. Neighbours always differ in status.
func (s *Schedule) Intervals(from, to time.Time) iter.Seq[Interval] {
	return func(yield func(Interval) bool) {
		lo, hi := from.Unix(), to.Unix()
		if lo >= hi {
			return
		}
		var run Interval
		var end int64 // of run; 0 when there is none
		stopped := false
		days := int((hi-lo)/secondsPerDay) + 3
		s.walk(lo, days, func(a, b int64, st Status) bool {
			a, b = max(a, lo), min(b, hi)
			if end != 0 && (st != run.Status || a >= hi) {
				run.To, end = s.time(end), 0
				if stopped = !yield(run); stopped {
					return false
				}
			}
			if a >= hi {
				return false
			}
			if st.State != Closed {
				if end == 0 {
					run = Interval{From: s.time(a), Status: st}
				}
				end = b
			}
			return true
		})
		if end != 0 && !stopped {
			run.To = s.time(end)
			yield(run)
		}
	}
}

func (s *Schedule) time(unix int64) time.Time { return time.Unix(unix, 0).In(s.zone.loc) }

// IsWeekStable reports whether every week is like the next: no dates, weeks,
// years, holidays, nth weekdays or times of the sun.
func (s *Schedule) IsWeekStable() bool {
	for i := range s.rules {
		r := &s.rules[i]
		if len(r.years) > 0 || len(r.dates) > 0 || len(r.weeks) > 0 || r.usesPH || r.usesSH {
			return false
		}
		if s.opt.HasPlace && r.sunny {
			return false
		}
		for _, list := range r.days {
			for _, sel := range list {
				if sel.nth != 0 {
					return false
				}
			}
		}
	}
	return true
}

// appointment holds spellings of "by appointment", in lower case.
var appointment = []string{
	"by appointment", "on appointment", "appointment only", "by appt",
	"sur rendez-vous", "sur rendez vous", "sur rdv",
	"op afspraak", "na afspraak", "volgens afspraak",
	"nach vereinbarung", "auf vereinbarung", "nach terminvereinbarung", "nach absprache",
}

// ByAppointment reports whether the comment says that people must make an
// appointment, in English, French, Dutch or German.
func (st Status) ByAppointment() bool {
	low := strings.ToLower(st.Comment)
	for _, a := range appointment {
		if strings.Contains(low, a) {
			return true
		}
	}
	return false
}
