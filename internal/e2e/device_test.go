package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/view"
)

// sent notes every request of the browser, with what it sends.
type sent struct {
	mu   sync.Mutex
	seen []*network.Request
}

func (w *sent) note(event any) {
	if e, ok := event.(*network.EventRequestWillBeSent); ok {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen = append(w.seen, e.Request)
	}
}

// requests lists what was asked for since the last time.
func (w *sent) requests() []*network.Request {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.seen
	w.seen = nil
	return seen
}

func watching(t *testing.T, ctx context.Context) *sent {
	t.Helper()
	w := &sent{}
	if err := chromedp.Listen(ctx, w.note); err != nil {
		t.Fatal(err)
	}
	call(t, ctx, network.Enable, network.EnableParams{})
	return w
}

// A whole journey of a professional tells the server nothing: no fact, no query, no form.
func TestNothingOfAPersonIsSent(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	w := watching(t, ctx)
	said := func(step string) {
		t.Helper()
		for _, r := range w.requests() {
			if strings.HasPrefix(r.URL, "data:") { // a drawing of the browser's own
				continue
			}
			at, err := url.Parse(r.URL)
			if err != nil || r.Method != "GET" || at.RawQuery != "" || at.Fragment != "" || !strings.HasPrefix(r.URL, base) {
				t.Errorf("%s: %s %s was sent", step, r.Method, r.URL)
			}
			for _, fact := range []string{"card-f", "burns", "zqxwvk", "1030", "papiers"} {
				if strings.Contains(r.URL, fact) || strings.Contains(fmt.Sprint(r.Headers), fact) {
					t.Errorf("%s: %s tells of %q", step, r.URL, fact)
				}
			}
		}
	}

	open(t, ctx, base+"/fr/route")
	do(t, ctx, "where", chromedp.SetAttributeValue(`input[name="place"]`, "value", "1030"))
	do(t, ctx, "card F", chromedp.Click(`label:has(input[name="residence"][value="card-f"])`))
	sendForm(t, ctx, `form.facts button.button-main`)
	if text := inside(t, ctx, ".given"); !strings.Contains(text, "1030") || !strings.Contains(text, "Carte F") {
		t.Errorf("the answer is about %q", text)
	}
	said("deciding")

	do(t, ctx, "another language", chromedp.Click(`.languages [lang="nl"]`))
	do(t, ctx, "in Dutch", chromedp.WaitVisible(`html[lang="nl"] .answer-made`))
	if text := inside(t, ctx, ".given"); !strings.Contains(text, "1030") || !strings.Contains(text, "F-kaart") {
		t.Errorf("in Dutch the answer is about %q", text)
	}
	said("another language")

	do(t, ctx, "change the answers", chromedp.Click(`button[name="edit"]`))
	do(t, ctx, "the form", chromedp.WaitVisible(`form.facts`))
	if kept := value[string](t, ctx, `document.querySelector("[name=place]").value + document.querySelector("[name=residence]:checked").value`); kept != "1030card-f" {
		t.Errorf("the form came back with %q", kept)
	}
	do(t, ctx, "a postcode that is none", chromedp.Evaluate[chromedp.Void](`document.querySelector("[name=place]").value = "zqxwvk"`))
	do(t, ctx, "send", chromedp.Click(`form.facts button.button-main`))
	do(t, ctx, "told", chromedp.WaitVisible(`main .problems`))
	if !value[bool](t, ctx, `document.querySelector(".question.wrong:has([name=place]) .problem") !== null`) {
		t.Error("what is wrong is not told beside the field")
	}
	said("a wrong answer")

	open(t, ctx, base+"/en/signs")
	do(t, ctx, "a sign", chromedp.Click(`label:has(input[name="signs"][value="burns"])`))
	sendForm(t, ctx, `form.facts button.button-main`)
	said("signs")

	open(t, ctx, base+"/fr/")
	do(t, ctx, "a query", chromedp.SetAttributeValue(`#q`, "value", "papiers confisqués"))
	do(t, ctx, "search", chromedp.Click(`form[role="search"] button`))
	do(t, ctx, "found", chromedp.WaitVisible(`#hits .hits li`))
	if at := value[string](t, ctx, `location.href`); at != base+"/fr/search" {
		t.Errorf("the search is at %s", at)
	}
	said("searching")
}

