package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/view"
)

// listening is the need that a helpline on the first page answers: someone who listens to anyone.
const listening = "listening"

// maxListening is how many of them are shown.
const maxListening = 20

type startPage struct {
	frame
	Lines []line
	Parts []part
}

// line is a service in a list: whether it can be reached, and how.
type line struct {
	app.RowDoc
	Status view.State
	Reach  view.Reach
}

// start offers the three things that a professional comes for, and who answers the telephone now.
func (v *visit) start() error {
	page := startPage{frame: v.frame("start", ""), Parts: v.parts()}
	wanted := map[string]any{"role": directory.Helpline.String(), "need": listening, "per_page": maxListening}
	if !v.copied { // what a device keeps knows no now: it names them all, each with its hours
		wanted["open"] = true
	}
	open, err := v.app.ReadWanted(wanted, v.at)
	if err != nil {
		return err
	}
	found, err := v.app.Find(open, v.tag)
	if err != nil {
		return err
	}
	for _, s := range found.Services[:min(found.Sure, len(found.Services))] {
		page.Lines = append(page.Lines, v.line(s.RowDoc))
	}
	if v.copied { // the published order puts first who can be reached now
		slices.SortFunc(page.Lines, byName)
	}
	return v.show(http.StatusOK, "start", page)
}

func (v *visit) line(s app.RowDoc) line {
	return line{s, v.status(s), v.reach(s)}
}

func byName(a, b line) int { return strings.Compare(a.Name, b.Name) }
