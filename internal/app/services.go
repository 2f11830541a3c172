package app

import (
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// ServiceDoc is all that is known of a service, in one language, with its state at a moment. Whatever is unknown is left
// out, or says "unknown". A confidential place is a sentence, never an address.
type ServiceDoc struct {
	RowDoc
	Aka           string                 `json:"aka,omitempty"` // another name that it goes by
	Web           string                 `json:"web,omitempty"`
	For           AudienceDoc            `json:"for"`
	Languages     []engine.NamedDoc      `json:"languages"`
	Interpreters  string                 `json:"interpreters"`
	FileLanguages []engine.NamedDoc      `json:"file_languages"`
	Area          []engine.NamedDoc      `json:"area,omitempty"`
	Cost          string                 `json:"cost"`
	Fees          string                 `json:"fees,omitempty"`
	Apply         string                 `json:"apply,omitempty"` // how to be received
	Wait          string                 `json:"wait,omitempty"`
	Access        AccessDoc              `json:"access"`
	Places        []PlaceDoc             `json:"places"`
	Hours         string                 `json:"hours,omitempty"` // OSM opening_hours
	HoursInWords  string                 `json:"hours_in_words,omitempty"`
	HoursSaid     string                 `json:"hours_said,omitempty"` // as the source wrote them
	Terms         []string               `json:"terms,omitempty"`      // of other taxonomies
	Notes         []string               `json:"notes"`
	Conflicts     []ConflictDoc          `json:"conflicts"`
	Imported      string                 `json:"imported,omitempty"` // the import that it came with
	Evidence      EvidenceDoc            `json:"evidence"`
	FieldEvidence map[string]EvidenceDoc `json:"field_evidence,omitempty"`
}

// AudienceDoc is who a service is for; what is empty or "unknown" is unknown.
type AudienceDoc struct {
	Who              string            `json:"who,omitempty"`
	Speakers         []engine.NamedDoc `json:"speakers,omitempty"`
	Genders          []engine.NamedDoc `json:"genders,omitempty"`
	Children         string            `json:"children"`
	Minors           string            `json:"minors"`
	Residence        []engine.NamedDoc `json:"residence,omitempty"`
	ResidenceBarrier []engine.NamedDoc `json:"residence_barrier,omitempty"`
	Circumstances    []engine.NamedDoc `json:"circumstances,omitempty"`
	FromAge          int               `json:"from_age,omitempty"` // years
	ToAge            int               `json:"to_age,omitempty"`
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
	Name       string `json:"name,omitempty"`
	Street     string `json:"street,omitempty"`
	Postcode   string `json:"postcode"`
	Town       string `json:"town"`
	Transport  string `json:"transport,omitempty"` // how to get there
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
	Field   string             `json:"field"`
	Says    string             `json:"says"`
	Sources []engine.SourceDoc `json:"sources"`
}

// EvidenceDoc is where something comes from and how sure it is.
type EvidenceDoc struct {
	Sources    []engine.SourceDoc `json:"sources"`
	CheckedOn  string             `json:"checked_on"`
	Confidence string             `json:"confidence"`
}

// Service returns one service with its state at a moment.
func (a *App) Service(id string, at time.Time, tag lang.Tag) (ServiceDoc, error) {
	s, ok, err := a.index().Service(id)
	if err != nil {
		return ServiceDoc{}, fault.New(fault.Internal, "fault.internal", err)
	}
	if !ok {
		return ServiceDoc{}, fault.New(fault.NotFound, "fault.no-service", nil)
	}
	return a.serviceDoc(s, at, tag), nil
}

func (a *App) serviceDoc(s *directory.Service, at time.Time, tag lang.Tag) ServiceDoc {
	doc := ServiceDoc{
		RowDoc: a.row(s, routing.StateOf(s, at, a.Zone()), at, tag),
		Aka:    s.Aka.In(tag), Web: s.Org.Web, Interpreters: s.Interpreters.String(), Cost: s.Cost.String(),
		Fees: s.Fees.In(tag), Apply: s.Apply.In(tag), Wait: s.Wait.In(tag),
		Access: AccessDoc{s.Access.StepFree.String(), s.Access.SignLanguage.String(), s.Access.EasyToRead.String(),
			s.Access.Note.In(tag)},
		Hours: s.HoursText, HoursInWords: a.inWords(s.Hours, tag), HoursSaid: s.HoursSaid, Imported: s.Origin,
		Evidence: a.evidence(s.FieldEvidence(""), tag),
		Places:   []PlaceDoc{}, Notes: []string{}, Conflicts: []ConflictDoc{},
	}
	a.describe(&doc, s, tag)
	for _, p := range s.Places {
		doc.Places = append(doc.Places, PlaceDoc{p.Name.In(tag), p.Street.In(tag), p.Postcode, p.Town.In(tag),
			p.Transport.In(tag), placeConfidence(p, s)})
	}
	for _, t := range s.Terms {
		doc.Terms = append(doc.Terms, t.Name)
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
