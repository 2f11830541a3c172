package atlas

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const chosen = `[...document.querySelectorAll("input:checked")].map(i => i.value)`

// none is a drawing on which nothing is chosen.
func none() Options {
	o := options()
	o.Chosen = nil
	return o
}

// With keys alone: the areas follow each other in the order of the alphabet, the shape of the one that has the focus
// stands out, space chooses it, and the form carries the choice in its body.
func TestKeys(t *testing.T) {
	ctx, sent := open(t, none(), 768, "light")
	var names []string
	for range brussels(t).areas {
		do(t, ctx, chromedp.KeyEvent("\t"))
		names = append(names, ask[string](t, ctx, `document.activeElement.parentElement.querySelector(".atlas-name").textContent`))
		if wide := ask[[]string](t, ctx, `[...document.querySelectorAll(".atlas-area path")].filter(p => getComputedStyle(p).strokeWidth == "4px").map(p => p.closest("label").querySelector("input").value)`); len(wide) != 1 || wide[0] != ask[string](t, ctx, `document.activeElement.value`) {
			t.Errorf("%s has the focus and %v show it", names[len(names)-1], wide)
		}
	}
	want := "Anderlecht, Auderghem, Berchem-Sainte-Agathe, Bruxelles-Ville, Etterbeek, Evere, Forest, Ganshoren, Ixelles, Jette, " +
		"Koekelberg, Molenbeek-Saint-Jean, Saint-Gilles, Saint-Josse-ten-Noode, Schaerbeek, Uccle, Watermael-Boitsfort, " +
		"Woluwe-Saint-Lambert, Woluwe-Saint-Pierre"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("the focus goes %s", got)
	}
	fill := `getComputedStyle(document.activeElement.parentElement.querySelector("path")).fill`
	before := ask[string](t, ctx, fill)
	do(t, ctx, chromedp.KeyEvent(" "))
	if got := ask[[]string](t, ctx, chosen); !slices.Equal(got, []string{"21019"}) || ask[string](t, ctx, fill) == before {
		t.Errorf("space chooses %v", got)
	}
	if tick := ask[string](t, ctx, `getComputedStyle(document.activeElement.parentElement.querySelector(".atlas-tick")).display`); tick != "inline" {
		t.Errorf("the tick is %s", tick)
	}
	do(t, ctx, chromedp.KeyEvent("\t"))
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	r := <-sent
	if r.Method != "POST" || r.URL.RawQuery != "" || !slices.Equal(r.PostForm["area"], []string{"21019"}) || len(r.PostForm) != 1 {
		t.Errorf("sent %s %s %v", r.Method, r.URL, r.PostForm)
	}
}

