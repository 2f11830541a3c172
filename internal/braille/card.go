package braille

import (
	"errors"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/louis"
)

// Line is one line of a card, before it is cut to the width of a page.
type Line struct {
	Print string       // as a sighted person reads it
	Cells []louis.Cell // the same in Braille
	Grade Grade        // how this line is written
	held  []bool       // where it may not be cut: within a number
}

// String is the line in Unicode Braille.
func (l Line) String() string { return unicode(l.Cells) }

// Document is a card in Braille: parts of lines, with an empty line between parts.
type Document struct {
	Language lang.Tag
	Parts    [][]Line
	number   []louis.Cell // the sign for numbers and the digits 0 to 9, to count pages with
}

// Card writes a card in Braille, all of it by the tables of the card's own language: whoever reads the card reads that
// Braille. Only sentences of that language are contracted: in a name or in another language a contraction would be read as
// other letters, and in an address of the web every letter counts.
func Card(c card.Card, grade Grade, tables Translators) (Document, error) {
	own, err := tables.For(c.Language, grade)
	if err != nil {
		return Document{}, err
	}
	letters, err := tables.For(c.Language, Uncontracted)
	if err != nil {
		return Document{}, err
	}
	named := map[card.Text]bool{}
	for _, door := range c.Doors {
		named[door.Name] = true
	}
	n := notationOf(c.Language)
	d := Document{Language: c.Language, number: append([]louis.Cell{n.sign}, n.digits...)}
	for _, part := range card.Lines(c) {
		var lines []Line
		for _, text := range part {
			translate, as := letters, Uncontracted
			if text.Lang == c.Language && !named[text] && !address(text.Text) {
				translate, as = own, grade
			}
			line, err := write(text.Text, c.Language, as, translate)
			if err != nil {
				return Document{}, err
			}
			lines = append(lines, line)
		}
		d.Parts = append(d.Parts, lines)
	}
	return d, nil
}

// spelling is what print writes in signs that a table would take for others: the point between two terms for a bracket or
// a product. So it does the dash between two times (dashed), for one between clauses.
var spelling = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", " · ", ", ", "\u00ad", "")

// rare are letters that not every table has, and how they are written without them. The print beside the cells shows it.
var rare = strings.NewReplacer("œ", "oe", "Œ", "Oe", "æ", "ae", "Æ", "Ae", "ß", "ss", "ĳ", "ij", "Ĳ", "IJ")

// closeUp takes away the blanks that French print has beside some signs, and Braille has not. Contracted French keeps them:
// liblouis reads the sign of a question at the end of a word as "en".
var closeUp = strings.NewReplacer(" ?", "?", " !", "!", " ;", ";", " :", ":", "« ", "«", " »", "»")

// write translates one line and makes sure of its digits.
func write(print string, tag lang.Tag, grade Grade, translate Translator) (Line, error) {
	print = dashed(strings.Join(strings.Fields(spelling.Replace(print)), " "))
	if grade == Uncontracted {
		print = closeUp.Replace(print)
	}
	cells, err := translate.Translate(print)
	var lacks *louis.Undefined
	if errors.As(err, &lacks) {
		print = rare.Replace(print)
		cells, err = translate.Translate(print)
	}
	if errors.As(err, &lacks) {
		return Line{}, lacking(lacks, print)
	}
	if err != nil {
		return Line{}, err
	}
	if digitsIn(cells, tag) != digitsOf(print) {
		return Line{}, wrongDigits(print)
	}
	line := Line{Print: print, Cells: cells, Grade: grade, held: make([]bool, len(cells))}
	return line, line.hold(translate)
}

// hold marks numbers that are written in groups, so that each stays on one line.
func (l *Line) hold(translate Translator) error {
	from := 0
	for _, number := range grouped(l.Print) {
		cells, err := translate.Translate(number)
		if err != nil {
			return err
		}
		at := index(l.Cells[from:], cells)
		if at < 0 {
			at = 0 // written otherwise than alone: then nothing from here on is cut, which is safe
			cells = l.Cells[from:]
		}
		for i := range cells {
			l.held[from+at+i] = true
		}
		from += at + len(cells)
	}
	return nil
}

func index(cells, sought []louis.Cell) int {
	for at := 0; at+len(sought) <= len(cells); at++ {
		if slices.Equal(cells[at:at+len(sought)], sought) {
			return at
		}
	}
	return -1
}
