package export

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/hours"
)

// exception is a stretch in which hours differ from an ordinary week: whole days that are closed or of which nothing is
// known, or an opening on a day with other hours.
type exception struct {
	first, last time.Time // midnights of the first and last day
	whole       bool
	status      hours.Status
	start, end  time.Time // of an opening
	number      int       // which opening of the day, from 1; 0 for whole days
}

// exceptions lists how the hours of a schedule differ from an ordinary week in the days after an instant. One that began
// before is whole all the same, so that it has the same identity in the calendar of tomorrow.
func exceptions(s *hours.Schedule, o Options) []exception {
	if s.IsWeekStable() {
		return nil
	}
	ahead := min(o.Days, 366)
	if ahead <= 0 {
		ahead = 60
	}
	const margin = 7 * around
	first := midnight(o.At, -2*margin, o.zone())
	days := daysOf(s, first, ahead+4*margin, o.zone())
	var out []exception
	for i := margin; i < len(days)-margin; i++ {
		if ordinary(days, i) {
			continue
		}
		whole, is := days[i].whole(s)
		switch last := len(out) - 1; {
		case !is:
			out = append(out, days[i].openings()...)
		case last >= 0 && whole.continues(&out[last], days[:i]):
			out[last].last = whole.last
		default:
			out = append(out, whole)
		}
	}
	from, to := midnight(o.At, 0, o.zone()), midnight(o.At, ahead, o.zone())
	return slices.DeleteFunc(out, func(e exception) bool { return e.last.Before(from) || !e.first.Before(to) })
}

// whole tells whether nobody can be sure to be received on a day, and why: it is closed, or its hours are not known.
func (d *day) whole(s *hours.Schedule) (exception, bool) {
	e := exception{first: d.midnight, last: d.midnight, whole: true}
	switch {
	case d.untold:
		e.status.State = hours.Unknown
	case len(d.spans) == 0:
		e.status = s.At(d.at(12 * 60))
	case slices.ContainsFunc(d.spans, func(s span) bool { return reachable(s.status) }):
		return exception{}, false
	default:
		e.status = d.spans[0].status
	}
	return e, true
}

// openings lists the stretches of a day with other hours.
func (d *day) openings() []exception {
	var out []exception
	for i, s := range d.spans {
		out = append(out, exception{first: d.midnight, last: d.midnight, status: s.status, start: s.start, end: s.end,
			number: i + 1})
	}
	return out
}

func reachable(s hours.Status) bool { return s.State == hours.Open || s.ByAppointment() }

// continues tells whether whole days go on from an earlier exception, with nothing in between but days that are closed
// anyway. What is not known may go on without end, so it starts anew each Monday: otherwise its first day, and with it its
// identity, would move with every export.
func (e *exception) continues(before *exception, days []day) bool {
	if !e.whole || !before.whole || e.status != before.status ||
		e.status.State == hours.Unknown && e.first.Weekday() == time.Monday {
		return false
	}
	for i := len(days) - 1; i >= 0 && days[i].midnight.After(before.last); i-- {
		if e.status.State != hours.Closed || len(days[i].spans) > 0 {
			return false
		}
	}
	return true
}
