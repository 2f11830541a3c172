package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// Decision writes a decision with its reasons: what stands between the head and the foot of a page. The answers are
// those that it was made from.
func (v View) Decision(d routing.Document, sent Answers) Node {
	w := decisionWriter{v, d}
	urgent, rest := w.split()
	return el("div.answer-made",
		el("h1", text(v.words.T("web.decision.h1"))),
		el("p.lead", text(v.words.T("web.decision.at", "day", v.Day(d.At), "time", d.At.Format("15:04")))),
		w.emergency(urgent),
		w.answered(sent),
		w.firstDoor(),
		w.onPage(len(rest) > 0),
		el("div.columns", w.steps(rest), w.doors()),
		w.rejected(),
		w.open(),
		el("p.pack", text(v.words.T("web.decision.pack", "id", d.Pack.ID, "version", d.Pack.Version, "hash", d.Pack.Hash)+" "+
			v.words.T("web.decision.no-verdict"))),
	).with("data-facts", "")
}

// decisionWriter writes the parts of one decision.
type decisionWriter struct {
	View
	d routing.Document
}

// split sets the steps of an emergency apart from the others.
func (w decisionWriter) split() (urgent, rest []routing.StepDoc) {
	for _, s := range w.d.Steps {
		if s.Kind == routing.Emergency.String() {
			urgent = append(urgent, s)
		} else {
			rest = append(rest, s)
		}
	}
	return urgent, rest
}

func (w decisionWriter) emergency(steps []routing.StepDoc) Node {
	if len(steps) == 0 {
		return nil
	}
	return el("section.alarm", el("h2", text(w.words.T("web.step.emergency"))), list(steps, func(s routing.StepDoc) Node {
		return el("div.step", el("p.step-text", text(s.Text)), w.stepLines(s.Services), w.reasons(s.Because))
	})).with("id", "emergency")
}

// answered repeats what was answered, with the ways to change it and to print.
func (w decisionWriter) answered(sent Answers) Node {
	var given Node = el("p", text(w.words.T("web.decision.nothing")))
	if facts := w.given(sent); len(facts) > 0 {
		given = el("dl.given", list(facts, func(f givenFact) Node {
			return el("div", el("dt", text(f.label)), el("dd", text(strings.Join(f.values, ", "))))
		}))
	}
	return el("div.answered", given, w.again("route", sent,
		el("button.button.print", text(w.words.T("web.print"))).with("type", "button").with("hidden", "")))
}

// firstDoor names the first door above everything else that is long, with whether it is open and its number. What the
// person may see of it stands at the door itself.
func (w decisionWriter) firstDoor() Node {
	if len(w.d.Options) == 0 || w.d.Options[0].Rank != 1 {
		return nil
	}
	o := w.d.Options[0]
	var number Node
	if phones := w.Reach(o.Channels, true, w.d.At).Phones; len(phones) > 0 {
		number = link("a.phone", phones[0].Href, receiver, el("span", text(phones[0].Value)).with("dir", "ltr"))
	}
	return el("div.first-door", el("p.tag", text(w.words.T("web.decision.first"))),
		el("p.first-door-name", link("a", "#doors", text(o.Service.Name))), w.ShowState(w.State(o.State, w.d.At)), number)
}

// again is the form that sends the same answers once more, to change them.
func (v View) again(page string, sent Answers, more ...Node) Node {
	change := el("button.button", text(v.words.T("web.change"))).with("name", Edit).with("value", "1")
	return el("form.again", kept(sent), change, text(" "), group(more)).with("method", "post").with("action", v.Page(page)).
		with("autocomplete", "off").with("data-device", page)
}

func (w decisionWriter) onPage(steps bool) Node {
	entry := func(holds bool, id string) Node {
		return when(holds, el("li", link("a", "#"+id, text(w.words.T("web.decision."+id)))))
	}
	return el("nav.on-page", el("ul", entry(steps, "steps"), entry(len(w.d.Options) > 0, "doors"),
		entry(len(w.d.Rejected) > 0, "rejected"), entry(len(w.d.Undecided) > 0, "open"))).
		with("aria-label", w.words.T("web.on-page"))
}

// steps writes the steps, those of one kind together.
func (w decisionWriter) steps(steps []routing.StepDoc) Node {
	if len(steps) == 0 {
		return nil
	}
	kinds := runs(steps, func(s routing.StepDoc) string { return s.Kind })
	return el("section.steps", el("h2", text(w.words.T("web.decision.steps"))), list(kinds, func(same []routing.StepDoc) Node {
		kind := same[0].Kind
		return el("section.steps-kind.steps-"+kind, el("h3", text(w.words.T("web.step."+kind))), el("ul", list(same, w.step)))
	})).with("id", "steps")
}

func (w decisionWriter) step(s routing.StepDoc) Node {
	var words Node = el("p.step-text", text(s.Text))
	if s.Kind == routing.Say.String() {
		words = el("blockquote.step-text", el("p", text(s.Text)).with("data-person", ""))
	}
	return el("li.step", words, w.stepLines(s.Services), w.reasons(s.Because))
}

// stepLines writes the services beside a step, with their numbers.
func (w decisionWriter) stepLines(services []routing.StepServiceDoc) Node {
	if len(services) == 0 {
		return nil
	}
	return el("ul.step-lines", list(services, w.stepLine))
}

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

// doors writes the options, those of one rank together.
func (w decisionWriter) doors() Node {
	if len(w.d.Options) == 0 {
		return nil
	}
	ranks := runs(w.d.Options, func(o routing.OptionDoc) int { return o.Rank })
	return el("section.doors", el("h2", text(w.words.T("web.decision.doors"))), el("p.hint", text(w.words.T("web.decision.room"))),
		list(ranks, func(same []routing.OptionDoc) Node {
			return el("section.doors-rank", el("h3", text(w.words.T("web.rank."+strconv.Itoa(same[0].Rank)))), list(same, w.door))
		})).with("id", "doors")
}

