package view_test

import (
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/view"
)

// A device writes the page that a server writes, for every case of the pack in every language.
func TestDeviceShowsWhatServerShows(t *testing.T) {
	p, words := packtest.Shipped(t)
	parcel, err := p.Speaking(words).Parcel()
	if err != nil {
		t.Fatal(err)
	}
	carried, err := engine.Open(parcel)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, p.Zone())
	for _, tag := range lang.Interface() {
		for _, c := range p.Cases {
			var pages [2]string
			for i, e := range []*engine.Engine{p.Speaking(words), carried} {
				v := view.New(e, e.In(tag)) // the device's words are those of the parcel
				d, err := e.Route(c.Facts, now)
				if err != nil {
					t.Fatal(err)
				}
				picture, err := e.Picture(c.Facts, tag)
				if err != nil {
					t.Fatal(err)
				}
				pages[i] = view.HTML(v.Decision(d.Document(e.In(tag)), nil)) + view.HTML(v.Picture(picture, nil))
			}
			if pages[0] != pages[1] {
				t.Errorf("%s in %s differs", c.ID, tag)
			}
			for i, page := range pages {
				if strings.Contains(page, "[web.") {
					t.Errorf("%s in %s lacks a word on %s", c.ID, tag, []string{"a server", "a device"}[i])
				}
			}
		}
	}
}
