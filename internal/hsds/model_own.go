package hsds

import (
	"encoding/json"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// What our own profile says in a document (profile.go). It is read wherever it is found, except what would let a source
// vouch for itself: its part in a referral, its evidence and where it came from are taken over from ourselves only.

// ownChannels reads the list of all channels, and takes out the fields in which HSDS has them again.
func (m *mapper) ownChannels(doc *object, s *directory.Service) bool {
	if !doc.has("channels") && !m.ours {
		return false
	}
	doc.keep("channels", func(c *object) bool {
		var kind directory.ChannelKind
		if kind.UnmarshalText([]byte(c.look("kind"))) != nil || c.look("value") == "" {
			return true
		}
		s.Channels = append(s.Channels, directory.Channel{
			Kind: kind, Value: c.look("value"), Extension: c.look("extension"), Label: m.text(c.look("label")), HoursText: c.look("opening_hours"),
		})
		return false
	})
	known := func(value string) bool {
		return slices.ContainsFunc(s.Channels, func(c directory.Channel) bool {
			return c.Value == value || c.Extension != "" && c.Value+" x"+c.Extension == value
		})
	}
	for _, key := range []string{"url", "email"} {
		if known(doc.look(key)) {
			doc.drop(key)
		}
	}
	doc.keep("additional_urls", func(u *object) bool { return !known(u.look("url")) })
	doc.keep("phones", func(p *object) bool {
		written := p.look("number")
		if !known(written) {
			return true
		}
		p.drop("number", "extension", "type", "description", "opening_hours")
		if !p.strip("") {
			return false
		}
		p.fields = append([]field{{"number", textOf(written)}}, p.fields...)
		return true
	})
	doc.keep("contacts", func(c *object) bool {
		if !known(c.look("email")) {
			return true
		}
		c.drop("email", "department")
		return c.strip("")
	})
	return true
}

// ownIDs reads a list of ids of our vocabulary. Others are left out and said.
func (m *mapper) ownIDs(doc *object, key string, fact facts.Key) []string {
	list := doc.texts(key)
	if m.o.Vocabulary == nil {
		return list
	}
	return slices.DeleteFunc(list, func(id string) bool {
		_, ok := m.o.Vocabulary.Value(fact, id)
		if !ok {
			m.find("services", key, Dropped, "the pack has no such value", id, "")
		}
		return !ok
	})
}

func (m *mapper) ownAudience(doc *object, s *directory.Service) {
	m.ownArea(doc, s)
	a := &s.For
	a.Residence = m.ownIDs(doc, "residence", facts.Residence)
	a.ResidenceBarrier = m.ownIDs(doc, "residence_barrier", facts.Residence)
	a.Speakers = m.ownIDs(doc, "speakers", facts.Speaker)
	a.Genders = m.ownIDs(doc, "genders", facts.Gender)
	a.Circumstances = m.ownIDs(doc, "circumstances", facts.Circumstances)
	m.answer(doc, "children", &a.Children)
	m.answer(doc, "minors", &a.Minors)
}

// ownArea reads in which areas of the pack people must live, by the names that we gave them.
func (m *mapper) ownArea(doc *object, s *directory.Service) {
	if !m.ours || m.o.Vocabulary == nil {
		return
	}
	areas := m.o.Vocabulary.Fact(facts.Place).Values
	doc.keep("service_areas", func(o *object) bool {
		i := slices.IndexFunc(areas, func(v facts.Value) bool { return v.Label.In(m.tag) == o.look("name") || v.ID == o.look("name") })
		if i < 0 {
			return true
		}
		s.Area = append(s.Area, areas[i].ID)
		return false
	})
}

// answer reads yes or no, and takes it out.
func (m *mapper) answer(doc *object, key string, out *directory.Answer) bool {
	text := doc.look(key)
	if text == "" || out.UnmarshalText([]byte(text)) != nil {
		return false
	}
	doc.drop(key)
	return true
}

func (m *mapper) ownAccess(doc *object, s *directory.Service) bool {
	step := m.answer(doc, "step_free", &s.Access.StepFree)
	m.answer(doc, "sign_language", &s.Access.SignLanguage)
	m.answer(doc, "easy_to_read", &s.Access.EasyToRead)
	note := doc.take("access_note")
	s.Access.Note = m.text(note)
	return step || note != "" || m.ours
}

// ownFields are fields of our profile that are worked out anew or that a source may not say of itself.
var ownFields = []string{"role", "confidential", "x_confidential", "is_confidential", "state_now", "time_zone", "sources",
	"verified_on", "confidence", "field_evidence", "origin"}

func (m *mapper) ownEvidence(doc *object, s *directory.Service) {
	if m.o.Ours {
		if role, ok := directory.RoleNamed(doc.look("role")); ok {
			s.Role = role
		}
		s.Origin = doc.look("origin")
		if e := m.evidenceIn(doc); e != nil {
			s.Source, s.CheckedOn, s.Confidence = e.Source, e.CheckedOn, e.Confidence
		}
		if all := doc.child("field_evidence"); all != nil {
			s.Evidence = map[string]directory.Evidence{}
			for _, f := range all.fields {
				if e := m.evidenceIn(f.value.sub); e != nil {
					s.Evidence[f.key] = *e
				}
			}
		}
	}
	doc.drop(ownFields...)
	doc.keep("conflicts", func(c *object) bool {
		s.Conflicts = append(s.Conflicts,
			directory.Conflict{Field: c.look("field"), Says: m.text(c.look("says")), Sources: c.texts("sources")})
		return false
	})
}

func (m *mapper) evidenceIn(o *object) *directory.Evidence {
	if o == nil || !o.has("sources") {
		return nil
	}
	var e directory.Evidence
	if e.CheckedOn.UnmarshalText([]byte(o.look("verified_on"))) != nil {
		return nil
	}
	if e.Confidence.UnmarshalText([]byte(o.look("confidence"))) != nil {
		return nil
	}
	e.Source = o.texts("sources")
	return &e
}

func (m *mapper) placeEvidence(l *object) (e *directory.Evidence) {
	if m.o.Ours {
		e = m.evidenceIn(l)
	}
	l.drop("confidential", "known_address", "sources", "verified_on", "confidence")
	return e
}

// aside writes what is left of a document, in the shape of HSDS 3.1.
func (m *mapper) aside(doc *object) string {
	for _, at := range doc.items("service_at_locations") { // an empty list is nothing to keep
		at.strip("")
	}
	if !doc.strip("") {
		return ""
	}
	m.fit(doc, serviceForm, "services")
	if !doc.strip("") {
		return ""
	}
	out := nestedIn(doc).appendJSON(nil)
	if !json.Valid(out) { // cannot be; what is set aside must never stop the rest
		m.find("services", "", Unclear, "what is left of it could not be set aside", "", "")
		return ""
	}
	return string(out)
}
