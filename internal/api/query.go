package api

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
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

// filter reads what a list of services is narrowed to, and the moment it is about.
func (api *API) filter(query url.Values) (app.ServiceFilter, time.Time, error) {
	open, err := single(query, "open")
	if err != nil || open != "" && open != "true" && open != "false" {
		return app.ServiceFilter{}, time.Time{}, invalid("open", "api.true-or-false")
	}
	at, err := single(query, "at")
	if err != nil {
		return app.ServiceFilter{}, time.Time{}, err
	}
	filter, moment, err := api.app.ReadFilter(needs(query), at, api.now())
	if err != nil {
		return app.ServiceFilter{}, time.Time{}, renamed(err)
	}
	filter.Open = open == "true"
	return filter, moment, nil
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