func (w decisionWriter) door(o routing.OptionDoc) Node {
	status := w.State(o.State, w.d.At)
	check, know, notes := w.cautions(o)
	checked := w.words.T("web.checked-on", "date", w.Date(directory.Date(o.State.CheckedOn)))
	var sure Node = el("p.checked", text(checked))
	if check {
		sure = el("p.check", text(w.words.T("web.check")+" "+checked))
	}
	return el("article.door.door-"+status.Now,
		el("p.tag", text(w.words.T("web.role."+o.Role))),
		el("h4", link("a", w.Page("services", o.Service.ID), text(o.Service.Name))),
		w.ShowState(status),
		w.ShowReach(w.Reach(o.Channels, check, w.d.At)),
		sure, w.reasons(o.Because), know, notes, w.tell(o),
	).with("data-service", o.Service.ID)
}

// cautions writes what to know first. A service's limits are in the open at a first door; at the others they are
// folded away, so that on a small screen the next door is near.
func (w decisionWriter) cautions(o routing.OptionDoc) (check bool, know, notes Node) {
	var open, folded []routing.CautionDoc
	for _, c := range o.Cautions {
		switch {
		case c.Kind == "check":
			check = true
		case c.Kind == "note" && o.Rank > 1:
			folded = append(folded, c)
		default:
			open = append(open, c)
		}
	}
	show := func(cautions []routing.CautionDoc) Node {
		return el("ul.know", list(cautions, func(c routing.CautionDoc) Node { return el("li.know-"+c.Kind, text(c.Text)) }))
	}
	if len(open) > 0 {
		know = show(open)
	}
	if len(folded) > 0 {
		notes = el("details.why", el("summary", text(w.words.N("web.notes", len(folded)))), show(folded))
	}
	return check, know, notes
}

// tell writes how to speak of a service to the person.
func (w decisionWriter) tell(o routing.OptionDoc) Node {
	if o.Tell == "" {
		return nil
	}
	words := el("blockquote", el("p", text(o.Tell)).with("data-person", ""))
	if o.Rank == 1 {
		return el("div.tell", el("p.tag", text(w.words.T("web.tell"))), words)
	}
	return el("details.tell", el("summary", text(w.words.T("web.tell"))), words)
}

func (w decisionWriter) rejected() Node {
	if len(w.d.Rejected) == 0 {
		return nil
	}
	return el("section.rejected", el("h2", text(w.words.T("web.decision.rejected"))),
		el("details.more", el("summary", text(w.words.N("web.decision.rejected-count", len(w.d.Rejected)))),
			el("ul", list(w.d.Rejected, func(r routing.RejectedDoc) Node {
				return el("li", el("h3", link("a", w.Page("services", r.Service.ID), text(r.Service.Name))),
					w.reason("web.rejected-because", r.Because))
			})))).with("id", "rejected")
}

// open writes which facts are not known and what rules would make of them.
func (w decisionWriter) open() Node {
	if len(w.d.Undecided) == 0 {
		return nil
	}
	return el("section.open", el("h2", text(w.words.T("web.decision.open"))), el("p.hint", text(w.words.T("web.decision.open-hint"))),
		list(openQuestions(w.d.Undecided), func(q openQuestion) Node {
			return el("details", el("summary", text(q.ask)), el("p", text(w.words.T("web.decision.open-rules"))), points(q.rules))
		})).with("id", "open")
}

// openQuestion is a fact that is not known and that rules would read.
type openQuestion struct {
	ask   string
	rules []string
}

// openQuestions groups what is undecided by the fact that is missing, in the order of the rules.
func openQuestions(undecided []routing.UndecidedDoc) []openQuestion {
	var open []openQuestion
	at := map[string]int{}
	for _, u := range undecided {
		i, seen := at[u.Missing]
		if !seen {
			i = len(open)
			at[u.Missing] = i
			open = append(open, openQuestion{ask: u.Ask})
		}
		if !slices.Contains(open[i].rules, u.Because) {
			open[i].rules = append(open[i].rules, u.Because)
		}
	}
	return open
}

func (w decisionWriter) reasons(because []routing.BecauseDoc) Node {
	return list(because, func(b routing.BecauseDoc) Node { return w.reason("web.because", b) })
}

// reason writes why, with the answers it rests on and where it is written.
func (w decisionWriter) reason(key string, b routing.BecauseDoc) Node {
	words := el("span", text(w.words.T(key)+" "+b.Text))
	dated := w.datedByID(b.Source)
	if len(b.Facts) == 0 && dated == nil {
		return el("p.why", words)
	}
	var used Node
	if facts := w.used(b.Facts); len(facts) > 0 {
		used = el("ul.used", list(facts, func(f givenFact) Node {
			return el("li", text(f.label+" "), el("strong", text(strings.Join(f.values, ", "))))
		}))
	}
	return el("details.why", el("summary", words), used, dated)
}

func (w decisionWriter) used(rest map[string][]string) []givenFact {
	list := w.given(rest)
	slices.SortFunc(list, func(a, b givenFact) int { return strings.Compare(a.label, b.label) })
	return list
}

// runs cuts a list where what a key says of its parts changes.
func runs[T any, K comparable](parts []T, key func(T) K) [][]T {
	var out [][]T
	for i, part := range parts {
		if i == 0 || key(part) != key(parts[i-1]) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], part)
	}
	return out
}
