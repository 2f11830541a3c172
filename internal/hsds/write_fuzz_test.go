package hsds

import (
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Whatever a source said besides, what leaves is HSDS, says what the model says, and has one virtual location for a
// confidential place.
func FuzzAside(f *testing.F) {
	for _, seed := range []string{
		`{"licenses": "L", "organization": {"tax_id": 12, "locations": [{"id": "1"}]}}`, `null`, `[`, `{"id": "x", "name": "y"}`,
		`{"phones": [{"number": "1", "extension": "2", "languages": [{"code": "fr"}]}], "url": "x", "email": "a@b"}`,
		`{"service_at_locations": [{"location": {"id": "h", "addresses": [{"address_1": "S"}]}}, {"location": {"id": "p"}}]}`,
		`{"attributes": [{"taxonomy_term": {"name": "N", "taxonomy_detail": {"name": "T", "description": ""}}}]}`,
		`{"schedules": [{"freq": "DAILY", "wkst": "XX", "count": 1e400, "timezone": "2"}], "last_modified": "now"}`,
		`{"capacities": [{"available": 1, "updated": "2026-01-01T00:00:00Z", "unit": {"name": "beds"}}], "minimum_age": {}}`,
	} {
		f.Add(seed)
	}
	_, o := brusselsPack(f, "en")
	var schema *jsonschema.Schema // none where the official ones are not here
	if _, err := os.Stat(official); err == nil {
		schema = schemas(f, "service")["service"]
	}
	f.Fuzz(func(t *testing.T, aside string) {
		s := service(t, func(r *directory.Record) {
			r.ConfidentialPlaces = []directory.ConfidentialPlace{{ID: "h", Area: lang.Text{"en": "Brussels"}}}
			r.Service.Aside = aside
		})
		doc := FromService(s, o)
		if doc.Name != "Name" || doc.Organization.Name != "Organisation" {
			t.Errorf("the model is contradicted: %+v", doc)
		}
		if l := doc.ServiceAtLocations[1].Location; len(doc.ServiceAtLocations) != 2 || l.LocationType != "virtual" || len(l.Addresses) > 0 {
			t.Errorf("%+v", doc.ServiceAtLocations)
		}
		if schema == nil {
			return
		}
		if err := holds(t, schema, doc); err != nil {
			t.Error(err)
		}
	})
}
