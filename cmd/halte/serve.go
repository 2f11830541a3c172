package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/halte-brussels/halte/internal/api"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/hsdsapi"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/server"
	"github.com/halte-brussels/halte/internal/web"
)

// memory is how much the program may use before it collects at once what it no longer needs. The pack takes less than
// half of it; the rest is for answers under way. It keeps the whole under 64 MiB, so that the smallest machine will do.
const memory = 40 << 20

// memoryFor is that limit for a directory of so many services. A service in memory takes up to twenty kilobytes with the
// rows that are kept of it, one that stays in its file about half of one; no limit may be so tight that the program does
// nothing but collect.
func memoryFor(services int) int64 {
	return memory + 20<<10*int64(min(services, index.Holdable)) + 900*int64(max(0, services-index.Holdable))
}

// limitMemory sets the limit, unless an operator knows better.
func limitMemory(services int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryFor(services))
	}
}

// serve joins the pages and the APIs over one pack and answers until the context ends.
func serve(ctx context.Context, a *app.App, o cli.ServeOptions) error {
	limitMemory(a.Size())
	if os.Getenv("GOGC") == "" { // the limit above says when to collect; before that there is better to do
		debug.SetGCPercent(400)
	}
	pages, answers, err := faces(a, o)
	if err != nil {
		return err
	}
	handler, err := server.New(server.Options{API: answers, Exchange: exchange(a, o), Pages: pages, Words: a.In, Log: o.Log})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	o.Ready("http://" + listener.Addr().String() + "/")
	return server.Serve(ctx, listener, handler, o.Log)
}

// faces makes the pages and the API, which both tell the log of errors that are ours.
func faces(a *app.App, o cli.ServeOptions) (pages, answers http.Handler, err error) {
	ground, err := openTiles(o.Tiles)
	if err != nil {
		return nil, nil, err
	}
	pages, err = web.New(a, web.Options{Now: o.Now, LeaveURL: o.LeaveURL, Tiles: ground, Styleguide: o.Styleguide,
		Report: reportTo(o.Log)})
	if err != nil {
		return nil, nil, err
	}
	return pages, api.New(a, api.Options{Now: o.Now, Report: reportTo(o.Log)}), nil
}

// exchange makes the API of the exchange format, over the directory that is served.
func exchange(a *app.App, o cli.ServeOptions) http.Handler {
	info := a.Pack().Info
	areas := map[string][]string{}
	for _, area := range info.Areas {
		areas[area.ID] = area.Postcodes
	}
	served := &hsdsapi.Indexed{Index: a.Index, Namespace: info.ID, Areas: areas, Locate: a.IndexOptions().Locate}
	return hsdsapi.New(hsdsapi.Options{Directory: served.Now, Write: a.Written, Words: a.In, Now: o.Now,
		Report: reportTo(o.Log)})
}

func reportTo(log *slog.Logger) func(error) {
	return func(err error) { log.Error("internal error", "cause", err) }
}
