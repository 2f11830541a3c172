package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/journeys"
)

// What the pack does not list is named in words, where it was given and where a reason rests on it.
func TestNothingIsCalledOther(t *testing.T) {
	site, _ := pages(t)
	for path, want := range map[string]string{"/en/route": "outside these areas", "/fr/route": "hors de ces zones", "/nl/route": "buiten deze gebieden"} {
		p := post(t, site, path, url.Values{"place": {"9999"}, "needs": {"police"}, "languages": {"qu"}})
		used := p.Find(".used strong").Map(func(_ int, s *goquery.Selection) string { return plain(s.Text()) })
		if joined := strings.Join(used, "|"); !strings.Contains(joined, want) || strings.Contains("|"+joined+"|", "|other|") {
			t.Errorf("%s: the reasons rest on %q", path, used)
		}
		if given := plain(p.Find(".given").Text()); !strings.Contains(given, ": qu") {
			t.Errorf("%s: the language is given as %q", path, given)
		}
	}
}

// A number beside a step says whether it can be reached, and that it is to be checked when it is.
func TestStepLinesAreMarked(t *testing.T) {
	site, a := pages(t)
	p := post(t, site, "/en/route", journeys.MainJob())
	marked := 0
	for _, s := range p.Find(".step-lines li").EachIter() {
		id := strings.TrimPrefix(s.Find(".step-service").AttrOr("href", ""), "/en/services/")
		service, ok := a.Pack().Directory.Service(id)
		if !ok {
			t.Fatalf("no service %q", id)
		}
		if got := s.Find(".check-mark").Length() > 0; got != service.ByPhone() {
			t.Errorf("%s is marked: %t", id, got)
		}
		if service.ByPhone() {
			marked++
		}
	}
	if marked == 0 {
		t.Error("no service beside a step is to be checked, so this proves nothing")
	}
	if setis := p.Find(`.step-lines li:has([href$="/setis-bxl"])`).First(); !strings.Contains(plain(setis.Text()), "Closed now. Opens Monday 23 November 09:00") {
		t.Errorf("an interpreter beside a step is not said to be closed: %q", plain(setis.Text()))
	}
}
