package pseudo

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"
)

const page = `<!doctype html>
<html lang="en" dir="ltr"><head><title>Halte</title><script>let word = "one"</script></head>
<body><a href="/en/guide" title="Read it">Types of violence</a> <a href="tel:+3225392744">02 539 27 44</a>
<a href="mailto:info@cpvcf.org">info@cpvcf.org</a> <a href="/fr/" hreflang="fr" lang="fr">FR</a>
<form action="/en/route"></form></body></html>`

func TestHandler(t *testing.T) {
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/en/guide" {
			t.Errorf("the pages were asked for %s", r.URL.Path)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, page)
	})
	w := httptest.NewRecorder()
	Handler(pages).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/qps-plocm/guide", nil))
	got := w.Body.String()
	for _, want := range []string{`<!DOCTYPE html>`, `lang="qps-plocm" dir="rtl"`, `href="/qps-plocm/guide"`,
		`action="/qps-plocm/route"`, `Tÿÿpëëš ôôf vïïôlëëñçëë`, `title="Rëëàd ïït"`, `>02 539 27 44<`, `>info@cpvcf.org<`,
		`href="/fr/"`, `>FR<`, `let word = "one"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in the page:\n%s", want, got)
		}
	}
	if w.Code != http.StatusTeapot || strings.Contains(got, `"/en/`) {
		t.Errorf("status %d, or a link leads out of the language:\n%s", w.Code, got)
	}
}

func TestTextIsLonger(t *testing.T) {
	text := "Before any other question: is anyone in danger now? Ask it only where nobody else can hear. Call 112."
	got := Text(text)
	if longer := float64(utf8.RuneCountInString(got)) / float64(len(text)); longer < 1.25 || longer > 1.45 {
		t.Errorf("%q is %.2f times as long", got, longer)
	}
	if !strings.HasSuffix(got, "112.") {
		t.Errorf("figures changed in %q", got)
	}
}
