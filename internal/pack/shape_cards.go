package pack

import (
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
)

// The files of cards that are not called after a language.
const (
	cardsFile   = "cards/cards.yaml"
	doorsFile   = "cards/doors.yaml"
	historyFile = "cards/history.yaml"
)

// historyGiven is where it is noted that a pack has a history, be it an empty one.
const historyGiven = "history"

// cardsShape is what stands on cards: in the languages of the pack, or in one more language; what the services are called
// there; or what stood there before.
func cardsShape(name string) shape {
	switch name {
	case cardsFile:
		return cardWordsShape(name)
	case doorsFile:
		var file struct {
			Doors []card.Title `yaml:"doors"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.cards.Doors = file.Doors
			remember(f, name, "doors", file.Doors, func(t card.Title) string { return t.ID })
		}}
	case historyFile:
		var file struct {
			History []History `yaml:"history"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.history = file.History
			f.fileOf[historyGiven] = name
			remember(f, name, "history", file.History, func(h History) string { return h.ID })
		}}
	}
	var tongue card.Tongue
	return shape{name: name, out: &tongue, keep: func(f *files) {
		f.cards.Tongues = append(f.cards.Tongues, tongue)
		remember(f, name, "card_tongues", []card.Tongue{tongue}, func(t card.Tongue) string { return string(t.Tag) })
	}}
}

func cardWordsShape(name string) shape {
	var file struct {
		Signs    []lang.Tag            `yaml:"signs"`
		Betrays  map[lang.Tag][]string `yaml:"betrays"`
		Lines    []card.Line           `yaml:"lines"`
		Headings []card.Line           `yaml:"headings"`
		Contacts []card.Line           `yaml:"contacts"`
		Say      []card.Line           `yaml:"say"`
		Carry    card.Carry            `yaml:"carry"`
	}
	return shape{name: name, out: &file, keep: func(f *files) {
		b := &f.cards
		b.Signs, b.Betrays, b.Carry = file.Signs, file.Betrays, file.Carry
		b.Lines, b.Headings, b.Contacts, b.Say = file.Lines, file.Headings, file.Contacts, file.Say
	}}
}

// completeTongues adds what the sentences to point at say of a language already.
func (f *files) completeTongues() {
	for i := range f.cards.Tongues {
		t := &f.cards.Tongues[i]
		if p, ok := f.phrases.Tongue(t.Tag); ok {
			t.Name, t.Direction, t.Withheld = p.Name, card.Direction(p.Direction), p.Withheld
		}
	}
}
