package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Without script a sentence fills the screen in one touch, with its answers, and leaving is never covered; a second
// touch leads back to where one was.
func TestPhraseFillsTheScreen(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for _, size := range [][2]int64{{360, 640}, {1280, 800}} {
		ctx := browser(t)
		withoutScript(t, ctx)
		do(t, ctx, "take a screen", chromedp.EmulateViewport(size[0], size[1]))
		follow(t, ctx, "open", chromedp.Navigate(base+"/fr/phrases/ar"))
		holds := func(what, expression string) {
			t.Helper()
			if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err != nil || !ok {
				t.Errorf("%d wide: %s: %v", size[0], what, err)
			}
		}
		holds("a sentence is seen before the warning is read", `!document.querySelector(".phrase > summary").checkVisibility()`)
		do(t, ctx, "read the warning", chromedp.Click(".phrase-gate > summary"))
		const sentence = "section:nth-of-type(3) li:nth-child(4) > .phrase"
		do(t, ctx, "touch a sentence", chromedp.Click(sentence+" > summary"))
		const at = `const seen = (q) => { const r = document.querySelector(q).getBoundingClientRect();
			return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest(q) !== null && r.top >= 0 && r.bottom <= innerHeight; };`
		for _, q := range []string{sentence + " > summary", ".phrase-answers > li:nth-child(1)", ".phrase-answers > li:nth-child(8)", "a.leave"} {
			holds(q+" is not seen", "(() => {"+at+" return seen(`"+q+"`) })()")
		}
		holds("the sentence is not large", `document.querySelector("`+sentence+`").getBoundingClientRect().width === innerWidth`)
		holds("something beneath it can be seen or reached", `[...document.querySelectorAll("main a, main h2, header a, footer a, .phrase:not([open]) > summary")]
			.every((e) => !e.checkVisibility({visibilityProperty: true}))`)
		do(t, ctx, "touch it again", chromedp.Click(sentence+" > summary"))
		holds("the way back leads elsewhere", "(() => {"+at+" return seen(`"+sentence+" > summary`) })()")
		holds("the address has changed", `location.pathname + location.search + location.hash === "/fr/phrases/ar"`)
	}
}

// Neither choosing a language, nor the warning, nor the sentences, nor one alone has a barrier that axe knows of.
func TestPhrasesHaveNoBarriers(t *testing.T) {
	t.Parallel()
	source, base := axeSource(t), serve(t)
	steps := []struct{ name, script string }{
		{"the warning", `0`},
		{"the sentences", `document.querySelector(".phrase-gate").open = true`},
		{"one alone", `document.querySelector(".phrase").open = true`},
	}
	for _, scheme := range []string{"light", "dark"} {
		ctx := browser(t)
		prefer(t, ctx, scheme)
		open(t, ctx, base+"/nl/phrases")
		axe(t, ctx, source, scheme+": choosing a language")
		noSidewaysScroll(t, ctx, "choosing a language")
		for _, person := range []string{"ps", "ti"} {
			open(t, ctx, base+"/fr/phrases/"+person)
			for _, step := range steps {
				do(t, ctx, step.name, chromedp.Evaluate[chromedp.Void](step.script))
				axe(t, ctx, source, scheme+" "+person+": "+step.name)
				noSidewaysScroll(t, ctx, step.name)
			}
		}
	}
}

// On paper are the sentences, in two columns, with their answers, and that nobody has checked them; no bar, no button,
// and no word that is for the professional alone. The step before them need not have been taken.
func TestPhrasesOnPaper(t *testing.T) {
	base, ctx := serve(t), browser(t)
	open(t, ctx, base+"/en/phrases/uk")
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for what, expression := range map[string]string{
		"sentences": `[...document.querySelectorAll(".phrase > summary, .phrase-answers > li")].every(e => e.checkVisibility())`,
		"columns":   `getComputedStyle(document.querySelector(".phrases")).gridTemplateColumns.split(" ").length === 2`,
		"the state": `document.querySelector(".phrase-state").checkVisibility()`,
		"nothing else": `![...document.querySelectorAll(".reach, .top, .bottom, .crumb, .phrase-unreviewed, .phrase-gate > summary, ` +
			`.phrase-hint, .phrase-note, .phrase-back, button")].some(e => e.checkVisibility())`,
	} {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err != nil || !ok {
			t.Errorf("%s: %v", what, err)
		}
	}
}
