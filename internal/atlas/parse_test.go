package atlas

import (
	"strings"
	"testing"
)

// twoAreas is a map of two areas side by side that share a border.
const twoAreas = `{"type":"Topology","attribution":"us","licence":"CC0 1.0",
"transform":{"scale":[0.01,0.01],"translate":[4,50]},
"objects":{"areas":{"type":"GeometryCollection","geometries":[
{"type":"MultiPolygon","id":"west","properties":{"name":{"en":"West"},"postcodes":["1000","1001"],"middle":[4.05,50.05]},"arcs":[[[0,1]]]},
{"type":"MultiPolygon","id":"east","properties":{"name":{"en":"East"},"postcodes":[],"middle":[4.15,50.05]},"arcs":[[[-1,2]]]}]}},
"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]]]}`

func TestParse(t *testing.T) {
	a, err := Parse([]byte(twoAreas))
	if err != nil {
		t.Fatal(err)
	}
	for id, at := range map[string]Point{"west": {50.05, 4.0999}, "east": {50.05, 4.1001}, "": {50.05, 4.2001}} {
		if got, _ := a.Holding(at); got.ID != id {
			t.Errorf("%v is in %q, not %q", at, got.ID, id)
		}
	}
	// On the border itself: in one, whichever.
	if got, ok := a.Holding(Point{50.05, 4.1}); !ok {
		t.Errorf("on the border: %q", got.ID)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ old, new, says string }{
		"empty":                  {twoAreas, "", "EOF"},
		"cut off":                {`[-10,0]]]}`, `[-10,0]`, "EOF"},
		"something after":        {`[-10,0]]]}`, `[-10,0]]]} {}`, "after the end"},
		"unknown field":          {`"licence"`, `"license"`, "unknown field"},
		"another type":           {`"Topology"`, `"FeatureCollection"`, "Topology"},
		"another collection":     {`"GeometryCollection"`, `"Polygon"`, "GeometryCollection"},
		"no areas":               {twoAreas[strings.Index(twoAreas, `{"type":"MultiPolygon"`):strings.Index(twoAreas, "]}},\n")], ``, "0 areas"},
		"no attribution":         {`"us"`, `""`, "attribution"},
		"attribution of lines":   {`"us"`, `"a\nb"`, "attribution"},
		"scale of one":           {`[0.01,0.01]`, `[0.01]`, "transform"},
		"scale of nothing":       {`[0.01,0.01]`, `[0,0.01]`, "transform"},
		"beyond the pole":        {`[4,50]`, `[4,89]`, "middle lies outside"},
		"arc of one point":       {`[[10,0],[0,10]]`, `[[10,0]]`, "arc 0 has 1 points"},
		"point of one number":    {`[[10,0],[0,10]]`, `[[10,0],[0]]`, "arc 0, point 1"},
		"point off the grid":     {`[[10,0],[0,10]]`, `[[10,0],[0,-10]]`, "0 to 16777216"},
		"point far off":          {`[[10,0],[0,10]]`, `[[10,0],[0,2147483647]]`, "0 to 16777216"},
		"number too large":       {`[[10,0],[0,10]]`, `[[10,0],[0,99999999999]]`, "arcs"},
		"arc that is not there":  {`[[[-1,2]]]`, `[[[-1,3]]]`, "there are 3"},
		"arc before the first":   {`[[[-1,2]]]`, `[[[-9,2]]]`, "there are 3"},
		"least number there is":  {`[[[-1,2]]]`, `[[[-9223372036854775808,2]]]`, "there are 3"},
		"ring with a hole in it": {`[[[0,1]]]`, `[[[0,2]]]`, "does not begin where"},
		"ring that is open":      {`[[[0,1]]]`, `[[[1]]]`, "does not close"},
		"empty ring":             {`[[[0,1]]]`, `[[[]]]`, "does not close"},
		"no shape":               {`[[[0,1]]]`, `[]`, "no shape"},
		"no id":                  {`"id":"west"`, `"id":""`, "id must be"},
		"id with a sign":         {`"id":"west"`, `"id":"w\"st"`, "id must be"},
		"id twice":               {`"id":"east"`, `"id":"west"`, "another area"},
		"no name":                {`{"en":"West"}`, `{}`, "name is missing"},
		"empty name":             {`{"en":"West"}`, `{"en":""}`, `name in "en"`},
		"name with a space":      {`{"en":"West"}`, `{"en":" West"}`, `name in "en"`},
		"polygon":                {`"type":"MultiPolygon","id":"west"`, `"type":"Polygon","id":"west"`, "MultiPolygon"},
		"postcode twice":         {`"postcodes":[]`, `"postcodes":["1001"]`, "postcode 1001 is listed already at area 1"},
		"postcode of nothing":    {`"postcodes":[]`, `"postcodes":[""]`, "is not one"},
		"middle missing":         {`,"middle":[4.05,50.05]`, ``, "two numbers"},
		"middle elsewhere":       {`[4.05,50.05]`, `[4.15,50.05]`, "outside the area"},
		"middle turned":          {`[4.05,50.05]`, `[50.05,4.05]`, "outside the area"},
		"too large":              {`"us"`, `"` + strings.Repeat("a", maxFile) + `"`, "1 MiB"},
		"too many points":        {`[[[0,1]]]`, `[[` + strings.Repeat("[0,1],", 50_000) + `[0,1]]]`, "more than 200000 points"},
	} {
		if !strings.Contains(twoAreas, c.old) {
			t.Errorf("%s: the map does not have %s", name, c.old)
		}
		a, err := Parse([]byte(strings.Replace(twoAreas, c.old, c.new, 1)))
		if err == nil || a != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What web maps cannot show is refused where it is read.
func TestBeyondTheMap(t *testing.T) {
	for name, turn := range map[string]*strings.Replacer{
		"east":  strings.NewReplacer("[4,50]", "[179.9,50]", "[4.05,", "[179.95,", "[4.15,", "[180.05,"),
		"north": strings.NewReplacer("[4,50]", "[4,84.95]", ",50.05]", ",85]"),
		"long":  strings.NewReplacer("[0.01,0.01]", "[0.01,0.0001]", ",50.05]", ",50.0005]"),
		"flat":  strings.NewReplacer("[0.01,0.01]", "[0.01,1e-12]", ",50.05]", ",50.000000000005]"),
	} {
		if _, err := Parse([]byte(turn.Replace(twoAreas))); err == nil || !strings.Contains(err.Error(), "the areas") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever is read can be asked and drawn.
func FuzzParse(f *testing.F) {
	f.Add(twoAreas)
	f.Add(string(shippedData(f)))
	f.Fuzz(func(t *testing.T, data string) {
		a, err := Parse([]byte(data))
		if err != nil {
			return
		}
		for _, area := range a.Areas() {
			if held, ok := a.Holding(area.Middle); !ok {
				t.Fatalf("the middle of %s is in no area", held.ID)
			}
		}
		if _, err := a.Draw(Options{Language: "en", Words: words(), Points: []Point{a.areas[0].Middle}, Tiles: &Tiles{
			At: func(z, x, y int) (string, bool) { return "/tile", true }, MaxZoom: 20}}); err != nil {
			t.Fatal(err)
		}
	})
}
