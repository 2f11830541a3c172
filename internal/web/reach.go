package web

import (
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
	"github.com/halte-brussels/halte/internal/view"
)

// status is the state of a service at the moment of the visit. A page that a device keeps will be read at another one,
// and "open" must not be read when it is no longer true: there the hours stand in words, in a place that the engine on
// the device finds by the id of the service and fills.
func (v *visit) status(s app.RowDoc) view.State {
	if !v.copied {
		return v.view.State(s.State, v.at)
	}
	words := v.words.T("web.state.unknown")
	if known, err := v.app.Service(s.ID, v.at, v.tag); err == nil && known.HoursInWords != "" {
		words = v.words.T("web.offline.hours", "hours", known.HoursInWords)
	}
	return view.State{Now: "hours", Words: words, Of: s.ID}
}

// reach is how a service of the directory is reached, as that is now, or with hours in words on a page that a device
// keeps.
func (v *visit) reach(s app.RowDoc) view.Reach {
	var list []routing.ChannelDoc
	for _, c := range s.Channels {
		list = append(list, c.ChannelDoc)
	}
	r := v.view.Reach(list, s.CheckByPhone, v.at)
	if !v.copied {
		return r
	}
	phones, others := r.Phones, r.Others // in the order of the service, each
	for _, c := range s.Channels {
		next := &others
		if c.Kind == directory.Phone.String() {
			next = &phones
		}
		(*next)[0].State, *next = v.hoursOf(c), (*next)[1:]
	}
	return r
}

// hoursOf is the hours of a channel that has its own, in the place of its state.
func (v *visit) hoursOf(c app.ChannelDoc) *view.State {
	switch {
	case c.HoursInWords != "":
		return &view.State{Now: "hours", Words: v.words.T("web.offline.hours", "hours", c.HoursInWords)}
	case c.State != nil:
		return &view.State{Now: "unknown", Words: v.words.T("web.state.channel-unknown")}
	}
	return nil
}
