package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/lang"
)

// canaries stand for what must never be written down.
var canaries = []string{"canary-path", "canary-query", "canary-header", "canary-agent", "canary-body", "canary-panic",
	"canary-method", "canary-cookie", "203.0.113.7"}

// faceStub is a face of Halte that does one thing for each address.
func faceStub() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v1/echo/{word}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		_, _ = w.Write(body)
	})
	mux.HandleFunc("GET /api/v1/panic", func(http.ResponseWriter, *http.Request) { panic("canary-panic") })
	mux.HandleFunc("GET /api/v1/index", func(_ http.ResponseWriter, r *http.Request) { _ = r.URL.Path[:len(r.URL.Path)+3] })
	mux.HandleFunc("GET /api/v1/late", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("half"))
		_ = http.NewResponseController(w).Flush()
		panic("canary-panic")
	})
	mux.HandleFunc("GET /api/v1/kept", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("X-Frame-Options", "ALLOWALL")
	})
	mux.HandleFunc("GET /api/v1/long", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, strings.Repeat("long ", 4000))
	})
	return mux
}

// exchangeStub sends a long answer in parts, whole or cut.
func exchangeStub() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-ndjson")
		for range 200 {
			_, _ = io.WriteString(w, strings.Repeat("x", 1023)+"\n")
		}
		if strings.HasSuffix(r.URL.Path, "/cut") {
			panic(http.ErrAbortHandler)
		}
	})
}

// ownErrors is a face that shows errors in its own form.
type ownErrors struct{ http.Handler }

func (ownErrors) ServeError(w http.ResponseWriter, _ *http.Request, _ error) {
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = io.WriteString(w, "its own words")
}

