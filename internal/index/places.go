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
func Kilometres(a, b directory.Point) float64 {
	lat1, lat2 := a.Lat*math.Pi/180, b.Lat*math.Pi/180
	dlat, dlon := lat2-lat1, (b.Lon-a.Lon)*math.Pi/180
	h := math.Sin(dlat/2)*math.Sin(dlat/2) + math.Cos(lat1)*math.Cos(lat2)*math.Sin(dlon/2)*math.Sin(dlon/2)
	return 2 * earth * math.Asin(math.Min(1, math.Sqrt(h)))
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
	located       set // services that have a place
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
	for _, s := range g.spots {
		g.start[g.cellOf(s)+1]++
	}
	for i := 1; i < len(g.start); i++ {
		g.start[i] += g.start[i-1]
	}
	return g
}

func (g *grid) column(lon float64) int { return int(math.Floor((lon - g.west) / g.cell)) }
func (g *grid) row(lat float64) int    { return int(math.Floor((lat - g.south) / g.cell)) }

func (g *grid) cellOf(s spot) int {
	p := s.point()
	return min(g.row(p.Lat), g.height-1)*g.width + min(g.column(p.Lon), g.width-1)
}

// near is a service with the distance of its nearest place.
type near struct {
	service uint32
	km      float64
	about   bool
}

// nearest returns the members of a set that have a place, the nearest first, from the skip-th on. Equally near ones keep
// the order of the index.
func (g *grid) nearest(from directory.Point, among set, skip, limit int) []near {
	want := skip + limit
	var found []near
	cx, cy := g.column(from.Lon), g.row(from.Lat)
	first, last := g.rings(cx, cy)
	for ring := first; ring <= last; ring++ {
		g.ring(cx, cy, ring, func(s spot) {
			if among.has(s.service) {
				found = append(found, near{s.service, Kilometres(from, s.point()), s.about})
			}
		})
		if len(found) < want {
			continue
		}
		found = tidy(found)
		if len(found) >= want && found[want-1].km <= g.reach(from, ring) {
			break
		}
	}
	found = tidy(found)
	if skip >= len(found) {
		return nil
	}
	return found[skip:min(want, len(found))]
}

// tidy sorts by distance and keeps the nearest place of each service.
func tidy(found []near) []near {
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.km, b.km), cmp.Compare(a.service, b.service))
	})
	seen := make(map[uint32]bool, len(found))
	return slices.DeleteFunc(found, func(n near) bool {
		if seen[n.service] {
			return true
		}
		seen[n.service] = true
		return false
	})
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
	span := float64(ring) * g.cell // at least this far, wherever in its cell the point lies
	widest := min(89, max(math.Abs(from.Lat)+span, math.Abs(g.south), math.Abs(g.south+float64(g.height)*g.cell)))
	return 0.9 * span * degree * math.Cos(widest*math.Pi/180) // parallels are bent
}

// ring calls f for the spots in the cells at a distance of that many cells.
func (g *grid) ring(cx, cy, ring int, f func(spot)) {
	visit := func(x, y int) {
		if x < 0 || y < 0 || x >= g.width || y >= g.height {
			return
		}
		cell := y*g.width + x
		for _, s := range g.spots[g.start[cell]:g.start[cell+1]] {
			f(s)
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
	if len(g.spots) == 0 || !(km >= 0) {
		return
	}
	dlat := km / degree
	dlon := 360.0
	if edge := math.Abs(from.Lat) + dlat; edge < 89 {
		dlon = dlat / math.Cos(edge*math.Pi/180)
	}
	x0, x1 := clamp(g.column(from.Lon-dlon), g.width), clamp(g.column(from.Lon+dlon), g.width)
	y0, y1 := clamp(g.row(from.Lat-dlat), g.height), clamp(g.row(from.Lat+dlat), g.height)
	for y := y0; y <= y1; y++ {
		for _, s := range g.spots[g.start[y*g.width+x0]:g.start[y*g.width+x1+1]] {
			if Kilometres(from, s.point()) <= km {
				into.add(s.service)
			}
		}
	}
}

func clamp(i, n int) int { return max(0, min(i, n-1)) }
