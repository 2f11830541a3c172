package hsdsapi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/packtest"
)

// official is where the schemas of HSDS 3.1 lie, beside the checkout. Their licence keeps them out of it.
const official = "../../../shared/data/hsds/schema_3.1dev"

// saturday is a moment at which most doors are closed.
var saturday = time.Date(2026, 11, 21, 12, 30, 15, 0, time.UTC)

// brussels is the shipped pack, loaded once for all tests.
func brussels(t testing.TB) *pack.Pack {
	t.Helper()
	load.Do(func() { shipped, _ = packtest.Shipped(t) })
	if shipped == nil {
		t.Fatal("the shipped pack does not load")
	}
	return shipped
}

var (
	load    sync.Once
	shipped *pack.Pack
)

// newAPI is the API over the shipped pack, and its services.
func newAPI(t testing.TB) (*API, []*directory.Service) {
	t.Helper()
	p := brussels(t)
	return apiOver(t, p, p.Directory.Services), p.Directory.Services
}

// apiOver is the API over some services, indexed and written as the program does it.
func apiOver(t testing.TB, p *pack.Pack, services []*directory.Service) *API {
	t.Helper()
	a := appOver(t, p, services)
	return New(Options{
		Directory: indexedBy(a).Now, Write: a.Written, Words: a.In, Now: func() time.Time { return saturday },
		Report: func(err error) { t.Errorf("an error of our own: %v", err) },
	})
}

