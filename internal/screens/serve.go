package main

import (
	"net"
	"net/http"
	"time"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/pseudo"
	"github.com/halte-brussels/halte/internal/web"
)

// moment is when all pictures are taken, so that two runs can be compared: a Tuesday, in office hours.
func moment() time.Time { return time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC) }

// serve answers with the pages, on a port that is free, until it is stopped.
func serve() (base string, stop func(), err error) {
	files, err := content.Pack(content.Default)
	if err != nil {
		return "", nil, err
	}
	p, err := pack.Load(files)
	if err != nil {
		return "", nil, err
	}
	words, err := lang.LoadCatalogue()
	if err != nil {
		return "", nil, err
	}
	pages, err := web.New(app.New(p, words), web.Options{Now: moment, Styleguide: true})
	if err != nil {
		return "", nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: pseudo.Handler(pages), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	return "http://" + listener.Addr().String(), func() { _ = server.Close() }, nil
}
