package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/cli"
)

// The command line and the page list the same fingerprints, of everything, whenever they are asked.
func TestFingerprintsAreThoseOfThePage(t *testing.T) {
	s, _ := whole(t)
	prints, err := fingerprints(brussels(t), cli.ServeOptions{Now: func() time.Time { return time.Date(2027, 5, 1, 3, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(s.URL + "/en/about/integrity")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(string(body), " ", "")
	for _, print := range append(prints.Files, cli.Fingerprint{Path: "everything", SHA256: prints.Version}, cli.Fingerprint{Path: "pack", SHA256: prints.Hash}) {
		if !strings.Contains(page, print.SHA256) {
			t.Errorf("the page does not list %s %s", print.Path, print.SHA256)
		}
	}
	if listed := strings.Count(string(body), `class="print-name"`); listed != len(prints.Files) {
		t.Errorf("%d files, the page lists %d", len(prints.Files), listed)
	}
	other, err := fingerprints(brussels(t), cli.ServeOptions{Now: time.Now, LeaveURL: "https://www.meteo.be"})
	if err != nil || other.Version == prints.Version {
		t.Errorf("another page to leave to gives the same version %s, %v", other.Version, err)
	}
}