func newServer(t *testing.T, pages http.Handler) (http.Handler, *bytes.Buffer) {
	t.Helper()
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	handler, err := New(Options{API: faceStub(), Exchange: exchangeStub(), Pages: pages, Words: words.In, Log: slog.New(slog.NewJSONHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return handler, &log
}

func ask(handler http.Handler, method, target, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, response *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Every response carries the headers, whatever went wrong, and nothing may be kept unless a handler said so.
func TestHeaders(t *testing.T) {
	handler, _ := newServer(t, http.NotFoundHandler())
	for name, test := range map[string]struct {
		method, target, body string
		headers              []string
		status               int
		cache                string
	}{
		"good":         {"POST", "/api/v1/echo/x", "hello", nil, 200, "no-store"},
		"its own":      {"GET", "/api/v1/kept", "", nil, 200, "no-cache"},
		"no page":      {"GET", "/nothing", "", nil, 404, "no-store"},
		"no address":   {"GET", "/api/v1/nothing", "", nil, 404, "no-store"},
		"method":       {"PUT", "/api/v1/kept", "", nil, 405, "no-store"},
		"redirect":     {"GET", "/api/../x", "", nil, 307, "no-store"},
		"options":      {"OPTIONS", "*", "", nil, 400, "no-store"},
		"panic":        {"GET", "/api/v1/panic", "", nil, 500, "no-store"},
		"too large":    {"POST", "/api/v1/echo/x", strings.Repeat("x", maxBody+1), nil, 413, "no-store"},
		"cross-origin": {"POST", "/api/v1/echo/x", "", []string{"Sec-Fetch-Site", "cross-site"}, 403, "no-store"},
		"health":       {"GET", "/healthz", "", nil, 200, "no-store"},
		"compressed":   {"GET", "/api/v1/long", "", []string{"Accept-Encoding", "gzip"}, 200, "no-store"},
	} {
		t.Run(name, func(t *testing.T) {
			response := ask(handler, test.method, test.target, test.body, test.headers...)
			if response.StatusCode != test.status {
				t.Errorf("status %d, want %d", response.StatusCode, test.status)
			}
			for name, value := range headers {
				if got := response.Header.Values(name); len(got) != 1 || got[0] != value {
					t.Errorf("%s: %q", name, got)
				}
			}
			if got := response.Header.Get("Cache-Control"); got != test.cache {
				t.Errorf("Cache-Control: %q, want %q", got, test.cache)
			}
		})
	}
}

// The policy lets nothing in from elsewhere and nothing inline.
// The headers are these, whatever the table in the code says.
func TestHeadersByName(t *testing.T) {
	want := map[string]string{
		"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"X-Robots-Tag": "noindex",
	}
	for name, value := range want {
		if headers[name] != value {
			t.Errorf("%s is %q, want %q", name, headers[name], value)
		}
	}
	for _, name := range []string{"Content-Security-Policy", "Permissions-Policy"} {
		if headers[name] == "" {
			t.Errorf("%s is not set", name)
		}
	}
	for _, feature := range []string{"camera", "geolocation", "microphone"} {
		if !strings.Contains(headers["Permissions-Policy"], feature+"=()") {
			t.Errorf("%s is not turned off", feature)
		}
	}
}

func TestPolicyIsStrict(t *testing.T) {
	policy := strings.Replace(headers["Content-Security-Policy"], " 'wasm-unsafe-eval';", ";", 1)
	for _, loose := range []string{"unsafe", "http:", "https:", "data:", "*", "blob:"} {
		if strings.Contains(policy, loose) {
			t.Errorf("the policy holds %s", loose)
		}
	}
	for _, needed := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
		"script-src 'self';", "worker-src 'self'", "manifest-src 'self'"} {
		if !strings.Contains(policy, needed) {
			t.Errorf("the policy lacks %s", needed)
		}
	}
}

// The log says what kind of request it was and never what was in it.
func TestLogHoldsNobody(t *testing.T) {
	handler, log := newServer(t, http.NotFoundHandler())
	carry := []string{"User-Agent", "canary-agent", "X-Forwarded-For", "203.0.113.7", "Cookie", "a=canary-cookie",
		"Referer", "https://canary-header.example/", "Accept-Language", "canary-header"}
	ask(handler, "POST", "/api/v1/echo/canary-path?q=canary-query", "canary-body", carry...)
	ask(handler, "GET", "/canary-path?q=canary-query", "", carry...)
	ask(handler, "GET", "/api/v1/canary-path", "", carry...)
	ask(handler, "GET", "/api/v1/panic?q=canary-query", "", carry...)
	ask(handler, "CANARY-METHOD", "/api/v1/kept", "", carry...)
	ask(handler, "POST", "/api/v1/echo/canary-path", "canary-body", append(carry, "Origin", "https://canary-header.example")...)
	ask(handler, "GET", "/api//v1/canary-path?canary-query", "", carry...)
	for _, canary := range canaries {
		if strings.Contains(strings.ToLower(log.String()), canary) {
			t.Errorf("the log holds %s:\n%s", canary, log)
		}
	}
	first, _, _ := strings.Cut(log.String(), "\n")
	var event map[string]any
	if err := json.Unmarshal([]byte(first), &event); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"msg": "request", "method": "POST", "route": "POST /api/v1/echo/{word}",
		"status": 200.0, "bytes": 11.0} {
		if event[key] != want {
			t.Errorf("%s is %v, want %v", key, event[key], want)
		}
	}
	if got := strings.Count(log.String(), `"msg":"request"`); got != 7 {
		t.Errorf("%d events for 7 requests", got)
	}
}

// A panic becomes an error that tells the reader nothing but what to do, and the operator where it was.
func TestPanic(t *testing.T) {
	panicking := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("canary-panic") })
	handler, log := newServer(t, ownErrors{panicking})
	if got := text(t, ask(handler, "GET", "/", "")); got != "its own words" {
		t.Errorf("the page says %q", got)
	}
	response := ask(handler, "GET", "/api/v1/panic", "", "Accept-Language", "fr")
	said := text(t, response)
	if response.StatusCode != 500 || !strings.Contains(said, "112") || strings.Contains(said, "canary") {
		t.Errorf("status %d: %q", response.StatusCode, said)
	}
	ask(handler, "GET", "/api/v1/index", "")
	for _, wanted := range []string{"faceStub", "slice bounds out of range", `"cause":"string"`} {
		if !strings.Contains(log.String(), wanted) {
			t.Errorf("the log does not say %s:\n%s", wanted, log)
		}
	}
}

// An answer that breaks off half-way is not made to look whole.
func TestPanicAfterTheAnswerBegan(t *testing.T) {
	handler, _ := newServer(t, http.NotFoundHandler())
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	server.Start()
	defer server.Close()
	response, err := http.Get(server.URL + "/api/v1/late")
	if err != nil {
		return // broken off before anything arrived
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err == nil {
		t.Errorf("it looks whole: %q", body)
	}
}

// An answer that its handler cuts is cut for the reader, also a compressed one, and is no event but its request.
func TestCutAnswer(t *testing.T) {
	handler, log := newServer(t, http.NotFoundHandler())
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	server.Start()
	for address, broken := range map[string]bool{"/hsds/whole": false, "/hsds/cut": true} {
		for _, plain := range []bool{true, false} {
			client := &http.Client{Transport: &http.Transport{DisableCompression: plain}}
			response, err := client.Get(server.URL + address)
			if err == nil {
				_, err = io.ReadAll(response.Body)
				_ = response.Body.Close()
			}
			if (err != nil) != broken {
				t.Errorf("%s, plain %v: %v", address, plain, err)
			}
			client.CloseIdleConnections()
		}
	}
	server.Close()
	if strings.Contains(log.String(), "panic") || strings.Count(log.String(), `"msg":"request"`) != 4 {
		t.Errorf("the log says %s", log)
	}
}

// deadlines is a connection that notes how often its time began anew.
type deadlines struct {
	*httptest.ResponseRecorder
	n int
}

func (d *deadlines) SetWriteDeadline(time.Time) error {
	d.n++
	return nil
}

// A long answer is given more time for each stride that is taken, and a short one is not.
func TestPatience(t *testing.T) {
	for strides, want := range map[int]int{0: 0, 1: 1, 3: 3} {
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		patient(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for range strides * stride / 1024 {
				_, _ = w.Write(make([]byte, 1024))
			}
			_, _ = w.Write(make([]byte, stride-1))
		})).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if w.n != want {
			t.Errorf("%d strides: %d times", strides, w.n)
		}
	}
}

