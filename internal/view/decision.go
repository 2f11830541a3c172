package view

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/routing"
)

// Decision writes a decision with its reasons: what stands between the head and the foot of a page. The answers are
// those that it was made from.
func (v View) Decision(d routing.Document, sent Answers) Node {
	w := decisionWriter{v, d}
	urgent, rest := w.split()
	return el("div.answer-made",
		says("h1", v.words.T("web.decision.h1")),
		says("p.lead", v.words.T("web.decision.at", "day", v.Day(d.At), "time", d.At.Format("15:04"))),
		el("div.decision-head", w.emergency(urgent), w.answered(sent), w.firstDoor()),
		w.onPage(len(rest) > 0),
		el("div.columns", w.steps(rest), w.doors(), w.rejected(), w.open()),
		says("p.pack", v.words.T("web.decision.pack", "id", d.Pack.ID, "version", d.Pack.Version, "hash", d.Pack.Hash)+" "+
			v.words.T("web.decision.no-verdict")),
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
	return el("section.alarm", says("h2", w.words.T("web.step.emergency")), list(steps, w.urgentStep)).with("id", "emergency")
}

// answered repeats what was answered, with the ways to change it and to print.
func (w decisionWriter) answered(sent Answers) Node {
	var given Node = says("p", w.words.T("web.decision.nothing"))
	if facts := w.given(sent); len(facts) > 0 {
		given = el("dl.given", list(facts, func(f givenFact) Node {
			return el("div", says("dt", f.label), says("dd", strings.Join(f.values, ", ")))
		}))
	}
	return el("div.answered", given, w.again("route", sent,
		says("button.button.print", w.words.T("web.print")).with("type", "button").with("hidden", "")))
}

// again is the form that sends the same answers once more, to change them.
func (v View) again(page string, sent Answers, more ...Node) Node {
	change := says("button.button", v.words.T("web.change")).with("name", Edit).with("value", "1")
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

func (w decisionWriter) rejected() Node {
	if len(w.d.Rejected) == 0 {
		return nil
	}
	return el("section.rejected", says("h2", w.words.T("web.decision.rejected")),
		el("details.more", says("summary", w.words.N("web.decision.rejected-count", len(w.d.Rejected))),
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
	questions := openQuestions(w.d.Undecided)
	return el("section.open", says("h2", w.words.T("web.decision.open")), says("p.hint", w.words.T("web.decision.open-hint")),
		el("details.more", says("summary", w.words.N("web.decision.open-count", len(questions))), list(questions, func(q openQuestion) Node {
			return el("details", says("summary", q.ask), says("p", w.words.T("web.decision.open-rules")), points(q.rules))
		}))).with("id", "open")
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
	words := says("span", w.words.T(key)+" "+b.Text)
	dated := w.datedByID(b.Source)
	if len(b.Facts) == 0 && dated == nil {
		return el("p.why", words)
	}
	var used Node
	if facts := w.used(b.Facts); len(facts) > 0 {
		used = el("ul.used", list(facts, func(f givenFact) Node {
			return el("li", text(f.label+" "), says("strong", strings.Join(f.values, ", ")))
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
