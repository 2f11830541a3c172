package hsds

import (
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// places reads where a service may be visited. Confidential places have been taken out before.
func (m *mapper) places(doc *object, s *directory.Service) []directory.Place {
	var list []directory.Place
	var access accessSaid
	doc.keep("service_at_locations", func(at *object) bool {
		l := at.child("location")
		if l == nil {
			if id := at.look("location_id"); id != "" {
				m.find("service_at_locations", "location_id", Unclear, "no location has this id", id, "")
			}
			return at.strip("")
		}
		for _, known := range list {
			if known.ID != "" && known.ID == l.look("id") {
				m.find("service_at_locations", "location_id", Fixed, "the service was at this location twice", known.ID, "")
				return false
			}
		}
		l.repeats(s)
		p := m.place(l)
		m.access(l, &access)
		m.spoken(l, s)
		list = append(list, p)
		if l.strip("location") {
			l.put("id", textOf(p.ID))
		} else {
			at.drop("location")
		}
		at.drop("location_id")
		return at.strip("")
	})
	m.accessible(doc, s, &access, len(list))
	return list
}

// repeats takes out of a location what only says again what its service says: older exports copy one to the other.
func (o *object) repeats(s *directory.Service) {
	for _, text := range []lang.Text{s.Does, s.Aka} {
		for _, said := range text {
			for _, key := range []string{"description", "alternate_name"} {
				if o.look(key) == said {
					o.drop(key)
				}
			}
		}
	}
}

// place reads a location.
func (m *mapper) place(l *object) directory.Place {
	p := directory.Place{ID: l.take("id"), Name: m.text(l.take("name")), Transport: m.text(l.take("transportation"))}
	var address *object
	for _, a := range l.items("addresses") {
		kind := strings.ToLower(a.look("address_type"))
		if kind != "postal" && kind != "virtual" && (address == nil || !address.has("address_1") && a.has("address_1")) {
			address = a
		}
	}
	if known := l.child("known_address"); address == nil && known != nil {
		address = known
		l.drop("description") // the same in words
	}
	if address != nil {
		m.address(address, &p)
	} else if l.has("addresses") {
		m.find("addresses", "address_type", Unclear, "the only address is one for letters; it was set aside", "", "")
	}
	l.keep("addresses", func(a *object) bool {
		if !a.strip("") {
			return false
		}
		if a == address {
			a.put("address_1", textOf(p.Street.In(m.tag))) // which address it is about
		}
		return true
	})
	p.Point = m.point(l)
	if p.ID == "" {
		p.ID = made(string(KindLocation), m.o.Name, m.id, p.Name.In(m.tag), p.Street.In(m.tag), p.Postcode).String()
		m.find("locations", "id", Fixed, "it has no id; one was made", "", p.ID)
	}
	if kind := strings.ToLower(l.look("location_type")); kind == "physical" || kind == "virtual" || kind == "" {
		l.drop("location_type") // plain from whether there is an address
	}
	p.Evidence = m.placeEvidence(l)
	return p
}

// address reads an address of a place that may be visited.
func (m *mapper) address(a *object, p *directory.Place) {
	var lines []string
	for _, key := range []string{"address_1", "address_2", "address_3", "address_4"} {
		if line := a.take(key); line != "" {
			lines = append(lines, line)
		}
	}
	p.Street = m.text(strings.Join(lines, ", "))
	p.Postcode, p.Town = a.take("postal_code"), m.text(a.take("city"))
	if p.Region = a.take("state_province"); p.Region == "" {
		p.Region = a.take("region")
	}
	p.Country = m.country(a)
	a.drop("address_type")
}

// country reads a country as two letters. Other spellings are set aside.
func (m *mapper) country(a *object) string {
	text := a.take("country")
	switch lower := strings.ToLower(text); lower {
	case "":
	case "usa", "united states", "united states of america", "u.s.", "u.s.a.":
		return m.countryFixed(text, "US")
	case "belgium", "belgique", "belgië", "belgie", "bel":
		return m.countryFixed(text, "BE")
	case "united kingdom", "great britain", "england", "uk", "gbr":
		return m.countryFixed(text, "GB")
	default:
		if len(text) != 2 || strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz") != "" {
			m.find("addresses", "country", Unclear, "this is not a country in two letters; it was set aside", text, "")
			a.put("country", textOf(text))
			return ""
		}
		if upper := strings.ToUpper(text); upper != text {
			return m.countryFixed(text, upper)
		}
	}
	return text
}

