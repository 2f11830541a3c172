package pack

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

func (c *checker) directory() {
	lists := c.files.directory
	places := map[string]bool{}
	for _, p := range lists.Places {
		places[p.ID] = true
		if p.Evidence != nil {
			c.cited("places["+p.ID+"]", "evidence.source", p.Evidence.Source)
		}
	}
	for _, p := range lists.ConfidentialPlaces {
		if places[p.ID] {
			c.at("confidential_places["+p.ID+"]", "", "is a known place too", "a confidential place has no address: remove the other")
		}
		places[p.ID] = true
		if street := streetIn(p.Area); street != "" {
			c.at("confidential_places["+p.ID+"]", "area", fmt.Sprintf("looks like an address: %q", street), "name a region at most")
		}
	}
	for i := range lists.Services {
		c.service(&lists.Services[i], places)
	}
}

func (c *checker) service(s *directory.Service, places map[string]bool) {
	part := "services[" + s.ID + "]"
	c.address(part, s.ID)
	if s.Org == nil {
		c.at(part, "organisation", "the organisation "+s.Organisation+" does not exist", "add it to organisations")
	}
	for _, id := range s.PlaceIDs {
		if !places[id] {
			c.at(part, "places", "the place "+id+" does not exist", "add it to places or confidential_places")
		}
	}
	if len(s.Neutral) == 0 && s.Role != directory.Tool {
		c.at(part, "neutral", "is missing", "say in a few words what it is, as one would to the person")
	}
	c.unwithheld(part, "neutral", s.Neutral)
	c.audience(part, s)
	c.evidence(part, s)
	for i := range s.Channels {
		c.channel(part, i, &s.Channels[i])
	}
	if why := confidentialFault(s); why != "" {
		c.at(part, "", why, "say nothing of where a confidential place is")
	}
}

func (c *checker) audience(part string, s *directory.Service) {
	c.values(part, "offers", facts.Needs, s.Offers)
	c.values(part, "for.speakers", facts.Speaker, s.For.Speakers)
	c.values(part, "for.genders", facts.Gender, s.For.Genders)
	c.values(part, "for.residence", facts.Residence, s.For.Residence)
	c.values(part, "for.residence_barrier", facts.Residence, s.For.ResidenceBarrier)
	c.values(part, "for.circumstances", facts.Circumstances, s.For.Circumstances)
	c.values(part, "file_languages", facts.FileLanguage, s.FileLanguages)
	c.values(part, "languages", facts.Languages, s.Languages)
	c.values(part, "area", facts.Place, s.Area)
}

// evidenceFields are the fields that may have evidence of their own.
var evidenceFields = []string{"name", "does", "offers", "for", "languages", "interpreters", "file_languages", "area",
	"cost", "access", "places", "address", "hours", "channels", "phone", "email", "web", "chat", "form", "notes"}

func (c *checker) evidence(part string, s *directory.Service) {
	c.cited(part, "source", s.Source)
	for field, e := range s.Evidence {
		if !slices.Contains(evidenceFields, field) {
			c.at(part, "evidence."+field, "is not a field that has evidence", "use one of "+strings.Join(evidenceFields, ", "))
		}
		c.cited(part, "evidence."+field+".source", e.Source)
	}
	for i, conflict := range s.Conflicts {
		path := fmt.Sprintf("conflicts[%d]", i)
		if !slices.Contains(evidenceFields, conflict.Field) {
			c.at(part, path+".field", "is not a field", "use one of "+strings.Join(evidenceFields, ", "))
		}
		c.cited(part, path+".sources", conflict.Sources)
	}
}

func (c *checker) channel(part string, i int, ch *directory.Channel) {
	path := fmt.Sprintf("channels[%d].value", i)
	switch ch.Kind {
	case directory.Phone, directory.SMS:
		if !validNumber(ch.Value, c.p.Info.Country) {
			c.at(part, path, fmt.Sprintf("%q is not a telephone number of %s", ch.Value, c.p.Info.Country),
				"write it as it is dialled there, such as 02 539 27 44 or 112")
		}
	case directory.Email:
		if a, err := mail.ParseAddress(ch.Value); err != nil || a.Address != ch.Value {
			c.at(part, path, fmt.Sprintf("%q is not an e-mail address", ch.Value), "correct it")
		}
	case directory.Chat, directory.Form, directory.Web:
		c.url(part, path, ch.Value)
	}
}

// validNumber tells whether a number can be dialled in a country, short numbers included.
func validNumber(text, country string) bool {
	if strings.Trim(text, "0123456789 +") != "" {
		return false
	}
	number, err := phonenumbers.Parse(text, country)
	if err != nil {
		return false
	}
	return phonenumbers.IsValidNumberForRegion(number, country) || phonenumbers.IsValidShortNumberForRegion(number, country)
}

// street matches what looks like a street and number in French, Dutch or English.
var street = regexp.MustCompile(`(?i)\b(rue|avenue|boulevard|chaussée|quai|square|[a-zé-]*(straat|laan|plein|steenweg|kaai)|[a-z]+ street)\b[^.;]{0,40}\d+|\d+[a-z]?,? (rue|avenue|boulevard|chaussée|quai)\b`)

func streetIn(t lang.Text) string {
	for _, tag := range lang.Interface() {
		if found := street.FindString(t[tag]); found != "" {
			return found
		}
	}
	return ""
}
