package atlas

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/halte-brussels/halte/internal/lang"
	"pgregory.net/rapid"
)

// words are those that a page would give in English.
func words() Words {
	return Words{
		Legend: "Where?", Hint: "The number says how many services are in an area.",
		Picture: "Map of the areas. The list after it says the same.",
		Count: func(n int) string {
			switch n {
			case 0:
				return "no service"
			case 1:
				return "1 service"
			}
			return fmt.Sprintf("%d services", n)
		},
		Source: "Map:",
	}
}

func options() Options {
	return Options{
		Language: "fr", Field: "area", Words: words(), Chosen: []string{"21014", "nowhere"},
		Counts: map[string]int{"21004": 38, "21014": 2, "21009": 1, "elsewhere": 9},
		Points: []Point{{50.8467, 4.3525}, {50.8467, 4.3525}, {50.8275, 4.3722}, {51.2, 4.4}},
	}
}

func draw(t testing.TB, a *Atlas, o Options) (*goquery.Document, string) {
	t.Helper()
	out, err := a.Draw(o)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return doc, string(out)
}

func TestDraw(t *testing.T) {
	doc, out := draw(t, brussels(t), options())
	var names []string
	doc.Find("fieldset > .atlas label").Each(func(_ int, l *goquery.Selection) {
		names = append(names, lang.Fold(l.Find(".atlas-name").Text()))
		if l.Find("input[type=checkbox][name=area]").Length() != 1 || l.Find("svg[aria-hidden=true] path").Length() != 1 {
			t.Errorf("%s has no field, or no shape", l.Text())
		}
	})
	if len(names) != 19 || !slices.IsSorted(names) {
		t.Errorf("areas %v", names)
	}
	for id, want := range map[string]string{"21004": "38 services", "21014": "2 services", "21009": "1 service", "21001": "no service"} {
		l := doc.Find(`input[value="` + id + `"]`).Parent()
		if got := l.Find(".atlas-said").Text(); got != want {
			t.Errorf("%s is said to have %q", id, got)
		}
		if _, chosen := l.Find("input").Attr("checked"); chosen != (id == "21014") {
			t.Errorf("%s chosen: %v", id, chosen)
		}
	}
	if got := doc.Find(`input[value="21001"]`).Parent().Find(".atlas-count").Text(); got != "✓ " {
		t.Errorf("an area with nothing shows %q", got)
	}
	// Two services at one address are one larger dot, and what lies beyond the drawing is not on it.
	if n := doc.Find("circle").Length(); n != 2 || doc.Find(`input[value="21004"]`).Parent().Find(`circle[r="7"]`).Length() != 1 {
		t.Errorf("%d dots", n)
	}
	if legend := doc.Find("fieldset > legend").Text(); legend != "Where?" || doc.Find(`svg[role=img][aria-label]`).Length() != 1 {
		t.Errorf("legend %q", legend)
	}
	if !strings.Contains(out, "bmesuere") || !strings.Contains(out, "CC0 1.0") {
		t.Error("who made the shapes is not said")
	}
}

// The drawing leads nowhere, loads nothing and carries nothing that a strict policy would refuse.
func TestDrawIsQuiet(t *testing.T) {
	doc, out := draw(t, brussels(t), options())
	for _, never := range []string{"<a", "<form", "<script", "<style", "<image", "<use", "<button", " style=", " on", "href", "src=", "http", "url(", " id=", "<!--", "<title"} {
		if strings.Contains(out, never) {
			t.Errorf("%q is in the drawing", never)
		}
	}
	if doc.Find("input").Length() != 19 {
		t.Error("there are other fields than those of the areas")
	}
	if _, again := draw(t, brussels(t), options()); again != out {
		t.Error("it is drawn in another way the second time")
	}
	if len(out) > 22_000 {
		t.Errorf("the drawing has %d bytes", len(out))
	}
}

