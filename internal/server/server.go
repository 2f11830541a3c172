// Package server joins the pages and the APIs behind one door: the headers that keep a browser discreet, the bounds
// that keep one caller from taking the house, and a log that knows nothing about anyone.
package server

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"github.com/halte-brussels/halte/internal/lang"
)

// Bounds on what one request may take.
const (
	maxBody       = 64 << 10
	maxHeader     = 16 << 10
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = 20 * time.Second
	idleTimeout   = 60 * time.Second
	farewell      = 10 * time.Second // how long requests under way may take when the server stops
)

// Options is what the server joins.
type Options struct {
	API      http.Handler                // answers /api/
	Exchange http.Handler                // answers /hsds/
	Pages    http.Handler                // answers everything else
	Words    func(lang.Tag) lang.Printer // for what the server itself has to say
	Log      *slog.Logger
}

// New returns the whole of Halte over HTTP.
func New(o Options) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle("/api/", face{o.API, o})
	mux.Handle("/hsds/", face{o.Exchange, o})
	mux.Handle("/", face{o.Pages, o})
	mux.HandleFunc("GET /healthz", health)

	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.say(w, r, http.StatusForbidden, "server.cross-origin")
	}))
	compress, err := gzhttp.NewWrapper(gzhttp.EnableZstd(false))
	if err != nil {
		return nil, fmt.Errorf("compress responses: %w", err)
	}
	// The log stands inside the bound on bodies, because that one copies the request: what the muxes note on it,
	// the route, must be read from the same copy.
	return http.MaxBytesHandler(observe(o.Log, patient(compress(sameOrigin.Handler(mux)))), maxBody), nil
}

func health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// say answers in plain words, in the reader's language, where no page and no JSON can.
func (o Options) say(w http.ResponseWriter, r *http.Request, status int, key string) {
	tag := lang.Accept(r.Header.Get("Accept-Language"))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Language", string(tag))
	w.WriteHeader(status)
	fmt.Fprintln(w, o.Words(tag).T(key))
}

// Serve answers on a listener until the context ends, and then lets requests under way finish.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, events *slog.Logger) error {
	s := &http.Server{
		Handler:                      handler,
		ReadHeaderTimeout:            headerTimeout,
		ReadTimeout:                  readTimeout,
		WriteTimeout:                 writeTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(quiet{events}, "", 0),
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		stopped <- s.Shutdown(last)
	}()
	if err := s.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// quiet notes that net/http had something to say, but not what: its words name addresses.
type quiet struct{ events *slog.Logger }

func (q quiet) Write(line []byte) (int, error) {
	q.events.Warn("connection failed")
	return len(line), nil
}
