package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/view"
)

// statuses is the one table from kinds of error to what HTTP calls them.
var statuses = map[fault.Kind]int{
	fault.Internal:  http.StatusInternalServerError,
	fault.Malformed: http.StatusBadRequest,
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.TooLarge:  http.StatusRequestEntityTooLarge,
	fault.NotFound:  http.StatusNotFound,
	fault.Method:    http.StatusMethodNotAllowed,
}

// errorPage says what went wrong and what to do next, and where to call when it cannot wait.
type errorPage struct {
	frame
	Message string
	Details []detail
}

// detail is one thing wrong with one field.
type detail = view.Problem

// ServeError shows an error as a page, in the language of the path or else of the browser.
func (s *Site) ServeError(w http.ResponseWriter, r *http.Request, err error) {
	s.visit(w, r, languageOf(r)).fail(err)
}

func languageOf(r *http.Request) lang.Tag {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if tag := lang.Tag(first); lang.Speaks(tag) {
		return tag
	}
	return lang.Accept(r.Header.Get("Accept-Language"))
}

// fail shows an error: the operator gets the cause of one that is ours, the person one message.
func (v *visit) fail(err error) {
	e := fault.From(err)
	if e.Kind == fault.Internal && errors.Unwrap(e) != nil { // one without a cause was reported where it happened
		v.report(err)
	}
	page := errorPage{frame: v.errorFrame(), Message: v.words.Args(e.Key, e.Args), Details: v.view.Problems(e)}
	if shown := v.show(statuses[e.Kind], "error", page); shown != nil {
		http.Error(v.w, v.words.T("fault.internal"), http.StatusInternalServerError)
	}
}

// errorFrame is a frame whose switch of language leads to the start: the page itself is not there.
func (v *visit) errorFrame() frame {
	f := v.frame("", "web.title.error")
	f.Post, f.Path = false, "/"
	for i := range f.Langs {
		f.Langs[i].Href = "/" + string(f.Langs[i].Tag) + "/"
	}
	return f
}

// nowhere answers every address that no page has, and pages asked for in a way that they do not know.
func (s *Site) nowhere(w http.ResponseWriter, r *http.Request) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" && method != r.Method {
			w.Header().Add("Allow", method)
		}
	}
	if w.Header().Get("Allow") != "" {
		s.ServeError(w, r, fault.New(fault.Method, "fault.method", nil))
		return
	}
	s.ServeError(w, r, fault.New(fault.NotFound, "fault.no-page", nil))
}

// unreadable is the error for a form that could not be read at all.
func unreadable(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault.New(fault.TooLarge, "fault.too-large", err)
	}
	return fault.New(fault.Malformed, "web.error.unreadable", err)
}
