package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// canonical recognizes the words of the specification exactly as written there.
func canonical(w string) (tokenKind, int) {
	switch len(w) {
	case 2:
		return canonical2(w)
	case 3:
		if w == "off" {
			return tState, int(Closed)
		}
		if w == "day" {
			return tDay, 0
		}
		for i := range 12 {
			if w == monthNames[i] {
				return tMonth, i + 1
			}
		}
	case 4:
		switch w {
		case "open":
			return tState, int(Open)
		case "week":
			return tWeek, 0
		case "days":
			return tDay, 0
		case "dawn":
			return tEvent, int(eventDawn)
		case "dusk":
			return tEvent, int(eventDusk)
		}
	case 6:
		switch w {
		case "closed":
			return tState, int(Closed)
		case "sunset":
			return tEvent, int(eventSunset)
		case "easter":
			return tEaster, 0
		}
	case 7:
		switch w {
		case "unknown":
			return tState, int(Unknown)
		case "sunrise":
			return tEvent, int(eventSunrise)
		}
	}
	return tEnd, 0
}

func canonical2(w string) (tokenKind, int) {
	for i := range 7 {
		if w == dayNames[i] {
			return tWeekday, i
		}
	}
	switch w {
	case "PH":
		return tPublic, 0
	case "SH":
		return tSchool, 0
	}
	return tEnd, 0
}

var dayNames = [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

var monthNames = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// word reads one word and turns it into tokens.
func (l *lexer) word(space bool) error {
	start := l.pos
	end := start
	for end < len(l.text) {
		c := l.text[end]
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			end++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(l.text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) || oddDigit(r) >= 0 {
			break
		}
		end += n
	}
	w := l.text[start:end]
	if k, v := canonical(w); k != tEnd && !phraseContinues(k, l.text[end:]) {
		l.pos = end
		l.add(k, v, start, end, space)
		l.dropDot(k)
		return nil
	}
	return l.looseWord(space, start, end)
}

// phraseContinues catches the few phrases that begin with a word of the
// specification, such as "day after public holiday" and "open end".
func phraseContinues(k tokenKind, rest string) bool {
	if k != tDay && k != tState || len(rest) < 4 || rest[0] != ' ' {
		return false
	}
	c := rest[1] | 0x20
	return c == 'a' || c == 'b' || c == 'e'
}

// dropDot skips the full stop of an abbreviation such as "Apr.".
func (l *lexer) dropDot(k tokenKind) {
	if (k == tWeekday || k == tMonth) && l.pos < len(l.text) && l.text[l.pos] == '.' {
		l.p.warn(l.pos, l.pos+1, "")
		l.pos++
	}
}

func (l *lexer) looseWord(space bool, start, end int) error {
	if n := len(l.out); n > 0 && l.out[n-1].kind == tNumber {
		if v, size := amPm(l.text[start:]); size > 0 {
			l.pos = start + size
			l.add(tAmPm, v, start, l.pos, space)
			l.p.warn(start, l.pos, "")
			return nil
		}
	}
	if n := len(l.out); n > 1 && l.out[n-2].kind == tColon && (strings.EqualFold(l.text[start:end], "h") || strings.EqualFold(l.text[start:end], "u")) {
		return l.replace("", end-start, space) // "10:00h"
	}
	if repl, n := phraseAt(l.text[start:]); n > 0 {
		if err := l.replace(repl, n, space); err != nil {
			return err
		}
		return nil
	}
	w := l.text[start:end]
	low := strings.ToLower(w)
	senses := dictionary().words[low]
	if len(senses) == 0 {
		if k, v := canonical(recase(w)); k != tEnd {
			l.pos = end
			if recase(w) != w {
				l.p.warn(start, end, recase(w))
			}
			l.add(k, v, start, end, space)
			l.dropDot(k)
			return nil
		}
		return l.unknownWord(start, end, low)
	}
	if unclear(senses) {
		l.pos = end
		t := l.add(tUnclear, 0, start, end, space)
		t.text = low
		l.dropDot(tWeekday)
		return nil
	}
	if err := l.replace(senses[0].text, end-start, space); err != nil {
		return err
	}
	if n := len(l.out); n > 0 {
		l.dropDot(l.out[n-1].kind)
	}
	return nil
}

// recase writes a word the way the specification would.
func recase(w string) string {
	low := strings.ToLower(w)
	if low == "ph" || low == "sh" {
		return strings.ToUpper(w)
	}
	if len(low) == 2 || len(low) == 3 && low != "off" && low != "day" {
		return strings.ToUpper(low[:1]) + low[1:]
	}
	return low
}

func amPm(s string) (val, size int) {
	switch s[0] | 0x20 {
	case 'a':
	case 'p':
		val = 1
	default:
		return 0, 0
	}
	i := 1
	if i < len(s) && s[i] == '.' {
		i++
	}
	if i >= len(s) || s[i]|0x20 != 'm' {
		return 0, 0
	}
	i++
	if i < len(s) && s[i] == '.' {
		i++
	}
	if i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= utf8.RuneSelf) {
		return 0, 0
	}
	return val, i
}

func (l *lexer) unknownWord(start, end int, low string) error {
	if seasons[low] {
		return l.fail(start, end, "the word for a season is not exact", "dates, for example Jun 21-Sep 22")
	}
	if low == "h" || low == "u" {
		return l.fail(start, end, "write hours and minutes with a colon", "09:00")
	}
	return l.fail(start, end, "this word is not known", "Mo, Jan, PH, open, or a \"comment\" in quotes")
}

// sense is one meaning of a word outside the specification.
type sense struct {
	lang string
	text string // in the words of the specification
}

func unclear(list []sense) bool {
	for _, s := range list[1:] {
		if s.text != list[0].text {
			return true
		}
	}
	return false
}

// resolveUnclear decides words such as "ma", Monday in Dutch and Tuesday in
// French, by the language of the other words. It never guesses.
func (l *lexer) resolveUnclear() error {
	var votes map[string]int
	for i := range l.out {
		t := &l.out[i]
		if t.kind != tUnclear {
			continue
		}
		if votes == nil {
			votes = l.votes()
		}
		best, text, tie := 0, "", false
		for _, s := range dictionary().words[t.text] {
			switch v := votes[s.lang]; {
			case v > best:
				best, text, tie = v, s.text, false
			case v == best && s.text != text:
				tie = true
			}
		}
		if tie {
			return l.fail(t.pos, t.end, "this word means different days in different languages", "Mo, Tu, We, Th, Fr, Sa, Su")
		}
		l.p.warn(t.pos, t.end, text)
		t.kind, t.val = canonical(text)
	}
	return nil
}

// votes counts for each language how many words of the text belong to it.
func (l *lexer) votes() map[string]int {
	votes := map[string]int{}
	d := dictionary()
	for _, t := range l.out {
		if t.kind != tWeekday && t.kind != tMonth && t.kind != tUnclear {
			continue
		}
		for _, s := range d.words[strings.ToLower(l.text[t.pos:t.end])] {
			votes[s.lang]++
		}
	}
	return votes
}
