package atlas

import "math"

// spot is a corner of a shape on the map's own grid. Neighbours share the spots of their border, so that they neither
// overlap nor leave a gap.
type spot struct{ X, Y int32 }

// ring is a closed line; its last spot is its first.
type ring []spot

// shape is the rings of an area. What lies within an odd number of them is inside, so an island is a ring like any
// other, and a hole too.
type shape struct {
	rings    []ring
	min, max spot
}

// grid turns degrees into the map's own coordinates and back.
type grid struct {
	scale, from [2]float64 // longitude first, as in the file
}

func (g grid) place(p Point) (x, y float64) {
	return (p.Lon - g.from[0]) / g.scale[0], (p.Lat - g.from[1]) / g.scale[1]
}

func (g grid) point(s spot) Point {
	return Point{Lon: float64(s.X)*g.scale[0] + g.from[0], Lat: float64(s.Y)*g.scale[1] + g.from[1]}
}

func newShape(rings []ring) shape {
	s := shape{rings: rings, min: rings[0][0], max: rings[0][0]}
	for _, r := range rings {
		for _, at := range r {
			s.min = spot{min(s.min.X, at.X), min(s.min.Y, at.Y)}
			s.max = spot{max(s.max.X, at.X), max(s.max.Y, at.Y)}
		}
	}
	return s
}

func (s *shape) holds(x, y float64) bool {
	if !(x >= float64(s.min.X) && x <= float64(s.max.X) && y >= float64(s.min.Y) && y <= float64(s.max.Y)) {
		return false // also for what is not a number
	}
	inside := false
	for _, r := range s.rings {
		for i := 1; i < len(r); i++ {
			if crosses(r[i-1], r[i], x, y) {
				inside = !inside
			}
		}
	}
	return inside
}

// crosses tells whether a line from a point towards greater x meets the line between two spots. It looks at the lower
// spot first, whichever way the ring runs, so that both neighbours of a border get the same answer.
func crosses(a, b spot, x, y float64) bool {
	if a.Y > b.Y {
		a, b = b, a
	}
	if y < float64(a.Y) || y >= float64(b.Y) {
		return false
	}
	ax, ay := float64(a.X), float64(a.Y)
	return (x-ax)*(float64(b.Y)-ay) < (y-ay)*(float64(b.X)-ax)
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// mercator returns where a point is on the world as web maps draw it: 0 to 1 from west to east and north to south.
func mercator(p Point) (x, y float64) {
	lat := radians(p.Lat)
	return p.Lon/360 + 0.5, 0.5 - math.Log(math.Tan(lat)+1/math.Cos(lat))/(2*math.Pi)
}
