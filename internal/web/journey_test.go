package web

import (
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/lang"
)

// The main job, in each language: the right door with its next opening, the other one rejected with its reason, the
// interpreter, the Immigration Office, and mediation only as something not to do.
func TestMainJob(t *testing.T) {
	site, a := pages(t)
	for tag, want := range map[lang.Tag]struct{ state, not, day string }{
		"en": {"Closed now. Opens Monday 23 November 09:00", "Not this door, because:", "Sunday 22 November 2026 at 03:00"},
		"fr": {"Fermé maintenant. Ouvre lundi 23 novembre 09:00", "Pas cette porte, parce que :", "dimanche 22 novembre 2026 à 03:00"},
		"nl": {"Nu gesloten. Opent maandag 23 november 09:00", "Niet deze deur, omdat:", "zondag 22 november 2026 om 03:00"},
	} {
		p := post(t, site, "/"+string(tag)+"/route", journeys.MainJob())
		if p.status != http.StatusOK {
			t.Fatalf("%s: status %d", tag, p.status)
		}
		text := plain(p.Text())
		if !strings.Contains(text, want.day) {
			t.Errorf("%s: the page does not say for which moment it holds", tag)
		}
		first := p.Find(".door").First()
		if id, _ := first.Attr("data-service"); id != "cpvcf" {
			t.Errorf("%s: the first door is %s", tag, id)
		}
		if got := plain(first.Find(".state").First().Text()); got != want.state {
			t.Errorf("%s: the first door says %q, want %q", tag, got, want.state)
		}
		if first.Find(`a[href="tel:025392744"]`).Length() != 1 {
			t.Errorf("%s: the first door has no number to touch", tag)
		}
		if first.Find(".check").Length() != 1 || first.Find(".why").Length() == 0 || first.Find(".know-interpreter").Length() != 1 {
			t.Errorf("%s: the first door lacks a caution or a reason: %s", tag, first.Text())
		}
		rejected := p.Find(`#rejected li:has(a[href$="/services/caw-onthaal"])`)
		if !strings.Contains(plain(rejected.Text()), want.not) {
			t.Errorf("%s: the CAW is not rejected with its reason: %q", tag, rejected.Text())
		}
		if p.Find(`.door[data-service="caw-onthaal"]`).Length() != 0 {
			t.Errorf("%s: the CAW is a door all the same", tag)
		}
		for _, id := range []string{"setis-bxl", "oe-mailbox"} {
			door := p.Find(`.door[data-service="`+id+`"]`).AttrOr("id", "none")
			if p.Find(`.step-service[href="#`+door+`"]`).Length() == 0 {
				t.Errorf("%s: no step names %s", tag, id)
			}
		}
		if p.Find("main .alarm").Length() != 1 || !p.Find("main section, main form, main .step").First().HasClass("alarm") {
			t.Errorf("%s: danger does not come first", tag)
		}
		checkMediation(t, p, tag)
		if p.Find("#open details").Length() < 5 {
			t.Errorf("%s: what is still open is missing", tag)
		}
		for _, fact := range []string{"card-f", "2026-11-22"} {
			p.Find("[href], [action]").Each(func(_ int, s *goquery.Selection) {
				href := s.AttrOr("href", s.AttrOr("action", ""))
				if strings.HasPrefix(href, "/") && strings.Contains(href, fact) {
					t.Errorf("%s: the fact %s is in the address %s", tag, fact, href)
				}
			})
		}
		if !strings.Contains(p.body, a.Pack().Hash) {
			t.Errorf("%s: the page does not say from which content it comes", tag)
		}
	}
}

// checkMediation holds that mediation is named, and only where it says not to.
func checkMediation(t *testing.T, p page, tag lang.Tag) {
	t.Helper()
	word := map[lang.Tag]string{"en": "mediation", "fr": "médiation", "nl": "bemiddeling"}[tag]
	if !strings.Contains(strings.ToLower(p.Find(".steps-avoid").Text()), word) {
		t.Errorf("%s: mediation is not among what to avoid", tag)
	}
	p.Find(".steps-kind:not(.steps-avoid) .step-text, .door h4, .tell").Each(func(_ int, s *goquery.Selection) {
		if strings.Contains(strings.ToLower(s.Text()), word) {
			t.Errorf("%s: mediation is proposed: %s", tag, s.Text())
		}
	})
}

