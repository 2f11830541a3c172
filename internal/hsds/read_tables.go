package hsds

import (
	"path"
	"slices"
	"strings"
)

// tableNames leads from what a file is called to the table of 3.1 that it is.
var tableNames = func() map[string]string {
	names := map[string]string{
		"services_taxonomy": "attributes", "service_taxonomy": "attributes", "service_attributes": "attributes",
		"other_attributes": "attributes", "taxonomy": "taxonomy_terms", "taxonomies": "taxonomies",
		"services_at_location": "service_at_locations", "services_at_locations": "service_at_locations",
		"physical_addresses": "addresses", "postal_addresses": "postal", "regular_schedules": "schedules",
		"holiday_schedules": "holiday_schedules", "fundings": "funding", "eligibilities": "eligibility",
		"payments_accepted": "payments", "accessibility_for_disabilities": "accessibility", "capacities": "service_capacities",
		"metadata": "metadata", "accessibility": "accessibility", "eligibility": "eligibility", "funding": "funding",
	}
	for _, name := range []string{"organizations", "programs", "services", "attributes", "service_at_locations", "locations",
		"addresses", "phones", "contacts", "schedules", "service_areas", "languages", "cost_options", "required_documents",
		"taxonomy_terms", "service_capacities", "units", "urls", "organization_identifiers", "meta_table_descriptions"} {
		names[name] = name
	}
	for name, table := range names { // the datapackage of 1.1 has some in the singular
		for _, plural := range []string{"es", "s"} {
			if one, ok := strings.CutSuffix(name, plural); ok && names[one] == "" {
				names[one] = table
			}
		}
	}
	return names
}()

// tables11 are the tables of HSDS 1.1, whose absence is worth saying.
var tables11 = []string{"accessibility_for_disabilities", "contacts", "eligibility", "funding", "holiday_schedules", "languages",
	"locations", "meta_table_descriptions", "metadata", "organizations", "payments_accepted", "phones", "physical_addresses",
	"postal_addresses", "programs", "regular_schedules", "required_documents", "service_areas", "services",
	"services_at_location", "services_taxonomy", "taxonomy"}

// only11 are those that no later version has.
var only11 = []string{"regular_schedules", "services_taxonomy", "services_at_location", "physical_addresses", "holiday_schedules", "taxonomy"}

// stem is what a file is called without folder and endings.
func stem(name string) string {
	base := strings.ToLower(path.Base(name))
	for _, ending := range []string{".gz", ".csv", ".txt", ".json", ".jsonl", ".ndjson", ".tsv"} {
		base = strings.TrimSuffix(base, ending)
	}
	return base
}

func tableNamed(name string) (string, bool) {
	table, ok := tableNames[strings.ReplaceAll(stem(name), "-", "_")]
	return table, ok
}

// tableSet is tables that belong together.
type tableSet struct {
	rows  map[string][]*object
	their map[string]string // our name → the source's
	byID  map[string]map[string]*object
	of    map[relation]map[string][]*object // children by the id of their parent
	owned map[*object]bool
	said  map[Finding]struct{} // what was found in rows, so that it is said once
	bytes int64
}

func newTableSet() *tableSet {
	return &tableSet{rows: map[string][]*object{}, their: map[string]string{}, said: map[Finding]struct{}{}}
}

func (t *tableSet) begin(table, their string) {
	if table == "postal" {
		table = "addresses"
	}
	if _, known := t.their[table]; !known || their != "postal_addresses" {
		t.their[table] = their
	}
}

func (t *tableSet) add(table string, o *object) {
	switch table {
	case "postal":
		table = "addresses"
		o.put("address_type", textOf("postal"))
	case "organizations":
		if v := o.at("url"); v != nil && !o.has("website") {
			o.put("website", *v)
			o.drop("url")
		}
	case "schedules":
		if day := weekdays(o.look("weekday")); day != "" && !o.has("byday") {
			o.put("byday", textOf(day))
			o.put("freq", textOf("WEEKLY"))
			o.drop("weekday")
		}
	case "service_areas":
		if v := o.at("service_area"); v != nil && !o.has("name") {
			o.put("name", *v)
			o.drop("service_area")
		}
	}
	t.rows[table] = append(t.rows[table], o)
}

