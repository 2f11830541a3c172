package hours

import (
	"encoding/json"
	"sort"
	"testing"
	"time"
)

// The reference is a program with defects of its own. A disagreement is put
// down to one of the known defects only by a mechanical test of the case at
// hand, never by its text or number. docs/hours.md says why each is a defect.

type refInterval struct {
	from, to time.Time
	status   Status
}

func (c *hoursCase) reference(t *testing.T) []refInterval {
	var out []refInterval
	for _, w := range c.Intervals {
		var from, to string
		var unknown bool
		var comment *string
		for k, dst := range []any{&from, &to, &unknown, &comment} {
			if err := json.Unmarshal(w[k], dst); err != nil {
				t.Fatal(err)
			}
		}
		iv := refInterval{rfc(t, from), rfc(t, to), Status{State: Open}}
		if unknown {
			iv.status.State = Unknown
		}
		if comment != nil {
			iv.status.Comment = *comment
		}
		out = append(out, iv)
	}
	return out
}

func stateAt(list []refInterval, at time.Time) Status {
	for _, iv := range list {
		if !at.Before(iv.from) && at.Before(iv.to) {
			return iv.status
		}
	}
	return Status{State: Closed}
}

// contradictsItself reports whether a probe of the reference disagrees with
// the intervals of the reference in the same case.
func (c *hoursCase) contradictsItself(t *testing.T) bool {
	list := c.reference(t)
	to := rfc(t, c.To)
	for _, p := range c.Probes {
		at := rfc(t, p.At)
		st := stateAt(list, at)
		if p.Open != (st.State == Open) || p.Unknown != (st.State == Unknown) {
			return true
		}
		if p.NextChange == nil {
			continue
		}
		next := rfc(t, *p.NextChange)
		if next.Before(to) && stateAt(list, next).State == stateAt(list, next.Add(-time.Second)).State {
			return true
		}
	}
	return false
}

// differences returns an instant inside each stretch in which the intervals
// differ.
func (c *hoursCase) differences(t *testing.T, s *Schedule) []time.Time {
	ref := c.reference(t)
	from, to := rfc(t, c.From), rfc(t, c.To)
	edges := []time.Time{from, to}
	for _, iv := range ref {
		edges = append(edges, iv.from, iv.to)
	}
	for iv := range s.Intervals(from, to) {
		edges = append(edges, iv.From, iv.To)
	}
	sort.Slice(edges, func(i, j int) bool { return edges[i].Before(edges[j]) })
	var out []time.Time
	for i := 1; i < len(edges); i++ {
		mid := edges[i-1].Add(edges[i].Sub(edges[i-1]) / 2)
		if edges[i].Equal(edges[i-1]) {
			continue
		}
		st := s.At(mid)
		if want := stateAt(ref, mid); st.State != want.State || st.State != Closed && commentOf(st) != want.Comment {
			out = append(out, mid)
		}
	}
	return out
}

// afterSpring reports whether the instant is in the first hour of the day
// after clocks went forward.
func afterSpring(at time.Time) bool {
	return at.Hour() == 0 && at.AddDate(0, 0, -1).Truncate(time.Second).Sub(
		time.Date(at.Year(), at.Month(), at.Day()-2, 12, 0, 0, 0, at.Location())) > 0 &&
		dayLength(at.AddDate(0, 0, -1)) == 23*time.Hour
}

func dayLength(at time.Time) time.Duration {
	y, m, d := at.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, at.Location()).Sub(time.Date(y, m, d, 0, 0, 0, 0, at.Location()))
}

// fromYesterday reports whether the hours at the instant began the day before.
func fromYesterday(s *Schedule, at time.Time) bool {
	f := s.zone.frameAt(at.Unix())
	p := s.planDay(f, nil)
	i := 0
	what, _ := cover(p.pieces, int32(f.minutes), &i, int32((at.Unix()-f.start)/60))
	return what >= 0 && what&flagYesterday != 0
}

// withoutLastEasterDay changes ranges that end with easter as the reference
// understands them.
func withoutLastEasterDay(s *Schedule) (*Schedule, bool) {
	c, found := *s, false
	c.rules = append([]rule(nil), s.rules...)
	for i := range c.rules {
		r := &c.rules[i]
		r.dates = append([][]dateRange(nil), r.dates...)
		for j := range r.dates {
			r.dates[j] = append([]dateRange(nil), r.dates[j]...)
			for k := range r.dates[j] {
				if d := &r.dates[j][k]; d.to.kind == pointEaster {
					d.to.offset--
					found = true
				}
			}
		}
	}
	return &c, found
}

// defect names the defect of the reference that explains a disagreement, or
// returns nothing.
func (c *hoursCase) defect(t *testing.T, o Options) string {
	if c.Error != nil {
		return ""
	}
	s, err := Parse(c.Value, o)
	if err != nil {
		return ""
	}
	if c.contradictsItself(t) {
		return "reference contradicts itself"
	}
	if alt, ok := withoutLastEasterDay(s); ok && len(c.checkSchedule(t, alt)) == 0 {
		return "easter as last day of a range"
	}
	for i := range s.rules {
		for _, y := range s.rules[i].years {
			if y.step > 2 {
				return "every third year"
			}
		}
	}
	diffs := c.differences(t, s)
	spring, name, fallback := len(diffs) > 0, len(diffs) > 0, false
	for i := range s.rules {
		fallback = fallback || s.rules[i].join == joinFallback && s.rules[i].wraps
	}
	ref := c.reference(t)
	for _, at := range diffs {
		at = at.In(s.zone.loc)
		yesterday := fromYesterday(s, at)
		spring = spring && afterSpring(at)
		name = name && yesterday && s.At(at).State == stateAt(ref, at).State
		fallback = fallback && (yesterday || afterSpring(at))
	}
	switch {
	case spring:
		return "first hour after the spring change"
	case name:
		return "name of the holiday after midnight"
	case fallback:
		return "fallback after midnight"
	}
	return ""
}
