package routing

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// Document is a decision written in one language: what the API sends, and what pages and the terminal show.
// Instants are RFC 3339 in the pack's zone.
type Document struct {
	Pack      Ref            `json:"pack"`
	Lang      lang.Tag       `json:"lang"`
	At        time.Time      `json:"at"`
	Steps     []StepDoc      `json:"steps"`
	Options   []OptionDoc    `json:"options"`
	Rejected  []RejectedDoc  `json:"rejected"`
	Undecided []UndecidedDoc `json:"undecided"`
	Supplied  *SuppliedDoc   `json:"supplied,omitempty"`
}

// SuppliedDoc is how many imported services meet the needs, of which only the most useful are among the options.
type SuppliedDoc struct {
	Shown   int `json:"shown"`
	Total   int `json:"total"`
	Misfits int `json:"misfits"` // meet a need and are known not to fit
}

// StepDoc is one step.
type StepDoc struct {
	ID       string           `json:"id"`
	Kind     string           `json:"kind"`
	Text     string           `json:"text"`
	Services []StepServiceDoc `json:"services,omitempty"` // whose numbers stand beside the step
	Because  []BecauseDoc     `json:"because"`
	Source   []string         `json:"source"`
}

// ServiceRef names a service.
type ServiceRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// StepServiceDoc is a service beside a step. It is called at once, from there, so it says by itself what an option
// says: whether it can be reached, and whether to check by phone first.
type StepServiceDoc struct {
	ServiceRef
	Check    bool         `json:"check"`
	State    StateDoc     `json:"state"`
	Channels []ChannelDoc `json:"channels"`
}

// OptionDoc is one service to turn to.
type OptionDoc struct {
	Service  ServiceRef   `json:"service"`
	Role     string       `json:"role"`
	For      string       `json:"for,omitempty"` // who it is for, in words
	Rank     int          `json:"rank"`
	State    StateDoc     `json:"state"`
	Channels []ChannelDoc `json:"channels"`
	Because  []BecauseDoc `json:"because"`
	Cautions []CautionDoc `json:"cautions"`
	Tell     string       `json:"tell,omitempty"` // words for the person, without any withheld word
}

// CautionDoc is something to know first: what a rule says, what to ask, that an interpreter is needed, that the
// record is to be checked by phone, or a limit of the service.
type CautionDoc struct {
	Kind string `json:"kind"` // rule, ask, interpreter, check, note
	Text string `json:"text"`
}

// BecauseDoc is one reason: the rule or the fit, the facts used, and the source.
type BecauseDoc struct {
	Rule   string              `json:"rule,omitempty"`
	Fit    string              `json:"fit,omitempty"` // need, or the fact that decided
	Text   string              `json:"text"`
	Facts  map[string][]string `json:"facts,omitempty"`
	Source []string            `json:"source,omitempty"`
}

// RejectedDoc is a service that is not an option, and why.
type RejectedDoc struct {
	Service ServiceRef `json:"service"`
	Because BecauseDoc `json:"because"`
}

// UndecidedDoc is a rule that one more fact would decide.
type UndecidedDoc struct {
	Rule    string `json:"rule"`
	Missing string `json:"missing"`
	Ask     string `json:"ask"`
	Because string `json:"because"`
}

// Document writes the decision in the printer's language.
func (d *Decision) Document(p lang.Printer) Document {
	w := writer{d, p}
	doc := Document{Pack: d.Pack, Lang: p.Tag, At: d.At, Steps: []StepDoc{}, Options: []OptionDoc{},
		Rejected: []RejectedDoc{}, Undecided: []UndecidedDoc{}}
	for _, s := range d.Steps {
		doc.Steps = append(doc.Steps, w.step(s))
	}
	for i := range d.Options {
		doc.Options = append(doc.Options, w.option(&d.Options[i]))
	}
	for _, r := range d.Rejected {
		if w.mayKnow(r) {
			doc.Rejected = append(doc.Rejected, RejectedDoc{w.ref(r.Service), w.rejection(r)})
		}
	}
	for _, u := range d.Undecided {
		fact := d.router.vocabulary.Fact(u.Missing)
		doc.Undecided = append(doc.Undecided, UndecidedDoc{u.Rule.ID, u.Missing.String(), fact.Label.In(p.Tag),
			u.Rule.Because.In(p.Tag)})
	}
	if d.Supplied != (Supplied{}) {
		supplied := SuppliedDoc(d.Supplied)
		doc.Supplied = &supplied
	}
	return doc
}

// writer writes the parts of one decision in one language.
type writer struct {
	d *Decision
	p lang.Printer
}

func (w writer) step(s Advice) StepDoc {
	doc := StepDoc{ID: s.ID, Kind: s.Kind.String(), Text: s.Text.In(w.p.Tag), Because: w.reasons(s.Because)}
	for _, id := range s.Services {
		if service, ok := w.d.router.directory.Service(id); ok {
			doc.Services = append(doc.Services, StepServiceDoc{w.ref(service), service.ByPhone(),
				StateOf(service, w.d.At, w.d.router.directory.Zone()), w.channels(service)})
		}
	}
	for _, r := range s.Because {
		for _, id := range r.Rule.Sources {
			if !slices.Contains(doc.Source, id) { // rules that ask for the same step often rest on the same source
				doc.Source = append(doc.Source, id)
			}
		}
	}
	return doc
}

