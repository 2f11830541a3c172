package index

import (
	"cmp"
	"math"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
)

// earth is the mean radius of the earth in kilometres, and degree the length of a degree of latitude.
const (
	earth  = 6371.0088
	degree = earth * math.Pi / 180
)

// Kilometres is the distance between two points over the surface of a sphere; it is right to half a percent.
func Kilometres(a, b directory.Point) float64 { return kilometres(onSphere(a).apart(onSphere(b))) }

// vector is a point on the unit sphere. Of two such points the straight way between them grows with the way over the
// surface, so distances can be compared without any of the slow functions.
type vector struct{ x, y, z float64 }

func onSphere(p directory.Point) vector {
	sinLat, cosLat := math.Sincos(p.Lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos(p.Lon * math.Pi / 180)
	return vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// apart is the square of the straight way.
func (v vector) apart(o vector) float64 {
	dx, dy, dz := v.x-o.x, v.y-o.y, v.z-o.z
	return dx*dx + dy*dy + dz*dz
}

func kilometres(apart float64) float64 { return 2 * earth * math.Asin(math.Min(1, math.Sqrt(apart)/2)) }

// apartAt is the square of the straight way between points that are that far from one another.
func apartAt(km float64) float64 {
	half := math.Sin(min(km/(2*earth), math.Pi/2))
	return 4 * half * half
}

// spot is a place of a service.
type spot struct {
	service  uint32
	lat, lon float32
	about    bool // the middle of an area, not a door
}

func (s spot) point() directory.Point {
	return directory.Point{Lat: float64(s.lat), Lon: float64(s.lon)}
}

// grid is the places of all services, cell by cell, so that those near a point are found from the inside out.
type grid struct {
	south, west   float64
	cell          float64 // size of a cell in degrees
	width, height int
	start         []uint32 // where each cell's spots begin, and at the end their number
	spots         []spot
	vectors       []vector // beside spots
	located       set      // services that have a place
	ofService     []uint32 // the spots of each service, one service after the other
	ends          []uint32 // where each service's end in ofService
}

// perCell is how many spots a cell would hold if they were spread evenly; in a town it holds more.
const perCell = 8

func newGrid(spots []spot, n int) grid {
	g := grid{spots: spots, located: newSet(n)}
	if len(spots) == 0 {
		return g
	}
	north, east := -90.0, -180.0
	g.south, g.west = 90, 180
	for _, s := range spots {
		p := s.point()
		g.south, north = min(g.south, p.Lat), max(north, p.Lat)
		g.west, east = min(g.west, p.Lon), max(east, p.Lon)
		g.located.add(s.service)
	}
	area := max(north-g.south, 0.001) * max(east-g.west, 0.001)
	g.cell = math.Sqrt(area * perCell / float64(len(spots)))
	g.cell = max(g.cell, (north-g.south)/2000, (east-g.west)/2000, 0.0005)
	g.width, g.height = int((east-g.west)/g.cell)+1, int((north-g.south)/g.cell)+1
	slices.SortStableFunc(g.spots, func(a, b spot) int { return cmp.Compare(g.cellOf(a), g.cellOf(b)) })
	g.start = make([]uint32, g.width*g.height+1)
	g.vectors = make([]vector, 0, len(spots))
	for _, s := range g.spots {
		g.vectors = append(g.vectors, onSphere(s.point()))
		g.start[g.cellOf(s)+1]++
	}
	for i := 1; i < len(g.start); i++ {
		g.start[i] += g.start[i-1]
	}
	g.list(n)
	return g
}

// list notes which spots each service has.
func (g *grid) list(n int) {
	g.ends = make([]uint32, n)
	for _, s := range g.spots {
		g.ends[s.service]++
	}
	next := make([]uint32, n)
	for i := 1; i < n; i++ {
		g.ends[i] += g.ends[i-1]
		next[i] = g.ends[i-1]
	}
	g.ofService = make([]uint32, len(g.spots))
	for i, s := range g.spots {
		g.ofService[next[s.service]] = uint32(i)
		next[s.service]++
	}
}

func (g *grid) column(lon float64) int { return int(math.Floor((lon - g.west) / g.cell)) }
func (g *grid) row(lat float64) int    { return int(math.Floor((lat - g.south) / g.cell)) }

func (g *grid) cellOf(s spot) int {
	p := s.point()
	return min(g.row(p.Lat), g.height-1)*g.width + min(g.column(p.Lon), g.width-1)
}

// near is a service with how far its nearest place is, as vector.apart tells it.
type near struct {
	service uint32
	apart   float64
	about   bool
}

// few is how many services are rather measured one by one than looked for around a point, where they may be far apart.
const few = 4096

// nearest returns the members of a set that have a place, the nearest first, from the skip-th on. Equally near ones keep
// the order of the index. located is how many members have a place.
func (g *grid) nearest(from directory.Point, among set, located, skip, limit int) []near {
	want := skip + limit
	if located <= few {
		found, _ := nearestOnly(g.measured(onSphere(from), among, located), want, 0)
		return found[min(skip, len(found)):]
	}
	found := make([]near, 0, 4*want)
	beyond := math.Inf(1) // what is further than this is not on the page
	origin := onSphere(from)
	cx, cy := g.column(from.Lon), g.row(from.Lat)
	first, last := g.rings(cx, cy)
	for ring := first; ring <= last; ring++ {
		g.ring(cx, cy, ring, func(i uint32) {
			apart := origin.apart(g.vectors[i])
			if apart > beyond || !among.has(g.spots[i].service) {
				return
			}
			found = append(found, near{g.spots[i].service, apart, g.spots[i].about})
			if len(found) == cap(found) {
				found, beyond = nearestOnly(found, want, beyond)
			}
		})
		if len(found) >= want {
			found, beyond = nearestOnly(found, want, beyond)
			if beyond <= apartAt(g.reach(from, ring)) {
				break
			}
		}
	}
	found, _ = nearestOnly(found, want, beyond)
	return found[min(skip, len(found)):]
}

// measured is every place of the members of a set.
func (g *grid) measured(origin vector, among set, located int) []near {
	found := make([]near, 0, located)
	if len(g.spots) == 0 {
		return found
	}
	among.each(func(service uint32) bool {
		from := uint32(0)
		if service > 0 {
			from = g.ends[service-1]
		}
		for _, i := range g.ofService[from:g.ends[service]] {
			found = append(found, near{service, origin.apart(g.vectors[i]), g.spots[i].about})
		}
		return true
	})
	return found
}

// nearestOnly sorts by distance, keeps the nearest place of each service, and no more services than are wanted. It also
// returns the distance beyond which nothing more is wanted.
func nearestOnly(found []near, want int, beyond float64) ([]near, float64) {
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.service, b.service), cmp.Compare(bit(a.about), bit(b.about)))
	})
	kept := found[:0]
	seen := make(map[uint32]bool, min(want, len(found)))
	for _, n := range found {
		if len(kept) == want {
			break
		}
		if !seen[n.service] {
			seen[n.service] = true
			kept = append(kept, n)
		}
	}
	if len(kept) == want && want > 0 {
		beyond = kept[want-1].apart
	}
	return kept, beyond
}

