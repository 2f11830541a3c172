package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/atlas"
)

// file is what is read of a map and what is written of it.
type file struct {
	Attribution string `json:"attribution"`
	Licence     string `json:"licence"`
	Objects     struct {
		Areas struct {
			Geometries []area `json:"geometries"`
		} `json:"areas"`
	} `json:"objects"`
}

type area struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Properties properties `json:"properties"`
	Arcs       [][][]int  `json:"arcs"`
}

type properties struct {
	Name      json.RawMessage `json:"name"`
	Postcodes []string        `json:"postcodes"`
	Middle    [2]float64      `json:"middle"`
}

// prepare makes a map and reads it as the program will.
func prepare(features *collection, key string, words *file, size, least float64) ([]byte, error) {
	r, err := newRegion(features, key, size)
	if err != nil {
		return nil, err
	}
	x, y := r.grid.metres(r.height)
	b := borders{known: map[string]int{}}
	shapes := b.shapes(r)
	for i, arc := range b.arcs {
		b.arcs[i] = simplify(arc, least/(x*y))
	}
	if at, crossed := b.crossing(); crossed {
		return nil, fmt.Errorf("simplified borders cross at %d, %d: lower -least", at.x, at.y)
	}
	for i := range words.Objects.Areas.Geometries {
		a := &words.Objects.Areas.Geometries[i]
		of := slices.Index(r.ids, a.ID)
		if of < 0 {
			return nil, fmt.Errorf("no shape has the id %q", a.ID)
		}
		mx, my := middle(slices.Concat(r.areas[of]...), x/y)
		a.Type, a.Arcs = "MultiPolygon", shapes[of]
		a.Properties.Middle = [2]float64{degrees(r.grid.lon + mx*size), degrees(r.grid.lat + my*size)}
	}
	made, err := write(words, r.grid, b.arcs)
	if err != nil {
		return nil, err
	}
	_, err = atlas.Parse(made)
	return made, err
}

// degrees rounds to about a metre.
func degrees(d float64) float64 { return math.Round(d*1e5) / 1e5 }

// write puts each area and each border on a line of its own, so that a change can be read.
func write(words *file, g grid, arcs [][]spot) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	out.WriteString("{\"type\":\"Topology\",\n\"attribution\":")
	if err := e.Encode(words.Attribution); err != nil {
		return nil, err
	}
	out.WriteString(",\"licence\":")
	if err := e.Encode(words.Licence); err != nil {
		return nil, err
	}
	out.WriteByte(',')
	fmt.Fprintf(&out, "\"transform\":{\"scale\":[%v,%v],\"translate\":[%v,%v]},\n", g.step, g.step, g.lon, g.lat)
	out.WriteString("\"objects\":{\"areas\":{\"type\":\"GeometryCollection\",\"geometries\":[\n")
	for i, a := range words.Objects.Areas.Geometries {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := e.Encode(a); err != nil {
			return nil, err
		}
	}
	out.WriteString("]}},\n\"arcs\":[\n")
	for i, arc := range arcs {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(steps(arc))
	}
	out.WriteString("]}\n")
	return out.Bytes(), nil
}

// steps writes a line as its first spot and the way from each spot to the next.
func steps(arc []spot) string {
	var all []string
	last := spot{}
	for _, s := range arc {
		all = append(all, fmt.Sprintf("[%d,%d]", s.x-last.x, s.y-last.y))
		last = s
	}
	return "[" + strings.Join(all, ",") + "]\n"
}
