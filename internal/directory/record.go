package directory

import (
	"slices"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/facts"
)

// Record is one service with everything it refers to, so that it can be written down, moved and read by itself. This is
// how a service travels from an import to an index, and how an index keeps the services that it does not hold in memory.
type Record struct {
	Service            Service             `json:"service"`
	Organisation       Organisation        `json:"organisation"`
	Places             []Place             `json:"places,omitempty"`
	ConfidentialPlaces []ConfidentialPlace `json:"confidential_places,omitempty"`
}

// Resolve links the service to its organisation and places, reads its hours with the function given, and compiles what
// decides whether it fits. Hours that cannot be read stay unknown: the first error tells why, and the rest is usable.
func (r *Record) Resolve(v *facts.Vocabulary, parse func(text string) (*hours.Schedule, error)) (*Service, error) {
	s := &r.Service
	s.Org, s.Places, s.Hidden = &r.Organisation, nil, nil
	for i := range r.Places {
		s.Places = append(s.Places, &r.Places[i])
	}
	for i := range r.ConfidentialPlaces {
		s.Hidden = append(s.Hidden, &r.ConfidentialPlaces[i])
	}
	var first error
	read := func(text string) *hours.Schedule {
		if text == "" {
			return nil
		}
		schedule, err := parse(text)
		if err != nil && first == nil {
			first = err
		}
		return schedule
	}
	s.Hours = read(s.HoursText)
	s.Channels = slices.Clone(s.Channels) // another record may share them
	for i := range s.Channels {
		s.Channels[i].Hours = read(s.Channels[i].HoursText)
	}
	s.compile(v)
	return s, first
}

// RecordOf is the record of a service that has been resolved.
func RecordOf(s *Service) Record {
	r := Record{Service: *s, Organisation: *s.Org}
	for _, p := range s.Places {
		r.Places = append(r.Places, *p)
	}
	for _, p := range s.Hidden {
		r.ConfidentialPlaces = append(r.ConfidentialPlaces, *p)
	}
	return r
}
