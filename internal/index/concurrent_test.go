package index

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Many may ask at once, about different moments, and everybody gets what they would get alone.
func TestManyAskAtOnce(t *testing.T) {
	var records []directory.Record
	for i := range 200 {
		r := numbered(i)
		r.Service.Origin, r.Service.Offers = "import", []string{"talk"}
		r.Places = []directory.Place{{ID: "p", Point: &directory.Point{Lat: 50 + float64(i%17)/100, Lon: 4}}}
		records = append(records, r)
	}
	inMemory, fromFile := build(t, invented(), records)
	alone, _ := build(t, invented(), records)
	queries := []Query{{Facets: true}, {Open: true}, {Words: "name1 nam"}, {Near: &directory.Point{Lat: 50, Lon: 4}, Within: 5},
		{Open: true, Having: []Filter{{Need, 3}}, Words: "namee7"}}
	type asked struct {
		q    Query
		want []string
	}
	var all []asked
	for i := range 40 {
		q := queries[i%len(queries)]
		q.At, q.Limit = tuesday.Add(time.Duration(i%(3*kept))*time.Hour), 20
		found, err := alone.Find(q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, asked{q, ids(found)})
	}
	var everyone sync.WaitGroup
	for person := range 8 {
		everyone.Go(func() {
			random := rand.New(rand.NewPCG(uint64(person), 1))
			x := []*Index{inMemory, fromFile}[person%2]
			for range 30 {
				a := all[random.IntN(len(all))]
				if found, err := x.Find(a.q); err != nil || !slices.Equal(ids(found), a.want) {
					t.Errorf("%+v: %v, %v; alone %v", a.q, ids(found), err, a.want)
				}
				if offered, err := x.Offer(2, &facts.Set{}, a.q.At, 3); err != nil || offered.Total != len(records) {
					t.Errorf("%d are offered, %v", offered.Total, err)
				}
				if s, ok, err := x.Service("7"); err != nil || !ok || s.ID != "7" {
					t.Errorf("service 7: %v, %v", ok, err)
				}
			}
		})
	}
	everyone.Wait()
	for _, x := range []*Index{inMemory, fromFile} {
		if len(x.moments.list) > kept {
			t.Errorf("%d moments are kept", len(x.moments.list))
		}
	}
}
