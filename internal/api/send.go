package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// problem is an error as RFC 9457 writes it, in the language of the request.
type problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Errors []fieldProblem `json:"errors,omitempty"`
}

// fieldProblem is one thing wrong with one field.
type fieldProblem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// errMediaType is malformed in a way that HTTP has a status of its own for.
var errMediaType = fault.New(fault.Malformed, "api.media-type", nil)

// statusOf is the one table from kinds of error to statuses.
func statusOf(e *fault.Error) int {
	if e == errMediaType {
		return http.StatusUnsupportedMediaType
	}
	switch e.Kind {
	case fault.Malformed:
		return http.StatusBadRequest
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Method:
		return http.StatusMethodNotAllowed
	case fault.Internal:
	}
	return http.StatusInternalServerError
}

func (api *API) fail(w http.ResponseWriter, tag lang.Tag, err error) {
	e := fault.From(err)
	if e.Kind == fault.Internal && errors.Unwrap(e) != nil { // one without a cause was reported where it happened
		api.report(err)
	}
	status := statusOf(e)
	p := problem{Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: api.app.In(tag).Args(e.Key, e.Args)}
	for _, d := range e.Details {
		p.Errors = append(p.Errors, fieldProblem{d.Field, api.app.Explain(d, tag)})
	}
	w.Header().Set("Cache-Control", "no-store")
	write(w, "application/problem+json", tag, status, encode(p))
}

// send writes a document. A public one carries a tag of its content, so that a reader who has it already is told so.
func send(w http.ResponseWriter, r request, reply reply) {
	body := encode(reply.document)
	if reply.private {
		w.Header().Set("Cache-Control", "no-store")
		write(w, "application/json", r.tag, http.StatusOK, body)
		return
	}
	sum := sha256.Sum256(body)
	etag := `W/"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.Header().Set("Vary", "Accept-Language")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	write(w, "application/json", r.tag, http.StatusOK, body)
}

func write(w http.ResponseWriter, media string, tag lang.Tag, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Language", string(tag))
	h.Add("Vary", "Accept-Language")
	w.WriteHeader(status)
	_, _ = w.Write(body) // who no longer listens cannot be told
}

// encode writes a document as JSON. Every document is a plain struct, so this cannot fail; if it ever does, the
// server turns the panic into its error page.
func encode(document any) []byte {
	switch d := document.(type) {
	case json.RawMessage:
		return d
	case *app.FoundDoc: // a long list whose parts were written before
		return d.AppendJSON(make([]byte, 0, d.Length()))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(document); err != nil {
		panic(err)
	}
	return b.Bytes()
}
