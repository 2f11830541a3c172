package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type proseKind uint8

const (
	proseUnknown proseKind = iota // a word or sign that is not understood
	proseTime                     // val is minutes; mark says how it was written
	proseAllDay                   // around the clock
	proseAlways                   // around the clock, every day
	proseDays                     // val is a mask of weekdays
	proseNth                      // val is a bit as in daySelector.nth
	proseMonthly                  // "of the month"
	prosePublic
	proseSchool
	proseDash
	proseAnd // val is 0 for a comma, which may also stand at the end, else 1
	proseClosed
	proseExcept
	proseOpen
	proseAppointment
	prosePart // of the day
	proseColon
	proseGeneral // "opening hours"
	proseAdmin   // "administration"
	proseFill    // says nothing by itself
)

// proseMark says how far a time of day can be trusted.
type proseMark uint8

const (
	markBare   proseMark = iota // 9, 9:30: morning or evening
	markHalf                    // 9am
	markWord                    // noon, midnight
	mark24                      // 9h30, 17 uur
	markSoft24                  // 09:30, 17:00: as in a text that counts to 24
)

type proseToken struct {
	kind     proseKind
	val      int
	mark     proseMark
	limits   bool // an unknown word that narrows what is said elsewhere
	from, to int
	senses   []sense // until the language is known
}

type proseLexer struct {
	text string
	pos  int
	out  []proseToken
}

// proseDashes are the dashes that people and broken encodings write.
var proseDashes = []string{"-", "–", "—", "‑", "‐", "−", "GÇô", "GÇö", "â€“", "â€”", "ÔÇô", "&ndash;", "&mdash;", "\u0096"}

func dashLen(s string) int {
	for _, d := range proseDashes {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

// lexProse splits one line into tokens.
func lexProse(text string) []proseToken {
	l := proseLexer{text: text}
	for l.pos < len(l.text) {
		rest := l.text[l.pos:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r):
			l.pos += size
		case dashLen(rest) > 0:
			l.dash()
		case r >= '0' && r <= '9':
			l.number()
		case unicode.IsLetter(r) || r == '\'':
			l.word()
		default:
			l.sign(r, size)
		}
	}
	return l.out
}

func (l *proseLexer) add(kind proseKind, val, size int) *proseToken {
	l.out = append(l.out, proseToken{kind: kind, val: val, from: l.pos, to: l.pos + size})
	l.pos += size
	return &l.out[len(l.out)-1]
}

// dash reads a run of dashes as one.
func (l *proseLexer) dash() {
	n := dashLen(l.text[l.pos:])
	if k := len(l.out); k > 0 && l.out[k-1].kind == proseDash && l.out[k-1].senses == nil {
		l.pos += n
		return
	}
	l.add(proseDash, 0, n)
}

func (l *proseLexer) sign(r rune, size int) {
	switch r {
	case ',', '/':
		l.add(proseAnd, 0, size)
	case '&', '+':
		l.add(proseAnd, 1, size)
	case ':':
		l.add(proseColon, 0, size)
	case '(', ')', '*', '•', '·', '.', '\ufeff', '\u200b':
		l.pos += size
	default:
		l.add(proseUnknown, 0, size)
	}
}

// word reads a phrase that is known, or one word that is not.
func (l *proseLexer) word() {
	rest := l.text[l.pos:]
	if senses, n := proseDictionary().at(lowerStart(rest)); n > 0 {
		l.add(proseUnknown, 0, n).senses = senses
		return
	}
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if !unicode.IsLetter(r) && r != '\'' {
			break
		}
		n += size
	}
	t := l.add(proseUnknown, 0, n)
	t.limits = proseDictionary().limits[strings.ToLower(rest[:n])]
}

// lowerStart returns the text with a small first letter; phraseLen takes care
// of the others.
func lowerStart(s string) string {
	if s[0] >= 'A' && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:min(len(s), 80)]
	}
	return s[:min(len(s), 80)]
}

