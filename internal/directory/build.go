package directory

import (
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/facts"
)

// Lists is the parts of a directory as they are written in files.
type Lists struct {
	Organisations      []Organisation      `yaml:"organisations,optional" json:"organisations,omitzero"`
	Places             []Place             `yaml:"places,optional" json:"places,omitzero"`
	ConfidentialPlaces []ConfidentialPlace `yaml:"confidential_places,optional" json:"confidential_places,omitzero"`
	Services           []Service           `yaml:"services,optional" json:"services,omitzero"`
}

// Directory is the services of a pack, resolved and ready to be matched. It does not change.
type Directory struct {
	Services []*Service // by id
	byID     map[string]*Service
	zone     *time.Location
}

// Fault is something in the lists that does not resolve: the index of the service, the field, and why.
type Fault struct {
	Service int
	Field   string
	Err     error
}

// Build resolves lists into a directory. Hours are read with the calendar of the pack; a fault is returned for each
// that cannot be read. References have been checked by the pack.
func Build(lists Lists, v *facts.Vocabulary, calendar hours.Options) (*Directory, []Fault) {
	d := &Directory{byID: map[string]*Service{}, zone: calendar.Zone}
	var faults []Fault
	for i := range lists.Services {
		s := &lists.Services[i]
		s.resolve(lists)
		parse := func(field, text string) *hours.Schedule {
			if text == "" {
				return nil
			}
			schedule, err := hours.Parse(text, calendar)
			if err != nil {
				faults = append(faults, Fault{i, field, err})
			}
			return schedule
		}
		s.Hours = parse("hours", s.HoursText)
		for j := range s.Channels {
			s.Channels[j].Hours = parse("channels.hours", s.Channels[j].HoursText)
		}
		s.compile(v)
		d.byID[s.ID] = s
		d.Services = append(d.Services, s)
	}
	sort.Slice(d.Services, func(i, j int) bool { return d.Services[i].ID < d.Services[j].ID })
	return d, faults
}

// resolve links the service to its organisation and places.
func (s *Service) resolve(lists Lists) {
	for i := range lists.Organisations {
		if lists.Organisations[i].ID == s.Organisation {
			s.Org = &lists.Organisations[i]
		}
	}
	for i := range lists.Places {
		if slices.Contains(s.PlaceIDs, lists.Places[i].ID) {
			s.Places = append(s.Places, &lists.Places[i])
		}
	}
	for i := range lists.ConfidentialPlaces {
		if slices.Contains(s.PlaceIDs, lists.ConfidentialPlaces[i].ID) {
			s.Hidden = append(s.Hidden, &lists.ConfidentialPlaces[i])
		}
	}
}

// Service finds a service by its id.
func (d *Directory) Service(id string) (*Service, bool) {
	s, ok := d.byID[id]
	return s, ok
}

// Zone is the time zone in which the services' hours are meant.
func (d *Directory) Zone() *time.Location { return d.zone }

// Keep returns a directory with only the services that the predicate keeps.
func (d *Directory) Keep(keep func(*Service) bool) *Directory {
	out := &Directory{byID: map[string]*Service{}, zone: d.zone}
	for _, s := range d.Services {
		if keep(s) {
			out.byID[s.ID] = s
			out.Services = append(out.Services, s)
		}
	}
	return out
}

// Unasked returns a directory in which no service is offered for a need, only by being named.
func (d *Directory) Unasked() *Directory {
	out := &Directory{byID: map[string]*Service{}, zone: d.zone}
	for _, s := range d.Services {
		c := *s
		c.needs = 0
		out.byID[c.ID] = &c
		out.Services = append(out.Services, &c)
	}
	return out
}

// Digits strips a telephone number to the form that a dialler takes: the short numbers as they are, others with
// only their digits and a leading plus.
func Digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}
