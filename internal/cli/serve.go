package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/fault"
)

func (c *commands) serve() *cobra.Command {
	o := ServeOptions{Now: c.env.Now}
	var format string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages and the API",
		Long: "Serve the pages and the API over HTTP until interrupted. Only this machine can reach it unless --addr\n" +
			"says otherwise; before others may, put it behind HTTPS.\n\n" +
			"With --directory, the services of that file are served; when it is replaced, the new one is taken over without a\n" +
			"restart, whole or not at all.\n\n" +
			"The log holds one event for each request: method, route, status, duration, bytes. It never holds a fact,\n" +
			"a query, a body, an address or a user agent.",
		Example: "  halte serve\n  halte serve --addr 127.0.0.1:9000 --leave-url https://www.meteo.be",
		Args:    atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkServe(cmd, o, format); err != nil {
				return err
			}
			o.Log = c.logger(format)
			o.Ready = func(url string) { fmt.Fprintln(c.env.Err, c.printer().T("cli.ready", "url", url)) }
			return c.runServe(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.Addr, "addr", "127.0.0.1:8080", "address to listen on")
	cmd.Flags().StringVar(&o.LeaveURL, "leave-url", "", "where the button to leave quickly leads")
	cmd.Flags().StringVar(&o.Tiles, "tiles", "", "PMTiles file with pictures to draw beneath the map (see docs/map.md)")
	cmd.Flags().BoolVar(&o.Styleguide, "styleguide", false, "also serve /styleguide, for those who work on the pages")
	cmd.Flags().StringVar(&format, "log", "text", "form of the log: text or json")
	c.complete(cmd, "log", fixed("text", "json"))
	return cmd
}

func checkServe(cmd *cobra.Command, o ServeOptions, format string) error {
	if _, _, err := net.SplitHostPort(o.Addr); err != nil {
		return wrong(cmd, "cli.bad-addr", "value", o.Addr)
	}
	if format != "text" && format != "json" {
		return wrong(cmd, "cli.flag-value", "flag", "--log", "value", format)
	}
	return checkLeaveURL(cmd, o.LeaveURL)
}

func checkLeaveURL(cmd *cobra.Command, address string) error {
	if address == "" {
		return nil
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" {
		return wrong(cmd, "cli.bad-leave-url", "value", address)
	}
	return nil
}

func (c *commands) logger(format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(c.env.Err, nil))
	}
	return slog.New(slog.NewTextHandler(c.env.Err, nil))
}

func (c *commands) runServe(ctx context.Context, o ServeOptions) error {
	if c.env.Serve == nil {
		return errors.New("this program was built without a server")
	}
	o.Directory, o.Resize = c.file, c.env.Resize
	watcher := newWatcher(o)
	a, err := c.open()
	if err != nil {
		return err
	}
	if o.Directory != "" {
		go watcher.run(ctx, a, lookEvery)
	}
	err = c.env.Serve(ctx, a, o)
	if errors.Is(err, syscall.EADDRINUSE) {
		e := fault.New(fault.Internal, "cli.addr-in-use", nil)
		e.Args = map[string]string{"addr": o.Addr}
		return e
	}
	return err
}
