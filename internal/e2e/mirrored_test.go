package e2e

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/pseudo"
)

// serveMirrored puts the pseudo-locale in front of the built program.
func serveMirrored(t *testing.T) string {
	t.Helper()
	behind, err := url.Parse(serve(t))
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host // so that a form comes from the site that it goes to
	}}
	front := httptest.NewServer(http.Handler(pseudo.Handler(proxy)))
	t.Cleanup(front.Close)
	return front.URL
}

// places tells where things stand, seen from the side at which the page begins: how far from that side, and whether
// digits follow one another from left to right, as they are read in every language.
const places = `(() => {
	const rtl = getComputedStyle(document.documentElement).direction === "rtl";
	const start = e => { const r = e.getBoundingClientRect(); return Math.round(rtl ? innerWidth - r.right : r.left) };
	const first = selector => { const e = document.querySelector(selector); return e && e.checkVisibility() ? start(e) : null };
	const numbers = [...document.querySelectorAll(".phone > span, .reach strong, .url")].filter(e => e.checkVisibility() && e.firstChild);
	const backwards = numbers.filter(e => {
		const range = document.createRange(), text = e.firstChild;
		let last = -Infinity, line = null;
		for (let i = 0; i < text.length; i++) {
			range.setStart(text, i); range.setEnd(text, i + 1);
			const box = range.getBoundingClientRect();
			if (line !== null && Math.abs(box.top - line) > 4) last = -Infinity;
			if (box.width && box.left < last - 1) return true;
			if (box.width) { last = box.left; line = box.top }
		}
		return false;
	}).map(e => e.textContent);
	return {
		Direction: document.documentElement.dir,
		Starts: Object.fromEntries([".name", "main", "h1", ".reach-numbers", ".leave", ".answer input", ".checklist li", ".why summary", ".step-text",
			".door", ".chip", ".line", ".phone .glyph", ".more summary", ".atlas-ground", ".atlas-shape"].map(s => [s, first(s)])),
		Numbers: numbers.length, Backwards: backwards,
	};
})()`

type placed struct {
	Direction string
	Starts    map[string]*float64
	Numbers   int
	Backwards []string
}

// A page that begins at the right is the mirror of one that begins at the left: what stands at the start of a line stands
// there, nothing sticks out although every word is a third longer, and numbers are read as they are everywhere.
func TestMirrored(t *testing.T) {
	t.Parallel()
	base := serveMirrored(t)
	ctx := browserFor(t, 6*time.Minute)
	withoutEngine(t, ctx)
	for i, j := range journeys.List(pseudo.Tag) {
		t.Run(j.Name, func(t *testing.T) {
			width := []int64{320, 1280}[i%2]
			prefer(t, ctx, "light")
			do(t, ctx, "size", chromedp.EmulateViewport(width, 800))
			visit(t, ctx, base, j)
			noSidewaysScroll(t, ctx, j.Name)
			right := value[placed](t, ctx, places)
			if right.Direction != "rtl" || right.Numbers < 2 && j.Name != "pause" {
				t.Fatalf("the direction is %q, with %d numbers", right.Direction, right.Numbers)
			}
			for _, number := range right.Backwards {
				t.Errorf("%s is written backwards", number)
			}
			mirror(t, ctx)
			left := value[placed](t, ctx, places)
			compare(t, left.Starts, right.Starts)
		})
	}
}

// mirror turns the page that is open around, with the same words.
func mirror(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, "turn around", chromedp.Evaluate[chromedp.Void](`document.documentElement.dir = "ltr"`))
}

// compare holds the distance of each thing from the start of the page to that on the page turned around. A pixel or two
// is how lines break.
func compare(t *testing.T, left, right map[string]*float64) {
	t.Helper()
	same := 0
	for selector, want := range left {
		got := right[selector]
		if want == nil || got == nil {
			continue
		}
		same++
		if d := *got - *want; d > 3 || d < -3 {
			t.Errorf("%s stands %v pixels from the right, and %v from the left when the page is turned around", selector, *got, *want)
		}
	}
	if same == 0 {
		t.Error("nothing was compared")
	}
}
