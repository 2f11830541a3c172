package index

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/packtest"
)

var tuesday = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func brussels(t testing.TB) *pack.Pack {
	t.Helper()
	p, _ := packtest.Shipped(t)
	return p
}

func ids(f Found) []string {
	var list []string
	for _, h := range f.Hits {
		list = append(list, h.Service.ID)
	}
	return list
}

func (e expected) ids() []string {
	var list []string
	for _, r := range e.hits {
		list = append(list, r.service.ID)
	}
	return list
}

// Every attribute and many values of the pack, one by one, give what looking at each service gives.
func TestEveryValue(t *testing.T) {
	p := brussels(t)
	o := Options{Vocabulary: p.Vocabulary, Calendar: p.Calendar, Locate: invented().Locate}
	var records []directory.Record
	for _, s := range p.Directory.Services {
		records = append(records, directory.RecordOf(s))
	}
	inMemory, fromFile := build(t, o, records)
	for _, x := range []*Index{inMemory, fromFile} {
		n := newOracle(all(t, x), o)
		for _, a := range Attributes() {
			for _, v := range []int{0, 1, 2, 3, 4, 5, 6, 7, 11, 25, 61, 62, 63} {
				q := Query{At: tuesday, Having: []Filter{{a, 1 << v}}, Limit: 100}
				found, err := x.Find(q)
				if err != nil {
					t.Fatal(err)
				}
				if want := n.find(q); !slices.Equal(ids(found), want.ids()) || found.Total != want.total || found.Sure != want.sure {
					t.Errorf("%s %d: found %v, want %v", a, v, ids(found), want.ids())
				}
			}
		}
	}
}

func all(t fataler, x *Index) []*directory.Service {
	t.Helper()
	var list []*directory.Service
	for i := range x.Size() {
		s, err := x.At(uint32(i))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// Any services and any questions: the sets, in memory and from a file, give what looking at each service gives, in the
// same order, with the same reasons and counts.
func TestFindIsLookingAtEach(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		inMemory, fromFile := build(t, o, inventedRecords(t, 12))
		n := newOracle(all(t, inMemory), o)
		for range 3 {
			q := inventedQuery(t)
			want := n.find(q)
			sameFound(t, inMemory, q, want)
			sameFound(t, fromFile, q, want)
			pages(t, inMemory, q, want)
		}
	})
}

func sameFound(t *rapid.T, x *Index, q Query, want expected) {
	found, err := x.Find(q)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(ids(found), want.ids()) || found.Total != want.total || found.Sure != want.sure {
		t.Fatalf("%+v: found %v (%d, %d sure), want %v (%d, %d sure)", q, ids(found), found.Total, found.Sure, want.ids(),
			want.total, want.sure)
	}
	if !slices.Equal(found.Words, want.spoken) {
		t.Fatalf("%q is understood as %v, want %v", q.Words, found.Words, want.spoken)
	}
	if !slices.Equal(found.Counts, want.counts) || found.Uncounted != want.uncounted {
		t.Fatalf("%+v: counted %v and %d, want %v and %d", q, found.Counts, found.Uncounted, want.counts, want.uncounted)
	}
	for i, f := range found.Facets {
		if w := want.facets[i]; f.Attribute != w.Attribute || f.Unknown != w.Unknown || !slices.Equal(f.Values, w.Values) {
			t.Fatalf("%+v: facet %v, want %v", q, f, w)
		}
	}
	for i, h := range found.Hits {
		sameHit(t, x, q, h, want.hits[i], i < want.sure)
	}
}

