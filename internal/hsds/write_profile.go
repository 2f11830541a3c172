package hsds

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
)

// profile writes what our profile adds to a service.
func (w *writer) profile() *ServiceProfile {
	s := w.s
	p := &ServiceProfile{
		Role: s.Role.String(), NeutralDescription: w.text(s.Neutral), FileLanguages: s.FileLanguages,
		Interpreters: known(s.Interpreters), Residence: s.For.Residence, ResidenceBarrier: s.For.ResidenceBarrier,
		Speakers: s.For.Speakers, Genders: s.For.Genders, Circumstances: s.For.Circumstances,
		Area:     s.Area,
		Children: known(s.For.Children), Minors: known(s.For.Minors),
		StepFree: known(s.Access.StepFree), SignLanguage: known(s.Access.SignLanguage),
		EasyToRead: known(s.Access.EasyToRead), AccessNote: w.text(s.Access.Note),
		Confidential: s.Confidential(), OpeningHours: s.HoursText, HoursSaid: s.HoursSaid, StateNow: w.state(),
		ServiceNotes: w.texts(s.Notes), Origin: s.Origin,
		Evidence: w.evidence(&directory.Evidence{Source: s.Source, CheckedOn: s.CheckedOn, Confidence: s.Confidence}),
	}
	if s.Cost != directory.CostUnknown {
		p.Cost = s.Cost.String()
	}
	if s.Hours != nil && w.Zone != nil {
		p.TimeZone = w.Zone.String()
	}
	for _, c := range s.Channels {
		if c.Kind == directory.Post && s.Confidential() {
			continue // nobody can tell from here whether this is the address that must not be known
		}
		p.Channels = append(p.Channels,
			Way{Kind: c.Kind.String(), Value: c.Value, Extension: c.Extension, Label: w.text(c.Label), OpeningHours: c.HoursText})
	}
	for _, c := range s.Conflicts {
		p.Conflicts = append(p.Conflicts, Clash{Field: c.Field, Says: w.text(c.Says), Sources: slices.Clone(c.Sources)})
	}
	for field, e := range s.Evidence {
		if p.FieldEvidence == nil {
			p.FieldEvidence = map[string]Evidence{}
		}
		p.FieldEvidence[field] = *w.evidence(&e)
	}
	return p
}

// known is an answer, or nothing where there is none.
func known(a directory.Answer) string {
	if a == directory.Unknown {
		return ""
	}
	return a.String()
}

func (w *writer) evidence(e *directory.Evidence) *Evidence {
	if e == nil {
		return nil
	}
	return &Evidence{Sources: e.Source, VerifiedOn: string(e.CheckedOn), Confidence: e.Confidence.String()}
}

// state is whether the hours say that it can be reached at the moment of the writing.
func (w *writer) state() *State {
	if w.At.IsZero() {
		return nil
	}
	zone := w.Zone
	if zone == nil {
		zone = time.UTC
	}
	state := w.s.At(w.At, zone)
	return &State{At: w.At.In(zone), State: state.Now.String(), Until: moment(state.Until), Opens: moment(state.Opens)}
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
