package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/api"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/web"
)

// What is planted in a confidential place holds this word, in each field another; coordinates and the postcode, which
// hold no words, are these.
const canary = "zcanary"

var (
	secretLat, secretLon = 51.987654, 4.876543
	secretPostcode       = "98765"
	secretID             = "11111111-1111-4111-8111-1111111111aa" // of the place; it is known here and told to nobody
	secret               = regexp.MustCompile(canary + `|51[.,]9876|4[.,]8765|98765`)
)

// garden plants a word of its own into each text of a document.
type garden int

func (g *garden) plant(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		*g++
		v.SetString(fmt.Sprintf("Zcanary%03dsings", *g))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		g.plant(v.Elem(), depth+1)
	case reflect.Slice:
		if depth < 8 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			g.plant(v.Index(0), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				g.plant(v.Field(i), depth+1)
			}
		}
	}
}

// shelter is a service with a public door and, twice, a confidential place that has a word in every field: where the
// service is, and among the locations of its organisation. Its own texts say the address too.
func shelter(t *testing.T) hsds.Service {
	t.Helper()
	var g garden
	var at hsds.ServiceAtLocation
	g.plant(reflect.ValueOf(&at).Elem(), 0)
	if g < 60 {
		t.Fatalf("only %d words were planted", g)
	}
	l := at.Location
	l.ID, at.LocationID, l.LocationType, l.Confidential = secretID, secretID, "physical", true
	*l.Latitude, *l.Longitude = secretLat, secretLon
	a := &l.Addresses[0]
	a.Address1, a.PostalCode, a.StateProvince, a.Country = "77 Zcanarystreet Lane", secretPostcode, "Zpublicregion", "BE"
	a.AddressType = "physical"
	told := " Ring at 77 Zcanarystreet Lane, " + secretPostcode + " " + a.City + "."
	text := func(s string) string { return "Zpublic " + s + "." + told }
	return hsds.Service{
		ID: "11111111-1111-4111-8111-111111111101", Name: "Zpublic shelter", Status: "active",
		Description: text("bed"), ApplicationProcess: text("call"), FeesDescription: text("fees"), WaitTime: text("wait"),
		EligibilityDescription: text("who"), Alert: text("alert"), Email: "desk@zpublic.example",
		Phones:         []hsds.Phone{{ID: "p", Number: "02 555 01 02", Description: text("desk")}},
		Contacts:       []hsds.Contact{{ID: "c", Name: text("contact")}},
		AdditionalUrls: []hsds.URL{{ID: "u", URL: "https://zpublic.example", Label: text("label")}},
		Organization: &hsds.Organization{ID: "11111111-1111-4111-8111-111111111151", Name: "Zpublic house",
			Description: text("house"), Locations: []hsds.Location{*l}},
		Attributes: []hsds.Attribute{{ID: "a", TaxonomyTerm: &hsds.TaxonomyTerm{ID: "t", Code: "T", Name: "Shelter"}}},
		ServiceAtLocations: []hsds.ServiceAtLocation{at, {ID: "d", Description: text("door"), Location: &hsds.Location{
			ID: "11111111-1111-4111-8111-111111111162", LocationType: "physical", Name: "Zpublic door",
			Latitude: new(50.8466), Longitude: new(4.3528), Transportation: text("tram"),
			Addresses: []hsds.Address{{ID: "x", Address1: "5 Zpublic Quay", City: "Brussels", StateProvince: "Brussels",
				PostalCode: "1000", Country: "BE", AddressType: "physical"}}}}},
	}
}

