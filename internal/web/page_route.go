package web

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/view"
)

type routePage struct {
	frame
	Danger     question
	Essentials []question
	More       []questions
	Problems   []detail
}

// questions are some that belong together, folded away until they are needed.
type questions struct {
	Title string
	Open  bool
	List  []question
}

// essentials are the facts that change a referral most.
func essentials() []facts.Key {
	return []facts.Key{facts.FileLanguage, facts.Languages, facts.Residence, facts.LeavingHome, facts.Agrees,
		facts.NamesViolence}
}

// more are the other facts, by what they are about.
func more() []struct {
	title string
	keys  []facts.Key
} {
	return []struct {
		title string
		keys  []facts.Key
	}{
		{"web.route.more.needs", []facts.Key{facts.Needs, facts.Types, facts.Signs, facts.Circumstances}},
		{"web.route.more.who", []facts.Key{facts.Speaker, facts.Gender, facts.Minor, facts.Children}},
		{"web.route.more.room", []facts.Key{facts.Present, facts.Interpreter}},
		{"web.route.more.where", []facts.Key{facts.Place}},
	}
}

func (v *visit) routeForm() error { return v.ask(http.StatusOK, url.Values{}, nil) }

// ask shows the form, with what was answered before.
func (v *visit) ask(status int, sent url.Values, problems []detail) error {
	page := routePage{frame: v.frame("route", ""), Problems: problems}
	page.Kept = append(keep(sent), kept{edit, "1"})
	all := v.app.Facts(v.tag)
	one := func(key facts.Key) question { return v.question(all[key], sent, problems) }
	page.Danger = one(facts.Danger)
	for _, key := range essentials() {
		page.Essentials = append(page.Essentials, one(key))
	}
	for _, group := range more() {
		g := questions{Title: v.words.T(group.title)}
		for _, key := range group.keys {
			g.List = append(g.List, one(key))
		}
		if slices.Contains(group.keys, facts.Place) {
			g.List = append(g.List, v.atQuestion(sent, problems))
		}
		g.Open = slices.ContainsFunc(g.List, question.Answered)
		page.More = append(page.More, g)
	}
	return v.show(status, "route", page)
}

// atQuestion asks for the moment, which is not a fact of the vocabulary. What cannot be read as a moment is not shown
// again: a field for moments could not hold it.
func (v *visit) atQuestion(sent url.Values, problems []detail) question {
	q := question{Key: "at", Label: v.words.T("web.route.at"), Hint: v.words.T("web.route.at-hint"),
		Problem: problemOf("at", problems)}
	if q.Problem == "" {
		q.Value = localMoment(sent.Get("at"))
	}
	return q
}

// localMoment cuts an instant to what a field for local moments holds.
func localMoment(text string) string {
	const length = len("2006-01-02T15:04")
	if len(text) > length {
		return text[:length]
	}
	return text
}

// route decides, and shows the decision with its reasons.
func (v *visit) route() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	if sent.Has(edit) {
		sent.Del(edit)
		return v.ask(http.StatusOK, sent, nil)
	}
	decision, err := v.app.Route(v.view.Raw(view.Answers(sent)), v.at)
	if problems, ok := v.problems(err); ok {
		return v.ask(http.StatusUnprocessableEntity, sent, problems)
	}
	if err != nil {
		return err
	}
	return v.answer("route", sent, v.view.Decision(decision.Document(v.words), view.Answers(sent)))
}

// answerPage is a page around an answer that a device could have written as well.
type answerPage struct {
	frame
	Answer template.HTML
}

// answer shows an answer that was made from what was sent.
func (v *visit) answer(section string, sent url.Values, answer view.Node) error {
	page := answerPage{v.frame(section, ""), template.HTML(view.HTML(answer))}
	page.Kept = keep(sent)
	return v.show(http.StatusOK, "answer", page)
}
