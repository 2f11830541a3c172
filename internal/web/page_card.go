package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

type cardPage struct {
	frame
	Carry    carry
	Doors    []doorGroup
	Problem  string // with the doors
	Form     question
	Language question
	On       []question
	Visit    question
	Where    question
	Safe     []question
	OnOpen   bool
	WhenOpen bool
	Problems []detail
}

// carry is the question that comes before a card, and what can be done instead.
type carry struct {
	Question     string
	Alternatives []struct{ Title, Text string }
}

// doorGroup is services that play the same part, folded away where it has a title.
type doorGroup struct {
	Title string
	Open  bool
	List  []doorAnswer
}

type doorAnswer struct {
	ID      string
	Name    string // for the professional
	Neutral string // what would stand on the card
	Checked bool
}

func (v *visit) cardForm() error { return v.askCard(http.StatusOK, url.Values{}, nil) }

// askCard shows the form for a card, with what was chosen before.
func (v *visit) askCard(status int, sent url.Values, problems []detail) error {
	page := cardPage{frame: v.frame("card", ""), Problems: problems, Problem: problemOf("services", problems)}
	page.Kept = append(keep(sent), kept{edit, "1"})
	book := v.app.Content.Cards
	page.Carry.Question = book.Carry.Question.In(v.tag)
	for _, a := range book.Carry.Alternatives {
		page.Carry.Alternatives = append(page.Carry.Alternatives, struct{ Title, Text string }{a.Title.In(v.tag), a.Text.In(v.tag)})
	}
	page.Doors = v.doorGroups(sent["services"])
	page.Form = preset(choose(v, "form", "web.card.form.", card.Forms(), sent, problems, false), card.FormWallet)
	page.Language = v.cardLanguages(sent, problems)
	page.On = []question{choose(v, "parts", "web.card.parts.", card.Parts(), sent, problems, true), v.headings(sent, problems),
		choose(v, "named", "web.card.named.", []string{"yes"}, sent, problems, true)}
	page.On[0] = preset(page.On[0], card.Usual()...)
	page.OnOpen = slices.ContainsFunc(page.On, func(q question) bool { return sent.Has(q.Key) || q.Problem != "" })
	page.Visit = v.textQuestion("visit", localMoment(sent.Get("visit")), problems)
	page.Where = v.textQuestion("where", sent.Get("where"), problems)
	page.Safe = []question{choose(v, "safe_days", "web.card.safe_days.", card.Days(), sent, problems, true), choose(v, "safe_part", "web.card.safe_part.", card.Times(), sent, problems, true)}
	page.WhenOpen = page.Visit.Answered() || page.Where.Answered() || slices.ContainsFunc(page.Safe, question.Answered)
	return v.show(status, "card", page)
}

// choose asks for one or several of a fixed list, each with its words under a prefix.
func choose[T ~string](v *visit, key, words string, list []T, sent url.Values, problems []detail, many bool) question {
	q := v.cardQuestion(key, sent, problems)
	q.Many, q.Sure, q.Short = many, !many, many
	var all answers
	for _, id := range list {
		all.List = append(all.List, answer{string(id), v.words.T(words + string(id)), slices.Contains(sent[key], string(id))})
	}
	q.Groups = []answers{all}
	return q
}

func (v *visit) cardQuestion(key string, sent url.Values, problems []detail) question {
	q := question{Key: key, Label: v.words.T("web.card." + key), Problem: problemOf(key, problems)}
	if hint := "web.card." + key + "-hint"; v.words.Has(hint) {
		q.Hint = v.words.T(hint)
	}
	return q
}

// preset ticks what a card has when nothing is said.
func preset[T ~string](q question, ids ...T) question {
	if q.Answered() {
		return q
	}
	for i := range q.Groups[0].List {
		a := &q.Groups[0].List[i]
		a.Checked = slices.Contains(ids, T(a.ID))
	}
	return q
}

func (v *visit) textQuestion(key string, value string, problems []detail) question {
	q := v.cardQuestion(key, nil, problems)
	q.Value = value
	return q
}

// cardLanguages asks for the language of the card: that of the page unless another is chosen.
func (v *visit) cardLanguages(sent url.Values, problems []detail) question {
	q := v.cardQuestion("language", sent, problems)
	q.Short, q.Sure = true, true
	chosen := sent.Get("language")
	if chosen == "" {
		chosen = string(v.tag)
	}
	var ours, further answers
	for _, tag := range lang.Interface() {
		ours.List = append(ours.List, answer{string(tag), lang.Name(tag), chosen == string(tag)})
	}
	further.Title = v.words.T("web.card.language.further")
	for _, t := range v.app.Content.Cards.Tongues {
		further.List = append(further.List, answer{string(t.Tag), t.Name, chosen == string(t.Tag)})
	}
	q.Groups = []answers{ours, further}
	return q
}

func (v *visit) headings(sent url.Values, problems []detail) question {
	q := v.cardQuestion("heading", sent, problems)
	q.Sure = true
	chosen := sent.Get("heading")
	var all answers
	for i, h := range v.app.Content.Cards.Headings {
		all.List = append(all.List, answer{h.ID, h.Text.In(v.tag), chosen == h.ID || chosen == "" && i == 0})
	}
	all.List = append(all.List, answer{card.NoHeading, v.words.T("web.card.heading.none"), chosen == card.NoHeading})
	q.Groups = []answers{all}
	return q
}

// doorGroups lists the services that a card may name: those that were chosen first, and the others by the part they
// play.
func (v *visit) doorGroups(chosen []string) []doorGroup {
	groups := []doorGroup{{}}
	at := map[directory.Role]int{}
	for _, role := range []directory.Role{directory.Helpline, directory.Door, directory.Emergency, directory.Other} {
		at[role] = len(groups)
		groups = append(groups, doorGroup{Title: v.words.T("web.card.role." + role.String())})
	}
	for _, s := range v.app.Engine.Directory.Services {
		i, ok := at[s.Role]
		if !ok || len(s.Dialled()) == 0 && len(s.Places) == 0 {
			continue // a tool for professionals, or nothing that could stand on a card
		}
		d := doorAnswer{ID: s.ID, Name: s.Name.In(v.tag), Checked: slices.Contains(chosen, s.ID)}
		if title, ok := v.app.Content.Cards.Title(s.ID); ok {
			d.Neutral = title.Name.In(v.tag)
		}
		if d.Checked {
			i = 0
		}
		groups[i].List = append(groups[i].List, d)
	}
	if len(groups[0].List) == 0 {
		groups[1].Open = true
	}
	return slices.DeleteFunc(groups, func(g doorGroup) bool { return len(g.List) == 0 })
}
