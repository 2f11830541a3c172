package view

import (
	"slices"
	"strconv"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// inTheOpen is how many kinds of step stand unfolded: what to see to before anything else. The others are one touch
// away, and a search of the page finds them.
const inTheOpen = 2

// steps writes the steps, those of one kind together.
func (w decisionWriter) steps(steps []routing.StepDoc) Node {
	if len(steps) == 0 {
		return nil
	}
	section := el("section.steps", says("h2", w.words.T("web.decision.steps"))).with("id", "steps")
	for i, same := range runs(steps, func(s routing.StepDoc) string { return s.Kind }) {
		kind, name := "steps-kind.steps-"+same[0].Kind, says("h3", w.words.T("web.step."+same[0].Kind))
		if i < inTheOpen {
			section.hold(el("section."+kind, name, el("ul", list(same, w.step))))
			continue
		}
		count := says("span.fold-count", w.words.N("web.decision.step-count", len(same)))
		section.hold(el("details."+kind, el("summary", name, count), el("ul", list(same, w.step))))
	}
	return section
}

func (w decisionWriter) step(s routing.StepDoc) Node {
	var words Node = says("p.step-text", s.Text)
	if s.Kind == routing.Say.String() {
		words = el("blockquote.step-text", says("p", s.Text).with("data-person", ""))
	}
	return el("li.step", words, stepLines(s.Services, w.stepDoor), w.reasons(s.Because))
}

// urgentStep is a step of an emergency. Its numbers stand beside it, wherever else they are.
func (w decisionWriter) urgentStep(s routing.StepDoc) Node {
	return el("div.step", says("p.step-text", s.Text), stepLines(s.Services, w.stepLine), w.reasons(s.Because))
}

// stepLines writes the services beside a step.
func stepLines(services []routing.StepServiceDoc, show func(routing.StepServiceDoc) Node) Node {
	if len(services) == 0 {
		return nil
	}
	return el("ul.step-lines", list(services, show))
}

// stepDoor leads to the door of a service on this page, which says the rest once. A service without a door says it
// beside the step.
func (w decisionWriter) stepDoor(doc routing.StepServiceDoc) Node {
	door := slices.IndexFunc(w.d.Options, func(o routing.OptionDoc) bool { return o.Service.ID == doc.ID })
	if door < 0 {
		return w.stepLine(doc)
	}
	return el("li", link("a.step-service", "#"+doorID(door), text(doc.Name)))
}

// doorID is the anchor of a door. It is counted and not named: a browser keeps addresses, and names say much.
func doorID(door int) string { return "door-" + strconv.Itoa(door+1) }

// stepLine is a service with its number, whether it can be reached, and whether to check that.
func (w decisionWriter) stepLine(doc routing.StepServiceDoc) Node {
	reach := w.Reach(doc.Channels, doc.Check, w.d.At)
	parts := group{link("a.step-service", w.Page("services", doc.ID), text(doc.Name))}
	if len(reach.Phones) > 0 {
		parts = append(parts, text(" "), Phone(reach.Phones[0]), w.CheckMark(reach.Phones[0]))
	} else {
		for _, c := range reach.Others {
			parts = append(parts, text(" "), el("span.step-channel", c.Show()), w.CheckMark(c))
		}
	}
	if doc.State.Now != directory.NotKnown.String() {
		parts = append(parts, w.ShowState(w.State(doc.State, w.d.At)))
	}
	if doc.Check {
		parts = append(parts, w.checkMark())
	}
	return el("li", parts)
}
