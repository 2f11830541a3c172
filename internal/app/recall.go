package app

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// RecallDoc is which cards that were given are wrong now.
type RecallDoc struct {
	Batches []BatchDoc `json:"batches"`
}

// BatchDoc is all cards with one mark.
type BatchDoc struct {
	Mark    string      `json:"mark"`
	Service string      `json:"service"` // id
	Name    string      `json:"name"`    // for the professional
	Title   string      `json:"title,omitempty"`
	From    string      `json:"from,omitempty"`  // the first day on which it was given
	Until   string      `json:"until,omitempty"` // the day from which it was not
	Now     string      `json:"now,omitempty"`   // the mark of a card that is right
	Wrong   []ChangeDoc `json:"wrong"`
}

// ChangeDoc is one thing that is wrong.
type ChangeDoc struct {
	Kind   string `json:"kind"` // number, hours, place
	Was    string `json:"was"`
	Now    string `json:"now,omitempty"`
	Of     string `json:"of,omitempty"`     // the number whose hours they are
	Reason string `json:"reason,omitempty"` // where the number was recalled
	Say    string `json:"say"`              // to a person who carries the card
}

// Recalls lists the marks of cards that are wrong now, out of the pack's history, those given last first.
func (a *App) Recalls(tag lang.Tag) RecallDoc {
	doc := RecallDoc{Batches: []BatchDoc{}}
	for _, h := range a.pack.History {
		for i, s := range h.States {
			b := a.batch(h.ID, s.Facts, tag)
			b.From = string(s.From)
			if i+1 < len(h.States) {
				b.Until = string(h.States[i+1].From)
			}
			if len(b.Wrong) > 0 && !slices.ContainsFunc(doc.Batches, func(o BatchDoc) bool { return o.Mark == b.Mark && o.Service == b.Service }) {
				doc.Batches = append(doc.Batches, b)
			}
		}
	}
	slices.SortStableFunc(doc.Batches, func(x, y BatchDoc) int { return strings.Compare(y.Until, x.Until) })
	return doc
}

// RecallsSince lists the marks of cards that were made from an older pack and are wrong now.
func (a *App) RecallsSince(old *pack.Pack, tag lang.Tag) RecallDoc {
	doc := RecallDoc{Batches: []BatchDoc{}}
	for _, s := range old.Directory.Services {
		if s.Role == directory.Tool {
			continue
		}
		b := a.batch(s.ID, card.FactsOf(s), tag)
		if b.Name == "" {
			b.Name = s.Name.In(tag)
		}
		if len(b.Wrong) > 0 {
			doc.Batches = append(doc.Batches, b)
		}
	}
	return doc
}

// batch compares what stood on cards about a service with what would now.
func (a *App) batch(id string, was card.Facts, tag lang.Tag) BatchDoc {
	b := BatchDoc{Mark: was.Mark(), Service: id}
	var now card.Facts
	if s, ok := a.Engine.Directory.Service(id); ok && s.Role != directory.Tool {
		now = card.FactsOf(s)
		b.Name, b.Now = s.Name.In(tag), now.Mark()
	}
	if title, ok := a.Cards().Title(id); ok {
		b.Title = title.Name.In(tag)
	}
	for _, c := range card.Compare(was, now) {
		b.Wrong = append(b.Wrong, a.change(c, tag))
	}
	return b
}

func (a *App) change(c card.Change, tag lang.Tag) ChangeDoc {
	doc := ChangeDoc{Kind: string(c.Kind), Was: c.Was, Now: c.Now, Of: c.Of}
	if c.Kind == card.HoursChanged {
		doc.Was = a.Cards().Hours(c.Was, tag)
		if c.Now != "" {
			doc.Now = a.Cards().Hours(c.Now, tag)
		}
	}
	for _, n := range a.pack.Info.Recalled.Numbers {
		if c.Kind == card.NumberChanged && directory.Digits(n.Value) == directory.Digits(c.Was) {
			doc.Reason = n.Reason.In(tag)
		}
	}
	key := "card.recall." + doc.Kind
	if doc.Now == "" {
		key += ".gone"
	}
	doc.Say = a.In(tag).T(key, "was", doc.Was, "now", doc.Now)
	return doc
}

// ServiceOfMark finds the service that a mark stands for, or stood for on an earlier day.
func (a *App) ServiceOfMark(mark string) (id string, ok bool) {
	for _, s := range a.Directory.Services {
		if s.Role != directory.Tool && card.FactsOf(s).Mark() == mark {
			return s.ID, true
		}
	}
	for _, h := range a.pack.History {
		for _, s := range h.States {
			if s.Mark == mark && a.Carriable(h.ID) {
				return h.ID, true
			}
		}
	}
	return "", false
}