// plain joins white space and takes no-break spaces for spaces.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// Changing the answers brings the form back with all of them, and so does another language.
func TestAnswersAreKept(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/en/route", journeys.MainJob())
	again := hidden(p.Find(".answered form.again"))
	again.Set(edit, "1")
	form := post(t, site, "/en/route", again)
	for name, values := range journeys.MainJob() {
		field := form.Find(`form.facts [name="` + name + `"]`)
		if name == "at" {
			if field.AttrOr("value", "") != values[0] {
				t.Errorf("the moment came back as %q", field.AttrOr("value", ""))
			}
			continue
		}
		if got := field.Filter("[checked]").AttrOr("value", ""); got != values[0] {
			t.Errorf("%s came back as %q", name, got)
		}
	}
	if form.Find("details.more[open]").Length() != 1 {
		t.Error("the part of the form that holds an answer is not open")
	}
	dutch := post(t, site, "/nl/route", hidden(form.Find(`.languages form[action="/nl/route"]`)))
	if dutch.Find(`form.facts [name="residence"][value="card-f"][checked]`).Length() != 1 {
		t.Error("the form in another language has lost the answers")
	}
	picked := post(t, site, "/fr/signs", url.Values{"signs": {"burns"}, edit: {"1"}})
	if picked.Find(`[name="signs"][value="burns"][checked]`).Length() != 1 {
		t.Error("the picker has lost what was ticked")
	}
	french := p.Find(`.languages form[action="/fr/route"]`)
	if got := hidden(french); got.Encode() != journeys.MainJob().Encode() {
		t.Errorf("the switch of language sends %v", got)
	}
	if p.Find(`.languages a[href="/fr/route"]`).Length() != 0 {
		t.Error("the switch of language loses the answers")
	}
}

func hidden(form *goquery.Selection) url.Values {
	values := url.Values{}
	form.Find("input[type=hidden]").Each(func(_ int, s *goquery.Selection) {
		values.Add(s.AttrOr("name", ""), s.AttrOr("value", ""))
	})
	return values
}

// The same facts, by form, give the same page whatever the language was switched from.
func TestSwitchGivesTheSamePage(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/en/route", journeys.MainJob())
	direct := post(t, site, "/nl/route", journeys.MainJob())
	switched := post(t, site, "/nl/route", hidden(p.Find(`.languages form[action="/nl/route"]`)))
	if direct.body != switched.body {
		t.Error("another page comes back after a switch of language")
	}
}

func TestBadAnswers(t *testing.T) {
	site, _ := pages(t)
	for _, test := range []struct {
		name string
		form url.Values
		want string // on the page, beside the field
		at   string // the field
	}{
		{"value", url.Values{"residence": {"martian"}}, "Card A through family reunification", "residence"},
		{"moment", url.Values{"at": {"yesterday"}}, "not a moment", "at"},
		{"year", url.Values{"at": {"9999-01-01T00:00"}}, "2100", "at"},
		{"two of one", url.Values{"gender": {"man", "woman"}}, "Only one", "gender"},
		{"place", url.Values{"place": {"???"}}, "postcode", "place"},
	} {
		p := post(t, site, "/en/route", test.form)
		if p.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", test.name, p.status)
		}
		if got := p.Find("#" + place(test.at) + " .problem").Text(); !strings.Contains(got, test.want) {
			t.Errorf("%s: beside the field it says %q", test.name, got)
		}
		if p.Find(`.problems a[href="#`+place(test.at)+`"]`).Length() != 1 {
			t.Errorf("%s: the summary does not lead to the field", test.name)
		}
		if p.Find(".door").Length() != 0 {
			t.Errorf("%s: a decision is shown all the same", test.name)
		}
	}
	if p := post(t, site, "/fr/route", url.Values{"surname": {"x"}}); p.status != http.StatusUnprocessableEntity ||
		!strings.Contains(p.Find(".problems").Text(), "surname") {
		t.Errorf("an unknown question: status %d, %q", p.status, p.Find(".problems").Text())
	}
	if p := post(t, site, "/nl/signs", url.Values{"types": {"?"}}); p.status != http.StatusUnprocessableEntity ||
		p.Find("#"+place("types")+" .problem").Length() != 1 {
		t.Errorf("the picker: status %d", p.status)
	}
}

// A form that was sent as a file gives the same page, and is read no less strictly.
func TestFormSentAsFile(t *testing.T) {
	site, _ := pages(t)
	sent := func(name, answers string) page {
		var body strings.Builder
		form := multipart.NewWriter(&body)
		part, err := form.CreateFormFile(name, "blob")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(answers))
		_ = form.Close()
		r := httptest.NewRequest(http.MethodPost, "/fr/route", strings.NewReader(body.String()))
		r.Header.Set("Content-Type", form.FormDataContentType())
		return send(t, site, r)
	}
	if got := sent("form", journeys.MainJob().Encode()); got.body != post(t, site, "/fr/route", journeys.MainJob()).body {
		t.Error("another page comes back")
	}
	for name, p := range map[string]page{
		"another field": sent("residence", "card-f"),
		"not a form":    sent("form", "danger=%zz"),
		"not UTF-8":     sent("form", "place=%ff"),
	} {
		if p.status != http.StatusBadRequest || p.Find(".door").Length() > 0 {
			t.Errorf("%s: status %d", name, p.status)
		}
	}
	if p := sent("form", "place="+strings.Repeat("1", maxForm)); p.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: status %d", p.status)
	}
}

