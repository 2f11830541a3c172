// Package press sets a card on paper: small enough for a purse or a shoe, large enough for tired eyes, or one idea a line.
// A card is laid out once, in micrometres, and what was laid out is shown as SVG and written as a tagged PDF, so what is
// seen on a screen is what is printed. Nothing is shrunk below what can be read and nothing is cut off: what does not fit
// is an error that says so.
package press

import (
	"sync"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/press/font"
)

// Form is a kind of paper.
type Form string

// The forms.
const (
	Wallet  Form = "wallet"  // panels of 85 by 54 mm, folded with the print inside: nothing is seen outside
	Strip   Form = "strip"   // 180 by 30 mm, folded in three to 60 by 30: fits under an insole and behind a telephone
	A6      Form = "a6"      // a postcard; with more on it, two that fold to one
	Large18 Form = "large18" // A4, letters of 18 points
	Large24 Form = "large24" // A4, letters of 24 points
	Easy    Form = "easy"    // A4, one idea a line, with a pictogram each
)

// Forms lists the forms, in the order in which they are offered.
func Forms() []Form { return []Form{Wallet, Strip, A6, Large18, Large24, Easy} }

// Words are what stands on a sheet and does not come from the card, in the language of whoever prints it.
type Words struct {
	Lang  lang.Tag `json:"lang"`
	Title string   `json:"title"`           // of the document, where the card has no heading; neutral
	Fold  string   `json:"fold,omitempty"`  // how to cut and fold
	Draft string   `json:"draft,omitempty"` // that an easy-to-read page was not yet tested by readers; empty once it was
	Code  string   `json:"code,omitempty"`  // what a QR code is, for who does not see it
}

// WordsOf takes the words from the catalogue.
func WordsOf(p lang.Printer) Words {
	return Words{Lang: p.Tag, Title: p.T("press.title"), Fold: p.T("press.fold"),
		Draft: p.T("press.draft"), Code: p.T("press.code")}
}

var loadFonts = sync.OnceValues(font.Load)

// Sheets are the pages of a card in one form.
type Sheets struct {
	Form   Form
	Copies int // of the card on each page
	title  string
	lang   lang.Tag
	rtl    bool
	pages  []page
}

// Pages is how many pages there are.
func (s *Sheets) Pages() int { return len(s.pages) }

// Set sets a card. What cannot be set is an error for the person: a form that does not exist, a card with nothing on it,
// a letter that no font has, or more text than the form can hold.
func Set(c card.Card, form Form, words Words) (*Sheets, error) {
	g, ok := geometries()[form]
	if !ok {
		return nil, unknownForm(form)
	}
	if len(c.Doors) == 0 && c.Appointment.When.Text == "" && c.Heading.Text == "" {
		return nil, emptyCard()
	}
	fonts, err := loadFonts()
	if err != nil {
		return nil, err
	}
	fitted, err := fit(c, form, g, words, fonts)
	if err != nil {
		return nil, err
	}
	s := &Sheets{Form: form, Copies: g.copies(len(fitted.panels)), title: words.Title, lang: c.Language, rtl: c.Direction == card.RightToLeft}
	if c.Heading.Text != "" {
		s.title = c.Heading.Text
	}
	s.pages = g.impose(fitted, s.rtl)
	return s, nil
}
