package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// From a decision to a card in several forms, on the device: no fact, no door and no card is sent.
func TestCardIsMadeOnTheDevice(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	w := watching(t, ctx)
	open(t, ctx, base+"/en/route")
	do(t, ctx, "card F", chromedp.Click(`label:has(input[name="residence"][value="card-f"])`))
	do(t, ctx, "decide", chromedp.Click(`form.facts button.button-main`))
	do(t, ctx, "decided", chromedp.WaitVisible(`.answer-made .first-door`))
	do(t, ctx, "to the card", chromedp.Click(`.first-door form button`))
	do(t, ctx, "the card's form", chromedp.WaitVisible(`form.card-form`))
	if n := value[int](t, ctx, `document.querySelectorAll('input[name=services]:checked').length`); n == 0 {
		t.Fatal("no door of the decision is ticked")
	}
	do(t, ctx, "make", chromedp.Click(`form.card-form button.button-main`))
	do(t, ctx, "a wallet card", chromedp.WaitVisible(`.shown-wallet .paper svg`))
	written := strings.ReplaceAll(value[string](t, ctx, `document.querySelector('.shown svg desc').textContent`), "\u00a0", " ")
	if !strings.Contains(written, "02 539 27 44") || strings.Contains(strings.ToLower(written), "violence") {
		t.Errorf("on the card stands %q", written)
	}
	value[bool](t, ctx, `(() => {
		const made = URL.createObjectURL;
		URL.createObjectURL = (file) => { file.text().then((text) => { window.saved = file.type + ' ' + text.slice(0, 8); }); return made.call(URL, file); };
		return true;
	})()`)
	do(t, ctx, "save", chromedp.Click(`.card-file button:not(.print)`))
	do(t, ctx, "saved", chromedp.Poll[chromedp.Void](`window.saved === 'application/pdf %PDF-1.7'`))
	for form, seen := range map[string]string{"sms": ".card-text", "braille": ".braille-cells", "easy": ".paper svg"} {
		do(t, ctx, form, chromedp.Click(`label:has(input[name="form"][value="`+form+`"])`))
		do(t, ctx, "show "+form, chromedp.Click(`.card-forms > button`))
		do(t, ctx, "shown "+form, chromedp.WaitVisible(`.shown-`+form+` `+seen))
	}
	value[bool](t, ctx, `(history.back(), true)`)
	do(t, ctx, "the form before", chromedp.WaitVisible(`.card-made`))
	for _, r := range w.requests() {
		if strings.HasPrefix(r.URL, "blob:") {
			continue
		}
		if r.Method != "GET" || strings.Contains(r.URL, "?") || strings.Contains(r.URL, "cpvcf") {
			t.Errorf("%s %s was sent", r.Method, r.URL)
		}
	}
}

// Without a network the device makes the same card, on paper and in Braille, as the server made before.
func TestCardOffline(t *testing.T) {
	t.Parallel()
	r := newRoad(t, serve(t))
	ctx := browser(t)
	open(t, ctx, r.address+"/nl/card")
	prepared(t, ctx)
	const made = `(async () => {
		const sent = new URLSearchParams([["language", "fr"], ["services", "ecoute"], ["form", "%s"]]);
		const answer = await fetch("/nl/card", { method: "POST", body: sent });
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		return page.querySelector(".shown").innerHTML;
	})()`
	want := map[string]string{}
	for _, form := range []string{"strip", "braille"} {
		want[form] = read[string](t, ctx, fmt.Sprintf(made, form))
	}
	r.block("/")
	open(t, ctx, r.address+"/nl/card")
	do(t, ctx, "French", chromedp.Click(`label:has(input[name="language"][value="fr"])`))
	do(t, ctx, "a door", chromedp.Click(`label:has(input[name="services"][value="ecoute"])`))
	do(t, ctx, "make", chromedp.Click(`form.card-form button.button-main`))
	do(t, ctx, "made", chromedp.WaitVisible(`.shown-wallet .paper svg`))
	for form, markup := range want {
		do(t, ctx, form, chromedp.Click(`label:has(input[name="form"][value="`+form+`"])`))
		do(t, ctx, "show "+form, chromedp.Click(`.card-forms > button`))
		do(t, ctx, "shown "+form, chromedp.WaitVisible(`.shown-`+form+` > *`))
		if got := value[string](t, ctx, `document.querySelector(".shown").innerHTML`); got != markup {
			t.Errorf("%s: %s", form, firstDifference(markup, got))
		}
	}
}
