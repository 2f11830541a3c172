package hsdsapi

import (
	"context"
	"math"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
)

// pairs is services, some of whose places are asked for.
type pairs struct {
	among index.Selection
	// count tells how many of a service's places are, without reading it if that is known; -1: it has to be read.
	count func(position uint32) int
	// is tells whether one of them is.
	is func(s *directory.Service, nth int) bool
}

// chosen lists the pairs of an id, or of a postcode.
func (v *view) chosen(ctx context.Context, q Query, found index.Selection) ([]ServiceAtPlace, int, error) {
	p := pairs{found, func(uint32) int { return -1 }, func(*directory.Service, int) bool { return true }}
	if q.Postcode != "" {
		var ok bool
		var err error
		if p, ok, err = v.inPostcode(ctx, q, found); !ok || err != nil {
			return nil, 0, err
		}
	}
	if q.ID != (hsds.UUID{}) {
		within := p.is
		p.count = func(uint32) int { return -1 }
		p.is = func(s *directory.Service, nth int) bool { return v.keys(s).AtPlaces[nth] == q.ID && within(s, nth) }
	}
	return v.list(ctx, q, p)
}

// list reads the services of the pairs that are shown, and those of which nobody knows otherwise how many there are.
func (v *view) list(ctx context.Context, q Query, p pairs) (list []ServiceAtPlace, total int, err error) {
	for _, position := range p.among.Services(0, v.x.Size()) {
		n := p.count(position)
		if n == 0 || n > 0 && (total+n <= q.Offset || len(list) == q.Limit) {
			total += n
			continue
		}
		s, err := v.at(ctx, position)
		if err != nil {
			return nil, 0, err
		}
		for nth := range len(s.Places) + len(s.Hidden) {
			if !p.is(s, nth) {
				continue
			}
			if total >= q.Offset && len(list) < q.Limit {
				list = append(list, ServiceAtPlace{s, nth})
			}
			total++
		}
	}
	return list, total, nil
}

// inPostcode is the pairs for people in a postcode, or near its middle; ok is false where nobody knows where that is.
func (v *view) inPostcode(ctx context.Context, q Query, found index.Selection) (p pairs, ok bool, err error) {
	if q.Within == 0 {
		return v.forPeopleIn(q.Postcode, found), true, nil
	}
	middle, err := v.middle(ctx, q.Postcode)
	if err != nil || middle == nil {
		return pairs{}, false, err
	}
	km := q.Within / 1000
	doors := found.Doors(*middle, km)
	return pairs{found, func(at uint32) int { return int(doors[at]) }, func(s *directory.Service, nth int) bool {
		return nth < len(s.Places) && s.Places[nth].Point != nil && index.Inside(*middle, km, *s.Places[nth].Point)
	}}, true, nil
}

// forPeopleIn is the pairs for people who live in a postcode. A service with one place need not be read to know that.
func (v *view) forPeopleIn(postcode string, found index.Selection) pairs {
	var areas []string
	for area, codes := range v.Areas {
		if slices.Contains(codes, postcode) {
			areas = append(areas, area)
		}
	}
	key, _ := index.Area.Fact()
	named := found.Having(index.Filter{Attribute: index.Area, Values: v.x.Vocabulary().Mask(key, areas)})
	there := found.Unlisted(index.Area).Under(hsds.PostcodeKey(postcode).Short())
	return pairs{named.Or(there), func(at uint32) int {
		if places := v.x.VisitsOf(at); places == 1 || named.Has(at) {
			return places
		}
		return -1
	}, func(s *directory.Service, nth int) bool {
		if len(s.Area) > 0 {
			return slices.ContainsFunc(s.Area, func(area string) bool { return slices.Contains(areas, area) })
		}
		return nth < len(s.Places) && s.Places[nth].Postcode == postcode
	}}
}

// enough is how many services with several places are read to see where a postcode is.
const enough = 100

// middle is the middle of the places that are known in a postcode. Where there are none, the map of the region may know
// about where it is.
func (v *view) middle(ctx context.Context, postcode string) (*directory.Point, error) {
	if known, ok := v.made.middles.Load(postcode); ok {
		return known.(*directory.Point), nil
	}
	there := v.x.Select(index.Query{Tags: []uint64{hsds.PostcodeKey(postcode).Short()}})
	var points []directory.Point
	there.EachDoor(func(at uint32, p directory.Point) {
		if v.x.VisitsOf(at) == 1 { // so it is this one that is in the postcode
			points = append(points, p)
		}
	})
	several := slices.DeleteFunc(there.Services(0, v.x.Size()), func(at uint32) bool { return v.x.VisitsOf(at) == 1 })
	services, err := v.read(ctx, several[:min(enough, len(several))])
	if err != nil {
		return nil, err
	}
	for _, s := range services {
		for _, p := range s.Places {
			if p.Postcode == postcode && p.Point != nil && math.Abs(p.Point.Lat) <= 90 && math.Abs(p.Point.Lon) <= 180 {
				points = append(points, *p.Point)
			}
		}
	}
	middle := middleOf(points)
	if middle == nil && v.Locate != nil {
		if about, ok := v.Locate(&directory.Place{Postcode: postcode}); ok {
			middle = &about
		}
	}
	if there.Size() > 0 { // others are without end
		v.made.middles.Store(postcode, middle)
	}
	return middle, nil
}

func middleOf(points []directory.Point) *directory.Point {
	if len(points) == 0 {
		return nil
	}
	var middle directory.Point
	for _, p := range points {
		middle.Lat += p.Lat / float64(len(points))
		middle.Lon += p.Lon / float64(len(points))
	}
	return &middle
}
