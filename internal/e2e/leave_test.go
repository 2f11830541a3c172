package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ways are how a reader leaves.
var ways = map[string]func(*testing.T, context.Context){
	"button": func(t *testing.T, ctx context.Context) { do(t, ctx, "leave", chromedp.Click(".reach .leave")) },
	"shift":  func(t *testing.T, ctx context.Context) { shift(t, ctx, 3) },
	"shift in a field": func(t *testing.T, ctx context.Context) {
		typePlace(t, ctx)
		shift(t, ctx, 3)
	},
	"shift when paused": func(t *testing.T, ctx context.Context) {
		do(t, ctx, "pause", chromedp.Click(".reach a.pause"))
		shift(t, ctx, 3)
	},
	"shift when turned": func(t *testing.T, ctx context.Context) {
		do(t, ctx, "turn", chromedp.Click(".reach .turn-screen"))
		shift(t, ctx, 3)
	},
}

// typePlace unfolds the questions of the form that is open, and types where the person is.
func typePlace(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, "unfold", chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
	do(t, ctx, "type", chromedp.SendKeys(`main input[name="place"]`, "1000"))
}

// answerRoute answers the form that is open and waits for the answer, whoever gives it: this device or the server.
func answerRoute(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, "answer", chromedp.Evaluate[chromedp.Void](`document.querySelector('[name="residence"][value="card-f"]').click()`))
	do(t, ctx, "send", chromedp.Evaluate[chromedp.Void](`document.querySelector("form.facts button.button-main").click()`))
	poll(t, ctx, `document.querySelectorAll(".doors").length > 0`)
}

// poll waits until something is true of the page that is open, whichever page that is by then.
func poll(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression)); err == nil && yes {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never: %s", expression)
}

// wander opens some pages and answers a form, so that there is something to go back to.
func wander(t *testing.T, ctx context.Context, base string) {
	t.Helper()
	open(t, ctx, base+"/en/guide/undocumented")
	open(t, ctx, base+"/en/route")
	answerRoute(t, ctx)
	open(t, ctx, base+"/en/services/cpvcf")
	open(t, ctx, base+"/en/route#q-13")
}

// However someone leaves, the neutral page is there, and Back, Back ten times and Forward show nothing of Halte: in no
// picture, and with every page of it gone from the history in its turn.
func TestLeaving(t *testing.T) {
	t.Parallel()
	line := wire(t)
	for name, leave := range ways {
		t.Run(name, func(t *testing.T) {
			r := newReader(t, browser(t))
			wander(t, r.ctx, line.address)
			leave(t, r.ctx)
			arrives(t, r.ctx, neutral)
			r.forget()
			for range 10 {
				if !step(t, r.ctx, -1) {
					break
				}
				givesWay(t, r.ctx)
			}
			for step(t, r.ctx, 1) {
				givesWay(t, r.ctx)
			}
			r.sawNothing(t, "back and forward")
			for _, entry := range send(t, r.ctx, page.GetNavigationHistory, cdp.Empty{}).Entries {
				if strings.HasPrefix(entry.URL, line.address) {
					t.Errorf("%s is still in the history", entry.URL)
				}
			}
		})
	}
}

// givesWay waits until the page that Back or Forward leads to has given way to the neutral one, or to the empty page that
// every browser begins with.
func givesWay(t *testing.T, ctx context.Context) {
	t.Helper()
	poll(t, ctx, `document.readyState === "complete" && ["`+neutral+`", "about:blank"].includes(location.href)`)
}

// Pages that the browser keeps whole are hidden when they come back, too; and so is one that comes back without having
// been asked for again.
func TestLeavingAndPagesKeptWhole(t *testing.T) {
	t.Parallel()
	line := wire(t)
	line.lax.Store(true)
	r := newReader(t, browser(t))
	open(t, r.ctx, line.address+"/en/guide/undocumented")
	do(t, r.ctx, "mark", chromedp.Evaluate[chromedp.Void](`window.kept = true`))
	open(t, r.ctx, line.address+"/en/about")
	step(t, r.ctx, -1)
	arrives(t, r.ctx, line.address+"/en/guide/undocumented")
	if !value[bool](t, r.ctx, `window.kept === true`) {
		t.Log("this browser keeps no page whole; the event is made by hand below")
	} else if value[string](t, r.ctx, `getComputedStyle(document.documentElement).visibility`) != "visible" {
		t.Error("a page that was not left stays hidden")
	}
	open(t, r.ctx, line.address+"/en/about")
	shift(t, r.ctx, 3)
	arrives(t, r.ctx, neutral)
	r.forget()
	for step(t, r.ctx, -1) {
		givesWay(t, r.ctx)
	}
	r.sawNothing(t, "back to a page that was kept whole")

	open(t, r.ctx, line.address+"/en/guide/undocumented")
	do(t, r.ctx, "put away", chromedp.Evaluate[chromedp.Void](`dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))`))
	time.Sleep(50 * time.Millisecond) // one picture
	r.forget()
	do(t, r.ctx, "left, and back", chromedp.Evaluate[chromedp.Void](
		`sessionStorage.setItem("h", ""); dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))`))
	arrives(t, r.ctx, neutral)
	r.sawNothing(t, "a page kept whole")
}

