package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// spot is a corner on the map's grid.
type spot struct{ x, y int }

// ring is a closed line without its last spot, which is the first again.
type ring []spot

// collection is what is read of GeoJSON.
type collection struct {
	Features []feature `json:"features"`
}

type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// polygons returns the polygons of a feature in degrees, longitude first: polygon, ring, point.
func (f *feature) polygons() ([][][][2]float64, error) {
	switch f.Geometry.Type {
	case "Polygon":
		var one [][][2]float64
		err := json.Unmarshal(f.Geometry.Coordinates, &one)
		return [][][][2]float64{one}, err
	case "MultiPolygon":
		var many [][][][2]float64
		err := json.Unmarshal(f.Geometry.Coordinates, &many)
		return many, err
	}
	return nil, fmt.Errorf("geometry is %q: it must be Polygon or MultiPolygon", f.Geometry.Type)
}

// grid puts degrees on whole numbers.
type grid struct {
	step     float64
	lon, lat float64
}

func (g grid) spot(at [2]float64) spot {
	return spot{int(math.Round((at[0] - g.lon) / g.step)), int(math.Round((at[1] - g.lat) / g.step))}
}

// metres returns how far one step of the grid is from west to east and from south to north, in the middle of it.
func (g grid) metres(height int) (x, y float64) {
	const degree = 111_195 // metres of a degree on a sphere
	lat := (g.lat + g.step*float64(height)/2) * math.Pi / 180
	return g.step * degree * math.Cos(lat), g.step * degree
}

// region is the shapes of all areas on one grid.
type region struct {
	grid   grid
	ids    []string
	areas  [][][]ring // area, polygon, ring
	height int
}

func newRegion(features *collection, key string, size float64) (*region, error) {
	r := &region{grid: grid{step: size, lon: math.Inf(1), lat: math.Inf(1)}}
	var all [][][][][2]float64
	for i := range features.Features {
		f := &features.Features[i]
		polygons, err := f.polygons()
		if err != nil {
			return nil, fmt.Errorf("feature %d: %w", i+1, err)
		}
		all = append(all, polygons)
		r.ids = append(r.ids, fmt.Sprint(f.Properties[key]))
		each(polygons, func(at [2]float64) {
			r.grid.lon, r.grid.lat = min(r.grid.lon, at[0]), min(r.grid.lat, at[1])
		})
	}
	// A round number to count from keeps the file readable.
	r.grid.lon, r.grid.lat = math.Floor(r.grid.lon*1000)/1000, math.Floor(r.grid.lat*1000)/1000
	for i, polygons := range all {
		area := r.round(polygons)
		for _, line := range slices.Concat(area...) {
			if len(line) < 3 {
				return nil, fmt.Errorf("feature %d (%s) has a ring of fewer than 3 corners: lower -step", i+1, r.ids[i])
			}
		}
		r.areas = append(r.areas, area)
	}
	return r, nil
}

func each(polygons [][][][2]float64, do func([2]float64)) {
	for _, polygon := range polygons {
		for _, line := range polygon {
			for _, at := range line {
				do(at)
			}
		}
	}
}

func (r *region) round(polygons [][][][2]float64) [][]ring {
	var area [][]ring
	for _, polygon := range polygons {
		var rings []ring
		for _, line := range polygon {
			var on ring
			for _, at := range line {
				s := r.grid.spot(at)
				r.height = max(r.height, s.y)
				if len(on) == 0 || on[len(on)-1] != s {
					on = append(on, s)
				}
			}
			if len(on) > 1 && on[0] == on[len(on)-1] {
				on = on[:len(on)-1]
			}
			rings = append(rings, on)
		}
		area = append(area, rings)
	}
	return area
}
