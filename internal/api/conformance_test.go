package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// description is the API's own description, ready to hold answers against.
type description struct {
	compiler *jsonschema.Compiler
	paths    map[string]map[string]any // path → method → operation
}

// describe reads the document that the API itself serves. Its schemas are JSON Schema 2020-12, as OpenAPI 3.1 has it.
func describe(t *testing.T, handler http.Handler) description {
	t.Helper()
	_, answer := sent(t, handler, "GET", "openapi.json", "")
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(answer))
	if err != nil {
		t.Fatal(err)
	}
	var shape struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(answer, &shape); err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("openapi.json", tree); err != nil {
		t.Fatal(err)
	}
	return description{c, shape.Paths}
}

// pathOf finds the described path that an address belongs to.
func (d description) pathOf(address string) string {
	address, _, _ = strings.Cut(address, "?")
	if _, ok := d.paths[Root+address]; ok {
		return Root + address
	}
	for path := range d.paths {
		parts, given := strings.Split(strings.TrimPrefix(path, Root), "/"), strings.Split(address, "/")
		if len(parts) == len(given) && parts[0] == given[0] && strings.HasPrefix(parts[len(parts)-1], "{") {
			return path
		}
	}
	return ""
}

// check holds a body against the schema at a place of an operation.
func (d description) check(method, address, place string, body []byte) error {
	path := strings.ReplaceAll(strings.ReplaceAll(d.pathOf(address), "~", "~0"), "/", "~1")
	schema, err := d.compiler.Compile("openapi.json#/paths/" + path + "/" + strings.ToLower(method) + "/" + place)
	if err != nil {
		return fmt.Errorf("the document does not describe it: %w", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// answer is the place of an answer's schema. A shared answer is described once and referred to, so both are tried.
func (d description) checkAnswer(method, address string, response *http.Response, body []byte) error {
	media, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	operation, _ := d.paths[d.pathOf(address)][strings.ToLower(method)].(map[string]any)
	responses, _ := operation["responses"].(map[string]any)
	one, _ := responses[fmt.Sprint(response.StatusCode)].(map[string]any)
	if !strings.HasSuffix(media, "json") { // a file of another trade: that it is described is all there is to check
		if content, _ := one["content"].(map[string]any); content[media] == nil || len(body) == 0 {
			return fmt.Errorf("the document does not describe %s", media)
		}
		return nil
	}
	media = strings.ReplaceAll(media, "/", "~1")
	if ref, ok := one["$ref"].(string); ok {
		schema, err := d.compiler.Compile("openapi.json" + ref + "/content/" + media + "/schema")
		if err != nil {
			return fmt.Errorf("the document does not describe it: %w", err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	return d.check(method, address, fmt.Sprintf("responses/%d/content/%s/schema", response.StatusCode, media), body)
}

// sent asks for an address under Root and returns the answer with its body.
func sent(t *testing.T, handler http.Handler, method, address, body string) (*http.Response, []byte) {
	t.Helper()
	response := ask(t, handler, method, Root+address, body)
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, answer
}

const cardFLeaving = `{"file_language": "fr", "languages": ["ar"], "residence": "card-f", "leaving_home": true,
	"at": "2026-11-22T03:00:00+01:00"}`

// exchange is a request whose answer is held against the document.
type exchange struct {
	method, path, body string
	status             int
}

func exchanges() []exchange {
	return []exchange{
		{"POST", "route", `{}`, 200},
		{"POST", "route", cardFLeaving, 200},
		{"POST", "route", `{"danger": "imminent", "place": "1030", "needs": ["shelter", "legal"], "minor": "yes"}`, 200},
		{"POST", "route", `{"residence": "undocumented", "gender": "man", "languages": ["xx", "fr"], "agrees": "no"}`, 200},
		{"POST", "route", `{"speaker": "perpetrator", "file_language": "nl", "circumstances": ["lgbtqia"]}`, 200},
		{"POST", "route", `nonsense`, 400},
		{"POST", "route", `{"a":"` + strings.Repeat("x", 1<<17) + `"}`, 413},
		{"POST", "route", `{"dangr": "none"}`, 422},
		{"POST", "picture", `{"types": ["economic"], "circumstances": ["homeless"], "residence": "card-f"}`, 200},
		{"POST", "picture", `{}`, 200},
		{"POST", "picture", `{"types": ["x"]}`, 422},
		{"GET", "guide", "", 200},
		{"GET", "guide/nothing", "", 404},
		{"POST", "search", `{"q": "papiers confisqués"}`, 200},
		{"POST", "search", `{"q": "zzzzzzzz"}`, 200},
		{"GET", "search?q=carte", "", 200},
		{"GET", "search", "", 422},
		{"GET", "services", "", 200},
		{"GET", "services?lang=nl&open=true&at=2026-12-25T20:00:00%2B01:00", "", 200},
		{"GET", "services?lang=fr&q=aide+zzz&near=50.85,4.35&within=5&facets=true&page=2&per_page=3", "", 200},
		{"GET", "services?q=aide&access=step_free&role=door,service&language=ar&facets=1", "", 200},
		{"GET", "services?need=nothing", "", 422},
		{"POST", "services", `{"language": ["ar", "qu"], "residence": "undocumented", "children": true}`, 200},
		{"POST", "services", `{"near": {"lat": 50.85, "lon": 4.35}, "area": "1030"}`, 200},
		{"POST", "services", `{"near": "nowhere"}`, 422},
		{"GET", "services/nothing", "", 404},
		{"GET", "services/cpvcf/hsds", "", 200},
		{"GET", "services/cpvcf/geojson?lang=nl", "", 200},
		{"GET", "services/cpvcf/vcard?neutral=true", "", 200},
		{"GET", "services/cpvcf/schema.org", "", 200},
		{"GET", "services/cpvcf/csv?neutral=true", "", 422},
		{"GET", "services/cpvcf/pdf", "", 404},
		{"GET", "services/nothing/vcard", "", 404},
		{"GET", "directory/hsds?lang=fr", "", 200},
		{"GET", "directory/geojson", "", 200},
		{"GET", "directory/schema.org", "", 200},
		{"GET", "directory/csv", "", 200},
		{"GET", "directory/pdf", "", 404},
		{"GET", "directory/csv?neutral=true", "", 422},
		{"GET", "facts?lang=fr", "", 200},
		{"GET", "pack", "", 200},
		{"GET", "pack?lang=de", "", 422},
	}
}

// Real answers, errors included, are as the document describes them: for every topic and every service as well.
func TestAnswersMatchDocument(t *testing.T) {
	handler := newAPI(t)
	a := handler.app
	d := describe(t, handler)
	list := exchanges()
	for _, topic := range a.Topics("en") {
		list = append(list, exchange{"GET", "guide/" + topic.ID, "", 200})
	}
	for _, s := range a.Pack().Directory.Services {
		list = append(list, exchange{"GET", "services/" + s.ID, "", 200})
	}
	for _, e := range list {
		response, answer := sent(t, handler, e.method, e.path, e.body)
		name := e.method + " " + e.path + " " + e.body[:min(len(e.body), 60)]
		if response.StatusCode != e.status {
			t.Errorf("%s: status %d, want %d: %s", name, response.StatusCode, e.status, answer)
			continue
		}
		if err := d.checkAnswer(e.method, e.path, response, answer); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every situation of the pack is a request that the document allows and an answer that it describes.
func TestSituationsMatchDocument(t *testing.T) {
	handler := newAPI(t)
	a := handler.app
	d := describe(t, handler)
	for _, c := range a.Pack().Cases {
		body, err := json.Marshal(c.Facts)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.check("POST", "route", "requestBody/content/application~1json/schema", body); err != nil {
			t.Errorf("%s: the document refuses %s: %v", c.ID, body, err)
		}
		response, answer := sent(t, handler, "POST", "route", string(body))
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d: %s", c.ID, response.StatusCode, answer)
			continue
		}
		if err := d.checkAnswer("POST", "route", response, answer); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
	}
}

// The check is not blind: an answer that the document does not describe fails it.
func TestWrongAnswerIsFound(t *testing.T) {
	d := describe(t, newAPI(t))
	response := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}}
	if err := d.checkAnswer("GET", "pack", response, []byte(`{"id": "brussels", "score": 5}`)); err == nil {
		t.Error("a wrong answer passes")
	}
}
