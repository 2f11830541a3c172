package api

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// request is a request with its language and its parameters read.
type request struct {
	*http.Request
	tag   lang.Tag
	query url.Values
}

// maxReported is how many faults are told at once.
const maxReported = 20

// readRequest reads a request's parameters and language. It refuses parameters that nothing reads: a filter that is
// misspelt would otherwise be no filter. With an error, the request still says which language to tell it in.
func readRequest(r *http.Request, allowed []string) (request, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	req, errLanguage := newRequest(r, query)
	if err != nil || !utf8.ValidString(r.URL.RawQuery) {
		return req, fault.New(fault.Malformed, "api.bad-address", err)
	}
	if errLanguage != nil {
		return req, errLanguage
	}
	allowed = append([]string{"lang"}, allowed...)
	var details []fault.Detail
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(allowed, name) {
			details = append(details, fault.DetailOf(fault.Clip(name), "api.unknown-field", "allowed", strings.Join(allowed, ", ")))
		}
		if !utf8.ValidString(strings.Join(query[name], "")) {
			return req, fault.New(fault.Malformed, "api.not-utf8", nil)
		}
	}
	if len(details) > 0 {
		return req, fault.InvalidFields(details[:min(len(details), maxReported)])
	}
	return req, nil
}

// newRequest finds the language that the address asks for, or else the one that the caller prefers.
func newRequest(r *http.Request, query url.Values) (request, error) {
	tag, details := jsonhttp.Language(r, query)
	req := request{r, tag, query}
	if len(details) > 0 {
		return req, fault.InvalidFields(details)
	}
	return req, nil
}

// invalid is the error for one field, with the arguments of its message.
func invalid(field, key string, pairs ...string) error {
	return fault.InvalidFields([]fault.Detail{fault.DetailOf(field, key, pairs...)})
}
