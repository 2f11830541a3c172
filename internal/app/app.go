// Package app is what the program can do, one use case a file. The command line, the API and the pages all call it
// and only render what comes back, so they cannot disagree.
package app

import (
	"time"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// App is a loaded pack with the words of the interface. It does not change and may be used by many at once.
type App struct {
	pack      *pack.Pack
	catalogue *lang.Catalogue
}

// New returns the use cases over a pack.
func New(p *pack.Pack, c *lang.Catalogue) *App { return &App{p, c} }

// Pack returns the pack.
func (a *App) Pack() *pack.Pack { return a.pack }

// In returns a printer of the interface's words in a language.
func (a *App) In(tag lang.Tag) lang.Printer { return a.catalogue.In(tag) }

// Zone returns the pack's time zone, in which every instant is shown.
func (a *App) Zone() *time.Location { return a.pack.Zone }
