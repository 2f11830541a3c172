package hsds

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// Options is how services are written.
type Options struct {
	// Language is the one in which texts are written, because HSDS has one text where we have several. A text that does
	// not exist in it is written in one that it exists in.
	Language lang.Tag
	// Namespace is what ids are made from where a service came with no import of its own: the pack.
	Namespace string
	// Region and Country, two letters, are where the pack is. HSDS wants both in every address, and the pack's own
	// places need not say them. An imported place has its own or none.
	Region  lang.Text
	Country string
	// Vocabulary names the ids of needs, languages and areas; without it they stand for themselves.
	Vocabulary *facts.Vocabulary
	// Words are the sentences that stand in for a bare yes or no; without them there are none.
	Words lang.Printer
	// Zone is where hours are meant.
	Zone *time.Location
	// At is the moment of state_now. Zero, as it should be in a file that is kept: no state.
	At time.Time
}

// writer is one service on its way to a document.
type writer struct {
	Options
	s    *directory.Service
	from string // namespace of its ids
	id   string
	doc  Service
	made map[UUID]int // ids of rows, to tell two equal ones apart
}

// FromService writes a service that has been resolved, with everything it refers to, as a document of HSDS 3.1 and our
// profile. What its source said besides (Aside) is put back, except at and around a confidential place.
func FromService(s *directory.Service, o Options) Service {
	w := newWriter(s, o)
	w.single()
	w.languages()
	w.areas()
	w.schedules()
	w.places()
	w.doc.Attributes = w.attributes()
	w.putBack(s.Aside)
	w.standIns()
	return w.doc
}

// InBrief is FromService without what Brief leaves out, for lists.
func InBrief(s *directory.Service, o Options) Service {
	w := newWriter(s, o)
	w.single()
	w.putBack(s.Aside)
	w.standIns()
	return Brief(w.doc)
}

func newWriter(s *directory.Service, o Options) *writer {
	if o.Language == "" {
		o.Language = lang.Interface()[0]
	}
	w := &writer{Options: o, s: s, from: origin(s, o.Namespace), made: map[UUID]int{}}
	w.id = ID(KindService, w.from, s.ID)
	return w
}

// single writes what there is one of, and the channels, of which some are.
func (w *writer) single() {
	s := w.s
	w.doc = Service{
		ID: w.id, Name: w.text(s.Name), AlternateName: w.text(s.Aka), Description: w.text(s.Does),
		ApplicationProcess: w.text(s.Apply), FeesDescription: w.text(s.Fees), WaitTime: w.text(s.Wait),
		EligibilityDescription: w.text(s.For.Who),
		LastModified:           dateTime(s.Modified),
	}
	if _, precision := s.CheckedOn.Time(); precision == 3 {
		w.doc.AssuredDate = string(s.CheckedOn)
	}
	if a := s.For.Ages; a != nil {
		w.doc.MinimumAge, w.doc.MaximumAge = years(a.From), years(a.To)
	}
	if s.Organisation != "" {
		w.doc.OrganizationID = ID(KindOrganization, w.from, s.Organisation)
	}
	if s.Org != nil && len(s.Org.Name) > 0 {
		organization := w.organization(s.Org)
		w.doc.Organization = &organization
	}
	w.channels()
	w.doc.ServiceProfile = w.profile()
}

// FromOrganisation writes an organisation. The origin is the import it came with, or empty.
func FromOrganisation(org *directory.Organisation, origin string, o Options) Organization {
	from := origin
	if from == "" {
		from = o.Namespace
	}
	w := &writer{Options: o, from: from}
	return w.organization(org)
}

func (w *writer) organization(o *directory.Organisation) Organization {
	return Organization{
		ID: ID(KindOrganization, w.from, o.ID), Name: w.text(o.Name), AlternateName: w.text(o.Aka),
		Description: w.text(o.Does), Website: webAddress(o.Web), Email: email(o.Email),
	}
}

