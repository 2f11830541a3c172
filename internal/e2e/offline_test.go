package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// After one visit everything is there, in all three languages, when the server is gone, and the main job is done on the
// device. Every page says of which day it is, and what the device keeps is small.
func TestOfflineAfterOneVisit(t *testing.T) {
	t.Parallel()
	r := newRoad(t, serve(t))
	ctx := browser(t)
	open(t, ctx, r.address+"/fr/")
	prepared(t, ctx)
	used := read[int](t, ctx, `navigator.storage.estimate().then(e => e.usage)`)
	t.Logf("%d bytes at rest", used)
	if used > 4e6 {
		t.Errorf("%d bytes at rest", used)
	}
	if err := r.server.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/fr/": "", "/nl/guide/cycle": "", "/en/services/cpvcf": "Monday to Friday",
		"/en/services": "Hours:", "/nl/route": "", "/fr/about/sources": "", "/en/about/integrity": "not listed in this copy"} {
		open(t, ctx, r.address+path)
		text := inside(t, ctx, "body")
		if !strings.Contains(text, want) || read[int](t, ctx, `document.querySelectorAll("h1").length`) != 1 {
			t.Errorf("%s: %q is not on the page", path, want)
		}
		if read[int](t, ctx, `document.querySelectorAll(".copy[data-copied]").length`) != 1 || strings.Contains(text, "{copy-day}") {
			t.Errorf("%s does not say of which day it is", path)
		}
		if !read[bool](t, ctx, `getComputedStyle(document.body).fontFamily.includes("Atkinson") && document.fonts.check("17px 'Atkinson Hyperlegible Next'")`) {
			t.Errorf("%s is not styled", path)
		}
	}
	open(t, ctx, r.address+"/nl/services/nowhere")
	if text := inside(t, ctx, "main"); !strings.Contains(text, "staat niet op dit toestel") || !strings.Contains(text, "112") {
		t.Errorf("a page that is not there says %q", text)
	}
	open(t, ctx, r.address+"/nl/search") // sent as a browser without an engine sends it
	follow(t, ctx, "search", chromedp.Evaluate[chromedp.Void](
		`document.querySelector("#q").value = "canary"; document.querySelector("main form").submit()`))
	if text := inside(t, ctx, "main"); !strings.Contains(text, "Er is niets verstuurd") || strings.Contains(text, "canary") {
		t.Errorf("a form that could not be sent says %q", text)
	}
	if text, _ := ask(t, ctx, r.address+"/fr/"); !strings.Contains(text, "CPVCF") || !strings.Contains(text, "02 539 27 44") {
		t.Errorf("who can help says %q", text)
	}
	open(t, ctx, r.address+"/")
	if address := read[string](t, ctx, `location.pathname`); address != "/en/" {
		t.Errorf("the bare address leads to %s", address)
	}
}

// Whatever was read or sent, the device keeps the files of the manifest and a day, and nothing else.
func TestNothingOfAVisitIsKept(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	open(t, ctx, base+"/en/")
	prepared(t, ctx)
	before := cached(t, ctx)
	open(t, ctx, base+"/en/guide/undocumented")
	open(t, ctx, base+"/en/services/cpvcf")
	open(t, ctx, base+"/en/search")
	follow(t, ctx, "search", chromedp.Evaluate[chromedp.Void](
		`document.querySelector("#q").value = "canary"; document.querySelector("main form").submit()`))
	prepared(t, ctx)
	open(t, ctx, base+"/en/about/integrity")
	if text := inside(t, ctx, "main"); !strings.Contains(text, "/offline/pages/nl") {
		t.Error("with a network, the fingerprints are those of the copy")
	}
	open(t, ctx, base+"/en/guide/cycle")
	if read[int](t, ctx, `document.querySelectorAll(".copy[data-copied]").length`) != 1 {
		t.Error("a copy that is right is not used")
	}
	after := cached(t, ctx)
	if !slices.Equal(before, after) {
		t.Errorf("what is kept changed from %q to %q", before, after)
	}
	for _, entry := range after {
		if _, path, _ := strings.Cut(entry, " "); !strings.HasPrefix(path, "/assets/") && !strings.HasPrefix(path, "/device/") &&
			!strings.HasPrefix(path, "/offline/") {
			t.Errorf("%s is kept", path)
		}
	}
	if left := read[int](t, ctx, `localStorage.length + sessionStorage.length`); left != 0 {
		t.Errorf("%d marks are kept", left)
	}
	if cookies := read[string](t, ctx, `document.cookie`); cookies != "" {
		t.Errorf("cookies: %s", cookies)
	}
}