// appOver is the program with a directory of some services.
func appOver(t testing.TB, p *pack.Pack, services []*directory.Service) *app.App {
	t.Helper()
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(p, words)
	b := index.NewBuilder(a.IndexOptions(), nil)
	for _, s := range services {
		prepared, err := b.PrepareResolved(s)
		if err == nil {
			err = b.Add(prepared)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	x, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	a.Serve(x)
	return a
}

// indexedBy is the directory that a program serves.
func indexedBy(a *app.App) *Indexed {
	return &Indexed{Index: a.Index, Namespace: a.Pack().Info.ID, Areas: areasOf(a.Pack()), Locate: a.IndexOptions().Locate}
}

func areasOf(p *pack.Pack) map[string][]string {
	areas := map[string][]string{}
	for _, a := range p.Info.Areas {
		areas[a.ID] = a.Postcodes
	}
	return areas
}

// ask sends a request for an address under Root. Headers come as pairs.
func ask(t testing.TB, api http.Handler, method, address, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, Root+address, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	api.ServeHTTP(w, r)
	return w
}

// get asks for a document and reads it.
func get[T any](t testing.TB, api http.Handler, address string) T {
	t.Helper()
	w := ask(t, api, http.MethodGet, address, "")
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d: %s", address, w.Code, w.Body)
	}
	var document T
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return document
}

// schemas is the official schemas, and the same with our profile in them.
type schemas struct{ plain, profiled *jsonschema.Compiler }

func readSchemas(t testing.TB) schemas {
	t.Helper()
	if _, err := os.Stat(official); err != nil {
		t.Skipf("the official schemas are not here: %v", err)
	}
	s := schemas{jsonschema.NewCompiler(), jsonschema.NewCompiler()}
	s.plain.AssertFormat()
	s.profiled.AssertFormat()
	for _, dir := range []string{official, official + "/compiled"} {
		files, err := filepath.Glob(dir + "/*.json")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			name := "https://hsds.test/" + strings.TrimPrefix(file, official+"/")
			if err := s.plain.AddResource(name, readTree(t, file)); err != nil {
				t.Fatal(err)
			}
			tree := patched(t, filepath.Base(file), readTree(t, file))
			if err := s.profiled.AddResource(name, tree); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

func readTree(t testing.TB, file string) any {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// patched is a schema with the profile's patch of its name. A list's rows are patched like what they are rows of.
func patched(t testing.TB, name string, tree any) any {
	t.Helper()
	body, err := profiles.ReadFile("profile/" + strings.Replace(name, "_list.json", ".json", 1))
	if err != nil {
		return tree
	}
	patch, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return merge(tree, patch)
}

// merge applies a JSON Merge Patch (RFC 7386).
func merge(target, patch any) any {
	p, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	out := map[string]any{}
	if o, ok := target.(map[string]any); ok {
		maps.Copy(out, o)
	}
	for name, value := range p {
		if value == nil {
			delete(out, name)
		} else {
			out[name] = merge(out[name], value)
		}
	}
	return out
}

// check holds a body to a schema: the official one, and ours.
func (s schemas) check(t testing.TB, what, name string, body []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for kind, c := range map[string]*jsonschema.Compiler{"official": s.plain, "profile": s.profiled} {
		schema, err := c.Compile("https://hsds.test/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s against %s, %s: %v", what, name, kind, err)
		}
	}
}

// rows reads a page as it was written.
type rows = page[json.RawMessage]

// each checks every document of a list, page after page, and returns their ids.
func (s schemas) each(t testing.TB, api http.Handler, address, schema string) (ids []string) {
	t.Helper()
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	for n := 1; ; n++ {
		p := get[rows](t, api, fmt.Sprintf("%s%spage=%d&per_page=40", address, join, n))
		for _, row := range p.Contents {
			s.check(t, address, schema, row)
			var record struct{ ID string }
			if err := json.Unmarshal(row, &record); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, record.ID)
		}
		if p.LastPage {
			if len(ids) != p.TotalItems {
				t.Errorf("%s: %d documents, %d said", address, len(ids), p.TotalItems)
			}
			return ids
		}
	}
}

// conforms holds every list of an API to the official schemas and to the profile, and of so many records each.
func conforms(t *testing.T, api http.Handler, of int) {
	s := readSchemas(t)
	for _, list := range []struct{ path, row, full, one string }{
		{"services", "compiled/service_list", "service", "service"},
		{"organizations", "compiled/organization_list", "organization", "organization"},
		{"service_at_locations", "compiled/service_at_location_list", "service_at_location", "service_at_location"},
		{"taxonomies", "taxonomy", "", "taxonomy"},
		{"taxonomy_terms", "taxonomy_term", "", "taxonomy_term"},
	} {
		ids := s.each(t, api, list.path, list.row)
		if len(ids) == 0 {
			t.Errorf("%s is empty", list.path)
		}
		if list.full != "" {
			s.each(t, api, list.path+"?full=true", list.full)
		}
		for i := 0; i < len(ids); i += of {
			id := ids[i]
			w := ask(t, api, http.MethodGet, list.path+"/"+id, "")
			if w.Code != http.StatusOK {
				t.Errorf("%s/%s: status %d", list.path, id, w.Code)
				continue
			}
			s.check(t, list.path+"/"+id, list.one, w.Body.Bytes())
		}
		lines := ask(t, api, http.MethodGet, list.path+"?format=ndjson", "")
		n := 0
		for scan := bufio.NewScanner(lines.Body); scan.Scan(); n++ {
			s.check(t, list.path+" as lines", list.row, scan.Bytes())
		}
		if n != len(ids) {
			t.Errorf("%s: %d lines, %d in pages", list.path, n, len(ids))
		}
	}
	s.each(t, api, "services?minimal=true", "compiled/service_list")
	s.each(t, api, "organizations?full_service=true", "organization")
}

// Every answer over the shipped pack is HSDS 3.1, in every language.
func TestPackConforms(t *testing.T) {
	api, _ := newAPI(t)
	conforms(t, api, 1)
	s := readSchemas(t)
	for _, tag := range lang.Interface() {
		s.each(t, api, "services?full=true&lang="+string(tag), "service")
	}
}

// The check is not blind: neither to what HSDS forbids nor to what the profile does.
func TestProfileIsStrict(t *testing.T) {
	s := readSchemas(t)
	api, services := newAPI(t)
	id := hsds.ID(hsds.KindService, "brussels", services[0].ID)
	var doc map[string]any
	if err := json.Unmarshal(ask(t, api, http.MethodGet, "services/"+id, "").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	schema, err := s.profiled.Compile("https://hsds.test/service.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]any{"status": "open", "role": "boss", "interpreters": "maybe", "confidence": "certain",
		"verified_on": "yesterday", "state_now": map[string]any{"state": "open"}, "confidential": "yes"} {
		changed := maps.Clone(doc)
		changed[name] = wrong
		if schema.Validate(changed) == nil {
			t.Errorf("%s: %v passes", name, wrong)
		}
	}
}

// The profile's names are none of HSDS's, so that it only adds.
func TestProfileOnlyAdds(t *testing.T) {
	if _, err := os.Stat(official); err != nil {
		t.Skipf("the official schemas are not here: %v", err)
	}
	for _, name := range []string{"service", "location", "phone"} {
		theirs := readTree(t, official+"/"+name+".json").(map[string]any)["properties"].(map[string]any)
		for field := range profileFields(t, name) {
			if theirs[field] != nil {
				t.Errorf("%s.%s is a field of HSDS", name, field)
			}
		}
	}
}

func profileFields(t testing.TB, name string) map[string]any {
	t.Helper()
	body, err := profiles.ReadFile("profile/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var patch struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(body, &patch); err != nil {
		t.Fatal(err)
	}
	return patch.Properties
}
