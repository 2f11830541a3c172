package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/halte-brussels/halte/internal/press/font"
)

// Page is one side of a sheet.
type Page struct {
	document      *Document
	width, height int
	content       strings.Builder
	marks         []*Element // by mark
	id            ref
}

// Text is one line of signs.
type Text struct {
	X, Y   int // where the line begins at the left, and what the letters stand on
	Size   int
	Run    font.Run
	Actual string // what is written, where its signs stand in another order
}

// Text shows a line as a part of an element, or as something that is not read out when the element is nil.
func (p *Page) Text(e *Element, t Text) {
	p.begin(e, t.Actual)
	p.content.WriteString("BT\n")
	current := -1
	for i := 0; i < len(t.Run.Glyphs); {
		g := t.Run.Glyphs[i]
		if n := p.document.face(g); n != current {
			current = n
			fmt.Fprintf(&p.content, "/F%d %s Tf\n", n+1, points(t.Size))
		}
		fmt.Fprintf(&p.content, "1 0 0 1 %s %s Tm\n", points(t.X+Scale(g.X, t.Size)), points(p.height-t.Y+Scale(g.Y, t.Size)))
		i += p.show(t.Run.Glyphs[i:])
	}
	p.content.WriteString("ET\nEMC\n")
}

// show writes the signs that follow one another on one line in one font, and returns how many.
func (p *Page) show(glyphs []font.Glyph) int {
	first := glyphs[0]
	p.content.WriteString("[<")
	n, x := 0, first.X
	for n < len(glyphs) && glyphs[n].Face == first.Face && glyphs[n].Y == first.Y {
		g := glyphs[n]
		p.document.face(g)
		if g.X != x {
			fmt.Fprintf(&p.content, ">%d<", x-g.X)
		}
		fmt.Fprintf(&p.content, "%04X", g.ID)
		x, n = g.X+g.Face.Advance(g.ID), n+1
	}
	p.content.WriteString(">] TJ\n")
	return n
}

// Path draws lines as a part of an element, or as something that is not read out when the element is nil.
func (p *Page) Path(e *Element, path Path) {
	p.begin(e, "")
	p.content.WriteString("q\n")
	if path.Stroke > 0 {
		fmt.Fprintf(&p.content, "1 J 1 j %s w\n", points(path.Stroke))
		if path.Dash > 0 {
			fmt.Fprintf(&p.content, "0 J [%[1]s %[1]s] 0 d\n", points(path.Dash))
		}
	}
	for _, s := range path.Segments {
		for _, at := range s.At() {
			fmt.Fprintf(&p.content, "%s %s ", points(at.X), points(p.height-at.Y))
		}
		p.content.WriteString(s.Kind.operator() + "\n")
	}
	if path.Stroke > 0 {
		p.content.WriteString("S\n")
	} else {
		p.content.WriteString("f\n")
	}
	p.content.WriteString("Q\nEMC\n")
}

// begin opens what belongs to an element, under a mark that the tree names.
func (p *Page) begin(e *Element, actual string) {
	if e == nil {
		p.content.WriteString("/Artifact BMC\n")
		return
	}
	written := ""
	if actual != "" {
		written = " /ActualText " + text(actual)
	}
	fmt.Fprintf(&p.content, "/%s <</MCID %d%s>> BDC\n", e.role, len(p.marks), written)
	e.kids = append(e.kids, kid{page: p, mark: len(p.marks)})
	p.marks = append(p.marks, e)
}

// Scale turns units of a font into a length, at a size.
func Scale(units, size int) int { return (units*size + 500*sign(units)) / font.Em }

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// points writes a length in the unit of the format, a 72nd of an inch, to a thousandth of it.
func points(length int) string {
	const inch = 25400
	thousandths := (length*72000 + sign(length)*inch/2) / inch
	s := strconv.Itoa(thousandths / 1000)
	if thousandths < 0 && thousandths > -1000 {
		s = "-0"
	}
	rest := thousandths % 1000 * sign(thousandths)
	if rest == 0 {
		return s
	}
	return s + "." + strings.TrimRight(fmt.Sprintf("%03d", rest), "0")
}

// text writes words as the format holds them: UTF-16 in hexadecimal digits, behind a mark that says so.
func text(s string) string {
	return "<FEFF" + hex(s) + ">"
}

func hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// tongue writes the tag of a language, which has letters, digits and hyphens only.
func tongue(tag string) string {
	return "(" + strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, tag) + ")"
}
