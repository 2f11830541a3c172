package card

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Book is what a pack says on cards besides its services. It does not change.
type Book struct {
	Signs    []lang.Tag            `json:"signs"`            // the languages of streets and doors; the first where there is no other
	Lines    []Line                `json:"lines"`            // the fixed words
	Headings []Line                `json:"headings"`         // neutral
	Contacts []Line                `json:"contacts"`         // neutral names for a contact in a telephone
	Say      []Line                `json:"say"`              // what to say when calling
	Carry    Carry                 `json:"carry"`            // the question that is asked before a card is given
	Betrays  map[lang.Tag][]string `json:"betrays"`          // words that tell a stranger what a card is about, besides the withheld ones
	Doors    []Title               `json:"doors"`            // what services are called on a card
	Tongues  []Tongue              `json:"tongues,omitzero"` // the same words in more languages
}

// Line is a few words in the languages of the pack.
type Line struct {
	ID       string    `yaml:"id" json:"id"`
	Text     lang.Text `yaml:"text" json:"text"`
	Optional bool      `yaml:"optional,optional" json:"optional,omitempty"` // a further language may do without it
	Foreign  bool      `yaml:"foreign,optional" json:"foreign,omitempty"`   // to say only where a door may not speak the language
}

// Title is what a service is called on a card: it says enough to the person and nothing to anyone else.
type Title struct {
	ID        string           `yaml:"id" json:"id"`
	Name      lang.Text        `yaml:"name" json:"name"`
	Anonymous directory.Answer `yaml:"anonymous,optional" json:"anonymous,omitzero"` // one need not say a name there
}

// Carry is the question whether it is safe to carry a card, and what else there is. It is for the professional, who
// asks it in their own words.
type Carry struct {
	Question     lang.Text     `yaml:"question" json:"question"`
	Alternatives []Alternative `yaml:"alternatives" json:"alternatives"`
}

// Alternative is something to do instead of carrying a card.
type Alternative struct {
	ID    string    `yaml:"id" json:"id"`
	Title lang.Text `yaml:"title" json:"title"`
	Text  lang.Text `yaml:"text" json:"text"`
}

// Tongue is the words of a card in one more language.
type Tongue struct {
	Tag       lang.Tag          `yaml:"tag" json:"tag"`
	Review    Reading           `yaml:"review" json:"review"`
	Doubts    []string          `yaml:"doubts,optional" json:"doubts,omitempty"` // kept for the reviewer, and not used
	Lines     map[string]string `yaml:"lines" json:"lines"`                      // by id: fixed words, headings, what to say
	Name      string            `yaml:"-" json:"name"`                           // in the language itself
	Direction Direction         `yaml:"-" json:"direction"`
	Withheld  []string          `yaml:"-" json:"withheld,omitempty"`
}

// Reading is who has read the words of a language, and when.
type Reading struct {
	State Review         `yaml:"state" json:"state"`
	By    string         `yaml:"by,optional" json:"by,omitempty"` // as they wish to be named: an organisation, a trade
	On    directory.Date `yaml:"on,optional" json:"on,omitempty"`
}

// UnmarshalText reads the state of a review.
func (r *Review) UnmarshalText(b []byte) error {
	if s := Review(b); s != Reviewed && s != Unreviewed {
		return fmt.Errorf("%q is not one of unreviewed, reviewed", b)
	}
	*r = Review(b)
	return nil
}

// Fixed lists the lines that cards are made with.
func Fixed() []string {
	ids := []string{"range", "every-day", "until", "day-and-night", "closed-holidays", "ask-holidays", "by-appointment", "hours-unknown",
		"hours-vary", "free", "anonymous", "call-before", "appointment", "good-time", "extension", "first-of-month"}
	ids = append(ids, weekdays[:]...)
	ids = append(ids, Days()[:2]...)
	ids = append(ids, Times()...)
	for month := range 12 {
		ids = append(ids, "month-"+strconv.Itoa(month+1))
	}
	return ids
}

// Tongue finds a further language.
func (b *Book) Tongue(tag lang.Tag) (*Tongue, bool) {
	i := slices.IndexFunc(b.Tongues, func(t Tongue) bool { return t.Tag == tag })
	if i < 0 {
		return nil, false
	}
	return &b.Tongues[i], true
}

// Title finds what a service is called on a card.
func (b *Book) Title(service string) (*Title, bool) {
	i := slices.IndexFunc(b.Doors, func(t Title) bool { return t.ID == service })
	if i < 0 {
		return nil, false
	}
	return &b.Doors[i], true
}

// Speaks tells whether there are cards in a language.
func (b *Book) Speaks(tag lang.Tag) bool {
	_, further := b.Tongue(tag)
	return further || len(b.Lines) > 0 && b.Lines[0].Text[tag] != ""
}

// speaker says the words of a book in one language, or in that of the signs where it has none.
type speaker struct {
	book   *Book
	tag    lang.Tag
	tongue *Tongue // nil: a language of the pack
	signs  lang.Tag
}

func (b *Book) in(tag, signs lang.Tag) speaker {
	tongue, _ := b.Tongue(tag)
	return speaker{b, tag, tongue, signs}
}

// of says one line of a list. What is not there is empty: the lists are checked when a pack is loaded.
func (s speaker) of(list []Line, id string) Text {
	i := slices.IndexFunc(list, func(l Line) bool { return l.ID == id })
	if i < 0 {
		return Text{}
	}
	if s.tongue == nil {
		return s.ours(list[i].Text)
	}
	if line, ok := s.tongue.Lines[id]; ok && !slices.Contains(s.tongue.Doubts, id) {
		return Text{s.tag, line}
	}
	return Text{s.signs, list[i].Text[s.signs]}
}

// fixed says one of the fixed words, with pairs of what stands in braces and what comes there.
//
//go:noinline
func (s speaker) fixed(id string, pairs ...string) Text {
	t := s.of(s.book.Lines, id)
	t.Text = strings.NewReplacer(pairs...).Replace(t.Text)
	return t
}

// ours says a text of the pack: in the language of the card, else in that of the signs. What is written alike in a
// language of the signs is theirs, as most addresses are: it is hyphenated and read aloud as such.
func (s speaker) ours(t lang.Text) Text {
	words, ok := t[s.tag]
	if !ok {
		return Text{s.signs, t.In(s.signs)}
	}
	for _, sign := range s.book.Signs {
		if sign != s.tag && t[sign] == words && !slices.Contains(s.book.Signs, s.tag) {
			return Text{sign, words}
		}
	}
	return Text{s.tag, words}
}

func (s speaker) direction() Direction {
	if s.tongue != nil {
		return s.tongue.Direction
	}
	return LeftToRight
}

func (s speaker) review() Review {
	if s.tongue != nil {
		return s.tongue.Review.State
	}
	return Reviewed
}
