package app

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/forms"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/press"
)

// The forms that only a command writes: for voices, for other programs, and the card itself.
const (
	formSSML  = "ssml"
	formIdeas = "ideas"
	formJSON  = "json"
)

// CardForms lists the forms that a card can be written in, in the order in which they are offered: first what a terminal
// shows, then what is printed.
func CardForms() []string {
	names := []string{string(card.FormPlainText), string(card.FormMessage), string(card.FormContact), string(card.FormCalendar),
		string(card.FormSpoken), formSSML, formIdeas, formJSON}
	for _, f := range card.Forms() {
		if !slices.Contains(names, string(f)) {
			names = append(names, string(f))
		}
	}
	return names
}

// CheckCardForm tells whether there is a form of that name.
func CheckCardForm(name string) error {
	if slices.Contains(CardForms(), name) {
		return nil
	}
	return fault.InvalidFields([]fault.Detail{
		fault.DetailOf("form", "card.fault.not-known", "value", fault.Clip(name), "known", strings.Join(CardForms(), ", "))})
}

// Traces tells whether a form stays in a telephone or a calendar that others may look at.
func Traces(form string) bool {
	switch card.Form(form) {
	case card.FormMessage, card.FormContact, card.FormCalendar:
		return true
	}
	return false
}

// WriteCard writes a card in a form. What stands beside the card on a sheet is said in the language of whoever prints it.
func (a *App) WriteCard(c card.Card, form string, tag lang.Tag) ([]byte, error) {
	switch form {
	case string(card.FormSpoken):
		return []byte(card.Spoken(c)), nil
	case formSSML:
		return []byte(card.SSML(c)), nil
	case formIdeas:
		return indented(card.Easy(c))
	case formJSON:
		return indented(c)
	}
	f, err := forms.Save(c, card.Form(form), forms.Tools{Words: press.WordsOf(a.In(tag)), Braille: a.Braille()})
	if form == string(card.FormMessage) {
		f.Data = append(f.Data, '\n') // for a terminal
	}
	return f.Data, err
}

func indented(value any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(value)
	return []byte(b.String()), err
}
