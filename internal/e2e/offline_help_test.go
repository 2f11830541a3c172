package e2e

import (
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// road is the way from a browser to the program. It can be cut, for all or for one file, and lead to another program
// at the same address, as when an operator brings a new version. It can say nothing for as long as a test wants, spoil a
// file, and give the worker of the pages something to run before its own script.
type road struct {
	address string
	target  atomic.Pointer[url.URL]
	cut     atomic.Pointer[string]        // addresses that begin so get no answer: "/" is all of them
	hold    atomic.Pointer[chan struct{}] // what is asked waits until it is closed
	spoilt  atomic.Pointer[string]        // an address whose answer is not what was announced
	first   atomic.Pointer[string]        // what the worker runs first
	asked   sync.Map                      // "GET /en/": whatever came this far
	server  *http.Server
}

func newRoad(t *testing.T, to string) *road {
	t.Helper()
	r := &road{}
	r.lead(t, to)
	r.mend()
	proxy := &httputil.ReverseProxy{Rewrite: r.rewrite, ModifyResponse: r.alter,
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) }}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.address = "http://" + listener.Addr().String()
	r.server = &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.asked.Store(q.Method+" "+q.RequestURI, true)
		if cut := *r.cut.Load(); cut != "" && strings.HasPrefix(q.URL.Path, cut) {
			panic(http.ErrAbortHandler) // the connection ends without an answer
		}
		if hold := r.hold.Load(); hold != nil {
			<-*hold
		}
		proxy.ServeHTTP(w, q)
	})}
	go func() { _ = r.server.Serve(listener) }()
	t.Cleanup(func() { _ = r.server.Close() })
	return r
}

func (r *road) lead(t *testing.T, to string) {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	r.target.Store(u)
}

const worker = "/service-worker.js"

// rewrite leads a request on its way. What is altered on its way back comes as it is.
func (r *road) rewrite(p *httputil.ProxyRequest) {
	p.SetURL(r.target.Load())
	p.Out.Host = p.In.Host
	if path := p.In.URL.Path; path == worker || r.spoilt.Load() != nil && path == *r.spoilt.Load() {
		p.Out.Header.Del("Accept-Encoding")
		p.Out.Header.Del("If-None-Match")
	}
}

func (r *road) alter(answer *http.Response) error {
	var before, after string
	path := answer.Request.URL.Path
	if first := r.first.Load(); path == worker && first != nil {
		before = *first
	}
	if spoilt := r.spoilt.Load(); spoilt != nil && path == *spoilt {
		after = " "
	}
	if before+after == "" {
		return nil
	}
	body, err := io.ReadAll(answer.Body)
	if err == nil {
		err = answer.Body.Close()
	}
	if err != nil {
		return err
	}
	altered := before + string(body) + after
	answer.Body = io.NopCloser(strings.NewReader(altered))
	answer.ContentLength = int64(len(altered))
	answer.Header.Set("Content-Length", strconv.Itoa(len(altered)))
	return nil
}

func (r *road) block(prefix string) { r.cut.Store(&prefix) }
func (r *road) mend()               { r.block("") }

// packWith is the pack of Brussels with more at the end of its pack.yaml, in a folder of its own.
func packWith(t *testing.T, more string) string {
	t.Helper()
	const from = "../../content/packs/brussels"
	to := t.TempDir()
	err := filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := filepath.Join(to, strings.TrimPrefix(name, from))
		if entry.IsDir() {
			return os.MkdirAll(at, 0o755)
		}
		data, err := os.ReadFile(name)
		if err == nil && entry.Name() == "pack.yaml" {
			data = append(data, more...)
		}
		if err != nil {
			return err
		}
		return os.WriteFile(at, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// read evaluates something on the page that is open; a promise is waited for.
func read[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for something to become true on the page that is open.
func until(t *testing.T, ctx context.Context, what, expression string) {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		if read[bool](t, ctx, "(async () => Boolean("+expression+"))()") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s: %s did not become true; the page says %q", what, expression, inside(t, ctx, "main"))
		}
	}
}

// prepared waits until the page says that it works without a network.
func prepared(t *testing.T, ctx context.Context) {
	t.Helper()
	until(t, ctx, "be prepared", `!document.querySelector(".prepared").hidden`)
}

// contact tells the page that there is a network again, so that it asks at once.
func contact(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, "make contact", chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event("online"))`))
}

// cached lists what the copies on the device are made of.
func cached(t *testing.T, ctx context.Context) []string {
	t.Helper()
	return read[[]string](t, ctx, `(async () => { const all = []; for (const name of await caches.keys())
		for (const r of await (await caches.open(name)).keys()) all.push(name + " " + new URL(r.url).pathname); return all; })()`)
}

// beforeEach runs a script in every page before its own.
func beforeEach(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument,
		page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		t.Fatal(err)
	}
}

// replaceIn replaces a text in every file of a pack but those named.
func replaceIn(t *testing.T, dir, was, is string, except ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || slices.Contains(except, entry.Name()) {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, []byte(strings.ReplaceAll(string(data), was, is)), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// withoutEngine makes a browser one in which no engine starts. To open one takes longer than to look at a page, so a test
// that looks at all pages as they are sent does without.
func withoutEngine(t *testing.T, ctx context.Context) {
	t.Helper()
	beforeEach(t, ctx, `window.Worker = class { postMessage() {} terminate() {} }`)
}

// withoutCopy makes a browser one that keeps no copy, so that no page changes when the copy is there.
func withoutCopy(t *testing.T, ctx context.Context) {
	t.Helper()
	call(t, ctx, page.AddScriptToEvaluateOnNewDocument,
		page.AddScriptToEvaluateOnNewDocumentParams{Source: `delete Navigator.prototype.serviceWorker`})
}
