package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	tEnd tokenKind = iota
	tNumber
	tWeekday
	tMonth
	tPublic
	tSchool
	tEaster
	tEvent
	tState
	tWeek
	tDay
	tAlways
	tComment
	tAmPm
	tOpenEnd
	tColon
	tDot
	tMinus
	tPlus
	tComma
	tSemicolon
	tOr
	tSlash
	tOpenBracket
	tCloseBracket
	tOpenParen
	tCloseParen
	tUnclear // a word that means different days in different languages
)

type token struct {
	kind   tokenKind
	digits uint8 // of a number as written
	space  bool  // white space precedes
	val    int
	pos    int // byte offsets in the source text
	end    int
	text   string // of a comment
}

// Limits that keep the work bounded whatever the input is.
const (
	maxText   = 8 << 10
	maxTokens = 4 << 10
	maxRules  = 256
	maxItems  = 1000 // selectors, spans and points in time
)

type lexer struct {
	p     *parser
	text  string
	pos   int
	base  int // when replacing a word: its place in the source
	width int
	out   []token
	depth int
}

func (l *lexer) add(k tokenKind, val, from, to int, space bool) *token {
	if l.depth > 0 {
		from, to = l.base, l.base+l.width
	}
	l.out = append(l.out, token{kind: k, val: val, pos: from, end: to, space: space})
	return &l.out[len(l.out)-1]
}

// run splits the text into tokens.
func (l *lexer) run() error {
	for l.pos < len(l.text) {
		if len(l.out) > maxTokens {
			return l.fail(l.pos, l.pos, "the text is too long", "")
		}
		space := l.skipSpace()
		if l.pos >= len(l.text) {
			break
		}
		c := l.text[l.pos]
		var err error
		switch {
		case c >= '0' && c <= '9':
			err = l.number(space)
		case c == '"':
			err = l.quoted(space, "\"", "\"")
		case c < utf8.RuneSelf && punctuation[c] != 0:
			l.punct(c, space)
		default:
			err = l.other(space)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *lexer) skipSpace() bool {
	start := l.pos
	for l.pos < len(l.text) {
		c := l.text[l.pos]
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			l.pos++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(l.text[l.pos:])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		l.pos += n
	}
	return l.pos > start
}

var punctuation = [utf8.RuneSelf]tokenKind{
	':': tColon, '.': tDot, '-': tMinus, '+': tPlus, ',': tComma, ';': tSemicolon, '/': tSlash,
	'[': tOpenBracket, ']': tCloseBracket, '(': tOpenParen, ')': tCloseParen,
}

func (l *lexer) punct(c byte, space bool) {
	l.add(punctuation[c], 0, l.pos, l.pos+1, space)
	l.pos++
}

// number reads digits, and the two texts with digits that are words.
func (l *lexer) number(space bool) error {
	if c := l.text[l.pos]; c == '2' || c == '7' {
		rest := l.text[l.pos:]
		if strings.HasPrefix(rest, "24/7") && !digitAt(rest, 4) {
			l.add(tAlways, 0, l.pos, l.pos+4, space)
			l.pos += 4
			return nil
		}
		if repl, n := phraseAt(rest); n > 0 && !l.afterSign() { // "7 days a week", but not "easter +7 days"
			return l.replace(repl, n, space)
		}
	}
	l.digits(space)
	return nil
}

// afterSign tells whether a plus or minus stands just before.
func (l *lexer) afterSign() bool {
	n := len(l.out)
	return n > 0 && (l.out[n-1].kind == tPlus || l.out[n-1].kind == tMinus)
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// digits reads a number, with superscript and subscript digits tolerated:
// 12°° and 14³⁰ are seen on shop doors.
func (l *lexer) digits(space bool) {
	start, val, n, odd := l.pos, 0, 0, false
	for l.pos < len(l.text) {
		c := l.text[l.pos]
		d, size := int(c)-'0', 1
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(l.text[l.pos:])
			d = oddDigit(r)
			odd = odd || d >= 0
		}
		if d < 0 || d > 9 {
			break
		}
		if val < 1e7 {
			val = val*10 + d
		}
		n++
		l.pos += size
	}
	t := l.add(tNumber, val, start, l.pos, space)
	t.digits = uint8(min(n, 255))
	if odd {
		l.p.warn(t.pos, t.end, "")
	}
}

// oddDigit returns the value of a digit that is not ASCII, or -1.
func oddDigit(r rune) int {
	switch {
	case r == '°' || r == 'º':
		return 0
	case r == '¹':
		return 1
	case r == '²' || r == '³':
		return int(r-'²') + 2
	case r == '⁰' || r >= '⁴' && r <= '⁹':
		return int(r - '⁰')
	case r >= '₀' && r <= '₉':
		return int(r - '₀')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

func (l *lexer) quoted(space bool, left, right string) error {
	start := l.pos
	body := l.text[start+len(left):]
	n := strings.Index(body, right)
	if n < 0 {
		return l.fail(start, len(l.text), "the comment has no closing quote", "")
	}
	l.pos = start + len(left) + n + len(right)
	t := l.add(tComment, 0, start, l.pos, space)
	t.text = strings.ReplaceAll(body[:n], `"`, "'")
	if left != "\"" {
		l.p.warn(t.pos, t.end, `"`+t.text+`"`)
	}
	return nil
}

// other reads words and the punctuation that is not ASCII.
func (l *lexer) other(space bool) error {
	r, size := utf8.DecodeRuneInString(l.text[l.pos:])
	switch {
	case r == '|' && strings.HasPrefix(l.text[l.pos:], "||"):
		l.add(tOr, 0, l.pos, l.pos+2, space)
		l.pos += 2
		return nil
	case oddDigit(r) >= 0:
		l.digits(space)
		return nil
	case unicode.IsLetter(r):
		return l.word(space)
	}
	switch r {
	case '“', '„':
		return l.quoted(space, string(r), "”")
	case '«':
		return l.quoted(space, "«", "»")
	}
	if repl, ok := oddPunctuation[r]; ok {
		return l.replace(repl, size, space)
	}
	return l.fail(l.pos, l.pos+size, "this character has no meaning here", "")
}

var oddPunctuation = map[rune]string{
	'–': "-", '—': "-", '‒': "-", '‐': "-", '‑': "-", '−': "-", '―': "-", '~': "-", '～': "-", '〜': "-", '→': "-", '⇒': "-", '➔': "-", '∼': "-", '﹣': "-", '⁃': "-", '－': "-",
	'&': ",", '、': ",", '，': ",", '；': ";", '：': ":", '＋': "+",
}

// replace lexes canonical text in place of n bytes of tolerated text.
func (l *lexer) replace(repl string, n int, space bool) error {
	from := l.pos
	l.pos += n
	if l.depth > 0 {
		return l.fail(from, from+n, "this word has no meaning here", "")
	}
	l.p.warn(from, from+n, repl)
	inner := lexer{p: l.p, text: repl, out: l.out, depth: 1, base: from, width: n}
	first := len(l.out)
	err := inner.run()
	l.out = inner.out
	if len(l.out) > first {
		l.out[first].space = space
	}
	return err
}

func (l *lexer) fail(from, to int, want, suggestion string) error {
	if l.depth > 0 {
		from, to = l.base, l.base+l.width
	}
	return l.p.failAt(from, to, want, suggestion)
}