func sameHit(t *rapid.T, x *Index, q Query, h Hit, want truth, sure bool) {
	state := want.service.At(q.At, x.Zone())
	if h.State.Now != state.Now || !h.State.Until.Equal(state.Until) || !h.State.Opens.Equal(state.Opens) {
		t.Fatalf("%s (%q) at %s: %+v, want %+v", h.Service.ID, h.Service.HoursText, q.At, h.State, state)
	}
	if placed := want.located && !q.Plain; h.Placed != placed || placed && (h.Km != kilometres(want.apart) || h.About != want.about) {
		t.Fatalf("%s: %v km (%v, about %v), want %v", h.Service.ID, h.Km, h.Placed, h.About, want)
	}
	if at, err := x.At(h.Position); err != nil || at.ID != h.Service.ID {
		t.Fatalf("position %d is %v, %v", h.Position, at, err)
	}
	var known []bool
	for _, r := range h.Why {
		if sure && !r.Known {
			t.Fatalf("%s is sure, and %+v", h.Service.ID, r)
		}
		if r.Kind != ByWord {
			known = append(known, r.Known)
		}
	}
	if tier := want.tier(); len(known) != len(want.filters) || count(bytesOf(known)) != tier {
		t.Fatalf("%+v: %s has the reasons %+v, want %d of %d unknown", q, h.Service.ID, h.Why, tier, len(want.filters))
	}
	becauseOfFilters(t, q, h)
	becauseOfWords(t, h, want)
}

// bytesOf gives a byte below 0x80 for each that is false.
func bytesOf(list []bool) []byte {
	b := make([]byte, len(list))
	for i, yes := range list {
		if yes {
			b[i] = 0x80
		}
	}
	return b
}

func becauseOfFilters(t *rapid.T, q Query, h Hit) {
	for i, f := range q.Having {
		r, v := h.Why[i], vocabulary()
		yes, _ := stands(h.Service, v, f)
		itself := spoken(h.Service, v, f)
		if r.Attribute != f.Attribute || r.Known != yes || (r.Kind == ByInterpreter) != (yes && !itself) {
			t.Fatalf("%s: %+v for %+v", h.Service.ID, r, f)
		}
		for value := range 64 {
			has := f.Values&(1<<value) != 0 && spoken(h.Service, v, Filter{f.Attribute, 1 << value})
			if (r.Values&(1<<value) != 0) != has {
				t.Fatalf("%s: %+v for %+v", h.Service.ID, r, f)
			}
		}
	}
}

func becauseOfWords(t *rapid.T, h Hit, want truth) {
	var named []bool
	for _, r := range h.Why {
		if r.Kind == ByWord {
			named = append(named, r.Named)
		}
	}
	if !slices.Equal(named, want.words) {
		t.Fatalf("%s: in names %v, want %v", h.Service.ID, named, want.words)
	}
}

// pages checks that pages of any size, one after another, are the whole list.
func pages(t *rapid.T, x *Index, q Query, want expected) {
	q.Limit = rapid.IntRange(1, 5).Draw(t, "limit")
	var list []string
	for q.Offset = 0; q.Offset <= want.total; q.Offset += q.Limit {
		found, err := x.Find(q)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) > q.Limit || found.Total != want.total {
			t.Fatalf("a page of %d of %d at %d", len(found.Hits), found.Total, q.Offset)
		}
		list = append(list, ids(found)...)
	}
	if !slices.Equal(list, want.ids()) {
		t.Fatalf("%+v: pages of %d give %v, want %v", q, q.Limit, list, want.ids())
	}
}

// Bounds that make no sense give an empty page, not a panic and not everything.
func TestSenselessPages(t *testing.T) {
	o := invented()
	place := []directory.Place{{ID: "p", Point: &directory.Point{Lat: 1, Lon: 2}}}
	x, _ := build(t, o, []directory.Record{{Service: directory.Service{ID: "a"}, Places: place},
		{Service: directory.Service{ID: "b"}, Places: place}})
	for _, q := range []Query{{Limit: -1}, {Limit: 0}, {Offset: 2, Limit: 5}, {Offset: 1 << 62, Limit: 1 << 62}} {
		for _, near := range []*directory.Point{nil, {Lat: 1, Lon: 1}} {
			q.At, q.Near = tuesday, near
			if found, err := x.Find(q); err != nil || len(found.Hits) != 0 || found.Total != 2 {
				t.Errorf("%+v: %v, %v", q, ids(found), err)
			}
		}
	}
	for _, near := range []*directory.Point{nil, {Lat: 1, Lon: 1}} {
		for _, q := range []Query{{Offset: -3, Limit: 1 << 50}, {Offset: -3, Limit: 2}} {
			q.At, q.Near = tuesday, near
			if found, err := x.Find(q); err != nil || len(found.Hits) != 2 {
				t.Errorf("from before the beginning: %+v: %v, %v", q, ids(found), err)
			}
		}
	}
}

