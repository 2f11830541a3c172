package atlas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/halte-brussels/halte/internal/lang"
)

// What a map may have at most: enough for a country, and nothing that a reader could choke on.
const (
	maxFile  = 1 << 20
	maxAreas = 1000
	maxSpots = 200_000
	maxGrid  = 1 << 24
	maxLat   = 85 // beyond it web maps end
	maxName  = 120
	maxText  = 500
)

// The file is TopoJSON, so that other tools can read and draw it.
type (
	topology struct {
		Type        string      `json:"type"`
		Attribution string      `json:"attribution"`
		Licence     string      `json:"licence"`
		Transform   transform   `json:"transform"`
		Objects     objects     `json:"objects"`
		Arcs        [][][]int32 `json:"arcs"`
	}
	transform struct {
		Scale     []float64 `json:"scale"`
		Translate []float64 `json:"translate"`
	}
	objects struct {
		Areas collection `json:"areas"`
	}
	collection struct {
		Type       string     `json:"type"`
		Geometries []geometry `json:"geometries"`
	}
	geometry struct {
		Type       string     `json:"type"`
		ID         string     `json:"id"`
		Properties properties `json:"properties"`
		Arcs       [][][]int  `json:"arcs"`
	}
	properties struct {
		Name      lang.Text `json:"name"`
		Postcodes []string  `json:"postcodes"`
		Middle    []float64 `json:"middle"` // longitude first
	}
)

// Parse reads the map of a pack. It takes nothing that is not exactly as docs/map.md says.
func Parse(data []byte) (*Atlas, error) {
	if len(data) > maxFile {
		return nil, errors.New("map: the file is larger than 1 MiB: simplify the shapes with internal/atlas/prepare")
	}
	var file topology
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("map: after byte %d: %w", d.InputOffset(), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("map: something stands after the end, at byte %d: remove it", d.InputOffset())
	}
	r := reader{file: &file, atlas: &Atlas{byPostcode: map[string]int{}}, ids: map[string]bool{}}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	return r.atlas, nil
}

// reader turns a file into an atlas.
type reader struct {
	file  *topology
	arcs  []ring
	ids   map[string]bool
	spots int // in the rings that were made: an arc may be used more than once
	atlas *Atlas
}

func (r *reader) read() error {
	f, areas := r.file, r.file.Objects.Areas
	switch {
	case f.Type != "Topology":
		return fmt.Errorf(`type is %q: it must be "Topology"`, f.Type)
	case areas.Type != "GeometryCollection":
		return fmt.Errorf(`objects.areas.type is %q: it must be "GeometryCollection"`, areas.Type)
	case len(areas.Geometries) == 0 || len(areas.Geometries) > maxAreas:
		return fmt.Errorf("objects.areas has %d areas: it must have 1 to %d", len(areas.Geometries), maxAreas)
	case !plain(f.Attribution, maxText) || !plain(f.Licence, maxText):
		return errors.New("attribution and licence must say, in one line each, who made the shapes and how they may be used")
	}
	if err := r.readGrid(); err != nil {
		return err
	}
	if err := r.readArcs(); err != nil {
		return err
	}
	for i := range areas.Geometries {
		if err := r.readArea(&areas.Geometries[i]); err != nil {
			return fmt.Errorf("area %d (%.40q): %w", i+1, areas.Geometries[i].ID, err)
		}
	}
	return r.finish()
}

func (r *reader) readGrid() error {
	t := r.file.Transform
	if len(t.Scale) != 2 || len(t.Translate) != 2 || t.Scale[0] <= 0 || t.Scale[1] <= 0 {
		return errors.New("transform must have a scale of two positive numbers and a translate of two numbers")
	}
	r.atlas.grid = grid{[2]float64(t.Scale), [2]float64(t.Translate)}
	return nil
}

// readArcs adds up the steps that arcs are written in.
func (r *reader) readArcs() error {
	for i, steps := range r.file.Arcs {
		if len(steps) < 2 {
			return fmt.Errorf("arc %d has %d points: a line has at least 2", i, len(steps))
		}
		arc := make(ring, len(steps))
		var x, y int64
		for j, step := range steps {
			if len(step) != 2 {
				return fmt.Errorf("arc %d, point %d has %d numbers: it must have 2", i, j, len(step))
			}
			x, y = x+int64(step[0]), y+int64(step[1])
			if x < 0 || y < 0 || x > maxGrid || y > maxGrid {
				return fmt.Errorf("arc %d, point %d lies at %d, %d: the grid goes from 0 to %d", i, j, x, y, maxGrid)
			}
			arc[j] = spot{int32(x), int32(y)}
		}
		r.arcs = append(r.arcs, arc)
	}
	return nil
}

