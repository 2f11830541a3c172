package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// value evaluates an expression on the page. It works where the page's own script is off, too.
func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// A professional looks for a lawyer in French who is open, takes a choice back, and goes through the pages, on a small
// screen, with script and without. The list is in sight each time, and the address says nothing.
func TestServicesInABrowser(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) {
			ctx := browser(t)
			if !script {
				withoutScript(t, ctx)
			}
			do(t, ctx, "a small screen", chromedp.EmulateViewport(320, 640))
			open(t, ctx, base+"/fr/services")
			do(t, ctx, "unfold", chromedp.Click(".find-more > summary"))
			do(t, ctx, "unfold help", chromedp.Click(".find-groups > details:first-child > summary"))
			do(t, ctx, "a lawyer", chromedp.Click(`label:has([name="need"][value="legal"])`))
			relist(t, ctx, script, ".find-groups > details:first-child > .button")
			listInSight(t, ctx, base, script)
			one := value[int](t, ctx, `document.querySelectorAll(".found-group:not(.found-perhaps) .found-row").length`)
			if chips := value[int](t, ctx, `document.querySelectorAll(".chip").length`); chips != 1 || one == 0 {
				t.Errorf("%d chips, %d services", chips, one)
			}
			relist(t, ctx, script, ".chip")
			listInSight(t, ctx, base, script)
			if all := value[int](t, ctx, `document.querySelectorAll(".found-row").length`); all <= one {
				t.Errorf("%d services without the choice, %d with it", all, one)
			}
			if script { // the form stands as it was, and the whole list is on one page
				return
			}
			do(t, ctx, "free of charge", chromedp.Click(".find-more > summary"))
			do(t, ctx, "cost", chromedp.Click(`.find-groups > details:has([name="cost"]) > summary`))
			do(t, ctx, "free", chromedp.Click(`label:has([name="cost"][value="free"])`))
			follow(t, ctx, "send", chromedp.Click(`.find-groups > details:has([name="cost"]) > .button`))
			first := inside(t, ctx, ".found-row")
			follow(t, ctx, "next page", chromedp.Click(".pager .button-main"))
			listInSight(t, ctx, base, script)
			if second := inside(t, ctx, ".found-row"); second == first || !strings.Contains(inside(t, ctx, ".pager"), "Page 2 sur") {
				t.Errorf("the second page begins with %q", second)
			}
		})
	}
}

// relist presses what changes the list, and waits for the new one.
func relist(t *testing.T, ctx context.Context, script bool, press string) {
	t.Helper()
	if !script {
		follow(t, ctx, "press "+press, chromedp.Click(press))
		return
	}
	do(t, ctx, "mark the list", chromedp.Evaluate[chromedp.Void](`document.querySelector(".found .count").id = "before"`))
	do(t, ctx, "press "+press, chromedp.Click(press))
	do(t, ctx, "the new list", chromedp.WaitVisible(".found:not(:has(#before)) .count"))
}

// listInSight holds that the page is at its list, and that its address holds nothing of what was looked for.
func listInSight(t *testing.T, ctx context.Context, base string, script bool) {
	t.Helper()
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	if address != base+map[bool]string{true: "/fr/services", false: "/fr/services#found"}[script] {
		t.Errorf("the address is %s", address)
	}
	if top := value[float64](t, ctx, `document.querySelector(".found").getBoundingClientRect().top`); top < -10 || top > 320 {
		t.Errorf("the list begins at %v pixels of the screen", top)
	}
}

// A touch on the map chooses the area that is touched, and the list follows.
func TestMapInABrowser(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	withoutScript(t, ctx)
	for _, width := range []int64{320, 1280} {
		do(t, ctx, "size", chromedp.EmulateViewport(width, 800))
		open(t, ctx, base+"/nl/services")
		if width < 992 {
			do(t, ctx, "unfold", chromedp.Click(".find-where > summary"))
		}
		at := value[[]float64](t, ctx, `(() => { const path = document.querySelector('.atlas-area:has([value="21001"]) path'); path.scrollIntoView({block: "center", behavior: "instant"}); const r = path.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`)
		do(t, ctx, "touch Anderlecht", chromedp.MouseClickXY(at[0], at[1]))
		follow(t, ctx, "send", chromedp.Click(".find-where > .button"))
		if chips := inside(t, ctx, ".chips"); !strings.Contains(chips, "Anderlecht") {
			t.Errorf("at a width of %d: %q", width, chips)
		}
		promised := value[int](t, ctx, `parseInt(document.querySelector('.atlas-area:has([value="21001"]) .atlas-number').textContent)`)
		if listed := value[int](t, ctx, `document.querySelectorAll(".found-group:not(.found-perhaps) .found-row").length`); listed != promised || listed == 0 {
			t.Errorf("%d services in Anderlecht on the map, %d in the list", promised, listed)
		}
	}
}

// On paper are what was asked for, the map and the list, and nothing to press.
func TestServicesOnPaper(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	withoutScript(t, ctx)
	open(t, ctx, base+"/en/services")
	submit(t, ctx, `[name="need"][value="legal"]`)
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	const seen = `[...document.querySelectorAll("main *")].filter(e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 1)`
	if n := value[int](t, ctx, seen+`.filter(e => e.matches("input, select, summary, .button, .pager button")).length`); n != 0 {
		t.Errorf("%d things to press are on paper", n)
	}
	for _, part := range []string{".atlas-ground", ".atlas-number", ".find-off", ".chip", ".count", ".found-row h3", ".found-row .phone"} {
		if n := value[int](t, ctx, seen+`.filter(e => e.matches("`+part+`")).length`); n == 0 {
			t.Errorf("%s is not on paper", part)
		}
	}
}

// The browser refuses nothing on a page of a service: linked data is no script.
func TestLinkedDataIsNotRefused(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.refused = []; addEventListener("securitypolicyviolation", e => refused.push(e.violatedDirective))`})
	if err != nil {
		t.Fatal(err)
	}
	open(t, ctx, base+"/en/services/cpvcf")
	if refused := value[[]string](t, ctx, `refused`); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
	if n := value[int](t, ctx, `JSON.parse(document.querySelector('[type="application/ld+json"]').textContent)["@context"].length`); n == 0 {
		t.Error("the page has no linked data")
	}
	do(t, ctx, "a script that has no place there", chromedp.Evaluate[chromedp.Void](
		`document.body.appendChild(Object.assign(document.createElement("script"), {textContent: "1"}))`))
	if refused := value[[]string](t, ctx, `refused`); len(refused) != 1 {
		t.Errorf("a script was not refused, so this proves nothing: %v", refused)
	}
}

// submit answers one question of the form that is open, whatever is folded away, and sends it.
func submit(t *testing.T, ctx context.Context, fill string) {
	t.Helper()
	script := `document.querySelector('` + strings.ReplaceAll(fill, `'`, `\'`) + `').checked = true;
		document.querySelector('main form').requestSubmit()`
	follow(t, ctx, "answer "+fill, chromedp.Evaluate[chromedp.Void](script))
}
