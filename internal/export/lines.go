package export

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// lines writes content lines, which vCard (RFC 6350, 3.2 and 3.4) and iCalendar (RFC 5545, 3.1 and 3.3.11) share: a name,
// a colon and a value, folded after 75 octets. A line without a value is left out.
type lines struct{ out *bufio.Writer }

func newLines(w io.Writer) lines { return lines{bufio.NewWriter(w)} }

// end reports the first error of all that was written.
func (l lines) end() error { return l.out.Flush() }

const longestLine = 75 // octets, without the line break

// escapeText protects what would end or split a text. A tab is a space: after a fold it would be lost.
var escapeText = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\t", " ")

func escaped(s string) string { return escapeText.Replace(clean(s)) }

// text writes a text.
func (l lines) text(name, value string) { l.plain(name, escaped(value)) }

// list writes a value that is made of several, with semicolons between them, unless all are empty.
func (l lines) list(name string, values ...string) {
	if strings.Join(values, "") == "" {
		return
	}
	escapedValues := make([]string, len(values))
	for i, v := range values {
		escapedValues[i] = escaped(v)
	}
	l.plain(name, strings.Join(escapedValues, ";"))
}

// plain writes a value that has nothing to escape, such as a date or an address of the web. It stays on its line
// whatever it holds.
func (l lines) plain(name, value string) {
	if value == "" {
		return
	}
	l.fold(name + ":" + cleanLine(value))
}

// fold never cuts a character in two; the space that begins a continued line counts.
func (l lines) fold(line string) {
	room := longestLine
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		l.out.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], longestLine-1
	}
	l.out.WriteString(line + "\r\n")
}

// uid is an identifier that is the same in every export and on its own says nothing: a UUID made from a name (RFC 9562,
// version 8). An id such as that of a refuge would be read by whoever looks into the file.
func uid(name ...string) string {
	h := sha256.Sum256([]byte("halte export\x00" + strings.Join(name, "\x00")))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
