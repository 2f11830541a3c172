// Package web is Halte as pages: written on the server, whole without script, in the language of their path. A page
// only shows what the use cases return. No fact and no query is ever part of an address: they arrive in the body of
// a POST, are used, and are forgotten with the page.
package web

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/tiles"
)

// defaultLeaveURL is where leaving leads unless the operator names another page: one that anybody may be reading.
const defaultLeaveURL = "https://www.wikipedia.org/"

// Options is what the pages take from outside.
type Options struct {
	Now      func() time.Time
	LeaveURL string         // a neutral page; the default is an encyclopaedia
	Tiles    *tiles.Archive // the ground of the map, if the operator gives one
	// Styleguide serves /styleguide too, for those who work on the pages.
	Styleguide bool
	// Report, if there is one, is told of errors that are ours, for the operator. They hold nothing that was sent.
	Report func(error)
}

// Site serves the pages. It does not change and may be used by many at once.
type Site struct {
	app      *app.App
	now      func() time.Time
	leaveURL string
	report   func(error)
	assets   *assets
	device   *deviceFiles
	tiles    *tiles.Archive
	ground   *atlas.Tiles
	views    views
	mux      *http.ServeMux
	copied   bool // the pages are those that a device keeps: nothing in them depends on now
	kit      kit
}

// New returns the pages over the use cases. Templates and assets are read here, so that a fault in them is a fault
// at the start and not in front of a person.
func New(a *app.App, o Options) (http.Handler, error) {
	s := &Site{app: a, now: o.Now, leaveURL: o.LeaveURL, report: o.Report, mux: http.NewServeMux(),
		tiles: o.Tiles, ground: ground(o.Tiles)}
	if s.now == nil {
		s.now = time.Now
	}
	if s.report == nil {
		s.report = func(error) {}
	}
	if s.leaveURL == "" {
		s.leaveURL = defaultLeaveURL
	}
	if u, err := url.Parse(s.leaveURL); err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("web: the page to leave to must be an https address, not %q", s.leaveURL)
	}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	parcel, err := a.Parcel()
	if err != nil {
		return nil, err
	}
	doc, err := a.Sheet()
	if err != nil {
		return nil, err
	}
	sheet, err := compact(doc)
	if err != nil {
		return nil, err
	}
	if s.device, err = newDeviceFiles(parcel, sheet, len(a.Directory.Services)); err != nil {
		return nil, err
	}
	if s.views, err = parseViews(a, s.assets, s.device); err != nil {
		return nil, err
	}
	s.routes()
	if o.Styleguide {
		s.styleguideRoutes()
	}
	return s, nil
}

// routes lists every address. Each page is registered once for each language, so that a language is never guessed
// from a pattern and /en/guide cannot meet /assets/….
func (s *Site) routes() {
	for _, tag := range lang.Interface() {
		s.page(tag, "GET /{$}", (*visit).start)
		s.page(tag, "GET /guide", (*visit).guide)
		s.page(tag, "GET /guide/{topic}", (*visit).topic)
		s.page(tag, "GET /signs", (*visit).signs)
		s.page(tag, "POST /signs", (*visit).picture)
		s.page(tag, "GET /talk", (*visit).talk)
		s.page(tag, "GET /talk/away", (*visit).away)
		s.page(tag, "GET /talk/after", (*visit).after)
		s.page(tag, "GET /breathe", (*visit).breathe)
		s.page(tag, "GET /phrases", (*visit).tongues)
		s.page(tag, "GET /phrases/{tongue}", (*visit).phrases)
		s.page(tag, "GET /route", (*visit).routeForm)
		s.page(tag, "POST /route", (*visit).route)
		s.page(tag, "GET /card", (*visit).cardForm)
		s.page(tag, "POST /card", (*visit).makeCard)
		s.page(tag, "POST /card/file", (*visit).cardFile)
		s.page(tag, "GET /card/marks", (*visit).marks)
		s.page(tag, "GET /n/{marks}", (*visit).neutral)
		s.page(tag, "GET /services", (*visit).services)
		s.page(tag, "POST /services", (*visit).filterServices)
		s.page(tag, "GET /services/{id}", (*visit).service)
		s.page(tag, "GET /services/{id}/contact.vcf", (*visit).contact)
		s.page(tag, "GET /services/{id}/contact.ics", (*visit).calendar)
		s.page(tag, "GET /search", (*visit).searchForm)
		s.page(tag, "POST /search", (*visit).search)
		s.page(tag, "GET /about", (*visit).about)
		s.page(tag, "GET /about/sources", (*visit).sources)
		s.page(tag, "GET /about/traces", (*visit).traces)
		s.page(tag, "GET /pause", (*visit).pause)
		s.page(tag, "GET /about/device", (*visit).prepared)
		s.page(tag, "GET /about/device/{app}", (*visit).prepared)
		s.page(tag, "POST /about/device", (*visit).removeCopy)
		s.page(tag, "GET /about/integrity", (*visit).integrity)
		s.page(tag, "GET /"+unreachedPage, (*visit).unreached)
		s.page(tag, "GET /"+unsentPage, (*visit).unsent)
		s.page(tag, "GET /leave", (*visit).leave)
		s.mux.Handle("GET /"+string(tag), http.RedirectHandler("/"+string(tag)+"/", http.StatusPermanentRedirect))
	}
	s.mux.HandleFunc("GET /{$}", s.chooseLanguage)
	s.mux.Handle("GET /assets/{hash}/{name...}", s.assets)
	s.mux.Handle("GET "+devicePath+"{hash}/{name}", s.device)
	s.mux.HandleFunc("GET /favicon.ico", s.icon)
	s.mux.HandleFunc("GET /"+workerName, s.serveWorker)
	s.mux.HandleFunc("GET "+manifestPath, s.serveManifest)
	s.mux.HandleFunc("GET "+bundlePath+"{language}", s.serveBundle)
	if s.tiles != nil {
		s.mux.HandleFunc("GET "+tilePath+"{z}/{x}/{y}", s.serveTile)
	}
	s.mux.HandleFunc("/", s.nowhere)
}

func (s *Site) styleguideRoutes() {
	for _, tag := range lang.Interface() {
		s.page(tag, "GET /styleguide", (*visit).styleguide)
	}
	s.mux.Handle("GET /styleguide", http.RedirectHandler("/"+string(lang.Interface()[0])+"/styleguide", http.StatusFound))
}

// ServeHTTP serves one page.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// chooseLanguage sends a reader of the bare address to the language that the browser asks for.
func (s *Site) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language")
	http.Redirect(w, r, "/"+string(lang.Accept(r.Header.Get("Accept-Language")))+"/", http.StatusFound)
}

// icon answers browsers that ask for an icon where no page told them of one.
func (s *Site) icon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, s.assets.url("icon.svg"), http.StatusFound)
}
