package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/lang"
)

type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// rules is what axe looks for: everything that WCAG 2.2 asks at A and AA, good practice, and at AAA the contrast of text
// and the size of what is touched, 44 pixels. What stays in sight lies over a part of the page wherever it is scrolled to,
// which axe takes for something that is covered; it is put into the page for as long as axe looks. TestKeyboard holds that
// it never covers what is being used.
const rules = `axe.configure({checks: ["target-size", "target-offset"].map(id =>
	({id, options: id === "target-size" ? {minSize: 44} : {minOffset: 44}}))});
	window.staying = [...document.querySelectorAll(".reach, .on-page")];
	staying.forEach(e => e.style.position = "static");
	axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}}}).then(r => (staying.forEach(e => e.style.position = ""), r.violations))`

// axe looks for barriers on the page that is open.
func axe(t *testing.T, ctx context.Context, source, where string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](`if (!window.axe) {`+source+`}`)); err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](rules, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for _, v := range found {
		for _, n := range v.Nodes {
			t.Errorf("%s: %s (%s): %s\n%s\n%s", where, v.ID, v.Impact, v.Help, n.HTML, n.Summary)
		}
	}
}

// sight is a way in which a page is looked at.
type sight struct {
	scheme string
	width  int64
	text   int // the size of text, in percent
}

func (v sight) String() string {
	return fmt.Sprintf("%s, %d pixels, text %d %%", v.scheme, v.width, v.text)
}

// look shows the page that is open in another way.
func (v sight) look(t *testing.T, ctx context.Context) {
	t.Helper()
	prefer(t, ctx, v.scheme)
	do(t, ctx, "size", chromedp.EmulateViewport(v.width, 800))
	do(t, ctx, "size of text", chromedp.Evaluate[chromedp.Void](
		fmt.Sprintf(`document.documentElement.style.fontSize = "%d%%"`, v.text)))
}

// views is every way in which a page must be free of barriers.
func views() []sight {
	var list []sight
	for _, text := range []int{100, 200} {
		for _, width := range []int64{320, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				list = append(list, sight{scheme, width, text})
			}
		}
	}
	return list
}

// everything says whether every page is looked at in every view and language, which takes 36 times as long (make axe).
func everything() bool { return os.Getenv("HALTE_AXE") == "all" }

// share is the view in which a page is looked at. It turns from page to page, and so does the language, so that every view
// sees every kind of part.
func share(all []sight, turn int) []sight {
	if everything() {
		return all
	}
	turn = (2*turn + turn/(len(all)/2)) % len(all) // all light ones, then all dark ones
	return all[turn : turn+1]
}

// No page of any kind has a barrier that axe knows of, folded or unfolded, whether it is light or
// dark, small or large, or has its text twice as large; and nothing sticks out of it.
func TestNoBarriers(t *testing.T) {
	source, base := axeSource(t), serve(t)
	for i, tag := range lang.Interface() {
		t.Run(string(tag), func(t *testing.T) {
			t.Parallel() // a page is looked at by one core
			ctx := browserFor(t, time.Hour)
			withoutEngine(t, ctx)
			for n, j := range journeys.List(tag) {
				if n%3 != i && !everything() {
					continue // the three languages share the kinds of page
				}
				t.Run(j.Name, func(t *testing.T) {
					visit(t, ctx, base, j)
					for k, v := range share(views(), n) {
						lookForBarriers(t, ctx, source, v, (n+k)%2 == 1)
					}
				})
			}
		})
	}
}

func lookForBarriers(t *testing.T, ctx context.Context, source string, v sight, unfolded bool) {
	t.Helper()
	v.look(t, ctx)
	do(t, ctx, "fold or unfold", chromedp.Evaluate[chromedp.Void](
		fmt.Sprintf(`document.querySelectorAll("details").forEach(d => d.open = %t)`, unfolded)))
	axe(t, ctx, source, v.String())
	noSidewaysScroll(t, ctx, v.String())
}

// visit opens a page by its address, or sends its form as the page that holds the form would.
func visit(t *testing.T, ctx context.Context, base string, j journeys.Journey) {
	t.Helper()
	if j.Form == nil {
		open(t, ctx, base+j.Path)
		return
	}
	fields, err := json.Marshal(j.Form)
	if err != nil {
		t.Fatal(err)
	}
	if value[string](t, ctx, `location.origin`) != base { // a form is sent from a page of Halte, whichever it is
		open(t, ctx, base+"/en/about")
	}
	follow(t, ctx, "send "+j.Name, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(
		`{ const form = document.createElement("form"); form.method = "post"; form.action = %q;
		for (const [name, values] of Object.entries(%s)) for (const value of values)
			form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
		document.body.append(form); form.submit() }`, j.Path, fields)))
}

func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"}}}) // a colour on its way to another has no contrast of its own
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 800)); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// noSidewaysScroll: nothing sticks out of the page, and nothing that stays in sight out of the screen.
func noSidewaysScroll(t *testing.T, ctx context.Context, where string) {
	t.Helper()
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](beyond))
	if err != nil {
		t.Fatal(err)
	}
	if wide > 0 {
		t.Errorf("%s: %d pixels stick out: %s", where, wide, value[string](t, ctx, sticksOut))
	}
}

// beyond is by how many pixels the page is wider than the screen. What is fixed to the screen does not make the page wider.
const beyond = `Math.round(Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth,
	...[...document.querySelectorAll(".reach, .reach *")].filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === "none")
		.map(e => { const r = e.getBoundingClientRect(); return Math.max(r.right - document.documentElement.clientWidth, -r.left) })))`

// sticksOut names the innermost elements that reach beyond the page.
const sticksOut = `[...document.querySelectorAll("body *")].filter(e => { const r = e.getBoundingClientRect();
	return r.width > 0 && (r.right > document.documentElement.clientWidth + 1 || r.left < -1) && !e.querySelector("*") })
	.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join("; ")`

// The styleguide holds to what it shows: each component in each state, in every view.
func TestNoBarriersInStyleguide(t *testing.T) {
	t.Parallel()
	source, base := axeSource(t), serve(t, "--styleguide")
	ctx := browser(t)
	open(t, ctx, base+"/nl/styleguide")
	for _, v := range views() {
		v.look(t, ctx)
		axe(t, ctx, source, v.String())
		noSidewaysScroll(t, ctx, v.String())
	}
}
