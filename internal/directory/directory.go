// Package directory is the services of a region: who they are for, how they are reached, when, and how sure that is.
//
// Two things hold by construction. What is unknown stays unknown: every field may be absent, and absence is shown,
// not filled in. And a confidential place has no address: its type has no field that could hold one, so nothing can
// print, export or leak it.
package directory

import (
	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/lang"
)

// Organisation runs services.
type Organisation struct {
	ID   string    `yaml:"id"`
	Name lang.Text `yaml:"name"`
	Web  string    `yaml:"web,optional"`
}

// Place is where a service may be visited, and may be known to be.
type Place struct {
	ID       string    `yaml:"id"`
	Street   lang.Text `yaml:"street,optional"`
	Postcode string    `yaml:"postcode"`
	Town     lang.Text `yaml:"town"`
	Evidence *Evidence `yaml:"evidence,optional"`
}

// ConfidentialPlace is a place whose address protects people. It says that the place exists and, at most, in which
// region; there is deliberately nothing else here.
type ConfidentialPlace struct {
	ID   string    `yaml:"id"`
	Area lang.Text `yaml:"area"`
}

// Evidence is where a record or a field comes from, when that was read, and how sure it is.
type Evidence struct {
	Source     []string   `yaml:"source"`
	CheckedOn  Date       `yaml:"checked_on"`
	Confidence Confidence `yaml:"confidence"`
}

// Service is one thing that an organisation offers.
type Service struct {
	ID           string    `yaml:"id"`
	Organisation string    `yaml:"organisation"`
	Role         Role      `yaml:"role"`
	Name         lang.Text `yaml:"name"`
	// Neutral is how to speak of the service to the person: no withheld word is in it.
	Neutral       lang.Text           `yaml:"neutral,optional"`
	Does          lang.Text           `yaml:"does"`
	Offers        []string            `yaml:"offers,optional"`
	For           Audience            `yaml:"for,optional"`
	Languages     []string            `yaml:"languages,optional"`
	Interpreters  Answer              `yaml:"interpreters,optional"`
	FileLanguages []string            `yaml:"file_languages,optional"`
	Area          []string            `yaml:"area,optional"`
	Cost          Cost                `yaml:"cost,optional"`
	Access        Access              `yaml:"access,optional"`
	PlaceIDs      []string            `yaml:"places,optional"`
	HoursText     string              `yaml:"hours,optional"`
	Channels      []Channel           `yaml:"channels,optional"`
	Notes         []lang.Text         `yaml:"notes,optional"`
	Conflicts     []Conflict          `yaml:"conflicts,optional"`
	Source        []string            `yaml:"source"`
	CheckedOn     Date                `yaml:"checked_on"`
	Confidence    Confidence          `yaml:"confidence"`
	Evidence      map[string]Evidence `yaml:"evidence,optional"`

	// Resolved when the directory is built.
	Org    *Organisation        `yaml:"-"`
	Places []*Place             `yaml:"-"`
	Hidden []*ConfidentialPlace `yaml:"-"`
	Hours  *hours.Schedule      `yaml:"-"`

	needs      uint64
	languages  uint64
	conditions []Condition
}

// Audience is who a service is for. What is unknown is left out.
type Audience struct {
	Speakers         []string  `yaml:"speakers,optional"`
	Genders          []string  `yaml:"genders,optional"`
	Children         Answer    `yaml:"children,optional"`
	Minors           Answer    `yaml:"minors,optional"`
	Residence        []string  `yaml:"residence,optional"`
	ResidenceBarrier []string  `yaml:"residence_barrier,optional"`
	Circumstances    []string  `yaml:"circumstances,optional"`
	Who              lang.Text `yaml:"who,optional"`
}

// Access is what is known of the service's accessibility.
type Access struct {
	StepFree     Answer    `yaml:"step_free,optional"`
	SignLanguage Answer    `yaml:"sign_language,optional"`
	EasyToRead   Answer    `yaml:"easy_to_read,optional"`
	Note         lang.Text `yaml:"note,optional"`
}

// Channel is one way to reach a service.
type Channel struct {
	Kind      ChannelKind `yaml:"kind"`
	Value     string      `yaml:"value"`
	Label     lang.Text   `yaml:"label,optional"`
	HoursText string      `yaml:"hours,optional"`

	Hours *hours.Schedule `yaml:"-"` // nil: the service's
}

// Conflict is a field on which sources disagree, with what another source says.
type Conflict struct {
	Field   string    `yaml:"field"`
	Says    lang.Text `yaml:"says"`
	Sources []string  `yaml:"sources"`
}

// Confidential tells whether the service, or a part of it, is at a place whose address is not known to anyone here.
func (s *Service) Confidential() bool { return len(s.Hidden) > 0 }

// ByPhone tells whether what is written here must be checked by phone before it is relied on.
func (s *Service) ByPhone() bool {
	return s.FieldEvidence("hours").Confidence < High || s.Confidence < High
}

// FieldEvidence returns the evidence for a field: its own, or that of the record.
func (s *Service) FieldEvidence(field string) Evidence {
	if e, ok := s.Evidence[field]; ok {
		return e
	}
	return Evidence{Source: s.Source, CheckedOn: s.CheckedOn, Confidence: s.Confidence}
}
