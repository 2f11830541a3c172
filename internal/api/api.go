// Package api is Halte for other programs: JSON over HTTP under /api/v1/, described by openapi.json. It renders what
// internal/app returns and decides nothing itself.
//
// Facts and words about someone travel in bodies, never in addresses, and what answers them is not stored anywhere.
package api

import (
	"net/http"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/jsonhttp"
)

// Root is where the API lives.
const Root = "/api/v1/"

// maxBody is more than any situation needs.
const maxBody = 64 << 10

// Options is what the API takes from outside.
type Options struct {
	Now func() time.Time // passed in, so that an answer can be repeated
	// Report, if there is one, is told of errors that are ours, for the operator. They hold nothing that was sent.
	Report func(error)
}

// API answers the requests under Root.
type API struct {
	app    *app.App
	now    func() time.Time
	report func(error)
	mux    *http.ServeMux
}

// New returns the API over the use cases.
func New(a *app.App, o Options) *API {
	api := &API{app: a, now: o.Now, report: o.Report, mux: http.NewServeMux()}
	if api.report == nil {
		api.report = func(error) {}
	}
	methods := map[string][]string{}
	for _, r := range api.routes() {
		api.mux.Handle(r.method+" "+r.path, api.handle(r))
		methods[r.path] = append(methods[r.path], r.method)
	}
	for path, allowed := range methods {
		api.mux.Handle(path, jsonhttp.NotAllowed(allowed, api.ServeError))
	}
	api.mux.HandleFunc(Root, func(w http.ResponseWriter, r *http.Request) {
		api.ServeError(w, r, fault.New(fault.NotFound, "api.no-address", nil))
	})
	return api
}

// route is one thing that may be asked, with the parameters that its address takes besides lang.
type route struct {
	method, path string
	answer       answer
	parameters   []string
}

func (api *API) routes() []route {
	return []route{
		{http.MethodPost, Root + "route", api.route, nil},
		{http.MethodPost, Root + "picture", api.picture, nil},
		{http.MethodGet, Root + "guide", api.guide, nil},
		{http.MethodGet, Root + "guide/{topic}", api.topic, nil},
		{http.MethodGet, Root + "search", api.searchAddress, []string{"q"}},
		{http.MethodPost, Root + "search", api.searchBody, nil},
		{http.MethodGet, Root + "services", api.services, app.WantedNames()},
		{http.MethodPost, Root + "services", api.servicesBody, nil},
		{http.MethodGet, Root + "services/{id}", api.service, []string{"at"}},
		{http.MethodGet, Root + "services/{id}/{form}", api.serviceForm, []string{"neutral"}},
		{http.MethodGet, Root + "directory/{form}", api.directoryForm, nil},
		{http.MethodGet, Root + "facts", api.facts, nil},
		{http.MethodGet, Root + "pack", api.pack, nil},
		{http.MethodGet, Root + "openapi.json", api.openAPI, nil},
	}
}

// ServeHTTP answers a request.
func (api *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	api.mux.ServeHTTP(w, r)
}

// ServeError answers a request with an error that happened around it, in the API's own form.
func (api *API) ServeError(w http.ResponseWriter, r *http.Request, err error) {
	req, _ := newRequest(r, r.URL.Query())
	api.fail(w, req.tag, err)
}

// answer is what a route does: it returns a document to send, or an error.
type answer func(r request) (reply, error)

// reply is a document or a file, and whether it says anything about a person or about what someone looked for.
type reply struct {
	document any
	private  bool
	file     *file
}

// handle is the one place where answers and errors become responses.
func (api *API) handle(route route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req, err := readRequest(r, route.parameters)
		if err != nil {
			api.fail(w, req.tag, err)
			return
		}
		reply, err := route.answer(req)
		if err != nil {
			api.fail(w, req.tag, err)
			return
		}
		if reply.file != nil {
			api.sendFile(w, req, reply)
			return
		}
		send(w, req, reply)
	})
}
