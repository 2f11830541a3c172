package index

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Whatever is selected and however it is listed, it is what looking at each service gives.
func TestSelectionIsLookingAtEach(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		inMemory, fromFile := build(t, o, inventedRecords(t, 10))
		n, q := newOracle(all(t, inMemory), o), inventedQuery(t)
		f := Filter{Attribute(rapid.IntRange(0, attributes-1).Draw(t, "attribute")), mask(t, "values")}
		meant, _ := n.meant(q.Words)
		holds := func(i int) bool { return n.judge(n.services[i], q, meant).plainly }
		has := func(i int) bool { return spoken(n.services[i], o.Vocabulary, f) }
		under := func(i int) bool { return slices.Contains(keysOf(n.services[i]).Tags, inTown) }
		unlisted := func(i int) bool { return f.Attribute == Residence || !n.listed(n.services[i], f.Attribute) }
		for _, x := range []*Index{inMemory, fromFile} {
			s := x.Select(q)
			skip, limit := rapid.IntRange(0, 9).Draw(t, "skip"), rapid.IntRange(0, 9).Draw(t, "limit")
			listed(t, n, s, holds, skip, limit)
			listed(t, n, s.Having(f), both(holds, has), skip, limit)
			listed(t, n, s.Under(inTown), both(holds, under), skip, limit)
			listed(t, n, s.Unlisted(f.Attribute), both(holds, unlisted), skip, limit)
			listed(t, n, s.Having(f).And(s.Under(inTown)), both(both(holds, has), under), skip, limit)
			listed(t, n, s.Having(f).Or(s.Under(inTown)), func(i int) bool { return holds(i) && (has(i) || under(i)) }, skip, limit)
			if x.Size() > 0 {
				listed(t, n, s.Only(0), func(i int) bool { return i == 0 && holds(i) }, skip, limit)
			}
			listed(t, n, s, holds, skip, limit) // none of these changes it
			doors(t, n, s, holds, somewhere(t, "from"), rapid.SampledFrom([]float64{0, 1, 30, 20000}).Draw(t, "km"))
		}
	})
}

func both(a, b func(int) bool) func(int) bool { return func(i int) bool { return a(i) && b(i) } }

func listed(t *rapid.T, n oracle, s Selection, holds func(int) bool, skip, limit int) {
	var services []uint32
	var visits []Visit
	var names []string
	for i, service := range n.services {
		if s.Has(uint32(i)) != holds(i) {
			t.Fatalf("%s is in: %v", service.ID, s.Has(uint32(i)))
		}
		if !holds(i) {
			continue
		}
		services = append(services, uint32(i))
		for nth := range service.Places {
			visits = append(visits, Visit{uint32(i), nth})
		}
		if name := service.Org.Name["en"] + " " + service.Origin; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if got := s.Services(skip, limit); !slices.Equal(got, page(services, skip, limit)) || s.Size() != len(services) {
		t.Fatalf("services %v of %d, want %v", got, s.Size(), services)
	}
	if got, total := s.Visits(skip, limit); !slices.Equal(got, page(visits, skip, limit)) || total != len(visits) {
		t.Fatalf("visits %v of %d, want %v", got, total, visits)
	}
	slices.Sort(names)
	firsts, total := s.Organisations(skip, limit)
	var got []string
	for _, at := range firsts {
		got = append(got, n.services[at].Org.Name["en"]+" "+n.services[at].Origin)
	}
	if !slices.Equal(got, page(names, skip, limit)) || total != len(names) {
		t.Fatalf("organisations %q of %d, want %q", got, total, names)
	}
}

func page[T any](list []T, skip, limit int) []T {
	list = list[min(skip, len(list)):]
	return list[:min(limit, len(list))]
}

func doors(t *rapid.T, n oracle, s Selection, holds func(int) bool, from directory.Point, km float64) {
	got := s.Doors(from, km)
	for i, service := range n.services {
		want := uint32(0)
		for _, p := range service.Places {
			if holds(i) && p.Point != nil && Inside(from, km, *p.Point) {
				want++
			}
		}
		if got[i] != want {
			t.Fatalf("%s has %d doors within %v km of %v, want %d", service.ID, got[i], km, from, want)
		}
	}
}

// An organisation without a name is not listed; its services are.
func TestNamelessOrganisations(t *testing.T) {
	record := func(id, org, name string) directory.Record {
		r := directory.Record{Service: directory.Service{ID: id}, Organisation: directory.Organisation{ID: org}}
		if name != "" {
			r.Organisation.Name = lang.Text{"fr": name}
		}
		return r
	}
	inMemory, fromFile := build(t, invented(), []directory.Record{record("a", "1", ""), record("b", "2", "Abri"), record("c", "3", ""),
		record("d", "4", "Zonta"), record("e", "4", "Zonta")})
	for _, x := range []*Index{inMemory, fromFile} {
		firsts, total := x.Select(Query{}).Organisations(0, 10)
		if total != 2 || !slices.Equal(firsts, []uint32{1, 3}) {
			t.Errorf("%v of %d", firsts, total)
		}
		if s := x.Select(Query{}); s.Size() != 5 {
			t.Errorf("%d services", s.Size())
		}
	}
}
