package e2e

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// motion says whether the person who looks wants things to move.
func motion(t *testing.T, ctx context.Context, wanted bool) {
	t.Helper()
	value := map[bool]string{true: "no-preference", false: "reduce"}[wanted]
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: value}}})
	if err != nil {
		t.Fatal(err)
	}
}

// running is the names of what moves on the page.
const running = `document.getAnimations().map(a => a.animationName || a.transitionProperty)`

// Where motion is not welcome nothing moves, nothing offers to, and the words are all there.
func TestBreathingWithoutMotion(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	withoutScript(t, ctx)
	motion(t, ctx, false)
	for language, words := range map[string][]string{"en": {"Breathe in 1 2 3 4", "Breathe out 1 2 3 4 5 6"},
		"fr": {"Inspirez 1 2 3 4", "Expirez 1 2 3 4 5 6"}, "nl": {"Adem in 1 2 3 4", "Adem uit 1 2 3 4 5 6"}} {
		open(t, ctx, base+"/"+language+"/breathe")
		do(t, ctx, "begin all the same", chromedp.Evaluate[chromedp.Void](`document.querySelector(".pace").open = true`))
		if names := value[[]string](t, ctx, running); len(names) != 0 {
			t.Errorf("%s: %v move", language, names)
		}
		if value[bool](t, ctx, `document.querySelector(".pacer").checkVisibility()`) {
			t.Errorf("%s: the drawing is there", language)
		}
		seen := strings.Join(strings.Fields(value[string](t, ctx, `document.querySelector("main").innerText`)), " ")
		for _, w := range words {
			if !strings.Contains(seen, w) {
				t.Errorf("%s: %q is not to be read", language, w)
			}
		}
	}
}

// The drawing moves only when it is asked to, stops when it is asked to, and by itself after three minutes.
func TestBreathingWithMotion(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	withoutScript(t, ctx)
	motion(t, ctx, true)
	open(t, ctx, base+"/en/breathe")
	if names := value[[]string](t, ctx, running); len(names) != 0 {
		t.Errorf("before it was asked to, this moves: %v", names)
	}
	do(t, ctx, "begin", chromedp.Click(".pace > summary"))
	const paced = `document.getAnimations().filter(a => (a.animationName || "").startsWith("pace-"))`
	if n := value[int](t, ctx, paced+`.length`); n != 6 {
		t.Errorf("%d things move, want the light, two words and three rounds", n)
	}
	if ends := value[float64](t, ctx, `Math.max(...`+paced+`.map(a => a.effect.getComputedTiming().endTime))`); ends != 180_000 {
		t.Errorf("it ends after %v ms", ends)
	}
	for at, word := range map[string]string{"2000": "Breathe in", "7000": "Breathe out", "172000": "Breathe in"} {
		do(t, ctx, "wait", chromedp.Evaluate[chromedp.Void](paced+`.forEach(a => { a.pause(); a.currentTime = `+at+` })`))
		shown := value[[]string](t, ctx, `[...document.querySelectorAll(".pace-word")].filter(e => getComputedStyle(e).opacity > 0.9).map(e => e.textContent)`)
		if !slices.Equal(shown, []string{word}) {
			t.Errorf("after %s ms it says %q, want %q", at, shown, word)
		}
	}
	do(t, ctx, "stop", chromedp.Click(".pace > summary"))
	if n := value[int](t, ctx, paced+`.length`); n != 0 {
		t.Errorf("%d things move on after it was stopped", n)
	}
}

// The three moments by keyboard alone: every tick is reached, in order, with its focus to be seen, is set with the
// space bar, and Enter leads from one moment to the next.
func TestTalkByKeyboard(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	withoutScript(t, ctx)
	motion(t, ctx, false) // a page that glides has no place yet when it is looked at
	do(t, ctx, "a small screen", chromedp.EmulateViewport(320, 640))
	open(t, ctx, base+"/fr/talk")
	steps := value[int](t, ctx, `document.querySelectorAll(".tick input").length`)
	for i := range steps {
		tabTo(t, ctx, ".tick input")
		if at := value[int](t, ctx, `[...document.querySelectorAll(".tick input")].indexOf(document.activeElement)`); at != i {
			t.Fatalf("after %d ticks the focus is on tick %d", i, at)
		}
		if ring := value[string](t, ctx, `getComputedStyle(document.activeElement.nextElementSibling).outlineStyle`); ring != "solid" {
			t.Errorf("the focus on tick %d is not to be seen", i)
		}
		if !value[bool](t, ctx, `(() => { const r = document.activeElement.closest(".tick").getBoundingClientRect();
			return r.top >= 0 && r.bottom <= document.querySelector(".reach").getBoundingClientRect().top })()`) {
			t.Errorf("tick %d is under the bar or off the screen", i)
		}
		do(t, ctx, "tick", chromedp.KeyEvent(" "))
		do(t, ctx, "go on", chromedp.KeyEvent(kb.Tab))
	}
	if n := value[int](t, ctx, `document.querySelectorAll(".tick :checked").length`); n != steps || n == 0 {
		t.Errorf("%d of %d ticks are set", n, steps)
	}
	tabTo(t, ctx, ".minute-end a")
	follow(t, ctx, "put it away", chromedp.KeyEvent(kb.Enter))
	tabTo(t, ctx, ".away a")
	follow(t, ctx, "it is over", chromedp.KeyEvent(kb.Enter))
	tabTo(t, ctx, `.you-onward a[href$="/breathe"]`)
	motion(t, ctx, true)
	follow(t, ctx, "breathe", chromedp.KeyEvent(kb.Enter))
	tabTo(t, ctx, ".pace > summary")
	do(t, ctx, "begin", chromedp.KeyEvent(kb.Enter))
	if !value[bool](t, ctx, `document.querySelector(".pace").open`) {
		t.Error("Enter does not begin")
	}
	do(t, ctx, "stop", chromedp.KeyEvent(" "))
	if value[bool](t, ctx, `document.querySelector(".pace").open`) {
		t.Error("the space bar does not stop it")
	}
}

// tabTo goes on with the tabulator until something has the focus.
func tabTo(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	for range 80 {
		if value[bool](t, ctx, `document.activeElement.matches('`+selector+`')`) {
			return
		}
		do(t, ctx, "go on", chromedp.KeyEvent(kb.Tab))
	}
	t.Fatalf("%s is not reached by keyboard", selector)
}
