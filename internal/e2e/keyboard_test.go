package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/halte-brussels/halte/internal/journeys"
)

// stops prepares a page for a walk by keyboard: it lists what the key Tab must reach, in order, and writes down each
// stop as it is made: whether a ring is seen around it, and whether anything lies over it.
const stops = `(() => {
	const name = e => e.tagName.toLowerCase() + (e.name ? "[" + e.name + "=" + e.value + "]" : "") + " " + (e.textContent || "").trim().slice(0, 40);
	const group = e => [...document.getElementsByName(e.name)].filter(o => o.form === e.form);
	const reached = e => e.type !== "radio" || (group(e).find(o => o.checked) || group(e)[0]) === e;
	const can = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
	const may = overflow => overflow === "auto" || overflow === "scroll";
	const scrolls = e => { const s = getComputedStyle(e); return !e.querySelector(can) &&
		(e.scrollWidth > e.clientWidth && may(s.overflowX) || e.scrollHeight > e.clientHeight && may(s.overflowY)) };
	const all = [...document.querySelectorAll("body *")].filter(e => e.matches(can) || scrolls(e))
		.filter(e => !e.disabled && (e.tabIndex >= 0 || scrolls(e)) && e.checkVisibility({visibilityProperty: true}) && reached(e));
	const ringed = e => { const s = getComputedStyle(e);
		return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none" || e.matches(".atlas-area") };
	const seen = e => {
		if (e.name === "commune") return true; // the middle of an area's checkbox may lie in the area beside it
		const on = e.closest("label") || e;
		const box = e.getClientRects()[0];
		const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 2), y = box.y + box.height / 2;
		const top = document.elementFromPoint(x, y);
		return y > 0 && y < innerHeight && top && (e.contains(top) || on.contains(top) || top.contains(e) && top.closest("a, button, label, summary, li"));
	};
	window.walk = {want: all.map(name), got: [], bare: [], covered: []};
	addEventListener("focusin", event => {
		const e = event.target;
		if (walk.got.length === all.length) return; // round again
		walk.got.push(name(e));
		if (![e, ...(e.closest("label") ? [e.closest("label"), ...e.closest("label").children] : [])].some(o => o && ringed(o))) walk.bare.push(name(e));
		if (!seen(e)) walk.covered.push(name(e) + " " + JSON.stringify(e.getBoundingClientRect()));
	});
	const parts = all.filter(e => e.type === "datetime-local").length * 6; // day, month, year, hour, minute, calendar
	return all.length + parts;
})()`

type walk struct {
	Want, Got, Bare, Covered []string
}

// Whoever uses a keyboard reaches everything on every kind of page, in the order of the page, sees where they are, and
// nothing ever lies over it: not the bar, not the parts of a long page.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browserFor(t, 8*time.Minute)
	prefer(t, ctx, "light")
	withoutCopy(t, ctx)
	withoutEngine(t, ctx)
	for i, j := range journeys.List("nl") {
		size := [][2]int64{{320, 640}, {1280, 800}}[i%2]
		t.Run(fmt.Sprintf("%s at %d", j.Name, size[0]), func(t *testing.T) {
			do(t, ctx, "size", chromedp.EmulateViewport(size[0], size[1]))
			visit(t, ctx, base, j)
			w := walkThrough(t, ctx)
			if got, want := strings.Join(w.Got, "\n"), strings.Join(w.Want, "\n"); got != want {
				t.Errorf("the keyboard reaches\n%s\nand should reach\n%s", differing(w.Got, w.Want), differing(w.Want, w.Got))
			}
			for _, name := range w.Bare {
				t.Errorf("nothing is seen around %s when it has the focus", name)
			}
			for _, name := range w.Covered {
				t.Errorf("something lies over %s when it has the focus", name)
			}
		})
	}
}

// walkThrough presses Tab until everything has been reached.
func walkThrough(t *testing.T, ctx context.Context) walk {
	t.Helper()
	n := value[int](t, ctx, stops)
	if n < 2 {
		t.Fatalf("%d things can be reached", n)
	}
	for range n {
		do(t, ctx, "press Tab", chromedp.KeyEvent(kb.Tab))
	}
	return value[walk](t, ctx, `({Want: walk.want, Got: walk.got, Bare: walk.bare, Covered: walk.covered})`)
}

// differing is the part of a list from where it differs from another, as far as a reader needs it.
func differing(list, other []string) string {
	for i := range list {
		if i >= len(other) || list[i] != other[i] {
			return fmt.Sprintf("%d: %s", i, strings.Join(list[i:min(len(list), i+4)], " | "))
		}
	}
	return fmt.Sprintf("%d, and no more", len(list))
}

// The first thing that the keyboard reaches leads past everything to the content.
func TestSkip(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	open(t, ctx, base+"/fr/guide")
	do(t, ctx, "press Tab", chromedp.KeyEvent(kb.Tab))
	if top := value[float64](t, ctx, `document.activeElement.getBoundingClientRect().top`); top < 0 {
		t.Errorf("the link past everything stands at %v when it has the focus", top)
	}
	do(t, ctx, "press Enter", chromedp.KeyEvent(kb.Enter))
	if id := value[string](t, ctx, `document.activeElement.id`); id != "main" {
		t.Errorf("the focus is at %q", id)
	}
}
