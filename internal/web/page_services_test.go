package web

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/lang"
)

// listed is a whole list, as a reader gets it who goes on to the last page.
type listed struct {
	sure, perhaps []string // ids, in the order of the pages
	pages         int
}

func (l listed) all() []string { return append(slices.Clone(l.sure), l.perhaps...) }

// wholeListOf sends a form and then follows "next page" until there is none.
func wholeListOf(t *testing.T, site http.Handler, path string, form url.Values) listed {
	t.Helper()
	var l listed
	for p := post(t, site, path, form); ; {
		if p.status != http.StatusOK {
			t.Fatalf("%v: status %d: %s", form, p.status, plain(p.Find(".problems").Text()))
		}
		l.pages++
		l.sure = append(l.sure, ids(p.Find(".found-group:not(.found-perhaps)"))...)
		l.perhaps = append(l.perhaps, ids(p.Find(".found-perhaps"))...)
		next := p.Find(`.pager button.button-main[name="page"]`)
		if next.Length() == 0 {
			return l
		}
		sent := hidden(p.Find("form.pager"))
		sent.Set("page", next.AttrOr("value", ""))
		p = post(t, site, path, sent)
	}
}

func ids(s *goquery.Selection) []string {
	return s.Find(".found-row h3 a").Map(func(_ int, a *goquery.Selection) string {
		href := a.AttrOr("href", "")
		return href[strings.LastIndex(href, "/")+1:]
	})
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

var number = regexp.MustCompile(`[0-9]+`)

// figure reads the first number of a sentence.
func figure(t *testing.T, s *goquery.Selection) int {
	t.Helper()
	n, err := strconv.Atoi(number.FindString(plain(s.First().Text())))
	if err != nil {
		t.Fatalf("no number in %q", plain(s.Text()))
	}
	return n
}

// Without any choice every service is there, by the part that it plays.
func TestServicesWithoutChoice(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/services")
		if got, want := p.Find(".found-row").Length(), len(a.Pack().Directory.Services); got != want || figure(t, p.Find(".count")) != want {
			t.Errorf("%s: %d services are listed of %d: %q", tag, got, want, plain(p.Find(".count").Text()))
		}
		if got := p.Find(".found-group h2").First().Text(); got != a.In(tag).T("web.roles.emergency") {
			t.Errorf("%s: the list begins with %q", tag, got)
		}
		if n := p.Find(".chip, .reasons, .pager, .found-perhaps").Length(); n != 0 {
			t.Errorf("%s: %d signs of a choice that nobody made", tag, n)
		}
	}
}

// Every choice that the form offers narrows the list to as many services as it said, each with its reason; those of
// which it is not known come after them, marked; and nothing else is dropped or added.
func TestEveryChoiceNarrows(t *testing.T) {
	site, _ := pages(t)
	first := get(t, site, "/en/services")
	all := ids(first.Selection)
	tried := map[string]int{}
	for _, o := range first.Find("label.option").EachIter() {
		name, value := o.Find("input").AttrOr("name", ""), o.Find("input").AttrOr("value", "")
		said := figure(t, o.Find(".option-count"))
		form := url.Values{name: {value}}
		l := wholeListOf(t, site, "/en/services", form)
		if tried[name]++; len(l.sure) != said && name != "language" { // an interpreter speaks every language
			t.Errorf("%s=%s: %d services are known to have it, and %d were promised", name, value, len(l.sure), said)
		}
		if got := sorted(l.all()); len(got) > len(all) || len(slices.Compact(got)) != len(l.all()) {
			t.Errorf("%s=%s: %d services, some of them twice", name, value, len(l.all()))
		}
		p := post(t, site, "/en/services", form)
		checkReasons(t, p, name+"="+value)
		if p.Find(`label.option input[name="`+name+`"][value="`+value+`"][checked]`).Length() != 1 {
			t.Errorf("%s=%s is not kept in the form", name, value)
		}
	}
	for _, name := range []string{"need", "language", "file_language", "speaker", "gender", "circumstance", "residence", "area",
		"role", "cost", "sign_language", "interpreters", "children"} {
		if tried[name] == 0 {
			t.Errorf("nothing of %s is offered", name)
		}
	}
}

