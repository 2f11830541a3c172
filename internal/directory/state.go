package directory

import (
	"time"

	"github.com/halte-brussels/halte/hours"
)

// Now is whether a service can be reached at a moment.
type Now uint8

// The states. NotKnown is the zero value: a service whose hours nobody wrote down is not closed, it is unknown.
const (
	NotKnown Now = iota
	Open
	Appointment
	Closed
)

var nows = []string{"unknown", "open", "appointment", "closed"}

func (n Now) String() string { return nows[n] }

// State is what can be said of a service at a moment. Open is not the same as room: it says that the hours say so,
// as they were written down on a certain day.
type State struct {
	Now   Now
	Until time.Time // when Now is Open and that ends
	Opens time.Time // when Now is not Open: the next opening, if one is known
}

// At returns the state of the service at a moment, in the zone of its directory. A service without hours of its own
// is as reachable as the best of its channels that have hours.
func (s *Service) At(t time.Time, zone *time.Location) State {
	if s.Hours != nil {
		return stateOf(s.Hours, t.In(zone))
	}
	var channels []*hours.Schedule
	for _, c := range s.Channels {
		if c.Hours != nil {
			channels = append(channels, c.Hours)
		}
	}
	return StateAt(nil, channels, t.In(zone))
}

// StateAt is the state that hours tell, or else the best of those of the channels.
func StateAt(own *hours.Schedule, channels []*hours.Schedule, t time.Time) State {
	if own != nil {
		return stateOf(own, t)
	}
	var best State
	for _, c := range channels {
		if state := stateOf(c, t); better(state, best) {
			best = state
		}
	}
	return best
}

// ReachableAt tells whether the service's hours, or those of a channel, say that it can be reached.
func (s *Service) ReachableAt(t time.Time) bool {
	if s.Hours != nil {
		return s.Hours.At(t).State == hours.Open
	}
	for _, c := range s.Channels {
		if c.Hours != nil && c.Hours.At(t).State == hours.Open {
			return true
		}
	}
	return false
}

// At returns the state of a channel; it has its own hours or those of its service.
func (c *Channel) At(t time.Time, zone *time.Location, service State) State {
	if c.Hours == nil {
		return service
	}
	return stateOf(c.Hours, t.In(zone))
}

func stateOf(h *hours.Schedule, t time.Time) State {
	state := State{Now: NowAt(h, t)}
	switch state.Now {
	case Open:
		if change, ok := h.Next(t); ok {
			state.Until = change.At
		}
	case Closed, NotKnown:
		if opens, ok := h.NextOpen(t); ok {
			state.Opens = opens
		}
	}
	return state
}

// NowAt is what hours say of one moment, without asking when that changes.
func NowAt(h *hours.Schedule, t time.Time) Now {
	status := h.At(t)
	switch {
	case status.State == hours.Open:
		return Open
	case status.ByAppointment():
		return Appointment
	case status.State == hours.Closed:
		return Closed
	}
	return NotKnown
}

// better tells whether one state is more useful to a person than another: open, then by appointment, then closed
// with a known opening, then unknown.
func better(a, b State) bool { return usefulness(a.Now) > usefulness(b.Now) }

func usefulness(n Now) int {
	return [...]int{NotKnown: 0, Closed: 1, Appointment: 2, Open: 3}[n]
}

// Usefulness ranks states for sorting: what can be reached now comes first.
func (n Now) Usefulness() int { return usefulness(n) }
