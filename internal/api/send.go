package api

import (
	"errors"
	"net/http"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// errMediaType is malformed in a way that HTTP has a status of its own for.
var errMediaType = fault.New(fault.Malformed, "api.media-type", nil)

func statusOf(e *fault.Error) int {
	if e == errMediaType {
		return http.StatusUnsupportedMediaType
	}
	return jsonhttp.Status(e.Kind, http.StatusUnprocessableEntity)
}

func (api *API) fail(w http.ResponseWriter, tag lang.Tag, err error) {
	e := fault.From(err)
	if e.Kind == fault.Internal && errors.Unwrap(e) != nil { // one without a cause was reported where it happened
		api.report(err)
	}
	jsonhttp.Fail(w, api.app.In(tag), statusOf(e), e, func(d fault.Detail) string { return api.app.Explain(d, tag) })
}

func send(w http.ResponseWriter, r request, reply reply) {
	jsonhttp.Send(w, r.Request, r.tag, encode(reply.document), reply.private)
}

func encode(document any) []byte {
	if found, ok := document.(*app.FoundDoc); ok { // a long list whose parts were written before
		return found.AppendJSON(make([]byte, 0, found.Length()))
	}
	return jsonhttp.Encode(document)
}
