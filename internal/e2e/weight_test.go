package e2e

import (
	"context"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
)

// heaviest is what the first visit to any page may send before the engine: page, stylesheet, scripts, icon and letters.
const heaviest = 100_000

// The first visit to a page of every kind is light, and nothing on it moves once it has been painted, although the
// network is slow and all that comes late comes visibly late.
func TestPagesAreLightAndStill(t *testing.T) {
	base := serve(t)
	for width, screen := range map[string]chromedp.Action[chromedp.Void]{
		"telephone": chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile),
		"desk":      chromedp.EmulateViewport(1280, 800),
	} {
		t.Run(width, func(t *testing.T) {
			t.Parallel() // it is the network that is slow
			ctx := browser(t)
			for _, j := range journeys.List("nl") {
				if j.Form == nil { // answers weigh less than their forms, which bring letters and stylesheet
					weigh(t, ctx, screen, j.Name, base+j.Path)
				}
			}
		})
	}
}

// weigh visits a page in a new tab that keeps nothing.
func weigh(t *testing.T, ctx context.Context, screen chromedp.Action[chromedp.Void], where, address string) {
	t.Helper()
	ctx, leave := chromedp.NewContext(ctx)
	defer leave()
	if err := chromedp.Do(ctx, screen); err != nil {
		t.Fatal(err)
	}
	forgetful(t, ctx)
	var sent scale
	if err := chromedp.Listen(ctx, sent.note); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, address)
	moved, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](settle, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for _, what := range moved {
		t.Errorf("%s: moved after it was painted: %s", where, what)
	}
	n, requests := sent.weight()
	if n > heaviest || requests < 3 {
		t.Errorf("%s: %d bytes in %d requests, limit %d", where, n, requests, heaviest)
	}
}

// forgetful makes a tab as one that has never been here, on a slow network, and notes what moves.
func forgetful(t *testing.T, ctx context.Context) {
	t.Helper()
	call(t, ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	call(t, ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})
	call(t, ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 50, DownloadThroughput: 400_000, UploadThroughput: 100_000}}})
	call(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noteShifts})
}

// noteShifts lists what moves without anybody having touched it.
const noteShifts = `window.shifts = new PerformanceObserver(list => window.noted(list.getEntries()));
	window.moved = [];
	window.noted = entries => entries.forEach(e => window.moved.push(e.value.toFixed(4) + ' ' + e.sources.map(s =>
		(s.node?.nodeName ?? '?') + ' ' + (s.node?.className ?? '') + ' by ' + (s.currentRect.x - s.previousRect.x) + ', ' + (s.currentRect.y - s.previousRect.y) + ', wider by ' + (s.currentRect.width - s.previousRect.width)).join(', ')));
	window.shifts.observe({type: 'layout-shift', buffered: true});`

// settle waits until letters and drawings are there and have been painted, and tells what has moved.
const settle = `document.fonts.ready
	.then(() => new Promise(done => requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))))
	.then(() => { window.noted(window.shifts.takeRecords()); return window.moved; })`

// scale adds up what crosses the wire for a page, and leaves out what no page waits for.
type scale struct {
	mu       sync.Mutex
	loaded   bool
	light    map[network.RequestID]bool // for the engine or the copy, after the page had loaded
	bytes    int
	requests int
}

func (s *scale) note(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if at, err := url.Parse(e.Request.URL); err == nil && s.loaded && readies(at.Path) {
			if s.light == nil {
				s.light = map[network.RequestID]bool{}
			}
			s.light[e.RequestID] = true
		}
	case *network.EventLoadingFinished:
		if !s.light[e.RequestID] {
			s.bytes += int(e.EncodedDataLength)
			s.requests++
		}
	case *page.EventLoadEventFired:
		s.loaded = true
	}
}

func (s *scale) weight() (bytes, requests int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes, s.requests
}

// readies says whether a request makes the device ready to compute and to work without network.
func readies(address string) bool {
	folder, file := path.Split(address)
	return address == "/service-worker.js" || strings.HasPrefix(address, "/offline/") || strings.HasPrefix(address, "/device/") ||
		strings.HasPrefix(folder, "/assets/") && strings.HasPrefix(file, "engine")
}

func call[P, R any](t *testing.T, ctx context.Context, command cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(ctx, command, params); err != nil {
		t.Fatalf("%s: %v", command.Method, err)
	}
}
