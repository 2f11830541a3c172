// Package atlas is the map of a region: its areas as shapes, in which of them a point or a postcode lies, and a
// drawing of them on which areas can be chosen.
//
// It knows no region: shapes, names and postcodes come from the map of a pack (docs/map.md). It is given points only,
// never services, so a place without a public point cannot come onto a map. The drawing is whole without script and
// loads nothing from elsewhere.
package atlas

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// Atlas is the areas of one region. It does not change once it is read.
type Atlas struct {
	areas       []Area
	byPostcode  map[string]int
	attribution string
	licence     string
	grid        grid
	view        view
}

// Area is one area of a region: in Brussels, a commune.
type Area struct {
	ID        string    // as the country's statistics name it; in Belgium the NIS code
	Name      lang.Text // in every language of the map
	Postcodes []string  // those that lie in it; none where they are not known
	Middle    Point     // a point inside, where a word fits best

	shape shape
	drawn drawn
}

// Point is a place on earth, in degrees, WGS 84.
type Point struct{ Lat, Lon float64 }

// Areas returns the areas in the order of the map's file.
func (a *Atlas) Areas() []Area { return slices.Clone(a.areas) }

// Attribution returns who made the shapes, and under which licence they may be used.
func (a *Atlas) Attribution() (maker, licence string) { return a.attribution, a.licence }

// ByID returns the area with an id.
func (a *Atlas) ByID(id string) (Area, bool) {
	i := slices.IndexFunc(a.areas, func(area Area) bool { return area.ID == id })
	if i < 0 {
		return Area{}, false
	}
	return a.areas[i], true
}

// ByPostcode returns the area of a postcode. A postcode that the map does not list is in no area that is known: it is
// never taken for a near one. Where a point is known, Holding says more.
func (a *Atlas) ByPostcode(code string) (Area, bool) {
	i, ok := a.byPostcode[strings.TrimSpace(code)]
	if !ok {
		return Area{}, false
	}
	return a.areas[i], true
}

// Holding returns the area that a point lies in. A point on a border between two areas is in exactly one of them.
func (a *Atlas) Holding(p Point) (Area, bool) {
	i := a.holding(p)
	if i < 0 {
		return Area{}, false
	}
	return a.areas[i], true
}

func (a *Atlas) holding(p Point) int {
	x, y := a.grid.place(p)
	return slices.IndexFunc(a.areas, func(area Area) bool { return area.shape.holds(x, y) })
}
