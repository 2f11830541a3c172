// Package conformance holds what the API really answers against the document that describes it. It stands apart from
// the API's own tests because the validator is large, and fuzzing would have to build it anew.
package conformance

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/api"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

func load(t *testing.T) *app.App {
	t.Helper()
	files, err := content.Pack(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return app.New(p, words)
}

// ask sends a request and returns it with what came back.
func ask(handler http.Handler, method, path, body string) (*http.Request, *http.Response, []byte) {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, request)
	response := w.Result()
	answer := w.Body.Bytes()
	response.Body = io.NopCloser(bytes.NewReader(answer))
	return request, response, answer
}

// newValidator reads the document that the API itself serves.
func newValidator(t *testing.T, handler http.Handler) validator.Validator {
	t.Helper()
	_, _, document := ask(handler, "GET", api.Root+"openapi.json", "")
	model, err := libopenapi.NewDocument(document)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(model)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return v
}

func now() time.Time { return time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC) }

const cardF = `{"file_language": "fr", "languages": ["ar"], "residence": "card-f", "leaving_home": true,
	"at": "2026-11-22T03:00:00+01:00"}`

// exchange is a request whose answer is held against the document.
type exchange struct {
	method, path, body string
	status             int
}

func exchanges() []exchange {
	return []exchange{
		{"POST", "route", `{}`, 200},
		{"POST", "route", cardF, 200},
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
		{"GET", "services?need=nothing", "", 422},
		{"GET", "services/nothing", "", 404},
		{"GET", "facts?lang=fr", "", 200},
		{"GET", "pack", "", 200},
		{"GET", "pack?lang=de", "", 422},
	}
}

// Real answers, errors included, are as the document describes them: for every topic and every service as well.
func TestAnswersMatchDocument(t *testing.T) {
	a := load(t)
	handler := api.New(a, now)
	v := newValidator(t, handler)
	if ok, errs := v.ValidateDocument(); !ok {
		t.Fatal(errs[0].Message, errs[0].Reason)
	}
	list := exchanges()
	for _, topic := range a.Topics("en") {
		list = append(list, exchange{"GET", "guide/" + topic.ID, "", 200})
	}
	for _, s := range a.Pack().Directory.Services {
		list = append(list, exchange{"GET", "services/" + s.ID, "", 200})
	}
	for _, e := range list {
		request, response, answer := ask(handler, e.method, api.Root+e.path, e.body)
		name := e.method + " " + e.path + " " + e.body[:min(len(e.body), 60)]
		if response.StatusCode != e.status {
			t.Errorf("%s: status %d, want %d: %s", name, response.StatusCode, e.status, answer)
			continue
		}
		if ok, errs := v.ValidateHttpResponse(request, response); !ok {
			for _, fault := range errs {
				t.Errorf("%s: %s", name, fault.Message)
				for _, detail := range fault.SchemaValidationErrors {
					t.Errorf("%s: %s: %s", name, detail.FieldPath, detail.Reason)
				}
			}
		}
	}
}

// Every situation of the pack is a request that the document allows and an answer that it describes.
func TestSituationsMatchDocument(t *testing.T) {
	a := load(t)
	handler := api.New(a, now)
	v := newValidator(t, handler)
	for _, c := range a.Pack().Cases {
		body, err := json.Marshal(c.Facts)
		if err != nil {
			t.Fatal(err)
		}
		request, response, answer := ask(handler, "POST", api.Root+"route", string(body))
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d: %s", c.ID, response.StatusCode, answer)
			continue
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
		if ok, errs := v.ValidateHttpRequestResponse(request, response); !ok {
			t.Errorf("%s: %s: %v", c.ID, body, errs[0])
		}
	}
}

// The check is not blind: an answer that the document does not describe fails it.
func TestWrongAnswerIsFound(t *testing.T) {
	v := newValidator(t, api.New(load(t), now))
	response := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(`{"id": "brussels", "score": 5}`))}
	if ok, _ := v.ValidateHttpResponse(httptest.NewRequest("GET", api.Root+"pack", nil), response); ok {
		t.Error("a wrong answer passes")
	}
}
