package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

// readable is every text of the page that can be seen, with where it stands.
const readable = `(() => { const found = [];
	const all = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
	while (all.nextNode()) { const text = all.currentNode, place = text.parentElement;
		if (text.data.trim() && !place.closest("head, script, template") && place.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
			found.push([place.closest("dialog") ? "over" : "page", text.data.trim()]) }
	return found })()`

// withheld is every word that must not be said to a person, of every language.
func withheld(t *testing.T) []string {
	t.Helper()
	p, _ := packtest.Shipped(t)
	var words []string
	for _, list := range p.Info.Withheld {
		words = append(words, list...)
	}
	if len(words) < 9 {
		t.Fatalf("only %d words are withheld: this test would prove little", len(words))
	}
	return words
}

// Turned towards the person, every kind of page, in each language and with facts too, shows only what is meant for
// them; nothing of the rest can be seen, read aloud, or told from tab or address.
func TestTurnedScreen(t *testing.T) {
	t.Parallel()
	base, words := serve(t), withheld(t)
	ctx := browser(t)
	withoutEngine(t, ctx)
	shown := 0
	for _, tag := range lang.Interface() {
		for _, j := range journeys.List(tag) {
			if j.Name == "pause" {
				continue // it has nothing to turn
			}
			visit(t, ctx, base, j)
			shown += turn(t, ctx, words, string(tag)+" "+j.Name)
		}
	}
	if shown == 0 {
		t.Error("no page had anything to show")
	}
}

// turn turns the screen, looks at it, and turns it back. It returns how many things were shown.
func turn(t *testing.T, ctx context.Context, withheld []string, where string) int {
	t.Helper()
	before := value[string](t, ctx, `location.href + " " + document.title`)
	do(t, ctx, "unfold", chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
	do(t, ctx, "turn", chromedp.Evaluate[chromedp.Void](`document.querySelector(".reach .turn-screen").click()`))
	var over []string
	for _, text := range value[[][2]string](t, ctx, readable) {
		over = append(over, text[1])
		if text[0] != "over" {
			t.Errorf("%s: %q can be read", where, text[1])
		}
	}
	heard := spoken(t, ctx)
	for _, word := range withheld {
		if strings.Contains(strings.ToLower(strings.Join(over, " ")+heard), word) {
			t.Errorf("%s: %q is shown or read aloud", where, word)
		}
	}
	if h1 := value[string](t, ctx, `document.querySelector("h1:not([data-person])")?.textContent.trim() || "no such heading"`); strings.Contains(heard, h1) {
		t.Errorf("%s: %q is read aloud", where, h1)
	}
	if got := value[string](t, ctx, `location.pathname.slice(3) + document.title + document.querySelectorAll("dialog :is([title], [alt], img, [aria-label])").length`); got != "/…0" {
		t.Errorf("%s: tab, address or attributes say %q", where, got)
	}
	lines := value[int](t, ctx, `document.querySelectorAll(".turned-words p").length`)
	if none := value[bool](t, ctx, `document.querySelector(".turned-none").checkVisibility()`); none == (lines > 0) {
		t.Errorf("%s: %d lines, and that there are none is said: %t", where, lines, none)
	}
	do(t, ctx, "turn back", chromedp.Click("dialog .uncover"))
	do(t, ctx, "back", chromedp.WaitNotPresent("dialog.turned"))
	if after := value[string](t, ctx, `location.href + " " + document.title`); after != before {
		t.Errorf("%s: after turning back it is %s", where, after)
	}
	return lines
}

// spoken is every name that a screen reader can find on the page.
func spoken(t *testing.T, ctx context.Context) string {
	t.Helper()
	var names strings.Builder
	for _, node := range send(t, ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if !node.Ignored && node.Name != nil {
			names.WriteString(string(node.Name.Value) + "\n")
		}
	}
	return names.String()
}

// No barrier that axe knows of is in what stands over the page, nor on the page for a pause.
func TestNoBarriersOver(t *testing.T) {
	t.Parallel()
	source, base := axeSource(t), serve(t)
	ctx := browser(t)
	for _, scheme := range []string{"light", "dark"} {
		prefer(t, ctx, scheme)
		for _, language := range []string{"en", "fr", "nl"} {
			open(t, ctx, base+"/"+language+"/pause")
			axe(t, ctx, source, "the page for a pause")
			for _, over := range []struct{ page, script string }{
				{"services/cpvcf", `document.querySelector(".reach .turn-screen").click()`},
				{"about", `document.querySelector(".reach .turn-screen").click()`},
				{"about", `document.querySelector(".reach a.pause").click()`},
				{"about/traces", `document.querySelector(".reach .idle").append(document.getElementById("over-idle").content.cloneNode(true))`},
			} {
				open(t, ctx, base+"/"+language+"/"+over.page)
				do(t, ctx, over.script, chromedp.Evaluate[chromedp.Void](over.script))
				axe(t, ctx, source, language+" "+scheme+" "+over.page+" "+over.script)
				noSidewaysScroll(t, ctx, over.page)
			}
		}
	}
}

// The pause is an empty screen with a way back and a way out; what is beneath it is not there for anyone, and comes
// back where it was, by a touch or by Escape.
func TestPause(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	do(t, ctx, "size", chromedp.EmulateViewport(360, 640))
	open(t, ctx, base+"/fr/guide/undocumented")
	do(t, ctx, "down", chromedp.Evaluate[chromedp.Void](`scrollTo({top: 600, behavior: "instant"})`))
	before := value[string](t, ctx, `location.href + document.title + scrollY`)
	for _, back := range []func(){
		func() { do(t, ctx, "back", chromedp.Click("dialog .uncover")) },
		func() {
			for _, kind := range []input.DispatchKeyEventType{"rawKeyDown", "keyUp"} {
				send(t, ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27})
			}
		},
	} {
		do(t, ctx, "pause", chromedp.Evaluate[chromedp.Void](`document.querySelector(".reach a.pause").click()`))
		var seen []string
		for _, text := range value[[][2]string](t, ctx, readable) {
			seen = append(seen, text[1])
		}
		if got := strings.Join(seen, "|"); got != "Revenir|Quitter vite" {
			t.Errorf("on the screen stands %q", got)
		}
		if heard := spoken(t, ctx); strings.Contains(heard, "112") || strings.Contains(heard, "Halte") {
			t.Errorf("a screen reader finds %q", heard)
		}
		if got := value[string](t, ctx, `location.pathname + document.title`); got != "/fr/…" {
			t.Errorf("tab and address say %q", got)
		}
		back()
		do(t, ctx, "back", chromedp.WaitNotPresent("dialog.paused"))
		if after := value[string](t, ctx, `location.href + document.title + scrollY`); after != before {
			t.Errorf("it came back as %s, not %s", after, before)
		}
	}
}