// rings returns the nearest and the farthest ring around a cell that touch the grid.
func (g *grid) rings(cx, cy int) (first, last int) {
	if len(g.spots) == 0 {
		return 0, -1
	}
	first = max(-cx, cx-(g.width-1), -cy, cy-(g.height-1), 0)
	last = max(cx, g.width-1-cx, cy, g.height-1-cy)
	return first, last
}

// reach is a distance within which no place lies outside of the rings that were seen.
func (g *grid) reach(from directory.Point, ring int) float64 {
	north := float64(ring) * g.cell // degrees: at least this far, wherever in its cell the point lies
	// Meridians draw together, and the way round the back may be the shorter one.
	farthest := max(from.Lon-g.west, g.west+float64(g.width)*g.cell-from.Lon)
	east := max(0, min(north, 360-farthest, 90)) * math.Pi / 180
	across := math.Asin(math.Cos(from.Lat*math.Pi/180)*math.Sin(east)) * earth
	return 0.999 * min(north*degree, across) // a little less, for rounding
}

// ring calls f for the spots in the cells at a distance of that many cells.
func (g *grid) ring(cx, cy, ring int, f func(spot uint32)) {
	visit := func(x, y int) {
		if x < 0 || y < 0 || x >= g.width || y >= g.height {
			return
		}
		cell := y*g.width + x
		for i := g.start[cell]; i < g.start[cell+1]; i++ {
			f(i)
		}
	}
	left, right := max(cx-ring, 0), min(cx+ring, g.width-1)
	for x := left; x <= right; x++ {
		visit(x, cy-ring)
		if ring > 0 {
			visit(x, cy+ring)
		}
	}
	low, high := max(cy-ring+1, 0), min(cy+ring-1, g.height-1)
	for y := low; y <= high && ring > 0; y++ {
		visit(cx-ring, y)
		visit(cx+ring, y)
	}
}

// within collects the services that have a place at most that far away.
func (g *grid) within(from directory.Point, km float64, into set) {
	into.clear()
	g.each(from, km, func(s spot) { into.add(s.service) })
}

// each calls f for the places that are at most that far away.
func (g *grid) each(from directory.Point, km float64, f func(spot)) {
	if len(g.spots) == 0 || !(km >= 0) {
		return
	}
	km = min(km, math.Pi*earth)
	dlat := km / degree
	dlon := 360.0
	if edge := math.Abs(from.Lat) + dlat; edge < 89 {
		dlon = dlat / math.Cos(edge*math.Pi/180)
	}
	if from.Lon-dlon < -180 || from.Lon+dlon > 180 { // the circle goes on at the other end of the map
		dlon = 360
	}
	x0, x1 := clamp(g.column(from.Lon-dlon), g.width), clamp(g.column(from.Lon+dlon), g.width)
	y0, y1 := clamp(g.row(from.Lat-dlat), g.height), clamp(g.row(from.Lat+dlat), g.height)
	origin, most := onSphere(from), apartAt(km)
	for y := y0; y <= y1; y++ {
		for i := g.start[y*g.width+x0]; i < g.start[y*g.width+x1+1]; i++ {
			if origin.apart(g.vectors[i]) <= most {
				f(g.spots[i])
			}
		}
	}
}

func clamp(i, n int) int { return max(0, min(i, n-1)) }
