package index

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
)

func byPoint(a, b directory.Point) int {
	return cmp.Or(cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon))
}

// haversine is the distance as the books have it.
func haversine(a, b directory.Point) float64 {
	rad := math.Pi / 180
	s := func(x float64) float64 { return math.Pow(math.Sin(x*rad/2), 2) }
	h := s(b.Lat-a.Lat) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*s(b.Lon-a.Lon)
	return 2 * 6371.0088 * math.Asin(math.Sqrt(min(h, 1)))
}

func TestKilometres(t *testing.T) {
	brussels := directory.Point{Lat: 50.8467, Lon: 4.3525}
	for name, c := range map[string]struct {
		to directory.Point
		km float64
	}{
		"Antwerp": {directory.Point{Lat: 51.2213, Lon: 4.3997}, 41.8}, "Paris": {directory.Point{Lat: 48.8566, Lon: 2.3522}, 264},
		"New York": {directory.Point{Lat: 40.7128, Lon: -74.0060}, 5889}, "Sydney": {directory.Point{Lat: -33.8688, Lon: 151.2093}, 16745},
		"here": {brussels, 0},
	} {
		if km := Kilometres(brussels, c.to); math.Abs(km-c.km) > 0.005*c.km {
			t.Errorf("to %s: %.1f km, want %.0f", name, km, c.km)
		}
	}
}

func TestKilometresAreThoseOfTheBooks(t *testing.T) {
	anywhere := rapid.Custom(func(t *rapid.T) directory.Point {
		return directory.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := anywhere.Draw(t, "a"), anywhere.Draw(t, "b")
		if km := Kilometres(a, b); math.Abs(km-haversine(a, b)) > 0.001 || km != Kilometres(b, a) {
			t.Fatalf("%v to %v: %v km, want %v", a, b, km, haversine(a, b))
		}
	})
}

// somewhere draws a place on earth, often near one of a few centres, at an edge, or exactly where another is.
func somewhere(t *rapid.T, label string) directory.Point {
	p := directory.Point{Lat: 50.85, Lon: 4.35}
	wide := rapid.SampledFrom([]float64{0, 0.01, 0.3, 5}).Draw(t, label+" width")
	switch rapid.IntRange(0, 4).Draw(t, label) {
	case 0:
		p = rapid.SampledFrom(spotsAtEdges).Draw(t, label+" edge")
	case 1:
		return directory.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, label+" lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, label+" lon")}
	case 2:
		p = directory.Point{Lat: -17, Lon: 180} // Fiji is on both ends of the map
	}
	p.Lat += rapid.Float64Range(-wide, wide).Draw(t, label+" north")
	p.Lon += rapid.Float64Range(-wide, wide).Draw(t, label+" east")
	return directory.Point{Lat: max(-90, min(p.Lat, 90)), Lon: math.Remainder(p.Lon, 360)}
}

// Nearest and within give what measuring every place gives.
func TestPlacesAreMeasured(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "services")
		among := newSet(n)
		var list []spot
		for i := range n {
			if rapid.IntRange(0, 3).Draw(t, "among") > 0 {
				among.add(uint32(i))
			}
			for range rapid.IntRange(0, 3).Draw(t, "places") {
				p := somewhere(t, "place")
				list = append(list, spot{uint32(i), float32(p.Lat), float32(p.Lon), rapid.Bool().Draw(t, "about")})
			}
		}
		measured(t, list, n, among, somewhere(t, "origin"), rapid.IntRange(0, 5).Draw(t, "skip"), rapid.IntRange(1, 10).Draw(t, "limit"))
		inside(t, list, n, somewhere(t, "middle"), rapid.SampledFrom([]float64{0, 0.001, 1, 30, 500, 3000, 15000, 1e9, math.Inf(1)}).
			Draw(t, "km"))
	})
}

