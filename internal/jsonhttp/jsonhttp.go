// Package jsonhttp is what the faces that speak JSON over HTTP have in common: how a document and an error are sent, and
// in which language. What is asked and what is answered is theirs.
package jsonhttp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// Problem is an error as RFC 9457 writes it, in the language of the request.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Errors []FieldProblem `json:"errors,omitempty"`
}

// FieldProblem is one thing wrong with one field.
type FieldProblem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Status is the one table from kinds of error to statuses. For what was read and may not stand, faces differ.
func Status(kind fault.Kind, invalid int) int {
	switch kind {
	case fault.Malformed:
		return http.StatusBadRequest
	case fault.Invalid:
		return invalid
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

// Fail sends an error in the words of a language; say puts what is wrong with one field into words.
func Fail(w http.ResponseWriter, words lang.Printer, status int, e *fault.Error, say func(fault.Detail) string) {
	p := Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: words.Args(e.Key, e.Args)}
	for _, d := range e.Details {
		p.Errors = append(p.Errors, FieldProblem{d.Field, say(d)})
	}
	w.Header().Set("Cache-Control", "no-store")
	Write(w, "application/problem+json", words.Tag, status, Encode(p))
}

// Send sends a document. A public one carries a tag of its content, so that a reader who has it already is told so.
func Send(w http.ResponseWriter, r *http.Request, tag lang.Tag, body []byte, private bool) {
	if private {
		w.Header().Set("Cache-Control", "no-store")
		Write(w, "application/json", tag, http.StatusOK, body)
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
	Write(w, "application/json", tag, http.StatusOK, body)
}

// Write sends bytes of a media type.
func Write(w http.ResponseWriter, media string, tag lang.Tag, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Language", string(tag))
	h.Add("Vary", "Accept-Language")
	w.WriteHeader(status)
	_, _ = w.Write(body) // who no longer listens cannot be told
}

// Encode writes a document as JSON. Every document is made of plain structs, so this cannot fail; if it ever does, the
// server turns the panic into its error page.
func Encode(document any) []byte {
	if raw, ok := document.(json.RawMessage); ok {
		return raw
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(document); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Language finds the language that is asked for, or else the one that the caller prefers, and tells what is wrong with
// one that is not spoken.
func Language(r *http.Request, query url.Values) (lang.Tag, []fault.Detail) {
	preferred := lang.Accept(r.Header.Get("Accept-Language"))
	values, asked := query["lang"]
	if !asked {
		return preferred, nil
	}
	if len(values) == 1 && lang.Speaks(lang.Tag(values[0])) {
		return lang.Tag(values[0]), nil
	}
	var known []string
	for _, tag := range lang.Interface() {
		known = append(known, string(tag))
	}
	return preferred, []fault.Detail{fault.DetailOf("lang", "api.language", "allowed", strings.Join(known, ", "))}
}

// NotAllowed answers what comes by another method than an address takes.
func NotAllowed(methods []string, fail func(http.ResponseWriter, *http.Request, error)) http.Handler {
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	slices.Sort(methods)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", strings.Join(methods, ", "))
		fail(w, r, fault.New(fault.Method, "fault.method", nil))
	})
}
