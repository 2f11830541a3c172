package app

import (
	"encoding/json"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
)

// CardForm is one way to write a card down. Every form is written from the card alone.
type CardForm struct {
	Name      string
	MediaType string
	Extension string // of a file, with its dot
	Trace     bool   // it stays in a telephone or a calendar that others may look at
	Write     func(card.Card) ([]byte, error)
}

// CardForms lists the forms, in the order in which they are offered.
func CardForms() []CardForm {
	return []CardForm{
		{"text", "text/plain; charset=utf-8", ".txt", false, always(card.Plain)},
		{"sms", "text/plain; charset=utf-8", ".txt", true, always(func(c card.Card) string { return card.SMS(c).Text + "\n" })},
		{"vcard", "text/vcard; charset=utf-8", ".vcf", true, sometimes(card.VCard)},
		{"icalendar", "text/calendar; charset=utf-8", ".ics", true, sometimes(card.ICal)},
		{"spoken", "text/plain; charset=utf-8", ".txt", false, always(card.Spoken)},
		{"ssml", "application/ssml+xml", ".ssml", false, always(card.SSML)},
		{"ideas", "application/json", ".json", false, indented(func(c card.Card) any { return card.Easy(c) })},
		{"json", "application/json", ".json", false, indented(func(c card.Card) any { return c })},
	}
}

// CardFormNamed finds a form by its name.
func CardFormNamed(name string) (CardForm, error) {
	var names []string
	for _, f := range CardForms() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return CardForm{}, fault.InvalidFields([]fault.Detail{
		fault.DetailOf("form", "card.fault.not-known", "value", fault.Clip(name), "known", strings.Join(names, ", "))})
}

// always is a form that every card has.
func always(write func(card.Card) string) func(card.Card) ([]byte, error) {
	return func(c card.Card) ([]byte, error) { return []byte(write(c)), nil }
}

// sometimes is a form that a card has only if there is something to put in it.
func sometimes(write func(card.Card) (string, error)) func(card.Card) ([]byte, error) {
	return func(c card.Card) ([]byte, error) {
		text, err := write(c)
		return []byte(text), err
	}
}

func indented(value func(card.Card) any) func(card.Card) ([]byte, error) {
	return func(c card.Card) ([]byte, error) {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err := e.Encode(value(c))
		return []byte(b.String()), err
	}
}