// The same in a country full of places, where most cells are never looked into.
func TestNearestOfMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		width := rapid.SampledFrom([]float64{0.2, 3, 90}).Draw(t, "degrees")
		middle := directory.Point{Lat: rapid.SampledFrom([]float64{0, 50, -88, 75}).Draw(t, "lat"),
			Lon: rapid.SampledFrom([]float64{4, 179.9, -180}).Draw(t, "lon")}
		around := func() directory.Point {
			return directory.Point{Lat: max(-90, min(middle.Lat+width*(random.Float64()-0.5), 90)),
				Lon: math.Remainder(middle.Lon+width*(random.Float64()-0.5), 360)}
		}
		n := 2000
		var list []spot
		for i := range n {
			p := around()
			list = append(list, spot{uint32(i), float32(p.Lat), float32(p.Lon), false})
		}
		measured(t, list, n, full(n), around(), rapid.IntRange(0, 3).Draw(t, "skip"), rapid.IntRange(1, 4).Draw(t, "limit"))
		inside(t, list, n, around(), 111*width*rapid.Float64Range(0, 0.6).Draw(t, "share"))
	})
}

func measured(t *rapid.T, list []spot, n int, among set, from directory.Point, skip, limit int) {
	best := map[uint32]near{}
	for _, s := range list {
		d := near{s.service, onSphere(from).apart(onSphere(s.point())), s.about}
		if b, ok := best[s.service]; among.has(s.service) && (!ok || d.apart < b.apart || d.apart == b.apart && b.about) {
			best[s.service] = d
		}
	}
	var want []near
	for _, d := range best {
		want = append(want, d)
	}
	slices.SortFunc(want, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.service, b.service))
	})
	want = want[min(skip, len(want)):]
	want = want[:min(limit, len(want))]
	g := newGrid(slices.Clone(list), n)
	for _, located := range []int{among.countAnd(g.located), few + 1} { // measured one by one, and looked for around the point
		if got := g.nearest(from, among, located, skip, limit); !slices.Equal(got, want) {
			t.Fatalf("from %v: %v, want %v", from, got, want)
		}
	}
}

func inside(t *rapid.T, list []spot, n int, from directory.Point, km float64) {
	g := newGrid(slices.Clone(list), n)
	got, want := newSet(n), newSet(n)
	got.add(0) // what was in it must not stay
	g.within(from, km, got)
	for _, s := range list {
		if onSphere(from).apart(onSphere(s.point())) <= apartAt(km) {
			want.add(s.service)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("within %v km of %v: %b, want %b", km, from, got, want)
	}
}

// From a point that is none nothing is near; nothing runs away.
func TestNowhere(t *testing.T) {
	x, _ := build(t, invented(), []directory.Record{{Service: directory.Service{ID: "a"},
		Places: []directory.Place{{ID: "p", Point: &directory.Point{Lat: 50, Lon: 4}}}}})
	for _, p := range []directory.Point{{Lat: math.NaN()}, {Lat: math.Inf(1), Lon: 4}, {Lat: 1e300, Lon: -1e300}, {Lon: 181}} {
		found, err := x.Find(Query{At: tuesday, Near: &p, Limit: 5})
		if err != nil || len(found.Hits) != 1 || found.Hits[0].Placed {
			t.Errorf("near %v: %+v, %v", p, found.Hits, err)
		}
		if found, err = x.Find(Query{At: tuesday, Near: &p, Within: 10, Limit: 5}); err != nil || found.Total != 0 {
			t.Errorf("within 10 km of %v: %v, %v", p, ids(found), err)
		}
	}
}

// However far apart places are, and however many are at one point, the grid stays small.
func TestGridIsBounded(t *testing.T) {
	for name, at := range map[string]func(i int) (lat, lon float64){
		"one point":     func(int) (float64, float64) { return 50, 4 },
		"a line":        func(i int) (float64, float64) { return 50, float64(i%360) - 180 },
		"the far poles": func(i int) (float64, float64) { return float64(i%2)*180 - 90, float64(i%2)*360 - 180 },
		"all and one":   func(i int) (float64, float64) { return 50 - 140*float64(i/9999), 4 + float64(i%50)/1e6 },
	} {
		var list []spot
		for i := range 10_000 {
			lat, lon := at(i)
			list = append(list, spot{uint32(i), float32(lat), float32(lon), false})
		}
		g := newGrid(list, len(list))
		if cells := len(g.start); cells > 10_000 {
			t.Errorf("%s: %d cells", name, cells)
		}
		if got := g.nearest(directory.Point{Lat: -50, Lon: 170}, full(len(list)), few+1, 0, 20); len(got) != 20 {
			t.Errorf("%s: %d near", name, len(got))
		}
	}
}
