package press

import (
	"errors"
	"slices"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// fitted is a card on its panels; items are placed from the corner of their panel.
type fitted struct {
	panels [][]item
	words  *line // what stands on the page outside the cards
	tag    *tag
}

// attempt is one way to set a card.
type attempt struct {
	panels, percent int
	divide          bool // groups may go on on the next panel
}

// attempts are the ways to set a card in a form, best first: with comfortable letters on as few panels as can be, then
// with smaller ones, and last with groups divided.
func (g geometry) attempts() []attempt {
	var large, small, divided []attempt
	for panels := g.least; panels <= g.most; panels++ {
		for _, percent := range g.scales {
			a := attempt{panels: panels, percent: percent}
			if percent >= g.comfortable {
				large = append(large, a)
			} else {
				small = append(small, a)
			}
			a.divide = true
			divided = append(divided, a)
		}
	}
	return slices.Concat(large, small, divided)
}

// fit sets a card in the best way in which everything fits.
func fit(c card.Card, form Form, g geometry, words Words, fonts *font.Fonts) (fitted, error) {
	if texts(c) > most {
		return fitted{}, tooLong(form)
	}
	flowed := map[int][]group{} // by scale
	for _, a := range g.attempts() {
		s := &setter{fonts: fonts, width: g.width - 2*g.margin, percent: a.percent, rtl: c.Direction == card.RightToLeft, sizes: g.sizes}
		groups, known := flowed[a.percent]
		if !known {
			groups = s.all(c, form, words, g.code)
			if s.err != nil && !errors.Is(s.err, errRoom) {
				return fitted{}, forPerson(s.err, form)
			}
			if s.err != nil {
				groups = nil
			}
			flowed[a.percent] = groups
		}
		if len(groups) == 0 {
			continue
		}
		if panels, ok := place(groups, a, g.height-2*g.margin); ok {
			f := fitted{panels: panels}
			g.inset(&f)
			s.finish(&f, c, g, words)
			return f, forPerson(s.err, form)
		}
	}
	return fitted{}, tooLong(form)
}

// texts is how many texts a card has at the least.
func texts(c card.Card) int {
	n := len(c.Say)
	for _, d := range c.Doors {
		n += 1 + len(d.Hours) + len(d.Terms) + len(d.Address)
		for _, number := range d.Numbers {
			n += 1 + len(number.Hours)
		}
	}
	return n
}

func (s *setter) all(c card.Card, form Form, words Words, code int) []group {
	if form == Easy {
		return s.easy(c, words, code)
	}
	return s.flow(c, words, code)
}

// place puts groups on panels one after another. A group begins a new panel rather than being divided; where dividing is
// allowed, one that is larger than a panel goes on on the next.
func place(groups []group, a attempt, height int) ([][]item, bool) {
	p := placing{panels: make([][]item, a.panels), height: height}
	for i, g := range groups {
		need := g.height()
		if len(g) == 1 && g[0].keep && i+1 < len(groups) { // a heading goes with what it heads
			if next := groups[i+1]; need+next[0].before+next.height() <= height || !a.divide {
				need += next[0].before + next.height()
			}
		}
		if need > height && !a.divide {
			return nil, false
		}
		if p.y > 0 && p.y+g[0].before+need > height && need <= height {
			p.next()
		}
		for j, piece := range g {
			follows := 0
			if piece.keep && j+1 < len(g) {
				follows = g[j+1].before + g[j+1].height
			}
			if !p.put(piece, follows) {
				return nil, false
			}
		}
	}
	return p.panels, true
}

// placing is panels that are being filled.
type placing struct {
	panels [][]item
	height int
	at, y  int // the panel, and how far it is full
}

func (p *placing) next() { p.at, p.y = p.at+1, 0 }

// put puts a piece where there is room for it and what has to follow it.
func (p *placing) put(piece piece, follows int) bool {
	if piece.bottom && p.free(piece) {
		p.y = p.height - piece.height
		return p.set(piece.items, piece.height)
	}
	if p.y > 0 && p.y+piece.before+piece.height+follows > p.height {
		p.next()
	}
	if p.at >= len(p.panels) {
		return false
	}
	items := piece.items
	if p.y > 0 {
		p.y += piece.before
		if piece.rule != nil {
			items = append([]item{{path: piece.rule}}, items...)
		}
	}
	if piece.bottom {
		p.y = max(p.y, p.height-piece.height)
	}
	return p.set(items, piece.height)
}

// set puts items where the panel is full to.
func (p *placing) set(items []item, height int) bool {
	if p.y+height > p.height {
		return false
	}
	for _, it := range items {
		p.panels[p.at] = append(p.panels[p.at], it.moved(0, p.y))
	}
	p.y += height
	return true
}

// free tells whether the foot of the panel has room for a piece beside what stands there, with its empty edge.
func (p *placing) free(piece piece) bool {
	if p.at >= len(p.panels) || piece.height > p.height {
		return false
	}
	edge := piece.before
	for _, own := range piece.items {
		a := own.moved(0, p.height-piece.height).extent()
		for _, other := range p.panels[p.at] {
			b := other.extent()
			if b.right > a.left-edge && b.left < a.right+edge && b.bottom > a.top-edge && b.top < a.bottom+edge {
				return false
			}
		}
	}
	return true
}

// inset moves what stands on a panel inside its margin.
func (g geometry) inset(f *fitted) {
	for i, items := range f.panels {
		for j, it := range items {
			f.panels[i][j] = it.moved(g.margin, g.margin)
		}
	}
	if !g.pages {
		return
	}
	for len(f.panels) > 1 && len(f.panels[len(f.panels)-1]) == 0 {
		f.panels = f.panels[:len(f.panels)-1]
	}
}

// finish adds the batch mark at the foot of the last panel, the numbers of pages, and the words outside the cards.
func (s *setter) finish(f *fitted, c card.Card, g geometry, words Words) {
	s.percent = 100
	last := len(f.panels) - 1
	if c.Batch != "" {
		mark := &tag{role: pdf.Paragraph, lang: "und"}
		if l := s.foot(c.Batch, g, true); l != nil {
			f.panels[last] = append(f.panels[last], item{tag: mark, text: l})
		}
	}
	if g.pages && last > 0 {
		for i := range f.panels {
			if l := s.foot(pageNumber(i+1, last+1), g, false); l != nil {
				f.panels[i] = append(f.panels[i], item{text: l})
			}
		}
	}
	if text := g.instruction(words); text != "" {
		f.tag = &tag{role: pdf.Paragraph, lang: words.Lang}
		outside := setter{fonts: s.fonts, width: a4Width - 40*millimetre, percent: 100}
		p := outside.text(f.tag, card.Text{Lang: words.Lang, Text: text}, font.Regular, 90, 0)
		if outside.err != nil {
			s.err = outside.err
			return
		}
		f.words = p.items[0].text
	}
}

// foot sets a small line in the lower margin, at the end of the line or in its middle.
func (s *setter) foot(text string, g geometry, atEnd bool) *line {
	p := s.text(nil, card.Text{Text: text}, font.Regular, s.sizes.mark, 0)
	if len(p.items) == 0 {
		return nil
	}
	l := p.items[0].text
	width := scale(l.run.Width, l.size)
	l.x = g.margin + (s.width-width)/2
	if atEnd {
		l.x = g.margin + s.width - width
		if s.rtl {
			l.x = g.margin
		}
	}
	l.y = g.height - g.margin/2 + scale(font.CapHeight, l.size)/4
	return l
}

func (g geometry) instruction(words Words) string {
	if g.pages || g.gap == 0 { // no room outside the cards
		return ""
	}
	return words.Fold
}