// number reads a time of day, an ordinal, or a phrase such as "24 hours".
func (l *proseLexer) number() {
	rest := l.text[l.pos:]
	if senses, n := proseDictionary().at(lowerStart(rest)); n > 0 {
		l.add(proseUnknown, 0, n).senses = senses
		return
	}
	if nth, n := ordinalAt(rest); n > 0 {
		l.add(proseNth, nth, n)
		return
	}
	if minute, mark, n := timeAt(rest); n > 0 {
		l.add(proseTime, minute, n).mark = mark
		return
	}
	n := 0
	for n < len(rest) && (digitAt(rest, n) || rest[n] == ':' || asciiLetter(rest[n])) {
		n++
	}
	l.add(proseUnknown, 0, n).limits = true
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// ordinalAt reads 1st, 2nd, 1er, 2e, 3de.
func ordinalAt(s string) (bit, n int) {
	if s[0] < '1' || s[0] > '5' {
		return 0, 0
	}
	for _, end := range []string{"ère", "ème", "eme", "ste", "er", "st", "nd", "rd", "th", "de", "e"} {
		if n = 1 + len(end); len(s) >= n && strings.EqualFold(s[1:n], end) && endsWord(s[n:]) {
			return 1 << (s[0] - '1'), n
		}
	}
	return 0, 0
}

// endsWord reports whether a word may end before s.
func endsWord(s string) bool {
	if s == "" || dashLen(s) > 0 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// timeAt reads a time of day and says how it was written. n is 0 when the
// digits are no time, or when something unexpected follows at once.
func timeAt(s string) (minute int, mark proseMark, n int) {
	digits := 0
	hour, min := 0, 0
	for digitAt(s, digits) && digits < 5 {
		hour = hour*10 + int(s[digits]-'0')
		digits++
	}
	n = digits
	switch {
	case digits > 4:
		return 0, 0, 0
	case digits > 2: // 830am
		hour, min = hour/100, hour%100
		if _, k := halfAt(s[n:]); k == 0 {
			return 0, 0, 0
		}
	default:
		n, min, mark = minutesAt(s, n)
	}
	if hour > 24 || min > 59 || hour == 24 && min > 0 {
		return 0, 0, 0
	}
	if half, k := halfAt(s[n:]); k > 0 {
		if hour < 1 || hour > 12 || mark == mark24 {
			return 0, 0, 0
		}
		return (hour%12+12*half)*60 + min, markHalf, n + k
	}
	n, mark = hourWord(s, n, mark)
	if !endsWord(s[n:]) || n < len(s) && s[n] == ':' && digitAt(s, n+1) {
		return 0, 0, 0
	}
	if mark == markBare && (hour > 12 || hour == 0 || s[0] == '0') {
		mark = markSoft24
	}
	return hour*60 + min, mark, n
}

// minutesAt reads ":30", ".30", "h30" or " h 30" after the hour.
func minutesAt(s string, n int) (end, min int, mark proseMark) {
	i := n
	if i < len(s) && (s[i] == ':' || s[i] == '.') {
		i++
	} else {
		i += spaces(s[i:])
		if i >= len(s) || s[i]|0x20 != 'h' && s[i]|0x20 != 'u' {
			return n, 0, markBare
		}
		mark = mark24
		i++
		i += spaces(s[i:])
	}
	if !digitAt(s, i) || !digitAt(s, i+1) || digitAt(s, i+2) {
		return n, 0, markBare
	}
	return i + 2, int(s[i]-'0')*10 + int(s[i+1]-'0'), mark
}

func spaces(s string) int {
	return len(s) - len(strings.TrimLeft(s, " \t\u00a0\u202f"))
}

// hourWord skips a word for "o'clock" after a time: 9h, 17 uur, 17:00u.
func hourWord(s string, n int, mark proseMark) (int, proseMark) {
	i := n + spaces(s[n:])
	for _, w := range []string{"heures", "heure", "uur", "hrs", "h", "u"} {
		if len(s) >= i+len(w) && strings.EqualFold(s[i:i+len(w)], w) && endsWord(s[i+len(w):]) {
			return i + len(w), mark24
		}
	}
	return n, mark
}

// halfAt reads am or pm: 0 or 1, and its length.
func halfAt(s string) (half, n int) {
	i := spaces(s)
	attached := i == 0
	if i >= len(s) {
		return 0, 0
	}
	switch s[i] | 0x20 {
	case 'a':
	case 'p':
		half = 1
	default:
		return 0, 0
	}
	i++
	if attached && endsWord(s[i:]) && (i >= len(s) || s[i] != '.') {
		return half, i // "9a-5p"
	}
	if i < len(s) && s[i] == '.' {
		i++
		i += spaces(s[i:])
	}
	if i >= len(s) || s[i]|0x20 != 'm' {
		return 0, 0
	}
	i++
	if !endsWord(s[i:]) {
		return 0, 0
	}
	if i < len(s) && s[i] == '.' {
		i++
	}
	return half, i
}
