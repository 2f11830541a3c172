package louis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// step is one part of the test or the action of a multipass rule.
type step struct {
	kind  byte // one of `~[]"@$%_#*?
	not   bool
	text  []rune // characters, or cells as runes
	attrs attr
	least int
	most  int
	name  int // of a variable
	how   string
	value int
}

// passRule compiles what is tested and what is done.
func (t *Table) passRule(pass int, r *rule, args operands) error {
	var err error
	if r.test, err = t.steps(args.at(0)); err != nil {
		return err
	}
	if r.action, err = t.steps(args.at(1)); err != nil {
		return err
	}
	for _, s := range r.test {
		if s.kind == '[' || s.kind == '#' || s.kind == '`' {
			continue
		}
		if (s.kind == '"' || s.kind == '@') && !s.not {
			r.literal = len(s.text)
		}
		break
	}
	t.addPass(pass, r)
	return nil
}

func (t *Table) steps(word string) ([]step, error) {
	var out []step
	not := false
	for word != "" {
		s := step{kind: word[0], not: not, least: 1, most: 1}
		rest, err := t.step(&s, word[1:])
		if err != nil {
			return nil, fmt.Errorf("%q: %w", word, err)
		}
		word, not = rest, s.kind == '!' && !not
		if s.kind != '!' {
			out = append(out, s)
		}
	}
	return out, nil
}

func (t *Table) step(s *step, rest string) (string, error) {
	var err error
	switch s.kind {
	case '`', '~', '[', ']', '*', '?', '!':
	case '"':
		end := closing(rest)
		if end < 0 {
			return "", fmt.Errorf("a text is not closed")
		}
		s.text, err = unescape(rest[:end])
		rest = rest[end+1:]
	case '@':
		var cells []Cell
		n := prefix(rest, func(r rune) bool { return strings.ContainsRune("0123456789abcdef-", r) })
		cells, err = parseCells(rest[:n])
		s.text, rest = runesOf(cells), rest[n:]
	case '$':
		n := prefix(rest, unicode.IsLetter)
		s.attrs, err = letterAttrs(rest[:n])
		rest = s.count(rest[n:])
	case '%':
		n := prefix(rest, unicode.IsLetter)
		s.attrs, err = t.class(rest[:n])
		rest = s.count(rest[n:])
	case '_':
		rest = s.count(rest)
	case '#':
		rest, err = s.variable(rest)
	default:
		err = fmt.Errorf("is not known here")
	}
	return rest, err
}

func closing(word string) int {
	for i := 0; i < len(word); i++ {
		if word[i] == '\\' {
			i++
		} else if word[i] == '"' {
			return i
		}
	}
	return -1
}

func prefix(s string, in func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !in(r) }); n >= 0 {
		return n
	}
	return len(s)
}

// count reads how often: nothing for once, "3", "1-3", or "." for any number.
func (s *step) count(rest string) string {
	if strings.HasPrefix(rest, ".") {
		s.most = many
		return rest[1:]
	}
	digits := prefix(rest, unicode.IsDigit)
	if digits == 0 {
		return rest
	}
	s.least, _ = strconv.Atoi(rest[:digits])
	s.most = s.least
	rest = rest[digits:]
	if strings.HasPrefix(rest, "-") {
		more := prefix(rest[1:], unicode.IsDigit)
		s.most, _ = strconv.Atoi(rest[1 : 1+more])
		rest = rest[1+more:]
	}
	return rest
}

const variables = 50

func (s *step) variable(rest string) (string, error) {
	n := prefix(rest, unicode.IsDigit)
	s.name, _ = strconv.Atoi(rest[:n])
	rest = rest[n:]
	how := prefix(rest, func(r rune) bool { return strings.ContainsRune("=<>+-", r) })
	s.how, rest = rest[:how], rest[how:]
	n = prefix(rest, unicode.IsDigit)
	s.value, _ = strconv.Atoi(rest[:n])
	if how == 0 || s.name >= variables {
		return "", fmt.Errorf("is no variable")
	}
	return rest[n:], nil
}

