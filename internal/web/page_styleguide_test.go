package web

import (
	"net/http"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/lang"
)

// The styleguide shows each component as pages have it, in every language, and is there only for those who ask for it.
func TestStyleguide(t *testing.T) {
	closed, a := pages(t)
	for _, path := range []string{"/styleguide", "/en/styleguide"} {
		if p := get(t, closed, path); p.status != http.StatusNotFound {
			t.Errorf("%s is served to everyone: status %d", path, p.status)
		}
	}
	site, err := New(a, Options{Styleguide: true})
	if err != nil {
		t.Fatal(err)
	}
	if p := get(t, site, "/styleguide"); p.status != http.StatusFound {
		t.Errorf("/styleguide: status %d", p.status)
	}
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/styleguide")
		if p.status != http.StatusOK {
			t.Fatalf("%s: status %d", tag, p.status)
		}
		checkFrame(t, p, tag)
		for _, part := range []string{".alarm", ".answered", ".step", ".why", ".door", ".rejected", ".open", ".phone", ".chip", ".notes",
			".conflicts", ".more", ".answer", ".problem", ".say", ".pair", ".sides", ".cycle", ".line", ".moments", ".reach", ".button-main",
			".state-open", ".state-closed", ".state-appointment", ".state-unknown"} {
			if p.Find(part).Length() == 0 {
				t.Errorf("%s: the styleguide does not show %s", tag, part)
			}
		}
		start := get(t, site, "/"+string(tag)+"/")
		if start.Find("a").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == "Styleguide" }).Length() > 0 {
			t.Errorf("%s: the start page links to the styleguide", tag)
		}
	}
}
