package e2e

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// told reads all that a page says of a list: rows with their states, places and reasons, numbers, chips and choices.
const told = `(page => {
	const text = e => e ? e.textContent.replace(/\s+/g, " ").trim() : "";
	const all = (where, what) => [...where.querySelectorAll(what)].filter(e => !e.closest("[hidden]"));
	const form = page.querySelector("form.find");
	return JSON.stringify({
		says: all(page, ".found .count, .found-word, .found-moment, .roughly").map(text),
		groups: all(page, ".found-group").map(g => [text(g.querySelector("h2")), ...all(g, ".found-row").map(r =>
			[r.dataset.service, text(r.querySelector(".state")), text(r.querySelector(".found-place")), ...all(r, ".reasons li").map(text)])]),
		chips: all(page, ".chip").map(text),
		choices: all(form, ".option").filter(o => o.closest("fieldset")).map(o => [o.querySelector("input").name, o.querySelector("input").value, text(o.querySelector(".option-count")), text(o.querySelector(".said"))].join(" ")).sort(),
		unknown: all(form, "fieldset .hint").map(text),
		folds: all(form, ".fold-count").map(text),
		map: all(form, ".atlas-area").map(a => text(a.querySelector(".atlas-number")) + text(a.querySelector(".atlas-said")) + text(a.querySelector(".atlas-count"))),
		off: all(form, ".find-off").map(text),
	}, null, 1);
})`

// byServer sends answers to the server, as a browser without script does.
const byServer = `(async body => {
	const answer = await fetch(location.pathname, {method: "POST", headers: {"Content-Type": "application/x-www-form-urlencoded"}, body: body + "&per_page=100"});
	return ` + told + `(new DOMParser().parseFromString(await answer.text(), "text/html"));
})(%q)`

// byDevice gives answers to the page that is open.
const byDevice = `(async body => {
	const form = document.querySelector("form.find");
	form.reset();
	for (const [name, value] of new URLSearchParams(body)) {
		if (!form.elements[name]) throw new Error("the form has no " + name);
		for (const field of form.elements) {
			if (field.name === name && field.type === "checkbox") { if (field.value === value) field.checked = true; }
			else if (field.name === name) field.value = value;
		}
	}
	const found = document.querySelector(".found");
	const shown = new Promise((done, fail) => { document.addEventListener("halte:shown", done, {once: true}); setTimeout(() => fail("nothing was shown"), 25000); });
	form.requestSubmit();
	await shown;
	return ` + told + `(document);
})(%q)`

// The list that a device filters is the one that a server filters: the same services in the same order, with the same
// reasons, and the same numbers beside each choice.
func TestListAgreesWithServer(t *testing.T) {
	const night, day = "at=2026-11-24T03:00", "at=2026-11-24T10:30"
	queries := []string{night, day, "need=legal&" + day, "need=shelter&need=legal&language=fr&" + day, "language=nl&" + night,
		"children=yes&" + day, "sign_language=yes&interpreters=yes&" + day, "open=1&" + night, "open=1&cost=free&role=door&" + day,
		"near=1000&" + day, "near=1030&within=2&need=psychological&" + day, "near=50.85%2C4.35&within=5&" + day,
		"commune=21001&commune=21004&" + day, "q=avocat&" + day, "q=étranglée&" + day, "q=hopital+femmes&" + day,
		"q=avocta&" + day, "q=zzzzqq&" + day, "gender=man&speaker=perpetrator&" + day,
		"open=1&near=1190&within=10&q=violence&minors=yes&" + day}
	base := serve(t)
	for _, tag := range []string{"en", "fr", "nl"} {
		ctx := browser(t)
		open(t, ctx, base+"/"+tag+"/services")
		for _, q := range queries {
			server, device := read[string](t, ctx, fmt.Sprintf(byServer, q)), read[string](t, ctx, fmt.Sprintf(byDevice, q))
			if server != device {
				t.Errorf("%s %s: %s", tag, q, firstDifference(server, device))
			}
		}
	}
}

