package main

import (
	"context"
	"fmt"
	"net"

	"github.com/halte-brussels/halte/internal/api"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/server"
	"github.com/halte-brussels/halte/internal/web"
)

// serve joins the pages and the API over one pack and answers until the context ends.
func serve(ctx context.Context, a *app.App, o cli.ServeOptions) error {
	pages, err := web.New(a, web.Options{Now: o.Now, LeaveURL: o.LeaveURL})
	if err != nil {
		return err
	}
	handler, err := server.New(server.Options{API: api.New(a, o.Now), Pages: pages, Words: a.In, Log: o.Log})
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
