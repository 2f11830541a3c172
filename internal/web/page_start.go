package web

import (
	"net/http"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
)

// listening is the need that a helpline on the first page answers: someone who listens to anyone.
const listening = "listening"

type startPage struct {
	frame
	Lines []line
	Parts []part
}

// line is a service in a list: whether it can be reached, and how.
type line struct {
	app.ServiceDoc
	Status state
	Reach  reach
}

// start offers the three things that a professional comes for, and who answers the telephone now.
func (v *visit) start() error {
	page := startPage{frame: v.frame("start", ""), Parts: v.parts()}
	open := app.ServiceFilter{Open: true, Roles: []string{directory.Helpline.String()}, Needs: []string{listening}}
	for _, s := range v.app.Services(open, v.at, v.tag) {
		page.Lines = append(page.Lines, v.line(s))
	}
	return v.show(http.StatusOK, "start", page)
}

func (v *visit) line(s app.ServiceDoc) line {
	return line{s, v.state(s.State.Now, s.State.Until, s.State.Opens, v.at), v.listedReach(s)}
}