func firstDifference(server, device string) string {
	a, b := strings.Split(server, "\n"), strings.Split(device, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\nserver %s\ndevice %s", i, strings.Join(a[i:min(i+3, len(a))], ""), strings.Join(b[i:min(i+3, len(b))], ""))
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

// Whoever filters the list tells the server nothing: not what is chosen, nor typed, nor taken back, nor in which
// language it is read on.
func TestNothingOfAListIsSent(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	w := watching(t, ctx)
	open(t, ctx, base+"/fr/services")
	do(t, ctx, "a lawyer, near, in words", chromedp.Evaluate[chromedp.Void](`(() => { const f = document.querySelector("form.find").elements;
		[...f].find(e => e.name === "need" && e.value === "legal").checked = true; f.near.value = "1030"; f.q.value = "zqxwvk"; })()`))
	do(t, ctx, "send", chromedp.Click(`form.find .button-main`))
	do(t, ctx, "shown", chromedp.WaitVisible(`.found[data-facts] .chips`))
	if n := value[int](t, ctx, `document.querySelectorAll(".found .chip").length`); n != 3 {
		t.Errorf("%d chips", n)
	}
	do(t, ctx, "take the words back", chromedp.Click(`.chip`))
	do(t, ctx, "shown", chromedp.WaitVisible(`.found[data-facts] .found-row`))
	do(t, ctx, "in Dutch", chromedp.Click(`.languages [lang="nl"]`))
	do(t, ctx, "shown", chromedp.WaitVisible(`html[lang="nl"] .found[data-facts] .chips`))
	if n := value[int](t, ctx, `document.querySelectorAll(".found .chip").length`); n != 2 {
		t.Errorf("%d chips in Dutch", n)
	}
	asked := w.requests()
	for _, r := range asked {
		at, err := url.Parse(r.URL)
		if err != nil || r.Method != "GET" || at.RawQuery != "" || at.Fragment != "" {
			t.Errorf("%s %s was sent", r.Method, r.URL)
		}
		for _, fact := range []string{"legal", "1030", "zqxwvk"} {
			if strings.Contains(r.URL+fmt.Sprint(r.Headers), fact) {
				t.Errorf("%s tells of %q", r.URL, fact)
			}
		}
	}
	if len(asked) == 0 {
		t.Error("no request was seen, so this proves nothing")
	}
	do(t, ctx, "a place that is none", chromedp.Evaluate[chromedp.Void](`document.querySelector("#i-near").value = "nowhere"; document.querySelector("form.find").requestSubmit()`))
	do(t, ctx, "told", chromedp.WaitVisible(`#q-near.wrong .problem`))
	if n := value[int](t, ctx, `document.querySelectorAll(".found-row").length`); n != 0 {
		t.Errorf("a list that leaves a filter out shows %d services", n)
	}
}

// Without a network the list is filtered as with one, and nothing of it is asked for, not even in vain.
func TestListOffline(t *testing.T) {
	t.Parallel()
	r := newRoad(t, serve(t))
	ctx := browser(t)
	queries := []string{"need=legal&language=fr&at=2026-11-24T10:30", "near=1030&within=5&q=zwanger&at=2026-11-24T03:00",
		"open=1&commune=21001&at=2026-11-24T10:30", "q=zzzzqq&at=2026-11-24T10:30"}
	open(t, ctx, r.address+"/nl/services")
	prepared(t, ctx)
	want := map[string]string{}
	for _, q := range queries {
		want[q] = read[string](t, ctx, fmt.Sprintf(byServer, q))
	}
	r.block("/")
	r.asked.Clear()
	open(t, ctx, r.address+"/nl/services")
	if read[int](t, ctx, `document.querySelectorAll(".copy[data-copied]").length`) != 1 {
		t.Fatal("the page is not that of the copy")
	}
	for _, q := range queries {
		if got := read[string](t, ctx, fmt.Sprintf(byDevice, q)); got != want[q] {
			t.Errorf("%s: %s", q, firstDifference(want[q], got))
		}
	}
	do(t, ctx, "take a choice back", chromedp.Click(".chip"))
	do(t, ctx, "shown", chromedp.WaitVisible(`.found[data-facts] .found-row`))
	if at := value[string](t, ctx, `location.pathname + location.search + location.hash`); at != "/nl/services" {
		t.Errorf("the address is %s", at)
	}
	// What a browser asks for by itself: the page, and whether there is a newer copy or worker.
	usual := []string{"GET /nl/services", "GET /offline/manifest", "GET /service-worker.js"}
	r.asked.Range(func(asked, _ any) bool {
		if !slices.Contains(usual, asked.(string)) {
			t.Errorf("%s was asked for", asked)
		}
		return true
	})
}