// Where the network hangs, the page is empty all the same, within the blink of an eye, and nothing tells where it was.
func TestLeavingWhenTheNetworkHangs(t *testing.T) {
	line := wire(t)
	r := newReader(t, browser(t))
	wander(t, r.ctx, line.address)
	typePlace(t, r.ctx)
	line.hung.Store(true)
	r.hung.Store(true)
	got := value[map[string]any](t, r.ctx, `(() => {
		window.name = "n"; let wiped = 0;
		document.addEventListener("halte:wipe", () => wiped++);
		const before = performance.now();
		document.querySelector(".leave").click();
		const took = performance.now() - before;
		dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
		return {took, wiped, page: document.documentElement.innerHTML, hidden: getComputedStyle(document.documentElement).display,
			title: document.title, path: location.pathname, name: window.name,
			kept: JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), history.state])} })()`)
	if took := got["took"].(float64); took > 150 {
		t.Errorf("it took %v ms until the page was empty", took)
	}
	t.Logf("empty after %.1f ms", got["took"])
	for name, want := range map[string]any{"wiped": 1.0, "page": "<head><title>…</title></head>", "hidden": "none", "title": "…",
		"path": "/", "name": "", "kept": `[[["h",""]],[],null]`} {
		if got[name] != want {
			t.Errorf("%s is %q", name, got[name])
		}
	}
	time.Sleep(150 * time.Millisecond)
	r.forget()
	time.Sleep(150 * time.Millisecond)
	r.sawNothing(t, "while the network hangs")
}

// Every window of Halte in the same browser is left together.
func TestLeavingEveryWindow(t *testing.T) {
	t.Parallel()
	line := wire(t)
	one := newReader(t, browser(t))
	open(t, one.ctx, line.address+"/en/guide")
	second, cancel := chromedp.NewContext(one.ctx)
	defer cancel()
	two := newReader(t, second)
	open(t, two.ctx, line.address+"/fr/route")
	shift(t, two.ctx, 3)
	arrives(t, two.ctx, neutral)
	arrives(t, one.ctx, neutral)
}

// Without script leaving is a plain link, and so is the pause.
func TestLeavingWithoutScript(t *testing.T) {
	t.Parallel()
	line := wire(t)
	r := newReader(t, browser(t))
	withoutScript(t, r.ctx)
	for _, from := range []string{"/nl/route", "/nl/pause"} {
		open(t, r.ctx, line.address+from)
		follow(t, r.ctx, "leave", chromedp.Click("a.leave"))
		arrives(t, r.ctx, neutral)
	}
	open(t, r.ctx, line.address+"/nl/route")
	follow(t, r.ctx, "pause", chromedp.Click(".reach a.pause"))
	if text := strings.TrimSpace(value[string](t, r.ctx, `[...document.querySelectorAll("main a")].map(a => a.textContent).join("|")`)); text != "Terug naar het begin|Snel weg" {
		t.Errorf("on the page for a pause stands %q", text)
	}
}

// Shift is also there to type with.
func TestShiftForTypingStays(t *testing.T) {
	line := wire(t)
	r := newReader(t, browser(t))
	open(t, r.ctx, line.address+"/fr/search")
	do(t, r.ctx, "the field", chromedp.Focus("#q"))
	for _, letter := range []string{"A", "B", "C", "D"} { // capitals one by one
		key(t, r.ctx, "rawKeyDown", "Shift")
		key(t, r.ctx, "keyDown", letter)
		key(t, r.ctx, "keyUp", letter)
		key(t, r.ctx, "keyUp", "Shift")
	}
	shift(t, r.ctx, 2) // hesitation, then a letter, then again
	key(t, r.ctx, "rawKeyDown", "Shift")
	key(t, r.ctx, "keyDown", "E")
	key(t, r.ctx, "keyUp", "E")
	key(t, r.ctx, "keyUp", "Shift")
	shift(t, r.ctx, 2)
	do(t, r.ctx, "touch", chromedp.Click("h1"))
	shift(t, r.ctx, 1)
	do(t, r.ctx, "touch", chromedp.Click("#q"))
	for range 5 { // held
		key(t, r.ctx, "rawKeyDown", "Shift")
	}
	key(t, r.ctx, "keyUp", "Shift")
	if got := value[string](t, r.ctx, `location.pathname + " " + document.querySelector("#q").value`); got != "/fr/search ABCDE" {
		t.Errorf("after typing capitals: %s", got)
	}
	do(t, r.ctx, "slowly", chromedp.Evaluate[chromedp.Void](`for (const at of [0, 1200, 2400]) for (const kind of ["keydown", "keyup"]) {
		const event = new KeyboardEvent(kind, {key: "Shift"}); Object.defineProperty(event, "timeStamp", {value: 1e6 + at}); dispatchEvent(event) }`))
	if got := value[string](t, r.ctx, `location.pathname`); got != "/fr/search" {
		t.Error("three presses in 2.4 seconds left the page")
	}
}

