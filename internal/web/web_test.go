package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

// brussels is the shipped pack, loaded once for all tests.
func brussels(t testing.TB) *app.App {
	t.Helper()
	load.Do(func() { shipped = app.New(packtest.Shipped(t)) })
	if shipped == nil {
		t.Fatal("the shipped pack does not load")
	}
	return shipped
}

var (
	load    sync.Once
	shipped *app.App
)

func pages(t testing.TB) (http.Handler, *app.App) {
	t.Helper()
	a := brussels(t)
	site, err := New(a, Options{
		Now:    func() time.Time { return time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC) },
		Report: func(err error) { t.Errorf("an error of our own: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return site, a
}

// page is an answer, read as a document.
type page struct {
	*goquery.Document
	status int
	header http.Header
	body   string
}

func get(t testing.TB, site http.Handler, path string) page {
	t.Helper()
	return send(t, site, httptest.NewRequest(http.MethodGet, path, nil))
}

func post(t testing.TB, site http.Handler, path string, form url.Values) page {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, site, r)
}

func send(t testing.TB, site http.Handler, r *http.Request) page {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	body := w.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return page{doc, w.Code, w.Header(), body}
}

func visitJourney(t testing.TB, site http.Handler, j journeys.Journey) page {
	t.Helper()
	if j.Form == nil {
		return get(t, site, j.Path)
	}
	return post(t, site, j.Path, j.Form)
}

// Every kind of page, in every language, has what every page must have and nothing that it must not.
func TestEveryPage(t *testing.T) {
	site, a := pages(t)
	statuses := map[string]int{"route-wrong": http.StatusUnprocessableEntity,
		"services-wrong": http.StatusUnprocessableEntity, "card-wrong": http.StatusUnprocessableEntity, "error": http.StatusNotFound}
	for _, tag := range lang.Interface() {
		for _, j := range journeys.List(tag) {
			t.Run(string(tag)+"/"+j.Name, func(t *testing.T) {
				p := visitJourney(t, site, j)
				want := statuses[j.Name]
				if want == 0 {
					want = http.StatusOK
				}
				if p.status != want {
					t.Errorf("status %d, want %d", p.status, want)
				}
				checkFrame(t, p, tag)
				checkDiscreet(t, p, a.Pack().Info.Withheld)
				checkForms(t, p)
				checkWeight(t, p)
			})
		}
	}
}

var (
	missingKey = regexp.MustCompile(`\[[a-z]+\.[a-z0-9._-]*\]`)
	openBrace  = regexp.MustCompile(`\{[a-z_]+\}`)
)

// bare tells whether the page is the one that has nothing on it, not even the frame.
func bare(p page) bool { return p.Find("main.paused").Length() == 1 }

func checkFrame(t *testing.T, p page, tag lang.Tag) {
	t.Helper()
	wanted := []string{`main`, `a.leave[rel="noreferrer"][href="/` + string(tag) + `/leave"]`, `meta[name="robots"][content="noindex"]`,
		`meta[name="referrer"][content="no-referrer"]`, `meta[name="color-scheme"]`, `head > script[data-away^="https://"]:not([defer]):not([async])`}
	if !bare(p) {
		wanted = append(wanted, `a.skip[href="#main"]`, `#main`, `.reach a[href="tel:112"]`, `.reach a[href="tel:101"]`,
			`.reach a.pause[href="/`+string(tag)+`/pause"]`, `.reach button.turn-screen[hidden]`, `.reach .idle[role="status"]`, `.languages`)
	}
	if n := p.Find("h1").Length(); n != 1 {
		t.Errorf("%d h1", n)
	}
	if got, _ := p.Find("html").Attr("lang"); got != string(tag) {
		t.Errorf("lang is %q", got)
	}
	for _, selector := range wanted {
		if n := p.Find(selector).Not("template *").Length(); n != 1 {
			t.Errorf("%s is there %d times", selector, n)
		}
	}
	// The words that a script will fill in are not filled in yet.
	text := strings.Replace(p.Text(), p.Find("#list-words").Text(), "", 1)
	if found := missingKey.FindString(p.body); found != "" {
		t.Errorf("a message is missing: %s", found)
	}
	if found := openBrace.FindString(text); found != "" {
		t.Errorf("a message was not filled in: %s", found)
	}
	for _, broken := range []string{"<no value>", "ZgotmplZ", "%!"} {
		if strings.Contains(p.body, broken) {
			t.Errorf("the page says %q", broken)
		}
	}
	seen := map[string]bool{}
	p.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if seen[id] {
			t.Errorf("the id %s comes twice", id)
		}
		seen[id] = true
	})
	checkHeadings(t, p)
}

