package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A telephone of some years ago, on a network that is just enough.
const (
	slower   = 4 // times slower than this processor
	latency  = 150 * time.Millisecond
	downward = 1.6e6 / 8 // bytes a second
	upward   = 750e3 / 8
	wide     = 360
	high     = 740
)

// still is how long nothing must happen before a visit counts as over.
const (
	still   = 5 * time.Second
	overdue = time.Minute // a page that is never still
)

//go:embed vitals.js
var vitals string

// chromium finds the browser.
func chromium() (string, error) {
	for _, name := range []string{os.Getenv("HALTE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium: install it, or name its path in HALTE_CHROMIUM")
}

// browser is a Chromium with a profile of its own.
type browser struct {
	ctx    context.Context
	close  func()
	worker *traffic // what the service worker asks for; nil: there is none
}

// newBrowser starts a Chromium that has never been anywhere.
func newBrowser(path string) (browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en"))
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...) // with a new folder, removed at the end
	ctx, closed := chromedp.NewContext(alloc)
	b := browser{ctx: ctx, close: func() { closed(); end() }}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return browser{}, fmt.Errorf("start Chromium: %w", err)
	}
	return b, nil
}

// visit opens an address in a new tab, as a reader with a slow telephone, and waits until nothing happens any more.
// With a form, it is sent there.
func (b browser) visit(address string, form url.Values) (view, error) {
	ctx, leave := chromedp.NewContext(b.ctx)
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, overdue+patience)
	defer cancel()
	open := chromedp.Navigate(address)
	if form != nil {
		at, err := url.Parse(address)
		if err != nil {
			return view{}, err
		}
		// A form can only be sent from a page of the same origin; the lightest there is.
		if err := chromedp.Do(ctx, chromedp.Navigate(at.Scheme+"://"+at.Host+"/healthz")); err != nil {
			return view{}, err
		}
		open = send(at.Path, form)
	}
	if err := slow(ctx); err != nil {
		return view{}, err
	}
	var t traffic
	if err := chromedp.Listen(ctx, t.note); err != nil {
		return view{}, err
	}
	b.worker.begin()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, open)); err != nil {
		return view{}, fmt.Errorf("%s: %w", address, err)
	}
	s, err := settled(ctx, &t)
	if err != nil {
		return view{}, fmt.Errorf("%s: %w", address, err)
	}
	return t.view(s).with(b.worker), nil
}

// attend makes the network of the service worker as slow as that of a tab, and listens to what it asks for: an answer
// that comes through it crosses the wire all the same.
func (b *browser) attend() error {
	targets, err := chromedp.Targets(b.ctx)
	if err != nil {
		return err
	}
	for _, info := range targets {
		if info.Type != "service_worker" {
			continue
		}
		ctx, leave := chromedp.NewContext(b.ctx, chromedp.WithTargetID(info.TargetID))
		closed := b.close
		b.close = func() { leave(); closed() }
		b.worker = &traffic{}
		if err := chromedp.Listen(ctx, b.worker.note); err != nil {
			return err
		}
		return thin(ctx)
	}
	return nil
}

// send posts a form the way a browser does when no script takes it over.
func send(path string, form url.Values) chromedp.Action[chromedp.Void] {
	var fields [][2]string
	for name, values := range form {
		for _, value := range values {
			fields = append(fields, [2]string{name, value})
		}
	}
	action, _ := json.Marshal(path)
	data, _ := json.Marshal(fields) // strings can always be encoded
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
		const form = document.createElement('form');
		form.method = 'post';
		form.action = %s;
		for (const [name, value] of %s) {
			const field = document.createElement('input');
			Object.assign(field, { type: 'hidden', name, value });
			form.append(field);
		}
		document.documentElement.append(form);
		form.submit();
	})()`, action, data))
}

// slow makes a tab as slow as a telephone, and notes what a reader sees.
func slow(ctx context.Context) error {
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(wide, high, chromedp.EmulateScale(2), chromedp.EmulateMobile)); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: vitals})
	if err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower}); err != nil {
		return err
	}
	return thin(ctx)
}

// thin makes the network of a tab or worker slow.
func thin(ctx context.Context) error {
	_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{
			Latency: float64(latency.Milliseconds()), DownloadThroughput: downward, UploadThroughput: upward,
		}}})
	return err
}

// sight is what vitals.js has noted, in milliseconds since the visit began.
type sight struct {
	Painted float64      `json:"painted"`
	Largest float64      `json:"largest"`
	Shifted float64      `json:"shifted"`
	Long    [][2]float64 `json:"long"` // tasks of more than 50 ms: from, to
	Now     float64      `json:"now"`
}

// settled waits until there was no long task and no request for a while.
func settled(ctx context.Context, t *traffic) (sight, error) {
	for end := time.Now().Add(overdue); ; time.Sleep(250 * time.Millisecond) {
		s, err := chromedp.Run(ctx, chromedp.Evaluate[sight](`({...seen, now: performance.now()})`))
		if err != nil {
			return s, err
		}
		last := s.Largest
		if n := len(s.Long); n > 0 {
			last = max(last, s.Long[n-1][1])
		}
		quiet := time.Duration((s.Now - last) * float64(time.Millisecond))
		if min(quiet, t.quiet()) >= still {
			return s, nil
		}
		if time.Now().After(end) {
			return s, fmt.Errorf("not still after %s", overdue)
		}
	}
}

// traffic is what a tab asks for, as the browser tells it.
type traffic struct {
	mu     sync.Mutex
	asked  []*asked
	byID   map[network.RequestID]*asked
	loaded float64 // when the page had all it needs; 0: not yet
	last   time.Time
}

// asked is one request.
type asked struct {
	path   string
	before bool // before the page had loaded
	near   bool // answered on the device, by a service worker
	bytes  int  // over the wire, headers included
}

func (t *traffic) note(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		at, err := url.Parse(e.Request.URL)
		if err != nil || at.Scheme != "http" {
			return
		}
		if t.byID == nil {
			t.byID = map[network.RequestID]*asked{}
		}
		a := &asked{path: at.Path, before: t.loaded == 0}
		t.asked, t.byID[e.RequestID] = append(t.asked, a), a
	case *network.EventResponseReceived:
		if a := t.byID[e.RequestID]; a != nil {
			a.near = e.Response.FromServiceWorker
		}
	case *network.EventLoadingFinished:
		if a := t.byID[e.RequestID]; a != nil && !a.near {
			a.bytes = int(e.EncodedDataLength)
		}
	case *page.EventLoadEventFired:
		t.loaded = e.Timestamp.Float64()
		return
	default:
		return
	}
	t.last = time.Now()
}

// begin forgets what was asked before.
func (t *traffic) begin() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asked, t.byID = nil, nil
}

// quiet is for how long nothing was asked or answered.
func (t *traffic) quiet() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Since(t.last)
}
