package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const onDay = "on: 2026-11-20, reason: {en: It rings elsewhere., fr: Il sonne ailleurs., nl: Het rinkelt elders.}"

// recalling is a program whose pack recalls a number or a pack. The number that older copies hold is changed there.
func recallingNumber(t *testing.T) string {
	t.Helper()
	dir := packWith(t, "recalled:\n  numbers: [{value: 02 539 27 44, "+onDay+"}]\n")
	replaceIn(t, dir, "02 539 27 44", "02 539 27 45", "pack.yaml")
	if err := os.Remove(filepath.Join(dir, "cards", "history.yaml")); err != nil { // what stood on cards is another test's
		t.Fatal(err)
	}
	return serve(t, "--pack", dir)
}

// A number that is recalled is taken off a page that is open, with the reason, and off the pages of the copy, also
// when the new copy cannot be fetched yet.
func TestRecalledNumber(t *testing.T) {
	t.Parallel()
	r := newRoad(t, serve(t))
	ctx := browser(t)
	open(t, ctx, r.address+"/en/guide")
	prepared(t, ctx)
	open(t, ctx, r.address+"/en/services/cpvcf")
	prepared(t, ctx)
	if read[int](t, ctx, `document.querySelectorAll('a[href="tel:025392744"]').length`) == 0 {
		t.Fatal("the number is not on the page")
	}
	r.lead(t, recallingNumber(t))
	r.block("/offline/pages/")
	contact(t, ctx)
	until(t, ctx, "recall the number", `document.querySelector(".recalled")`)
	checkStruck(t, inside(t, ctx, "main"), read[int](t, ctx, `document.querySelectorAll('a[href="tel:025392744"]').length`))
	r.block("/")
	open(t, ctx, r.address+"/en/services/cpvcf")
	until(t, ctx, "say why on the copy", `document.querySelector(".recalled")`)
	checkStruck(t, inside(t, ctx, "main"), read[int](t, ctx, `document.querySelectorAll('a[href="tel:025392744"]').length`))
	r.mend()
	contact(t, ctx)
	until(t, ctx, "offer the newer page", `!document.querySelector(".copy-newer").hidden`)
	r.block("/")
	open(t, ctx, r.address+"/en/services/cpvcf")
	if text := inside(t, ctx, "main"); !strings.Contains(text, "02 539 27 45") || strings.Contains(text, "02 539 27 44") {
		t.Error("the new copy does not give the new number")
	}
}

func checkStruck(t *testing.T, text string, links int) {
	t.Helper()
	if links != 0 {
		t.Error("the number can still be touched")
	}
	if strings.Count(text, "02 539 27 44") != 1 || !strings.Contains(text, "Do not call this number any more") || !strings.Contains(text, "It rings elsewhere.") {
		t.Errorf("the page says %q", text)
	}
}

// A pack that is recalled is gone from the device at once, also when no other can be fetched.
func TestRecalledPack(t *testing.T) {
	t.Parallel()
	first := serve(t)
	r := newRoad(t, first)
	ctx := browser(t)
	open(t, ctx, r.address+"/en/guide")
	prepared(t, ctx)
	old := strings.Fields(cached(t, ctx)[0])[0]
	hash := read[string](t, ctx, `fetch("/offline/manifest").then(r => r.json()).then(m => m.pack.hash)`)
	r.block("/")
	open(t, ctx, r.address+"/en/services/cpvcf") // a page of the copy stays open
	r.lead(t, serve(t, "--pack", packWith(t, "recalled:\n  packs: [{hash: '"+hash+"', "+onDay+"}]\n")))
	r.block("/offline/pages/")
	contact(t, ctx)
	until(t, ctx, "withdraw the copy", `document.querySelector(".recalled")`)
	if read[bool](t, ctx, `caches.has("`+old+`")`) {
		t.Error("the copy is still there")
	}
	until(t, ctx, "give up what could not be completed", `(await caches.keys()).length === 0`)
	r.block("/")
	open(t, ctx, r.address+"/en/services/cpvcf")
	if text := inside(t, ctx, "body"); strings.Contains(text, "539") || !strings.Contains(text, "112") {
		t.Errorf("without a copy and without a network it says %q", text)
	}
	r.mend()
	open(t, ctx, r.address+"/en/services/cpvcf")
	prepared(t, ctx)
}

// Removing leaves nothing, and what was chosen holds: for this tab, or for good.
func TestRemoveEverything(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for how, marks := range map[string]string{"once": "0 1", "never": "1 0"} {
		t.Run(how, func(t *testing.T) {
			ctx := browser(t)
			open(t, ctx, base+"/en/about/device")
			prepared(t, ctx)
			do(t, ctx, "remove", chromedp.Click(`form[data-remove="`+how+`"] button`))
			until(t, ctx, "say that it is removed", `document.querySelector(".removed")`)
			for range 2 {
				if kept := cached(t, ctx); len(kept) != 0 {
					t.Errorf("%q is still there", kept)
				}
				if n := read[int](t, ctx, `navigator.serviceWorker.getRegistrations().then(l => l.length)`); n != 0 {
					t.Errorf("%d workers are still there", n)
				}
				if got := read[string](t, ctx, `localStorage.length + " " + sessionStorage.length`); got != marks {
					t.Errorf("marks: %s, want %s", got, marks)
				}
				open(t, ctx, base+"/en/about/device")
				until(t, ctx, "know that nothing is wanted", `document.querySelector(".readiness-now").textContent.includes("as you chose")`)
			}
			do(t, ctx, "prepare again", chromedp.Click(`[data-do="prepare"]`))
			prepared(t, ctx)
			if got := read[string](t, ctx, `localStorage.length + " " + sessionStorage.length`); got != "0 0" {
				t.Errorf("marks: %s", got)
			}
		})
	}
}
