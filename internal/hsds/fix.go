package hsds

import (
	"strings"
	"unicode/utf8"
)

// What a text was repaired from, as reports say it.
const (
	fixPadding  = "spaces around it were taken off"
	fixControl  = "control characters were taken out"
	fixNewline  = `a written-out \n was made a line break`
	fixMojibake = "letters in a wrong encoding were repaired"
	fixNothing  = "a word for nothing was made empty"
	fixEncoding = "it was not UTF-8 and was read as Windows-1252"
)

// maxRepairs bounds how often a text is gone through. Two are enough for what people do by accident.
const maxRepairs = 8

// clean repairs a text where its meaning is plain, and says what it repaired: nothing, for most. What is clean stays as
// it is, so that cleaning twice changes nothing.
func clean(s string) (out, what string) {
	if plain(s) {
		return s, ""
	}
	out = s
	note := func(next, why string) {
		if next != out {
			out = next
			if what == "" {
				what = why
			}
		}
	}
	for range maxRepairs { // a repair may bring to light what was hidden by another
		before := out
		unusual := controlled(out)
		if unusual {
			note(strings.Map(visible, strings.ReplaceAll(out, "\r\n", "\n")), fixControl)
		}
		if strings.Contains(out, `\n`) {
			note(strings.ReplaceAll(strings.ReplaceAll(out, `\r\n`, "\n"), `\n`, "\n"), fixNewline)
		}
		if unusual {
			note(unmangle(out), fixMojibake)
		}
		note(strings.Trim(out, " \t\n\u00a0"), fixPadding)
		if out == before || plain(out) {
			break
		}
	}
	if nothing(out) {
		note("", fixNothing)
	}
	return out, what
}

// plain tells quickly that a text needs no repair: printable ASCII, no backslash, no space around it, not a word for
// nothing.
func plain(s string) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == '\n' || s[0] == '\n' || len(s) < 16 && nothing(s) {
		return s == ""
	}
	for i := range len(s) {
		if suspect[s[i]] {
			return false
		}
	}
	return true
}

// suspect are the bytes that make a text worth a closer look. Every text of a source is searched for them.
var suspect = func() (bytes [256]bool) {
	for c := range bytes {
		bytes[c] = c < ' ' && c != '\n' || c >= 0x7f || c == '\\'
	}
	return bytes
}()

// controlled tells whether there may be characters that show nothing.
func controlled(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return true
		}
	}
	return false
}

// nothing tells whether a text is a program's word for an empty field. "None" and "no" are answers, and "NA" is Namibia.
func nothing(s string) bool {
	switch s {
	case "NULL", "null", "Null", "(null)", `\N`, "N/A", "n/a", "N/a", "#N/A", "NaN", "nan", "undefined", "(none)", "[object Object]", "-", "--":
		return true
	}
	return false
}

// visible takes out characters that show nothing and can do harm: controls, byte order marks, and the ones that turn
// the direction of writing.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u200b' || r == '\ufeff' || r == '\u2060' || bidirectional(r):
		return -1
	}
	return r
}

func bidirectional(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// unmangle repairs UTF-8 that was read as something else and written again: as Windows-1252, "Ã©" for "é"; or as the
// code page of old terminals, "GÇô" for a dash. A piece is only repaired when its bytes are UTF-8 again, which ordinary
// words never are.
func unmangle(s string) string {
	var b strings.Builder
	done := 0 // how much of the text is in b
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		fixed, n := "", 0
		switch {
		case r == 'G' || r == 'Γ' || r == '+' || r == '-' || r == '├' || r == '┬':
			before := s[done:i]
			if before == "" {
				before = b.String()
			}
			fixed, n = unterminal(s[i:], before)
		case r >= 0xc2 && r < 0xf5:
			fixed, n = unwindows(s[i:])
		}
		if n == 0 {
			i += size
			continue
		}
		b.WriteString(s[done:i])
		b.WriteString(fixed)
		i += n
		done = i
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// unwindows reads one character whose UTF-8 bytes were taken for Windows-1252.
func unwindows(s string) (string, int) {
	var raw [4]byte
	n, at := 0, 0
	for _, r := range s {
		c, ok := windowsByte(r)
		if !ok || n == len(raw) {
			break
		}
		raw[n] = c
		n++
		at += utf8.RuneLen(r)
		if utf8.FullRune(raw[:n]) {
			break
		}
	}
	r, size := utf8.DecodeRune(raw[:n])
	if r == utf8.RuneError || size != n || n < 2 {
		return "", 0
	}
	return string(r), at
}

// unterminal reads one character whose UTF-8 bytes were taken for code page 437, whose box drawings were then made plus
// and minus signs, and its Γ a G. Behind a plus or minus only a letter is believed, and only within a word.
func unterminal(s, before string) (string, int) {
	first, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	if first == 'G' || first == 'Γ' {
		third, ok := strings.CutPrefix(rest, "Ç")
		r, n := utf8.DecodeRuneInString(third)
		low, known := terminalByte(r)
		if !ok || !known || low < 0x80 || low > 0xbf {
			return "", 0
		}
		return string(0x2000 | rune(low-0x80)), size + len("Ç") + n
	}
	r, n := utf8.DecodeRuneInString(rest)
	low, known := terminalByte(r)
	if !known || low < 0x80 || low > 0xbf {
		return "", 0
	}
	high := rune(0xc0) // ├ was 0xc3
	if first == '-' || first == '┬' {
		high = 0x80 // ┬ was 0xc2
	}
	fixed := high | rune(low&0x3f)
	boxed := first == '├' || first == '┬'
	letter := high == 0xc0 && fixed != '×' && fixed != '÷' && before != "" && isLetter(before)
	if !boxed && !letter && fixed != '®' && fixed != '©' {
		return "", 0
	}
	return string(fixed), size + n
}

// isLetter tells whether a text ends in a letter.
func isLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0xc0 && r < 0x250
}
