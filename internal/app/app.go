// Package app is what the program can do, one use case a file. The command line, the API and the pages all call it
// and only render what comes back, so they cannot disagree.
package app

import (
	"sync"
	"sync/atomic"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// App is a loaded pack with the words of the interface, and the directory that is served. It may be used by many at
// once. Only the directory ever changes, as a whole, from one moment to the next.
type App struct {
	*engine.Engine
	pack   *pack.Pack
	served atomic.Pointer[served]
	cells  func() *braille.Library
	spoken sync.Map // hours in words, by language and text
}

// served is a directory with what is kept of it to answer quickly.
type served struct {
	index *index.Index
	rows  rows
}

// New returns the use cases over a pack, with the pack's own services as directory.
func New(p *pack.Pack, c *lang.Catalogue) *App {
	a := &App{Engine: p.Speaking(c), pack: p, cells: sync.OnceValue(openBraille)}
	a.Serve(a.ofPack())
	return a
}

// ofPack is the pack's own services as a directory.
func (a *App) ofPack() *index.Index {
	b := index.NewBuilder(a.IndexOptions(), nil)
	for _, s := range a.pack.Directory.Services {
		prepared, err := b.PrepareResolved(s)
		if err == nil {
			err = b.Add(prepared)
		}
		if err != nil { // the pack was checked: its ids are unique and its hours can be read
			panic(err)
		}
	}
	x, err := b.Finish()
	if err != nil { // nothing is written, so nothing can fail
		panic(err)
	}
	return x
}

// Serve makes an index the directory from now on. Whoever is being answered from the one before still is; it is
// returned, to be closed when that is over.
func (a *App) Serve(x *index.Index) (before *index.Index) {
	old := a.served.Swap(&served{index: x})
	if old == nil {
		return nil
	}
	return old.index
}

// IndexOptions is how an index of services is made for this pack.
func (a *App) IndexOptions() index.Options {
	return index.Options{Vocabulary: a.pack.Vocabulary, Calendar: a.pack.Calendar, Keys: a.keys,
		Locate: a.locate}
}

// Size is how many services the directory has.
func (a *App) Size() int { return a.index().Size() }

// Index is the directory that is served now, for the exchange format.
func (a *App) Index() *index.Index { return a.index() }

func (a *App) index() *index.Index { return a.served.Load().index }

// Pack returns the pack.
func (a *App) Pack() *pack.Pack { return a.pack }
