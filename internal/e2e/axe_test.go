package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// kinds is one page of every kind.
var kinds = []string{
	"", "guide", "guide/argument-or-violence", "guide/types", "guide/cycle", "guide/signs", "guide/family-reunification",
	"guide/do-and-dont", "guide/secrecy", "signs", "talk", "talk/away", "talk/after", "breathe", "route", "services",
	"services/cpvcf", "services/cpvcf-refuge", "search", "about", "about/sources", "no-such-page",
}

// posts is every page that a form leads to: where the form is, what is answered.
var posts = []struct{ page, fill string }{
	{"route", `input[name="residence"][value="card-f"]`},
	{"signs", `input[name="signs"][value="pills"]`},
}

type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// axe looks for barriers on the page that is open: everything that WCAG 2.2 asks at A and AA, and good practice.
func axe(t *testing.T, ctx context.Context, source, where string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](source)); err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](
		`axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}).then(r => r.violations)`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for _, v := range found {
		for _, n := range v.Nodes {
			t.Errorf("%s: %s (%s): %s\n%s\n%s", where, v.ID, v.Impact, v.Help, n.HTML, n.Summary)
		}
	}
}

// No page of any kind, in any language, light or dark, has a barrier that axe knows of.
func TestNoBarriers(t *testing.T) {
	source, base := axeSource(t), serve(t)
	for _, language := range []string{"en", "fr", "nl"} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(language+" "+scheme, func(t *testing.T) {
				ctx := browser(t)
				prefer(t, ctx, scheme)
				for _, page := range kinds {
					open(t, ctx, base+"/"+language+"/"+page)
					axe(t, ctx, source, page)
					noSidewaysScroll(t, ctx, page)
				}
				for _, p := range posts {
					open(t, ctx, base+"/"+language+"/"+p.page)
					submit(t, ctx, p.fill)
					axe(t, ctx, source, p.page+" answered")
				}
			})
		}
	}
}

func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 800)); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// submit answers one question of the form that is open, whatever is folded away, and sends it.
func submit(t *testing.T, ctx context.Context, fill string) {
	t.Helper()
	script := `document.querySelector('` + strings.ReplaceAll(fill, `'`, `\'`) + `').checked = true;
		document.querySelector('main form').requestSubmit()`
	follow(t, ctx, "answer "+fill, chromedp.Evaluate[chromedp.Void](script))
}

// noSidewaysScroll: at 320 pixels nothing sticks out of the page.
func noSidewaysScroll(t *testing.T, ctx context.Context, where string) {
	t.Helper()
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		t.Fatal(err)
	}
	if wide > 0 {
		t.Errorf("%s: %d pixels stick out at a width of 320", where, wide)
	}
}