func (m *mapper) countryFixed(from, to string) string {
	m.find("addresses", "country", Fixed, "a country is written in two letters", from, to)
	return to
}

// point reads coordinates. Those that cannot be true are unknown: a wrong spot on a map sends people there.
func (m *mapper) point(l *object) *directory.Point {
	latText, lonText := l.take("latitude"), l.take("longitude")
	if latText == "" && lonText == "" {
		return nil
	}
	wrong := func(why string) *directory.Point {
		m.find("locations", "latitude", Dropped, why, latText+", "+lonText, "")
		return nil
	}
	lat, okLat := numeric(latText)
	lon, okLon := numeric(lonText)
	switch {
	case !okLat || !okLon:
		return wrong("these are not two numbers; the point is unknown")
	case lat == 0 && lon == 0:
		return wrong("this is the sea off Africa; the point is unknown")
	case lat < -90 || lat > 90:
		return wrong("the latitude is beyond a pole, or the two are swapped; the point is unknown")
	case lon < -180 || lon > 180:
		return wrong("the longitude is out of range; the point is unknown")
	case m.o.Bounds != nil && !m.o.Bounds.has(lat, lon) && m.o.Bounds.has(lon, lat):
		return wrong("latitude and longitude are swapped; the point is unknown")
	case m.o.Bounds != nil && !m.o.Bounds.has(lat, lon):
		m.find("locations", "latitude", Unclear, "the point lies outside the region", latText+", "+lonText, "")
	}
	return &directory.Point{Lat: lat, Lon: lon}
}

// Bounds is a part of the earth, in degrees.
type Bounds struct{ South, West, North, East float64 }

func (b *Bounds) has(lat, lon float64) bool {
	return lat >= b.South && lat <= b.North && lon >= b.West && lon <= b.East
}

// accessSaid gathers what the places of a service say of their access.
type accessSaid struct {
	notes    []string
	stepFree int // places that plainly say so
}

// stepFree are words that plainly say that one can come in without steps.
var stepFreeWords = []string{"wheelchair", "handicap accessible", "handicapped accessible", "step-free", "step free", "no steps",
	"accessible pmr", "acces pmr", "accessible aux pmr", "fauteuil roulant", "chaise roulante", "personnes a mobilite reduite",
	"rolstoel", "drempelvrij", "silla de ruedas"}

// notWords turn the above round.
var notWords = []string{"not ", "no wheelchair", "non ", "non-", "pas ", "niet ", "geen ", "inaccessible", "partial", "limited",
	"partiel", "gedeeltelijk", "inadapte", "without"}

// access reads what a location says of its access. What does not plainly say that there are no steps stays a text.
func (m *mapper) access(l *object, said *accessSaid) {
	free := false
	l.keep("accessibility", func(a *object) bool {
		text := a.take("description")
		if text == "" {
			text = a.take("accessibility")
		}
		if details := a.take("details"); details != "" {
			if text != "" {
				text += ". "
			}
			text += details
		}
		said.notes = append(said.notes, text)
		free = free || plainlySays(text, stepFreeWords, notWords)
		if !a.strip("") {
			return false
		}
		a.put("description", textOf(text)) // what it is about
		return true
	})
	for _, text := range l.texts("accessibility") {
		said.notes = append(said.notes, text)
		free = free || plainlySays(text, stepFreeWords, notWords)
	}
	if free {
		said.stepFree++
	}
}

// accessible sums up: step-free only when every place says so.
func (m *mapper) accessible(doc *object, s *directory.Service, said *accessSaid, places int) {
	notes := distinct(said.notes)
	if m.ownAccess(doc, s) {
		return
	}
	s.Access.Note = m.text(strings.Join(notes, "\n"))
	switch {
	case said.stepFree > 0 && said.stepFree == places:
		s.Access.StepFree = directory.Yes
	case said.stepFree > 0:
		m.find("accessibility", "description", Unclear, "not every place of the service says that it has no steps", "", "")
	}
}
