package press

import (
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// easy sets one idea a line, with a pictogram beside each. The page says that it is a draft until readers have tested it.
func (s *setter) easy(c card.Card, words Words, code int) []group {
	root := &tag{role: pdf.Part}
	groups := s.headed(root, c, s.easyDoor)
	var rest group
	idea := func(picture card.Pictogram, t card.Text) { rest = append(rest, s.idea(root, picture, t)) }
	for _, t := range c.Say {
		idea(card.Speech, t)
	}
	idea(card.Calendar, appointed(c.Appointment))
	idea(card.Place, c.Appointment.Where)
	idea(card.Clock, c.Safe)
	groups = append(groups, rest)
	if words.Draft != "" {
		groups = append(groups, group{s.draft(root, words)})
	}
	if c.Page != "" {
		groups = append(groups, s.code(root, c.Page, words, code))
	}
	return s.spaced(groups)
}

func (s *setter) easyDoor(root *tag, d card.Door, headed bool) group {
	section := &tag{role: pdf.Section, parent: root}
	role := pdf.Heading1
	if headed {
		role = pdf.Heading2
	}
	name := s.text(section.child(role, d.Name), d.Name, font.Bold, s.sizes.name, 0)
	name.keep = true
	g := group{name}
	ideas := func(picture card.Pictogram, texts ...card.Text) {
		for _, t := range texts {
			g = append(g, s.idea(section, picture, t))
		}
	}
	for _, n := range d.Numbers {
		g = append(g, s.easyNumber(section, n))
		ideas(card.Clock, n.Hours...)
	}
	ideas(card.Clock, d.Hours...)
	for i, t := range d.Terms {
		id := ""
		if i < len(d.TermIDs) {
			id = d.TermIDs[i]
		}
		ideas(termPictogram(id), t)
	}
	for i, t := range d.Address {
		if i == 0 {
			ideas(card.Place, t)
		} else {
			ideas("", t)
		}
	}
	ideas(card.OnTheWay, d.Way)
	return g
}

// termPictogram is the drawing beside a term.
func termPictogram(id string) card.Pictogram {
	switch id {
	case "free":
		return card.NoCost
	case "anonymous":
		return card.NoName
	case "day-and-night":
		return card.DayAndNight
	}
	return card.Paper
}

// easyNumber sets a number as an idea; its label, when it has one, stands under it.
func (s *setter) easyNumber(section *tag, n card.Number) piece {
	t := &tag{role: pdf.Paragraph, parent: section}
	label := s.text(section.child(pdf.Paragraph, n.Label), n.Label, font.Regular, s.sizes.body, s.easyIndent())
	if n.Kind != directory.Phone && n.Kind != directory.SMS {
		p := s.text(t, card.Text{Text: n.Value}, font.Bold, s.sizes.body, s.easyIndent())
		return s.pictured(p.over(label, 0), card.Paper)
	}
	p := s.dialled(t, oneWord(n.Value), s.easyIndent())
	return s.pictured(p.over(label, 0), card.Telephone)
}

// side is that of a pictogram.
func (s *setter) side() int { return s.sizes.pictogram * s.percent / 100 }

func (s *setter) easyIndent() int { return s.side() * 4 / 3 }

func (s *setter) idea(parent *tag, picture card.Pictogram, t card.Text) piece {
	t.Text = upper(t.Text)
	p := s.text(parent.child(pdf.Paragraph, t), t, font.Regular, s.sizes.body, s.easyIndent())
	if p.height == 0 || picture == "" {
		return p
	}
	return s.pictured(p, picture)
}

// pictured puts a pictogram before a piece, and both in the middle of the higher one.
func (s *setter) pictured(p piece, picture card.Pictogram) piece {
	side := s.side()
	down := max(0, side-p.height) / 2
	items := make([]item, 0, len(p.items)+1)
	items = append(items, item{path: pictogram(picture, s.start(side, 0), max(0, p.height-side)/2, side)})
	for _, it := range p.items {
		items = append(items, it.moved(0, down))
	}
	return piece{items: items, height: max(side, p.height), before: side / 3}
}

// draft says in a frame that no reader has tested the page yet.
func (s *setter) draft(root *tag, words Words) piece {
	t := card.Text{Lang: words.Lang, Text: words.Draft}
	air := 3 * millimetre
	p := s.text(root.child(pdf.Paragraph, t), t, font.Regular, 120, air)
	for i, it := range p.items {
		p.items[i] = it.moved(0, air)
	}
	p.height += 2 * air
	frame := pdf.Path{Stroke: 250, Segments: rectangle(0, 0, s.width, p.height)}
	p.items = append(p.items, item{path: &frame})
	return p
}

// upper begins a line with a capital, as a sentence does.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