// checkReasons holds that what is known has only reasons that are known, and what is under "perhaps" one that is not.
func checkReasons(t *testing.T, p page, about string) {
	t.Helper()
	if n := p.Find(".found-group:not(.found-perhaps) .reason-perhaps").Length(); n != 0 {
		t.Errorf("%s: %d services that are said to have it are not known to", about, n)
	}
	for _, row := range p.Find(".found-perhaps .found-row").EachIter() {
		if row.Find(".reason-perhaps").Length() == 0 {
			t.Errorf("%s: it is not said what is not known of %s", about, ids(row))
		}
		if !strings.Contains(plain(row.Find(".reason-perhaps").Text()), "not known") {
			t.Errorf("%s: only a mark says what is not known: %q", about, plain(row.Text()))
		}
	}
}

// Open now: closed services go, those with unknown hours stay and are marked. Another moment gives another list, which
// says when.
func TestOpenNow(t *testing.T) {
	site, _ := pages(t)
	now := wholeListOf(t, site, "/en/services", url.Values{"open": {"1"}})
	night := wholeListOf(t, site, "/en/services", url.Values{"open": {"1"}, "at": {"2026-11-22T03:00"}})
	if len(now.sure) == 0 || len(now.perhaps) == 0 || len(night.sure) >= len(now.sure) || !slices.Contains(now.sure, "cpvcf") || slices.Contains(night.all(), "cpvcf") {
		t.Errorf("%d and %d now, %d and %d at night", len(now.sure), len(now.perhaps), len(night.sure), len(night.perhaps))
	}
	for _, path := range []string{"/en/services", "/fr/services", "/nl/services"} {
		p := post(t, site, path, url.Values{"open": {"1"}})
		for _, row := range p.Find(".found-group:not(.found-perhaps) .found-row").EachIter() {
			if row.Find("div:first-child > .state-open").Length() != 1 {
				t.Errorf("%s is not open", ids(row))
			}
		}
	}
	p := post(t, site, "/en/services", url.Values{"open": {"1"}, "at": {"2026-11-22T03:00"}})
	if got := plain(p.Find(".found-moment").Text()); got != "As it stands on Sunday 22 November at 03:00." {
		t.Errorf("the moment is told as %q", got)
	}
	if p.Find(`#i-at[value="2026-11-22T03:00"]`).Length() != 1 {
		t.Error("the moment is not kept")
	}
}

// Each thing that is looked for has a button that takes it away, and no other.
func TestChips(t *testing.T) {
	site, _ := pages(t)
	form := url.Values{"q": {"aide"}, "open": {"1"}, "need": {"legal", "listening"}, "language": {"fr"}, "near": {"1030"},
		"within": {"5"}, "commune": {"21015"}, "at": {"2026-11-24T10:00"}, "step_free": {"yes"}, "page": {"1"}}
	for _, tag := range lang.Interface() {
		path := "/" + string(tag) + "/services"
		p := post(t, site, path, form)
		chips := p.Find("button.chip")
		if want := 10; chips.Length() != want || p.Find(`.chips a.chip-all[href="`+path+`"]`).Length() != 1 {
			t.Fatalf("%s: %d chips, want %d", tag, chips.Length(), want)
		}
		for _, chip := range chips.EachIter() {
			drop := chip.AttrOr("value", "")
			sent := hidden(p.Find("form.chips"))
			if sent.Has("page") {
				t.Errorf("%s: without %s the list would not begin again", tag, drop)
			}
			sent.Set("drop", drop)
			left := post(t, site, path, sent)
			want := 9
			if strings.HasPrefix(drop, "near=") { // the distance is measured from there
				want = 8
			}
			if n := left.Find("button.chip").Length(); left.status != http.StatusOK || n != want || left.Find(`button.chip[value="`+drop+`"]`).Length() != 0 {
				t.Errorf("%s: after taking away %s, status %d, %d chips are left", tag, drop, left.status, n)
			}
		}
	}
}