// house is the program with such a directory: its pages, its API, and the ids of what it serves.
func house(t *testing.T) (a *app.App, pages, answers http.Handler) {
	t.Helper()
	a = brussels(t)
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	one := shelter(t)
	hidden := one // a second service, which is only there
	hidden.ID, hidden.Name, hidden.ServiceAtLocations = "11111111-1111-4111-8111-111111111102", "Zpublic refuge", one.ServiceAtLocations[:1]
	folder := t.TempDir()
	var lines bytes.Buffer
	for _, s := range []hsds.Service{one, hidden} {
		if err := json.NewEncoder(&lines).Encode(s); err != nil {
			t.Fatal(err)
		}
	}
	source, file := filepath.Join(folder, "zpublic.jsonl"), filepath.Join(folder, "zpublic.halte")
	if err := os.WriteFile(source, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	crosswalk, err := hsds.ParseCrosswalk([]byte("needs:\n  shelter: {words: [shelter]}\n"), a.Pack().Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	imported, err := a.Import(t.Context(), app.Import{Source: hsds.ReadOptions{Crosswalk: crosswalk}, Path: source, Out: file}, now)
	if err != nil {
		t.Fatal(err)
	}
	if imported.Report.Confidential != 2 {
		t.Fatalf("%d places are confidential", imported.Report.Confidential)
	}
	var report bytes.Buffer
	if err := imported.Report.WriteText(&report); err != nil {
		t.Fatal(err)
	}
	if err := imported.Report.WriteJSON(&report); err != nil {
		t.Fatal(err)
	}
	silent(t, "the report", report.String())
	if _, err := a.OpenDirectory(file); err != nil {
		t.Fatal(err)
	}
	pages, err = web.New(a, web.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return a, pages, api.New(a, api.Options{Now: func() time.Time { return now }})
}

func brussels(t *testing.T) *app.App {
	t.Helper()
	return app.New(packtest.Shipped(t))
}

// silent fails if something of the confidential place is in a text, in any case and however it is folded.
func silent(t *testing.T, where, text string) {
	t.Helper()
	plain := strings.ToLower(strings.NewReplacer("\r\n ", "", "\\u002d", "-").Replace(text))
	if at := secret.FindStringIndex(plain); at != nil {
		t.Errorf("%s says %q", where, plain[max(0, at[0]-120):min(len(plain), at[1]+40)])
	}
}

// In memory there is nothing that could be told: not in a field, and not in what was set aside.
func TestNothingConfidentialIsKept(t *testing.T) {
	a, _, _ := house(t)
	heard := 0
	for i := range a.Index().Size() {
		s, err := a.Index().At(uint32(i))
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(directory.RecordOf(s))
		if err != nil {
			t.Fatal(err)
		}
		silent(t, s.ID, string(text))
		if strings.Contains(string(text), "Zpublicregion") {
			heard++
		}
	}
	if heard != 2 {
		t.Errorf("%d services are in the region", heard)
	}
}

// request is one thing to ask; what is public and must be there besides.
type request struct{ method, address, body, public string }

// No page and no answer says anything of the confidential place, in any language; what is public is there.
func TestNothingConfidentialIsTold(t *testing.T) {
	a, pages, answers := house(t)
	for _, r := range append(questions(), addresses(a)...) {
		handler, media := pages, "application/x-www-form-urlencoded"
		if strings.HasPrefix(r.address, api.Root) {
			handler, media = answers, "application/json"
		}
		text := told(t, handler, r, media)
		silent(t, r.method+" "+r.address+" "+r.body, text)
		if strings.Contains(text, secretID) {
			t.Errorf("%s %s %s names the place", r.method, r.address, r.body)
		}
		if !strings.Contains(text, r.public) {
			t.Errorf("%s %s %s does not say %q", r.method, r.address, r.body, r.public)
		}
	}
}

func told(t *testing.T, handler http.Handler, r request, media string) string {
	t.Helper()
	q := httptest.NewRequest(r.method, r.address, strings.NewReader(r.body))
	if r.body != "" {
		q.Header.Set("Content-Type", media)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, q)
	if w.Code != http.StatusOK {
		t.Errorf("%s %s %s: status %d: %.300s", r.method, r.address, r.body, w.Code, w.Body)
	}
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(body, []byte("PK")) {
		return unzipped(t, body)
	}
	return string(body)
}

func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, in); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// questions are what may be asked in many ways, with what answers them.
func questions() []request {
	var list []request
	for _, q := range []struct{ body, public string }{
		{`{}`, ""},
		{`{"q": "Zpublic shelter", "facets": true}`, "Zpublic shelter"},
		{`{"q": "Zpublic shelter", "need": "shelter", "open": true}`, "Zpublic shelter"},
		{`{"q": "zpublic", "near": "1000", "within": 20, "per_page": 100}`, "Zpublic shelter"},
		{`{"q": "zpublic refuge", "near": "50.8466,4.3528", "per_page": 100}`, "Zpublic refuge"},
	} {
		list = append(list, request{"POST", api.Root + "services", q.body, q.public})
	}
	for _, facts := range []string{`{}`, `{"needs": ["shelter"]}`, `{"needs": ["shelter", "legal"], "leaving_home": "yes"}`,
		`{"needs": ["shelter"], "file_language": "fr", "place": "1000"}`} {
		list = append(list, request{"POST", api.Root + "route", facts, "112"})
	}
	list = append(list, request{"POST", api.Root + "search", `{"q": "shelter"}`, "hits"},
		request{"POST", api.Root + "picture", `{}`, ""})
	for _, tag := range lang.Interface() {
		at := "/" + string(tag)
		list = append(list,
			request{"POST", at + "/services", url.Values{"q": {"zpublic shelter"}}.Encode(), "Zpublic shelter"},
			request{"POST", at + "/services", url.Values{"q": {"zpublic refuge"}, "near": {"1000"}}.Encode(), "Zpublic refuge"},
			request{"POST", at + "/services", url.Values{"commune": {"1000"}}.Encode(), ""},
			request{"POST", at + "/route", url.Values{"needs": {"shelter"}}.Encode(), "112"},
			request{"POST", at + "/search", url.Values{"q": {"shelter"}}.Encode(), ""})
	}
	return list
}

// addresses is every address that can be asked for as it is: all pages, each service, each form.
func addresses(a *app.App) []request {
	list := []request{{"GET", api.Root + "services?per_page=100&facets=true", "", ""}}
	for _, name := range []string{"guide", "facts", "pack", "openapi.json"} {
		list = append(list, request{"GET", api.Root + name, "", ""})
	}
	ids := map[string]string{"cpvcf-refuge": "", "11111111-1111-4111-8111-111111111101": "Zpublic shelter",
		"11111111-1111-4111-8111-111111111102": "Zpublic refuge"}
	for _, tag := range lang.Interface() {
		query := "?lang=" + string(tag)
		for _, page := range []string{"/", "/guide", "/signs", "/talk", "/route", "/services", "/search", "/about", "/about/sources"} {
			list = append(list, request{"GET", "/" + string(tag) + page, "", ""})
		}
		for id, name := range ids {
			list = append(list, request{"GET", "/" + string(tag) + "/services/" + id, "", name},
				request{"GET", api.Root + "services/" + id + query, "", name})
		}
		for _, form := range a.Forms(tag) {
			public := "Zpublic"
			if form.Name == "icalendar" { // there are no hours, so there are no events
				public = ""
			}
			list = append(list, request{"GET", api.Root + "directory/" + form.Name + query, "", public})
			for id, name := range ids {
				if form.Name == "geojson" && !strings.Contains(name, "shelter") || public == "" {
					name = ""
				}
				list = append(list, request{"GET", api.Root + "services/" + id + "/" + form.Name + query, "", name})
				if form.Neutral {
					list = append(list, request{"GET", api.Root + "services/" + id + "/" + form.Name + query + "&neutral=true", "", ""})
				}
			}
		}
	}
	return list
}

// Whoever knows the address cannot learn from a search whose it is: neither by its words nor by its distance.
func TestConfidentialPlaceIsNotFound(t *testing.T) {
	_, _, answers := house(t)
	for _, body := range []string{`{"q": "zcanarystreet"}`, `{"q": "` + secretPostcode + `"}`,
		fmt.Sprintf(`{"near": "%v,%v", "within": 5}`, secretLat, secretLon)} {
		var found app.FoundDoc
		if err := json.Unmarshal([]byte(told(t, answers, request{"POST", api.Root + "services", body, ""}, "application/json")), &found); err != nil {
			t.Fatal(err)
		}
		if found.Sure > 0 || strings.Contains(body, `"q"`) && found.Total > 0 {
			t.Errorf("%s finds %d, sure of %d", body, found.Total, found.Sure)
		}
		for _, s := range found.Services {
			if s.Km != nil && *s.Km < 50 {
				t.Errorf("%s: %s is %v km away", body, s.ID, *s.Km)
			}
		}
	}
}
