package louis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape reads an operand of characters.
func unescape(word string) ([]rune, error) {
	var out []rune
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		if r != '\\' || i == len(word) {
			out = append(out, r)
			continue
		}
		c := word[i]
		i++
		if c == 'x' || c == 'X' {
			if i+4 > len(word) {
				return nil, fmt.Errorf("%q: four digits must follow \\x", word)
			}
			n, err := strconv.ParseUint(word[i:i+4], 16, 16)
			if err != nil {
				return nil, fmt.Errorf("%q: four digits must follow \\x", word)
			}
			out = append(out, rune(n))
			i += 4
			continue
		}
		at := strings.IndexByte(`stnrfve\"`, c)
		if at < 0 {
			return nil, fmt.Errorf("%q: \\%c is not known", word, c)
		}
		out = append(out, []rune(" \t\n\r\f\v\x1b\\\"")[at])
	}
	return out, nil
}

// parseCells reads dots such as 3456-1; 0 is a blank.
func parseCells(word string) ([]Cell, error) {
	var cells []Cell
	for _, part := range strings.Split(word, "-") {
		var c Cell
		for _, dot := range part {
			at := strings.IndexRune("123456789abcdef", dot)
			if at < 0 && (dot != '0' || part != "0") {
				return nil, fmt.Errorf("%q are no dots", word)
			}
			if at >= 0 {
				c |= 1 << at
			}
		}
		if part == "" {
			return nil, fmt.Errorf("%q are no dots", word)
		}
		cells = append(cells, c)
	}
	return slices.Clip(cells), nil
}