// An update that is cut in the middle leaves the old copy whole; when the network is back, the new one takes its place.
func TestUpdateCutInTheMiddle(t *testing.T) {
	t.Parallel()
	older, newer := serve(t), serve(t, "--pack", packWith(t, "# a newer one\n"))
	r := newRoad(t, older)
	ctx := browser(t)
	open(t, ctx, r.address+"/en/guide")
	prepared(t, ctx)
	before := cached(t, ctx)
	r.lead(t, newer)
	r.block("/offline/pages/nl")
	open(t, ctx, r.address+"/en/about/device")
	prepared(t, ctx)
	contact(t, ctx)
	until(t, ctx, "know of the cut", `document.querySelector(".readiness-now").textContent.includes("older copy")`)
	if after := cached(t, ctx); !slices.Equal(before, after) {
		t.Errorf("the old copy is no longer whole: %q, was %q", after, before)
	}
	r.block("/")
	for _, path := range []string{"/nl/guide/cycle", "/en/services/cpvcf"} {
		open(t, ctx, r.address+path)
		if read[int](t, ctx, `document.querySelectorAll(".copy[data-copied]").length`) != 1 {
			t.Errorf("%s is not there without a network", path)
		}
	}
	r.mend()
	contact(t, ctx)
	until(t, ctx, "offer the newer page", `!document.querySelector(".copy-newer").hidden`)
	after := cached(t, ctx)
	if len(after) != len(before) || slices.Equal(before, after) {
		t.Errorf("the new copy is %q, the old one was %q", after, before)
	}
}

// Where there is no room, nothing is half kept, every page works, and the device page says why it is not ready.
func TestStorageFull(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	room := 100e3
	if _, err := chromedp.Call(ctx, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: base, QuotaSize: &room}); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, base+"/en/about/device")
	until(t, ctx, "say that there is no room", `document.querySelector(".readiness-now").textContent.includes("not enough room")`)
	if kept := cached(t, ctx); len(kept) != 0 {
		t.Errorf("half a copy is kept: %q", kept)
	}
	if !read[bool](t, ctx, `document.querySelector(".prepared").hidden`) {
		t.Error("it says that it works without a network")
	}
	text, _ := ask(t, ctx, base+"/en/")
	if !strings.Contains(text, "CPVCF") {
		t.Error("the main job does not work")
	}
}

// Where the browser lets sites keep nothing, every page works, and the device page says so.
func TestStorageRefused(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for name, script := range map[string]string{
		"throws": `Object.defineProperty(Navigator.prototype, "serviceWorker", { get() { throw new DOMException("no", "SecurityError"); } });
			for (const area of ["localStorage", "sessionStorage", "caches"])
				Object.defineProperty(window, area, { get() { throw new DOMException("no", "SecurityError"); } });`,
		"rejects": `ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"));`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := browser(t)
			beforeEach(t, ctx, script)
			open(t, ctx, base+"/en/about/device")
			until(t, ctx, "say that nothing may be kept", `document.querySelector(".readiness-now").textContent.includes("let sites keep nothing")`)
			if !read[bool](t, ctx, `document.querySelector(".prepared").hidden && document.querySelector(".readiness-do").hidden`) {
				t.Error("it offers what it cannot do")
			}
			if text, _ := ask(t, ctx, base+"/en/"); !strings.Contains(text, "CPVCF") {
				t.Error("the main job does not work")
			}
		})
	}
}

// A private window is prepared while it is open, where the browser allows it, and says that it keeps nothing where not.
func TestPrivateWindow(t *testing.T) {
	t.Parallel()
	r := newRoad(t, serve(t))
	window := browser(t)
	private, cancel := chromedp.NewContext(window, chromedp.WithNewBrowserContext())
	defer cancel()
	open(t, private, r.address+"/nl/guide")
	prepared(t, private)
	r.block("/")
	open(t, private, r.address+"/nl/services/cpvcf")
	if read[int](t, private, `document.querySelectorAll(".copy[data-copied]").length`) != 1 {
		t.Error("the private window does not work without a network")
	}
	r.mend()
	open(t, window, r.address+"/nl/about/sources")
	if kept := read[int](t, window, `navigator.serviceWorker.controller ? 1 : 0`); kept != 0 {
		t.Error("what the private window kept is in the ordinary one")
	}

	without := browser(t)
	beforeEach(t, without, `delete Navigator.prototype.serviceWorker`)
	open(t, without, r.address+"/en/about/device")
	if says := inside(t, without, ".readiness-now"); !strings.Contains(says, "keeps no copy in this window") {
		t.Errorf("a window without a place for copies says %q", says)
	}
	if text, _ := ask(t, without, r.address+"/en/"); !strings.Contains(text, "CPVCF") {
		t.Error("the main job does not work")
	}
}
