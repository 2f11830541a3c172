package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
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

// What is repeated beside a step leads to its door on the same page, where its number stands with whether it can be
// reached. Its anchor is a number: a browser keeps addresses, and names say much.
func TestStepsLeadToDoors(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/en/route", journeys.MainJob())
	links := p.Find(`.steps .step-lines a[href^="#"]`)
	if links.Length() < 5 {
		t.Fatalf("%d services beside steps lead to a door", links.Length())
	}
	for _, a := range links.EachIter() {
		anchor := a.AttrOr("href", "")
		door := p.Find(`.door[id="` + strings.TrimPrefix(anchor, "#") + `"]`)
		if door.Length() != 1 || plain(door.Find("h4").Text()) != plain(a.Text()) {
			t.Errorf("%q leads to %s: %q", plain(a.Text()), anchor, plain(door.Find("h4").Text()))
		}
		if !regexp.MustCompile(`^#door-[0-9]+$`).MatchString(anchor) {
			t.Errorf("an address would hold %s", anchor)
		}
	}
	if n := p.Find(`.steps li:has(a[href^="#door-"]) .phone`).Length(); n != 0 {
		t.Errorf("%d numbers are said twice", n)
	}
}

// A number beside an urgent step, or of a service that is no door, says whether it can be reached, and that it is to be
// checked when it is.
func TestStepLinesAreMarked(t *testing.T) {
	site, a := pages(t)
	forms := []url.Values{journeys.MainJob(), {"danger": {"imminent"}, "at": {"2026-11-22T03:00"}}, {"danger": {"imminent"}, "speaker": {"aggressor"}},
		{"signs": {"strangulation"}, "circumstances": {"deaf"}}}
	numbers := 0
	for _, form := range forms {
		p := post(t, site, "/en/route", form)
		for _, s := range p.Find(`.step-lines li:not(:has(a[href^="#door-"]))`).EachIter() {
			id := strings.TrimPrefix(s.Find(".step-service").AttrOr("href", ""), "/en/services/")
			service, ok := a.Pack().Directory.Service(id)
			if !ok {
				t.Fatalf("no service %q", id)
			}
			if got := s.Find(".check-mark").Length() > 0; got != service.ByPhone() {
				t.Errorf("%s is marked: %t", id, got)
			}
			if s.Find(".phone").Length() > 0 && s.Find(".state").Length() == 0 {
				t.Errorf("the number of %s does not say whether it can be reached", id)
			}
			numbers += s.Find(".phone").Length()
		}
	}
	if numbers == 0 {
		t.Error("no number stands beside a step, so this proves nothing")
	}
}

// What is urgent and the first kinds of step are in the open; the others are folded, each under its heading and with how
// many there are. No door is folded, and none says more than once that it is to be checked.
func TestLongAnswersFold(t *testing.T) {
	site, _ := pages(t)
	for _, tag := range []string{"en", "fr", "nl"} {
		for _, form := range []url.Values{journeys.MainJob(), {}, {"danger": {"imminent"}, "needs": {"shelter"}}} {
			p := post(t, site, "/"+tag+"/route", form)
			kinds := p.Find(".steps > .steps-kind")
			kinds.Each(func(i int, kind *goquery.Selection) {
				folded := goquery.NodeName(kind) == "details"
				if folded != (i >= 2) || kind.Find("h3").Length() != 1 || folded && kind.Find("summary > h3").Length() != 1 {
					t.Errorf("%s: kind %d is folded: %t, or has no heading of its own", tag, i+1, folded)
				}
			})
			if kinds.Length() < 3 {
				t.Errorf("%s: %d kinds of step, so this proves nothing", tag, kinds.Length())
			}
			if p.Find("details .alarm, details .door, details .first-door").Length() != 0 {
				t.Errorf("%s: an emergency or a door is folded", tag)
			}
			first := p.Find(".doors-rank-1 .door")
			if more := first.Find(".door-more").Length(); first.Length() <= 3 && more != 0 || first.Length() > 3 && more != first.Length() {
				t.Errorf("%s: of %d first doors %d are folded", tag, first.Length(), more)
			}
			for _, door := range p.Find(".door").EachIter() {
				if n := door.Find(".check, .check-mark").Length(); n > 1 {
					t.Errorf("%s: %s says %d times that it is to be checked", tag, door.AttrOr("data-service", ""), n)
				}
			}
		}
	}
}

// The first door and the end of the doors lead to a card that names the first doors and lines that answer now. Nothing
// else of the answer comes along.
func TestAnswerLeadsToCard(t *testing.T) {
	site, a := pages(t)
	p := post(t, site, "/en/route", journeys.MainJob())
	for _, place := range []string{".first-door", ".doors"} {
		form := p.Find(place + ` form[action="/en/card"]`)
		sent := hidden(form)
		if form.Length() != 1 || form.AttrOr("method", "") != "post" || len(sent) != 1 || form.Find(`button[name="edit"]`).Length() != 1 {
			t.Fatalf("%s: leads to a card with %v", place, sent)
		}
		services := sent["services"]
		if len(services) == 0 || len(services) > card.MaxDoors || services[0] != p.Find(".door").First().AttrOr("data-service", "") {
			t.Errorf("%s: a card would name %v", place, services)
		}
		for _, id := range services {
			if s, ok := a.Pack().Directory.Service(id); !ok || s.Role == directory.Tool || s.Role == directory.Emergency {
				t.Errorf("%s: a card would name %s", place, id)
			}
		}
		asked := post(t, site, "/en/card", sent)
		for _, id := range services {
			if asked.Find(`input[name="services"][value="`+id+`"][checked]`).Length() != 1 {
				t.Errorf("%s is not ticked for the card", id)
			}
		}
		if asked.Find("input[name=services][checked]").Length() != len(services) || strings.Contains(asked.Find("main").Text(), "card-f") {
			t.Errorf("%s: more comes along than %v", place, services)
		}
	}
}
