package hsds

import (
	"regexp"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// mapper turns documents into records, one after another. It takes out of each what the model has a place for; the rest
// is set aside. It belongs to one goroutine; what it remembers between documents is only what it worked out before.
type mapper struct {
	o      *ReadOptions
	tag    lang.Tag
	cross  *crosswalk
	tables map[string]string // what the source calls our tables
	count  bool              // whether rows are counted here, or were where they were read
	parser jsonParser
	key    []byte // of the timetable at hand
	times  map[string]timetable
	needs  map[directory.Term][]string

	// Of the document at hand.
	id    string
	row   int
	finds []Finding
	rows  []rowCount
	ours  bool // it is written in our profile
	timed bool // it says when it is open, if only in words
	// definitions is how many definitions of terms were left out.
	definitions int
	// secrets are what must not be said of its confidential places.
	secrets []*regexp.Regexp
}

// maxRemembered bounds what a mapper remembers.
const maxRemembered = 20_000

func newMapper(o *ReadOptions, cross *crosswalk, tables map[string]string, count bool) *mapper {
	return &mapper{o: o, tag: o.Language, cross: cross, tables: tables, count: count, parser: jsonParser{text: o.Limits.Text},
		times: map[string]timetable{}, needs: map[directory.Term][]string{}}
}

// mapped is what became of a document.
type mapped struct {
	record       directory.Record
	keep         bool
	confidential bool
	finds        []Finding
	rows         []rowCount
	secrets      []*regexp.Regexp
	timed        bool // it says when it is open
	definitions  int  // of terms, that were left out
}

// table is what the source calls a table.
func (m *mapper) table(name string) string {
	if theirs, ok := m.tables[name]; ok {
		return theirs
	}
	return name
}

// find notes that something was not as it should be.
func (m *mapper) find(table, field string, outcome Outcome, message, before, after string) {
	m.finds = append(m.finds, Finding{m.table(table), m.row, m.id, field, outcome, message, before, after})
}

// text is a text in the language of the source.
func (m *mapper) text(s string) lang.Text {
	if s == "" {
		return nil
	}
	return lang.Text{m.tag: s}
}

// read turns a document into a record.
func (m *mapper) read(doc *object) (out mapped) {
	hidden := m.prepare(doc)
	out.confidential = len(hidden) > 0
	out.record, out.keep = m.service(doc, hidden)
	if out.confidential { // what was found may quote what was taken out
		for i := range m.finds {
			m.finds[i].Before, m.finds[i].After = "", ""
		}
	}
	out.finds, out.rows, out.secrets = m.finds, m.rows, m.secrets
	out.timed, out.definitions = m.timed, m.definitions
	return out
}

// prepare repairs a document and takes its confidential places out.
func (m *mapper) prepare(doc *object) []directory.ConfidentialPlace {
	m.row, m.finds, m.rows, m.secrets, m.timed, m.definitions = doc.row, nil, nil, nil, false, 0
	if m.count {
		m.rows = make([]rowCount, 0, 12)
	}
	m.id, _ = clean(doc.look("id"))
	m.ours = doc.has("role") && doc.has("sources")
	rename(doc)
	m.tidy(doc, "services")
	return m.hide(doc)
}

// tableOf is the table that the object in a field is a row of.
var tableOf = map[string]string{
	"organization": "organizations", "location": "locations", "locations": "locations", "program": "programs",
	"programs": "programs", "phones": "phones", "schedules": "schedules", "languages": "languages",
	"addresses": "addresses", "accessibility": "accessibility", "contacts": "contacts", "attributes": "attributes",
	"taxonomy_term": "taxonomy_terms", "taxonomy_detail": "taxonomies", "service_at_locations": "service_at_locations",
	"service_areas": "service_areas", "funding": "funding", "cost_options": "cost_options", "unit": "units",
	"required_documents": "required_documents", "capacities": "service_capacities", "metadata": "metadata",
	"additional_urls": "urls", "additional_websites": "urls", "organization_identifiers": "organization_identifiers",
}

// rowCount is how many rows of a table a document has.
type rowCount struct {
	table string
	rows  int
}

func (m *mapper) counted(table string) {
	for i := range m.rows {
		if m.rows[i].table == table {
			m.rows[i].rows++
			return
		}
	}
	m.rows = append(m.rows, rowCount{table, 1})
}

// tidy repairs every text in a document.
func (m *mapper) tidy(o *object, table string) {
	if m.count {
		m.counted(table)
	}
	if row, id := m.row, m.id; o.row > 0 && o.row != row { // a row of another table
		m.row, m.id = o.row, o.look("id")
		defer func() { m.row, m.id = row, id }()
	}
	for i := range o.fields {
		f := &o.fields[i]
		switch f.value.kind {
		case textual:
			fixed, what := clean(f.value.text)
			if what != "" {
				m.find(table, f.key, Fixed, what, f.value.text, fixed)
				f.value = textOf(fixed)
			}
		case nested:
			m.tidy(f.value.sub, within(f.key, table))
		case listed:
			m.tidyList(f.value.sub, f.key, within(f.key, table))
			if len(f.value.sub.fields) == 0 {
				f.value = value{}
			}
		}
	}
}

func (m *mapper) tidyList(list *object, key, table string) {
	for i := range list.fields {
		item := &list.fields[i].value
		switch item.kind {
		case nested:
			m.tidy(item.sub, table)
		case textual:
			fixed, what := clean(item.text)
			if what != "" {
				m.find(table, key, Fixed, what, item.text, fixed)
				*item = textOf(fixed)
			}
		}
	}
}

func within(key, table string) string {
	if inner, ok := tableOf[key]; ok {
		return inner
	}
	return table
}

// renamed is what older versions of HSDS, and the many who write it by hand, call fields of 3.1.
var renamed = map[string]string{
	"physical_addresses": "addresses", "postal_addresses": "addresses", "physical_address": "addresses",
	"accessibility_for_disabilities": "accessibility", "regular_schedules": "schedules", "regular_schedule": "schedules",
	"fundings": "funding", "eligibilitys": "eligibility", "eligibilities": "eligibility", "service_capacities": "capacities",
	"required_document": "required_documents", "service_taxonomys": "attributes", "service_taxonomies": "attributes",
	"contact": "contacts", "address": "addresses", "phone": "phones", "languages_spoken": "languages", "language": "languages",
	"urls": "additional_urls", "services_at_location": "service_at_locations", "service_at_location": "service_at_locations",
	"services_at_locations": "service_at_locations", "organisation": "organization",
}

// rename gives fields that hold objects or lists the names of 3.1, at every depth. A scalar of the same name is left.
func rename(o *object) {
	for i := range o.fields {
		f := &o.fields[i]
		if f.value.sub == nil || f.key == "field_evidence" { // its keys are names of our own fields
			continue
		}
		if key, ok := renamed[f.key]; ok && !o.has(key) {
			if f.key == "postal_addresses" {
				postal(f.value.sub)
			}
			f.key = key
		}
		rename(f.value.sub)
	}
}

// postal marks addresses as being for letters only.
func postal(list *object) {
	for _, f := range list.fields {
		if f.value.kind == nested {
			f.value.sub.put("address_type", textOf("postal"))
		}
	}
}
