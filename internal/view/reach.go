package view

import (
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// State is whether something can be reached, in words, with the class that colours them. The words carry it all:
// the colour only helps.
type State struct {
	Now   string `json:"now"`
	Words string `json:"words"`
	Of    string `json:"of,omitempty"` // the service, where a page kept by a device leaves a place for its state
}

// State says whether something can be reached, seen from a moment.
func (v View) State(s routing.StateDoc, at time.Time) State {
	words := v.words.T("web.state." + s.Now)
	switch {
	case s.Now == "open" && s.Until != nil:
		words = v.words.T("web.state.open-until", "time", v.Moment(*s.Until, at))
	case s.Now == "closed" && s.Opens != nil:
		words = v.words.T("web.state.opens", "time", v.Moment(*s.Opens, at))
	case s.Opens != nil:
		words += " " + v.words.T("web.state.next", "time", v.Moment(*s.Opens, at))
	}
	return State{Now: s.Now, Words: words}
}

// channelState is the state of a channel that has hours of its own. It is not told to call first: the channel may be
// a chat.
func (v View) channelState(doc routing.StateDoc, at time.Time) *State {
	s := v.State(doc, at)
	if s.Now == directory.NotKnown.String() {
		s.Words = v.words.T("web.state.channel-unknown")
	}
	return &s
}

// Channel is one way to reach a service, ready to be touched.
type Channel struct {
	Kind  string
	Href  string
	Value string
	Label string
	State *State
	Check bool // less than sure, where the record as a whole is not
}

// Outside tells whether following the channel opens another site.
func (c Channel) Outside() bool { return strings.HasPrefix(c.Href, "http") }

func newChannel(kind, value, label string, s *State) Channel {
	c := Channel{Kind: kind, Value: value, Label: label, State: s}
	switch {
	case kind == "phone":
		c.Href = "tel:" + directory.Digits(value)
	case kind == "sms":
		c.Href = "sms:" + directory.Digits(value)
	case kind == "email" && strings.Contains(value, "@"):
		c.Href = "mailto:" + value
	case strings.HasPrefix(value, "https://"), strings.HasPrefix(value, "http://"):
		c.Href = value
		c.Value = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(value, "https://"), "http://"), "/")
		c.Value = strings.TrimPrefix(c.Value, "www.")
	}
	return c
}

// Reach is the ways to reach a service: telephone numbers first and large, the rest after.
type Reach struct {
	Phones []Channel
	Others []Channel
}

// Reach prepares the channels of a service, seen from a moment. Where the whole record is to be checked by phone, no
// single channel says so again.
func (v View) Reach(list []routing.ChannelDoc, checked bool, at time.Time) Reach {
	var r Reach
	for _, doc := range list {
		var own *State
		if doc.State != nil {
			own = v.channelState(*doc.State, at)
		}
		c := newChannel(doc.Kind, doc.Value, doc.Label, own)
		c.Check = doc.Check && !checked
		if c.Kind == "phone" {
			r.Phones = append(r.Phones, c)
		} else {
			r.Others = append(r.Others, c)
		}
	}
	return r
}

// byVoice sets apart what can be read later, where there is a number to call: addresses on the web, for e-mail and post.
func (r Reach) byVoice() (near, later Reach) {
	if len(r.Phones) == 0 {
		return r, Reach{}
	}
	near.Phones = r.Phones
	for _, c := range r.Others {
		switch c.Kind {
		case "web", "email", "post":
			later.Others = append(later.Others, c)
		default:
			near.Others = append(near.Others, c)
		}
	}
	return near, later
}

// ShowState writes a state.
func (v View) ShowState(s State) Node {
	shown := says("p.state.state-"+s.Now, s.Words)
	if s.Of != "" {
		return shown.with("data-state", s.Of)
	}
	return shown
}

func (v View) state(s *State) Node {
	if s == nil {
		return nil
	}
	return v.ShowState(*s)
}

// CheckMark says that something is less than sure.
func (v View) CheckMark(c Channel) Node {
	if !c.Check {
		return group{}
	}
	return v.checkMark()
}

func (v View) checkMark() Node {
	return group{text(" "), says("span.check-mark", v.words.T("web.check"))}
}

// Phone is a telephone number to touch. It may be shown to the person.
func Phone(c Channel) Node {
	return link("a.phone", c.Href, receiver, says("span", c.Value).with("data-person", "").with("dir", "ltr"))
}

// Show writes what a channel says, to touch where it can be.
func (c Channel) Show() Node {
	switch {
	case c.Href == "":
		return text(c.Value)
	case c.Outside():
		return outside(c.Href, text(c.Value))
	}
	return link("a", c.Href, text(c.Value))
}

// ShowReach writes the ways to reach a service.
func (v View) ShowReach(r Reach) Node {
	note := func(c Channel) Node {
		if c.Label == "" {
			return nil
		}
		return group{text(" "), says("span.channel-note", c.Label)}
	}
	var both group
	if len(r.Phones) > 0 {
		both = append(both, el("ul.phones", list(r.Phones, func(c Channel) Node {
			return el("li", Phone(c), note(c), v.CheckMark(c), v.state(c.State))
		})))
	}
	if len(r.Others) > 0 {
		both = append(both, el("ul.channels", list(r.Others, func(c Channel) Node {
			return el("li", says("span.channel-kind", v.words.T("web.channel."+c.Kind)), text(" "), c.Show(), note(c),
				v.CheckMark(c), v.state(c.State))
		})))
	}
	return both
}
