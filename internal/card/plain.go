package card

import "strings"

// Lines lists what stands on the card in the order in which it is read, part by part: the heading, each door with what
// to dial first, what to say, the appointment, the good time, the address of the page and the marks. Every form that is a
// run of lines is made from this.
func Lines(c Card) [][]Text {
	blocks := [][]Text{filled(c.Heading)}
	for _, d := range c.Doors {
		blocks = append(blocks, d.lines(c.Direction))
	}
	blocks = append(blocks, filled(c.Say...), filled(c.Appointment.Title, c.Appointment.When, c.Appointment.Where),
		filled(c.Safe), filled(Text{Text: c.Page}), filled(Text{Text: c.Batch}))
	var out [][]Text
	for _, b := range blocks {
		if len(b) > 0 {
			out = append(out, b)
		}
	}
	return out
}

func (d Door) lines(direction Direction) []Text {
	lines := []Text{d.Name}
	for _, n := range d.Numbers {
		lines = append(lines, n.lines(direction)...)
	}
	lines = append(lines, d.Hours...)
	lines = append(lines, joined(d.Terms))
	lines = append(lines, d.Address...)
	return filled(append(lines, d.Way)...)
}

// lines are the number with its label, and its hours. A number alone is in no language. No word from the right stands on
// its line: the groups of the number would be shown in the wrong order.
func (n Number) lines(direction Direction) []Text {
	number := Text{Text: n.Value}
	switch {
	case n.Label.Text == "":
	case direction == RightToLeft:
		return append([]Text{number, n.Label}, n.Hours...)
	default:
		number = Text{n.Label.Lang, n.Value + " (" + n.Label.Text + ")"}
	}
	return append([]Text{number}, n.Hours...)
}

func joined(terms []Text) Text {
	if len(terms) == 0 {
		return Text{}
	}
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.Text
	}
	return Text{terms[0].Lang, strings.Join(words, " · ")}
}

// filled keeps the lines that say something. Written into each of its many callers it would weigh ten times as much on a
// telephone.
//
//go:noinline
func filled(lines ...Text) []Text {
	var out []Text
	for _, t := range lines {
		if t.Text != "" {
			out = append(out, t)
		}
	}
	return out
}

// Plain writes the card as lines of text, with an empty one between its parts.
func Plain(c Card) string {
	var b strings.Builder
	for i, block := range Lines(c) {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, line := range block {
			b.WriteString(line.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