// Back from an answer leads to the form as it was filled in, and forward to the answer again.
func TestBackToTheForm(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	open(t, ctx, base+"/en/route")
	do(t, ctx, "card F", chromedp.Click(`label:has(input[name="residence"][value="card-f"])`))
	sendForm(t, ctx, `form.facts button.button-main`)
	do(t, ctx, "back", chromedp.Evaluate[chromedp.Void](`history.back()`))
	do(t, ctx, "the form", chromedp.WaitVisible(`form.facts`))
	if !value[bool](t, ctx, `document.querySelector("[name=residence][value=card-f]").checked`) {
		t.Error("the form forgot what was answered")
	}
	do(t, ctx, "forward", chromedp.Evaluate[chromedp.Void](`history.forward()`))
	do(t, ctx, "the answer", chromedp.WaitVisible(".answer-made"))
	if state := value[string](t, ctx, `JSON.stringify(history.state)`); state != `{"answer":1}` {
		t.Errorf("the history keeps %s", state)
	}
}

// When no engine can be had, nothing is sent before the professional says so; then the server answers.
func TestWithoutAnEngine(t *testing.T) {
	t.Parallel()
	base := serve(t)
	ctx := browser(t)
	w := watching(t, ctx)
	call(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `window.Worker = class {
		postMessage() { setTimeout(() => this.onmessage({data: {failed: "no engine"}})); }
		terminate() {}
	};`})
	open(t, ctx, base+"/en/route")
	do(t, ctx, "card F", chromedp.Click(`label:has(input[name="residence"][value="card-f"])`))
	do(t, ctx, "send", chromedp.Click(`form.facts button.button-main`))
	do(t, ctx, "told", chromedp.WaitVisible(`.by-server`))
	for _, r := range w.requests() {
		if r.Method != "GET" {
			t.Errorf("%s %s was sent unasked", r.Method, r.URL)
		}
	}
	follow(t, ctx, "ask the server", chromedp.Click(`.by-server`))
	if text := inside(t, ctx, ".given"); !strings.Contains(text, "card F") && !strings.Contains(text, "F card") && !strings.Contains(text, "Card F") {
		t.Errorf("the server's answer is about %q", text)
	}
}

// question asks an engine of its own, as the page's worker would, and returns all answers.
const question = `(async (questions) => {
	const from = {...document.querySelector("script[data-engine]").dataset};
	const worker = new Worker(from.worker);
	const answers = [];
	await new Promise((done, fail) => {
		worker.onmessage = ({data}) => {
			if (data.failed) { fail(data.failed); return; }
			if (data.ready) { questions.forEach((q, number) => worker.postMessage({number: number + 1, ask: q[0], with: q.slice(1)})); return; }
			answers[data.number - 1] = typeof data.answer === 'string' ? data.answer : data.answer.page;
			if (data.number === questions.length) done();
		};
		worker.postMessage({from});
	});
	worker.terminate();
	return answers;
})(%s)`

// The engine in a real browser gives the bytes that Go gives: for every case of the pack and every query, in every
// language.
func TestDeviceAgreesWithServer(t *testing.T) {
	t.Parallel()
	p, words := packtest.Shipped(t)
	e := p.Speaking(words)
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, e.Zone())
	var questions [][]string
	var want, what []string
	for _, tag := range lang.Interface() {
		for _, c := range p.Cases {
			facts, err := json.Marshal(c.Facts)
			if err != nil {
				t.Fatal(err)
			}
			d, err := e.Route(c.Facts, now)
			if err != nil {
				t.Fatal(err)
			}
			document, err := json.Marshal(d.Document(words.In(tag)))
			if err != nil {
				t.Fatal(err)
			}
			questions = append(questions, []string{"document", string(tag), string(facts), now.Format(time.RFC3339)})
			want, what = append(want, string(document)), append(what, string(tag)+" "+c.ID)
		}
		v := view.New(e, words.In(tag))
		for _, q := range p.Queries {
			sent, err := json.Marshal(map[string][]string{"q": {q.Q}})
			if err != nil {
				t.Fatal(err)
			}
			hits := view.Typeset(tag, view.HTML(v.Hits(e.Search(q.Q, tag))))
			questions = append(questions, []string{"search", string(tag), string(sent), now.Format(time.RFC3339)})
			want, what = append(want, hits), append(what, string(tag)+" "+q.Q)
		}
	}
	all, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	base := serve(t)
	ctx := browser(t)
	open(t, ctx, base+"/en/about")
	got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(question, all), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d answers to %d questions", len(got), len(want))
	}
	differ := 0
	for i := range want {
		if got[i] != want[i] {
			if differ++; differ < 4 {
				t.Errorf("%s:\nGo      %.300s\nbrowser %.300s", what[i], want[i], got[i])
			}
		}
	}
	t.Logf("%d answers compared, %d differ", len(want), differ)
}
