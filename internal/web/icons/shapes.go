package main

import (
	"fmt"
	"math"
)

// shape can be written as SVG, and knows how far a point is outside of it: less than 0 is inside.
type shape interface {
	svg() string
	distance(x, y float64) (outside float64, ink string)
}

// line is a stroke with round ends; one without length is a dot.
type line struct {
	x1, y1, x2, y2, width float64
	ink                   string
}

func (l line) svg() string {
	return fmt.Sprintf(`<path d="M%g %gL%g %g" fill="none" stroke="%s" stroke-width="%g" stroke-linecap="round"/>`,
		l.x1, l.y1, l.x2, l.y2, l.ink, l.width)
}

func (l line) distance(x, y float64) (float64, string) {
	dx, dy := l.x2-l.x1, l.y2-l.y1
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(1, max(0, ((x-l.x1)*dx+(y-l.y1)*dy)/length))
	}
	return math.Hypot(x-l.x1-along*dx, y-l.y1-along*dy) - l.width/2, l.ink
}

// arch is the upper half of a ring.
type arch struct {
	x, y, radius, width float64
	ink                 string
}

func (a arch) svg() string {
	return fmt.Sprintf(`<path d="M%g %ga%g %g 0 0 1 %g 0" fill="none" stroke="%s" stroke-width="%g"/>`,
		a.x-a.radius, a.y, a.radius, a.radius, 2*a.radius, a.ink, a.width)
}

func (a arch) distance(x, y float64) (float64, string) {
	ring := math.Abs(math.Hypot(x-a.x, y-a.y)-a.radius) - a.width/2
	return max(ring, y-a.y), a.ink
}

// box is a rectangle with round corners.
type box struct {
	x, y, width, height, round float64
	ink                        string
}

func (b box) svg() string {
	return fmt.Sprintf(`<rect x="%g" y="%g" width="%g" height="%g" rx="%g" fill="%s"/>`, b.x, b.y, b.width, b.height, b.round, b.ink)
}

func (b box) distance(x, y float64) (float64, string) {
	dx := math.Abs(x-b.x-b.width/2) - b.width/2 + b.round
	dy := math.Abs(y-b.y-b.height/2) - b.height/2 + b.round
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - b.round, b.ink
}