func TestDrawEscapes(t *testing.T) {
	hostile := `\"><script>alert(1)</script>`
	a, err := Parse([]byte(strings.NewReplacer(`"West"`, `"W`+hostile+`"`, `"us"`, `"U`+hostile+`"`).Replace(twoAreas)))
	if err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Language, o.Field, o.Words.Hint, o.Words.Picture = "en", `"><script>`, `"><script>`, `"><script>`
	o.Tiles = &Tiles{At: func(z, x, y int) (string, bool) { return `javascript:alert(1)//"><script>`, true }, Attribution: `<script>`}
	doc, out := draw(t, a, o)
	if doc.Find("script").Length() != 0 || strings.Contains(out, "<script") || strings.Contains(out, `"javascript:`) {
		t.Errorf("not escaped: %s", out)
	}
	if !strings.Contains(doc.Find(".atlas-source").Text(), "<script>") || !strings.Contains(doc.Find(".atlas-name").Text(), "<script>") {
		t.Error("words were changed")
	}
}

func TestDrawWithoutServices(t *testing.T) {
	doc, _ := draw(t, brussels(t), Options{Language: "nl", Field: "area", Words: words(), Counts: map[string]int{"21004": -3}})
	if doc.Find("circle").Length() != 0 || doc.Find(".atlas-some").Length() != 0 || doc.Find(".atlas-none").Length() != 19 {
		t.Error("something is drawn where nothing is")
	}
	if got := doc.Find(".atlas-name").First().Text(); got != "Anderlecht" || !strings.Contains(doc.Text(), "Sint-Joost-ten-Node") {
		t.Error("the names are not Dutch")
	}
}

// Any points at all: no more dots than a page bears, none of them off the drawing, every point that is on it counted.
func TestDots(t *testing.T) {
	v := brussels(t).view
	degree := rapid.OneOf(rapid.Float64Range(-400, 400), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 90, -90}))
	near := rapid.Custom(func(t *rapid.T) Point {
		return Point{rapid.Float64Range(50.77, 50.91).Draw(t, "lat"), rapid.Float64Range(4.25, 4.47).Draw(t, "lon")}
	})
	far := rapid.Custom(func(t *rapid.T) Point { return Point{degree.Draw(t, "lat"), degree.Draw(t, "lon")} })
	rapid.Check(t, func(t *rapid.T) {
		inside := rapid.SliceOfN(near, 0, 600).Draw(t, "near")
		dots := v.dots(append(slices.Clone(inside), rapid.SliceOfN(far, 0, 20).Draw(t, "far")...))
		sum := 0
		for _, d := range dots {
			sum += d.Count
			if d.X < 0 || d.Y < 0 || d.X > v.width || d.Y > v.height || d.R < 5 || d.R > 16 {
				t.Fatalf("dot %+v", d)
			}
		}
		if len(dots) > maxDots || sum < len(inside) {
			t.Fatalf("%d dots for %d of %d points", len(dots), sum, len(inside))
		}
	})
}

func TestDotsOfMany(t *testing.T) {
	v := brussels(t).view
	var points []Point
	for i := range 100_000 {
		points = append(points, Point{50.77 + 0.14*float64(i%317)/317, 4.25 + 0.22*float64(i%911)/911})
	}
	if n := len(v.dots(points)); n > maxDots || n < maxDots/8 {
		t.Errorf("%d dots", n)
	}
}

func TestTiles(t *testing.T) {
	a := brussels(t)
	var asked [][3]int
	ground := &Tiles{MaxZoom: 14, Attribution: "© them", At: func(z, x, y int) (string, bool) {
		asked = append(asked, [3]int{z, x, y})
		return fmt.Sprintf("/tiles/%d/%d/%d", z, x, y), y != 1374
	}}
	o := options()
	o.Tiles = ground
	doc, _ := draw(t, a, o)
	if n := doc.Find("svg.atlas-ground image").Length(); n == 0 || n > 16 || n == len(asked) {
		t.Errorf("%d tiles of %d", n, len(asked))
	}
	if !slices.Contains(asked, [3]int{12, 2097, 1373}) || !strings.Contains(doc.Find(".atlas-source").Text(), "© them") {
		t.Errorf("asked %v", asked)
	}
	for _, zooms := range [][2]int{{0, 0}, {3, 5}, {13, 22}} {
		ground.MinZoom, ground.MaxZoom, asked = zooms[0], zooms[1], nil
		draw(t, a, o)
		if len(asked) == 0 || asked[0][0] < zooms[0] || asked[0][0] > zooms[1] {
			t.Errorf("zooms %v: asked %v", zooms, asked)
		}
	}
	ground.MinZoom, ground.MaxZoom, asked = 17, 20, nil
	if doc, _ := draw(t, a, o); len(asked) != 0 || doc.Find(".atlas-tiled").Length() != 0 {
		t.Errorf("%d tiles are too many", len(asked))
	}
}

