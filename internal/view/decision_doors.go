package view

import (
	"strconv"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// firstDoor names the first door above everything else that is long, with whether it is open and its number. What the
// person may see of it stands at the door itself.
func (w decisionWriter) firstDoor() Node {
	if len(w.d.Options) == 0 || w.d.Options[0].Rank != 1 {
		return nil
	}
	o := w.d.Options[0]
	var number Node
	if phones := w.Reach(o.Channels, true, w.d.At).Phones; len(phones) > 0 {
		number = link("a.phone", phones[0].Href, receiver, says("span", phones[0].Value).with("dir", "ltr"))
	}
	return el("div.first-door", says("p.tag", w.words.T("web.decision.first")),
		el("p.first-door-name", link("a", "#"+doorID(0), text(o.Service.Name))),
		w.ShowState(w.State(o.State, w.d.At)), number, w.CardStart(w.forCard()))
}

// forCard is what a card would name to begin with: the first doors, and lines that answer now. Emergency numbers are
// known to all.
func (w decisionWriter) forCard() []string {
	const most = 3
	var doors, lines []string
	for _, o := range w.d.Options {
		switch {
		case o.Role == directory.Helpline.String() && o.State.Now == directory.Open.String():
			lines = append(lines, o.Service.ID)
		case o.Rank == 1 && len(doors) < most && o.Role != directory.Emergency.String() && o.Role != directory.Tool.String():
			doors = append(doors, o.Service.ID)
		}
	}
	all := append(doors, lines...)
	return all[:min(card.MaxDoors, len(all))]
}

// inFull is how many first doors say everything in the open. Where there are more, none does: equals look alike.
const inFull = 3

// doors writes the options, those of one rank together.
func (w decisionWriter) doors() Node {
	if len(w.d.Options) == 0 {
		return nil
	}
	section := el("section.doors", says("h2", w.words.T("web.decision.doors")), says("p.hint", w.words.T("web.decision.room"))).
		with("id", "doors")
	door, few := 0, len(w.d.Options) <= inFull || w.d.Options[inFull].Rank > 1
	for _, same := range runs(w.d.Options, func(o routing.OptionDoc) int { return o.Rank }) {
		rank := strconv.Itoa(same[0].Rank)
		ranked := el("section.doors-rank.doors-rank-"+rank, says("h3", w.words.T("web.rank."+rank)))
		for _, o := range same {
			ranked.hold(w.door(o, o.Rank == 1 && few).with("id", doorID(door)))
			door++
		}
		section.hold(ranked)
	}
	return section.hold(w.CardStart(w.forCard()))
}

// door is one option. The first doors say everything in the open. At the others what can be read later is folded away,
// so that on a small screen the next door is near.
func (w decisionWriter) door(o routing.OptionDoc, full bool) *element {
	status := w.State(o.State, w.d.At)
	check, know, notes := w.cautions(o)
	door := el("article.door.door-"+status.Now,
		says("p.tag", w.words.T("web.role."+o.Role)),
		el("h4", link("a", w.Page("services", o.Service.ID), text(o.Service.Name))),
		w.ShowState(status),
	).with("data-service", o.Service.ID)
	near, later := w.Reach(o.Channels, check, w.d.At), Reach{}
	if !full {
		near, later = near.byVoice()
	}
	door.hold(w.ShowReach(near))
	if check {
		door.hold(says("p.check", w.words.T("web.check")))
	}
	read := says("p.checked", w.words.T("web.checked-on", "date", w.Date(directory.Date(o.State.CheckedOn))))
	if full {
		return door.hold(read, w.reasons(o.Because), know, notes, w.tell(o))
	}
	first := min(1, len(o.Because))
	return door.hold(w.reasons(o.Because[:first]), know, el("details.door-more", says("summary", w.words.T("web.decision.door-more")),
		w.ShowReach(later), w.reasons(o.Because[first:]), notes, w.tell(o), read))
}

// cautions writes what to know first: what follows from what was told, and the limits of the service.
func (w decisionWriter) cautions(o routing.OptionDoc) (check bool, know, notes Node) {
	var told, limits group
	for _, c := range o.Cautions {
		switch c.Kind {
		case "check":
			check = true
		case "note":
			limits = append(limits, says("li.know-note", c.Text))
		default:
			told = append(told, says("li.know-"+c.Kind, c.Text))
		}
	}
	if len(told) > 0 {
		know = el("ul.know", told)
	}
	if len(limits) > 0 {
		notes = group{says("p.tag", w.words.N("web.notes", len(limits))), el("ul.know", limits)}
	}
	return check, know, notes
}

// tell writes how to speak of a service to the person.
func (w decisionWriter) tell(o routing.OptionDoc) Node {
	if o.Tell == "" {
		return nil
	}
	return el("div.tell", says("p.tag", w.words.T("web.tell")), el("blockquote", says("p", o.Tell).with("data-person", "")))
}