// Pages keep what was looked for and hold every service once, also after a change of language.
func TestPaging(t *testing.T) {
	site, a := pages(t)
	form := url.Values{"cost": {"free"}}
	l := wholeListOf(t, site, "/en/services", form)
	p := post(t, site, "/en/services", form)
	if total := figure(t, p.Find(".count")); l.pages < 2 || len(l.all()) != total || len(slices.Compact(sorted(l.all()))) != total {
		t.Errorf("%d services on %d pages, of %d", len(l.all()), l.pages, total)
	}
	second := hidden(p.Find("form.pager"))
	second.Set("page", "2")
	p = post(t, site, "/en/services", second)
	if got := plain(p.Find(".pager p").Text()); got != "Page 2 of "+strconv.Itoa(l.pages)+"." {
		t.Errorf("it says %q", got)
	}
	if p.Find(`.pager button[value="1"]`).Length() != 1 || p.Find(`label.option input[name="cost"][value="free"][checked]`).Length() != 1 {
		t.Error("the second page leads not back, or has lost what was looked for")
	}
	dutch := post(t, site, "/nl/services", hidden(p.Find(`.languages form[action="/nl/services"]`)))
	if !slices.Equal(sorted(ids(dutch.Selection)), sorted(ids(p.Selection))) {
		t.Error("the same page in another language has other services")
	}
	far := maps.Clone(form)
	far.Set("page", "900")
	if p := post(t, site, "/en/services", far); p.Find(".found-row").Length() == 0 || p.Find(`.pager .button-main`).Length() != 0 {
		t.Errorf("beyond the last page: %q", plain(p.Find(".found").Text()))
	}
	if len(a.Pack().Directory.Services) <= 20 {
		t.Error("the pack fits on one page, so this proves little")
	}
}

// How far a service is stands with its place; of which that is not known come last and say so. A rough distance is told
// as one.
func TestDistance(t *testing.T) {
	site, _ := pages(t)
	for tag, want := range map[lang.Tag]struct{ rough, unknown string }{
		"en": {"about 0 km away", "Distance: not known"},
		"fr": {"à environ 0 km", "Distance : on ne sait pas"},
		"nl": {"op ongeveer 0 km", "Afstand: niet bekend"},
	} {
		path := "/" + string(tag) + "/services"
		p := post(t, site, path, url.Values{"near": {"1030"}, "within": {"2"}})
		for _, row := range p.Find(".found-group:not(.found-perhaps) .found-row").EachIter() {
			if !strings.Contains(plain(row.Find(".found-place").Text()), " km") {
				t.Errorf("%s: %s does not say how far it is", tag, ids(row))
			}
		}
		if first := plain(p.Find(".found-row .found-place").First().Text()); !strings.HasSuffix(first, "· "+want.rough) {
			t.Errorf("%s: the nearest is at %q", tag, first)
		}
		for _, row := range p.Find(".found-perhaps .found-row").EachIter() {
			if got := plain(row.Text()); !strings.Contains(got, want.unknown) || strings.Contains(got, " km") {
				t.Errorf("%s: %q", tag, got)
			}
		}
		if p.Find(".found-perhaps .found-row").Length() == 0 || p.Find(".found-about .hint").Length() != 1 {
			t.Errorf("%s: services with no known place are gone, or rough distances are not told of", tag)
		}
		wide := wholeListOf(t, site, path, url.Values{"near": {"1030"}, "within": {"10"}})
		narrow := wholeListOf(t, site, path, url.Values{"near": {"1030"}, "within": {"2"}})
		if len(narrow.sure) >= len(wide.sure) || len(narrow.perhaps) != len(wide.perhaps) {
			t.Errorf("%s: %d within 2 km, %d within 10; %d and %d are not known", tag, len(narrow.sure), len(wide.sure),
				len(narrow.perhaps), len(wide.perhaps))
		}
	}
}

