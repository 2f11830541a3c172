package export

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// leaflet is what may be told of a service to anyone, in one language, every text cleaned. It is the only thing that the
// forms read.
type leaflet struct {
	id, page                          string
	name, aka, tell, does             string
	organisation, orgWeb, orgEmail    string
	role                              string
	contacts                          []contact
	places                            []place
	areas                             []string // of places whose address is protected
	schedule                          *hours.Schedule
	hours, hoursSaid                  string
	state                             directory.State
	languages, otherLanguages         []string
	fileLanguages, offers, area       []string
	interpreters, cost                string
	fees, apply, wait                 string
	audience                          audience
	stepFree, signLanguage, easyRead  string
	accessNote                        string
	notes                             []string
	conflicts                         [][]string // field and what another source says
	byPhone                           bool
	checkedOn, confidence, modifiedOn string
	sources                           []string
}

// contact is one way to reach a service.
type contact struct {
	kind                    directory.ChannelKind
	value, extension, label string
	schedule                *hours.Schedule // nil: the service's
	hours                   string
}

// number is what to dial, as it is written in the directory.
func (c contact) number() string {
	if c.extension == "" {
		return c.value
	}
	return c.value + " ext. " + c.extension
}

// place is where a service may be visited.
type place struct {
	name, street, postcode, town, region, country string
	point                                         *directory.Point // nil: not known
}

// audience is who a service is for.
type audience struct {
	who, ages, children, minors                                   string
	speakers, genders, residence, residenceBarrier, circumstances []string
}

// leafletOf picks what may be told. Ids of places stay here, because one may betray what a confidential place is called;
// so does a postal address beside a confidential place, because nobody can tell from here whether the two are the same.
func leafletOf(s *directory.Service, o Options) *leaflet {
	text := func(t lang.Text) string { return clean(t.In(o.Language)) }
	l := &leaflet{
		id: cleanLine(s.ID), page: pageOf(s.ID, o),
		name: cleanLine(text(s.Name)), aka: cleanLine(text(s.Aka)), tell: text(s.Neutral), does: text(s.Does),
		role: s.Role.String(), schedule: s.Hours, hours: cleanLine(s.HoursText), hoursSaid: clean(s.HoursSaid),
		state:     s.At(o.At, o.zone()),
		languages: cleanAll(s.Languages), otherLanguages: cleanAll(s.OtherLanguages),
		fileLanguages: cleanAll(s.FileLanguages), offers: cleanAll(s.Offers), area: cleanAll(s.Area),
		interpreters: s.Interpreters.String(), cost: s.Cost.String(),
		fees: text(s.Fees), apply: text(s.Apply), wait: text(s.Wait),
		audience: audienceOf(s.For, text),
		stepFree: s.Access.StepFree.String(), signLanguage: s.Access.SignLanguage.String(),
		easyRead: s.Access.EasyToRead.String(), accessNote: text(s.Access.Note),
		byPhone: s.ByPhone(), checkedOn: cleanLine(string(s.CheckedOn)), confidence: s.Confidence.String(),
		modifiedOn: cleanLine(s.Modified), sources: cleanAll(s.Source),
	}
	if s.Org != nil {
		l.organisation, l.orgWeb, l.orgEmail = cleanLine(text(s.Org.Name)), cleanLine(s.Org.Web), cleanLine(s.Org.Email)
	}
	for i := range s.Channels {
		if c := &s.Channels[i]; c.Kind != directory.Post || !s.Confidential() {
			l.contacts = append(l.contacts, contact{c.Kind, cleanLine(c.Value), cleanLine(c.Extension),
				cleanLine(text(c.Label)), c.Hours, cleanLine(c.HoursText)})
		}
	}
	for _, p := range s.Places {
		l.places = append(l.places, placeOf(p, text))
	}
	for _, p := range s.Hidden {
		l.areas = append(l.areas, cleanLine(text(p.Area)))
	}
	for _, n := range s.Notes {
		l.notes = append(l.notes, text(n))
	}
	for _, c := range s.Conflicts {
		l.conflicts = append(l.conflicts, []string{clean(c.Field), text(c.Says)})
	}
	return l
}

func audienceOf(a directory.Audience, text func(lang.Text) string) audience {
	out := audience{
		who: text(a.Who), children: a.Children.String(), minors: a.Minors.String(),
		speakers: cleanAll(a.Speakers), genders: cleanAll(a.Genders), residence: cleanAll(a.Residence),
		residenceBarrier: cleanAll(a.ResidenceBarrier), circumstances: cleanAll(a.Circumstances),
	}
	if a.Ages != nil {
		out.ages = "from " + ageText(a.Ages.From) + " to " + ageText(a.Ages.To)
	}
	return out
}

func ageText(years int) string {
	if years == 0 {
		return "unknown"
	}
	return strconv.Itoa(years)
}

func placeOf(p *directory.Place, text func(lang.Text) string) place {
	out := place{cleanLine(text(p.Name)), cleanLine(text(p.Street)), cleanLine(p.Postcode), cleanLine(text(p.Town)),
		cleanLine(p.Region), cleanLine(p.Country), nil}
	if p.Point != nil && known(*p.Point) {
		out.point = p.Point
	}
	return out
}

// known tells whether a point can be one. The point at 0, 0 lies in the ocean: it is what two empty fields become.
func known(p directory.Point) bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180 && (p.Lat != 0 || p.Lon != 0)
}

// address is the place on one line.
func (p place) address() string {
	var parts []string
	for _, part := range []string{p.name, p.street, strings.TrimSpace(p.postcode + " " + p.town), p.region, p.country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// numbers lists what may be dialled, in the order of the directory.
func (l *leaflet) numbers() []string {
	var out []string
	for _, c := range l.contacts {
		if c.kind == directory.Phone || c.kind == directory.SMS {
			out = append(out, c.number())
		}
	}
	return out
}

// values lists the ways of a kind.
func (l *leaflet) values(kind directory.ChannelKind) []string {
	var out []string
	for _, c := range l.contacts {
		if c.kind == kind {
			out = append(out, c.value)
		}
	}
	return out
}

// inWords says hours plainly; nothing when they are not known.
func inWords(s *hours.Schedule, tag lang.Tag) string {
	if s == nil {
		return ""
	}
	return clean(s.Explain(string(tag)))
}

func pageOf(id string, o Options) string {
	if o.Pages == "" {
		return ""
	}
	return webAddress(strings.TrimSuffix(o.Pages, "/") + "/" + url.PathEscape(id))
}

func cleanAll(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, cleanLine(s))
	}
	return out
}
