package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/routing"
)

// brussels is the shipped pack, read once for all tests.
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

// sunday is a moment at which most doors are closed.
var sunday = time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)

func newAPI(t testing.TB) *API {
	t.Helper()
	a := brussels(t)
	return New(a, Options{
		Now:    func() time.Time { return sunday },
		Report: func(err error) { t.Errorf("an error of our own: %v", err) },
	})
}

// ask sends a request and returns the response. Headers come as pairs.
func ask(t testing.TB, api http.Handler, method, path, body string, headers ...string) *http.Response {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, path, reader)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	api.ServeHTTP(w, r)
	return w.Result()
}

func read[T any](t testing.TB, response *http.Response) T {
	t.Helper()
	var document T
	d := json.NewDecoder(response.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&document); err != nil {
		t.Fatal(err)
	}
	return document
}

const cardF = `{"file_language": "fr", "languages": ["ar"], "residence": "card-f", "leaving_home": true,
	"at": "2026-11-22T03:00:00+01:00"}`

// The main question has the same answer in each language.
func TestMainQuestion(t *testing.T) {
	api := newAPI(t)
	for tag, says := range map[string]string{
		"en": "The file is in French", "fr": "Le dossier est en français", "nl": "Het dossier is in het Frans",
	} {
		response := ask(t, api, "POST", "/api/v1/route?lang="+tag, cardF)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", tag, response.StatusCode)
		}
		d := read[routing.Document](t, response)
		if string(d.Lang) != tag || d.Steps[0].Kind != "emergency" {
			t.Errorf("%s: language %s, first step %s", tag, d.Lang, d.Steps[0].Kind)
		}
		first := d.Options[0]
		opens := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
		if first.Service.ID != "cpvcf" || first.State.Now != "closed" || first.State.Opens == nil || !first.State.Opens.Equal(opens) {
			t.Errorf("%s: the first door is %s, %+v", tag, first.Service.ID, first.State)
		}
		if slices.ContainsFunc(d.Options, func(o routing.OptionDoc) bool { return o.Service.ID == "caw-onthaal" }) {
			t.Errorf("%s: the CAW is an option for a French file", tag)
		}
		i := slices.IndexFunc(d.Rejected, func(r routing.RejectedDoc) bool { return r.Service.ID == "caw-onthaal" })
		if i < 0 || !strings.Contains(d.Rejected[i].Because.Text, says) {
			t.Errorf("%s: the CAW is not rejected because %q: %+v", tag, says, d.Rejected)
		}
	}
}

