package api

import (
	"encoding/json"
	"net/http"
	"testing"
)

// Whatever is sent, the answer is JSON and never blames the server.
func FuzzRoute(f *testing.F) {
	for _, body := range []string{
		cardF, `{}`, `{"danger": "imminent"}`, `{"danger": "none", "danger": "imminent"}`, `[]`, `null`, `{"at": 5}`,
		`{"languages": ["fr-BE", "xx", "sfb"]}`, `{"place": {"lat": 50.8, "lon": 4.3}}`, `{"place": "50.8,4.3"}`,
		`{"place": 1e308}`, `{"at": "2026-03-29T02:30:00+01:00"}`, "{\"residence\": \"\xff\"}", `{"a": {"a": {"a": 1}}}`,
		`{"signs": [null, true, 1, "x"]}`, `{"needs": "shelter"}`, `{"place": "1030"}`, `{"children": null}`,
	} {
		f.Add(body, "fr")
	}
	f.Fuzz(func(t *testing.T, body, language string) {
		response := ask(t, newAPI(t), http.MethodPost, Root+"route", body, "Accept-Language", language)
		if s := response.StatusCode; s >= 500 || s != 200 && (s < 400 || s > 422) {
			t.Fatalf("status %d", s)
		}
		if !json.Valid([]byte(readAll(t, response))) {
			t.Fatal("the answer is not JSON")
		}
		if response.Header.Get("Cache-Control") != "no-store" {
			t.Fatal("the answer may be stored")
		}
	})
}
