package atlas

import (
	"math"
	"strconv"
	"strings"
)

// The drawing has its own units: it is always as wide, and the page decides how large that is.
const (
	width  = 1000
	margin = 10 // room for the outline of what is chosen
)

// view is the Web Mercator projection onto the drawing. Tiles are made in it, so that shapes fit on them.
type view struct {
	left, top, scale float64
	width, height    int
}

// place is a place on the drawing.
type place struct{ X, Y int }

// newView shows what lies between a point in the south-west and one in the north-east.
func newView(southWest, northEast Point) view {
	left, bottom := mercator(southWest)
	right, top := mercator(northEast)
	v := view{left: left, top: top, scale: (width - 2*margin) / (right - left), width: width}
	v.height = 2*margin + int(math.Ceil((bottom-top)*v.scale))
	return v
}

// place returns where a point is drawn.
func (v view) place(p Point) (x, y float64) {
	x, y = mercator(p)
	return (x-v.left)*v.scale + margin, (y-v.top)*v.scale + margin
}

// point returns what is drawn at a place.
func (v view) point(x, y int) Point {
	east, south := (float64(x)-margin)/v.scale+v.left, (float64(y)-margin)/v.scale+v.top
	return Point{
		Lon: (east - 0.5) * 360,
		Lat: math.Atan(math.Sinh((0.5-south)*2*math.Pi)) * 180 / math.Pi,
	}
}

// line returns a ring on the drawing. Each spot is rounded by itself, so that the borders of neighbours stay the same.
func (v view) line(g *grid, r ring) []place {
	line := make([]place, 0, len(r))
	for _, s := range r {
		x, y := v.place(g.point(s))
		at := place{int(math.Round(x)), int(math.Round(y))}
		if len(line) == 0 || line[len(line)-1] != at {
			line = append(line, at)
		}
	}
	return line
}

// path writes closed lines as the data of an SVG path, in steps from one place to the next.
func path(lines [][]place) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString("M" + strconv.Itoa(line[0].X) + " " + strconv.Itoa(line[0].Y))
		command := "l"
		for i := 1; i < len(line)-1; i++ {
			b.WriteString(command + strconv.Itoa(line[i].X-line[i-1].X))
			if dy := line[i].Y - line[i-1].Y; dy >= 0 {
				b.WriteString(" " + strconv.Itoa(dy))
			} else {
				b.WriteString(strconv.Itoa(dy)) // its minus parts the two
			}
			command = " "
		}
		b.WriteString("z")
	}
	return b.String()
}
