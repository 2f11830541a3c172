package app

import (
	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/braille/tables"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
)

// Card makes the card that was chosen, of the pack's own services. The page is the address of the neutral page that a
// code leads to; empty: there is none.
func (a *App) Card(c card.Choice, page string) (card.Card, error) {
	var recalled []string
	for _, n := range a.pack.Info.Recalled.Numbers {
		recalled = append(recalled, n.Value)
	}
	return a.Engine.Card(c, page, recalled...)
}

// Cards is what the pack says on cards.
func (a *App) Cards() *card.Book { return &a.Content.Cards }

// Carriable tells whether a service may be on a card.
func (a *App) Carriable(id string) bool {
	s, ok := a.Directory.Service(id)
	return ok && s.Role != directory.Tool
}

// Braille is the tables that cards are written in Braille with.
func (a *App) Braille() *braille.Library { return a.cells() }

// openBraille opens them when they are first asked for. They are part of the program, so nothing can fail.
func openBraille() *braille.Library {
	data, err := tables.Plain()
	if err != nil {
		panic(err)
	}
	library, err := braille.Open(data)
	if err != nil {
		panic(err)
	}
	return library
}
