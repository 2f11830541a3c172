package hsdsapi

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
)

// placed is a service at an open place and at a confidential one, from an import.
func placed(t testing.TB, id string, change func(r *directory.Record)) *directory.Service {
	t.Helper()
	p := brussels(t)
	r := directory.Record{
		Service: directory.Service{ID: id, Organisation: "o" + id, Name: lang.Text{"en": "Service " + id}, Origin: "import",
			Terms: []directory.Term{{Taxonomy: "T", Code: "1", Name: "One"}, {Name: "loose"}}},
		Organisation: directory.Organisation{ID: "o" + id, Name: lang.Text{"en": "Organisation " + id}},
		Places: []directory.Place{{ID: "p" + id, Postcode: "1030", Town: lang.Text{"en": "Schaerbeek"},
			Point: &directory.Point{Lat: 50.86, Lon: 4.38}}},
		ConfidentialPlaces: []directory.ConfidentialPlace{{ID: "h" + id, Area: lang.Text{"en": "Brussels"}}},
	}
	change(&r)
	s, err := r.Resolve(p.Vocabulary, func(text string) (*hours.Schedule, error) { return hours.Parse(text, hours.Options{}) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A postcode finds what is for people who live there; a distance finds places, and never a confidential one.
func TestPostcode(t *testing.T) {
	p := brussels(t)
	d := indexedBy(appOver(t, p, []*directory.Service{
		placed(t, "there", func(*directory.Record) {}),
		placed(t, "elsewhere", func(r *directory.Record) { r.Places[0].Postcode, r.Places[0].Point.Lat = "1180", 50.80 }),
		placed(t, "for there", func(r *directory.Record) {
			r.Service.Area, r.Places[0].Postcode, r.Places[0].Point = []string{"zone-north"}, "1180", nil
		}),
		placed(t, "not for there", func(r *directory.Record) { r.Service.Area = []string{"zone-midi"} }),
		placed(t, "nor", func(r *directory.Record) { // its only place is there
			r.Service.Area, r.ConfidentialPlaces, r.Places[0].Point = []string{"zone-midi"}, nil, nil
		}),
	})).Now()
	find := func(q Query) (found []string) {
		q.Limit = 100
		list, total, err := d.ServicesAtPlaces(context.Background(), q)
		if err != nil || total != len(list) {
			t.Fatal(total, err)
		}
		q.Limit = 1 // what is not shown is counted all the same
		if _, counted, err := d.ServicesAtPlaces(context.Background(), q); err != nil || counted != total {
			t.Errorf("%+v: %d of a page of one, %d", q, counted, total)
		}
		for _, p := range list {
			found = append(found, fmt.Sprint(p.Service.ID, p.Index))
		}
		return found
	}
	for _, test := range []struct {
		q    Query
		want []string
	}{
		{Query{}, []string{"elsewhere0", "elsewhere1", "for there0", "for there1", "nor0", "not for there0", "not for there1",
			"there0", "there1"}},
		{Query{Postcode: "1030"}, []string{"for there0", "for there1", "there0"}},
		{Query{Postcode: "9999"}, nil},
		{Query{Postcode: "1030", Within: 100}, []string{"not for there0", "there0"}},
		{Query{Postcode: "1030", Within: 10_000}, []string{"elsewhere0", "not for there0", "there0"}},
		{Query{Postcode: "1140", Within: 10_000}, []string{"elsewhere0", "not for there0", "there0"}}, // by the map
		{Query{Postcode: "9999", Within: 1e6}, nil},
	} {
		if got := find(test.q); !slices.Equal(got, test.want) {
			t.Errorf("%+v: %v, want %v", test.q, got, test.want)
		}
	}
}

// What an import calls its terms can be found as terms and as filters; a term of no taxonomy is in none.
func TestImportedTerms(t *testing.T) {
	p := brussels(t)
	services := []*directory.Service{placed(t, "1", func(*directory.Record) {}), placed(t, "2", func(r *directory.Record) { r.Service.Terms = nil })}
	api := apiOver(t, p, services)
	ids := map[string]hsds.TaxonomyTerm{}
	for _, term := range get[page[hsds.TaxonomyTerm]](t, api, "taxonomy_terms?per_page=500").Contents {
		ids[term.Name] = term
	}
	one, loose := ids["One"], ids["loose"]
	if one.Taxonomy != "T" || one.TaxonomyDetail == nil || one.TaxonomyDetail.Name != "T" || loose.ID == "" || loose.TaxonomyID != "" {
		t.Errorf("%+v %+v", one, loose)
	}
	for address, want := range map[string]int{
		"services?taxonomy_term_id=" + one.ID: 1, "services?taxonomy_term_id=" + loose.ID: 1,
		"services?taxonomy_id=" + one.TaxonomyID: 1, "taxonomy_terms?taxonomy_id=" + one.TaxonomyID: 1,
		"organizations?taxonomy_term_id=" + one.ID: 1, "organizations": 2, "service_at_locations?taxonomy_id=" + one.TaxonomyID: 2,
		"services?modified_after=2020-01-01T00:00:00Z": 2,
	} {
		if got := get[rows](t, api, address).TotalItems; got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
	if api := apiOver(t, p, services); get[hsds.Taxonomy](t, api, "taxonomies/"+one.TaxonomyID).Name != "T" {
		t.Error("the taxonomy has another name")
	}
}

// What was changed before is left out; what was changed at an unknown time is not.
func TestModifiedAfter(t *testing.T) {
	p := brussels(t)
	modified := func(when string) func(*directory.Record) {
		return func(r *directory.Record) { r.Service.Modified = when }
	}
	api := apiOver(t, p, []*directory.Service{
		placed(t, "old", modified("2026-03-01T00:00:00Z")), placed(t, "same", modified("2026-03-08T01:00:00+01:00")),
		placed(t, "new", modified("2026-03-09T00:00:00Z")), placed(t, "unknown", modified("")),
	})
	var names []string
	for _, m := range get[page[minimal]](t, api, "services?minimal=true&modified_after=2026-03-08").Contents {
		names = append(names, m.Name)
	}
	if want := []string{"Service new", "Service same", "Service unknown"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}

// Nothing that a source may have said of a confidential place comes out of any address, and what it said of the rest does.
func TestConfidentialStaysIn(t *testing.T) {
	p := brussels(t)
	s := placed(t, "1", func(r *directory.Record) {
		r.ConfidentialPlaces[0].ID = "SECRET-id"
		r.Service.Aside = `{"accreditations": "OPEN", "metadata": [{"last_action_date": "2020", "last_action_type": "update",
			"field_name": "address_1", "previous_value": "SECRET street", "updated_by": "u"}],
			"phones": [{"number": "SECRET", "location_id": "SECRET-id"}], "longitude": "SECRET",
			"organization": {"tax_id": "OPEN-TAX", "locations": [{"id": "SECRET-id", "location_type": "physical", "name": "SECRET"}]},
			"service_at_locations": [{"description": "SECRET", "location": {"id": "SECRET-id", "name": "SECRET",
			"addresses": [{"address_1": "SECRET"}]}}, {"location": {"id": "other", "name": "SECRET"}}]}`
	})
	api := apiOver(t, p, []*directory.Service{s})
	keys := hsds.KeysOf(s, p.Info.ID)
	addresses := []string{"services", "services?full=true", "services?format=ndjson&full=true", "services?minimal=true",
		"services/" + keys.Service.String(), "organizations?full=true", "organizations?full_service=true",
		"organizations/" + keys.Organisation.String() + "?full_service=true", "service_at_locations", "service_at_locations?full=true",
		"taxonomies", "taxonomy_terms"}
	for _, id := range keys.AtPlaces {
		addresses = append(addresses, "service_at_locations/"+id.String())
	}
	all := ""
	for _, address := range addresses {
		w := ask(t, api, "GET", address, "")
		if w.Code != 200 || strings.Contains(w.Body.String(), "SECRET") {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
		all += w.Body.String()
	}
	for _, open := range []string{`"OPEN"`, "OPEN-TAX", `"confidential":true`, `"location_type":"virtual"`, "1030"} {
		if !strings.Contains(all, open) {
			t.Errorf("%s is nowhere", open)
		}
	}
	hidden := ask(t, api, "GET", "service_at_locations/"+keys.AtPlaces[1].String(), "").Body.String()
	for _, telling := range []string{"1030", "Schaerbeek", "latitude", "addresses"} {
		if strings.Contains(hidden, telling) {
			t.Errorf("the confidential place says %s: %s", telling, hidden)
		}
	}
}