// A word that is not found as it was written is told of, and so is an empty list.
func TestWordsAreTold(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/fr/services", url.Values{"q": {"polise"}})
	if got := plain(p.Find(".found-word").Text()); !strings.Contains(got, "polise") || !strings.Contains(got, "police") || p.Find(".found-row").Length() == 0 {
		t.Errorf("it says %q", got)
	}
	p = post(t, site, "/fr/services", url.Values{"q": {"<b>zzzzqqqq"}})
	if !strings.Contains(p.Find(".found-word").Text(), "zzzzqqqq") || p.Find(".found-row").Length() != 0 || p.Find(".found b").Length() != 0 {
		t.Errorf("it says %q", plain(p.Find(".found").Text()))
	}
	if p.Find("#i-q").AttrOr("value", "") != "<b>zzzzqqqq" || p.Find(".chip-all").Length() != 1 {
		t.Error("the words are not kept, or there is no way out")
	}
}

// What cannot be read is told beside its field, in each language, with everything kept and without a list: a list that
// left a filter out would mislead.
func TestWrongFilters(t *testing.T) {
	site, _ := pages(t)
	for _, test := range []struct {
		form  url.Values
		field string // beside which it stands; empty: in the summary only
		want  map[lang.Tag]string
	}{
		{url.Values{"near": {"nowhere"}}, "near", map[lang.Tag]string{"en": "“nowhere”", "fr": "« nowhere »", "nl": "“nowhere”"}},
		{url.Values{"within": {"2"}}, "within", map[lang.Tag]string{"en": "postcode", "fr": "code postal", "nl": "postcode"}},
		{url.Values{"near": {"1030"}, "within": {"-3"}}, "within", map[lang.Tag]string{"en": "0.1", "fr": "0.1", "nl": "0.1"}},
		{url.Values{"at": {"never"}}, "at", map[lang.Tag]string{"en": "never", "fr": "never", "nl": "never"}},
		{url.Values{"need": {"nonsense"}}, "", map[lang.Tag]string{"en": "A lawyer", "fr": "avocat", "nl": "advocaat"}},
		{url.Values{"commune": {"nonsense"}}, "", map[lang.Tag]string{"en": "nonsense", "fr": "nonsense", "nl": "nonsense"}},
		{url.Values{"surname": {"x"}}, "", map[lang.Tag]string{"en": "surname", "fr": "surname", "nl": "surname"}},
	} {
		for tag, want := range test.want {
			form := maps.Clone(test.form)
			form.Set("gender", "woman")
			p := post(t, site, "/"+string(tag)+"/services", form)
			if p.status != http.StatusUnprocessableEntity || p.Find(".found-row, .count").Length() != 0 {
				t.Errorf("%s %v: status %d, %d services", tag, form, p.status, p.Find(".found-row").Length())
			}
			if got := plain(p.Find(".problems").Text()); !strings.Contains(got, want) {
				t.Errorf("%s %v: it says %q", tag, form, got)
			}
			if f := test.field; f != "" && (!strings.Contains(plain(p.Find("#q-"+f+" .problem").Text()), want) ||
				p.Find(`.problems a[href="#q-`+f+`"]`).Length() != 1 || p.Find("#q-"+f).Closest("details:not([open])").Length() != 0) {
				t.Errorf("%s %v: it is not said beside the field, in the open", tag, form)
			}
			if p.Find(`input[name="gender"][value="woman"][checked]`).Length() != 1 {
				t.Errorf("%s %v: what was right is lost", tag, form)
			}
		}
	}
}
