package web

import (
	"html/template"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// state is whether something can be reached, in words, with the class that colours them. The words carry it all:
// the colour only helps.
type state struct {
	Now   string
	Words string
}

func (v *visit) state(now string, until, opens *time.Time, at time.Time) state {
	words := v.words.T("web.state." + now)
	switch {
	case now == "open" && until != nil:
		words = v.words.T("web.state.open-until", "time", v.moment(*until, at))
	case now == "closed" && opens != nil:
		words = v.words.T("web.state.opens", "time", v.moment(*opens, at))
	case opens != nil:
		words += " " + v.words.T("web.state.next", "time", v.moment(*opens, at))
	}
	return state{now, words}
}

// channelState is the state of a channel that has hours of its own. It is not told to call first: the channel may be
// a chat.
func (v *visit) channelState(now string, until, opens *time.Time, at time.Time) *state {
	s := v.state(now, until, opens, at)
	if now == directory.NotKnown.String() {
		s.Words = v.words.T("web.state.channel-unknown")
	}
	return &s
}

// moment writes an instant seen from another: the clock alone on the same day, else with the day in full. Never
// "tomorrow": the page may be about another day than the one on which it is read, or lie printed on a table.
func (v *visit) moment(t, from time.Time) string {
	t, from = t.In(v.app.Zone()), from.In(v.app.Zone())
	clock := t.Format("15:04")
	if t.Year() == from.Year() && t.YearDay() == from.YearDay() {
		return clock
	}
	return v.words.T("moment.day", "day", v.words.Day(t), "time", clock)
}

// channel is one way to reach a service, ready to be touched.
type channel struct {
	Kind  string
	Href  template.URL // made here, of digits or of an address that the pack was checked for
	Value string
	Label string
	State *state
	Check bool // less than sure, where the record as a whole is not
}

// Outside tells whether following the channel opens another site.
func (c channel) Outside() bool { return strings.HasPrefix(string(c.Href), "http") }

func newChannel(kind, value, label string, s *state) channel {
	c := channel{Kind: kind, Value: value, Label: label, State: s}
	switch {
	case kind == "phone":
		c.Href = template.URL("tel:" + directory.Digits(value))
	case kind == "sms":
		c.Href = template.URL("sms:" + directory.Digits(value))
	case kind == "email" && strings.Contains(value, "@"):
		c.Href = template.URL("mailto:" + value)
	case strings.HasPrefix(value, "https://"), strings.HasPrefix(value, "http://"):
		c.Href = template.URL(value)
		c.Value = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(value, "https://"), "http://"), "/")
		c.Value = strings.TrimPrefix(c.Value, "www.")
	}
	return c
}

// reach is the ways to reach a service: telephone numbers first and large, the rest after.
type reach struct {
	Phones []channel
	Others []channel
}

func newReach(list []channel) reach {
	var r reach
	for _, c := range list {
		if c.Kind == "phone" {
			r.Phones = append(r.Phones, c)
		} else {
			r.Others = append(r.Others, c)
		}
	}
	return r
}

// reach prepares the channels of a service, seen from a moment. Where the whole record is to be checked by phone, no
// single channel says so again.
func (v *visit) reach(list []routing.ChannelDoc, checked bool, at time.Time) reach {
	var all []channel
	for _, c := range list {
		var own *state
		if c.State != nil {
			own = v.channelState(c.State.Now, c.State.Until, c.State.Opens, at)
		}
		ready := newChannel(c.Kind, c.Value, c.Label, own)
		ready.Check = c.Check && !checked
		all = append(all, ready)
	}
	return newReach(all)
}

// listedReach is the channels of a service of the directory, as they are now.
func (v *visit) listedReach(s app.RowDoc) reach {
	var list []routing.ChannelDoc
	for _, c := range s.Channels {
		list = append(list, c.ChannelDoc)
	}
	return v.reach(list, s.CheckByPhone, v.at)
}