// What a person did wrong comes back with the field and the remedy, in their language.
func TestRefusals(t *testing.T) {
	api := newAPI(t)
	for name, test := range map[string]struct {
		method, path, body string
		headers            []string
		status             int
		field, says        string
	}{
		"unknown value":     {"POST", "/route", `{"residence": "cardf"}`, nil, 422, "residence", "card-f"},
		"in French":         {"POST", "/route?lang=fr", `{"residence": "x"}`, nil, 422, "residence", "n’est pas possible"},
		"in Dutch":          {"POST", "/route", `{"residence": "x"}`, []string{"Accept-Language", "nl-BE,fr;q=0.8"}, 422, "residence", "is hier niet mogelijk"},
		"unknown key":       {"POST", "/route", `{"dangr": "none"}`, nil, 422, "dangr", "did you mean “danger”"},
		"impossible moment": {"POST", "/route", `{"at": "2026-02-30T00:00:00Z"}`, nil, 422, "at", "2026-11-22T03:00:00+01:00"},
		"far moment":        {"POST", "/route", `{"at": "9999-01-01T00:00:00Z"}`, nil, 422, "at", "2100"},
		"two answers":       {"POST", "/route", `{"danger": ["none", "imminent"]}`, nil, 422, "danger", "Only one"},
		"twice":             {"POST", "/route", `{"danger": "none", "danger": "imminent"}`, nil, 422, "danger", "twice"},
		"twice inside":      {"POST", "/route", `{"place": {"lat": 1.5, "lat": 2, "lon": 3}}`, nil, 422, "place.lat", "twice"},
		"not JSON":          {"POST", "/route", `danger: none`, nil, 400, "", "valid JSON"},
		"half":              {"POST", "/route", `{"danger": "none"`, nil, 400, "", "valid JSON"},
		"two objects":       {"POST", "/route", `{} {}`, nil, 400, "", "valid JSON"},
		"a list":            {"POST", "/route", `[]`, nil, 400, "", "valid JSON"},
		"null":              {"POST", "/route", `null`, nil, 400, "", "valid JSON"},
		"nothing":           {"POST", "/route", ``, nil, 400, "", "valid JSON"},
		"nested":            {"POST", "/route", strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100), nil, 400, "", "valid JSON"},
		"not UTF-8":         {"POST", "/route", "{\"residence\": \"\xff\"}", nil, 400, "", "UTF-8"},
		"megabyte":          {"POST", "/route", `{"a":"` + strings.Repeat("x", 1<<20) + `"}`, nil, 413, "", "64 KiB"},
		"a form":            {"POST", "/route", `danger=none`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "", "application/json"},
		"latin-1":           {"POST", "/route", `{}`, []string{"Content-Type", "application/json; charset=latin1"}, 415, "", "UTF-8"},
		"facts in address":  {"POST", "/route?residence=card-f", `{}`, nil, 422, "residence", "lang"},
		"language":          {"GET", "/facts?lang=de", ``, nil, 422, "lang", "en, fr, nl"},
		"two languages":     {"GET", "/facts?lang=fr&lang=nl", ``, nil, 422, "lang", "en, fr, nl"},
		"misspelt filter":   {"GET", "/services?opne=true", ``, nil, 422, "opne", "open"},
		"open":              {"GET", "/services?open=maybe", ``, nil, 422, "open", "true or false"},
		"near":              {"GET", "/services?near=91,4", ``, nil, 422, "near", "postcode"},
		"within alone":      {"GET", "/services?within=5", ``, nil, 422, "within", "measured from"},
		"far page":          {"GET", "/services?page=20001", ``, nil, 422, "page", "from 1"},
		"misspelt posted":   {"POST", "/services", `{"opne": true}`, nil, 422, "opne", "open"},
		"need":              {"GET", "/services?need=legl", ``, nil, 422, "need", "did you mean “legal”"},
		"two moments":       {"GET", "/services?at=2026-11-22T03:00:00Z&at=2026-11-23T03:00:00Z", ``, nil, 422, "at", "twice"},
		"bad address":       {"GET", "/search?q=%zz", ``, nil, 400, "", "question mark"},
		"address not UTF-8": {"GET", "/search?q=%ff", ``, nil, 400, "", "UTF-8"},
		"no words":          {"GET", "/search?q=%20", ``, nil, 422, "q", "few words"},
		"no words posted":   {"POST", "/search", `{}`, nil, 422, "q", "few words"},
		"number posted":     {"POST", "/search", `{"q": 5}`, nil, 422, "q", "few words"},
		"many words":        {"POST", "/search", `{"q": "` + strings.Repeat("ab ", 300) + `"}`, nil, 422, "q", "too long"},
		"other member":      {"POST", "/search", `{"q": "x", "who": "me"}`, nil, 422, "who", "Use one of: q"},
		"no topic":          {"GET", "/guide/nothing", ``, nil, 404, "", "topic"},
		"no service":        {"GET", "/services/nothing", ``, nil, 404, "", "directory"},
		"no address":        {"GET", "/nothing", ``, nil, 404, "", "openapi.json"},
		"method":            {"GET", "/route", ``, nil, 405, "", "does not take"},
		"method on service": {"DELETE", "/services/cpvcf", ``, nil, 405, "", "does not take"},
	} {
		t.Run(name, func(t *testing.T) {
			response := ask(t, api, test.method, "/api/v1"+test.path, test.body, test.headers...)
			p := read[jsonhttp.Problem](t, response)
			if response.StatusCode != test.status || p.Status != test.status {
				t.Fatalf("status %d, said to be %d; want %d", response.StatusCode, p.Status, test.status)
			}
			if got := response.Header.Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("content type %q", got)
			}
			if got := response.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("an error may be stored: %q", got)
			}
			said := p.Detail
			if test.field != "" {
				i := slices.IndexFunc(p.Errors, func(e jsonhttp.FieldProblem) bool { return e.Field == test.field })
				if i < 0 {
					t.Fatalf("no word about %s: %+v", test.field, p)
				}
				said = p.Errors[i].Message
			}
			if !strings.Contains(said, test.says) || strings.Contains(said, "[") {
				t.Errorf("it says %q, want %q in it", said, test.says)
			}
			if test.status == 405 && response.Header.Get("Allow") == "" {
				t.Error("no Allow header")
			}
		})
	}
}

