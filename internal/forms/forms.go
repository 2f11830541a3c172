// Package forms gives a card in the form that was asked for: as what is seen on a page, and as a file to keep. It joins
// the text forms of package card, the sheets of package press and the cells of package braille, and is the same on a
// server, on a device and on the command line.
package forms

import (
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/press"
)

// Tools are what some forms need besides the card.
type Tools struct {
	Words   press.Words         // what stands on a sheet beside the card
	Braille braille.Translators // nil: there is no Braille here
}

// Shown is a card as it is seen on a page.
type Shown struct {
	Markup string // to stand in a page
	Parts  int    // of a text message: how many it takes
}

// File is a card to keep. Its name says nothing.
type File struct {
	Name string
	Type string // media type
	Data []byte
}

// Show gives what is seen of a card. What cannot be given is a *fault.Error that says what to leave out or to choose
// instead.
func Show(c card.Card, form card.Form, tools Tools) (Shown, error) {
	switch {
	case form.Paper():
		sheets, err := press.Set(c, press.Form(form), tools.Words)
		if err != nil {
			return Shown{}, err
		}
		return Shown{Markup: pages(sheets)}, nil
	case form.Tactile():
		rows, err := tactile(c, form, tools)
		if err != nil {
			return Shown{}, err
		}
		return Shown{Markup: pre("braille-cells", ` dir="ltr" aria-hidden="true"`, braille.Screen(rows)) +
			pre("braille-print", of(c), braille.Print(rows))}, nil
	}
	text, parts, err := text(c, form)
	return Shown{Markup: pre("card-text", of(c), text), Parts: parts}, err
}

// Save gives a card as a file.
func Save(c card.Card, form card.Form, tools Tools) (File, error) {
	switch {
	case form.Paper():
		sheets, err := press.Set(c, press.Form(form), tools.Words)
		if err != nil {
			return File{}, err
		}
		var out strings.Builder
		err = sheets.PDF(&out)
		return File{"card.pdf", "application/pdf", []byte(out.String())}, err
	case form.Tactile():
		rows, err := tactile(c, form, tools)
		return File{braille.FileName, "application/octet-stream", []byte(braille.BRF(rows))}, err
	case form == card.FormSpoken:
		return File{"card.ssml", "application/ssml+xml", []byte(card.SSML(c))}, nil
	}
	words, _, err := text(c, form)
	f := File{"card.txt", "text/plain; charset=utf-8", []byte(words)}
	switch form {
	case card.FormContact:
		f.Name, f.Type = "card.vcf", "text/vcard; charset=utf-8"
	case card.FormCalendar:
		f.Name, f.Type = "card.ics", "text/calendar; charset=utf-8"
	}
	return f, err
}

// text is a form of text, and of a text message how many parts it takes.
func text(c card.Card, form card.Form) (words string, parts int, err error) {
	switch form {
	case card.FormPlainText:
		return card.Plain(c), 0, nil
	case card.FormMessage:
		message := card.SMS(c)
		return message.Text, message.Parts, nil
	case card.FormSpoken:
		return card.Spoken(c), 0, nil
	case card.FormContact:
		words, err = card.VCard(c)
		return words, 0, err
	case card.FormCalendar:
		words, err = card.ICal(c)
		return words, 0, err
	}
	return "", 0, Unknown(form)
}

// Unknown is the fault of a form that does not exist.
func Unknown(form card.Form) error {
	var known []string
	for _, f := range card.Forms() {
		known = append(known, string(f))
	}
	return fault.InvalidFields([]fault.Detail{fault.DetailOf("form", "card.fault.not-known",
		"value", fault.Clip(string(form)), "known", strings.Join(known, ", "))})
}

func tactile(c card.Card, form card.Form, tools Tools) ([][]braille.Row, error) {
	grade := braille.Uncontracted
	if form == card.FormBrailleContracted {
		grade = braille.Contracted
	}
	d, err := braille.Card(c, grade, tools.Braille)
	if err != nil {
		return nil, err
	}
	return d.Pages(braille.A4())
}

func pages(s *press.Sheets) string {
	var out strings.Builder
	for page := range s.Pages() {
		if near := s.Near(page); near != "" {
			out.WriteString(`<div class="near">` + near + `</div>`)
		}
		out.WriteString(`<div class="paper">` + s.SVG(page) + `</div>`)
	}
	return out.String()
}

// of says in which language a card is, and which way that is written.
func of(c card.Card) string {
	return " lang=" + strconv.Quote(attribute(string(c.Language))) + " dir=" + strconv.Quote(attribute(string(c.Direction)))
}

func pre(class, attributes, text string) string {
	return `<pre class="` + class + `"` + attributes + ">" + escape.Replace(text) + "</pre>"
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// attribute keeps what may be in a tag of a language.
func attribute(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
