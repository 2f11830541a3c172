package e2e

import (
	"context"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
)

// asked tells the page what its reader has asked the browser for.
func asked(t *testing.T, ctx context.Context, kind string, features ...string) {
	t.Helper()
	var list []*emulation.MediaFeature
	for i := 0; i < len(features); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind, Features: list})
	if err != nil {
		t.Fatal(err)
	}
}

// moving names what would move on the page: what runs, what would run when it is touched, and scrolling that glides.
const moving = `[...document.getAnimations().map(a => a.animationName || a.transitionProperty),
	...[...document.querySelectorAll("*")].filter(e => { const s = getComputedStyle(e);
		return s.transitionDuration.split(",").some(d => parseFloat(d) > 0) || s.animationName !== "none" || s.scrollBehavior === "smooth" })
		.map(e => e.tagName + "." + e.className)]`

// Where less motion is asked for, nothing moves on any page.
func TestReducedMotion(t *testing.T) {
	base, ctx := serve(t), browserFor(t, 5*time.Minute)
	withoutEngine(t, ctx)
	asked(t, ctx, "", "prefers-reduced-motion", "no-preference")
	open(t, ctx, base+"/en/")
	if len(value[[]string](t, ctx, moving)) == 0 {
		t.Error("nothing moves where motion is welcome, so this proves nothing")
	}
	asked(t, ctx, "", "prefers-reduced-motion", "reduce")
	for _, j := range journeys.List("en") {
		visit(t, ctx, base, j)
		if found := value[[]string](t, ctx, moving); len(found) > 0 {
			t.Errorf("%s: %v moves", j.Name, found[:min(len(found), 5)])
		}
	}
}

// Where more contrast is asked for, the second voice is as dark as the first and hairlines are edges.
func TestMoreContrast(t *testing.T) {
	base, ctx := serve(t), browser(t)
	const same = `getComputedStyle(document.querySelector(".lead")).color === getComputedStyle(document.body).color`
	for answer, want := range map[string]bool{"no-preference": false, "more": true} {
		asked(t, ctx, "", "prefers-contrast", answer)
		open(t, ctx, base+"/en/guide")
		if got := value[bool](t, ctx, same); got != want {
			t.Errorf("%s: the second voice is as dark as the first: %t", answer, got)
		}
	}
}

// lost names what could not be told apart in the few colours that someone has chosen for everything: what was chosen
// beside what was not, and edges and lines that have the colour of what is behind them.
const lost = `(() => {
	const style = (e, of) => getComputedStyle(e, of);
	const behind = style(document.documentElement).backgroundColor;
	const canvas = "rgb(0, 0, 0)";
	const bad = [];
	for (const e of document.querySelectorAll(".button, .phone, .reach .leave, .answer, .door, .alarm, .chip, input[type=search], .way"))
		if (e.checkVisibility() && (style(e).borderTopStyle === "none" || style(e).borderTopColor === canvas)) bad.push("edge of " + e.className);
	for (const e of document.querySelectorAll(".answer")) if (e.querySelector(":checked") && !e.matches(".answer-unknown")) {
		const other = [...document.querySelectorAll(".answer")].find(o => !o.querySelector(":checked"));
		if (other && style(e).borderTopWidth === style(other).borderTopWidth) bad.push("chosen " + e.textContent.trim());
	}
	for (const e of document.querySelectorAll("svg:not(.sheet) :is(path, circle, rect)")) if (e.checkVisibility()) {
		const s = style(e);
		if ((s.stroke === "none" || s.stroke === canvas) && (s.fill === "none" || s.fill === canvas)) bad.push("line of " + (e.closest("[class]").getAttribute("class")));
	}
	for (const e of document.querySelectorAll(".state")) if (style(e, "::before").borderTopColor === canvas) bad.push("disc of " + e.className);
	return [...new Set(bad)];
})()`

// Where someone has chosen the colours of everything, here white on black, what is chosen, edges, drawings and the discs
// of states are still seen.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	base, ctx := serve(t), browserFor(t, 5*time.Minute)
	withoutEngine(t, ctx)
	asked(t, ctx, "", "forced-colors", "active", "prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce")
	open(t, ctx, base+"/en/")
	if !value[bool](t, ctx, `matchMedia("(forced-colors: active)").matches && getComputedStyle(document.body).backgroundColor === "rgb(0, 0, 0)"`) {
		t.Fatal("this browser does not force colours")
	}
	for _, j := range journeys.List("en") {
		visit(t, ctx, base, j)
		if found := value[[]string](t, ctx, lost); len(found) > 0 {
			t.Errorf("%s: cannot be told from the page: %v", j.Name, found)
		}
	}
}

var sheetOfPaper = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

// onPaper is what nobody can use on paper.
const onPaper = `[...document.querySelectorAll(".leave, .menu, .to-menu, .languages, .bottom, .skip, .on-page, .turn, .part, .onward, button:not(.chip), .button")]
	.filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 1).map(e => e.outerHTML.slice(0, 90))`

// emergencyOnPaper holds that the number for an emergency is on paper, and that letters are black. A page for the person
// has only what is meant for them, and the pause has nothing.
const emergencyOnPaper = `document.querySelector(".phrase-book, .paper, main.paused") !== null ||
	document.querySelector('.reach a[href="tel:112"]').checkVisibility() && getComputedStyle(document.querySelector("h1")).color === "rgb(0, 0, 0)"`

// On paper stand the emergency numbers and what was asked for, nothing to press, and not more sheets than the content
// needs.
func TestPrint(t *testing.T) {
	t.Parallel()
	base, ctx := serve(t), browserFor(t, 5*time.Minute)
	withoutEngine(t, ctx)
	most := map[string]int{"decision": 11, "decision-danger": 14, "picture": 9, "sources": 14, "services": 10}
	for _, j := range journeys.List("fr") {
		asked(t, ctx, "", "prefers-color-scheme", "dark")
		visit(t, ctx, base, j)
		asked(t, ctx, "print")
		if found := value[[]string](t, ctx, onPaper); len(found) > 0 {
			t.Errorf("%s: is on paper: %v", j.Name, found)
		}
		if !value[bool](t, ctx, emergencyOnPaper) {
			t.Errorf("%s: on paper is no 112, or the title is not black", j.Name)
		}
		if !value[bool](t, ctx, `document.querySelector(".paper") !== null`) { // a sheet has its true size, the screen here has not
			noSidewaysScroll(t, ctx, j.Name)
		}
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		sheets, limit := len(sheetOfPaper.FindAll(pdf, -1)), most[j.Name]
		if limit == 0 {
			limit = 6
		}
		if sheets == 0 || sheets > limit {
			t.Errorf("%s: %d sheets of paper, at most %d", j.Name, sheets, limit)
		}
	}
}