// version11 tells whether the tables are of HSDS 1.1.
func (t *tableSet) version11() bool {
	for _, their := range t.their {
		if slices.Contains(only11, their) {
			return true
		}
	}
	return false
}

// relation ties rows of a table to what they belong to.
type relation struct{ table, key, parent, field string }

// relations are in the order in which a row that names several parents belongs to one.
var relations = []relation{
	{"phones", "service_id", "services", "phones"},
	{"phones", "service_at_location_id", "service_at_locations", "phones"},
	{"phones", "location_id", "locations", "phones"},
	{"phones", "contact_id", "contacts", "phones"},
	{"phones", "organization_id", "organizations", "phones"},
	{"schedules", "service_id", "services", "schedules"},
	{"schedules", "service_at_location_id", "service_at_locations", "schedules"},
	{"schedules", "location_id", "locations", "schedules"},
	{"holiday_schedules", "service_id", "services", "holiday_schedules"},
	{"languages", "service_id", "services", "languages"},
	{"languages", "location_id", "locations", "languages"},
	{"languages", "phone_id", "phones", "languages"},
	{"contacts", "service_id", "services", "contacts"},
	{"contacts", "service_at_location_id", "service_at_locations", "contacts"},
	{"contacts", "location_id", "locations", "contacts"},
	{"contacts", "organization_id", "organizations", "contacts"},
	{"service_areas", "service_id", "services", "service_areas"},
	{"service_areas", "service_at_location_id", "service_at_locations", "service_areas"},
	{"addresses", "location_id", "locations", "addresses"},
	{"accessibility", "location_id", "locations", "accessibility"},
	{"funding", "service_id", "services", "funding"},
	{"funding", "organization_id", "organizations", "funding"},
	{"cost_options", "service_id", "services", "cost_options"},
	{"required_documents", "service_id", "services", "required_documents"},
	{"service_capacities", "service_id", "services", "capacities"},
	{"eligibility", "service_id", "services", "eligibility"},
	{"payments", "service_id", "services", "attributes"},
	{"attributes", "service_id", "services", "attributes"},
	{"attributes", "link_id", "services", "attributes"},
	{"attributes", "link_id", "locations", "attributes"},
	{"attributes", "link_id", "organizations", "attributes"},
	{"attributes", "link_id", "service_at_locations", "attributes"},
	{"metadata", "resource_id", "services", "metadata"},
	{"metadata", "resource_id", "organizations", "metadata"},
	{"metadata", "resource_id", "locations", "metadata"},
	{"urls", "service_id", "services", "additional_urls"},
	{"urls", "organization_id", "organizations", "additional_websites"},
	{"organization_identifiers", "organization_id", "organizations", "organization_identifiers"},
	{"service_at_locations", "service_id", "services", "service_at_locations"},
}

// tablesIn finds tables in one document: {"organizations": [ … ], "services": [ … ]}.
func tablesIn(o *object) *tableSet {
	if o.has("id") || o.has("name") {
		return nil
	}
	t := newTableSet()
	for _, f := range o.fields {
		if table, ok := tableNamed(f.key); ok && f.value.kind == listed {
			t.begin(table, stem(f.key))
			for i, row := range o.items(f.key) {
				row.row = i + 1
				t.add(table, row)
			}
		}
	}
	if len(t.rows["services"]) == 0 {
		return nil
	}
	return t
}

// documents joins tables that came in one document.
func (t *tableSet) documents(m *mapper) []*object {
	t.index(func(f Finding) { m.finds = append(m.finds, f) })
	services := t.rows["services"]
	for i := range services {
		services[i] = t.document(services[i])
	}
	return services
}
