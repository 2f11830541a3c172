package api

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// maxQuery is how many bytes of words a search takes.
const maxQuery = 500

// serviceList is services with their state at a moment.
type serviceList struct {
	At       time.Time        `json:"at"`
	Services []app.ServiceDoc `json:"services"`
}

func (api *API) services(r request) (reply, error) {
	filter, at, err := api.filter(r.query)
	if err != nil {
		return reply{}, err
	}
	return reply{serviceList{at, api.app.Services(filter, at, r.tag)}, asksMore(r.query)}, nil
}

func (api *API) service(r request) (reply, error) {
	_, at, err := api.filter(r.query)
	if err != nil {
		return reply{}, err
	}
	service, err := api.app.Service(r.PathValue("id"), at, r.tag)
	return reply{service, asksMore(r.query)}, err
}

// asksMore tells whether a request looks for something in particular: what answers that is not kept.
func asksMore(query url.Values) bool { return len(query) > 1 || len(query) == 1 && !query.Has("lang") }

// filter reads what a list of services is narrowed to, and the moment it is about. The vocabulary reads the values,
// so that a need that does not exist is an error here as it is in facts.
func (api *API) filter(query url.Values) (app.ServiceFilter, time.Time, error) {
	open, err := single(query, "open")
	if err != nil || open != "" && open != "true" && open != "false" {
		return app.ServiceFilter{}, time.Time{}, invalid("open", "api.true-or-false")
	}
	at, err := single(query, "at")
	if err != nil {
		return app.ServiceFilter{}, time.Time{}, err
	}
	vocabulary := api.app.Pack().Vocabulary
	read, err := vocabulary.Parse(map[string]any{"at": at, facts.Needs.String(): needs(query)})
	if err != nil {
		return app.ServiceFilter{}, time.Time{}, renamed(err)
	}
	moment := read.At
	if moment.IsZero() {
		moment = api.now()
	}
	filter := app.ServiceFilter{Open: open == "true", Needs: vocabulary.Given(read.Set, facts.Needs).Values}
	return filter, moment.In(api.app.Zone()), nil
}

// needs lists the needs of an address: need=legal&need=shelter, or need=legal,shelter.
func needs(query url.Values) []any {
	var list []any
	for _, value := range query["need"] {
		for id := range strings.SplitSeq(value, ",") {
			list = append(list, id)
		}
	}
	return list
}

// renamed gives a field the name that the address has for it.
func renamed(err error) error {
	e := fault.From(err)
	for i, d := range e.Details {
		if strings.HasPrefix(d.Field, facts.Needs.String()) {
			e.Details[i].Field = "need"
		}
	}
	return e
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
			details = append(details, detail(clip(name), "api.unknown-field", "allowed", strings.Join(allowed, ", ")))
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
	req := request{r, lang.Accept(r.Header.Get("Accept-Language")), query}
	values, asked := query["lang"]
	if !asked {
		return req, nil
	}
	if len(values) == 1 && lang.Speaks(lang.Tag(values[0])) {
		req.tag = lang.Tag(values[0])
		return req, nil
	}
	var known []string
	for _, tag := range lang.Interface() {
		known = append(known, string(tag))
	}
	return req, invalid("lang", "api.language", "allowed", strings.Join(known, ", "))
}

// invalid is the error for one field, with the arguments of its message.
func invalid(field, key string, pairs ...string) error {
	return fault.InvalidFields([]fault.Detail{detail(field, key, pairs...)})
}

func detail(field, key string, pairs ...string) fault.Detail {
	args := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return fault.Detail{Field: field, Key: key, Args: args}
}

// single reads a parameter that may be given once.
func single(query url.Values, name string) (string, error) {
	if len(query[name]) > 1 {
		return "", invalid(name, "api.twice")
	}
	return query.Get(name), nil
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
