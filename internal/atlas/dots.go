package atlas

import (
	"cmp"
	"math"
	"slices"
)

// maxDots is how many dots a drawing has at most. More points than that are drawn together.
const maxDots = 200

// dot is where one or more services are.
type dot struct{ X, Y, R, Count int }

// dots puts points on the drawing. Those in the same square become one dot; the squares are as small as a drawing with
// few dots allows. What lies beyond the drawing is left out.
func (v view) dots(points []Point) []dot {
	var at []place
	for _, p := range points {
		x, y := v.place(p)
		if x >= 0 && y >= 0 && x <= float64(v.width) && y <= float64(v.height) { // false also for what is not a number
			at = append(at, place{round(x), round(y)})
		}
	}
	size := 4
	squares := gather(at, size)
	for len(squares) > maxDots {
		size *= 2
		squares = gather(at, size)
	}
	dots := make([]dot, 0, len(squares))
	for _, s := range squares {
		dots = append(dots, dot{X: s.X / s.Count, Y: s.Y / s.Count, Count: s.Count, R: dotSize(s.Count)})
	}
	slices.SortFunc(dots, func(a, b dot) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	return dots
}

// gather adds up the places in each square.
func gather(at []place, size int) map[place]dot {
	squares := map[place]dot{}
	for _, p := range at {
		key := place{p.X / size, p.Y / size}
		s := squares[key]
		squares[key] = dot{X: s.X + p.X, Y: s.Y + p.Y, Count: s.Count + 1}
	}
	return squares
}

// dotSize lets a dot grow slowly with what it stands for.
func dotSize(count int) int { return min(5+round(2*math.Log2(float64(count))), 16) }