// Facts and searches are not stored by anyone; the rest may be asked for again cheaply.
func TestCaching(t *testing.T) {
	api := newAPI(t)
	for _, private := range []*http.Response{
		ask(t, api, "POST", "/api/v1/route", `{}`),
		ask(t, api, "POST", "/api/v1/picture", `{}`),
		ask(t, api, "POST", "/api/v1/search", `{"q": "bank card"}`),
		ask(t, api, "GET", "/api/v1/search?q=bank+card", ""),
		ask(t, api, "GET", "/api/v1/services?need=shelter", ""),
		ask(t, api, "GET", "/api/v1/services?open=true", ""),
		ask(t, api, "POST", "/api/v1/services", `{"need": "shelter"}`),
	} {
		if private.StatusCode != 200 || private.Header.Get("Cache-Control") != "no-store" || private.Header.Get("ETag") != "" {
			t.Errorf("status %d, headers %v", private.StatusCode, private.Header)
		}
	}
	for _, path := range []string{"guide", "guide/types", "services", "services/cpvcf", "facts", "pack", "openapi.json"} {
		first := ask(t, api, "GET", "/api/v1/"+path, "")
		tag := first.Header.Get("ETag")
		if first.StatusCode != 200 || tag == "" || first.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: status %d, headers %v", path, first.StatusCode, first.Header)
		}
		again := ask(t, api, "GET", "/api/v1/"+path, "", "If-None-Match", tag)
		body, _ := io.ReadAll(again.Body)
		if again.StatusCode != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s: asked again: status %d, %d bytes", path, again.StatusCode, len(body))
		}
	}
	english := ask(t, api, "GET", "/api/v1/facts?lang=en", "").Header.Get("ETag")
	if french := ask(t, api, "GET", "/api/v1/facts?lang=fr", "").Header.Get("ETag"); french == english {
		t.Error("two languages have the same tag")
	}
}

// What is asked for is met by each service, or said not to be known of it; those come last.
func TestServices(t *testing.T) {
	api := newAPI(t)
	const address = "/api/v1/services?open=true&need=listening,shelter&at=2026-11-22T03:00:00%2B01:00&facets=true&per_page=5"
	list := read[app.FoundDoc](t, ask(t, api, "GET", address, ""))
	if list.Sure == 0 || len(list.Services) != 5 || list.Pages != (list.Total+4)/5 {
		t.Fatalf("found %+v", list)
	}
	for i, s := range list.Services {
		offers := slices.ContainsFunc(s.Offers, func(n engine.NamedDoc) bool { return n.ID == "listening" || n.ID == "shelter" })
		if sure := s.State.Now == "open" && offers; sure != (i < list.Sure) || s.State.Now == "closed" || len(s.Why) != 2 {
			t.Errorf("%s, number %d of %d, is %s and offers %v: %+v", s.ID, i, list.Sure, s.State.Now, s.Offers, s.Why)
		}
	}
	facet := list.Facets[slices.IndexFunc(list.Facets, func(f app.FacetDoc) bool { return f.Name == "need" })]
	if len(facet.Values) < 3 {
		t.Errorf("other needs are not counted: %+v", facet)
	}
	posted := read[app.FoundDoc](t, ask(t, api, "POST", "/api/v1/services", `{"open": true, "need": ["listening", "shelter"],
		"at": "2026-11-22T03:00:00+01:00", "facets": true, "per_page": 5}`))
	if !reflect.DeepEqual(posted, list) {
		t.Errorf("posted, it finds %+v", posted)
	}
}

// The long list is written by hand: it has to be what the standard encoder writes.
func TestFoundIsWrittenAsJSON(t *testing.T) {
	api := newAPI(t)
	body := readAll(t, ask(t, api, "GET", "/api/v1/services?lang=fr&q=aide&open=true&near=50.85,4.35&facets=true&per_page=100", ""))
	var doc app.FoundDoc
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	var standard bytes.Buffer
	e := json.NewEncoder(&standard)
	e.SetEscapeHTML(false)
	if err := e.Encode(doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Services) < 3 || standard.String() != body {
		t.Errorf("it reads\n%s\nand the standard encoder writes\n%s", body, standard.String())
	}
}

// Words that people use find their topic, by either way of asking.
func TestSearch(t *testing.T) {
	api := newAPI(t)
	for _, response := range []*http.Response{
		ask(t, api, "POST", "/api/v1/search", `{"q": "he keeps my bank card"}`),
		ask(t, api, "GET", "/api/v1/search?q=he+keeps+my+bank+card", ""),
	} {
		hits := read[hitList](t, response).Hits
		if len(hits) == 0 || !strings.Contains(strings.ToLower(hits[0].Title), "economic") {
			t.Errorf("found %+v", hits)
		}
	}
}

func readAll(t testing.TB, response *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
