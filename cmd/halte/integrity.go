package main

import (
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/web"
)

// fingerprints lists what the pages of this program send to a device.
func fingerprints(a *app.App, o cli.ServeOptions) (cli.Fingerprints, error) {
	pages, err := web.New(a, web.Options{Now: o.Now, LeaveURL: o.LeaveURL})
	if err != nil {
		return cli.Fingerprints{}, err
	}
	sent, err := pages.(*web.Site).Sent()
	if err != nil {
		return cli.Fingerprints{}, err
	}
	prints := cli.Fingerprints{Version: sent.Version, Program: sent.Program, Pack: sent.Pack.ID, Packed: sent.Pack.Version,
		Hash: sent.Pack.Hash}
	for _, f := range sent.Files {
		prints.Files = append(prints.Files, cli.Fingerprint{Path: f.Path, Bytes: f.Bytes, SHA256: f.SHA256})
	}
	return prints, nil
}
