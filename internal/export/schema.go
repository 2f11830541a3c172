package export

import (
	"bufio"
	"encoding/json"
	"io"
	"net/url"
	"slices"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
)

const schemaContext = "https://schema.org"

// linkedService is a Service of schema.org. It claims no narrower type: nothing here tells a charity from an authority.
type linkedService struct {
	Context  string          `json:"@context,omitempty"`
	Type     string          `json:"@type"`
	ID       string          `json:"identifier"`
	URL      string          `json:"url,omitempty"`
	Name     string          `json:"name"`
	Aka      string          `json:"alternateName,omitempty"`
	Does     string          `json:"description,omitempty"`
	Provider *linkedProvider `json:"provider,omitempty"`
	Audience *linkedAudience `json:"audience,omitempty"`
	Hours    []linkedHours   `json:"hoursAvailable,omitempty"`
	Channels []linkedChannel `json:"availableChannel,omitempty"`
}

type linkedProvider struct {
	Type  string `json:"@type"`
	Name  string `json:"name"`
	URL   string `json:"url,omitempty"`
	Email string `json:"email,omitempty"`
}

type linkedAudience struct {
	Type string `json:"@type"`
	Who  string `json:"audienceType"`
}

type linkedChannel struct {
	Type      string         `json:"@type"`
	Name      string         `json:"name,omitempty"`
	Languages []string       `json:"availableLanguage,omitempty"`
	Phone     *linkedContact `json:"servicePhone,omitempty"`
	SMS       *linkedContact `json:"serviceSmsNumber,omitempty"`
	URL       string         `json:"serviceUrl,omitempty"`
	Location  *linkedPlace   `json:"serviceLocation,omitempty"`
}

type linkedContact struct {
	Type      string        `json:"@type"`
	Telephone string        `json:"telephone"`
	Kind      string        `json:"contactType,omitempty"`
	Languages []string      `json:"availableLanguage,omitempty"`
	Hours     []linkedHours `json:"hoursAvailable,omitempty"`
}

type linkedPlace struct {
	Type    string        `json:"@type"`
	Name    string        `json:"name,omitempty"`
	Address linkedAddress `json:"address"`
	Geo     *linkedPoint  `json:"geo,omitempty"`
}

type linkedAddress struct {
	Type     string `json:"@type"`
	Street   string `json:"streetAddress,omitempty"`
	Postcode string `json:"postalCode,omitempty"`
	Town     string `json:"addressLocality,omitempty"`
	Region   string `json:"addressRegion,omitempty"`
	Country  string `json:"addressCountry,omitempty"`
}

type linkedPoint struct {
	Type string `json:"@type"`
	Lat  degree `json:"latitude"`
	Lon  degree `json:"longitude"`
}

type linkedHours = hours.OpeningHoursSpecification

// SchemaOrg returns a service as linked data for its page. The bytes are safe inside a script element: json.Marshal
// writes <, >, &, U+2028 and U+2029 as escapes.
func SchemaOrg(s *directory.Service, o Options) ([]byte, error) {
	linked := linkedOf(leafletOf(s, o), o)
	linked.Context = schemaContext
	return json.Marshal(linked)
}

// writeSchemaOrg writes all services as one graph.
func writeSchemaOrg(w io.Writer, services Services, o Options) error {
	out := bufio.NewWriter(w)
	out.WriteString(`{"@context":"` + schemaContext + `","@graph":[`)
	separator := "\n"
	for s, err := range services {
		if err != nil {
			return err
		}
		line, err := json.Marshal(linkedOf(leafletOf(s, o), o))
		if err != nil {
			return err
		}
		out.WriteString(separator)
		out.Write(line)
		separator = ",\n"
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

func linkedOf(l *leaflet, o Options) linkedService {
	linked := linkedService{
		Type: "Service", ID: l.id, URL: l.page, Name: l.name, Aka: l.aka, Does: l.does,
		Hours: linkedHoursOf(l.schedule, o), Channels: l.linkedChannels(o),
	}
	if l.organisation != "" {
		linked.Provider = &linkedProvider{"Organization", l.organisation, webAddress(l.orgWeb), l.orgEmail}
	}
	if l.audience.who != "" {
		linked.Audience = &linkedAudience{"Audience", l.audience.who}
	}
	return linked
}

// linkedHoursOf gives the hours in the words of schema.org. Where those cannot say all, the hours are given as a
// sentence: hours that left out "not known on public holidays" would send someone to a closed door.
func linkedHoursOf(s *hours.Schedule, o Options) []linkedHours {
	if s == nil {
		return nil
	}
	list, lost := s.ToSchemaOrg()
	if len(lost) > 0 {
		return []linkedHours{{Type: "OpeningHoursSpecification", Description: inWords(s, o.Language)}}
	}
	for i := range list {
		list[i].Description = clean(list[i].Description)
	}
	return list
}

func (l *leaflet) linkedChannels(o Options) []linkedChannel {
	languages := slices.Concat(l.languages, l.otherLanguages)
	var out []linkedChannel
	for _, c := range l.contacts {
		channel := linkedChannel{Type: "ServiceChannel", Name: c.label, Languages: languages}
		switch c.kind {
		case directory.Phone:
			channel.Phone = &linkedContact{"ContactPoint", c.number(), c.label, languages, linkedHoursOf(c.schedule, o)}
		case directory.SMS:
			channel.SMS = &linkedContact{"ContactPoint", c.number(), c.label, languages, linkedHoursOf(c.schedule, o)}
		case directory.Email:
			channel.URL = "mailto:" + url.PathEscape(c.value)
		case directory.Web, directory.Chat, directory.Form:
			channel.URL = webAddress(c.value)
		}
		if channel.Phone != nil || channel.SMS != nil || channel.URL != "" {
			out = append(out, channel)
		}
	}
	for _, p := range l.places {
		out = append(out, linkedChannel{Type: "ServiceChannel", Languages: languages, Location: p.linked()})
	}
	return out
}

func (p place) linked() *linkedPlace {
	address := linkedAddress{"PostalAddress", p.street, p.postcode, p.town, p.region, p.country}
	out := &linkedPlace{"Place", p.name, address, nil}
	if p.point != nil {
		out.Geo = &linkedPoint{"GeoCoordinates", degree(p.point.Lat), degree(p.point.Lon)}
	}
	return out
}
