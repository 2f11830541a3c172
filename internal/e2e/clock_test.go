package e2e

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/packtest"
)

// daysAhead is a worker that believes that so many days have passed.
func daysAhead(days int) string {
	return fmt.Sprintf("{ const now = Date.now; Date.now = () => now() + %d * 864e5; }\n", days)
}

// A copy that was not compared with the network for more than two weeks says so, with the day, above what it shows.
func TestOldCopySaysSo(t *testing.T) {
	t.Parallel()
	for days, old := range map[int]bool{13: false, 15: true} {
		t.Run(fmt.Sprint(days), func(t *testing.T) {
			t.Parallel()
			r, ctx := newRoad(t, serve(t)), browser(t)
			open(t, ctx, r.address+"/en/guide")
			prepared(t, ctx)
			day := read[string](t, ctx, `(async () => { for (const name of await caches.keys()) {
				const last = await (await caches.open(name)).match("/offline/contact"); if (last) return (await last.json()).day } })()`)
			r.block("/offline/") // no contact, but the worker with another clock still comes
			ahead := daysAhead(days)
			r.first.Store(&ahead)
			read[bool](t, ctx, `new Promise(done => {
				navigator.serviceWorker.addEventListener("controllerchange", () => done(true), {once: true});
				navigator.serviceWorker.getRegistration().then(r => r.update()) })`)
			r.block("/")
			open(t, ctx, r.address+"/en/services/cpvcf")
			if !read[bool](t, ctx, `document.querySelector(".copy-old") !== null`) {
				t.Fatal("the page is not the copy's")
			}
			said := read[string](t, ctx, `(e => e.checkVisibility() ? e.innerText : "")(document.querySelector(".copy-old"))`)
			want := read[string](t, ctx, fmt.Sprintf(`new Date("%sT12:00").toLocaleDateString("en-GB", {dateStyle: "long"})`, day))
			if old != (strings.Contains(said, "This copy is old") && strings.Contains(said, want)) || !old && said != "" {
				t.Errorf("after %d days it says %q; the day is %s", days, said, want)
			}
		})
	}
}

// ownTime is a worker whose waiting ends when a test says so: {later: ms} lets time pass and is answered with what is
// still waited for.
const ownTime = `{
	let waiting = [];
	self.setTimeout = (what, ms, ...given) => { waiting.push({what, ms, given}); };
	addEventListener("message", (event) => {
		if (!event.data || event.data.later === undefined) return;
		for (const w of waiting) w.ms -= event.data.later;
		const due = waiting.filter((w) => w.ms <= 0);
		waiting = waiting.filter((w) => w.ms > 0);
		for (const w of due) w.what(...w.given);
		event.ports[0].postMessage(waiting.map((w) => w.ms));
	});
}
`

// passing lets time pass for the worker.
const passing = `new Promise(done => { const way = new MessageChannel();
	way.port1.onmessage = ({data}) => done(data);
	navigator.serviceWorker.controller.postMessage({later: %d}, [way.port2]) })`

func later(t *testing.T, ctx context.Context, ms int) []int {
	t.Helper()
	return read[[]int](t, ctx, fmt.Sprintf(passing, ms))
}

// A page whose state the server knows waits a second and a half for a network that says nothing, and then comes from the
// copy: not before, and without asking for more patience.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	r, ctx := newRoad(t, serve(t)), browser(t)
	first := ownTime
	r.first.Store(&first)
	open(t, ctx, r.address+"/en/guide")
	prepared(t, ctx)
	beside, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	open(t, beside, r.address+"/en/about/device")
	prepared(t, beside)
	later(t, beside, 1e6) // nothing waits any more
	hold := make(chan struct{})
	r.hold.Store(&hold)
	t.Cleanup(func() { r.hold.Store(nil); close(hold) })
	came := make(chan error, 1)
	go func() { came <- chromedp.Do(ctx, chromedp.Navigate(r.address+"/en/services/cpvcf")) }()
	until(t, beside, "wait for the network", fmt.Sprintf(`(await `+passing+`).length === 1`, 0))
	if left := later(t, beside, 1499); len(left) != 1 || left[0] != 1 {
		t.Errorf("after 1.499 s, %v ms are left", left)
	}
	select {
	case err := <-came:
		t.Fatalf("the page did not wait for the network: %v", err)
	default:
	}
	if left := later(t, beside, 1); len(left) != 0 {
		t.Errorf("after 1.5 s, %v ms are left", left)
	}
	if err := <-came; err != nil {
		t.Fatal(err)
	}
	if text := inside(t, ctx, "main"); read[int](t, ctx, `document.querySelectorAll(".copy[data-copied]").length`) != 1 || !strings.Contains(text, "CPVCF") {
		t.Errorf("it is not the copy's: %q", text)
	}
}