// standIns puts sentences where HSDS has a text and we know only yes or no, and nobody wrote one. An import gets none: no
// words are put into its mouth.
func (w *writer) standIns() {
	if w.doc.Status == "" {
		w.doc.Status = "active"
	}
	if w.s.Origin != "" {
		return
	}
	if w.doc.InterpretationServices == "" {
		w.doc.InterpretationServices = w.answer("hsds.interpreters", w.s.Interpreters)
	}
	if w.doc.FeesDescription == "" && w.s.Cost != directory.CostUnknown {
		w.doc.FeesDescription = w.say("hsds.cost." + w.s.Cost.String())
	}
}

// text is a text in the language of the writing, or else in any that it exists in.
func (w *writer) text(t lang.Text) string {
	if said := t.In(w.Language); said != "" {
		return said
	}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		if t[tag] != "" {
			return t[tag]
		}
	}
	return ""
}

func (w *writer) texts(list []lang.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, w.text(t))
	}
	return out
}

// say is one of our own sentences, or nothing.
func (w *writer) say(key string) string {
	if !w.Words.Has(key) {
		return ""
	}
	return w.Words.T(key)
}

// answer is the sentence for an answer that is known.
func (w *writer) answer(key string, a directory.Answer) string {
	if a == directory.Unknown {
		return ""
	}
	return w.say(key + "." + a.String())
}

// label is the name of a value of the vocabulary.
func (w *writer) label(k facts.Key, id string) string {
	if w.Vocabulary == nil {
		return id
	}
	return w.Vocabulary.Label(k, id, w.Language)
}

// row is the id of a row that HSDS has and we have not, made from what is in it: it stays the same while that does, in
// whatever order and language it is written.
func (w *writer) row(table string, parts ...string) string {
	return w.unique(made(append([]string{table, w.id}, parts...)...))
}

// unique tells apart two rows that are equal.
func (w *writer) unique(key UUID) string {
	n := w.made[key]
	w.made[key]++
	if n > 0 {
		key = made(key.String(), strconv.Itoa(n))
	}
	return key.String()
}

func years(n int) *float64 {
	if n == 0 {
		return nil
	}
	f := float64(n)
	return &f
}

// Brief is a service's document with only what there is one of, as HSDS has it in lists: no rows of other tables but
// its organization and program, and of those the same.
func Brief(doc Service) Service {
	doc.AdditionalUrls, doc.Phones, doc.Schedules, doc.ServiceAreas, doc.ServiceAtLocations = nil, nil, nil, nil, nil
	doc.Languages, doc.Funding, doc.CostOptions, doc.RequiredDocuments, doc.Contacts = nil, nil, nil, nil, nil
	doc.Capacities, doc.Attributes, doc.Metadata = nil, nil, nil
	if doc.Organization != nil {
		organization := BriefOrganization(*doc.Organization)
		doc.Organization = &organization
	}
	if doc.Program != nil {
		program := *doc.Program
		program.Attributes, program.Metadata = nil, nil
		doc.Program = &program
	}
	if doc.ServiceProfile != nil {
		profile := *doc.ServiceProfile
		profile.Channels, profile.Conflicts, profile.FieldEvidence = nil, nil, nil
		doc.ServiceProfile = &profile
	}
	return doc
}

// BriefOrganization is Brief for an organization.
func BriefOrganization(doc Organization) Organization {
	doc.AdditionalWebsites, doc.Funding, doc.Contacts, doc.Phones, doc.Locations = nil, nil, nil, nil, nil
	doc.Programs, doc.OrganizationIdentifiers, doc.Attributes, doc.Metadata = nil, nil, nil, nil
	return doc
}

// BriefLocation is Brief for a location.
func BriefLocation(doc Location) Location {
	doc.Languages, doc.Addresses, doc.Contacts, doc.Accessibility, doc.Phones = nil, nil, nil, nil, nil
	doc.Schedules, doc.Attributes, doc.Metadata = nil, nil, nil
	return doc
}
