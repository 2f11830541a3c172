package press

import (
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// tag is what a thing on paper is in the tree of a document, and in what language.
type tag struct {
	role   pdf.Role
	lang   lang.Tag
	alt    string
	parent *tag
}

func (t *tag) child(role pdf.Role, text card.Text) *tag {
	return &tag{role: role, lang: text.Lang, parent: t}
}

// item is one thing on paper, from the top left corner of what holds it: a line of text or a drawing. One without a tag
// is not read out.
type item struct {
	tag  *tag
	text *line
	path *pdf.Path
}

// line is one line of text; x is its left end, y what its letters stand on.
type line struct {
	x, y, size int
	run        font.Run
	text       string
}

// moved is the item at another place.
func (it item) moved(x, y int) item {
	if it.text != nil {
		l := *it.text
		l.x, l.y = l.x+x, l.y+y
		it.text = &l
	}
	if it.path != nil {
		p := *it.path
		p.Segments = make([]pdf.Segment, len(it.path.Segments))
		for i, s := range it.path.Segments {
			for j := range s.Points {
				s.Points[j].X, s.Points[j].Y = s.Points[j].X+x, s.Points[j].Y+y
			}
			p.Segments[i] = s
		}
		it.path = &p
	}
	return it
}

// piece is what is never divided: some lines, a number with its label, a code.
type piece struct {
	items  []item
	height int
	before int       // empty space above, unless it begins a panel
	keep   bool      // stays with what follows
	rule   *pdf.Path // drawn above it, unless it begins a panel
	bottom bool      // stands at the foot of its panel
}

// over is a piece with another one under it.
func (p piece) over(under piece, gap int) piece {
	if under.height == 0 {
		return p
	}
	if p.height > 0 {
		p.height += gap
	}
	for _, it := range under.items {
		p.items = append(p.items, it.moved(0, p.height))
	}
	p.height += under.height
	return p
}

// setter sets texts for one width, direction and scale.
type setter struct {
	fonts   *font.Fonts
	width   int
	percent int
	rtl     bool
	sizes   sizes
	err     error // the first thing that went wrong; what is set afterwards is nothing
}

// size is that of letters at the scale of the card.
func (s *setter) size(tenths int) int { return pt(tenths * s.percent / 100) }

// text sets a text in lines from the start of the width, with an indent on that side.
func (s *setter) text(t *tag, text card.Text, weight font.Weight, tenths, indent int) piece {
	letters := tidy(text.Text)
	if s.err != nil || len(letters) == 0 {
		return piece{}
	}
	if len(letters) > longest {
		s.err = errRoom
		return piece{}
	}
	rtl := lang.Direction(text.Lang) == "rtl"
	p := paragraph{letters: letters, to: font.Directions(letters, rtl), rtl: rtl, weight: weight, size: s.size(tenths)}
	room := s.width - indent
	spans, err := s.wrap(p, room)
	if err != nil {
		s.err = err
		return piece{}
	}
	leading := p.size * lineHeight(text.Lang, weight) / 100
	var out piece
	for i, sp := range spans {
		run, err := s.line(p, sp)
		if err != nil {
			s.err = err
			return piece{}
		}
		l := &line{x: s.start(scale(run.Width, p.size), indent), size: p.size, run: run, text: string(letters[sp.from:sp.to])}
		l.y = i*leading + leading/2 + scale(font.CapHeight, p.size)/2
		if i < len(spans)-1 {
			s.closeLine(l, p)
		}
		out.items = append(out.items, item{tag: t, text: l})
	}
	out.height = len(spans) * leading
	return out
}

// closeLine ends a line with a space, so that what is read out or copied does not join two words.
func (s *setter) closeLine(l *line, p paragraph) {
	space, err := s.fonts.Shape(" ", p.weight, false)
	if err != nil || l.text == "" || l.text[len(l.text)-1] == '-' {
		return
	}
	g := space.Glyphs[0]
	g.X = l.run.Width
	if p.rtl {
		g.X = -g.Advance
	}
	l.run.Glyphs = append(l.run.Glyphs, g)
}

// start is the left end of something that begins a line after an indent.
func (s *setter) start(width, indent int) int {
	if s.rtl {
		return s.width - indent - width
	}
	return indent
}

// lineHeight is from line to line in percent of the size: scripts with marks above and below need more.
func lineHeight(tag lang.Tag, weight font.Weight) int {
	high := 130
	switch tag {
	case "ar", "fa", "ps":
		high = 155
	case "ti":
		high = 142
	}
	if weight == font.Bold { // short lines that stand alone
		high -= 12
	}
	return high
}

func scale(units, size int) int { return pdf.Scale(units, size) }
