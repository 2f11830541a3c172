package hsdsapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// A bad request says which parameter is wrong and what to do, and is never taken for another request.
func TestRefusals(t *testing.T) {
	api, _ := newAPI(t)
	for _, test := range []struct {
		method, address, body string
		status                int
		field                 string
	}{
		{"GET", "services?serch=x", "", 400, "serch"},
		{"GET", "services?page=0", "", 400, "page"},
		{"GET", "services?page=x", "", 400, "page"},
		{"GET", "services?page=99999999999999999999", "", 400, "page"},
		{"GET", "services?per_page=501", "", 400, "per_page"},
		{"GET", "services?per_page=-1", "", 400, "per_page"},
		{"GET", "services?per_page=101&full=true", "", 400, "per_page"},
		{"GET", "services?full=yes", "", 400, "full"},
		{"GET", "services?full=true&minimal=true", "", 400, "minimal"},
		{"GET", "services?format=csv", "", 400, "format"},
		{"GET", "services?format=ndjson&page=2", "", 400, "page"},
		{"GET", "services?taxonomy_id=1", "", 400, "taxonomy_id"},
		{"GET", "services?organization_id=00000000-0000-0000-0000-000000000000", "", 400, "organization_id"},
		{"GET", "services?modified_after=soon", "", 400, "modified_after"},
		{"GET", "services?search=a&search=b", "", 400, "search"},
		{"GET", "services?search=" + strings.Repeat("x", 501), "", 400, "search"},
		{"GET", "services?search=%ff", "", 400, "search"},
		{"GET", "services?lang=xx", "", 400, "lang"},
		{"GET", "services?postcode=1000", "", 400, "postcode"},
		{"GET", "service_at_locations?proximity=100", "", 400, "proximity"},
		{"GET", "service_at_locations?postcode=1000&proximity=near", "", 400, "proximity"},
		{"GET", "taxonomy_terms?parent_id=x", "", 400, "parent_id"},
		{"GET", "taxonomies?full=true", "", 400, "full"},
		{"GET", "services/" + strings.Repeat("0", 36), "", 404, ""},
		{"GET", "services/00000000-0000-0000-0000-000000000000", "", 404, ""},
		{"GET", "organizations/123e4567-e89b-12d3-a456-426614174000", "", 404, ""},
		{"GET", "service_at_locations/x", "", 404, ""},
		{"GET", "taxonomies/123e4567-e89b-12d3-a456-426614174000", "", 404, ""},
		{"GET", "taxonomy_terms/123e4567-e89b-12d3-a456-426614174000", "", 404, ""},
		{"GET", "profile/nothing.json", "", 404, ""},
		{"GET", "nothing", "", 404, ""},
		{"DELETE", "services", "", 405, ""},
		{"POST", "services/x", "", 405, ""},
		{"POST", "services", `{"page": 1`, 400, ""},
		{"POST", "services", `[]`, 400, ""},
		{"POST", "services", `{"page": 1} {}`, 400, ""},
		{"POST", "services", `{"page": [1]}`, 400, "page"},
		{"POST", "services", `{"page": 1, "page": 2}`, 400, "page"},
		{"POST", "services?page=1", `{"page": 1}`, 400, "page"},
		{"POST", "services", `{"search": "` + strings.Repeat("x", 1<<17) + `"}`, 413, ""},
	} {
		w := ask(t, api, test.method, test.address, test.body)
		name := test.method + " " + test.address[:min(len(test.address), 60)] + " " + test.body[:min(len(test.body), 40)]
		if w.Code != test.status {
			t.Errorf("%s: status %d, want %d: %s", name, w.Code, test.status, w.Body)
			continue
		}
		if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: headers %v", name, w.Header())
		}
		var p jsonhttp.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != test.status || p.Detail == "" {
			t.Errorf("%s: %s", name, w.Body)
		}
		told := slices.ContainsFunc(p.Errors, func(f jsonhttp.FieldProblem) bool { return f.Field == test.field && f.Message != "" })
		if test.field != "" && !told {
			t.Errorf("%s: does not name %s: %s", name, test.field, w.Body)
		}
		if strings.Contains(w.Body.String(), "[hsds.") || strings.Contains(w.Body.String(), "[api.") {
			t.Errorf("%s: a word is missing: %s", name, w.Body)
		}
	}
	w := ask(t, api, "POST", "services", "<page/>", "Content-Type", "text/xml")
	if w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("XML: status %d", w.Code)
	}
}

