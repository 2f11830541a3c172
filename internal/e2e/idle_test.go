package e2e

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ownClock gives the page a clock and a beat that a test can move: later(seconds) lets them pass second by second,
// asleep(seconds) all at once, as when a device has slept.
const ownClock = `{
	let now = Date.now(); const beats = [];
	Date.now = () => now;
	window.setInterval = (beat) => beats.push(beat);
	window.later = (seconds) => { for (; seconds > 0; seconds--) { now += 1000; beats.forEach((beat) => beat()) } };
	window.asleep = (seconds) => { now += 1000 * seconds };
}`

// state is what can be read of the page, the warning, and how often what is in memory had to go.
type state struct {
	Doors   int    `json:"doors"`
	Warning string `json:"warning"`
	Main    string `json:"main"`
	Kept    int    `json:"kept"`
	Wiped   int    `json:"wiped"`
}

func after(t *testing.T, ctx context.Context, script string) state {
	t.Helper()
	return value[state](t, ctx, `(`+script+`, {doors: document.querySelectorAll(".door").length, wiped: window.wiped || 0,
		warning: document.querySelector(".reach .idle").innerText, main: document.querySelector("main").innerText,
		kept: document.querySelectorAll("form [type=hidden]").length})`)
}

func anAnswer(t *testing.T) context.Context {
	t.Helper()
	base, ctx := serve(t), browser(t)
	send(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: ownClock})
	open(t, ctx, base+"/en/route")
	answerRoute(t, ctx)
	do(t, ctx, "listen", chromedp.Evaluate[chromedp.Void](`document.addEventListener("halte:wipe", () => { window.wiped = (window.wiped || 0) + 1 })`))
	return ctx
}

// An answer that nobody touches is announced to go, and goes; whoever touches keeps it.
func TestForgottenAnswersAreCleared(t *testing.T) {
	ctx := anAnswer(t)
	if got := after(t, ctx, `later(149)`); got.Doors == 0 || got.Warning != "" {
		t.Errorf("after two and a half minutes: %d doors, %q", got.Doors, got.Warning)
	}
	if got := after(t, ctx, `later(2)`); got.Doors == 0 || got.Warning == "" {
		t.Errorf("half a minute before: %d doors, %q", got.Doors, got.Warning)
	}
	at := value[[]float64](t, ctx, `(() => { const r = document.querySelector(".reach .idle button").getBoundingClientRect(); return [r.x + 9, r.y + 9] })()`)
	do(t, ctx, "keep", chromedp.MouseClickXY(at[0], at[1]))
	if got := after(t, ctx, `later(60)`); got.Doors == 0 || got.Warning != "" {
		t.Errorf("after it was kept: %d doors, %q", got.Doors, got.Warning)
	}
	const cleared = "The answers have been cleared, because nobody touched this screen for three minutes. Nothing was kept.\n\nBegin again"
	if got := after(t, ctx, `later(130)`); got != (state{Main: cleared, Wiped: 1}) {
		t.Errorf("after three minutes: %+v", got)
	}
	follow(t, ctx, "begin again", chromedp.Click("main a.button-main"))
	do(t, ctx, "the form", chromedp.WaitVisible("form.facts"))
	if n := value[int](t, ctx, `document.querySelectorAll("form.facts :checked:not([value=''])").length`); n != 0 {
		t.Errorf("%d answers are in the new form", n)
	}
}

// A device that slept, or whose clock was moved, clears at once: before the touch that wakes it can keep anything, and
// also beneath a screen that is paused or turned.
func TestSleepClears(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"at the next beat":  `asleep(600), later(1)`,
		"at the next touch": `asleep(600), dispatchEvent(new Event("pointerdown"))`,
		"clock put back":    `asleep(-7200), later(1)`,
		"paused":            `document.querySelector("a.pause").click(), later(181)`,
		"turned":            `document.querySelector(".turn-screen").click(), later(181)`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := anAnswer(t)
			if got := after(t, ctx, script); got.Doors != 0 || got.Kept != 0 || got.Wiped != 1 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// A page that holds nothing of a person is left alone, but for what was typed into it.
func TestGuideStays(t *testing.T) {
	base, ctx := serve(t), browser(t)
	send(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: ownClock})
	open(t, ctx, base+"/en/guide")
	if got := after(t, ctx, `later(400)`); len(got.Main) < 200 || got.Warning != "" {
		t.Errorf("a page without facts says %+v", got)
	}
	open(t, ctx, base+"/en/")
	do(t, ctx, "type", chromedp.SendKeys("#q", "papers"))
	after(t, ctx, `later(400)`)
	if value[bool](t, ctx, `[...document.querySelectorAll("input")].some(i => i.value === "papers")`) {
		t.Error("the field still says what was typed")
	}
}