// A touch on the middle of a shape chooses its area and no other, on the smallest screen and on a large one.
func TestTouch(t *testing.T) {
	for _, width := range []int64{320, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			ctx, _ := open(t, none(), width, "light")
			a := brussels(t)
			ask[bool](t, ctx, `document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise) // until then lines may shift
			box := ask[[]float64](t, ctx, `(r => [r.x, r.y, r.width])(document.querySelector(".atlas-ground").getBoundingClientRect())`)
			touch := func(x, y float64) {
				scale := box[2] / float64(a.view.width)
				do(t, ctx, chromedp.MouseClickXY(box[0]+x*scale, box[1]+y*scale))
			}
			for _, area := range a.areas {
				touch(a.view.place(area.Middle))
				if got := ask[[]string](t, ctx, chosen); !slices.Equal(got, []string{area.ID}) {
					t.Fatalf("a touch on %s chooses %v", area.ID, got)
				}
				if name := ask[string](t, ctx, `[...document.querySelectorAll(".atlas-area:has(:checked) text:not(.atlas-count)")].filter(e => getComputedStyle(e).display != "none").map(e => e.textContent).join(" ")`); strings.ReplaceAll(name, "- ", "-") != area.Name["fr"] {
					t.Errorf("%s is called %q on the map", area.ID, name)
				}
				touch(a.view.place(area.Middle))
			}
			if moved := ask[float64](t, ctx, `window.scrollY`); moved != 0 {
				t.Errorf("the page has moved by %v under the finger", moved)
			}
			touch(2, 2) // beyond all areas
			if got := ask[[]string](t, ctx, chosen); len(got) != 0 {
				t.Errorf("a touch beside the map chooses %v", got)
			}
		})
	}
}

// A screen reader hears one group, one picture and, for each area, its name and how many services it has: nothing of
// the shapes.
func TestAnnounced(t *testing.T) {
	ctx, _ := open(t, options(), 320, "light")
	tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	heard := map[string][]string{}
	for _, n := range tree.Nodes {
		if n.Ignored || n.Name == nil || n.Role == nil {
			continue
		}
		var role, name string
		if json.Unmarshal(n.Role.Value, &role) == nil && json.Unmarshal(n.Name.Value, &name) == nil {
			heard[role] = append(heard[role], name)
		}
	}
	boxes := heard["checkbox"]
	if len(boxes) != 19 || boxes[0] != "Anderlecht no service" || boxes[3] != "Bruxelles-Ville 38 services" || boxes[8] != "Ixelles 1 service" {
		t.Errorf("areas: %q", boxes)
	}
	if !slices.Equal(heard["group"], []string{"Where?"}) || !slices.Equal(heard["image"], []string{words().Picture}) {
		t.Errorf("group %q, picture %q", heard["group"], heard["image"])
	}
	for _, text := range heard["StaticText"] {
		if strings.Contains(text, "✓") || text == "38" {
			t.Errorf("%q of the drawing is heard", text)
		}
	}
}

func TestSmallScreen(t *testing.T) {
	ctx, _ := open(t, options(), 320, "light")
	if out := ask[int](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); out > 0 {
		t.Errorf("%d pixels stick out", out)
	}
	if low := ask[float64](t, ctx, `Math.min(...[...document.querySelectorAll(".atlas-area")].map(l => l.getBoundingClientRect().height))`); low < 44 {
		t.Errorf("an area is %v pixels high", low)
	}
	if small := ask[float64](t, ctx, `Math.min(...[...document.querySelectorAll(".atlas-count")].map(e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getBoundingClientRect().width / 1000))`); small < 12 {
		t.Errorf("numbers are %v pixels high", small)
	}
	if missed := ask[[]string](t, ctx, `[...document.querySelectorAll(".atlas-shape")].filter(s => { const a = s.getBoundingClientRect(), b = document.querySelector(".atlas-ground").getBoundingClientRect(); return Math.abs(a.x - b.x) > 0.1 || Math.abs(a.y - b.y) > 0.1 || Math.abs(a.width - b.width) > 0.1 }).map(s => s.outerHTML)`); len(missed) > 0 {
		t.Errorf("%d shapes do not lie on the ground", len(missed))
	}
}

// What is chosen, its neighbours and their words can be told apart in both themes.
func TestContrast(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		ctx, _ := open(t, options(), 768, scheme)
		for what, c := range map[string]struct {
			one, other string
			least      float64
		}{
			"chosen and with services":    {`:checked ~ svg path`, `path.atlas-some:not(:checked ~ svg path)`, 3},
			"chosen and without services": {`:checked ~ svg path`, `path.atlas-none`, 3},
			"number and area":             {`input:not(:checked) ~ svg .atlas-count`, `input:not(:checked) ~ svg path.atlas-some`, 4.5},
			"number and chosen area":      {`:checked ~ svg .atlas-count`, `:checked ~ svg path`, 4.5},
			"dot and area":                {`input:not(:checked) ~ svg .atlas-dot`, `input:not(:checked) ~ svg path.atlas-some`, 3},
		} {
			fill := func(selector string) string {
				return fmt.Sprintf(`getComputedStyle(document.querySelector(%q)).fill`, selector)
			}
			if got := contrast(t, ask[string](t, ctx, fill(c.one)), ask[string](t, ctx, fill(c.other))); got < c.least {
				t.Errorf("%s, %s: %.2f", scheme, what, got)
			}
		}
	}
}

// contrast compares two colours as WCAG does.
func contrast(t *testing.T, one, other string) float64 {
	t.Helper()
	a, b := luminance(t, one), luminance(t, other)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var rgb [3]int
	if _, err := fmt.Sscanf(colour, "rgb(%d, %d, %d)", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatalf("%s: %v", colour, err)
	}
	sum := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(rgb[i]) / 255
		if c <= 0.04045 {
			sum += share * c / 12.92
		} else {
			sum += share * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// axe-core knows of no barrier.
func TestNoBarriers(t *testing.T) {
	source, err := os.ReadFile("../../tools/axe/node_modules/axe-core/axe.min.js")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: axe-core is not installed (make test installs it)")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		ctx, _ := open(t, options(), 320, scheme)
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		if err != nil {
			t.Fatal(err)
		}
		do(t, ctx, chromedp.Evaluate[chromedp.Void](string(source)))
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](
			`axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join()))`,
			chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			t.Errorf("%s: %s", scheme, f)
		}
	}
}