// What arrives and is not what was announced is not taken, and the page about the device says so.
func TestWrongCopyIsNotTaken(t *testing.T) {
	t.Parallel()
	r, ctx := newRoad(t, serve(t)), browser(t)
	spoilt := "/offline/pages/nl"
	r.spoilt.Store(&spoilt)
	open(t, ctx, r.address+"/en/about/device")
	until(t, ctx, "say that it is wrong", `document.querySelector(".readiness-now").textContent.includes("not what was announced")`)
	if kept := cached(t, ctx); len(kept) != 0 {
		t.Errorf("a wrong copy is kept: %q", kept)
	}
	if says := inside(t, ctx, ".readiness-now"); !strings.HasPrefix(says, "No.") || !read[bool](t, ctx, `document.querySelector(".prepared").hidden`) {
		t.Errorf("it says %q", says)
	}
	r.spoilt.Store(nil)
	contact(t, ctx)
	prepared(t, ctx)
	if says := inside(t, ctx, ".readiness-now"); !strings.HasPrefix(says, "Yes.") {
		t.Errorf("when all is right, it says %q", says)
	}
}

// imported is a directory of the pack's services and those of a file in the exchange format, and how many that are.
func imported(t *testing.T) (file string, services int) {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "city.halte")
	said, err := exec.Command(binary, "directory", "import", "../hsds/testdata/dirty11", "--out", file, "--name", "city").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	_, last, _ := strings.Cut(string(said), file+": ")
	services, err = strconv.Atoi(strings.TrimRight(last, ".\n"))
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return file, services
}

// Where the server has a longer list than the device carries, an answer made on the device says how much longer, and asks
// the server only when told to.
func TestServerHasMore(t *testing.T) {
	t.Parallel()
	file, services := imported(t)
	p, _ := packtest.Shipped(t)
	more := fmt.Sprintf("The server’s list has %d more.", services-len(p.Directory.Services))
	if services <= len(p.Directory.Services) {
		t.Fatalf("%d services are no more than the device carries", services)
	}
	base, ctx := serve(t, "--directory", file), browser(t)
	w := watching(t, ctx)
	open(t, ctx, base+"/en/route")
	do(t, ctx, "card F", chromedp.Click(`label:has(input[name="residence"][value="card-f"])`))
	sendForm(t, ctx, `form.facts button.button-main`)
	if says := inside(t, ctx, ".device-more"); !strings.Contains(says, "Made on this device") || !strings.Contains(says, more) {
		t.Errorf("the answer says %q", says)
	}
	for _, q := range w.requests() {
		if q.Method != "GET" {
			t.Errorf("%s %s was sent unasked", q.Method, q.URL)
		}
	}
	follow(t, ctx, "ask the server", chromedp.Click(`.device-more .by-server`))
	if text := inside(t, ctx, ".given"); !strings.Contains(text, "Card F") || value[bool](t, ctx, `document.querySelector("main .device-more") !== null`) {
		t.Errorf("the server's answer is about %q", text)
	}

	base, ctx = serve(t), browser(t)
	open(t, ctx, base+"/en/route")
	sendForm(t, ctx, `form.facts button.button-main`)
	if value[bool](t, ctx, `document.querySelector("main .device-more") !== null`) {
		t.Error("a device that carries everything speaks of more")
	}
}
