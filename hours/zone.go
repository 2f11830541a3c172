package hours

import (
	"math"
	"sort"
	"sync"
	"time"
)

// zone is a time.Location unrolled to a sorted list of changes, because
// time.Location is too slow for the future: it interprets the rule text of the
// zone file on every call.
type zone struct {
	loc  *time.Location
	when []int64 // unix seconds; entry i starts the offset offs[i]
	offs []int32
}

// The years unrolled. Outside, zone asks time.Location each time.
const (
	zoneFirstYear = 1990
	zoneLastYear  = 2070
)

// zones remembers the last few locations. It is bounded: a program that loads
// a fresh Location for every call must not leak.
var zones struct {
	sync.Mutex
	ring [16]*zone
	next int
}

func zoneFor(loc *time.Location) *zone {
	if loc == nil {
		loc = time.UTC
	}
	zones.Lock()
	defer zones.Unlock()
	for _, z := range zones.ring {
		if z != nil && z.loc == loc {
			return z
		}
	}
	z := newZone(loc)
	zones.ring[zones.next] = z
	zones.next = (zones.next + 1) % len(zones.ring)
	return z
}

func newZone(loc *time.Location) *zone {
	z := &zone{loc: loc}
	t := time.Date(zoneFirstYear, 1, 1, 0, 0, 0, 0, time.UTC).In(loc)
	last := time.Date(zoneLastYear, 1, 1, 0, 0, 0, 0, time.UTC)
	for t.Before(last) {
		_, off := t.Zone()
		n := len(z.offs)
		// Changes of name only are not changes for us.
		if n == 0 || z.offs[n-1] != int32(off) {
			z.when = append(z.when, t.Unix())
			z.offs = append(z.offs, int32(off))
		}
		_, end := t.ZoneBounds()
		if end.IsZero() {
			break
		}
		if !end.After(t) {
			// Around new year of some leap years ZoneBounds stands still.
			end = t.Add(24 * time.Hour)
		}
		t = end
	}
	return z
}

// lookup returns the offset at an instant and the bounds within which it holds.
func (z *zone) lookup(unix int64) (off int, lo, hi int64) {
	if n := len(z.when); unix >= z.when[0] {
		i := sort.Search(n, func(i int) bool { return z.when[i] > unix }) - 1
		if i+1 < n {
			return int(z.offs[i]), z.when[i], z.when[i+1]
		}
		if n == 1 && unix < zoneEnd {
			return int(z.offs[0]), z.when[0], zoneEnd
		}
	}
	t := time.Unix(unix, 0).In(z.loc)
	_, off = t.Zone()
	start, end := t.ZoneBounds()
	lo, hi = math.MinInt64, math.MaxInt64
	if !start.IsZero() {
		lo = start.Unix()
	}
	if !end.IsZero() {
		hi = end.Unix()
	}
	return off, lo, hi
}

var zoneEnd = time.Date(zoneLastYear, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// instant returns the unix time of a wall clock reading, given in seconds since
// 1970-01-01 00:00 on that clock. Like iCalendar (RFC 5545) it takes the first
// of two instants, and reads a time that is skipped with the offset before the
// change.
func (z *zone) instant(wall int64) int64 {
	before, _, hi := z.lookup(wall - secondsPerDay)
	u := wall - int64(before)
	if u < hi {
		return u
	}
	after, _, _ := z.lookup(hi)
	if wall >= hi+int64(after) {
		return wall - int64(after)
	}
	return u
}

// frame is one calendar day in a zone.
type frame struct {
	dn      int
	start   int64 // unix time of its first instant
	minutes int   // its length; 1440 except where the clock changes
	plain   bool  // no clock change: wall minutes are elapsed minutes
	hi      int64 // the next clock change after start, if known
}

// following returns the day after f. Far from clock changes it costs nothing.
func (z *zone) following(f frame) frame {
	if f.plain && f.start+2*secondsPerDay <= f.hi {
		f.dn++
		f.start += secondsPerDay
		return f
	}
	return z.frame(f.dn + 1)
}

func (z *zone) frame(dn int) frame {
	wall := int64(dn) * secondsPerDay
	start := z.instant(wall)
	end := z.instant(wall + secondsPerDay)
	f := frame{dn: dn, start: start, minutes: int(end-start) / 60}
	_, _, hi := z.lookup(start)
	f.plain = end <= hi && end-start == secondsPerDay
	f.hi = hi
	return f
}

// frameAt returns the day an instant belongs to.
func (z *zone) frameAt(unix int64) frame {
	off, lo, hi := z.lookup(unix)
	wall := unix + int64(off)
	dn := int(floorDiv(wall, secondsPerDay))
	start := int64(dn)*secondsPerDay - int64(off)
	if start >= lo && start+secondsPerDay <= hi {
		return frame{dn: dn, start: start, minutes: minutesPerDay, plain: true, hi: hi}
	}
	f := z.frame(dn)
	// A clock change at midnight can show the same date twice.
	for unix < f.start {
		f = z.frame(f.dn - 1)
	}
	for {
		next := z.frame(f.dn + 1)
		if unix < next.start {
			return f
		}
		f = next
	}
}

// elapsed converts a wall clock minute of the day, 0 to 1440, to minutes since
// the day began.
func (z *zone) elapsed(f *frame, minute int) int {
	if f.plain {
		return minute
	}
	if minute >= minutesPerDay {
		return f.minutes
	}
	u := z.instant(int64(f.dn)*secondsPerDay + int64(minute)*60)
	return int(u-f.start) / 60
}