// An error is told in the language of the request.
func TestErrorsSpeak(t *testing.T) {
	api, _ := newAPI(t)
	seen := map[string]bool{}
	for _, tag := range lang.Interface() {
		seen[ask(t, api, "GET", "services?page=0&lang="+string(tag), "").Body.String()] = true
	}
	if len(seen) != len(lang.Interface()) {
		t.Errorf("%d different answers", len(seen))
	}
}

// Pages join up: each record once, in the same order, whatever their size. Past the end a page is empty.
func TestPagesJoin(t *testing.T) {
	api, services := newAPI(t)
	whole := get[page[minimal]](t, api, "services?minimal=true&per_page=10000")
	if whole.TotalItems != len(services) || !whole.FirstPage || !whole.LastPage || whole.TotalPages != 1 || whole.Empty {
		t.Errorf("%+v", whole)
	}
	rapid.Check(t, func(r *rapid.T) {
		size := rapid.IntRange(1, len(services)+5).Draw(r, "size")
		var joined []minimal
		for n := 1; ; n++ {
			p := get[page[minimal]](t, api, fmt.Sprintf("services?minimal=true&per_page=%d&page=%d", size, n))
			if p.Size != len(p.Contents) || p.PageNumber != n || p.FirstPage != (n == 1) || p.Empty || p.TotalPages != (len(services)+size-1)/size {
				r.Fatalf("%+v", p)
			}
			joined = append(joined, p.Contents...)
			if p.LastPage {
				break
			}
		}
		if !slices.Equal(joined, whole.Contents) {
			r.Fatalf("pages of %d do not join up", size)
		}
	})
	past := get[rows](t, api, "services?page=1000")
	if !past.Empty || !past.LastPage || past.FirstPage || past.Size != 0 || past.TotalItems != len(services) || past.Contents == nil {
		t.Errorf("past the end: %+v", past)
	}
}

// Filters are combined with AND, and each narrows as it says.
func TestFilters(t *testing.T) {
	api, services := newAPI(t)
	total := func(address string) int { return get[rows](t, api, address).TotalItems }
	term := func(code string) string {
		for _, d := range get[page[hsds.TaxonomyTerm]](t, api, "taxonomy_terms?per_page=500").Contents {
			if d.Code == code {
				return d.ID
			}
		}
		t.Fatalf("no term %s", code)
		return ""
	}
	count := func(keep func(*directory.Service) bool) (n int) {
		for _, s := range services {
			if keep(s) {
				n++
			}
		}
		return n
	}
	offers := func(need string) func(*directory.Service) bool {
		return func(s *directory.Service) bool { return slices.Contains(s.Offers, need) }
	}
	helpline := func(s *directory.Service) bool { return s.Role == directory.Helpline }
	shelter, legal := term("shelter"), term("legal")
	if got, want := total("services?taxonomy_term_id="+shelter), count(offers("shelter")); got != want || want == 0 {
		t.Errorf("shelter: %d, want %d", got, want)
	}
	if got, want := total("services?taxonomy_term_id="+term("helpline")), count(helpline); got != want || want == 0 {
		t.Errorf("helplines: %d, want %d", got, want)
	}
	organisation := hsds.ID(hsds.KindOrganization, "brussels", services[0].Organisation)
	both := count(func(s *directory.Service) bool {
		return s.Organisation == services[0].Organisation && offers("legal")(s)
	})
	if got := total("services?organization_id=" + organisation + "&taxonomy_term_id=" + legal); got != both {
		t.Errorf("both: %d, want %d", got, both)
	}
	if got := total("services?search=zzzzzzz"); got != 0 {
		t.Errorf("nonsense finds %d", got)
	}
	if got := total("services?search=CHILD%20focus"); got == 0 || got == len(services) {
		t.Errorf("words find %d", got)
	}
	if got := total("services?modified_after=2026-01-01"); got != len(services) {
		t.Errorf("services of unknown age: %d of %d", got, len(services))
	}
	if got := total("taxonomy_terms?parent_id=" + shelter); got != 0 {
		t.Errorf("terms below another: %d", got)
	}
	if all, top := total("taxonomy_terms"), total("taxonomy_terms?top_only=true"); all == 0 || all != top {
		t.Errorf("%d terms, %d at the top", all, top)
	}
}

