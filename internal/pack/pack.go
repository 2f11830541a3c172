// Package pack reads a region's pack from its files, strictly, into one value that does not change, and proves what
// the pack promises. Everything that is wrong is reported at once, each fault with its file, its field and a remedy:
// a steward repairs a pack in one sitting, and nobody is sent to a wrong number because a key was misspelt.
package pack

import (
	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/phrases"
	"github.com/halte-brussels/halte/internal/routing"
)

// Pack is one region's content, directory and rules, loaded and checked. It is safe for concurrent use.
type Pack struct {
	*engine.Engine
	Info     Info
	Hash     string       // of all files: the pack's identity
	Atlas    *atlas.Atlas // nil: the region has no map
	Phrases  *phrases.Book
	Rules    []routing.Rule
	Promises []Promise
	Cases    []Case
	Queries  []Query
	Holidays []Holiday
	History  []History // of what stood on cards
}

// Info is pack.yaml.
type Info struct {
	ID        string                `yaml:"id"`
	Name      lang.Text             `yaml:"name"`
	Version   string                `yaml:"version"`
	Country   string                `yaml:"country"`
	Zone      string                `yaml:"zone"`
	Languages []lang.Tag            `yaml:"languages"`
	Withheld  map[lang.Tag][]string `yaml:"withheld"`
	Areas     []facts.Area          `yaml:"areas,optional"`
	Recalled  Recalled              `yaml:"recalled,optional"`
}

// Holiday is one public holiday.
type Holiday struct {
	Date directory.Date `yaml:"date"`
	Name lang.Text      `yaml:"name"`
}

// Case is a situation with what its decision must and must not contain.
type Case struct {
	ID      string         `yaml:"id"`
	Story   string         `yaml:"story"`
	Facts   map[string]any `yaml:"facts"`
	Must    Must           `yaml:"must,optional"`
	MustNot MustNot        `yaml:"must_not,optional"`

	Parsed facts.Facts `yaml:"-"`
	File   string      `yaml:"-"`
}

// Must is what a case's decision contains.
type Must struct {
	FirstStepKind *routing.Kind     `yaml:"first_step_kind,optional"`
	Steps         []string          `yaml:"steps,optional"`
	StepOrder     []string          `yaml:"step_order,optional"`
	Options       []string          `yaml:"options,optional"`
	First         string            `yaml:"first,optional"`
	Rejected      []string          `yaml:"rejected,optional"`
	States        map[string]string `yaml:"states,optional"`
	Opens         map[string]string `yaml:"opens,optional"`
	Undecided     []string          `yaml:"undecided,optional"`
}

// MustNot is what a case's decision must not contain.
type MustNot struct {
	Steps   []string       `yaml:"steps,optional"`
	Kinds   []routing.Kind `yaml:"kinds,optional"`
	Options []string       `yaml:"options,optional"`
	Words   []string       `yaml:"words,optional"`
}

// Query is something that people type and the item that it must find.
type Query struct {
	Lang lang.Tag `yaml:"lang"`
	Q    string   `yaml:"q"`
	Want string   `yaml:"want"`
}

// Ref names the pack in decisions.
func (p *Pack) Ref() routing.Ref {
	return routing.Ref{ID: p.Info.ID, Version: p.Info.Version, Hash: p.Hash}
}
