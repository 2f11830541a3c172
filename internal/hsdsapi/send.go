package hsdsapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// reply is a document, or lines of documents, and whether it says anything about what someone looked for.
type reply struct {
	document any
	lines    func(write func(document any) error) error
	private  bool
}

// problem is an error as RFC 9457 writes it, in the language of the request.
type problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Errors []fieldProblem `json:"errors,omitempty"`
}

// fieldProblem is one thing wrong with one parameter.
type fieldProblem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// statusOf is the one table from kinds of error to statuses.
func statusOf(e *fault.Error) int {
	if e == errMediaType {
		return http.StatusUnsupportedMediaType
	}
	switch e.Kind {
	case fault.Malformed, fault.Invalid:
		return http.StatusBadRequest
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
		api.Report(err)
	}
	status := statusOf(e)
	words := api.Words(tag)
	p := problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: words.Args(e.Key, e.Args)}
	for _, d := range e.Details {
		p.Errors = append(p.Errors, fieldProblem{d.Field, words.Args(d.Key, d.Args)})
	}
	w.Header().Set("Cache-Control", "no-store")
	write(w, "application/problem+json", tag, status, encode(p))
}

// send writes a reply. A public one carries a tag of its content, so that a reader who has it already is told so.
func (api *API) send(w http.ResponseWriter, r request, reply reply) {
	private := reply.private || r.Method == http.MethodPost
	if private {
		w.Header().Set("Cache-Control", "no-store")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	if reply.lines != nil {
		api.stream(w, r, reply)
		return
	}
	body := encode(reply.document)
	if !private {
		sum := sha256.Sum256(body)
		etag := `W/"` + hex.EncodeToString(sum[:8]) + `"`
		w.Header().Set("ETag", etag)
		if strings.Contains(r.Header.Get("If-None-Match"), etag) {
			w.Header().Set("Vary", "Accept-Language")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	write(w, "application/json", r.tag, http.StatusOK, body)
}

// stream writes documents as they are read. What fails on the way cannot be told any more, so the connection is cut: a
// reader must not take a part for the whole.
func (api *API) stream(w http.ResponseWriter, r request, reply reply) {
	write(w, "application/x-ndjson", r.tag, http.StatusOK, nil)
	if r.Method == http.MethodHead {
		return
	}
	err := reply.lines(func(document any) error {
		if err := r.Context().Err(); err != nil {
			return err
		}
		_, err := w.Write(encode(document))
		return err
	})
	if err != nil {
		if r.Context().Err() == nil {
			api.Report(err)
		}
		panic(http.ErrAbortHandler)
	}
}

func write(w http.ResponseWriter, media string, tag lang.Tag, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Language", string(tag))
	h.Add("Vary", "Accept-Language")
	w.WriteHeader(status)
	_, _ = w.Write(body) // who no longer listens cannot be told
}

// encode writes a document as JSON. Every document is made of plain structs, so this cannot fail; if it ever does, the
// server turns the panic into its error page.
func encode(document any) []byte {
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
