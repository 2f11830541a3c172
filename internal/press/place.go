package press

import (
	"errors"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// fitted is a card on its panels; items are placed from the corner of their panel.
type fitted struct {
	panels [][]item
	words  *line // what stands on the page outside the cards
	tag    *tag
	err    error
}

// fit finds the fewest panels and, on those, the largest letters with which everything fits.
func fit(c card.Card, form Form, g geometry, words Words, fonts *font.Fonts) (fitted, error) {
	for panels := g.least; panels <= g.most; panels++ {
		for _, percent := range g.scales {
			s := &setter{fonts: fonts, width: g.width - 2*g.margin, percent: percent, rtl: c.Direction == card.RightToLeft, sizes: g.sizes}
			var groups []group
			if form == Easy {
				groups = s.easy(c, words, g.code)
			} else {
				groups = s.flow(c, words, g.code)
			}
			if s.err != nil && !errors.Is(s.err, errRoom) {
				return fitted{}, forPerson(s.err, form)
			}
			placed, ok := place(groups, panels, g.height-2*g.margin)
			if s.err != nil || !ok {
				continue
			}
			f := fitted{panels: placed}
			g.inset(&f)
			err := s.finish(&f, c, g, words)
			return f, forPerson(err, form)
		}
	}
	return fitted{}, tooLong(form)
}

// place puts groups on panels one after another. A group begins a new panel rather than being divided, unless it is
// larger than a panel; then it is divided where its pieces allow.
func place(groups []group, panels, height int) ([][]item, bool) {
	out := make([][]item, panels)
	at, y := 0, 0
	next := func() { at, y = at+1, 0 }
	for i, g := range groups {
		need := g.height()
		if len(g) == 1 && g[0].keep && i+1 < len(groups) { // a heading goes with what it heads
			need += groups[i+1][0].before + groups[i+1].height()
		}
		if y > 0 && y+g[0].before+need > height && need <= height {
			next()
		}
		for j, p := range g {
			room := p.before + p.height
			if p.keep && j+1 < len(g) {
				room += g[j+1].before + g[j+1].height
			}
			if y > 0 && y+room > height {
				next()
			}
			if at >= panels {
				return nil, false
			}
			if y > 0 {
				y += p.before
			}
			if p.bottom {
				y = max(y, height-p.height)
			}
			if y+p.height > height {
				return nil, false
			}
			for _, it := range p.items {
				out[at] = append(out[at], it.moved(0, y))
			}
			y += p.height
		}
	}
	return out, true
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
func (s *setter) finish(f *fitted, c card.Card, g geometry, words Words) error {
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
			return outside.err
		}
		f.words = p.items[0].text
	}
	return s.err
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
	switch {
	case g.pages:
		return ""
	case g.most > 1:
		return words.Fold
	}
	return words.Cut
}
