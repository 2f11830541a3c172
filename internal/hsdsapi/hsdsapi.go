// Package hsdsapi serves the directory to other programs as the API of HSDS 3.1 (Open Referral), under /hsds/, with a
// profile for what HSDS lacks. It decides nothing: it asks a Directory and writes what internal/hsds makes of it.
//
// Words that someone searches for can be sent in a body instead of an address, and what answers them is not stored.
package hsdsapi

import (
	"net/http"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// Root is where the API lives.
const Root = "/hsds/"

// maxBody is more than any list of parameters needs.
const maxBody = 64 << 10

// Options is what the API takes from outside.
type Options struct {
	// Directory gives the directory that is served now. It is asked once for each request, so that an answer is of one
	// piece.
	Directory func() Directory
	Write     func(lang.Tag) hsds.Options // how services are written; the moment is that of each request
	Words     func(lang.Tag) lang.Printer
	Now       func() time.Time // passed in, so that an answer can be repeated
	// Address, if it is known, is how this server is reached, such as https://halte.example. Otherwise it is what the
	// caller says it is.
	Address string
	// Report, if there is one, is told of errors that are ours, for the operator. They hold nothing that was sent.
	Report func(error)
}

// API answers the requests under Root.
type API struct {
	Options
	mux *http.ServeMux
}

// New returns the API over a directory.
func New(o Options) *API {
	api := &API{Options: o, mux: http.NewServeMux()}
	if api.Report == nil {
		api.Report = func(error) {}
	}
	methods := map[string][]string{}
	for _, r := range api.routes() {
		api.mux.Handle(r.method+" "+r.pattern(), api.handle(r))
		methods[r.pattern()] = append(methods[r.pattern()], r.method)
	}
	for pattern, allowed := range methods {
		api.mux.Handle(pattern, jsonhttp.NotAllowed(allowed, api.ServeError))
	}
	api.mux.HandleFunc(Root, func(w http.ResponseWriter, r *http.Request) {
		api.ServeError(w, r, fault.New(fault.NotFound, "hsds.no-address", nil))
	})
	return api
}

// route is one thing that may be asked, with the parameters that it takes besides lang.
type route struct {
	method, path string
	answer       answer
	parameters   []string
}

// pattern is the path as the mux has it: one that ends in a slash is that address and none below it.
func (r route) pattern() string {
	if strings.HasSuffix(r.path, "/") {
		return r.path + "{$}"
	}
	return r.path
}

// answer is what a route does: it returns a reply, or an error.
type answer func(r request) (reply, error)

func (api *API) routes() []route {
	list := []route{
		{http.MethodGet, Root, api.about, nil},
		{http.MethodGet, Root + "services/{id}", api.service, nil},
		{http.MethodGet, Root + "organizations/{id}", api.organization, []string{"full_service"}},
		{http.MethodGet, Root + "service_at_locations/{id}", api.serviceAtLocation, nil},
		{http.MethodGet, Root + "taxonomies/{id}", api.taxonomy, nil},
		{http.MethodGet, Root + "taxonomy_terms/{id}", api.taxonomyTerm, nil},
		{http.MethodGet, Root + "openapi.json", api.openAPI, nil},
		{http.MethodGet, Root + "profile/", api.profile, nil},
		{http.MethodGet, Root + "profile/{file}", api.profileFile, nil},
	}
	// The same list may be asked for with everything in the address, or with everything in the body.
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		list = append(list,
			route{method, Root + "services", api.services, paged("search", "taxonomy_term_id", "taxonomy_id", "organization_id",
				"modified_after", "minimal", "full")},
			route{method, Root + "organizations", api.organizations, paged("search", "taxonomy_term_id", "taxonomy_id", "full",
				"full_service")},
			route{method, Root + "service_at_locations", api.serviceAtLocations, paged("search", "taxonomy_term_id", "taxonomy_id",
				"organization_id", "modified_after", "full", "postcode", "proximity")},
			route{method, Root + "taxonomies", api.taxonomies, paged("search")},
			route{method, Root + "taxonomy_terms", api.taxonomyTerms, paged("search", "taxonomy_id", "top_only", "parent_id")})
	}
	return list
}

// paged is the parameters of a list.
func paged(parameters ...string) []string { return append(parameters, "page", "per_page", "format") }

// ServeHTTP answers a request.
func (api *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	api.mux.ServeHTTP(w, r)
}

// ServeError answers a request with an error that happened around it, in the API's own form.
func (api *API) ServeError(w http.ResponseWriter, r *http.Request, err error) {
	tag, _ := jsonhttp.Language(r, r.URL.Query())
	api.fail(w, tag, err)
}

// handle is the one place where answers and errors become responses.
func (api *API) handle(route route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req, err := api.read(r, route.parameters)
		if err != nil {
			api.fail(w, req.tag, err)
			return
		}
		reply, err := route.answer(req)
		if err != nil {
			api.fail(w, req.tag, err)
			return
		}
		api.send(w, req, reply)
	})
}