func TestErrors(t *testing.T) {
	site, _ := pages(t)
	request := func(method, path, kind, body string) *http.Request {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		return r
	}
	const form = "application/x-www-form-urlencoded"
	for name, test := range map[string]struct {
		r      *http.Request
		status int
		tag    string
	}{
		"topic":    {request("GET", "/fr/guide/no-such", "", ""), 404, "fr"},
		"service":  {request("GET", "/nl/services/no-such", "", ""), 404, "nl"},
		"page":     {request("GET", "/en/no-such", "", ""), 404, "en"},
		"language": {request("GET", "/de/guide", "", ""), 404, "en"},
		"method":   {request("DELETE", "/nl/route", "", ""), 405, "nl"},
		"post":     {request("POST", "/fr/guide", form, "a=b"), 405, "fr"},
		"large":    {request("POST", "/fr/route", form, "q="+strings.Repeat("x", 1<<20)), 413, "fr"},
		"percent":  {request("POST", "/en/route", form, "danger=%zz"), 400, "en"},
		"json":     {request("POST", "/en/route", "application/json", `{"danger":"imminent"}`), 400, "en"},
		"bytes":    {request("POST", "/en/search", form, "q=%ff%fe"), 400, "en"},
	} {
		p := send(t, site, test.r)
		if p.status != test.status {
			t.Errorf("%s: status %d, want %d", name, p.status, test.status)
		}
		checkFrame(t, p, lang.Tag(test.tag))
		if p.Find(`.error a[href="tel:112"]`).Length() != 1 || p.Find(`.error a[href="/`+test.tag+`/"]`).Length() != 1 {
			t.Errorf("%s: the page has no emergency number or no way back", name)
		}
		if test.status == 405 && p.header.Get("Allow") == "" {
			t.Errorf("%s: the answer does not say what is allowed", name)
		}
	}
}

// A confidential place says that it exists, and nothing more.
func TestConfidentialPlaces(t *testing.T) {
	site, a := pages(t)
	found := 0
	for _, s := range a.Pack().Directory.Services {
		if !s.Confidential() {
			continue
		}
		found++
		for _, tag := range lang.Interface() {
			p := get(t, site, "/"+string(tag)+"/services/"+s.ID)
			if !strings.Contains(p.body, a.In(tag).T("web.service.protected")) {
				t.Errorf("%s %s: it is not said that the address is protected", tag, s.ID)
			}
		}
	}
	if found == 0 {
		t.Fatal("the pack has no confidential place: this test tests nothing")
	}
}

func TestSearch(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/nl/search", url.Values{"q": {"he keeps my <bank> card"}})
	if p.Find(".hits li").Length() == 0 {
		t.Fatal("nothing was found")
	}
	if got := p.Find("#q").AttrOr("value", ""); got != "he keeps my <bank> card" {
		t.Errorf("the query came back as %q", got)
	}
	if p.Find("bank").Length() != 0 {
		t.Error("the query became part of the page")
	}
	if p := get(t, site, "/nl/search?q=kaart"); strings.Contains(p.body, "kaart") {
		t.Error("a query in the address is read")
	}
}

func TestLanguageAndLeaving(t *testing.T) {
	site, _ := pages(t)
	for accept, want := range map[string]string{"fr-BE,fr;q=0.9": "/fr/", "nl": "/nl/", "ar": "/en/", "": "/en/"} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", accept)
		p := send(t, site, r)
		if p.header.Get("Location") != want || p.header.Get("Vary") != "Accept-Language" {
			t.Errorf("%q leads to %s, Vary %s", accept, p.header.Get("Location"), p.header.Get("Vary"))
		}
	}
	p := get(t, site, "/nl/leave")
	if p.status != http.StatusSeeOther || p.header.Get("Location") != defaultLeaveURL || p.header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("leaving: %d to %s, %s", p.status, p.header.Get("Location"), p.header.Get("Referrer-Policy"))
	}
	a := brussels(t)
	for _, bad := range []string{"javascript:alert(1)", "http://example.org", "somewhere"} {
		if _, err := New(a, Options{LeaveURL: bad}); err == nil {
			t.Errorf("%s is taken as a page to leave to", bad)
		}
	}
	if !slices.Contains(strings.Fields(get(t, site, "/en/talk/away").Find("main").Text()), "Listen.") {
		t.Error("the second moment does not say to listen")
	}
}

// Every item of the guide says on its page where it comes from.
func TestEveryItemHasItsSource(t *testing.T) {
	site, a := pages(t)
	for _, topic := range a.Pack().Guide.Topics {
		p := get(t, site, "/nl/guide/"+topic.ID)
		for i := range topic.Items {
			item := p.Find("#item-" + strconv.Itoa(i+1))
			if item.Find(".dated li").Length() < len(topic.Items[i].Sources) {
				t.Errorf("%s: %d sources are shown of %d", topic.Items[i].Path(), item.Find(".dated li").Length(),
					len(topic.Items[i].Sources))
			}
			if a.Pack().Guide.Newer(&topic.Items[i]) && item.Find(".newer").Length() == 0 {
				t.Errorf("%s: it is not said that this is newer or wider", topic.Items[i].Path())
			}
			if len(a.Pack().Guide.Disputed(&topic.Items[i])) > 0 && item.Find(".contested").Length() == 0 {
				t.Errorf("%s: it is not shown that another source disagrees", topic.Items[i].Path())
			}
		}
	}
}
