package app

import (
	"encoding/binary"
	"slices"

	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
)

// WhereDoc is where the services lie that were looked for. Services at a confidential place, and those whose place is
// not known, lie nowhere.
type WhereDoc struct {
	Counts    map[string]int // services by the id of an area of the map, whichever areas were asked for
	Points    []atlas.Point  // public doors
	Elsewhere int            // services that lie in no area of the map
}

// maxPoints is how many doors are drawn before a map only counts.
const maxPoints = 2000

// Atlas is the map of the region, or nil.
func (a *App) Atlas() *atlas.Atlas { return a.pack.Atlas }

// Where tells where the services lie that are looked for.
func (a *App) Where(w Wanted) (WhereDoc, error) {
	doc := WhereDoc{Counts: map[string]int{}}
	if a.pack.Atlas == nil {
		return doc, nil
	}
	areas := a.pack.Atlas.Areas()
	q := w.query
	q.Limit, q.Facets, q.InKnown, q.Count = 0, false, areaTag(""), nil
	for _, area := range areas {
		q.Count = append(q.Count, areaTag(area.ID))
	}
	served := a.index()
	found, err := served.Find(q)
	if err != nil {
		return WhereDoc{}, fault.New(fault.Internal, "fault.internal", err)
	}
	for i, n := range found.Counts {
		doc.Counts[areas[i].ID] = n
	}
	doc.Elsewhere = found.Uncounted
	for _, p := range served.Spots(q, maxPoints) {
		doc.Points = append(doc.Points, atlas.Point(p))
	}
	return doc, nil
}

// areaTag is the tag of the services that have a public place in an area of the map; of no area: in any.
func areaTag(id string) uint64 { return uint64Of(hsds.KeyOf("area", "map", id)) }

func uint64Of(u hsds.UUID) uint64 { return binary.BigEndian.Uint64(u[:]) }

// areaOf is the area of the map that a place lies in.
func (a *App) areaOf(p *directory.Place) (atlas.Area, bool) {
	if a.pack.Atlas == nil {
		return atlas.Area{}, false
	}
	if p.Point != nil {
		return a.pack.Atlas.Holding(atlas.Point(*p.Point))
	}
	return a.pack.Atlas.ByPostcode(p.Postcode)
}

// area finds an area of the map by its id or one of its postcodes.
func (a *App) area(id string) (atlas.Area, bool) {
	if a.pack.Atlas == nil {
		return atlas.Area{}, false
	}
	if area, ok := a.pack.Atlas.ByID(id); ok {
		return area, true
	}
	return a.pack.Atlas.ByPostcode(id)
}

// locate says about where a place is that has no point: in the middle of its area.
func (a *App) locate(p *directory.Place) (directory.Point, bool) { return a.middle(p.Postcode) }

// middle is the middle of the area that a postcode belongs to.
func (a *App) middle(postcode string) (directory.Point, bool) {
	if a.pack.Atlas == nil {
		return directory.Point{}, false
	}
	area, ok := a.pack.Atlas.ByPostcode(postcode)
	return directory.Point(area.Middle), ok
}

// around is where a postcode is: in the middle of its area, or else, where the map does not know it, amid the doors that
// services have there. Only services with one place count: of the others it is not known which place is there.
func (a *App) around(postcode string) (directory.Point, bool) { return a.aroundIn(a.index(), postcode) }

func (a *App) aroundIn(x *index.Index, postcode string) (directory.Point, bool) {
	if middle, ok := a.middle(postcode); ok {
		return middle, true
	}
	var sum directory.Point
	doors := 0.0
	x.Select(index.Query{Tags: []uint64{hsds.PostcodeKey(postcode).Short()}}).EachDoor(func(at uint32, p directory.Point) {
		if x.VisitsOf(at) == 1 {
			sum.Lat, sum.Lon, doors = sum.Lat+p.Lat, sum.Lon+p.Lon, doors+1
		}
	})
	if doors == 0 {
		return directory.Point{}, false
	}
	return directory.Point{Lat: sum.Lat / doors, Lon: sum.Lon / doors}, true
}

// keys are the ids under which the exchange format knows a service, and the areas of the map that it lies in.
func (a *App) keys(s *directory.Service) index.Keys {
	from := hsds.KeysOf(s, a.pack.Info.ID)
	k := index.Keys{Service: from.Service.Short()}
	if from.Organisation != (hsds.UUID{}) {
		k.Organisation = from.Organisation.Short()
	}
	for _, visit := range from.AtPlaces {
		k.Visits = append(k.Visits, visit.Short())
	}
	for _, tags := range [][]hsds.UUID{from.Terms, from.Taxonomies, from.Postcodes} {
		for _, tag := range tags {
			k.Tags = append(k.Tags, tag.Short())
		}
	}
	for _, p := range s.Places {
		if area, ok := a.areaOf(p); ok {
			k.Tags = append(k.Tags, areaTag(area.ID), areaTag(""))
		}
	}
	slices.Sort(k.Tags)
	k.Tags = slices.Compact(k.Tags)
	return k
}