// covered is what of the bar cannot be touched.
const covered = `(() => { const wrong = [];
	for (const name of [".reach .leave", ".reach a.pause", ".reach .turn-screen", '.reach [href="tel:112"]', '.reach [href="tel:101"]']) {
		const e = document.querySelector(name), r = e.getBoundingClientRect();
		const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
		if (!top || !e.contains(top)) wrong.push(name + " is covered or out of sight");
		if (Math.min(r.width, r.height) < 43.9) wrong.push(name + " is " + r.width + " by " + r.height);
	}
	if (document.querySelector(".reach").offsetHeight > innerHeight / 2) wrong.push("the bar takes more than half of the screen");
	return wrong })()`

// The way out is in sight, uncovered and large enough for a thumb on every kind of page, on small screens and with
// letters twice as large, at the beginning, the middle and the end of the page.
func TestBarIsNeverCovered(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	withoutEngine(t, ctx)
	for i, tag := range lang.Interface() {
		for n, j := range journeys.List(tag) {
			if n%3 != i || j.Name == "pause" {
				continue // the three languages share the kinds of page
			}
			visit(t, ctx, base, j)
			for _, size := range []struct{ width, height int64 }{{320, 568}, {360, 640}, {568, 320}, {1280, 720}} {
				do(t, ctx, "size", chromedp.EmulateViewport(size.width, size.height))
				barInSight(t, ctx, string(tag)+" "+j.Name, size.height)
			}
		}
	}
}

func barInSight(t *testing.T, ctx context.Context, where string, height int64) {
	t.Helper()
	for _, letters := range []string{"100%", "200%"} {
		if letters == "200%" && height < 500 {
			continue // a screen that low cannot hold half of them and the bar
		}
		for _, part := range []string{"0", "document.body.scrollHeight / 2", "document.body.scrollHeight"} {
			wrong := value[[]string](t, ctx, `(document.documentElement.style.fontSize = "`+letters+`", scrollTo({top: `+part+`, behavior: "instant"}), `+covered+`)`)
			for _, w := range wrong {
				t.Errorf("%s, %d pixels high, letters %s, at %s: %s", where, height, letters, part, w)
			}
		}
	}
}