// A large file that is handed over in one piece is given time for each of its strides, and arrives as it was.
func TestPatienceInOnePiece(t *testing.T) {
	for size, want := range map[int]int{0: 0, stride - 1: 0, stride: 1, 5*stride + 1: 5} {
		sent := bytes.Repeat([]byte("piece of "), size/9+1)[:size]
		w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		patient(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if n, err := w.Write(sent); n != size || err != nil {
				t.Errorf("wrote %d of %d: %v", n, size, err)
			}
		})).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if w.n != want || !bytes.Equal(w.Body.Bytes(), sent) {
			t.Errorf("%d bytes: %d times, %d arrived", size, w.n, w.Body.Len())
		}
	}
}

// A page of another site cannot send anything in a reader's name; a program and Halte's own pages can.
func TestCrossOrigin(t *testing.T) {
	handler, _ := newServer(t, http.NotFoundHandler())
	for name, test := range map[string]struct {
		headers []string
		status  int
	}{
		"a program":         {nil, 200},
		"own page":          {[]string{"Sec-Fetch-Site", "same-origin"}, 200},
		"another site":      {[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		"a sister site":     {[]string{"Sec-Fetch-Site", "same-site"}, 403},
		"an older browser":  {[]string{"Origin", "https://elsewhere.example"}, 403},
		"own, older":        {[]string{"Origin", "http://example.com"}, 200},
		"in Dutch, refused": {[]string{"Sec-Fetch-Site", "cross-site", "Accept-Language", "nl-BE"}, 403},
	} {
		response := ask(handler, "POST", "/api/v1/echo/x", "hello", test.headers...)
		if response.StatusCode != test.status {
			t.Errorf("%s: status %d, want %d", name, response.StatusCode, test.status)
		}
		if said := text(t, response); strings.Contains(name, "Dutch") && !strings.Contains(said, "geweigerd") {
			t.Errorf("%s: it says %q", name, said)
		}
	}
}

// Long answers are compressed for those who can read that.
func TestCompression(t *testing.T) {
	handler, log := newServer(t, http.NotFoundHandler())
	response := ask(handler, "GET", "/api/v1/long", "", "Accept-Encoding", "gzip")
	if response.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(response.Header.Values("Vary"), ","), "Accept-Encoding") {
		t.Fatalf("headers %v", response.Header)
	}
	reader, err := gzip.NewReader(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(reader); err != nil || len(body) != 20000 {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	if strings.Contains(log.String(), `"bytes":20000`) {
		t.Error("the log counts what was written, not what was sent")
	}
	if response := ask(handler, "GET", "/api/v1/long", ""); response.Header.Get("Content-Encoding") != "" {
		t.Error("compressed for a reader who did not ask")
	}
}

// What a face has compressed itself goes out as it is, with its length.
func TestCompressedByItself(t *testing.T) {
	own := strings.Repeat("already small ", 300)
	handler, _ := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		w.Header().Set("Content-Encoding", "br")
		w.Header().Set("Content-Length", strconv.Itoa(len(own)))
		w.Header().Set("Vary", "Accept-Encoding")
		_, _ = io.WriteString(w, own)
	}))
	response := ask(handler, "GET", "/assets/x/y.css", "", "Accept-Encoding", "gzip, br")
	h := response.Header
	if text(t, response) != own || h.Get("Content-Encoding") != "br" || h.Get("Content-Length") != strconv.Itoa(len(own)) {
		t.Errorf("headers %v", h)
	}
	if vary := h.Values("Vary"); len(vary) != 1 {
		t.Errorf("Vary: %q", vary)
	}
}

// A server that is told to stop answers what is under way, and only then ends.
func TestServeStops(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		_, _ = io.WriteString(w, "whole")
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, listener, slow, slog.New(slog.DiscardHandler)) }()
	answered := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answered <- err.Error()
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		answered <- string(body)
	}()
	<-begun
	stop()
	close(finish)
	if got := <-answered; got != "whole" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

// What net/http has to say names addresses; the log keeps only that there was something.
func TestConnectionsAreNotLogged(t *testing.T) {
	var log bytes.Buffer
	_, _ = quiet{slog.New(slog.NewTextHandler(&log, nil))}.Write([]byte("http: bad request from 203.0.113.7"))
	if got := log.String(); !strings.Contains(got, "connection failed") || strings.Contains(got, "203") {
		t.Errorf("the log says %q", got)
	}
}
