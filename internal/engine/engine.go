// Package engine is a region's content, resolved and ready to answer: its vocabulary, guide, directory and rules, and
// the questions that can be asked of them without anything else. A server has it within a pack that was read from
// files and proved; a device has it from a parcel that a server packed. Both answer with the same code, so the same
// question gets the same bytes wherever it is asked.
package engine

import (
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// Content is what an engine is made of, as plain lists. Whoever has it has checked it: ids are unique and every
// reference resolves.
type Content struct {
	Pack      routing.Ref           `json:"pack"`
	Name      lang.Text             `json:"name"`
	Withheld  map[lang.Tag][]string `json:"withheld"`
	Holidays  []hours.Day           `json:"holidays"`
	Areas     []facts.Area          `json:"areas,omitzero"`
	Facts     []facts.Fact          `json:"facts"`
	Topics    []guide.Topic         `json:"topics"`
	Sources   []guide.Source        `json:"sources"`
	Directory directory.Lists       `json:"directory"`
	Rules     []routing.Rule        `json:"rules"`
	Cards     card.Book             `json:"cards,omitzero"`
}

// Engine is content, resolved. It does not change and may be used by many at once.
type Engine struct {
	Content    Content
	Calendar   hours.Options // how hours are read here: zone and public holidays
	Vocabulary *facts.Vocabulary
	Guide      *guide.Guide
	Directory  *directory.Directory
	Router     *routing.Router

	words *lang.Catalogue
}

// New resolves content. The faults are hours that cannot be read; checked content has none.
func New(c Content, zone *time.Location) (*Engine, []directory.Fault) {
	e := &Engine{Content: c, Calendar: hours.Options{Zone: zone, Public: hours.Dates(c.Holidays...)},
		Vocabulary: facts.NewVocabulary(c.Facts, c.Areas), Guide: guide.New(c.Topics, c.Sources)}
	var faults []directory.Fault
	e.Directory, faults = directory.Build(c.Directory, e.Vocabulary, e.Calendar)
	if len(c.Rules) <= routing.MaxRules {
		e.Router = routing.NewRouter(c.Pack, e.Vocabulary, e.Directory, c.Rules)
	}
	return e, faults
}

// Speaking returns the engine with the words of the interface, which it needs to write documents.
func (e *Engine) Speaking(words *lang.Catalogue) *Engine {
	speaking := *e
	speaking.words = words
	return &speaking
}

// In returns a printer of the interface's words in a language.
func (e *Engine) In(tag lang.Tag) lang.Printer { return e.words.In(tag) }

// Zone is the region's time zone, in which every instant is shown.
func (e *Engine) Zone() *time.Location { return e.Calendar.Zone }
