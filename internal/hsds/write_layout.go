package hsds

import (
	"reflect"
	"strings"
	"sync"
)

// shape is how a field of a document is written.
type shape uint8

const (
	asText   shape = iota // string
	asNumber              // *float64
	asRow                 // a row of another table
	asRows                // rows of another table
)

// column is a field of a document.
type column struct {
	name     string
	index    int
	shape    shape
	required bool // HSDS wants it in every row: it has no omitempty
}

// layout is one table of HSDS and the fields of its rows: read from the documents' types, so that there is one place
// where a field is written down.
type layout struct {
	table   string // as link_entity and the ids of other rows name it
	file    string
	columns []column
	profile int           // index of the field with what our profile adds, or -1
	added   []fieldSchema // the columns of that field, in a file
}

// layouts returns the layout of each type of row.
var layouts = sync.OnceValue(func() map[reflect.Type]*layout {
	all := map[reflect.Type]*layout{}
	for _, t := range tables() {
		t.layout.columns, t.layout.profile = columns(t.row)
		if i := t.layout.profile; i >= 0 {
			t.layout.added = jsonFields(t.row.Field(i).Type.Elem())
		}
		all[t.row] = &t.layout
	}
	return all
})

// table is a type of row with its table's name and file.
type table struct {
	row reflect.Type
	layout
}

// tables lists the tables of HSDS 3.1 in the order of its data package.
func tables() []table {
	list := []table{
		{reflect.TypeFor[Organization](), layout{table: "organization", file: "organizations.csv"}},
		{reflect.TypeFor[Program](), layout{table: "program", file: "programs.csv"}},
		{reflect.TypeFor[Service](), layout{table: "service", file: "services.csv"}},
		{reflect.TypeFor[Attribute](), layout{table: "attribute", file: "attributes.csv"}},
		{reflect.TypeFor[ServiceAtLocation](), layout{table: "service_at_location", file: "service_at_location.csv"}},
		{reflect.TypeFor[Location](), layout{table: "location", file: "locations.csv"}},
		{reflect.TypeFor[Address](), layout{table: "address", file: "addresses.csv"}},
		{reflect.TypeFor[Phone](), layout{table: "phone", file: "phones.csv"}},
		{reflect.TypeFor[Contact](), layout{table: "contact", file: "contacts.csv"}},
		{reflect.TypeFor[Schedule](), layout{table: "schedule", file: "schedules.csv"}},
		{reflect.TypeFor[Language](), layout{table: "language", file: "languages.csv"}},
		{reflect.TypeFor[ServiceArea](), layout{table: "service_area", file: "service_areas.csv"}},
		{reflect.TypeFor[Accessibility](), layout{table: "accessibility", file: "accessibility.csv"}},
		{reflect.TypeFor[CostOption](), layout{table: "cost_option", file: "cost_options.csv"}},
		{reflect.TypeFor[RequiredDocument](), layout{table: "required_document", file: "required_documents.csv"}},
		{reflect.TypeFor[Funding](), layout{table: "funding", file: "funding.csv"}},
		{reflect.TypeFor[ServiceCapacity](), layout{table: "service_capacity", file: "service_capacity.csv"}},
		{reflect.TypeFor[Unit](), layout{table: "unit", file: "units.csv"}},
		{reflect.TypeFor[URL](), layout{table: "url", file: "url.csv"}},
		{reflect.TypeFor[OrganizationIdentifier](), layout{table: "organization_identifier", file: "organization_identifiers.csv"}},
		{reflect.TypeFor[TaxonomyTerm](), layout{table: "taxonomy_term", file: "taxonomy_terms.csv"}},
		{reflect.TypeFor[Taxonomy](), layout{table: "taxonomy", file: "taxonomies.csv"}},
		{reflect.TypeFor[Metadata](), layout{table: "metadata", file: "metadata.csv"}},
		{reflect.TypeFor[MetaTableDescription](), layout{table: "meta_table_description", file: "meta_table_descriptions.csv"}},
	}
	return list
}

// columns reads the fields of a type of row.
func columns(row reflect.Type) (list []column, profile int) {
	profile = -1
	for i := range row.NumField() {
		f := row.Field(i)
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		c := column{name: name, index: i, required: rest == ""}
		switch {
		case f.Anonymous:
			profile = i
			continue
		case f.Type.Kind() == reflect.String:
			c.shape = asText
		case f.Type == reflect.TypeFor[*float64]():
			c.shape = asNumber
		case f.Type.Kind() == reflect.Pointer:
			c.shape = asRow
		default:
			c.shape = asRows
		}
		list = append(list, c)
	}
	return list, profile
}

// column finds a column by name.
func (l *layout) column(name string) (column, bool) {
	for _, c := range l.columns {
		if c.name == name {
			return c, true
		}
	}
	return column{}, false
}

// set writes a text into a row's column, if the table has it and the row has nothing there.
func (l *layout) set(row reflect.Value, name, value string) {
	c, ok := l.column(name)
	if ok && c.shape == asText && row.Field(c.index).String() == "" {
		row.Field(c.index).SetString(value)
	}
}

// get reads a text from a row's column.
func (l *layout) get(row reflect.Value, name string) string {
	c, ok := l.column(name)
	if !ok || c.shape != asText {
		return ""
	}
	return row.Field(c.index).String()
}
