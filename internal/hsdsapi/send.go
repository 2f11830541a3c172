package hsdsapi

import (
	"errors"
	"net/http"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// reply is a document, or lines of documents, and whether it says anything about what someone looked for.
type reply struct {
	document any
	lines    func(write func(document any) error) error
	private  bool
}

func statusOf(e *fault.Error) int {
	if e == errMediaType {
		return http.StatusUnsupportedMediaType
	}
	return jsonhttp.Status(e.Kind, http.StatusBadRequest)
}

func (api *API) fail(w http.ResponseWriter, tag lang.Tag, err error) {
	e := fault.From(err)
	if e.Kind == fault.Internal && errors.Unwrap(e) != nil { // one without a cause was reported where it happened
		api.Report(err)
	}
	words := api.Words(tag)
	jsonhttp.Fail(w, words, statusOf(e), e, func(d fault.Detail) string { return words.Args(d.Key, d.Args) })
}

// send writes a reply. What came in a body is private, whatever it was.
func (api *API) send(w http.ResponseWriter, r request, reply reply) {
	private := reply.private || r.Method == http.MethodPost
	if reply.lines == nil {
		jsonhttp.Send(w, r.Request, r.tag, jsonhttp.Encode(reply.document), private)
		return
	}
	w.Header().Set("Cache-Control", map[bool]string{true: "no-store", false: "no-cache"}[private])
	api.stream(w, r, reply)
}

// stream writes documents as they are read. What fails on the way cannot be told any more, so the connection is cut: a
// reader must not take a part for the whole.
func (api *API) stream(w http.ResponseWriter, r request, reply reply) {
	jsonhttp.Write(w, "application/x-ndjson", r.tag, http.StatusOK, nil)
	if r.Method == http.MethodHead {
		return
	}
	err := reply.lines(func(document any) error {
		if err := r.Context().Err(); err != nil {
			return err
		}
		_, err := w.Write(jsonhttp.Encode(document))
		return err
	})
	if err != nil {
		if r.Context().Err() == nil {
			api.Report(err)
		}
		panic(http.ErrAbortHandler)
	}
}
