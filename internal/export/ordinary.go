package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/hours"
)

// span is a stretch of a day that is not closed, in minutes of the wall clock since midnight. An opening that runs past
// midnight belongs to the day on which it begins, unless it lasts longer than a day.
type span struct {
	from, to   int
	status     hours.Status
	start, end time.Time
}

// day is a calendar day with its hours.
type day struct {
	midnight time.Time
	spans    []span
	key      string // two days with the same key have the same hours
	untold   bool   // data is missing, so that nobody can say what the hours are
}

func midnight(t time.Time, after int, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d+after, 0, 0, 0, 0, zone)
}

// daysOf returns n days of a schedule, the first being that of the instant.
func daysOf(s *hours.Schedule, first time.Time, n int, zone *time.Location) []day {
	days := make([]day, n)
	for i := range days {
		days[i].midnight = midnight(first, i, zone)
	}
	end := midnight(first, n, zone)
	i := 0
	for run := range s.Intervals(days[0].midnight, end) {
		for i+1 < n && !days[i+1].midnight.After(run.From) {
			i++
		}
		if reachable(run.Status) && run.To.Sub(run.From) <= 24*time.Hour {
			days[i].add(run)
			continue
		}
		for j := i; j < n && days[j].midnight.Before(run.To); j++ {
			days[j].add(piece(run, days[j].midnight, midnight(first, j+1, zone)))
		}
	}
	for i := range days {
		days[i].key = keyOf(days[i].spans)
	}
	return days
}

// piece is the part of a run between two midnights.
func piece(run hours.Interval, from, to time.Time) hours.Interval {
	if run.From.Before(from) {
		run.From = from
	}
	if run.To.After(to) {
		run.To = to
	}
	return run
}

func (d *day) add(run hours.Interval) {
	d.spans = append(d.spans, span{d.minute(run.From), d.minute(run.To), run.Status, run.From, run.To})
	d.untold = d.untold || run.Status.Reason != ""
}

// minute is what the wall clock shows, counted from the midnight of the day.
func (d *day) minute(t time.Time) int {
	t = t.In(d.midnight.Location())
	nights := 0
	for midnight(d.midnight, nights+1, d.midnight.Location()).Compare(t) <= 0 {
		nights++
	}
	return nights*24*60 + t.Hour()*60 + t.Minute()
}

func keyOf(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		fmt.Fprintf(&b, "%d-%d %v %q\n", s.from, s.to, s.status.State, s.status.Comment)
	}
	return b.String()
}

// around is how many weeks on either side say what is ordinary.
const around = 13

// ordinary tells whether a day has the hours that its weekday has in more than a third of the weeks around it. So a new
// season is ordinary from its first day, and so is every other week; a summer break and a first Monday are not. Days
// about which data is missing do not count.
func ordinary(days []day, i int) bool {
	if days[i].untold {
		return false
	}
	same, all := 0, 0
	for j := max(i%7, i-7*around); j < len(days) && j <= i+7*around; j += 7 {
		if days[j].untold {
			continue
		}
		all++
		if days[i].like(&days[j]) {
			same++
		}
	}
	return 3*same > all
}

// like tells whether a day has the hours of another. Where the clock changes in the night, the hours of the wall clock
// may differ though the rule is the same: then the instants decide.
func (d *day) like(other *day) bool {
	if d.key == other.key {
		return true
	}
	return slices.EqualFunc(d.spans, other.spans, func(a, b span) bool {
		return a.status == b.status && (a.from == b.from || a.start.Equal(d.at(b.from))) &&
			(a.to == b.to || a.end.Equal(d.at(b.to)))
	})
}

// at is the instant of a minute of the wall clock.
func (d *day) at(minute int) time.Time {
	y, m, date := d.midnight.Date()
	return time.Date(y, m, date, 0, minute, 0, 0, d.midnight.Location())
}
