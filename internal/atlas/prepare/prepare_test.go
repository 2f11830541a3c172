package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/atlas"
	"pgregory.net/rapid"
)

// town is three invented areas: two side by side, the second with a third in the middle of it and an island to the
// east. The border of the two is crooked by a metre or so.
const town = `{"features":[
{"properties":{"code":1},"geometry":{"type":"Polygon","coordinates":[[[4,50],[4.1,50],[4.10001,50.05],[4.1,50.1],[4,50.1],[4,50]]]}},
{"properties":{"code":2},"geometry":{"type":"MultiPolygon","coordinates":[
 [[[4.1,50],[4.3,50],[4.3,50.1],[4.1,50.1],[4.10001,50.05],[4.1,50]],[[4.15,50.03],[4.15,50.07],[4.2,50.07],[4.2,50.03],[4.15,50.03]]],
 [[[4.35,50],[4.4,50],[4.4,50.05],[4.35,50]]]]}},
{"properties":{"code":3},"geometry":{"type":"Polygon","coordinates":[[[4.2,50.03],[4.15,50.03],[4.15,50.07],[4.2,50.07],[4.2,50.03]]]}}]}`

const townNames = `{"attribution":"us & \"them\"","licence":"CC0 1.0","objects":{"areas":{"geometries":[
{"id":"1","properties":{"name":{"en":"One"},"postcodes":["A1"]}},
{"id":"2","properties":{"name":{"en":"Two"},"postcodes":[]}},
{"id":"3","properties":{"name":{"en":"Three"},"postcodes":["A3"]}}]}}}`

func decode[T any](t *testing.T, data string) *T {
	t.Helper()
	var out T
	if err := json.Unmarshal([]byte(data), &out); err != nil {
		t.Fatal(err)
	}
	return &out
}

func TestPrepare(t *testing.T) {
	made, err := prepare(decode[collection](t, town), "code", decode[file](t, townNames), 0.00001, 5000)
	if err != nil {
		t.Fatal(err)
	}
	a, err := atlas.Parse(made)
	if err != nil {
		t.Fatalf("%v\n%s", err, made)
	}
	for id, at := range map[string]atlas.Point{
		"1": {Lat: 50.05, Lon: 4.0999}, "2": {Lat: 50.05, Lon: 4.1002}, "3": {Lat: 50.05, Lon: 4.17},
		"": {Lat: 50.05, Lon: 4.32},
	} {
		if got, _ := a.Holding(at); got.ID != id {
			t.Errorf("%v is in %q, not %q", at, got.ID, id)
		}
	}
	if island, _ := a.Holding(atlas.Point{Lat: 50.01, Lon: 4.38}); island.ID != "2" {
		t.Errorf("the island is in %q", island.ID)
	}
	if maker, _ := a.Attribution(); maker != `us & "them"` {
		t.Errorf("attribution %s", maker)
	}
	file := decode[struct{ Arcs [][][2]int }](t, string(made))
	points := 0
	for _, arc := range file.Arcs {
		points += len(arc)
	}
	// The border of the two, the rest of each, the third, which is also a hole, and the island. The crook is gone.
	if len(file.Arcs) != 5 || points != 2+4+4+5+4 {
		t.Errorf("%d arcs with %d points: %s", len(file.Arcs), points, made)
	}
}

func TestPrepareRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		size     float64
		says     string
	}{
		"a name without a shape": {`"code":3`, `"code":4`, 1e-5, `no shape has the id "3"`},
		"lines":                  {`"Polygon"`, `"LineString"`, 1e-5, "must be Polygon or MultiPolygon"},
		"a grid too coarse":      {`x`, `x`, 0.1, "lower -step"},
		"no rings":               {`[[[4,50],[4.1,50],[4.10001,50.05],[4.1,50.1],[4,50.1],[4,50]]]`, `[[]]`, 1e-5, "fewer than 3 corners"},
	} {
		_, err := prepare(decode[collection](t, strings.Replace(town, c.old, c.new, 1)), "code", decode[file](t, townNames), c.size, 0)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCrossing(t *testing.T) {
	crossed := borders{arcs: [][]spot{{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}}}
	if _, found := crossed.crossing(); !found {
		t.Error("a cross is not found")
	}
	apart := borders{arcs: [][]spot{{{0, 0}, {10, 10}, {20, 0}}, {{0, 0}, {10, -5}, {20, 0}}}}
	if at, found := apart.crossing(); found {
		t.Errorf("lines that touch cross at %v", at)
	}
}

// A simpler line has the ends of the line and only corners of it, in their order, and never too few.
func TestSimplify(t *testing.T) {
	number := rapid.IntRange(-50, 50)
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) spot {
			return spot{number.Draw(t, "x"), number.Draw(t, "y")}
		}), 4, 40).Draw(t, "line")
		if rapid.Bool().Draw(t, "closed") {
			line = append(line, line[0])
		}
		simple := simplify(line, rapid.Float64Range(0, 5000).Draw(t, "least"))
		if simple[0] != line[0] || simple[len(simple)-1] != line[len(line)-1] {
			t.Fatalf("%v ends elsewhere than %v", simple, line)
		}
		if line[0] == line[len(line)-1] && len(simple) < 4 {
			t.Fatalf("%v is no ring", simple)
		}
		rest := line
		for _, s := range simple {
			i := slices.Index(rest, s)
			if i < 0 {
				t.Fatalf("%v is not in %v", s, line)
			}
			rest = rest[i+1:]
		}
	})
	if got := fmt.Sprint(simplify([]spot{{0, 0}, {5, 1}, {10, 0}, {10, 10}}, 6)); got != "[{0 0} {10 0} {10 10}]" {
		t.Error(got)
	}
}

func TestMiddle(t *testing.T) {
	for name, c := range map[string]struct {
		rings []ring
		x, y  float64
	}{
		"square":           {[]ring{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}}, 50, 50},
		"bent, wide below": {[]ring{{{0, 0}, {200, 0}, {200, 60}, {60, 60}, {60, 200}, {0, 200}}}, 100, 30},
		"with a hole":      {[]ring{{{0, 0}, {300, 0}, {300, 100}, {0, 100}}, {{10, 10}, {110, 10}, {110, 90}, {10, 90}}}, 205, 50},
	} {
		if x, y := middle(c.rings, 1); math.Abs(x-c.x) > 16 || math.Abs(y-c.y) > 4 {
			t.Errorf("%s: %.0f, %.0f and not about %.0f, %.0f", name, x, y, c.x, c.y)
		}
	}
}

const (
	communes = "../../../../shared/data/belgium/brussels_communes.geojson"
	shipped  = "../../../content/packs/brussels/map.json"
)

// The map that is shipped is what this command makes of its source, which lies beside some checkouts.
func TestShippedMapIsMade(t *testing.T) {
	if _, err := os.Stat(communes); errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the shapes that the map was made of are not beside the checkout")
	}
	out := filepath.Join(t.TempDir(), "map.json")
	if err := run(communes, "nis", shipped, out, 0.00005, 1000); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, have) {
		t.Error("the shipped map is another: make it again as docs/map.md says")
	}
}

// Simplifying moves borders by less than 60 metres: beyond that, each point is in the area that the source says.
func TestShippedMapIsTrue(t *testing.T) {
	data, err := os.ReadFile(communes)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the shapes that the map was made of are not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRegion(decode[collection](t, string(data)), "nis", 1e-6)
	if err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	a, err := atlas.Parse(made)
	if err != nil {
		t.Fatal(err)
	}
	metresX, metresY := r.grid.metres(r.height)
	lines := make([][][][2]float64, len(r.areas))
	for i, polygons := range r.areas {
		lines[i] = squeezed(slices.Concat(polygons...), wide*metresX/metresY) // undoes the squeezing: steps are as long both ways
	}
	moved := 0
	for x := range 100 {
		for y := range 100 {
			p := atlas.Point{Lat: 50.76 + 0.0016*float64(y), Lon: 4.24 + 0.00247*float64(x)}
			held, _ := a.Holding(p)
			want, far := "", math.Inf(1)
			for i, area := range lines {
				d := room(area, (p.Lon-r.grid.lon)/r.grid.step*metresX/metresY, (p.Lat-r.grid.lat)/r.grid.step) * metresY
				if d > 0 {
					want = r.ids[i]
				}
				far = min(far, math.Abs(d))
			}
			if held.ID != want {
				moved++
				if far > 60 {
					t.Errorf("%v is in %q, and the source says %q, %.0f metres from a border", p, held.ID, want, far)
				}
			}
		}
	}
	if moved > 100 {
		t.Errorf("%d of 10000 points have moved to another area", moved)
	}
}
