package web

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/routing"
	"github.com/halte-brussels/halte/internal/view"
)

// styleguidePage shows what every page is made of: the tokens, with contrast as it is computed from the stylesheet, and
// each component with real content in each of its states. Its own words are for those who build Halte and stand in the
// template, in English. It is served only where the program was asked for it, and nothing links to it.
type styleguidePage struct {
	frame
	Tokens    tokens
	Questions []question
	States    []view.State
	Line      line
	Sections  []view.Section
	Decision  template.HTML
	Problems  []detail
}

func (v *visit) styleguide() error {
	page := styleguidePage{frame: v.frame("", ""), Tokens: readTokens(string(v.assets.files[stylesheet]))}
	page.Problems = []detail{{Field: "place", Label: v.words.T("web.field.area"), Text: v.words.T("fault.invalid")}}
	for _, now := range []string{"open", "closed", "appointment", "unknown"} {
		page.States = append(page.States, view.State{Now: now, Words: v.words.T("web.state." + now)})
	}
	page.Questions = v.sampleQuestions(page.Problems)
	var err error
	if page.Line, err = v.sampleLine(); err != nil {
		return err
	}
	if page.Sections, err = v.sampleSections(); err != nil {
		return err
	}
	if page.Decision, err = v.sampleDecision(); err != nil {
		return err
	}
	return v.show(http.StatusOK, "styleguide", page)
}

// sampleQuestions asks one fact of each form: one answer, several, and a text that is wrong.
func (v *visit) sampleQuestions(problems []detail) []question {
	var list []question
	for _, key := range []string{"leaving_home", "needs", "place"} {
		at := slices.IndexFunc(v.app.Facts(v.tag), func(f engine.FactDoc) bool { return f.Key == key })
		if at < 0 {
			continue
		}
		fact := v.app.Facts(v.tag)[at]
		fact.Values = fact.Values[:min(4, len(fact.Values))]
		sent := url.Values{}
		if len(fact.Values) > 0 {
			sent.Set(key, fact.Values[0].ID)
		}
		list = append(list, v.question(fact, sent, problems))
	}
	return list
}

// sampleLine is a service in a list: one that can be telephoned.
func (v *visit) sampleLine() (line, error) {
	wanted, err := v.app.ReadWanted(map[string]any{"role": directory.Helpline.String(), "per_page": 1}, v.at)
	if err != nil {
		return line{}, err
	}
	found, err := v.app.Find(wanted, v.tag)
	if err != nil || len(found.Services) == 0 {
		return line{}, err
	}
	return v.line(found.Services[0].RowDoc), nil
}

// sampleSections is one section of the guide of each shape, with the first of its items.
func (v *visit) sampleSections() ([]view.Section, error) {
	var list []view.Section
	for _, head := range v.app.Topics(v.tag) {
		topic, err := v.app.Topic(head.ID, v.tag)
		if err != nil {
			return nil, err
		}
		for _, s := range v.view.Sections(topic.Items, 3) {
			if slices.ContainsFunc(list, func(o view.Section) bool { return o.Shape == s.Shape }) {
				continue
			}
			if s.Shape != "cycle" { // which is one drawing
				s.Items, s.Dont = s.Items[:min(2, len(s.Items))], s.Dont[:min(2, len(s.Dont))]
			}
			list = append(list, s)
		}
	}
	return list, nil
}

// sampleDecision is an answer with one of everything: a step of each kind, a door of each rank, a door that is none, a
// question that is open.
func (v *visit) sampleDecision() (template.HTML, error) {
	sent := view.Answers{"leaving_home": {"yes"}, "file_language": {"fr"}}
	decision, err := v.app.Route(v.view.Raw(sent), v.at)
	if err != nil {
		return "", err
	}
	doc := decision.Document(v.words)
	doc.Steps = slices.CompactFunc(doc.Steps, func(a, b routing.StepDoc) bool { return a.Kind == b.Kind })
	doc.Options = slices.CompactFunc(doc.Options, func(a, b routing.OptionDoc) bool { return a.Rank == b.Rank })
	doc.Rejected, doc.Undecided = doc.Rejected[:min(1, len(doc.Rejected))], doc.Undecided[:min(1, len(doc.Undecided))]
	// The page has a title of its own, so everything in the answer is a level lower.
	lower := strings.NewReplacer("<h4", "<h5", "</h4", "</h5", "<h3", "<h4", "</h3", "</h4", "<h2", "<h3", "</h2", "</h3", "<h1", "<h2", "</h1", "</h2")
	return template.HTML(lower.Replace(view.HTML(v.view.Decision(doc, sent)))), nil
}
