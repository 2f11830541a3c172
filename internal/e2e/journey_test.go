package e2e

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// answers is the main question, as a professional gives it: a French-language file, speaks Arabic, has a card F, is
// leaving home, Sunday at three in the morning.
var answers = []struct{ name, value string }{
	{"file_language", "fr"}, {"languages", "ar"}, {"residence", "card-f"}, {"leaving_home", "yes"},
}

// want is what must stand on the result in each language; never is what must not.
var want = map[string][]string{
	"en": {"CPVCF", "Closed", "Monday 23 November 09:00", "02 539 27 44", "0800 30 030", "CAW"},
	"fr": {"CPVCF", "Fermé", "lundi 23 novembre 09:00", "02 539 27 44", "0800 30 030", "CAW"},
	"nl": {"CPVCF", "Nu gesloten", "maandag 23 november 09:00", "02 539 27 44", "0800 30 030", "CAW"},
}

func TestMainJobInABrowser(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for _, script := range []bool{true, false} {
		for language, words := range want {
			t.Run(language+map[bool]string{true: " with script", false: " without script"}[script], func(t *testing.T) {
				ctx := browser(t)
				if !script {
					withoutScript(t, ctx)
				}
				text, address := ask(t, ctx, base+"/"+language+"/")
				for _, w := range words {
					if !strings.Contains(text, w) {
						t.Errorf("%q is not on the page", w)
					}
				}
				if address != base+"/"+language+"/route" {
					t.Errorf("the address is %s: a fact may be in it", address)
				}
				doors := inside(t, ctx, ".doors")
				if strings.Contains(doors, "CAW") {
					t.Error("the CAW is among the doors for a French-language file")
				}
				if first := strings.Index(doors, "CPVCF"); first < 0 {
					t.Error("the CPVCF is not among the doors")
				}
			})
		}
	}
}

// ask goes from the start page to the form, answers it and returns the text and address of the result.
func ask(t *testing.T, ctx context.Context, start string) (text, address string) {
	t.Helper()
	follow(t, ctx, "open "+start, chromedp.Navigate(start))
	follow(t, ctx, "choose who can help", chromedp.Click(`main a[href$="/route"]`))
	for _, a := range answers {
		do(t, ctx, "answer "+a.name, chromedp.Click(`label:has(input[name="`+a.name+`"][value="`+a.value+`"])`))
	}
	do(t, ctx, "say when", chromedp.SetAttributeValue(`input[name="at"]`, "value", "2026-11-22T03:00"))
	sendForm(t, ctx, `form.facts button.button-main`)
	text = inside(t, ctx, "main")
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	return text, address
}

// sendForm sends a form and waits for what is made of it, on the device or by the server.
func sendForm(t *testing.T, ctx context.Context, button string) {
	t.Helper()
	do(t, ctx, "send", chromedp.Click(button))
	do(t, ctx, "the answer", chromedp.WaitVisible(".answer-made"))
}

func inside(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	text, err := chromedp.Run(ctx, chromedp.TextContent(selector))
	if err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	return text
}

// patience is how long one step of a person may take on a busy machine.
const patience = 30 * time.Second

func do(t *testing.T, ctx context.Context, what string, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, step); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// follow does what leads to another page, and waits until that page is there.
func follow(t *testing.T, ctx context.Context, what string, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, step); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}
