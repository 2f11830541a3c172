package export

import (
	"net/url"
	"strings"
	"unicode"
)

// clean makes a text safe to place in a file: valid UTF-8, every kind of line break a plain newline, and no other control
// character but the tab. A reader that takes U+2028 or a form feed for the end of a line would otherwise see lines that
// nobody wrote.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

var oneLine = strings.NewReplacer("\n", " ", "\t", " ")

// cleanLine is clean for what has to stay on one line.
func cleanLine(s string) string { return oneLine.Replace(clean(s)) }

// webAddress is an address that a program may make into a link: of the web, or without a scheme. Anything else, such as
// "javascript:", is not one.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(cleanLine(s)))
	if err != nil {
		return ""
	}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "" && u.Host == "":
		return u.String()
	}
	return ""
}