// What may not be asked in an address may be asked in a body, and the answer is the same; it is not stored.
func TestPostIsGet(t *testing.T) {
	api, _ := newAPI(t)
	want := ask(t, api, "GET", "services?search=child&per_page=3&lang=nl", "")
	for _, test := range [][3]string{
		{"services", `{"search": "child", "per_page": 3, "lang": "nl"}`, "application/json"},
		{"services", "search=child&per_page=3&lang=nl", "application/x-www-form-urlencoded"},
		{"services?lang=nl", `{"search": "child", "per_page": "3", "page": null}`, "application/json; charset=utf-8"},
		{"services?search=child&per_page=3&lang=nl", "", ""},
	} {
		got := ask(t, api, "POST", test[0], test[1], "Content-Type", test[2])
		if got.Body.String() != want.Body.String() {
			t.Errorf("%v: %d %s", test, got.Code, got.Body)
		}
		if got.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%v: may be stored", test)
		}
	}
	if want.Header().Get("Cache-Control") != "no-store" || want.Header().Get("ETag") != "" {
		t.Errorf("what answers words may be stored: %v", want.Header())
	}
	if at := ask(t, api, "GET", "service_at_locations?postcode=1030", ""); at.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("what answers a postcode may be stored: %v", at.Header())
	}
}

// What is public is not sent again to who has it.
func TestUnchanged(t *testing.T) {
	api, _ := newAPI(t)
	first := ask(t, api, "GET", "services", "")
	etag := first.Header().Get("ETag")
	if etag == "" || first.Header().Get("Cache-Control") != "no-cache" {
		t.Fatalf("headers: %v", first.Header())
	}
	again := ask(t, api, "GET", "services", "", "If-None-Match", etag)
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("status %d, %d bytes", again.Code, again.Body.Len())
	}
	if other := ask(t, api, "GET", "services?lang=fr", "", "If-None-Match", etag); other.Code != http.StatusOK {
		t.Errorf("another language: status %d", other.Code)
	}
}

// The state is that of the moment of the request, in the zone of the hours.
func TestStateNow(t *testing.T) {
	api, services := newAPI(t)
	states := map[string]int{}
	for _, s := range services {
		doc := get[hsds.Service](t, api, "services/"+hsds.ID(hsds.KindService, "brussels", s.ID))
		want := s.At(saturday, api.Write("en").Zone).Now.String()
		if doc.StateNow == nil || doc.StateNow.State != want || !doc.StateNow.At.Equal(saturday.Truncate(minute)) {
			t.Errorf("%s: %+v, want %s", s.ID, doc.StateNow, want)
		}
		states[want]++
	}
	if states["open"] == 0 || states["unknown"] == 0 || states["closed"] == 0 {
		t.Errorf("the pack does not test this: %v", states)
	}
}

