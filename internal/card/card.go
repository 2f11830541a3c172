// Package card is what a person takes away: the doors, numbers and words that were chosen together, on paper that says
// nothing to whoever else finds it.
//
// Everything is made from one value. A Choice says what was chosen; Make looks it up in the directory and gives a Card;
// every form (on paper, in Braille, as a text, to be read aloud) is written from that Card and from nothing else, so no
// form can give another number than another. A Card has no field for anything about a person.
package card

import (
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Card is what stands on a card, in words, before it has a form. The zero value of a field is left off the card.
type Card struct {
	Language    lang.Tag    `json:"language"`         // of the card; a Text may be in another
	Direction   Direction   `json:"direction"`        // of Language
	Heading     Text        `json:"heading,omitzero"` // neutral
	Doors       []Door      `json:"doors,omitzero"`   // in the order in which they were chosen
	Say         []Text      `json:"say,omitzero"`     // what to say when calling, a sentence each
	Appointment Appointment `json:"appointment,omitzero"`
	Safe        Text        `json:"safe,omitzero"`    // a good time for a call, in words
	Contact     Text        `json:"contact,omitzero"` // what a door is called in a telephone
	Until       Text        `json:"until,omitzero"`   // what is said for the dash between two times, when they are read aloud
	Batch       string      `json:"batch,omitzero"`   // the marks of the doors, by which a card that has become wrong is recognised
	Page        string      `json:"page,omitzero"`    // address of a neutral page with the same public data, for a QR code
	Review      Review      `json:"review,omitzero"`  // whether somebody who speaks Language has read its fixed texts
}

// Text is words in one language: a card in Turkish still gives a Brussels address in French.
type Text struct {
	Lang lang.Tag `json:"lang"`
	Text string   `json:"text"`
}

// Direction is which way a language is written: "ltr" or "rtl".
type Direction string

// The directions.
const (
	LeftToRight Direction = "ltr"
	RightToLeft Direction = "rtl"
)

// Review is how far the words of a language are: "reviewed", or "unreviewed", which is said to the professional
// before the card is given, and not printed on it.
type Review string

// The states of a review.
const (
	Reviewed   Review = "reviewed"
	Unreviewed Review = "unreviewed"
)

// Door is one service on a card.
type Door struct {
	Service string   `json:"service"`           // id in the directory; never printed
	Name    Text     `json:"name,omitzero"`     // as chosen: neutral, its own, or none
	Numbers []Number `json:"numbers,omitzero"`  // what can be dialled or written to
	Hours   []Text   `json:"hours,omitzero"`    // in words, a line each
	Terms   []Text   `json:"terms,omitzero"`    // "free", "anonymous", "day and night"
	TermIDs []string `json:"term_ids,omitzero"` // what each of Terms says, for a drawing beside it: "free", "anonymous", "day-and-night"
	Address []Text   `json:"address,omitzero"`  // a line each; a confidential place has none
	Way     Text     `json:"way,omitzero"`      // how to get there
	Mark    string   `json:"mark,omitzero"`     // see [Facts.Mark]
}

// Number is one way to reach a door, exactly as the directory writes it.
type Number struct {
	Kind  directory.ChannelKind `json:"kind"`
	Label Text                  `json:"label,omitzero"`
	Value string                `json:"value"`
	Hours []Text                `json:"hours,omitzero"` // in words, a line each, where they differ from those of the door
}

// Appointment is the next one: when and where, and nothing about what for.
type Appointment struct {
	Title Text      `json:"title,omitzero"` // a neutral word for a calendar
	When  Text      `json:"when,omitzero"`  // in words
	Start time.Time `json:"start,omitzero"` // for a calendar; zone of the region
	End   time.Time `json:"end,omitzero"`
	Where Text      `json:"where,omitzero"`
}
