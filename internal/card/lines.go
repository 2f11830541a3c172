package card

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// content writes content lines, which vCard (RFC 6350, 3.2) and iCalendar (RFC 5545, 3.1) share: a name, a colon and a
// value, folded after 75 octets.
type content struct{ strings.Builder }

const longestLine = 75 // octets, without the line break

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`)

// text writes words. What would end the line is a space.
func (c *content) text(name, value string) {
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, value)
	c.plain(name, escapes.Replace(value))
}

// plain writes a value that has nothing to escape. No letter is cut in two; the space that begins a continued line
// counts.
func (c *content) plain(name, value string) {
	line, space := name+":"+value, longestLine
	for len(line) > space {
		cut := space
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		c.WriteString(line[:cut] + "\r\n ")
		line, space = line[cut:], longestLine-1
	}
	c.WriteString(line + "\r\n")
}