func letterAttrs(letters string) (attr, error) {
	known := map[rune]attr{'a': anything, 'd': isDigit, 'D': isLitDigit, 'l': isLetter, 'm': isMath, 'p': isPunctuation,
		'S': isSign, 's': isSpace, 'U': isUpper, 'u': isLower}
	var attrs attr
	for _, l := range letters {
		a, ok := known[l]
		if !ok {
			return 0, fmt.Errorf("attribute %q is not known here", l)
		}
		attrs |= a
	}
	return attrs, nil
}

func runesOf(cells []Cell) []rune {
	out := make([]rune, len(cells))
	for i, c := range cells {
		out[i] = rune(c)
	}
	return out
}

// passReader goes once over a text, of characters or of cells, with the rules of one pass.
type passReader struct {
	t     *Table
	in    []rune
	attrs func(rune) attr
	vars  [variables]int
}

// hit is where a rule holds: from start, what is replaced, and where it goes on.
type hit struct {
	rule       *rule
	from, to   int // replaced
	start, end int // matched
}

// find returns the first rule of a list that holds here.
func (p *passReader) find(rules []*rule, at int) (hit, bool) {
	for _, r := range rules {
		if h, ok := p.test(r, at); ok {
			return h, true
		}
	}
	return hit{}, false
}

func (p *passReader) test(r *rule, at int) (hit, bool) {
	h := hit{rule: r, from: -1, to: -1, start: at}
	cursor := at
	for _, s := range r.test {
		switch s.kind {
		case '[':
			h.from = cursor
			continue
		case ']':
			h.to = cursor
			continue
		}
		next, ok := p.step(s, cursor)
		if ok == s.not {
			return hit{}, false
		}
		if ok {
			cursor = next
		} else if s.kind == '$' || s.kind == '%' {
			cursor = min(cursor+s.least, len(p.in)) // a character that is not of these
			if cursor-s.least < 0 || cursor > len(p.in) {
				return hit{}, false
			}
		}
	}
	h.end = cursor
	if h.from < 0 {
		h.from, h.to = at, cursor
	}
	return h, h.from >= at
}

func (p *passReader) step(s step, at int) (int, bool) {
	switch s.kind {
	case '`':
		return at, at == 0
	case '~':
		return at, at == len(p.in)
	case '"', '@':
		end := at + len(s.text)
		return end, at >= 0 && end <= len(p.in) && slices.Equal(p.in[at:end], s.text)
	case '$', '%':
		n := 0
		for n < s.most && at+n < len(p.in) && p.attrs(p.in[at+n])&s.attrs != 0 {
			n++
		}
		return at + n, n >= s.least
	case '_':
		return at - s.least, at >= s.least
	case '#':
		return at, compare(p.vars[s.name], s.how, s.value)
	}
	return at, false
}

func compare(a int, how string, b int) bool {
	switch how {
	case "=":
		return a == b
	case "<":
		return a < b
	case ">":
		return a > b
	case "<=":
		return a <= b
	case ">=":
		return a >= b
	}
	return false
}

// act returns what stands in the place of what is replaced.
func (p *passReader) act(h hit) []rune {
	var out []rune
	for _, s := range h.rule.action {
		switch s.kind {
		case '"', '@':
			out = append(out, s.text...)
		case '*':
			out = append(out, p.in[h.from:h.to]...)
		case '#':
			switch s.how {
			case "=":
				p.vars[s.name] = s.value
			case "+":
				p.vars[s.name]++
			case "-":
				p.vars[s.name] = max(0, p.vars[s.name]-1)
			}
		}
	}
	return out
}

// run gives the text after one pass.
func (t *Table) run(pass int, in []rune, attrs func(rune) attr) []rune {
	p := passReader{t: t, in: in, attrs: attrs}
	out := make([]rune, 0, len(in)+8)
	fresh := true // whether something was taken since a rule was used here
	for at := 0; at < len(in); {
		h, ok := hit{}, false
		if fresh {
			h, ok = p.find(t.passes[pass], at)
		}
		if !ok {
			out = append(out, in[at])
			at, fresh = at+1, true
			continue
		}
		out = append(append(out, in[at:h.from]...), p.act(h)...)
		fresh = h.to > at
		at = max(at, h.to)
	}
	return out
}
