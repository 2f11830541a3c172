package routing

import (
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// StateDoc is whether a service can be reached, as its hours were written down on CheckedOn.
type StateDoc struct {
	Now       string         `json:"now"` // open, closed, appointment, unknown
	Until     *time.Time     `json:"until,omitempty"`
	Opens     *time.Time     `json:"opens,omitempty"`
	CheckedOn directory.Date `json:"checked_on"`
}

// ChannelDoc is one way to reach a service; State is there when the channel has hours of its own.
type ChannelDoc struct {
	Kind  string    `json:"kind"`
	Value string    `json:"value"`
	Label string    `json:"label,omitempty"`
	State *StateDoc `json:"state,omitempty"`
	Check bool      `json:"check,omitempty"` // what is known of this channel is less than sure
}

// StateOf writes the state of a service at a moment.
func StateOf(s *directory.Service, at time.Time, zone *time.Location) StateDoc {
	return stateDoc(s.At(at, zone), s.FieldEvidence("hours").CheckedOn)
}

// WriteState writes a state of a service that is known already.
func WriteState(state directory.State, s *directory.Service) StateDoc {
	return stateDoc(state, s.FieldEvidence("hours").CheckedOn)
}

// ChannelOf writes one channel of a service, with its state at a moment when it has hours of its own.
func ChannelOf(s *directory.Service, c *directory.Channel, at time.Time, zone *time.Location, tag lang.Tag) ChannelDoc {
	doc := ChannelDoc{Kind: c.Kind.String(), Value: c.Value, Label: c.Label.In(tag)}
	if c.Hours != nil {
		state := stateDoc(c.At(at, zone, directory.State{}), s.FieldEvidence("channels").CheckedOn)
		doc.State = &state
	}
	if own, ok := s.Evidence[doc.Kind]; ok {
		doc.Check = own.Confidence < directory.High
	}
	return doc
}

func stateDoc(s directory.State, checked directory.Date) StateDoc {
	doc := StateDoc{Now: s.Now.String(), CheckedOn: checked}
	if !s.Until.IsZero() {
		doc.Until = &s.Until
	}
	if !s.Opens.IsZero() {
		doc.Opens = &s.Opens
	}
	return doc
}
