package app

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// ServiceDoc is a service in one language, with its state at a moment. Whatever is unknown is left out, or says
// "unknown". A confidential place is a sentence, never an address.
type ServiceDoc struct {
	ID            string                 `json:"id"`
	Role          string                 `json:"role"`
	Name          string                 `json:"name"`
	Organisation  string                 `json:"organisation"`
	Web           string                 `json:"web,omitempty"`
	Tell          string                 `json:"tell,omitempty"` // how to speak of it to the person
	Does          string                 `json:"does"`
	Offers        []NamedDoc             `json:"offers"`
	For           AudienceDoc            `json:"for"`
	Languages     []NamedDoc             `json:"languages"`
	Interpreters  string                 `json:"interpreters"`
	FileLanguages []NamedDoc             `json:"file_languages"`
	Area          []NamedDoc             `json:"area,omitempty"`
	Cost          string                 `json:"cost"`
	Access        AccessDoc              `json:"access"`
	Places        []PlaceDoc             `json:"places"`
	Confidential  []string               `json:"confidential,omitempty"` // regions of places whose address is protected
	Hours         string                 `json:"hours,omitempty"`        // OSM opening_hours
	HoursInWords  string                 `json:"hours_in_words,omitempty"`
	State         routing.StateDoc       `json:"state"`
	Channels      []ChannelDoc           `json:"channels"`
	Notes         []string               `json:"notes"`
	Conflicts     []ConflictDoc          `json:"conflicts"`
	CheckByPhone  bool                   `json:"check_by_phone"`
	Evidence      EvidenceDoc            `json:"evidence"`
	FieldEvidence map[string]EvidenceDoc `json:"field_evidence,omitempty"`
}

// AudienceDoc is who a service is for; what is empty or "unknown" is unknown.
type AudienceDoc struct {
	Who              string     `json:"who,omitempty"`
	Speakers         []NamedDoc `json:"speakers,omitempty"`
	Genders          []NamedDoc `json:"genders,omitempty"`
	Children         string     `json:"children"`
	Minors           string     `json:"minors"`
	Residence        []NamedDoc `json:"residence,omitempty"`
	ResidenceBarrier []NamedDoc `json:"residence_barrier,omitempty"`
	Circumstances    []NamedDoc `json:"circumstances,omitempty"`
}

// AccessDoc is what is known of accessibility: yes, no or unknown.
type AccessDoc struct {
	StepFree     string `json:"step_free"`
	SignLanguage string `json:"sign_language"`
	EasyToRead   string `json:"easy_to_read"`
	Note         string `json:"note,omitempty"`
}

// PlaceDoc is a place that may be visited.
type PlaceDoc struct {
	Street     string `json:"street,omitempty"`
	Postcode   string `json:"postcode"`
	Town       string `json:"town"`
	Confidence string `json:"confidence"`
}

// ChannelDoc is one way to reach a service, with the hours of its own.
type ChannelDoc struct {
	routing.ChannelDoc
	Hours        string `json:"hours,omitempty"` // OSM opening_hours
	HoursInWords string `json:"hours_in_words,omitempty"`
}

// ConflictDoc is a field on which sources disagree.
type ConflictDoc struct {
	Field   string      `json:"field"`
	Says    string      `json:"says"`
	Sources []SourceDoc `json:"sources"`
}

// EvidenceDoc is where something comes from and how sure it is.
type EvidenceDoc struct {
	Sources    []SourceDoc `json:"sources"`
	CheckedOn  string      `json:"checked_on"`
	Confidence string      `json:"confidence"`
}

// Services lists the services that pass a filter: those that can be reached first, then by name.
func (a *App) Services(filter ServiceFilter, at time.Time, tag lang.Tag) []ServiceDoc {
	list := []ServiceDoc{}
	for _, s := range a.pack.Directory.Services {
		if filter.passes(s, at) {
			list = append(list, a.serviceDoc(s, at, tag))
		}
	}
	slices.SortStableFunc(list, func(x, y ServiceDoc) int { return reach(y) - reach(x) })
	return list
}

// reach ranks a service by what can be reached at the moment, emergency numbers above all.
func reach(s ServiceDoc) int {
	rank := map[string]int{"open": 3, "appointment": 2, "closed": 1}[s.State.Now]
	if s.Role == directory.Emergency.String() {
		rank += 10
	}
	return rank
}

// Service returns one service with its state at a moment.
func (a *App) Service(id string, at time.Time, tag lang.Tag) (ServiceDoc, error) {
	s, ok := a.pack.Directory.Service(id)
	if !ok {
		return ServiceDoc{}, fault.New(fault.NotFound, "fault.no-service", nil)
	}
	return a.serviceDoc(s, at, tag), nil
}

func (a *App) serviceDoc(s *directory.Service, at time.Time, tag lang.Tag) ServiceDoc {
	doc := ServiceDoc{
		ID: s.ID, Role: s.Role.String(), Name: s.Name.In(tag), Organisation: s.Org.Name.In(tag), Web: s.Org.Web,
		Tell: s.Neutral.In(tag), Does: s.Does.In(tag), Interpreters: s.Interpreters.String(), Cost: s.Cost.String(),
		Access: AccessDoc{s.Access.StepFree.String(), s.Access.SignLanguage.String(), s.Access.EasyToRead.String(),
			s.Access.Note.In(tag)},
		Hours: s.HoursText, HoursInWords: a.inWords(s.Hours, tag), State: routing.StateOf(s, at, a.Zone()),
		CheckByPhone: s.ByPhone(), Evidence: a.evidence(s.FieldEvidence(""), tag),
		Places: []PlaceDoc{}, Channels: []ChannelDoc{}, Notes: []string{}, Conflicts: []ConflictDoc{},
	}
	a.describe(&doc, s, tag)
	for i := range s.Channels {
		c := &s.Channels[i]
		doc.Channels = append(doc.Channels, ChannelDoc{routing.ChannelOf(s, c, at, a.Zone(), tag), c.HoursText,
			a.inWords(c.Hours, tag)})
	}
	for _, p := range s.Places {
		doc.Places = append(doc.Places, PlaceDoc{p.Street.In(tag), p.Postcode, p.Town.In(tag), placeConfidence(p, s)})
	}
	for _, p := range s.Hidden {
		doc.Confidential = append(doc.Confidential, p.Area.In(tag))
	}
	for _, n := range s.Notes {
		doc.Notes = append(doc.Notes, n.In(tag))
	}
	for _, c := range s.Conflicts {
		doc.Conflicts = append(doc.Conflicts, ConflictDoc{c.Field, c.Says.In(tag), a.Sources(c.Sources, tag)})
	}
	for field, e := range s.Evidence {
		if doc.FieldEvidence == nil {
			doc.FieldEvidence = map[string]EvidenceDoc{}
		}
		doc.FieldEvidence[field] = a.evidence(e, tag)
	}
	return doc
}

func placeConfidence(p *directory.Place, s *directory.Service) string {
	if p.Evidence != nil {
		return p.Evidence.Confidence.String()
	}
	return s.FieldEvidence("places").Confidence.String()
}

func (a *App) evidence(e directory.Evidence, tag lang.Tag) EvidenceDoc {
	return EvidenceDoc{a.Sources(e.Source, tag), string(e.CheckedOn), e.Confidence.String()}
}
