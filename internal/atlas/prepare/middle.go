package main

import (
	"container/heap"
	"math"
)

// wide is how much wider than high the room is that middle looks for: words are.
const wide = 2.0

// middle finds where in an area a word fits best: the middle of the largest ellipse, wider than high, that lies
// within it. It cuts the area into ever smaller squares and looks first where most can be hoped for, as polylabel
// does (Agafonkin, 2016). ratio is the length of a step in x by that of one in y.
func middle(rings []ring, ratio float64) (x, y float64) {
	lines := squeezed(rings, ratio)
	minX, minY, maxX, maxY := extent(lines)
	size := max(min(maxX-minX, maxY-minY), 1)
	var open cells
	for x := minX; x < maxX; x += size {
		for y := minY; y < maxY; y += size {
			heap.Push(&open, newCell(lines, x+size/2, y+size/2, size/2))
		}
	}
	best := newCell(lines, (minX+maxX)/2, (minY+maxY)/2, 0)
	for open.Len() > 0 {
		c := heap.Pop(&open).(cell)
		if c.room > best.room {
			best = c
		}
		if c.hope-best.room < 1 {
			continue
		}
		for _, turn := range [][2]float64{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
			half := c.half / 2
			heap.Push(&open, newCell(lines, c.x+turn[0]*half, c.y+turn[1]*half, half))
		}
	}
	return best.x * wide / ratio, best.y
}

// squeezed makes the ellipse that is looked for a circle, and closes the rings.
func squeezed(rings []ring, ratio float64) [][][2]float64 {
	var lines [][][2]float64
	for _, r := range rings {
		var line [][2]float64
		for i := 0; i <= len(r); i++ {
			s := r[i%len(r)]
			line = append(line, [2]float64{float64(s.x) * ratio / wide, float64(s.y)})
		}
		lines = append(lines, line)
	}
	return lines
}

func extent(lines [][][2]float64) (minX, minY, maxX, maxY float64) {
	minX, minY, maxX, maxY = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, line := range lines {
		for _, p := range line {
			minX, minY = min(minX, p[0]), min(minY, p[1])
			maxX, maxY = max(maxX, p[0]), max(maxY, p[1])
		}
	}
	return
}

// cell is a square with the room around its middle and the most that a point in it can have.
type cell struct{ x, y, half, room, hope float64 }

func newCell(lines [][][2]float64, x, y, half float64) cell {
	room := room(lines, x, y)
	return cell{x, y, half, room, room + half*math.Sqrt2}
}

// room is how far a point is from the nearest line; less than nothing outside.
func room(lines [][][2]float64, x, y float64) float64 {
	inside, nearest := false, math.Inf(1)
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
				inside = !inside
			}
			nearest = min(nearest, toLine(a, b, x, y))
		}
	}
	if inside {
		return nearest
	}
	return -nearest
}

func toLine(a, b [2]float64, x, y float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = max(0, min(1, ((x-a[0])*dx+(y-a[1])*dy)/length))
	}
	return math.Hypot(x-a[0]-along*dx, y-a[1]-along*dy)
}

// cells is a heap with the square that most can be hoped for on top.
type cells []cell

func (c cells) Len() int           { return len(c) }
func (c cells) Less(i, j int) bool { return c[i].hope > c[j].hope }
func (c cells) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *cells) Push(x any)        { *c = append(*c, x.(cell)) }
func (c *cells) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}
