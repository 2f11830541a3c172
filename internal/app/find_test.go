package app

import (
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// imported serves a few services that came with an import, beside none of the pack's own.
func imported(t *testing.T, services ...directory.Record) *App {
	t.Helper()
	a := brussels(t)
	b := index.NewBuilder(a.IndexOptions(), nil)
	for i := range services {
		r := &services[i]
		same := func(s string) lang.Text { return lang.Text{"en": s, "fr": s, "nl": s} }
		r.Service.Name, r.Service.Does, r.Service.Origin = same(r.Service.ID), same("Helps."), "city"
		r.Organisation = directory.Organisation{ID: "o", Name: same("Organisation")}
		prepared, err := b.Prepare(r)
		if err == nil {
			err = b.Add(prepared)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	x, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	a.Serve(x)
	return a
}

func at(id, postcode string, point *directory.Point) directory.Record {
	return directory.Record{Service: directory.Service{ID: id, Offers: []string{"legal"}},
		Places: []directory.Place{{ID: id, Postcode: postcode, Point: point}}}
}

func find(t *testing.T, a *App, raw map[string]any) FoundDoc {
	t.Helper()
	wanted, err := a.ReadWanted(raw, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	found, err := a.Find(wanted, "en")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// A postcode is known by the map, or by the doors that are there; a distance to the middle of an area says that it is one.
func TestNearAPostcode(t *testing.T) {
	a := imported(t, at("far", "9998", &directory.Point{Lat: 51.3, Lon: 4.9}), at("there", "9999", &directory.Point{Lat: 51.2, Lon: 4.4}),
		at("schaerbeek", "1030", nil), at("nowhere", "0000", nil))
	var ids []string
	for _, s := range find(t, a, map[string]any{"near": "9999"}).Services {
		ids = append(ids, s.ID)
	}
	if want := []string{"there", "schaerbeek", "far", "nowhere"}; len(ids) != 4 || ids[0] != want[0] || ids[3] != want[3] {
		t.Errorf("near 9999 are %v", ids)
	}
	row := find(t, a, map[string]any{"near": "1030"}).Services[0]
	if row.ID != "schaerbeek" || row.Km == nil || *row.Km != 0 || !row.About {
		t.Errorf("nearest to 1030 is %+v", row)
	}
	if _, err := a.ReadWanted(map[string]any{"near": "9997"}, tuesday); err == nil {
		t.Error("a postcode that nobody knows is taken for a place")
	}
}

// Who lies in an area comes first, who lies in another is left out, and of whom it is not known comes last.
func TestCommune(t *testing.T) {
	a := imported(t, at("in", "1030", nil), at("door", "", &directory.Point{Lat: 50.867, Lon: 4.38}), at("elsewhere", "1000", nil),
		directory.Record{Service: directory.Service{ID: "hidden"}, ConfidentialPlaces: []directory.ConfidentialPlace{{ID: "x"}}})
	found := find(t, a, map[string]any{"commune": "1030"})
	if found.Total != 3 || found.Sure != 2 || found.Services[2].ID != "hidden" {
		t.Errorf("found %+v", found)
	}
	wanted, err := a.ReadWanted(map[string]any{}, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	where, err := a.Where(wanted)
	if err != nil || where.Counts["21015"] != 2 || where.Elsewhere != 1 || len(where.Points) != 1 {
		t.Errorf("they lie at %+v, %v", where, err)
	}
}

// Imported services come into a decision by the needs that they meet, unless a known fact speaks against them, and a
// place by latitude and longitude is read as the area that it lies in.
func TestRouteWithImports(t *testing.T) {
	men := at("men", "1030", nil)
	men.Service.For.Genders = []string{"man"}
	a := imported(t, at("fits", "1030", nil), men)
	d, err := a.Route(map[string]any{"needs": []any{"legal"}, "gender": "woman", "place": "50.867,4.38"}, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if d.Supplied.Shown != 1 || d.Supplied.Total != 1 || d.Supplied.Misfits != 1 {
		t.Errorf("supplied %+v", d.Supplied)
	}
	same, err := a.Route(map[string]any{"needs": []any{"legal"}, "gender": "woman", "place": "1030"}, tuesday)
	if err != nil || d.Facts.Set != same.Facts.Set {
		t.Errorf("by degrees %v, by postcode %v, %v", d.Facts.Set, same.Facts.Set, err)
	}
	without, err := brussels(t).Route(map[string]any{"needs": []any{"legal"}, "gender": "woman"}, tuesday)
	if err != nil || without.Supplied.Shown != 0 {
		t.Errorf("without an import: %+v, %v", without.Supplied, err)
	}
}
