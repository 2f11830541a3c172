package hsds

import (
	"math"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
)

// service maps a document whose confidential places have been taken out.
func (m *mapper) service(doc *object, hidden []directory.ConfidentialPlace) (r directory.Record, keep bool) {
	s := &r.Service
	if !m.status(doc, s) || !m.identity(doc, s) {
		return r, false
	}
	r.Organisation = m.organisation(doc)
	s.Organisation = r.Organisation.ID
	s.Aka = m.text(doc.take("alternate_name"))
	s.Does = m.text(doc.take("description"))
	s.Neutral = m.text(doc.take("neutral_description"))
	s.Apply = m.text(doc.take("application_process"))
	s.Wait = m.text(doc.take("wait_time"))
	m.audience(doc, s)
	m.cost(doc, s)
	m.channels(doc, &r)
	m.languages(doc, s)
	m.terms(doc, s)
	m.hours(doc, s)
	r.ConfidentialPlaces = hidden
	r.Places = m.places(doc, s)
	for _, p := range r.Places {
		s.PlaceIDs = append(s.PlaceIDs, p.ID)
	}
	for _, p := range hidden {
		s.PlaceIDs = append(s.PlaceIDs, p.ID)
	}
	m.notes(doc, s)
	m.evidence(doc, s)
	s.Aside = m.aside(doc)
	return r, true
}

// status tells whether a service is still offered.
func (m *mapper) status(doc *object, s *directory.Service) bool {
	status := strings.ToLower(doc.look("status"))
	switch status {
	case "", "active":
		doc.drop("status")
	case "inactive", "defunct", "closed", "deleted":
		m.find("services", "", Dropped, "it is not offered any more ("+status+")", "", "")
		return false
	case "temporarily closed":
		s.Notes = append(s.Notes, m.text(temporarilyClosed[m.word()]))
	default:
		m.find("services", "status", Unclear, "HSDS does not know this status; the service was kept", status, "")
	}
	return true
}

var temporarilyClosed = map[string]string{
	"en": "Closed for the time being.", "fr": "Fermé pour le moment.", "nl": "Voorlopig gesloten.",
}

// word is the language for words of our own.
func (m *mapper) word() string {
	if _, ok := temporarilyClosed[string(m.tag)]; ok {
		return string(m.tag)
	}
	return "en"
}

// identity reads what a service must have. A missing id is made of what is there, so that it is the same next time.
func (m *mapper) identity(doc *object, s *directory.Service) bool {
	name := doc.take("name")
	if name == "" {
		if name = doc.take("alternate_name"); name == "" {
			m.find("services", "", Dropped, "it has no name", "", "")
			return false
		}
		m.find("services", "name", Fixed, "its other name was taken for the name that it has not", "", name)
	}
	if s.ID = doc.take("id"); s.ID == "" {
		s.ID = made(string(KindService), m.o.Name, name, doc.look("organization_id"), doc.look("description")).String()
		m.id = s.ID
		m.find("services", "id", Fixed, "it has no id; one was made", "", s.ID)
	}
	s.Name = m.text(name)
	s.Origin = m.o.Name
	return true
}

// organisation reads who offers the service. One that is only named by its id is known by that alone.
func (m *mapper) organisation(doc *object) directory.Organisation {
	id := doc.take("organization_id")
	org := doc.child("organization")
	if org == nil {
		switch {
		case id == "":
			m.find("services", "organization_id", Unclear, "no organisation is named", "", "")
		default:
			m.find("services", "organization_id", Unclear, "no organisation has this id", id, "")
		}
		return directory.Organisation{ID: id}
	}
	o := directory.Organisation{
		ID:   org.take("id"),
		Name: m.text(org.take("name")), Aka: m.text(org.take("alternate_name")), Does: m.text(org.take("description")),
	}
	if o.ID == "" {
		o.ID = id
	}
	if o.ID == "" && o.Name != nil {
		o.ID = made(string(KindOrganization), m.o.Name, o.Name.In(m.tag)).String()
		m.find("organizations", "id", Fixed, "it has no id; one was made", "", o.ID)
	}
	o.Web = m.web(org, "organizations", "website")
	if o.Web == "" {
		o.Web = m.web(org, "organizations", "url")
	}
	if list := m.emails(org, "organizations"); len(list) > 0 {
		o.Email = list[0]
		if len(list) > 1 {
			org.put("email", textOf(strings.Join(list[1:], ", ")))
		}
	}
	return o
}

