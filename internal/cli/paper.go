package cli

import (
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// Widths of text, in columns. Longer lines tire; much shorter ones break every number.
const (
	widest    = 80
	narrowest = 40
)

// tie is a space at which no line may break: inside a telephone number.
const tie = '\ue000'

// style is how a piece of text looks on a terminal. It never says anything that the words do not.
type style string

const (
	plain  style = ""
	strong style = "1"
	faint  style = "2"
	alarm  style = "1;31"
	good   style = "32"
)

// paper is what a person reads: wrapped text in their language, with colour where they can see it.
type paper struct {
	lang.Printer
	text   strings.Builder
	width  int
	colour bool
	now    time.Time // the moment that the text is about
}

// paper prepares a text about a moment. Colour is for terminals only, and for those who want it (no-color.org).
func (c *commands) paper(about time.Time) *paper {
	p := &paper{Printer: c.printer(), width: widest, now: about}
	if c.env.Width > 0 {
		p.width = max(narrowest, min(widest, c.env.Width))
		p.colour = c.env.Getenv("NO_COLOR") == "" && c.env.Getenv("TERM") != "dumb"
	}
	return p
}

// show writes what was prepared.
func (c *commands) show(p *paper) error {
	_, err := io.WriteString(c.env.Out, p.text.String())
	return err
}

// heading begins a part of the text.
func (p *paper) heading(text string, s style) {
	if p.text.Len() > 0 {
		p.gap()
	}
	p.line(0, "", text, s)
}

// gap leaves one line empty.
func (p *paper) gap() { p.text.WriteByte('\n') }

// line writes one paragraph with a mark before it; the lines after the first hang under its text.
func (p *paper) line(indent int, mark, text string, s style) {
	hang := indent + utf8.RuneCountInString(mark)
	for i, part := range wrap(text, p.width-hang) {
		p.text.WriteString(strings.Repeat(" ", indent))
		if i == 0 {
			p.text.WriteString(mark)
		} else {
			p.text.WriteString(strings.Repeat(" ", hang-indent))
		}
		p.text.WriteString(p.styled(part, s))
		p.text.WriteByte('\n')
	}
}

func (p *paper) styled(text string, s style) string {
	if !p.colour || s == plain {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// wrap breaks a text into lines. A word that is longer than a line, such as an address, stays whole.
func wrap(text string, width int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.FieldsFunc(harmless(text), breakable) {
		size := utf8.RuneCountInString(word)
		if length > 0 && length+1+size > width {
			lines = append(lines, line)
			line, length = "", 0
		}
		if length > 0 {
			line, length = line+" ", length+1
		}
		line, length = line+strings.ReplaceAll(word, string(tie), " "), length+size
	}
	return append(lines, line)
}

// breakable tells whether a line may break at a character. The spaces that French puts inside its quotes are not.
func breakable(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

// harmless drops the characters that would give orders to a terminal.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// whole keeps a number together on its line.
func whole(text string) string { return strings.ReplaceAll(text, " ", string(tie)) }

// moment writes an instant of the text's own day as "today 17:00", and any other with its date: the text may be about
// another day than the reader's.
func (p *paper) moment(t time.Time) string {
	t = t.In(p.now.Location())
	clock := t.Format("15:04")
	if t.Format(time.DateOnly) == p.now.Format(time.DateOnly) {
		return p.T("moment.today", "time", clock)
	}
	return p.T("moment.day", "day", p.Day(t), "time", clock)
}

// date writes a date as precisely as it is known.
func (p *paper) date(d string) string {
	t, precision := directory.Date(d).Time()
	switch precision {
	case 3:
		return p.Date(t)
	case 2:
		return p.T("month."+t.Format("1")) + " " + t.Format("2006")
	case 1:
		return t.Format("2006")
	}
	return p.T("cli.undated")
}

// state says whether a service can be reached.
func (p *paper) state(now string, until, opens *time.Time) string {
	text := p.T("cli.state." + now)
	switch {
	case until != nil:
		return text + ", " + p.T("cli.until", "when", p.moment(*until))
	case opens != nil:
		return text + ", " + p.T("cli.opens", "when", p.moment(*opens))
	}
	return text
}

func stateStyle(now string) style {
	if now == "open" {
		return good
	}
	return plain
}

// unsure marks a channel that is less than sure, unless all of its service is said to be.
func (p *paper) unsure(c routing.ChannelDoc, checked bool) string {
	if !c.Check || checked {
		return ""
	}
	return " (" + p.T("cli.check") + ")"
}
