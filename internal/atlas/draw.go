package atlas

import (
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// Options is what a drawing shows.
type Options struct {
	Language lang.Tag
	Field    string         // the name under which a form sends the areas that are chosen
	Chosen   []string       // ids of areas
	Counts   map[string]int // how many services each area has, by its id; an area that is not named has none
	Points   []Point        // where services are: public points only
	Tiles    *Tiles         // drawn beneath the areas; nil for none
	Words    Words
}

// Words are the interface's words in the language of the drawing.
type Words struct {
	Legend  string           // the question that the areas answer: "Where?"
	Hint    string           // how to read the map
	Picture string           // what the drawing is, for who does not see it
	Count   func(int) string // "3 services"
	Source  string           // what stands before who made the map: "Map:"
}

// Draw writes the map and, beside it, the list of its areas, as a group of fields for a form that is sent by POST: where
// someone looks for help must not come into an address. Each shape belongs to the label of its field, so touching
// either chooses the area, and nothing but HTML is needed for it.
func (a *Atlas) Draw(o Options) (template.HTML, error) {
	p := picture{Options: o, Width: a.view.width, Height: a.view.height, Maker: a.attribution, Licence: a.licence}
	p.Ground = a.view.tiles(o.Tiles)
	for i := range a.areas {
		p.Areas = append(p.Areas, a.areas[i].show(o))
	}
	for _, d := range a.view.dots(o.Points) {
		if i := a.holding(a.view.point(d.X, d.Y)); i >= 0 {
			p.Areas[i].Dots = append(p.Areas[i].Dots, d)
		} else {
			p.Dots = append(p.Dots, d)
		}
	}
	slices.SortStableFunc(p.Areas, func(a, b areaView) int {
		return strings.Compare(a.folded, b.folded)
	})
	var out strings.Builder
	err := page.Execute(&out, p)
	return template.HTML(out.String()), err // made by html/template, which has escaped what came in
}

//go:embed map.html
var source string

var page = template.Must(template.New("map").Parse(source))

// picture is what the template shows.
type picture struct {
	Options
	Width, Height  int
	Ground         []tile
	Areas          []areaView
	Dots           []dot // those that lie in no area
	Maker, Licence string
}

// areaView is one area as it is drawn.
type areaView struct {
	ID, Name, Path string
	folded         string // the name, as it is sorted
	Count          int
	Chosen         bool
	Label          label
	Dots           []dot
}

func (a *Area) show(o Options) areaView {
	name := a.Name.In(o.Language)
	return areaView{
		ID: a.ID, Name: name, folded: lang.Fold(name), Path: a.drawn.path, Count: max(o.Counts[a.ID], 0),
		Chosen: slices.Contains(o.Chosen, a.ID),
		Label:  a.drawn.labels[name],
	}
}

// drawn is what is the same in every drawing of an area, made once.
type drawn struct {
	path   string
	labels map[string]label // by name
}

func (v view) draw(g *grid, area *Area) drawn {
	lines := make([][]place, len(area.shape.rings))
	for i, r := range area.shape.rings {
		lines[i] = v.line(g, r)
	}
	x, y := v.place(area.Middle)
	d := drawn{path: path(lines), labels: map[string]label{}}
	for _, name := range area.Name {
		if _, done := d.labels[name]; !done {
			d.labels[name] = v.label(name, x, y, lines)
		}
	}
	return d
}