func (r *reader) readArea(g *geometry) error {
	switch {
	case !isID(g.ID):
		return errors.New("id must be 1 to 40 letters a-z, figures or hyphens")
	case r.ids[g.ID]:
		return errors.New("id is that of another area too")
	case g.Type != "MultiPolygon":
		return fmt.Errorf(`type is %q: it must be "MultiPolygon"`, g.Type)
	}
	r.ids[g.ID] = true
	if err := readNames(g.Properties.Name); err != nil {
		return err
	}
	for _, code := range g.Properties.Postcodes {
		if !plain(code, 12) {
			return fmt.Errorf("postcode %.40q is not one", code)
		}
		if other, taken := r.atlas.byPostcode[code]; taken {
			return fmt.Errorf("postcode %s is listed already at area %d: list it once, where most of it lies", code, other+1)
		}
		r.atlas.byPostcode[code] = len(r.atlas.areas)
	}
	area := Area{ID: g.ID, Name: g.Properties.Name, Postcodes: g.Properties.Postcodes}
	rings, err := r.rings(g.Arcs)
	if err != nil {
		return err
	}
	area.shape = newShape(rings)
	if len(g.Properties.Middle) != 2 {
		return errors.New("middle must be two numbers, longitude and latitude")
	}
	area.Middle = Point{Lon: g.Properties.Middle[0], Lat: g.Properties.Middle[1]}
	if !area.shape.holds(r.atlas.grid.place(area.Middle)) {
		return errors.New("middle lies outside the area")
	}
	r.atlas.areas = append(r.atlas.areas, area)
	return nil
}

func readNames(names lang.Text) error {
	if len(names) == 0 {
		return errors.New("name is missing")
	}
	for tag, name := range names {
		if !plain(name, maxName) {
			return fmt.Errorf("name in %.20q must be one line of 1 to %d bytes", tag, maxName)
		}
	}
	return nil
}

// rings joins the arcs of an area's polygons. An arc that is counted from the end, as -1 - i, runs backwards.
func (r *reader) rings(polygons [][][]int) ([]ring, error) {
	var rings []ring
	for _, polygon := range polygons {
		for _, indexes := range polygon {
			joined, err := r.join(indexes)
			if err != nil {
				return nil, err
			}
			rings = append(rings, joined)
		}
	}
	if len(rings) == 0 {
		return nil, errors.New("it has no shape")
	}
	return rings, nil
}

func (r *reader) join(indexes []int) (ring, error) {
	var joined ring
	for _, index := range indexes {
		backwards := index < 0
		if backwards {
			index = -1 - index
		}
		if index >= len(r.arcs) {
			return nil, fmt.Errorf("it uses arc %d, and there are %d", index, len(r.arcs))
		}
		arc := r.arcs[index]
		if r.spots += len(arc); r.spots > maxSpots {
			return nil, fmt.Errorf("the shapes have more than %d points: simplify them with internal/atlas/prepare", maxSpots)
		}
		for i := range arc {
			at := arc[i]
			if backwards {
				at = arc[len(arc)-1-i]
			}
			if i > 0 || len(joined) == 0 {
				joined = append(joined, at)
			} else if joined[len(joined)-1] != at {
				return nil, fmt.Errorf("arc %d does not begin where the arc before it ends", index)
			}
		}
	}
	if len(joined) < 4 || joined[0] != joined[len(joined)-1] {
		return nil, errors.New("a ring does not close, or has fewer than three corners")
	}
	return joined, nil
}

// finish comes last: only what is used counts.
func (r *reader) finish() error {
	a := r.atlas
	low, high := a.areas[0].shape.min, a.areas[0].shape.max
	for _, area := range a.areas[1:] {
		low = spot{min(low.X, area.shape.min.X), min(low.Y, area.shape.min.Y)}
		high = spot{max(high.X, area.shape.max.X), max(high.Y, area.shape.max.Y)}
	}
	from, to := a.grid.point(low), a.grid.point(high)
	if !(from.Lat >= -maxLat && to.Lat <= maxLat && from.Lon >= -180 && to.Lon <= 180) {
		return fmt.Errorf("the areas lie beyond latitude %d or longitude 180", maxLat)
	}
	if wide, high := to.Lon-from.Lon, to.Lat-from.Lat; wide < 1e-4 || high < 1e-4 || wide > 50*high || high > 50*wide {
		return errors.New("the areas have no extent, or are far too long")
	}
	a.view = newView(from, to)
	for i := range a.areas {
		a.areas[i].drawn = a.view.draw(&a.grid, &a.areas[i])
	}
	a.attribution, a.licence = r.file.Attribution, r.file.Licence
	return nil
}

// isID tells whether an id can stand in a page and in a form as it is.
func isID(id string) bool {
	if id == "" || len(id) > 40 {
		return false
	}
	return strings.IndexFunc(id, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')
	}) < 0
}

// plain tells whether a text is one line that is neither empty nor long.
func plain(s string, most int) bool {
	return s != "" && len(s) <= most && strings.TrimSpace(s) == s && strings.IndexFunc(s, unicode.IsControl) < 0
}
