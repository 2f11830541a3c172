package engine

import (
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
)

// Card makes the card that was chosen. The page is the address of the neutral page of public data, which a code on the
// card leads to; empty: there is none. Numbers that were recalled since the content was made are told apart: the
// content itself has none.
func (e *Engine) Card(c card.Choice, page string, recalled ...string) (card.Card, error) {
	return e.CardOf(e.Directory, c, page, recalled...)
}

// CardOf makes a card of the services of another directory, with the words of this region.
func (e *Engine) CardOf(d *directory.Directory, c card.Choice, page string, recalled ...string) (card.Card, error) {
	if len(e.Content.Cards.Lines) == 0 {
		return card.Card{}, fault.New(fault.NotFound, "card.fault.none", nil)
	}
	return card.Make(card.Region{Directory: d, Book: &e.Content.Cards, Withheld: e.Content.Withheld, Recalled: recalled, Page: page}, c)
}
