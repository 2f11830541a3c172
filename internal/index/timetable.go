package index

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
)

// timetable is the hours of a service and of its channels. Thousands of services share one: what is open at a moment is
// asked once of each timetable, and is then a set.
type timetable struct {
	own      *hours.Schedule
	channels []*hours.Schedule
}

// timetableText names the timetable of a service: its hours, then those of its channels, one a line.
func timetableText(s *directory.Service) string {
	text := oneLine(s.HoursText)
	for i := range s.Channels {
		if s.Channels[i].HoursText != "" {
			text += "\n" + oneLine(s.Channels[i].HoursText)
		}
	}
	return text
}

// oneLine keeps hours that were written on several lines in one piece. To who reads hours both signs are a space.
func oneLine(hours string) string { return strings.ReplaceAll(hours, "\n", "\r") }

// readTimetable parses what timetableText wrote. Hours that cannot be read are unknown.
func readTimetable(text string, parse func(string) (*hours.Schedule, error)) timetable {
	var t timetable
	for i, part := range strings.Split(text, "\n") {
		if part == "" {
			continue
		}
		schedule, err := parse(part)
		switch {
		case err != nil:
		case i == 0:
			t.own = schedule
		default:
			t.channels = append(t.channels, schedule)
		}
	}
	return t
}

func (t *timetable) at(at time.Time) directory.Now {
	if t.own != nil {
		return directory.NowAt(t.own, at)
	}
	best := directory.NotKnown
	for _, c := range t.channels {
		if now := directory.NowAt(c, at); now.Usefulness() > best.Usefulness() {
			best = now
		}
	}
	return best
}

// states is every service by its state at one moment.
type states struct {
	by [4]set
	// whole is, for each timetable, also until when and from when. That takes longer to find out, so it is found out
	// when someone asks, and kept.
	whole []atomic.Pointer[directory.State]
}

// stateOf is the whole state of a service at the minute of these states.
func (x *Index) stateOf(i uint32, s *states, at time.Time) directory.State {
	t := x.timetableOf[i]
	if state := s.whole[t].Load(); state != nil {
		return *state
	}
	state := directory.StateAt(x.timetables[t].own, x.timetables[t].channels, minuteOf(at).In(x.calendar.Zone))
	s.whole[t].Store(&state)
	return state
}

func minuteOf(t time.Time) time.Time { return t.Truncate(time.Minute) }

// kept is how many moments are remembered. Hours change at whole minutes, so everyone who asks within one minute is
// given the same sets.
const kept = 8

type moments struct {
	mu   sync.Mutex
	list []moment // the latest used last
}

type moment struct {
	minute int64
	states *states
}

// statesAt returns the services by their state at a moment.
func (x *Index) statesAt(at time.Time) *states {
	at = minuteOf(at)
	if s := x.moments.find(at.Unix()); s != nil {
		return s
	}
	return x.moments.keep(at.Unix(), x.reckon(at.In(x.calendar.Zone)))
}

func (x *Index) reckon(at time.Time) *states {
	now := make([]directory.Now, len(x.timetables))
	for i := range x.timetables {
		now[i] = x.timetables[i].at(at)
	}
	s := &states{whole: make([]atomic.Pointer[directory.State], len(x.timetables))}
	for i := range s.by {
		s.by[i] = newSet(x.n)
	}
	for i, t := range x.timetableOf {
		s.by[now[t]][i>>6] |= 1 << (i & 63)
	}
	return s
}

func (m *moments) find(minute int64) *states {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known(minute)
}

func (m *moments) known(minute int64) *states {
	for i, k := range m.list {
		if k.minute == minute {
			m.list = append(append(m.list[:i:i], m.list[i+1:]...), k)
			return k.states
		}
	}
	return nil
}

// keep remembers what was reckoned for a minute, unless someone else was first.
func (m *moments) keep(minute int64, s *states) *states {
	m.mu.Lock()
	defer m.mu.Unlock()
	if first := m.known(minute); first != nil {
		return first
	}
	if len(m.list) == kept {
		m.list = append(m.list[:0:0], m.list[1:]...)
	}
	m.list = append(m.list, moment{minute, s})
	return s
}
