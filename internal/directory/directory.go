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
	ID    string    `yaml:"id" json:"id,omitzero"`
	Name  lang.Text `yaml:"name" json:"name,omitzero"`
	Aka   lang.Text `yaml:"aka,optional" json:"aka,omitzero"` // another name that it goes by
	Does  lang.Text `yaml:"does,optional" json:"does,omitzero"`
	Web   string    `yaml:"web,optional" json:"web,omitzero"`
	Email string    `yaml:"email,optional" json:"email,omitzero"`
}

// Place is where a service may be visited, and may be known to be.
type Place struct {
	ID        string    `yaml:"id" json:"id,omitzero"`
	Name      lang.Text `yaml:"name,optional" json:"name,omitzero"`
	Street    lang.Text `yaml:"street,optional" json:"street,omitzero"`
	Postcode  string    `yaml:"postcode" json:"postcode,omitzero"`
	Town      lang.Text `yaml:"town" json:"town,omitzero"`
	Region    string    `yaml:"region,optional" json:"region,omitzero"`
	Country   string    `yaml:"country,optional" json:"country,omitzero"` // ISO 3166-1, two letters
	Point     *Point    `yaml:"point,optional" json:"point,omitzero"`
	Transport lang.Text `yaml:"transport,optional" json:"transport,omitzero"` // how to get there
	Evidence  *Evidence `yaml:"evidence,optional" json:"evidence,omitzero"`
}

// Point is a place on earth, in degrees, WGS 84.
type Point struct {
	Lat float64 `yaml:"lat" json:"lat,omitzero"`
	Lon float64 `yaml:"lon" json:"lon,omitzero"`
}

// ConfidentialPlace is a place whose address protects people. It says that the place exists and, at most, in which
// region; there is deliberately nothing else here.
type ConfidentialPlace struct {
	ID   string    `yaml:"id" json:"id,omitzero"`
	Area lang.Text `yaml:"area" json:"area,omitzero"`
}

// Evidence is where a record or a field comes from, when that was read, and how sure it is.
type Evidence struct {
	Source     []string   `yaml:"source" json:"source,omitzero"`
	CheckedOn  Date       `yaml:"checked_on" json:"checked_on,omitzero"`
	Confidence Confidence `yaml:"confidence" json:"confidence,omitzero"`
}

// Service is one thing that an organisation offers.
type Service struct {
	ID           string    `yaml:"id" json:"id,omitzero"`
	Organisation string    `yaml:"organisation" json:"organisation,omitzero"`
	Role         Role      `yaml:"role" json:"role,omitzero"`
	Name         lang.Text `yaml:"name" json:"name,omitzero"`
	Aka          lang.Text `yaml:"aka,optional" json:"aka,omitzero"` // another name that it goes by
	// Neutral is how to speak of the service to the person: no withheld word is in it.
	Neutral       lang.Text           `yaml:"neutral,optional" json:"neutral,omitzero"`
	Does          lang.Text           `yaml:"does" json:"does,omitzero"`
	Offers        []string            `yaml:"offers,optional" json:"offers,omitzero"`
	For           Audience            `yaml:"for,optional" json:"for,omitzero"`
	Languages     []string            `yaml:"languages,optional" json:"languages,omitzero"`
	Interpreters  Answer              `yaml:"interpreters,optional" json:"interpreters,omitzero"`
	FileLanguages []string            `yaml:"file_languages,optional" json:"file_languages,omitzero"`
	Area          []string            `yaml:"area,optional" json:"area,omitzero"`
	Cost          Cost                `yaml:"cost,optional" json:"cost,omitzero"`
	Fees          lang.Text           `yaml:"fees,optional" json:"fees,omitzero"`   // what it costs, in words
	Apply         lang.Text           `yaml:"apply,optional" json:"apply,omitzero"` // how to be received: call, come by, be sent
	Wait          lang.Text           `yaml:"wait,optional" json:"wait,omitzero"`   // how long that takes
	Access        Access              `yaml:"access,optional" json:"access,omitzero"`
	PlaceIDs      []string            `yaml:"places,optional" json:"places,omitzero"`
	HoursText     string              `yaml:"hours,optional" json:"hours,omitzero"`           // OSM opening_hours
	HoursSaid     string              `yaml:"hours_said,optional" json:"hours_said,omitzero"` // as the source wrote them, in words
	Channels      []Channel           `yaml:"channels,optional" json:"channels,omitzero"`
	Notes         []lang.Text         `yaml:"notes,optional" json:"notes,omitzero"`
	Conflicts     []Conflict          `yaml:"conflicts,optional" json:"conflicts,omitzero"`
	Source        []string            `yaml:"source" json:"source,omitzero"`
	CheckedOn     Date                `yaml:"checked_on" json:"checked_on,omitzero"`
	Confidence    Confidence          `yaml:"confidence" json:"confidence,omitzero"`
	Evidence      map[string]Evidence `yaml:"evidence,optional" json:"evidence,omitzero"`

	// What an imported service may have besides.
	OtherLanguages []string `yaml:"other_languages,optional" json:"other_languages,omitzero"` // spoken, and not among the pack's languages
	Terms          []Term   `yaml:"terms,optional" json:"terms,omitzero"`                     // of other taxonomies
	Modified       string   `yaml:"modified,optional" json:"modified,omitzero"`               // RFC 3339: when its source last changed it
	Origin         string   `yaml:"origin,optional" json:"origin,omitzero"`                   // the import that it came with; empty: the pack's own
	Aside          string   `yaml:"aside,optional" json:"aside,omitzero"`                     // what its source said and nothing here has a field for, as JSON

	// Resolved when the directory is built.
	Org    *Organisation        `yaml:"-" json:"-"`
	Places []*Place             `yaml:"-" json:"-"`
	Hidden []*ConfidentialPlace `yaml:"-" json:"-"`
	Hours  *hours.Schedule      `yaml:"-" json:"-"`

	needs      uint64
	languages  uint64
	conditions []Condition
}

