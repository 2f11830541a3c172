package hsdsapi

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// invented is some hundred services that differ in everything that a list is narrowed by: with and without organisation,
// and one that has no name; at no place, one, several and confidential ones; with ids that differ in their last byte.
func invented(t testing.TB) []*directory.Service {
	t.Helper()
	var list []*directory.Service
	for i := range 150 {
		list = append(list, placed(t, fmt.Sprintf("00000000-0000-0000-0000-0000000000%02x", i), func(r *directory.Record) {
			s := &r.Service
			s.Name = lang.Text{"en": fmt.Sprintf("%s %d", []string{"Shelter", "Legal help", "Listening"}[i%3], i%70)}
			r.Organisation.ID = fmt.Sprintf("11111111-1111-1111-1111-1111111111%02x", i%39) // of one import each
			r.Organisation.Name = lang.Text{"en": fmt.Sprint("Organisation ", i*7%39)}
			switch i % 39 {
			case 3:
				r.Organisation.Name = nil
			case 5:
				r.Organisation = directory.Organisation{}
			}
			s.Organisation = r.Organisation.ID
			s.Offers = [][]string{nil, {"shelter"}, {"legal"}, {"shelter", "legal"}}[i%4]
			s.Terms = [][]directory.Term{nil, {{Taxonomy: "T", Code: "1", Name: "One"}, {Taxonomy: "U", Code: "1"}},
				{{Taxonomy: "T", Code: "1", Name: "Once"}, {Name: "loose"}}}[i%3]
			s.Area = [][]string{nil, nil, {"zone-north"}, {"zone-midi", "zone-west"}}[i%4]
			s.Modified = []string{"", "2026-03-01T00:00:00Z", "2026-05-01T12:00:00.5+02:00"}[i%3]
			s.Origin = []string{"import", "other", ""}[i%3]
			r.Places = nil
			for n := range i / 4 % 4 {
				p := directory.Place{ID: fmt.Sprint("p", i%17, n), Postcode: []string{"1030", "1070", "", "1030 9"}[(i+n)%4]}
				if (i+n)%3 > 0 {
					p.Point = &directory.Point{Lat: 50.8 + float64(i%23)/100, Lon: 4.3 + float64(n)/50}
				}
				r.Places = append(r.Places, p)
			}
			r.ConfidentialPlaces = r.ConfidentialPlaces[:i/5%2]
		}))
	}
	return list
}

// listOf is the plain answer to what an app serves.
func listOf(t testing.TB, a *app.App) *List {
	t.Helper()
	x := a.Index()
	var services []*directory.Service
	for i := range x.Size() {
		s, err := x.At(uint32(i))
		if err != nil {
			t.Fatal(err)
		}
		services = append(services, s)
	}
	known := map[string]map[string]bool{}
	l := newList(services, a.Pack().Info.ID, areasOf(a.Pack()), func(words string) map[string]bool {
		if holding, ok := known[words]; ok {
			return holding
		}
		found, err := x.Find(index.Query{Words: words, Plain: true, Limit: x.Size()})
		if err != nil {
			t.Fatal(err)
		}
		holding := map[string]bool{}
		for _, h := range found.Hits {
			holding[h.Service.ID] = true
		}
		known[words] = holding
		return holding
	})
	l.atMap = a.IndexOptions().Locate
	return l
}

// The index answers every query as looking at each service does: over the pack, and over services that are stranger.
func TestIndexedIsList(t *testing.T) {
	p := brussels(t)
	for name, services := range map[string][]*directory.Service{"pack": p.Directory.Services, "invented": invented(t)} {
		t.Run(name, func(t *testing.T) {
			a := appOver(t, p, services)
			indexed, list := indexedBy(a).Now(), listOf(t, a)
			if got, want := indexed.Terms(), list.Terms(); !reflect.DeepEqual(got, want) {
				t.Errorf("terms %v, want %v", got, want)
			}
			rapid.Check(t, func(r *rapid.T) { alike(r, indexed, list) })
		})
	}
}