// Every service is found by its id and its keys, and nothing is found by others.
func TestLookups(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		inMemory, fromFile := build(t, o, inventedRecords(t, 12))
		for _, x := range []*Index{inMemory, fromFile} {
			for i, s := range all(t, x) {
				if got, ok, err := x.Service(s.ID); err != nil || !ok || got.ID != s.ID {
					t.Fatalf("%s: %v, %v, %v", s.ID, got, ok, err)
				}
				k := keysOf(s)
				if !slices.Equal(x.ByKey(k.Service), []uint32{uint32(i)}) {
					t.Fatalf("%s by its key: %v", s.ID, x.ByKey(k.Service))
				}
				for _, visit := range k.Visits {
					if !slices.Contains(x.ByVisit(visit), uint32(i)) {
						t.Fatalf("%s by a place of it: %v", s.ID, x.ByVisit(visit))
					}
				}
			}
			if s, ok, err := x.Service("no such service"); ok || err != nil || s != nil {
				t.Fatalf("found %v, %v, %v", s, ok, err)
			}
			if len(x.ByKey(1)) > 0 || len(x.ByVisit(1)) > 0 {
				t.Fatal("found by a key that nothing has")
			}
		}
	})
}

// Spots are the doors of what is found, and no middle of an area.
func TestSpots(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		inMemory, fromFile := build(t, o, inventedRecords(t, 12))
		n, q := newOracle(all(t, inMemory), o), inventedQuery(t)
		var want []directory.Point
		for _, r := range n.find(q).hits {
			for _, p := range r.service.Places {
				if p.Point != nil && plausible(*p.Point) {
					want = append(want, directory.Point{Lat: float64(float32(p.Point.Lat)), Lon: float64(float32(p.Point.Lon))})
				}
			}
		}
		for _, x := range []*Index{inMemory, fromFile} {
			got := x.Spots(q, 1000)
			slices.SortFunc(got, byPoint)
			slices.SortFunc(want, byPoint)
			if !slices.Equal(got, want) {
				t.Fatalf("%+v: doors %v, want %v", q, got, want)
			}
			if most := len(want) / 2; len(x.Spots(q, most)) != most {
				t.Fatalf("%d doors of at most %d", len(x.Spots(q, most)), most)
			}
		}
	})
}

// The same services give the same file, byte for byte.
func TestFileIsTheSame(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		records := inventedRecords(t, 8)
		if a, b := written(t, o, records), written(t, o, records); !slices.Equal(a, b) {
			t.Fatal("two files of the same services differ")
		}
	})
}

// An id that was added is taken, also where its hash is that of another.
func TestDuplicates(t *testing.T) {
	b := NewBuilder(invented(), nil)
	add := func(id string) error {
		p, err := b.Prepare(&directory.Record{Service: directory.Service{ID: id}})
		if err != nil {
			t.Fatal(err)
		}
		return b.Add(p)
	}
	if err := add("a"); err != nil {
		t.Fatal(err)
	}
	b.ids[hash("b")] = 0 // as if the hashes were the same
	if err := add("b"); err != nil {
		t.Fatalf("another id with the same hash: %v", err)
	}
	for _, id := range []string{"a", "b"} {
		if err := add(id); !errors.Is(err, ErrDuplicate) {
			t.Errorf("%s a second time: %v", id, err)
		}
	}
	if x, err := b.Finish(); err != nil || x.Size() != 2 {
		t.Errorf("%d services, %v", x.Size(), err)
	}
}

func TestAttributeNames(t *testing.T) {
	for _, a := range Attributes() {
		if named, ok := AttributeNamed(a.String()); !ok || named != a {
			t.Errorf("%s is %v, %v", a, named, ok)
		}
		if key, ok := a.Fact(); ok {
			if back, ok := AttributeOf(key); !ok || back != a {
				t.Errorf("%s is the attribute of its fact: %v, %v", a, back, ok)
			}
		}
	}
	if _, ok := AttributeNamed("address"); ok {
		t.Error("an attribute that is none has been found")
	}
	if _, ok := AttributeOf(facts.Danger); ok {
		t.Error("danger has no attribute")
	}
}
