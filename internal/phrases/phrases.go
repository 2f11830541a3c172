// Package phrases is sentences to point at when two people share no language: short, in the order of a conversation,
// in the languages of the pack and in many more. A translation says whether a person who speaks the language has read
// it, and a line that its translator doubts is not shown: a missing line does less harm than a wrong one.
package phrases

import (
	"fmt"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// MaxLetters is how long a sentence may be: it is shown large, on a small screen, to someone who is afraid.
const MaxLetters = 90

// Group is sentences for one moment of a conversation.
type Group struct {
	ID      string    `yaml:"id"`
	Title   lang.Text `yaml:"title"` // for the professional
	Phrases []Phrase  `yaml:"phrases"`
}

// Phrase is one sentence in the languages of the pack.
type Phrase struct {
	ID      string    `yaml:"id"`
	Sources []string  `yaml:"sources,optional"`
	Text    lang.Text `yaml:"text"`
	Note    lang.Text `yaml:"note,optional"` // for the professional only: when to point at it, and when not
}

// Tongue is the sentences in one more language.
type Tongue struct {
	Tag       lang.Tag          `yaml:"tag"`
	Name      string            `yaml:"name"` // in the language itself
	Direction Direction         `yaml:"direction"`
	Review    Review            `yaml:"review"`
	Withheld  []string          `yaml:"withheld"`        // words not used towards the person, as in pack.yaml
	Doubts    []string          `yaml:"doubts,optional"` // sentences whose translation is not sure: kept, not shown
	Phrases   map[string]string `yaml:"phrases"`         // by the id of the sentence
}

// Direction is which way a language is written.
type Direction string

// The directions.
const (
	LeftToRight Direction = "ltr"
	RightToLeft Direction = "rtl"
)

// UnmarshalText reads a direction.
func (d *Direction) UnmarshalText(b []byte) error {
	if s := Direction(b); s != LeftToRight && s != RightToLeft {
		return fmt.Errorf("%q is not one of ltr, rtl", b)
	}
	*d = Direction(b)
	return nil
}

// Review is whether somebody who speaks the language has read its sentences.
type Review struct {
	State State          `yaml:"state"`
	By    string         `yaml:"by,optional"` // who, as they wish to be named: an organisation, a trade
	On    directory.Date `yaml:"on,optional"`
}

// State is how far a translation is.
type State string

// The states of a translation.
const (
	Unreviewed State = "unreviewed"
	Reviewed   State = "reviewed"
)

// UnmarshalText reads a state.
func (s *State) UnmarshalText(b []byte) error {
	if state := State(b); state != Unreviewed && state != Reviewed {
		return fmt.Errorf("%q is not one of unreviewed, reviewed", b)
	}
	*s = State(b)
	return nil
}

// Book is all sentences of a pack. It does not change.
type Book struct {
	Groups  []Group
	Answers []Phrase // what the person points at
	Tongues []Tongue
}

// Tongue finds a further language.
func (b *Book) Tongue(tag lang.Tag) (*Tongue, bool) {
	i := slices.IndexFunc(b.Tongues, func(t Tongue) bool { return t.Tag == tag })
	if i < 0 {
		return nil, false
	}
	return &b.Tongues[i], true
}

// Line returns a sentence in the language, if there is one that nobody doubts.
func (t *Tongue) Line(id string) (string, bool) {
	if slices.Contains(t.Doubts, id) {
		return "", false
	}
	line, ok := t.Phrases[id]
	return line, ok
}
