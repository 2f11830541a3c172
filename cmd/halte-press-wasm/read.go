//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/press"
)

// A card is read out of an object by hand: package encoding/json would be an eighth of all that is fetched. What is not a
// text where a text is expected is read as none. TestWasmGivesTheSame holds this to the fields of a card.

func text(v js.Value) string {
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// field is a value of an object; undefined, when it is not one.
func field(v js.Value, name string) js.Value {
	if v.Type() != js.TypeObject {
		return js.Undefined()
	}
	return v.Get(name)
}

// each reads the values of a list.
func each[T any](v js.Value, read func(js.Value) T) []T {
	if !js.Global().Get("Array").Call("isArray", v).Bool() {
		return nil
	}
	list := make([]T, v.Length())
	for i := range list {
		list[i] = read(v.Index(i))
	}
	return list
}

func readCard(v js.Value) card.Card {
	when := field(v, "appointment")
	return card.Card{
		Language:  lang.Tag(text(field(v, "language"))),
		Direction: card.Direction(text(field(v, "direction"))),
		Heading:   readText(field(v, "heading")),
		Doors:     each(field(v, "doors"), readDoor),
		Say:       each(field(v, "say"), readText),
		Appointment: card.Appointment{Title: readText(field(when, "title")), When: readText(field(when, "when")),
			Where: readText(field(when, "where")), Start: readTime(field(when, "start")), End: readTime(field(when, "end"))},
		Safe:    readText(field(v, "safe")),
		Contact: readText(field(v, "contact")),
		Until:   readText(field(v, "until")),
		Batch:   text(field(v, "batch")),
		Page:    text(field(v, "page")),
	}
}

// readTime reads an instant; what is none is the zero time, which no card shows.
func readTime(v js.Value) time.Time {
	t, err := time.Parse(time.RFC3339, text(v))
	if err != nil {
		return time.Time{}
	}
	return t
}

func readText(v js.Value) card.Text {
	return card.Text{Lang: lang.Tag(text(field(v, "lang"))), Text: text(field(v, "text"))}
}

func readDoor(v js.Value) card.Door {
	return card.Door{
		Name:    readText(field(v, "name")),
		Numbers: each(field(v, "numbers"), readNumber),
		Hours:   each(field(v, "hours"), readText),
		Terms:   each(field(v, "terms"), readText),
		TermIDs: each(field(v, "term_ids"), text),
		Address: each(field(v, "address"), readText),
		Way:     readText(field(v, "way")),
	}
}

func readNumber(v js.Value) card.Number {
	n := card.Number{Label: readText(field(v, "label")), Value: text(field(v, "value")), Hours: each(field(v, "hours"), readText)}
	if n.Kind.UnmarshalText([]byte(text(field(v, "kind")))) != nil {
		n.Kind = directory.Web // set as a text, not as a number to dial
	}
	return n
}

func readWords(v js.Value) press.Words {
	return press.Words{Lang: lang.Tag(text(field(v, "lang"))), Title: text(field(v, "title")), Fold: text(field(v, "fold")),
		Draft: text(field(v, "draft")), Code: text(field(v, "code"))}
}
