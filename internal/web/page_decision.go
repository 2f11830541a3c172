package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/routing"
)

type decisionPage struct {
	frame
	At        time.Time
	Given     []givenFact
	Emergency []step
	Steps     []steps
	Doors     []doors
	Rejected  []rejection
	Open      []openQuestion
	Pack      routing.Ref
}

// steps are the steps of one kind.
type steps struct {
	Kind string
	List []step
}

type step struct {
	routing.StepDoc
	Lines   []stepLine
	Reasons []reason
}

// stepLine is a service beside a step, with its number.
type stepLine struct {
	ID     string
	Name   string
	Status *state // nil when nothing is known of its hours
	Check  bool   // what is known is less than sure: to be checked by phone
	Reach  reach
}

// doors are the options of one rank.
type doors struct {
	Rank int
	List []door
}

type door struct {
	routing.OptionDoc
	Status  state
	Checked string
	Reach   reach
	Reasons []reason
	Check   bool // what is known is less than sure: to be checked by phone
	Know    []routing.CautionDoc
	// Notes are the service's limits. At a first door they are in the open; at the others they are folded away, so
	// that on a small screen the next door is near.
	Notes []routing.CautionDoc
}

type rejection struct {
	ID, Name string
	Reason   reason
}

// reason is why, with the answers it rests on and where it is written.
type reason struct {
	Text    string
	Facts   []givenFact
	Sources []engine.SourceDoc
	Rejects bool // it speaks against a door
}

// openQuestion is a fact that is not known and that rules would read.
type openQuestion struct {
	Ask   string
	Rules []string
}

func (v *visit) decisionPage(d routing.Document, sent url.Values) decisionPage {
	page := decisionPage{frame: v.frame("route", ""), At: d.At, Given: v.given(sent), Pack: d.Pack}
	page.Kept = keep(sent)
	facts := v.factsByKey()
	for _, doc := range d.Steps {
		s := v.step(doc, d.At, facts)
		if doc.Kind == routing.Emergency.String() {
			page.Emergency = append(page.Emergency, s)
			continue
		}
		if n := len(page.Steps); n == 0 || page.Steps[n-1].Kind != doc.Kind {
			page.Steps = append(page.Steps, steps{Kind: doc.Kind})
		}
		last := &page.Steps[len(page.Steps)-1]
		last.List = append(last.List, s)
	}
	for _, doc := range d.Options {
		if n := len(page.Doors); n == 0 || page.Doors[n-1].Rank != doc.Rank {
			page.Doors = append(page.Doors, doors{Rank: doc.Rank})
		}
		last := &page.Doors[len(page.Doors)-1]
		last.List = append(last.List, v.door(doc, d.At, facts))
	}
	for _, doc := range d.Rejected {
		against := v.reason(doc.Because, facts)
		against.Rejects = true
		page.Rejected = append(page.Rejected, rejection{doc.Service.ID, doc.Service.Name, against})
	}
	page.Open = openQuestions(d.Undecided)
	return page
}

func (v *visit) factsByKey() map[string]engine.FactDoc {
	facts := map[string]engine.FactDoc{}
	for _, f := range v.app.Facts(v.tag) {
		facts[f.Key] = f
	}
	return facts
}

func (v *visit) step(doc routing.StepDoc, at time.Time, facts map[string]engine.FactDoc) step {
	s := step{StepDoc: doc, Reasons: v.reasons(doc.Because, facts)}
	for _, service := range doc.Services {
		s.Lines = append(s.Lines, v.stepLine(service, at))
	}
	return s
}

func (v *visit) stepLine(doc routing.StepServiceDoc, at time.Time) stepLine {
	l := stepLine{ID: doc.ID, Name: doc.Name, Check: doc.Check, Reach: v.reach(doc.Channels, doc.Check, at)}
	if doc.State.Now != directory.NotKnown.String() {
		status := v.state(doc.State.Now, doc.State.Until, doc.State.Opens, at)
		l.Status = &status
	}
	return l
}

func (v *visit) door(doc routing.OptionDoc, at time.Time, facts map[string]engine.FactDoc) door {
	d := door{OptionDoc: doc, Status: v.state(doc.State.Now, doc.State.Until, doc.State.Opens, at),
		Checked: string(doc.State.CheckedOn), Reasons: v.reasons(doc.Because, facts)}
	for _, c := range doc.Cautions {
		if c.Kind == "check" {
			d.Check = true
			continue
		}
		if c.Kind == "note" && doc.Rank > 1 {
			d.Notes = append(d.Notes, c)
			continue
		}
		d.Know = append(d.Know, c)
	}
	d.Reach = v.reach(doc.Channels, d.Check, at)
	return d
}

func (v *visit) reasons(list []routing.BecauseDoc, facts map[string]engine.FactDoc) []reason {
	var reasons []reason
	for _, because := range list {
		reasons = append(reasons, v.reason(because, facts))
	}
	return reasons
}

func (v *visit) reason(because routing.BecauseDoc, facts map[string]engine.FactDoc) reason {
	r := reason{Text: because.Text, Sources: v.app.Sources(because.Source, v.tag)}
	for key, values := range because.Facts {
		r.Facts = append(r.Facts, givenFact{facts[key].Label, v.labels(key, values)})
	}
	slices.SortFunc(r.Facts, func(a, b givenFact) int { return strings.Compare(a.Label, b.Label) })
	return r
}

// openQuestions groups what is undecided by the fact that is missing, in the order of the rules.
func openQuestions(list []routing.UndecidedDoc) []openQuestion {
	var open []openQuestion
	at := map[string]int{}
	for _, u := range list {
		i, seen := at[u.Missing]
		if !seen {
			i = len(open)
			at[u.Missing] = i
			open = append(open, openQuestion{Ask: u.Ask})
		}
		if !slices.Contains(open[i].Rules, u.Because) {
			open[i].Rules = append(open[i].Rules, u.Because)
		}
	}
	return open
}