// A tile lies where its corner does.
func TestTilesLieTrue(t *testing.T) {
	v := brussels(t).view
	tiles := v.tiles(&Tiles{MaxZoom: 12, At: func(z, x, y int) (string, bool) { return fmt.Sprint(z, x, y), true }})
	for _, tile := range tiles {
		if tile.Address != "12 2097 1373" {
			continue
		}
		// The corner by the usual formula: 2097 of 4096 columns, 1373 of 4096 rows.
		x, y := v.place(Point{Lat: 50.90303283111257, Lon: 4.306640625})
		if math.Abs(x-tile.X) > 0.06 || math.Abs(y-tile.Y) > 0.06 {
			t.Errorf("at %v, %v and not at %v, %v", tile.X, tile.Y, x, y)
		}
		return
	}
	t.Error("the tile is not there")
}

// There and back.
func TestView(t *testing.T) {
	v := brussels(t).view
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.IntRange(0, v.width).Draw(t, "x"), rapid.IntRange(0, v.height).Draw(t, "y")
		if bx, by := v.place(v.point(x, y)); math.Abs(bx-float64(x)) > 1e-3 || math.Abs(by-float64(y)) > 1e-3 {
			t.Fatalf("%d, %d comes back as %v, %v", x, y, bx, by)
		}
	})
}

// A name that is written into its area stays within it; every name can be shown, and within the drawing.
func TestLabels(t *testing.T) {
	a := brussels(t)
	v := a.view
	fit := 0
	for _, tag := range lang.Interface() {
		for _, area := range a.areas {
			var lines [][]place
			for _, r := range area.shape.rings {
				lines = append(lines, v.line(&a.grid, r))
			}
			x, y := v.place(area.Middle)
			l := v.label(area.Name[tag], x, y, lines)
			if l.Tag.Text != area.Name[tag] || l.Tag.X < 100 || l.Tag.X > v.width-100 || l.Tag.Y < 10 {
				t.Errorf("%s: %+v", l.Tag.Text, l.Tag)
			}
			if len(l.Lines) > 0 {
				fit++
			}
			for _, line := range l.Lines {
				if !inside(lines, float64(line.X), float64(line.Y), letter*nameSize*longest([]string{line.Text})-1, lineHigh-2) {
					t.Errorf("%s sticks out of its area", line.Text)
				}
			}
			if len(l.Lines) > 0 && !inside(lines, float64(l.X), float64(l.Y), 2*letter*countSize, countSize-2) {
				t.Errorf("the number of %s sticks out", area.Name[tag])
			}
		}
	}
	if fit < 33 {
		t.Errorf("only %d of 57 names fit", fit)
	}
}

func TestBreaks(t *testing.T) {
	got := fmt.Sprint(breaks("Saint-Josse-ten-Noode"), breaks("Sint Pieters"), breaks("Evere"))
	want := "[[Saint-Josse-ten-Noode] [Saint-Josse- ten-Noode] [Saint- Josse- ten-Noode] [Saint- Josse- ten- Noode]] [[Sint Pieters] [Sint Pieters]] [[Evere]]"
	if got != want {
		t.Error(got)
	}
	if n := len(breaks(strings.Repeat("a-", 59))); n != 4 {
		t.Errorf("%d ways to break a long name", n)
	}
}

func BenchmarkDraw(b *testing.B) {
	a, o := brussels(b), options()
	for b.Loop() {
		if _, err := a.Draw(o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHolding(b *testing.B) {
	a := brussels(b)
	for b.Loop() {
		a.Holding(Point{50.7980, 4.3590})
	}
}