func (w writer) ref(s *directory.Service) ServiceRef { return ServiceRef{s.ID, s.Name.In(w.p.Tag)} }

func (w writer) option(o *Option) OptionDoc {
	s := o.Service
	return OptionDoc{
		Service:  w.ref(s),
		Role:     s.Role.String(),
		For:      s.For.Who.In(w.p.Tag),
		Rank:     o.Rank,
		State:    stateDoc(o.State, s.FieldEvidence("hours").CheckedOn),
		Channels: w.channels(s),
		Because:  w.reasons(o.Because),
		Cautions: w.cautions(o),
		Tell:     s.Neutral.In(w.p.Tag),
	}
}

func (w writer) channels(s *directory.Service) []ChannelDoc {
	list := []ChannelDoc{}
	for i := range s.Channels {
		list = append(list, ChannelOf(s, &s.Channels[i], w.d.At, w.d.router.directory.Zone(), w.p.Tag))
	}
	return list
}

func (w writer) cautions(o *Option) []CautionDoc {
	list := []CautionDoc{}
	for _, text := range o.Cautions {
		list = append(list, CautionDoc{"rule", text.In(w.p.Tag)})
	}
	if o.Service.ByPhone() {
		list = append(list, CautionDoc{"check", w.p.T("caution.check")})
	}
	if o.Interpreter {
		list = append(list, CautionDoc{"interpreter", w.p.T("caution.interpreter")})
	}
	for _, c := range o.Ask {
		list = append(list, CautionDoc{"ask", w.p.T(c.Reason+".ask", "values", w.accepted(c), "not", w.refused(c))})
	}
	for _, note := range o.Service.Notes {
		list = append(list, CautionDoc{"note", note.In(w.p.Tag)})
	}
	return list
}

// mayKnow tells whether a service that is no option is named all the same. One that is turned away, or not for them,
// because of who is in front of the professional is not: someone who acts violently, and may read the page along, must
// not learn here where the other may have gone. To anyone else, that a service is for others is no loss.
func (w writer) mayKnow(r Rejected) bool {
	if rule := r.Because.Rule; rule != nil && len(rule.When[facts.Speaker.String()]) > 0 {
		return false
	}
	speaker := w.d.Facts.Set[facts.Speaker]
	return !slices.ContainsFunc(r.Service.Conditions(), func(c directory.Condition) bool {
		return c.Key == facts.Speaker && speaker != 0 && speaker&c.Accept == 0
	})
}

func (w writer) reasons(reasons []Reason) []BecauseDoc {
	list := make([]BecauseDoc, 0, len(reasons))
	for _, r := range reasons {
		list = append(list, w.reason(r))
	}
	return list
}

func (w writer) reason(r Reason) BecauseDoc {
	if r.Kind == ByNeed {
		need := w.d.router.vocabulary.Fact(facts.Needs).Values[r.Need]
		doc := BecauseDoc{Fit: "need", Text: w.p.T("because.need", "need", need.Label.In(w.p.Tag))}
		if r.Rule == nil {
			doc.Facts = map[string][]string{facts.Needs.String(): {need.ID}}
			return doc
		}
		doc.Rule, doc.Facts, doc.Source = r.Rule.ID, w.used(r.Rule), r.Rule.Sources
		return doc
	}
	text := r.Text
	if text == nil {
		text = r.Rule.Because
	}
	return BecauseDoc{Rule: r.Rule.ID, Text: text.In(w.p.Tag), Facts: w.used(r.Rule), Source: r.Rule.Sources}
}

func (w writer) rejection(r Rejected) BecauseDoc {
	if r.Because.Kind != ByCondition {
		return w.reason(r.Because)
	}
	c := *r.Because.Condition
	return BecauseDoc{
		Fit:    c.Key.String(),
		Text:   w.p.T(c.Reason, "values", w.accepted(c), "not", w.refused(c)),
		Facts:  map[string][]string{c.Key.String(): w.d.Given(c.Key)},
		Source: r.Service.FieldEvidence("for").Source,
	}
}

// used lists the facts that a rule read, as they were given.
func (w writer) used(r *Rule) map[string][]string {
	used := map[string][]string{}
	for name := range r.When {
		key, ok := facts.KeyNamed(name)
		if ok && w.d.Facts.Set.Known(key) {
			used[name] = w.d.Given(key)
		}
	}
	return used
}

// Given lists the values of a fact by id. A language that the pack does not list is there by its own tag.
func (d *Decision) Given(key facts.Key) []string {
	list := d.router.vocabulary.Given(d.Facts.Set, key).Values
	if others := d.Facts.OtherLanguages; key == facts.Languages && len(others) > 0 {
		list = append(slices.DeleteFunc(list, func(id string) bool { return id == "other" }), others...)
	}
	return list
}

// accepted names the values that a condition accepts; refused, those that it does not.
func (w writer) accepted(c directory.Condition) string { return w.values(c.Key, c.Accept) }
func (w writer) refused(c directory.Condition) string  { return w.values(c.Key, ^c.Accept) }

func (w writer) values(key facts.Key, mask uint64) string {
	text := ""
	for i, value := range w.d.router.vocabulary.Fact(key).Values {
		if mask&(1<<i) == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += value.Label.In(w.p.Tag)
	}
	return text
}
