package hsds

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// An id that is one stays; any other becomes one, the same each time, and another for another kind or namespace.
func TestIDs(t *testing.T) {
	const own = "EF8C9326-35A4-5629-a42f-c81a76bcd7fa"
	if got := ID(KindService, "pack", own); got != own {
		t.Errorf("its own id became %s", got)
	}
	if a, b := KeyOf(KindService, "pack", own), KeyOf(KindService, "pack", strings.ToLower(own)); a != b {
		t.Errorf("%s and %s", a, b)
	}
	seen := map[string]string{}
	for _, kind := range []Kind{KindService, KindOrganization, KindLocation} {
		for _, namespace := range []string{"", "pack", "pack2"} {
			for _, source := range []string{"", "1", "2", "pack1", own + "x"} {
				id, what := ID(kind, namespace, source), string(kind)+"|"+namespace+"|"+source
				if other, twice := seen[id]; twice {
					t.Errorf("%s and %s are both %s", what, other, id)
				}
				seen[id] = what
				if u, ok := ParseUUID(id); !ok || u.String() != id || id[14] != '5' || !strings.Contains("89ab", id[19:20]) {
					t.Errorf("%s is no version 5 UUID: %s", what, id)
				}
			}
		}
	}
	// Nobody may change how ids are made: others keep them.
	if got := ID(KindService, "brussels", "child-focus"); got != "04042b15-c16b-5875-b6e7-dc982d320a83" {
		t.Errorf("ids have changed: %s", got)
	}
}

// What ParseUUID takes, String gives back, and it takes nothing else.
func TestParseUUID(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		u := UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(r, "bytes"))
		back, ok := ParseUUID(strings.ToUpper(u.String()))
		if !ok || back != u {
			r.Fatalf("%s became %s", u, back)
		}
	})
	for _, text := range []string{"", "x", strings.Repeat("0", 36), "00000000-0000-0000-0000-00000000000g",
		"{0000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-0000000000000"} {
		if _, ok := ParseUUID(text); ok {
			t.Errorf("%q is taken for an id", text)
		}
	}
}

// The keys that an index is built from are the ids that are written.
func TestKeysAreWritten(t *testing.T) {
	d, o := brusselsPack(t, "en")
	for _, s := range d.Services {
		keys, doc := KeysOf(s, o.Namespace), FromService(s, o)
		var at, terms []string
		for _, pair := range doc.ServiceAtLocations {
			at = append(at, pair.ID)
		}
		for _, a := range doc.Attributes {
			terms = append(terms, a.TaxonomyTermID)
			if key, _ := ParseUUID(a.TaxonomyTerm.TaxonomyID); !slices.Contains(keys.Taxonomies, key) {
				t.Errorf("%s: the taxonomy of %s is no key", s.ID, a.TaxonomyTerm.Name)
			}
		}
		written := func(list []UUID) (out []string) {
			for _, u := range list {
				out = append(out, u.String())
			}
			return out
		}
		if keys.Service.String() != doc.ID || keys.Organisation.String() != doc.OrganizationID ||
			!slices.Equal(written(keys.AtPlaces), at) || !slices.Equal(written(keys.Terms), terms) {
			t.Errorf("%s: keys %+v, written %s %s %v %v", s.ID, keys, doc.ID, doc.OrganizationID, at, terms)
		}
	}
}

// A service in brief is the service without its rows.
func TestInBrief(t *testing.T) {
	d, o := brusselsPack(t, "en")
	aside := service(t, func(r *directory.Record) {
		r.Service.Aside = `{"licenses": "L", "program": {"id": "1", "name": "P"}, "funding": [{"source": "F"}],
			"service_at_locations": [{"location": {"id": "p", "alternate_name": "A"}}]}`
	})
	for _, s := range append(slices.Clone(d.Services), aside) {
		want, err := json.Marshal(Brief(FromService(s, o)))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(InBrief(s, o)); err != nil || string(got) != string(want) {
			t.Errorf("%s: %s\nwant %s", s.ID, got, want)
		}
	}
}

// No two rows of a service have the same id, and a row keeps its id whatever the language and the order.
func TestRowIDs(t *testing.T) {
	d, o := brusselsPack(t, "en")
	for _, s := range d.Services {
		english := rowIDs(t, FromService(s, o))
		sorted := slices.Sorted(slices.Values(english))
		if len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
			t.Errorf("%s: an id comes twice", s.ID)
		}
		_, french := brusselsPack(t, "fr")
		other := *s
		other.Languages, other.Offers = slices.Clone(s.Languages), slices.Clone(s.Offers)
		slices.Reverse(other.Languages)
		slices.Reverse(other.Offers)
		if again := slices.Sorted(slices.Values(rowIDs(t, FromService(&other, french)))); !slices.Equal(again, sorted) {
			t.Errorf("%s: ids changed", s.ID)
		}
	}
}

