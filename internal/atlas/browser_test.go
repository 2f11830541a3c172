package atlas

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// browser starts a fresh Chromium, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	var found string
	for _, name := range []string{os.Getenv("HALTE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil && found == "" {
			found = path
		}
	}
	if found == "" && os.Getenv("HALTE_REQUIRE_BROWSER") != "" {
		t.Fatal("Chromium is not installed, and HALTE_REQUIRE_BROWSER is set")
	}
	if found == "" {
		t.Skip("skipped: Chromium is not installed (make test installs it)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.Flag("lang", "en"))
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAlloc)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancelTime)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// open starts a browser without script on a page of a width that shows a drawing.
func open(t *testing.T, o Options, width int64, scheme string) (ctx context.Context, sent chan *http.Request) {
	t.Helper()
	ctx = browser(t)
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		t.Fatal(err)
	}
	address, sent := site(t, o)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	return ctx, sent
}

// ask evaluates an expression on the page.
func ask[T any](t *testing.T, ctx context.Context, expression string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func do(t *testing.T, ctx context.Context, action chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, action); err != nil {
		t.Fatal(err)
	}
}

// formPage is a page with nothing but the form, under the policy that the program's pages have.
var formPage = template.Must(template.New("page").Parse(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Halte</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/halte.css"><link rel="stylesheet" href="/assets/map.css"></head>
<body><main><h1>Services</h1><form method="post" action="/services" autocomplete="off">{{.}}<button class="button">Show</button></form>
</main></body></html>`))

// site serves the drawing in a form and tells what the form sends.
func site(t *testing.T, o Options) (address string, sent chan *http.Request) {
	t.Helper()
	drawn, err := brussels(t).Draw(o)
	if err != nil {
		t.Fatal(err)
	}
	sent = make(chan *http.Request, 1)
	mux := http.NewServeMux()
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", http.FileServer(http.Dir("../web/assets"))))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'")
		_ = formPage.Execute(w, drawn)
	})
	mux.HandleFunc("POST /services", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		sent <- r
		fmt.Fprint(w, "ok")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, sent
}
