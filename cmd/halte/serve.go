package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/halte-brussels/halte/internal/api"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/server"
	"github.com/halte-brussels/halte/internal/web"
)

// memory is how much the program may use before it collects at once what it no longer needs. The pack takes less than
// half of it; the rest is for answers under way. It keeps the whole under 64 MiB, so that the smallest machine will do.
const memory = 40 << 20

// serve joins the pages and the API over one pack and answers until the context ends.
func serve(ctx context.Context, a *app.App, o cli.ServeOptions) error {
	if os.Getenv("GOMEMLIMIT") == "" { // an operator may know better
		debug.SetMemoryLimit(memory)
	}
	pages, answers, err := faces(a, o)
	if err != nil {
		return err
	}
	handler, err := server.New(server.Options{API: answers, Pages: pages, Words: a.In, Log: o.Log})
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
	report := func(err error) { o.Log.Error("internal error", "cause", err) }
	pages, err = web.New(a, web.Options{Now: o.Now, LeaveURL: o.LeaveURL, Report: report})
	if err != nil {
		return nil, nil, err
	}
	return pages, api.New(a, api.Options{Now: o.Now, Report: report}), nil
}