// checkHeadings holds that no level is skipped on the way down.
func checkHeadings(t *testing.T, p page) {
	t.Helper()
	last := 0
	p.Find("h1, h2, h3, h4, h5").Each(func(_ int, s *goquery.Selection) {
		level := int(goquery.NodeName(s)[1] - '0')
		if level > last+1 {
			t.Errorf("a heading of level %d after one of level %d: %s", level, last, s.Text())
		}
		last = level
	})
}

// checkDiscreet holds that nothing gives the page away: not its title, an address in it, a cookie, or another site.
func checkDiscreet(t *testing.T, p page, withheld map[lang.Tag][]string) {
	t.Helper()
	title := lang.Fold(p.Find("head > title").Text())
	if !strings.HasPrefix(title, "halte") && (!bare(p) || title != "…") {
		t.Errorf("the title is %q", title)
	}
	for _, words := range withheld {
		for _, word := range words {
			if strings.Contains(title, lang.Fold(word)) {
				t.Errorf("the title says %q", word)
			}
		}
	}
	p.Find("[href], [src], [action]").Each(func(_ int, s *goquery.Selection) {
		for _, name := range []string{"href", "src", "action"} {
			address, ok := s.Attr(name)
			if ok && strings.HasPrefix(address, "/") && strings.ContainsAny(address, "?=") {
				t.Errorf("an address holds a query: %s", address)
			}
			if word := withheldIn(address, withheld); word != "" {
				t.Errorf("an address says %q, and a history keeps it: %s", word, address)
			}
			if name != "href" && ok && !strings.HasPrefix(address, "/") {
				t.Errorf("something is asked of elsewhere: %s", address)
			}
		}
	})
	p.Find("[id], a[name]").Each(func(_ int, s *goquery.Selection) { // each may come to stand at the end of an address
		if word := withheldIn("#"+s.AttrOr("id", s.AttrOr("name", "")), withheld); word != "" {
			t.Errorf("a place on the page says %q: %s", word, s.AttrOr("id", ""))
		}
	})
	p.Find(`a[href^="http"]`).Each(func(_ int, s *goquery.Selection) {
		if rel, _ := s.Attr("rel"); rel != "noreferrer" {
			t.Errorf("a link to elsewhere tells where it comes from: %s", s.Text())
		}
	})
	if n := p.Find("[style], style, script:not([src]):not([type='application/ld+json']), [onclick], [onload], iframe, object, img").Length(); n != 0 {
		t.Errorf("%d elements that the content security policy refuses, or that have no place here", n)
	}
	if got := p.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q", got)
	}
	if got := p.header.Get("Set-Cookie"); got != "" {
		t.Errorf("a cookie is set: %s", got)
	}
}

// withheldIn finds a withheld word, of any language, in an address of our own. Those of other sites are theirs.
func withheldIn(address string, withheld map[lang.Tag][]string) string {
	if !strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") {
		return ""
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	for _, words := range withheld {
		for _, word := range words {
			if strings.Contains(lang.Fold(address), lang.Fold(word)) {
				return word
			}
		}
	}
	return ""
}

