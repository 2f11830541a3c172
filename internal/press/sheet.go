package press

import (
	"strconv"

	"github.com/halte-brussels/halte/internal/press/pdf"
)

// page is one page to print: one card, how large it is, the places of it and its copies, and what stands outside.
type page struct {
	card    []item
	size    pdf.Point
	copies  []pdf.Point
	outside []item
}

func pageNumber(n, of int) string { return strconv.Itoa(n) + " / " + strconv.Itoa(of) }

// impose puts a card on pages: each panel on one, or all panels as one card, as often as there is room.
func (g geometry) impose(f fitted, rtl bool) []page {
	var pages []page
	if g.pages {
		for _, items := range f.panels {
			pages = append(pages, page{card: items, copies: []pdf.Point{{}}})
		}
		return pages
	}
	n := len(f.panels)
	var p page
	for i, items := range f.panels {
		x, y := 0, i*g.height
		if g.beside {
			x, y = i*g.width, 0
			if rtl {
				x = (n - 1 - i) * g.width
			}
		}
		for _, it := range items {
			p.card = append(p.card, it.moved(x, y))
		}
	}
	width, height := g.size(n)
	p.size = pdf.Point{X: width, Y: height}
	rows, columns := g.rows(n), g.across(n)
	left := (a4Width - columns*width - (columns-1)*g.gap) / 2
	top := (a4Height - rows*height - (rows-1)*g.gap) / 2
	for row := range rows {
		for column := range columns {
			p.copies = append(p.copies, pdf.Point{X: left + column*(width+g.gap), Y: top + row*(height+g.gap)})
		}
	}
	p.outside = g.marks(p.copies, n)
	if f.words != nil {
		l := *f.words
		l.x, l.y = (a4Width-scale(l.run.Width, l.size))/2, top+rows*height+(rows-1)*g.gap+9*millimetre
		if l.y > a4Height-5*millimetre {
			l.y = a4Height - 5*millimetre
		}
		p.outside = append(p.outside, item{tag: f.tag, text: &l})
	}
	return []page{p}
}

// marks are short lines outside the cards: at the corners where to cut, and dashed where to fold.
func (g geometry) marks(copies []pdf.Point, panels int) []item {
	width, height := g.size(panels)
	if g.gap == 0 {
		return middleMarks(panels > 1)
	}
	const from = 800 // from the card's edge
	to := min(from+3*millimetre, g.gap/2-200)
	var cut, fold pdf.Path
	cut.Stroke, fold.Stroke, fold.Dash = 150, 200, 600
	stroke := func(p *pdf.Path, x1, y1, x2, y2 int) {
		p.Segments = append(p.Segments, straight(x1, y1, x2, y2)...)
	}
	for _, c := range copies {
		for _, y := range []int{c.Y, c.Y + height} {
			stroke(&cut, c.X-to, y, c.X-from, y)
			stroke(&cut, c.X+width+from, y, c.X+width+to, y)
		}
		for _, x := range []int{c.X, c.X + width} {
			stroke(&cut, x, c.Y-to, x, c.Y-from)
			stroke(&cut, x, c.Y+height+from, x, c.Y+height+to)
		}
		for i := 1; i < panels; i++ {
			if g.beside {
				x := c.X + i*g.width
				stroke(&fold, x, c.Y-to, x, c.Y-from)
				stroke(&fold, x, c.Y+height+from, x, c.Y+height+to)
				continue
			}
			y := c.Y + i*g.height
			stroke(&fold, c.X-to, y, c.X-from, y)
			stroke(&fold, c.X+width+from, y, c.X+width+to, y)
		}
	}
	return []item{{path: &cut}, {path: &fold}}
}

// middleMarks say where to cut a page into four, or into two that are folded: short lines at its edges and in its middle.
func middleMarks(folded bool) []item {
	const edge, long = 4 * millimetre, 6 * millimetre
	x, y := a4Width/2, a4Height/2
	across, down := pdf.Path{Stroke: 150}, pdf.Path{Stroke: 150}
	if folded {
		down.Stroke, down.Dash = 200, 600
	}
	for _, at := range []int{edge, x - long/2, a4Width - edge - long} {
		across.Segments = append(across.Segments, straight(at, y, at+long, y)...)
	}
	for _, at := range []int{edge, y - long/2, a4Height - edge - long} {
		down.Segments = append(down.Segments, straight(x, at, x, at+long)...)
	}
	return []item{{path: &across}, {path: &down}}
}

func straight(x1, y1, x2, y2 int) []pdf.Segment {
	return []pdf.Segment{{Kind: pdf.Move, Points: [3]pdf.Point{{X: x1, Y: y1}}}, {Kind: pdf.Line, Points: [3]pdf.Point{{X: x2, Y: y2}}}}
}