// rowIDs lists the id of every row in a document but those that other rows share.
func rowIDs(t *testing.T, doc Service) (ids []string) {
	t.Helper()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		l := layouts()[v.Type()]
		if l.table == "taxonomy_term" || l.table == "organization" {
			return
		}
		ids = append(ids, l.table+" "+l.get(v, "id"))
		for _, c := range l.columns {
			f := v.Field(c.index)
			switch {
			case c.shape == asRow && !f.IsNil():
				walk(f.Elem())
			case c.shape == asRows:
				for i := range f.Len() {
					walk(f.Index(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(doc))
	return ids
}

// service is one with a place, for tests that change one thing of it.
func service(t testing.TB, change func(r *directory.Record)) *directory.Service {
	t.Helper()
	r := directory.Record{
		Service: directory.Service{ID: "s", Organisation: "o", Name: lang.Text{"en": "Name"}, Does: lang.Text{"en": "Does"},
			PlaceIDs: []string{"p"}, CheckedOn: "2026", Origin: "import"},
		Organisation: directory.Organisation{ID: "o", Name: lang.Text{"en": "Organisation"}},
		Places: []directory.Place{{ID: "p", Street: lang.Text{"en": "Street 1"}, Postcode: "1000", Town: lang.Text{"en": "Town"},
			Region: "Region", Country: "BE"}},
	}
	change(&r)
	p := brussels(t)
	s, err := r.Resolve(p.Vocabulary, func(text string) (*hours.Schedule, error) {
		return hours.Parse(text, hours.Options{Zone: p.Zone()})
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// An address is whole or it is none: nothing is made up to fill it. What is known is said beside it.
func TestAddressIsWholeOrNone(t *testing.T) {
	_, o := brusselsPack(t, "en")
	at := func(change func(p *directory.Place)) Location {
		s := service(t, func(r *directory.Record) { change(&r.Places[0]) })
		return *FromService(s, o).ServiceAtLocations[0].Location
	}
	if l := at(func(*directory.Place) {}); len(l.Addresses) != 1 || l.Description != "" || l.LocationProfile != nil {
		t.Errorf("a whole address: %+v", l)
	}
	for name, change := range map[string]func(p *directory.Place){
		"street": func(p *directory.Place) { p.Street = nil }, "postcode": func(p *directory.Place) { p.Postcode = "" },
		"town": func(p *directory.Place) { p.Town = nil }, "region": func(p *directory.Place) { p.Region = "" },
		"country": func(p *directory.Place) { p.Country = "" },
	} {
		l := at(change)
		if len(l.Addresses) != 0 || l.Description == "" || l.LocationProfile == nil || l.KnownAddress == nil || l.LocationType != "physical" {
			t.Errorf("without a %s: %+v", name, l)
		}
	}
	l := at(func(p *directory.Place) { *p = directory.Place{ID: "p", Name: lang.Text{"en": "A chat"}} })
	if len(l.Addresses) != 0 || l.LocationType != "virtual" || l.Description != "" {
		t.Errorf("nowhere: %+v", l)
	}
}

// A confidential place is virtual, in its area, and nothing else.
func TestConfidentialPlace(t *testing.T) {
	_, o := brusselsPack(t, "en")
	s := service(t, func(r *directory.Record) {
		r.Places = nil
		r.ConfidentialPlaces = []directory.ConfidentialPlace{{ID: "rue du refuge 3", Area: lang.Text{"en": "Brussels"}}}
		r.Service.Access.Note = lang.Text{"en": "a lift"}
		r.Service.Channels = []directory.Channel{{Kind: directory.Post, Value: "Rue du Refuge 3"}, {Kind: directory.Phone, Value: "02 1"}}
	})
	doc := FromService(s, o)
	at := doc.ServiceAtLocations[0]
	want := Location{ID: at.LocationID, LocationType: "virtual", Description: o.Words.T("hsds.confidential"),
		LocationProfile: &LocationProfile{Confidential: true}}
	if !reflect.DeepEqual(*at.Location, want) {
		t.Errorf("%+v", at.Location)
	}
	if len(at.ServiceAreas) != 1 || at.ServiceAreas[0].Name != "Brussels" || !doc.Confidential {
		t.Errorf("%+v", at)
	}
	body, err := json.Marshal(doc)
	if err != nil || strings.Contains(strings.ToLower(string(body)), "refuge") || len(doc.Channels) != 1 {
		t.Errorf("%s %v", body, err)
	}
}

// Two services at the same place, which one of them hides, have no id in common but their organization's: the one whose
// place may be known does not give the other away.
func TestConfidentialPlaceIsNotPaired(t *testing.T) {
	_, o := brusselsPack(t, "en")
	const place = "95e27a38-df1b-5495-b4bc-79614bd24f89"
	open := service(t, func(r *directory.Record) { r.Service.ID, r.Places[0].ID = "open", place })
	hidden := service(t, func(r *directory.Record) {
		r.Service.ID, r.Places = "hidden", nil
		r.ConfidentialPlaces = []directory.ConfidentialPlace{{ID: place}}
	})
	known := map[string]bool{}
	for _, id := range rowIDs(t, FromService(open, o)) {
		known[id] = true
	}
	doc := FromService(hidden, o)
	for _, id := range rowIDs(t, doc) {
		if known[id] {
			t.Errorf("both have the %s", id)
		}
	}
	for _, guess := range []UUID{KeyOf(KindLocation, "import", place), atPlaceKey(KeysOf(hidden, "").Service, KeyOf(KindLocation, "import", place))} {
		if body, err := json.Marshal(doc); err != nil || strings.Contains(string(body), guess.String()) {
			t.Errorf("the place can be guessed: %s %v", body, err)
		}
	}
}

// Numbers leave digit by digit; an extension is a number only if it is one.
func TestNumbersStay(t *testing.T) {
	_, o := brusselsPack(t, "en")
	for _, test := range []struct{ value, extension, number string }{
		{"112", "", "112"}, {"02 227 42 41", "", "02 227 42 41"}, {"(305) 555-0100", "12", "(305) 555-0100"},
		{"305-555-0100", "012", "305-555-0100 x012"}, {"305-555-0100", "1,2", "305-555-0100 x1,2"},
	} {
		s := service(t, func(r *directory.Record) {
			r.Service.Channels = []directory.Channel{{Kind: directory.Phone, Value: test.value, Extension: test.extension}}
		})
		p := FromService(s, o).Phones[0]
		if p.Number != test.number || test.extension == "12" != (p.Extension != nil) || p.Extension != nil && *p.Extension != 12 {
			t.Errorf("%+v: %+v", test, p)
		}
	}
}

// Hours are said as far as HSDS can, what is lost is told, and the hours themselves go along.
func TestHoursAndLosses(t *testing.T) {
	_, o := brusselsPack(t, "en")
	plain := FromService(service(t, func(r *directory.Record) { r.Service.HoursText = "Mo-Fr 09:00-17:00" }), o)
	if len(plain.Schedules) != 1 || plain.Schedules[0].Notes+plain.Schedules[0].Description != "" ||
		plain.Schedules[0].OpensAt != "09:00" || plain.Schedules[0].Byday != "MO,TU,WE,TH,FR" {
		t.Errorf("%+v", plain.Schedules)
	}
	const text = "Mo-Fr 09:00-17:00; PH off"
	lossy := FromService(service(t, func(r *directory.Record) { r.Service.HoursText = text }), o)
	if s := lossy.Schedules[0]; !strings.Contains(s.Notes, "PH off") || s.Description == "" || lossy.OpeningHours != text {
		t.Errorf("%+v", s)
	}
	said := FromService(service(t, func(r *directory.Record) { r.Service.HoursSaid = "after school" }), o)
	if len(said.Schedules) != 1 || said.Schedules[0].Description != "after school" || said.Schedules[0].OpensAt != "" {
		t.Errorf("%+v", said.Schedules)
	}
	if unknown := FromService(service(t, func(*directory.Record) {}), o); len(unknown.Schedules) != 0 || unknown.StateNow.State != "unknown" {
		t.Errorf("%+v", unknown)
	}
}

// What a source said besides comes back where it was, and never instead of what the model says.
func TestAsideFillsOnly(t *testing.T) {
	schema := schemas(t, "service")["service"]
	_, o := brusselsPack(t, "en")
	s := service(t, func(r *directory.Record) {
		r.Service.Languages = []string{"fr"}
		r.Service.Channels = []directory.Channel{{Kind: directory.Phone, Value: "02 1"}}
		r.Service.Aside = `{"name": "Other", "licenses": "L", "status": "closed", "minimum_age": "x", "organization": {"tax_id": 12,
			"name": "Other", "year_incorporated": "1999", "funding": [{"source": "F"}]},
			"phones": [{"number": "02 1", "languages": [{"name": "Arabic"}]}, {"type": "fax"}, {"number": "02 2", "type": "fax"}],
			"languages": [{"name": "French", "note": "N"}], "additional_urls": [{"url": "not a url"}], "assurer_email": "nobody",
			"capacities": [{"available": 3}], "program": {"id": "7", "name": "P"}, "x_own": {"deep": "X"},
			"service_at_locations": [{"description": "D", "location": {"id": "p", "alternate_name": "A", "latitude": "50.8",
			"addresses": [{"address_1": "Street 1", "attention": "T"}, {"city": "Nowhere"}]}}],
			"metadata": [{"last_action_date": "2020", "last_action_type": "update", "field_name": "f", "updated_by": "u"}]}`
	})
	doc := FromService(s, o)
	if err := holds(t, schema, doc); err != nil {
		t.Error(err)
	}
	if doc.Name != "Name" || doc.Organization.Name != "Organisation" || doc.Licenses != "L" || doc.Status != "active" ||
		doc.MinimumAge != nil || doc.AssurerEmail != "" {
		t.Errorf("%+v", doc)
	}
	org := doc.Organization
	if org.TaxID != "12" || *org.YearIncorporated != 1999 || len(org.Funding) != 1 || org.Funding[0].OrganizationID != org.ID {
		t.Errorf("%+v", org)
	}
	if len(doc.Phones) != 2 || len(doc.Phones[0].Languages) != 1 || doc.Phones[0].Languages[0].PhoneID != doc.Phones[0].ID ||
		doc.Phones[1].Number != "02 2" {
		t.Errorf("%+v", doc.Phones)
	}
	if len(doc.Languages) != 1 || doc.Languages[0].Note != "N" {
		t.Errorf("%+v", doc.Languages)
	}
	if len(doc.AdditionalUrls)+len(doc.Capacities) != 0 || doc.Program == nil || doc.ProgramID != doc.Program.ID || len(doc.Metadata) != 1 {
		t.Errorf("%+v", doc)
	}
	if len(doc.ServiceAtLocations) != 1 {
		t.Fatalf("%+v", doc.ServiceAtLocations)
	}
	at := doc.ServiceAtLocations[0]
	if at.Description != "D" || at.Location.AlternateName != "A" || len(at.Location.Addresses) != 1 ||
		at.Location.Addresses[0].Attention != "T" || *at.Location.Latitude != 50.8 {
		t.Errorf("%+v", at.Location)
	}
	body, err := json.Marshal(doc)
	if err != nil || strings.Contains(string(body), "deep") {
		t.Errorf("a field that is not of HSDS: %s %v", body, err)
	}
	for _, broken := range []string{"{", "[]", "null", `"x"`, `{"phones": 3, "organization": [], "service_at_locations": {}}`} {
		s.Aside = broken
		if err := holds(t, schema, FromService(s, o)); err != nil {
			t.Errorf("%s: %v", broken, err)
		}
	}
}

// A text that is not there in the language of the writing is written in one that it is there in; nothing is left out.
func TestTextsFallBack(t *testing.T) {
	_, o := brusselsPack(t, "nl")
	s := service(t, func(r *directory.Record) {
		r.Service.Name = lang.Text{"nl": "Naam", "fr": "Nom"}
		r.Service.Does = lang.Text{"es": "Hace"}
	})
	if doc := FromService(s, o); doc.Name != "Naam" || doc.Description != "Hace" {
		t.Errorf("%q %q", doc.Name, doc.Description)
	}
}

// An error on the way ends the writing.
func TestWritersStop(t *testing.T) {
	_, o := brusselsPack(t, "en")
	broken := func(yield func(*directory.Service, error) bool) { yield(nil, errStop) }
	if WriteLines(&strings.Builder{}, broken, o) != errStop || WriteArray(&strings.Builder{}, broken, o) != errStop ||
		WriteTabular(memory{}.create, broken, o) != errStop {
		t.Error("an error is lost")
	}
	var none strings.Builder
	if err := WriteArray(&none, sequence(), o); err != nil || none.String() != "[]\n" {
		t.Errorf("no services: %q %v", none.String(), err)
	}
}

var errStop = errors.New("stop")
