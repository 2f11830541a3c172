package e2e

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// neutral is the page that leaving leads to. The tests answer for it themselves: nothing goes out.
const neutral = "https://www.wikipedia.org/"

// front stands between the browser and the program, as a network does: it can stop answering, and it can let the
// browser keep pages that the program asks it not to keep.
type front struct {
	address string
	hung    atomic.Bool // never answers
	lax     atomic.Bool // takes no-store away, so that pages go into the browser's cache of whole pages
}

func wire(t *testing.T) *front {
	t.Helper()
	program, err := url.Parse(serve(t))
	if err != nil {
		t.Fatal(err)
	}
	f := &front{}
	proxy := httputil.NewSingleHostReverseProxy(program)
	proxy.ErrorLog = log.New(io.Discard, "", 0) // a reader who leaves does not wait for answers
	proxy.ModifyResponse = func(r *http.Response) error {
		if f.lax.Load() && r.Header.Get("Cache-Control") == "no-store" {
			r.Header.Set("Cache-Control", "private, max-age=0")
		}
		return nil
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.hung.Load() {
			<-r.Context().Done()
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.CloseClientConnections)
	f.address = server.URL
	return f
}

// reader is a browser whose every page tells what can be seen of Halte, picture by picture.
type reader struct {
	ctx  context.Context
	hung atomic.Bool // the neutral page never answers
	mu   sync.Mutex
	seen []string
}

// pictures tells of each picture in which something of Halte can be read.
const pictures = `if (location.hostname === "127.0.0.1") {
  const look = () => {
    const root = document.documentElement, style = root && getComputedStyle(root);
    if (document.body && style.display !== "none" && style.visibility !== "hidden" && document.body.innerText.trim())
      seen(location.pathname + ": " + document.body.innerText.trim().slice(0, 60));
    requestAnimationFrame(look);
  };
  look();
}`

func newReader(t *testing.T, ctx context.Context) *reader {
	t.Helper()
	r := &reader{ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventBindingCalled:
			r.mu.Lock()
			r.seen = append(r.seen, e.Payload)
			r.mu.Unlock()
		case *fetch.EventRequestPaused:
			if !r.hung.Load() {
				go r.answer(e.RequestID)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	send(t, ctx, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: neutral + "*"}}})
	send(t, ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "seen"})
	send(t, ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: pictures})
	return r
}

func (r *reader) answer(id fetch.RequestID) {
	_, _ = chromedp.Call(r.ctx, fetch.FulfillRequest, fetch.FulfillRequestParams{RequestID: id, ResponseCode: 200,
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html"}},
		Body:            []byte("<!doctype html><title>Neutral</title><p>neutral")})
}

// sawNothing holds that nothing of Halte could be read since the last question.
func (r *reader) sawNothing(t *testing.T, when string) {
	t.Helper()
	if seen := r.forget(); len(seen) > 0 {
		t.Errorf("%s: %q could be read", when, seen[0])
	}
}

func (r *reader) forget() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := r.seen
	r.seen = nil
	return seen
}

// send is one command to the browser that must not fail.
func send[P, R any](t *testing.T, ctx context.Context, command cdp.Command[P, R], params P) R {
	t.Helper()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// step goes n pages back or forward, as the buttons of a browser do, and does not wait for a page.
func step(t *testing.T, ctx context.Context, n int64) bool {
	t.Helper()
	history := send(t, ctx, page.GetNavigationHistory, cdp.Empty{})
	at := history.CurrentIndex + n
	if at < 0 || at >= int64(len(history.Entries)) {
		return false
	}
	send(t, ctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[at].ID})
	return true
}

// arrives waits until the browser shows a page at an address.
func arrives(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	poll(t, ctx, `document.readyState === "complete" && location.href.startsWith("`+address+`")`)
}

// key presses one key, or lets go of it.
func key(t *testing.T, ctx context.Context, what input.DispatchKeyEventType, name string) {
	t.Helper()
	event := input.DispatchKeyEventParams{Type: what, Key: name, Code: name + "Left", WindowsVirtualKeyCode: 16}
	if name != "Shift" {
		event.Code, event.WindowsVirtualKeyCode, event.Modifiers = "Key"+name, int64(name[0]), 8
		if what == "keyDown" {
			event.Text = name
		}
	}
	send(t, ctx, input.DispatchKeyEvent, event)
}

// shift presses Shift alone, some times.
func shift(t *testing.T, ctx context.Context, times int) {
	t.Helper()
	for range times {
		key(t, ctx, "rawKeyDown", "Shift")
		key(t, ctx, "keyUp", "Shift")
	}
}
