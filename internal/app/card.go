package app

import (
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