// Audience is who a service is for. What is unknown is left out.
type Audience struct {
	Speakers         []string  `yaml:"speakers,optional" json:"speakers,omitzero"`
	Genders          []string  `yaml:"genders,optional" json:"genders,omitzero"`
	Children         Answer    `yaml:"children,optional" json:"children,omitzero"`
	Minors           Answer    `yaml:"minors,optional" json:"minors,omitzero"`
	Residence        []string  `yaml:"residence,optional" json:"residence,omitzero"`
	ResidenceBarrier []string  `yaml:"residence_barrier,optional" json:"residence_barrier,omitzero"`
	Circumstances    []string  `yaml:"circumstances,optional" json:"circumstances,omitzero"`
	Ages             *Ages     `yaml:"ages,optional" json:"ages,omitzero"`
	Who              lang.Text `yaml:"who,optional" json:"who,omitzero"`
}

// Ages is from and to which age a service is for, in years; 0 is no limit that is known.
type Ages struct {
	From int `yaml:"from,optional" json:"from,omitzero"`
	To   int `yaml:"to,optional" json:"to,omitzero"`
}

// Term is a word of a taxonomy that a source puts a service under.
type Term struct {
	Taxonomy string `yaml:"taxonomy,optional" json:"taxonomy,omitzero"`
	Code     string `yaml:"code,optional" json:"code,omitzero"`
	Name     string `yaml:"name" json:"name,omitzero"`
}

// Access is what is known of the service's accessibility.
type Access struct {
	StepFree     Answer    `yaml:"step_free,optional" json:"step_free,omitzero"`
	SignLanguage Answer    `yaml:"sign_language,optional" json:"sign_language,omitzero"`
	EasyToRead   Answer    `yaml:"easy_to_read,optional" json:"easy_to_read,omitzero"`
	Note         lang.Text `yaml:"note,optional" json:"note,omitzero"`
}

// Channel is one way to reach a service.
type Channel struct {
	Kind      ChannelKind `yaml:"kind" json:"kind,omitzero"`
	Value     string      `yaml:"value" json:"value,omitzero"`
	Extension string      `yaml:"extension,optional" json:"extension,omitzero"`
	Label     lang.Text   `yaml:"label,optional" json:"label,omitzero"`
	HoursText string      `yaml:"hours,optional" json:"hours,omitzero"`

	Hours *hours.Schedule `yaml:"-" json:"-"` // nil: the service's
}

// Conflict is a field on which sources disagree, with what another source says.
type Conflict struct {
	Field   string    `yaml:"field" json:"field,omitzero"`
	Says    lang.Text `yaml:"says" json:"says,omitzero"`
	Sources []string  `yaml:"sources" json:"sources,omitzero"`
}

// Texts lists what is said of the service in words.
func (s *Service) Texts() []lang.Text {
	return append([]lang.Text{s.Name, s.Aka, s.Neutral, s.Does, s.For.Who, s.Fees, s.Apply, s.Wait, s.Access.Note}, s.Notes...)
}

// Dialled lists the channels that a telephone reaches, by voice or by text message.
func (s *Service) Dialled() []Channel {
	var list []Channel
	for _, c := range s.Channels {
		if c.Kind == Phone || c.Kind == SMS {
			list = append(list, c)
		}
	}
	return list
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
