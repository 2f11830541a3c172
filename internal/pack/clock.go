package pack

import (
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// clock knows every minute of one year in the pack's zone: its clock changes and holidays are among them.
type clock struct {
	start   time.Time
	minutes int
	open    map[string][]uint64 // service → one bit a minute: its hours say that it can be reached
	checked map[string]time.Time
}

func newClock(p *Pack, year int) *clock {
	start := time.Date(year, 1, 1, 0, 0, 0, 0, p.Zone())
	end := time.Date(year+1, 1, 1, 0, 0, 0, 0, p.Zone())
	return &clock{start: start, minutes: int(end.Sub(start) / time.Minute), open: map[string][]uint64{},
		checked: map[string]time.Time{}}
}

// at returns a minute of the year.
func (c *clock) at(minute int) time.Time { return c.start.Add(time.Duration(minute) * time.Minute) }

// moments returns an instant of each stretch of the year in which the same rules are in force.
func (c *clock) moments(rules []*routing.Rule) []time.Time {
	list := []time.Time{c.start}
	for _, r := range rules {
		for _, d := range []directory.Date{r.ValidFrom, r.ValidUntil} {
			if t, precision := d.Time(); precision > 0 && t.Year() == c.start.Year() {
				list = append(list, time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.start.Location()))
			}
		}
	}
	return list
}

// minutesOf returns the minutes of the year at which a service can be reached, asking it at each of them.
func (c *clock) minutesOf(s *directory.Service) []uint64 {
	if set, ok := c.open[s.ID]; ok {
		return set
	}
	set := make([]uint64, (c.minutes+63)/64)
	for m := range c.minutes {
		if s.ReachableAt(c.at(m)) {
			set[m/64] |= 1 << (m % 64)
		}
	}
	c.open[s.ID] = set
	return set
}

// unreachable returns the first minute at which none of the services that a decision puts forward can be reached,
// and says so. It says nothing when there is no such minute. Only services of the directory given count.
func (c *clock) unreachable(d *routing.Decision, among *directory.Directory) (time.Time, string) {
	services := forward(d, among)
	var ids []string
	for _, s := range services {
		ids = append(ids, s.ID)
	}
	key := strings.Join(ids, " ")
	at, known := c.checked[key]
	if !known {
		at = c.gap(services)
		c.checked[key] = at
	}
	if at.IsZero() {
		return d.At, ""
	}
	return at, "nothing can be reached; put forward: " + key
}

// gap returns the first minute that no service covers, or zero.
func (c *clock) gap(services []*directory.Service) time.Time {
	for m := 0; m < c.minutes; m += 64 {
		var word uint64
		for _, s := range services {
			word |= c.minutesOf(s)[m/64]
		}
		for bit := 0; bit < 64 && m+bit < c.minutes; bit++ {
			if word&(1<<bit) == 0 {
				return c.at(m + bit)
			}
		}
	}
	return time.Time{}
}

// forward lists the services of a directory that a decision puts forward, as options or beside a step, each once.
func forward(d *routing.Decision, all *directory.Directory) []*directory.Service {
	var list []*directory.Service
	seen := map[string]bool{}
	add := func(s *directory.Service) {
		if !seen[s.ID] {
			seen[s.ID] = true
			list = append(list, s)
		}
	}
	for _, o := range d.Options {
		add(o.Service)
	}
	for _, step := range d.Steps {
		for _, id := range step.Services {
			if s, ok := all.Service(id); ok {
				add(s)
			}
		}
	}
	return list
}