// alike asks two directories the same.
func alike(r *rapid.T, indexed, list Directory) {
	l := list.(*List)
	q := query(r, l)
	same(r, q, "services", indexed.Services, list.Services)
	same(r, q, "organisations", indexed.Organisations, list.Organisations)
	if rapid.Bool().Draw(r, "by place") {
		near := rapid.SampledFrom(l.entries).Draw(r, "place").service
		q.Postcode = rapid.SampledFrom([]string{"1030", "1070", "1000", "1030 9", "9999"}).Draw(r, "postcode")
		if len(near.Places) > 0 && near.Places[0].Postcode != "" {
			q.Postcode = near.Places[0].Postcode
		}
		q.Within = rapid.SampledFrom([]float64{0, 0, 1, 900, 2700, 1e6}).Draw(r, "within")
	}
	same(r, q, "pairs", indexed.ServicesAtPlaces, list.ServicesAtPlaces)
}

// query draws a query of which each part finds something more often than not.
func query(r *rapid.T, l *List) Query {
	draw := func(name string, from func(k hsds.Keys) []hsds.UUID) hsds.UUID {
		if rapid.IntRange(0, 2).Draw(r, name) > 0 {
			return hsds.UUID{}
		}
		ids := from(rapid.SampledFrom(l.entries).Draw(r, "service of "+name).keys)
		if len(ids) == 0 {
			return hsds.UUID{}
		}
		id := rapid.SampledFrom(ids).Draw(r, "id of "+name)
		if rapid.IntRange(0, 9).Draw(r, "wrong "+name) == 0 {
			id[rapid.IntRange(0, 15).Draw(r, "byte")] ^= 1
		}
		return id
	}
	one := func(id hsds.UUID) []hsds.UUID { return []hsds.UUID{id} }
	q := Query{
		Term:         draw("term", func(k hsds.Keys) []hsds.UUID { return k.Terms }),
		Taxonomy:     draw("taxonomy", func(k hsds.Keys) []hsds.UUID { return k.Taxonomies }),
		Organisation: draw("organisation", func(k hsds.Keys) []hsds.UUID { return one(k.Organisation) }),
		ID: draw("id", func(k hsds.Keys) []hsds.UUID {
			return slices.Concat(one(k.Service), one(k.Organisation), k.AtPlaces)
		}),
		Search: rapid.SampledFrom([]string{"", "", "", "help", "shel", "violence", "zzzz", "!"}).Draw(r, "search"),
		Offset: rapid.SampledFrom([]int{0, 0, 1, 5, 20, 1000}).Draw(r, "offset"),
		Limit:  rapid.SampledFrom([]int{1, 3, 50, 1000}).Draw(r, "limit"),
	}
	if rapid.Bool().Draw(r, "since") {
		q.ModifiedAfter = time.Date(2026, 5, 1, 10, 0, rapid.IntRange(-1, 1).Draw(r, "second"), 0, time.UTC)
	}
	return q
}

type lists[T any] func(context.Context, Query) ([]T, int, error)

func same[T comparable](r *rapid.T, q Query, what string, got, want lists[T]) {
	r.Helper()
	gotList, gotTotal, err := got(context.Background(), q)
	if err != nil {
		r.Fatalf("%s: %+v: %v", what, q, err)
	}
	wantList, wantTotal, _ := want(context.Background(), q)
	if gotTotal != wantTotal || !slices.Equal(gotList, wantList) {
		r.Fatalf("%s: %+v: %d of %d, want %d of %d", what, q, len(gotList), gotTotal, len(wantList), wantTotal)
	}
}

// An answer is of one directory, also when another comes to be served while it is given.
func TestAnswerIsOfOnePiece(t *testing.T) {
	p := brussels(t)
	a := appOver(t, p, invented(t))
	before := indexedBy(a).Now()
	after := appOver(t, p, p.Directory.Services).Index()
	a.Serve(after)
	_, total, err := before.Services(context.Background(), Query{Limit: 1})
	if err != nil || total != 150 {
		t.Errorf("%d services, %v", total, err)
	}
	d := indexedBy(a)
	if _, total, _ := d.Now().Services(context.Background(), Query{Limit: 1}); total != after.Size() {
		t.Errorf("%d services, want %d", total, after.Size())
	}
	terms := d.Now().Terms()
	if terms != d.Now().Terms() {
		t.Error("terms are made for each request")
	}
	a.Serve(appOver(t, p, invented(t)).Index())
	if terms == d.Now().Terms() {
		t.Error("terms are those of another directory")
	}
}

// Reading stops when nobody waits for the answer any more.
func TestNobodyWaits(t *testing.T) {
	p := brussels(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if list, _, err := indexedBy(appOver(t, p, invented(t))).Now().Services(ctx, Query{Limit: 10}); err == nil {
		t.Errorf("%d services were read", len(list))
	}
}
