package hsdsapi

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
)

// List is a Directory that looks at each service: what Indexed has to answer, written as plainly as can be. Services come
// in the order of the index. What words find is the index's to say, and tested there.
type List struct {
	entries       []entry
	organisations []Organisation
	ids           []hsds.UUID // of the organisations
	terms         []hsds.Term
	areas         map[string][]string
	holding       func(words string) map[string]bool // the ids of services that hold them
	atMap         func(*directory.Place) (directory.Point, bool)
}

// entry is a service and what it is found by.
type entry struct {
	service  *directory.Service
	keys     hsds.Keys
	modified time.Time // zero: unknown
}

var _ Directory = (*List)(nil)

func newList(services []*directory.Service, namespace string, areas map[string][]string, holding func(string) map[string]bool) *List {
	l := &List{areas: areas, holding: holding}
	organisations := map[hsds.UUID]bool{}
	for _, s := range services {
		e := entry{service: s, keys: hsds.KeysOf(s, namespace)}
		e.modified, _ = time.Parse(time.RFC3339, s.Modified)
		l.entries = append(l.entries, e)
		if id := e.keys.Organisation; len(s.Org.Name) > 0 && !organisations[id] {
			organisations[id] = true
			l.organisations = append(l.organisations, Organisation{s.Origin, s.Org})
		}
		l.terms = append(l.terms, hsds.SourceTerms(s, namespace)...)
	}
	slices.SortFunc(l.organisations, func(a, b Organisation) int {
		return cmp.Or(cmp.Compare(lang.Fold(firstOf(a.Name)), lang.Fold(firstOf(b.Name))), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.ID, b.ID))
	})
	for _, o := range l.organisations {
		from := cmp.Or(o.Origin, namespace)
		l.ids = append(l.ids, hsds.KeyOf(hsds.KindOrganization, from, o.ID))
	}
	slices.SortFunc(l.terms, func(a, b hsds.Term) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Taxonomy, b.Taxonomy), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name))
	})
	return l
}

func firstOf(t lang.Text) string {
	for _, tag := range append(lang.Interface(), slices.Sorted(maps.Keys(t))...) {
		if s, ok := t[tag]; ok {
			return s
		}
	}
	return ""
}

// Services implements Directory.
func (l *List) Services(_ context.Context, q Query) ([]*directory.Service, int, error) {
	var found []*directory.Service
	for _, e := range l.entries {
		if (q.ID == hsds.UUID{} || q.ID == e.keys.Service) && l.matches(e, q) {
			found = append(found, e.service)
		}
	}
	return cut(found, q), len(found), nil
}

// Organisations implements Directory.
func (l *List) Organisations(_ context.Context, q Query) ([]Organisation, int, error) {
	of := map[hsds.UUID]bool{}
	for _, e := range l.entries {
		if (q.ID == hsds.UUID{} || q.ID == e.keys.Organisation) && l.matches(e, q) {
			of[e.keys.Organisation] = true
		}
	}
	var found []Organisation
	for i, o := range l.organisations {
		if of[l.ids[i]] {
			found = append(found, o)
		}
	}
	return cut(found, q), len(found), nil
}

// ServicesAtPlaces implements Directory.
func (l *List) ServicesAtPlaces(_ context.Context, q Query) ([]ServiceAtPlace, int, error) {
	var found []ServiceAtPlace
	middle := l.middle(q.Postcode)
	for _, e := range l.entries {
		if !l.matches(e, q) {
			continue
		}
		for i, id := range e.keys.AtPlaces {
			if (q.ID == hsds.UUID{} || q.ID == id) && l.near(e.service, i, q, middle) {
				found = append(found, ServiceAtPlace{e.service, i})
			}
		}
	}
	return cut(found, q), len(found), nil
}

// Terms implements Directory.
func (l *List) Terms() *Terms { return NewTerms(l.terms) }

// matches tells whether a service passes what every list can be narrowed to.
func (l *List) matches(e entry, q Query) bool {
	return (q.Organisation == hsds.UUID{} || q.Organisation == e.keys.Organisation) &&
		(q.Term == hsds.UUID{} || slices.Contains(e.keys.Terms, q.Term)) &&
		(q.Taxonomy == hsds.UUID{} || slices.Contains(e.keys.Taxonomies, q.Taxonomy)) &&
		(q.ModifiedAfter.IsZero() || e.modified.IsZero() || !e.modified.Before(q.ModifiedAfter.Truncate(time.Second))) &&
		(q.Search == "" || l.holding(q.Search)[e.service.ID])
}

// near tells whether a service at one of its places is for people in the query's postcode.
func (l *List) near(s *directory.Service, index int, q Query, middle *directory.Point) bool {
	if q.Postcode == "" {
		return true
	}
	var place *directory.Place
	if index < len(s.Places) {
		place = s.Places[index]
	}
	if q.Within > 0 {
		return place != nil && place.Point != nil && middle != nil && metres(*middle, kept(*place.Point)) <= q.Within
	}
	for _, area := range s.Area {
		if slices.Contains(l.areas[area], q.Postcode) {
			return true
		}
	}
	return len(s.Area) == 0 && place != nil && place.Postcode == q.Postcode
}

// middle is the middle of the points known in a postcode, or nil where there are none.
func (l *List) middle(postcode string) *directory.Point {
	var sum directory.Point
	n := 0.0
	for _, e := range l.entries {
		for _, p := range e.service.Places {
			if p.Postcode == postcode && p.Point != nil {
				sum.Lat, sum.Lon, n = sum.Lat+p.Point.Lat, sum.Lon+p.Point.Lon, n+1
			}
		}
	}
	if n == 0 && l.atMap != nil {
		if about, ok := l.atMap(&directory.Place{Postcode: postcode}); ok {
			return &about
		}
	}
	if n == 0 {
		return nil
	}
	return &directory.Point{Lat: sum.Lat / n, Lon: sum.Lon / n}
}

// kept is a point as an index keeps it, to half a metre.
func kept(p directory.Point) directory.Point {
	return directory.Point{Lat: float64(float32(p.Lat)), Lon: float64(float32(p.Lon))}
}

// metres is the distance over the ground, on a round earth.
func metres(a, b directory.Point) float64 {
	const radius, degree = 6_371_008.8, math.Pi / 180
	lat, lon := (b.Lat-a.Lat)*degree/2, (b.Lon-a.Lon)*degree/2
	h := math.Sin(lat)*math.Sin(lat) + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*math.Sin(lon)*math.Sin(lon)
	return 2 * radius * math.Asin(min(1, math.Sqrt(h)))
}