// audience reads who a service is for.
func (m *mapper) audience(doc *object, s *directory.Service) {
	var who []string
	if text := doc.take("eligibility_description"); text != "" {
		who = append(who, text)
	}
	for _, item := range doc.items("eligibility") {
		if text := item.take("eligibility"); text != "" {
			who = append(who, text)
		}
	}
	if text := doc.take("eligibility"); text != "" {
		who = append(who, text)
	}
	who = append(who, doc.texts("eligibility")...)
	s.For.Who = m.text(strings.Join(distinct(who), "\n"))
	ages := directory.Ages{From: m.age(doc, "minimum_age"), To: m.age(doc, "maximum_age")}
	if ages.To > 0 && ages.From > ages.To {
		m.find("services", "minimum_age", Unclear, "it is above the maximum age; both were left out", "", "")
		ages = directory.Ages{}
	}
	if ages != (directory.Ages{}) {
		s.For.Ages = &ages
	}
	m.ownAudience(doc, s)
}

// age reads an age in whole years.
func (m *mapper) age(doc *object, key string) int {
	text := doc.take(key)
	if text == "" {
		return 0
	}
	n, ok := numeric(text)
	if !ok || n < 0 || n > 150 {
		m.find("services", key, Dropped, "this is not an age", text, "")
		return 0
	}
	if n != math.Trunc(n) {
		m.find("services", key, Fixed, "only whole years are kept", text, "")
	}
	return int(n)
}

// notes reads what a source says beside everything else.
func (m *mapper) notes(doc *object, s *directory.Service) {
	texts := doc.texts("service_notes")
	if alert := doc.take("alert"); alert != "" {
		texts = append(texts, alert)
	}
	for _, text := range distinct(texts) {
		if len(s.Notes) == 0 || s.Notes[0].In(m.tag) != text {
			s.Notes = append(s.Notes, m.text(text))
		}
	}
}

// evidence reads when a service was last looked at. What others say of how sure they are is not taken over.
func (m *mapper) evidence(doc *object, s *directory.Service) {
	s.Source, s.CheckedOn, s.Confidence = []string{m.o.Name}, "undated", directory.Low
	s.Modified = m.moment(doc, "last_modified")
	if day := m.day(doc, "assured_date"); day != "" {
		s.CheckedOn = directory.Date(day)
	} else if len(s.Modified) >= 10 {
		s.CheckedOn = directory.Date(s.Modified[:10])
	}
	m.ownEvidence(doc, s)
}

// moment reads a date with a time; a date alone is its first moment in UTC.
func (m *mapper) moment(doc *object, key string) string {
	text := doc.take(key)
	if text == "" {
		return ""
	}
	if _, err := time.Parse(time.RFC3339, text); err == nil {
		return text
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 MST", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			fixed := t.UTC().Format(time.RFC3339)
			m.find("services", key, Fixed, "a moment was written with its offset", text, fixed)
			return fixed
		}
	}
	m.find("services", key, Dropped, "this is not a moment such as 2026-03-08T10:00:00Z", text, "")
	return ""
}

func (m *mapper) day(doc *object, key string) string {
	text := doc.take(key)
	if text == "" {
		return ""
	}
	if len(text) >= 10 {
		if _, err := time.Parse(time.DateOnly, text[:10]); err == nil {
			return text[:10]
		}
	}
	m.find("services", key, Dropped, "this is not a day such as 2026-03-08", text, "")
	return ""
}

// distinct leaves out what has come before.
func distinct(list []string) []string {
	var out []string
next:
	for _, s := range list {
		for _, known := range out {
			if known == s {
				continue next
			}
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