func checkForms(t *testing.T, p page) {
	t.Helper()
	p.Find("form").Each(func(_ int, s *goquery.Selection) {
		if auto, _ := s.Attr("autocomplete"); auto != "off" {
			t.Error("a form may be remembered by the browser")
		}
		if method, _ := s.Attr("method"); method != "post" {
			t.Error("a form would put its answers in an address")
		}
	})
	p.Find("input:not([type=hidden])").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if s.Closest("label").Length() == 0 && p.Find(`label[for="`+id+`"]`).Length() == 0 {
			name, _ := s.Attr("name")
			t.Errorf("the field %s has no label", name)
		}
	})
}

func checkWeight(t *testing.T, p page) {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write([]byte(p.body))
	_ = w.Close()
	const most = 60 << 10
	if css := len(stylesheetPacked(t)); packed.Len()+css > most {
		t.Errorf("the page weighs %d bytes with its stylesheet, more than %d", packed.Len()+css, most)
	}
}

func stylesheetPacked(t *testing.T) []byte {
	t.Helper()
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for _, name := range []string{"halte.css", "halte.js", "later.js", "icon.svg"} {
		_, _ = w.Write(files.files[name])
	}
	_ = w.Close()
	return packed.Bytes()
}

// Every link of every page leads to a page that is there, and to a place on it that is there.
func TestEveryLink(t *testing.T) {
	site, a := pages(t)
	seen := map[string]page{}
	queue := []string{"/en/", "/fr/", "/nl/"}
	wanted := map[string]string{} // address with a place on the page → where the link stands
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if _, done := seen[path]; done || strings.HasSuffix(path, "/leave") {
			continue
		}
		p := get(t, site, path)
		seen[path] = p
		if p.status != http.StatusOK {
			t.Errorf("%s: status %d", path, p.status)
		}
		if strings.HasPrefix(path, "/assets/") || strings.Contains(path, "/contact.") {
			continue
		}
		checkFrame(t, p, lang.Tag(path[1:3]))
		checkDiscreet(t, p, a.Pack().Info.Withheld)
		p.Find("a[href], link[href]").Each(func(_ int, s *goquery.Selection) {
			href, _ := s.Attr("href")
			if strings.HasPrefix(href, "#") {
				href = path + href
			}
			if !strings.HasPrefix(href, "/") {
				return
			}
			if strings.Contains(href, "#") {
				wanted[href] = path
			}
			to, _, _ := strings.Cut(href, "#")
			queue = append(queue, to)
		})
	}
	for href, from := range wanted {
		path, id, _ := strings.Cut(href, "#")
		if seen[path].Find("[id='"+id+"']").Length() == 0 {
			t.Errorf("%s: the link to %s finds no such place", from, href)
		}
	}
	if want := 3 * (len(a.Pack().Guide.Topics) + len(a.Pack().Directory.Services)); len(seen) < want {
		t.Errorf("%d pages were reached, want at least %d: some topic or service has no link", len(seen), want)
	}
}

// What is wrong with any answer has a link to its question, and no address of one says what was asked.
func TestEveryAnswerWrong(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		wrong := url.Values{}
		for _, key := range facts.Keys() {
			wrong.Set(key.String(), "???")
		}
		p := post(t, site, "/"+string(tag)+"/route", wrong)
		checkDiscreet(t, p, a.Pack().Info.Withheld)
		links := p.Find(`.problems li > a[href^="#"]`)
		if links.Length() != facts.Count {
			t.Errorf("%s: %d links to %d wrong answers", tag, links.Length(), facts.Count)
		}
		links.Each(func(_ int, s *goquery.Selection) {
			if p.Find(".question.wrong"+s.AttrOr("href", "")).Length() != 1 {
				t.Errorf("%s: %s leads to no question", tag, s.Text())
			}
		})
	}
}

func TestWithheldInAddresses(t *testing.T) {
	_, a := pages(t)
	for address, want := range map[string]string{"/en/guide/cycle#violence": "violen", "#q-names_violence": "violen", "/fr/guide/Maltrait%C3%A9e": "maltrait",
		"/nl/guide/dader": "dader", "/en/guide/cycle#item-4": "", "#q-5": "", "https://stop-violence.brussels/": ""} {
		if got := withheldIn(address, a.Pack().Info.Withheld); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
