package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/server"
)

// whole is the whole program over HTTP, and its log.
func whole(t *testing.T) (*httptest.Server, *bytes.Buffer) {
	t.Helper()
	var events bytes.Buffer
	a, o := brussels(t), cli.ServeOptions{Now: time.Now, Log: slog.New(slog.NewJSONHandler(&events, nil))}
	pages, answers, err := faces(a, o)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Options{API: answers, Exchange: exchange(a, o), Pages: pages, Words: a.In, Log: o.Log})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s, &events
}

// The exchange format is served behind the same door as the pages: with the headers, and with a log that holds nobody.
func TestExchangeIsServed(t *testing.T) {
	s, events := whole(t)
	for _, test := range []struct {
		method, address, body string
		status                int
		cache                 string
	}{
		{"GET", "/hsds/", "", 200, "no-cache"},
		{"GET", "/hsds", "", 200, "no-cache"}, // sent on to /hsds/
		{"GET", "/hsds/services?per_page=3", "", 200, "no-cache"},
		{"GET", "/hsds/services?search=canary-words", "", 200, "no-store"},
		{"POST", "/hsds/services", `{"search": "canary-words"}`, 200, "no-store"},
		{"GET", "/hsds/services?format=ndjson", "", 200, "no-cache"},
		{"GET", "/hsds/services/canary-id", "", 404, "no-store"},
		{"GET", "/hsds/canary-path", "", 404, "no-store"},
		{"GET", "/hsds/services?canary-parameter=canary-value", "", 400, "no-store"},
		{"DELETE", "/hsds/services", "", 405, "no-store"},
	} {
		r, err := http.NewRequest(test.method, s.URL+test.address, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != test.status || response.Header.Get("Cache-Control") != test.cache {
			t.Errorf("%s %s: %d, %q, %v: %s", test.method, test.address, response.StatusCode,
				response.Header.Get("Cache-Control"), err, body)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Content-Security-Policy": "default-src 'none'; "} {
			if !strings.HasPrefix(response.Header.Get(name), want) {
				t.Errorf("%s %s: %s is %q", test.method, test.address, name, response.Header.Get(name))
			}
		}
		if media := response.Header.Get("Content-Type"); !strings.Contains(media, "json") {
			t.Errorf("%s %s: %s", test.method, test.address, media)
		}
	}
	s.Close() // every event is written
	if log := events.String(); strings.Contains(log, "canary") || !strings.Contains(log, `"route":"GET /hsds/services/{id}"`) {
		t.Errorf("the log says %s", log)
	}
}

// The directory that the exchange shows is the one that is served.
func TestExchangeIsTheDirectory(t *testing.T) {
	s, _ := whole(t)
	response, err := http.Get(s.URL + "/hsds/services?minimal=true&per_page=10000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var page struct {
		Total    int `json:"total_items"`
		Contents []struct{ ID, Name string }
	}
	if err := json.NewDecoder(response.Body).Decode(&page); err != nil {
		t.Fatal(err)
	}
	if want := brussels(t).Size(); page.Total != want || len(page.Contents) != want || page.Contents[0].Name == "" {
		t.Errorf("%d services of %d, want %d", len(page.Contents), page.Total, want)
	}
}
