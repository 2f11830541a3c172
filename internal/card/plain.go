package card

import "strings"

// Plain writes the card as lines of text, a blank one between its parts. What matters most comes first in each door: its
// name, then what to dial.
func Plain(c Card) string {
	var blocks []string
	block := func(lines ...string) {
		if text := strings.Join(filled(lines), "\n"); text != "" {
			blocks = append(blocks, text)
		}
	}
	block(c.Heading.Text)
	for _, d := range c.Doors {
		block(d.lines()...)
	}
	block(texts(c.Say)...)
	block(c.Appointment.lines()...)
	block(c.Safe.Text)
	block(c.Page)
	block(c.Batch)
	return strings.Join(blocks, "\n\n") + "\n"
}

func (d Door) lines() []string {
	lines := []string{d.Name.Text}
	for _, n := range d.Numbers {
		lines = append(lines, n.line())
	}
	lines = append(lines, texts(d.Hours)...)
	lines = append(lines, strings.Join(texts(d.Terms), " · "))
	lines = append(lines, texts(d.Address)...)
	return append(lines, d.Way.Text)
}

func (n Number) line() string {
	if n.Label.Text == "" {
		return n.Value
	}
	return n.Value + " (" + n.Label.Text + ")"
}

func (a Appointment) lines() []string {
	lines := []string{a.When.Text, a.Where.Text}
	if a.When.Text != "" {
		lines[0] = a.Title.Text + ": " + a.When.Text
	}
	return lines
}

func texts(list []Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Text
	}
	return out
}

// filled keeps the lines that say something.
func filled(lines []string) []string {
	var out []string
	for _, line := range lines {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}
