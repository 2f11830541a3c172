package web

import (
	"net/http"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
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
	open, err := v.app.ReadWanted(map[string]any{"open": true, "role": directory.Helpline.String(), "need": listening,
		"per_page": maxListening}, v.at)
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
	return v.show(http.StatusOK, "start", page)
}

func (v *visit) line(s app.RowDoc) line {
	return line{s, v.view.State(s.State, v.at), v.reach(s)}
}

// reach is how a service of the directory is reached, as that is now.
func (v *visit) reach(s app.RowDoc) view.Reach {
	var list []routing.ChannelDoc
	for _, c := range s.Channels {
		list = append(list, c.ChannelDoc)
	}
	return v.view.Reach(list, s.CheckByPhone, v.at)
}
