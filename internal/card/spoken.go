package card

import (
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// Read aloud, "0800 30 030" must not become "eight hundred", nor "9:00–17:00" a score. So a line is cut into pieces, and each
// kind of piece is said in its own way, as words for a person who reads aloud or as SSML for a machine.

type pieceKind uint8

const (
	words pieceKind = iota
	digits
	clockTime
	untilTime // the dash between two times
)

type piece struct {
	kind pieceKind
	text string
}

// Spoken writes the card to be read aloud: a sentence a line, numbers figure by figure in their groups. The marks and the
// address of the page are not read.
func Spoken(c Card) string {
	var b strings.Builder
	for _, block := range spokenLines(c) {
		for _, line := range block {
			for _, p := range c.pieces(line.Text) {
				switch p.kind {
				case digits:
					b.WriteString(strings.Join(groups(p.text), ", "))
				case untilTime:
					b.WriteString(" " + c.Until.Text + " ")
				case words, clockTime:
					b.WriteString(strings.ReplaceAll(p.text, " · ", ", "))
				}
			}
			b.WriteString(stop(line.Text) + "\n")
		}
	}
	return b.String()
}

// SSML writes the same for a machine (W3C Speech Synthesis 1.1). Figures stand apart, so that an engine that does not know
// the element says them right as well.
func SSML(c Card) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="` +
		escapeXML(string(c.Language)) + `">` + "\n")
	for _, block := range spokenLines(c) {
		b.WriteString("<p>\n")
		for _, line := range block {
			b.WriteString("<s" + languageOf(line.Lang, c.Language) + ">")
			for _, p := range c.pieces(line.Text) {
				b.WriteString(c.ssml(p, line.Lang))
			}
			b.WriteString(stop(line.Text) + "</s>\n")
		}
		b.WriteString("</p>\n")
	}
	b.WriteString("</speak>\n")
	return b.String()
}

func (c Card) ssml(p piece, line lang.Tag) string {
	switch p.kind {
	case digits:
		return strings.Join(groups(p.text), `<break time="300ms"/>`)
	case clockTime:
		return `<say-as interpret-as="time" format="hms24">` + p.text + `</say-as>`
	case untilTime:
		if c.Until.Lang != line && line != "" {
			return `<break time="200ms"/>`
		}
		return " " + escapeXML(c.Until.Text) + " "
	case words:
	}
	return escapeXML(strings.ReplaceAll(p.text, " · ", ", "))
}

// spokenLines leaves out what is for the eye.
func spokenLines(c Card) [][]Text {
	c.Page, c.Batch = "", ""
	return Lines(c)
}

func languageOf(tag, of lang.Tag) string {
	if tag == "" || tag == of {
		return ""
	}
	return ` xml:lang="` + escapeXML(string(tag)) + `"`
}

// stop ends a line that does not end by itself.
func stop(line string) string {
	if strings.ContainsAny(line[len(line)-1:], ".?!") || strings.HasSuffix(line, "؟") || strings.HasSuffix(line, "።") {
		return ""
	}
	return "."
}

// pieces cuts a line at the numbers of the card and at times.
func (c Card) pieces(line string) []piece {
	var out []piece
	plain := 0
	for i := 0; i < len(line); {
		kind, n := c.pieceAt(line, i)
		if n == 0 {
			i++
			continue
		}
		if i > plain {
			out = append(out, piece{words, line[plain:i]})
		}
		out = append(out, piece{kind, line[i : i+n]})
		i += n
		plain = i
	}
	if plain < len(line) {
		out = append(out, piece{words, line[plain:]})
	}
	return out
}

func (c Card) pieceAt(line string, i int) (pieceKind, int) {
	rest := line[i:]
	if strings.HasPrefix(rest, "–") && i > 0 && figure(line[i-1]) && timeAt(rest[len("–"):]) > 0 {
		return untilTime, len("–")
	}
	if !figure(line[i]) && line[i] != '+' || i > 0 && figure(line[i-1]) {
		return words, 0
	}
	for _, d := range c.Doors {
		for _, n := range d.Numbers {
			after := strings.TrimPrefix(rest, n.Value)
			if len(after) < len(rest) && strings.Trim(n.Value, "+0123456789 ./-()") == "" && (after == "" || !figure(after[0])) {
				return digits, len(n.Value)
			}
		}
	}
	return clockTime, timeAt(rest)
}

// timeAt is how long the time is that a text begins with.
func timeAt(s string) int {
	n := 0
	for n < len(s) && n < 2 && figure(s[n]) {
		n++
	}
	if n == 0 || len(s) < n+3 || s[n] != ':' || !figure(s[n+1]) || !figure(s[n+2]) {
		return 0
	}
	return n + 3
}

func figure(b byte) bool { return b >= '0' && b <= '9' }

// groups gives the groups of a number, with a space between the figures of each.
func groups(number string) []string {
	var out []string
	for _, group := range strings.FieldsFunc(number, func(r rune) bool { return r != '+' && (r < '0' || r > '9') }) {
		out = append(out, strings.Join(strings.Split(group, ""), " "))
	}
	return out
}

// escapeXML writes text as it may stand in XML.
func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
