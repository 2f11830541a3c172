package api

import (
	"net/url"
	"slices"

	"github.com/halte-brussels/halte/internal/app"
)

// maxQuery is how many bytes of words a search takes.
const maxQuery = 500

// services looks for services by what the address says.
func (api *API) services(r request) (reply, error) {
	raw := map[string]any{}
	for name, values := range r.query {
		if name == "lang" {
			continue
		}
		if len(values) > 1 && !app.Lists(name) {
			return reply{}, invalid(name, "api.twice")
		}
		list := make([]any, len(values))
		for i, v := range values {
			list[i] = v
		}
		raw[name] = list
	}
	return api.find(raw, r)
}

// servicesBody is for what may be about someone: it stays out of addresses, and so out of histories and logs.
func (api *API) servicesBody(r request) (reply, error) {
	raw, err := readObject(r.Request)
	if err != nil {
		return reply{}, err
	}
	return api.find(raw, r)
}

func (api *API) find(raw map[string]any, r request) (reply, error) {
	wanted, err := api.app.ReadWanted(raw, api.now())
	if err != nil {
		return reply{}, err
	}
	found, err := api.app.Find(wanted, r.tag)
	return reply{document: &found, private: len(raw) > 0}, err
}

func (api *API) service(r request) (reply, error) {
	at, err := single(r.query, "at")
	if err != nil {
		return reply{}, err
	}
	wanted, err := api.app.ReadWanted(map[string]any{"at": at}, api.now())
	if err != nil {
		return reply{}, err
	}
	service, err := api.app.Service(r.PathValue("id"), wanted.At, r.tag)
	return reply{document: service, private: at != ""}, err
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
