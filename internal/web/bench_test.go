package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/journeys"
)

// BenchmarkNew is what the pages add to the start of the program.
func BenchmarkNew(b *testing.B) {
	a := brussels(b)
	for b.Loop() {
		if _, err := New(a, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecision is the main job as a page.
func BenchmarkDecision(b *testing.B) {
	site, _ := pages(b)
	form := journeys.MainJob().Encode()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/en/route", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		site.ServeHTTP(httptest.NewRecorder(), r)
	}
}