// Leaving is for one time: who comes again on purpose finds everything as ever, and Back works.
func TestComingAgain(t *testing.T) {
	t.Parallel()
	line := wire(t)
	r := newReader(t, browser(t))
	open(t, r.ctx, line.address+"/en/guide")
	shift(t, r.ctx, 3)
	arrives(t, r.ctx, neutral)
	open(t, r.ctx, line.address+"/en/guide")
	open(t, r.ctx, line.address+"/en/about")
	step(t, r.ctx, -1)
	arrives(t, r.ctx, line.address+"/en/guide")
	if text := value[string](t, r.ctx, `document.querySelector("main").innerText`); len(text) < 100 {
		t.Errorf("the page is %q", text)
	}
}

// What was answered does not come back with Back or a reload, and no browser asks to send it again.
func TestAnswersDoNotComeBack(t *testing.T) {
	t.Parallel()
	line := wire(t)
	r := newReader(t, browser(t))
	wander(t, r.ctx, line.address)
	step(t, r.ctx, -2)
	arrives(t, r.ctx, line.address+"/en/route")
	poll(t, r.ctx, `document.querySelector("form.facts") !== null`)
	if n := value[int](t, r.ctx, `document.querySelectorAll("form.facts :checked:not([value=''])").length + document.querySelectorAll(".doors").length`); n != 0 {
		t.Errorf("%d answers are there again", n)
	}
	typePlace(t, r.ctx)
	do(t, r.ctx, "reload", chromedp.Reload())
	if got := value[string](t, r.ctx, `document.querySelector('input[name="place"]').value`); got != "" {
		t.Errorf("after a reload the field says %q", got)
	}
	answerRoute(t, r.ctx)
	do(t, r.ctx, "put away", chromedp.Evaluate[chromedp.Void](`dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))`))
	if got := value[string](t, r.ctx, `document.querySelector("main").innerHTML + document.querySelectorAll(".languages form").length`); got != "0" {
		t.Errorf("a page that was put away holds %q", got)
	}
}

// Where the browser may store nothing, Back shows nothing either: whoever comes back from elsewhere is taken for someone
// who left. Within Halte, Back works.
func TestLeavingWhereNothingMayBeStored(t *testing.T) {
	t.Parallel()
	line := wire(t)
	ctx, dir, quit := profile(t)
	open(t, ctx, "about:blank")
	quit()
	refuse(t, dir)
	r := newReader(t, profileAt(t, dir))
	open(t, r.ctx, line.address+"/en/guide")
	if stored := value[bool](t, r.ctx, `(() => { try { sessionStorage.length; return true } catch { return false } })()`); stored {
		t.Skip("this browser does not refuse storage")
	}
	open(t, r.ctx, line.address+"/en/about")
	step(t, r.ctx, -1)
	arrives(t, r.ctx, line.address+"/en/guide")
	if text := value[string](t, r.ctx, `document.querySelector("main").innerText`); len(text) < 100 {
		t.Errorf("Back within Halte shows %q", text)
	}
	open(t, r.ctx, line.address+"/en/route")
	shift(t, r.ctx, 3)
	arrives(t, r.ctx, neutral)
	r.forget()
	for step(t, r.ctx, -1) {
		givesWay(t, r.ctx)
	}
	r.sawNothing(t, "back, where nothing may be stored")
}

// refuse sets a profile to block all data of sites.
func refuse(t *testing.T, dir string) {
	t.Helper()
	file := filepath.Join(dir, "Default", "Preferences")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var settings map[string]any
	if err := json.Unmarshal(data, &settings); err != nil {
		t.Fatal(err)
	}
	own, _ := settings["profile"].(map[string]any)
	own["default_content_setting_values"] = map[string]any{"cookies": 2}
	if data, err = json.Marshal(settings); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
