package braille

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/louis"
)

// Size is a page of an embosser, in cells and lines.
type Size struct{ Width, Length int }

// A4 is what an A4 page takes: cells are 6 mm wide and lines 10 mm high, and 10 to 15 mm at each edge stay empty.
func A4() Size { return Size{Width: 30, Length: 27} }

const (
	minWidth, maxWidth   = 20, 42
	minLength, maxLength = 8, 40
	indent               = 2 // cells before what continues a line
)

// Row is one line of a page, and what it says in print where a line of the card begins.
type Row struct {
	Cells []louis.Cell
	Print string
}

// Pages lays a document out. Lines are cut at blanks and go on indented; a number is never cut; a part stays on one page
// where it fits on one. Where there is more than one page, the last line of each has its number, at the right.
func (d Document) Pages(size Size) ([][]Row, error) {
	if size.Width < minWidth || size.Width > maxWidth || size.Length < minLength || size.Length > maxLength {
		return nil, wrongSize()
	}
	var parts [][]Row
	for _, part := range d.Parts {
		var rows []Row
		for _, line := range part {
			cut, err := line.cut(size.Width)
			if err != nil {
				return nil, err
			}
			rows = append(rows, cut...)
		}
		parts = append(parts, rows)
	}
	if pages := fill(parts, size.Length); len(pages) <= 1 {
		return pages, nil
	}
	pages := fill(parts, size.Length-1)
	for i := range pages {
		pages[i] = d.numbered(pages[i], i+1, size)
	}
	return pages, nil
}

// fill puts parts on pages, an empty row between them.
func fill(parts [][]Row, length int) [][]Row {
	var pages [][]Row
	var page []Row
	for _, part := range parts {
		if len(page) > 0 && len(page)+1+len(part) > length {
			pages, page = append(pages, page), nil
		}
		if len(page) > 0 {
			page = append(page, Row{})
		}
		for len(page)+len(part) > length {
			room := length - len(page)
			pages, page, part = append(pages, append(page, part[:room]...)), nil, part[room:]
		}
		page = append(page, part...)
	}
	if len(page) > 0 {
		pages = append(pages, page)
	}
	return pages
}

func (d Document) numbered(page []Row, number int, size Size) []Row {
	for len(page) < size.Length-1 {
		page = append(page, Row{})
	}
	cells := []louis.Cell{}
	for ; number > 0; number /= 10 {
		cells = append(cells, d.number[1+number%10])
	}
	cells = append(cells, d.number[0])
	slices.Reverse(cells)
	return append(slices.Clip(page), Row{Cells: append(make([]louis.Cell, size.Width-len(cells)), cells...)})
}

// cut makes rows of a line. A word that is longer than a row, such as an address of the web, goes on in the next one; a
// number that is longer is an error.
func (l Line) cut(width int) ([]Row, error) {
	var rows []Row
	rest, held, room := l.Cells, l.held, width
	for len(rest) > room {
		at := room
		for at > 0 && (rest[at] != 0 || held[at]) {
			at--
		}
		skip := 1
		if at == 0 {
			if slices.Contains(held[:room+1], true) || number(l.Print) {
				return nil, tooWide(l.Print, width)
			}
			at, skip = room, 0
		}
		rows = append(rows, indented(rest[:at], len(rows) > 0))
		rest, held, room = rest[at+skip:], held[at+skip:], width-indent
	}
	rows = append(rows, indented(rest, len(rows) > 0))
	rows[0].Print = l.Print
	return rows, nil
}

// number tells whether a line is nothing but a number.
func number(print string) bool {
	return strings.Trim(print, "+0123456789 ") == ""
}

func indented(cells []louis.Cell, more bool) Row {
	if more {
		cells = append(make([]louis.Cell, indent), cells...)
	}
	return Row{Cells: cells}
}

// ascii is North American ASCII Braille, which embossers take in a .brf file, by cell.
const ascii = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="

// BRF writes pages as an embosser takes them: ASCII Braille, lines that end in CR LF, pages in a form feed.
func BRF(pages [][]Row) string {
	var b strings.Builder
	for _, page := range pages {
		for _, row := range page {
			for _, c := range row.Cells {
				b.WriteByte(ascii[c&0x3f])
			}
			b.WriteString("\r\n")
		}
		b.WriteByte('\f')
	}
	return b.String()
}

// FileName is what the file for an embosser is called. It says nothing.
const FileName = "card.brf"

// unicode writes cells as the characters for them.
func unicode(cells []louis.Cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteRune(0x2800 + rune(c&0xff))
	}
	return b.String()
}

// Screen writes pages in Unicode Braille, a row a line.
func Screen(pages [][]Row) string {
	return rows(pages, func(r Row) string { return unicode(r.Cells) })
}

// Print writes what Screen shows in print, with each line of print beside the row in which it begins.
func Print(pages [][]Row) string {
	return rows(pages, func(r Row) string { return r.Print })
}

// rows writes a row a line, and an empty line between pages.
func rows(pages [][]Row, write func(Row) string) string {
	var b strings.Builder
	for i, page := range pages {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, row := range page {
			b.WriteString(write(row) + "\n")
		}
	}
	return b.String()
}
