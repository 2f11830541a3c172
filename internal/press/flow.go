package press

import (
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// group is pieces that stay together on a panel where they can.
type group []piece

func (g group) height() int {
	h := 0
	for i, p := range g {
		if i > 0 {
			h += p.before
		}
		h += p.height
	}
	return h
}

// space is a distance that grows with the letters, in percent of the body's size.
func (s *setter) space(percent int) int { return s.size(s.sizes.body) * percent / 100 }

// flow sets all that stands on a card, in its order.
func (s *setter) flow(c card.Card, words Words, code int) []group {
	root := &tag{role: pdf.Part}
	groups := append(s.headed(root, c, s.door), s.say(root, c.Say), s.appointment(root, c.Appointment), s.safe(root, c.Safe))
	if c.Page != "" {
		groups = append(groups, s.code(root, c.Page, words, code))
	}
	return s.spaced(groups)
}

// headed sets the heading and each door, with a rule between doors.
func (s *setter) headed(root *tag, c card.Card, door func(*tag, card.Door, bool) group) []group {
	var groups []group
	if c.Heading.Text != "" {
		p := s.text(root.child(pdf.Heading1, c.Heading), c.Heading, font.Bold, s.sizes.heading, 0)
		p.keep = true
		groups = append(groups, group{p})
	}
	for i, d := range c.Doors {
		g := door(root, d, c.Heading.Text != "")
		if i > 0 && len(g) > 0 {
			g[0] = s.ruled(g[0])
		}
		groups = append(groups, g)
	}
	return groups
}

// spaced leaves out what is empty and puts space between what is not.
func (s *setter) spaced(groups []group) []group {
	var out []group
	for _, g := range groups {
		var pieces group
		for _, p := range g {
			if p.height > 0 {
				pieces = append(pieces, p)
			}
		}
		if len(pieces) == 0 {
			continue
		}
		if len(out) > 0 && pieces[0].before == 0 {
			pieces[0].before = s.space(75)
		}
		out = append(out, pieces)
	}
	return out
}

// ruled has a thin line drawn above a piece, with air on both sides, unless it begins a panel.
func (s *setter) ruled(p piece) piece {
	air := s.space(65)
	p.rule = &pdf.Path{Stroke: 150, Segments: []pdf.Segment{{Kind: pdf.Move, Points: [3]pdf.Point{{Y: -air}}},
		{Kind: pdf.Line, Points: [3]pdf.Point{{X: s.width, Y: -air}}}}}
	p.before = 2 * air
	return p
}

func (s *setter) door(root *tag, d card.Door, headed bool) group {
	section := &tag{role: pdf.Section, parent: root}
	role := pdf.Heading1
	if headed {
		role = pdf.Heading2
	}
	var g group
	name := s.text(section.child(role, d.Name), d.Name, font.Bold, s.sizes.name, 0)
	name.keep = true
	g = append(g, name)
	for _, n := range d.Numbers {
		p := s.number(section, n)
		g = append(g, p.over(s.body(section, 0, n.Hours...), s.space(10)))
	}
	return append(g, s.body(section, 15, joined(d.Terms)...), s.body(section, 15, d.Hours...), s.body(section, 30, d.Address...),
		s.body(section, 15, d.Way))
}

// body sets texts that belong together, such as the lines of an address.
func (s *setter) body(section *tag, percent int, texts ...card.Text) piece {
	var all piece
	for _, t := range texts {
		all = all.over(s.text(section.child(pdf.Paragraph, t), t, font.Regular, s.sizes.body, 0), 0)
	}
	all.before = s.space(percent)
	return all
}

// joined puts short terms on one line, which ends between two of them; they are one text only when they are in one
// language.
func joined(terms []card.Text) []card.Text {
	const short = 24
	var out []card.Text
	for _, t := range terms {
		if len([]rune(t.Text)) <= short {
			t.Text = oneWord(t.Text)
		}
		if n := len(out); n > 0 && out[n-1].Lang == t.Lang {
			out[n-1].Text += " · " + t.Text
			continue
		}
		out = append(out, t)
	}
	return out
}

// number sets what can be dialled, large, with its label beside it where there is room and else below. Other addresses are
// set as text.
func (s *setter) number(section *tag, n card.Number) piece {
	t := &tag{role: pdf.Paragraph, parent: section}
	if n.Kind != directory.Phone && n.Kind != directory.SMS {
		p := s.text(t, card.Text{Text: n.Value}, font.Bold, s.sizes.body, 0)
		p.before = s.space(20)
		return p
	}
	p := s.dialled(t, oneWord(n.Value), 0)
	p.before = s.space(10)
	label := n.Label
	if label.Text == "" && n.Kind == directory.SMS {
		label = card.Text{Text: "SMS"}
	}
	if label.Text == "" || s.err != nil {
		return p
	}
	return s.labelled(p, section.child(pdf.Paragraph, label), label)
}

// oneWord is a number with spaces at which no line ends.
func oneWord(value string) string { return strings.Join(strings.Fields(value), "\u00a0") }

// dialled sets a number as large as its form asks, or a little smaller where it is long: it is never cut.
func (s *setter) dialled(t *tag, value string, indent int) piece {
	for _, percent := range []int{100, 85} {
		try := *s
		if p := try.text(t, card.Text{Text: value}, font.Bold, s.sizes.number*percent/100, indent); try.err == nil {
			return p
		}
	}
	return s.text(t, card.Text{Text: value}, font.Bold, s.sizes.number*70/100, indent)
}

func (s *setter) labelled(p piece, t *tag, label card.Text) piece {
	l := p.items[0].text
	indent := scale(l.run.Width, l.size) + s.space(70)
	beside := *s
	set := piece{}
	if indent < s.width {
		set = beside.text(t, label, font.Regular, s.sizes.body, indent)
	}
	if beside.err == nil && len(set.items) == 1 {
		set.items[0].text.y = l.y
		p.items = append(p.items, set.items[0])
		return p
	}
	set = s.text(t, label, font.Regular, s.sizes.body, 0)
	return p.over(set, 0)
}

// say sets what to say when calling, behind a bar. A sentence in another language than the first stands close to the one
// that it gives again.
func (s *setter) say(root *tag, sentences []card.Text) group {
	list := &tag{role: pdf.List, parent: root}
	var all piece
	for _, t := range sentences {
		entry := &tag{role: pdf.Item, parent: list}
		p := s.text(entry.child(pdf.Body, t), t, font.Regular, s.sizes.body, s.space(75))
		gap := 40
		if t.Lang != sentences[0].Lang {
			gap = 0
		}
		all = all.over(p, s.space(gap))
	}
	if all.height > 0 {
		bar := s.space(12)
		x := s.start(0, bar/2)
		all.items = append(all.items, item{path: &pdf.Path{Stroke: bar, Segments: []pdf.Segment{
			{Kind: pdf.Move, Points: [3]pdf.Point{{X: x, Y: bar}}}, {Kind: pdf.Line, Points: [3]pdf.Point{{X: x, Y: all.height - bar}}}}}})
	}
	return group{all}
}

func (s *setter) appointment(root *tag, a card.Appointment) group {
	if a.When.Text == "" && a.Where.Text == "" {
		return nil
	}
	titled := appointed(a)
	when := s.beside(card.Calendar, root.child(pdf.Paragraph, titled), titled, font.Bold)
	when.keep = true
	indent := s.mark()
	return group{when, s.text(root.child(pdf.Paragraph, a.Where), a.Where, font.Regular, s.sizes.body, indent)}
}

// appointed says when an appointment is, after the word for it.
func appointed(a card.Appointment) card.Text {
	t := a.When
	if t.Text != "" && a.Title.Text != "" {
		colon := ": "
		if t.Lang == "fr" {
			colon = "\u00a0: "
		}
		t.Text = a.Title.Text + colon + t.Text
	}
	return t
}

func (s *setter) safe(root *tag, t card.Text) group {
	if t.Text == "" {
		return nil
	}
	return group{s.beside(card.Clock, root.child(pdf.Paragraph, t), t, font.Regular)}
}

// mark is how far text stands in beside a small pictogram.
func (s *setter) mark() int { return s.space(190) }

// beside sets a text of the body with a small pictogram at its first line.
func (s *setter) beside(picture card.Pictogram, t *tag, text card.Text, weight font.Weight) piece {
	p := s.text(t, text, weight, s.sizes.body, s.mark())
	if len(p.items) == 0 {
		return p
	}
	side := s.space(140)
	top := max(0, p.items[0].text.y-scale(font.CapHeight, p.items[0].text.size)/2-side/2)
	p.items = append(p.items, item{path: pictogram(picture, s.start(side, 0), top, side)})
	p.height = max(p.height, side)
	return p
}