// Lines can be asked for without being sent.
func TestHeadOfLines(t *testing.T) {
	api, _ := newAPI(t)
	w := ask(t, api, "HEAD", "services?format=ndjson", "")
	if w.Code != http.StatusOK || w.Body.Len() > 0 || w.Header().Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("%d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
}

// broken is a directory that fails after some services.
type broken struct {
	Directory
	after int
}

var errBroken = errors.New("the disk is gone")

func (b *broken) Services(ctx context.Context, q Query) ([]*directory.Service, int, error) {
	if q.Offset >= b.after {
		return nil, 0, errBroken
	}
	list, _, err := b.Directory.Services(ctx, Query{Limit: b.after})
	return list, 1000, err
}

// A failure is reported to the operator and told without its cause; a stream that fails is cut, not ended.
func TestFailure(t *testing.T) {
	api, _ := newAPI(t)
	var reported []error
	api.Report = func(err error) { reported = append(reported, err) }
	broken := &broken{api.Directory(), 0}
	api.Directory = func() Directory { return broken }
	w := ask(t, api, "GET", "services", "")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	broken.after = 2
	func() {
		defer func() {
			if recover() != http.ErrAbortHandler {
				t.Error("a stream that failed looks whole")
			}
		}()
		ask(t, api, "GET", "services?format=ndjson", "")
	}()
	if len(reported) != 2 || !errors.Is(reported[1], errBroken) {
		t.Errorf("reported: %v", reported)
	}
}

// Each route is described with the parameters that it takes, and nothing else is.
func TestDocumentMatchesRoutes(t *testing.T) {
	type parameter struct {
		Ref  string `json:"$ref"`
		Name string `json:"name"`
		In   string `json:"in"`
	}
	d := get[struct {
		Paths map[string]map[string]struct {
			Parameters []parameter `json:"parameters"`
		} `json:"paths"`
		Components struct {
			Parameters map[string]parameter       `json:"parameters"`
			Schemas    map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}](t, must(newAPI(t)), "openapi.json")
	described := map[string][]string{}
	for path, operations := range d.Paths {
		for method, o := range operations {
			names := []string{}
			for _, p := range o.Parameters {
				if p.Ref != "" {
					p = d.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
				}
				if p.In == "query" {
					names = append(names, p.Name)
				}
			}
			slices.Sort(names)
			described[strings.ToUpper(method)+" "+path] = names
		}
	}
	served := map[string][]string{}
	for _, r := range must(newAPI(t)).routes() {
		served[r.method+" "+r.path] = slices.Sorted(slices.Values(append([]string{"lang"}, r.parameters...)))
	}
	if !reflect.DeepEqual(described, served) {
		t.Errorf("described %v\nserved %v", described, served)
	}
}

func must(api *API, _ []*directory.Service) *API { return api }

// The profile describes each field that is written, and no other.
func TestProfileMatchesTypes(t *testing.T) {
	for name, row := range map[string]reflect.Type{
		"service": reflect.TypeFor[hsds.ServiceProfile](), "location": reflect.TypeFor[hsds.LocationProfile](),
		"phone": reflect.TypeFor[hsds.PhoneProfile](),
	} {
		written := slices.Sorted(slices.Values(jsonNames(row)))
		var described []string
		for field, schema := range profileFields(t, name) {
			described = append(described, field)
			if s, ok := schema.(map[string]any); !ok || s["description"] == nil {
				t.Errorf("%s.%s has no description", name, field)
			}
		}
		slices.Sort(described)
		if !slices.Equal(written, described) {
			t.Errorf("%s: written %v, described %v", name, written, described)
		}
	}
}

func jsonNames(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			names = append(names, jsonNames(f.Type.Elem())...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// The profile can be read where the API says it is, over any address of the server.
func TestProfileIsServed(t *testing.T) {
	api, _ := newAPI(t)
	for _, address := range []string{"", "https://halte.example/"} {
		api.Address = address
		about := get[about](t, api, "")
		u, err := url.Parse(about.Profile)
		if err != nil || !u.IsAbs() || about.Version != "3.1" {
			t.Errorf("%+v", about)
		}
		list := get[profileList](t, api, strings.TrimPrefix(u.Path, Root))
		if len(list.Patches) != 3 {
			t.Errorf("%+v", list)
		}
		for _, patch := range list.Patches {
			u, err := url.Parse(patch)
			if err != nil {
				t.Fatal(err)
			}
			get[map[string]any](t, api, strings.TrimPrefix(u.Path, Root))
		}
	}
}
