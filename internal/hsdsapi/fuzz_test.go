package hsdsapi

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// No request, however strange, breaks the API, and what it answers is always JSON.
func FuzzRequest(f *testing.F) {
	for _, seed := range [][3]string{
		{"services", "search=a&page=2", `{"page": 1}`}, {"organizations", "full_service=true", ""},
		{"service_at_locations", "postcode=1030&proximity=500", "per_page=3"},
		{"taxonomy_terms", "taxonomy_id=123e4567-e89b-12d3-a456-426614174000", `{"search": null}`},
		{"services", "format=ndjson&minimal=true", `{"a":{"b":[]}}`}, {"profile/service.json", "", ""}, {"", "lang=fr", "\xff"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	api, _ := newAPI(f)
	f.Fuzz(func(t *testing.T, path, query, body string) {
		for _, method := range []string{"GET", "POST"} {
			r, err := http.NewRequest(method, "http://halte.test"+Root, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r.URL.Path, r.URL.RawQuery = Root+path, query
			r.Header.Set("Content-Type", "application/json")
			w := newRecorder()
			api.ServeHTTP(w, r)
			if w.status >= 500 || w.status == 0 {
				t.Errorf("%s %q?%q: status %d", method, path, query, w.status)
			}
			if w.status == 200 && w.header.Get("Content-Type") == "application/json" && !json.Valid(w.body) {
				t.Errorf("%s %q?%q: not JSON", method, path, query)
			}
		}
	})
}

// recorder is an http.ResponseWriter that does not follow redirects or keep more than it must.
type recorder struct {
	header http.Header
	status int
	body   []byte
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) { w.status = status }

func (w *recorder) Write(b []byte) (int, error) {
	w.body = append(w.body, b...)
	return len(b), nil
}
