package louis

import (
	"fmt"
	"slices"
)

// pattern is an expression that must hold before or after the characters of a match rule. Before them it is read from
// right to left, as the text is.
type pattern struct {
	alternatives [][]atom
}

type atom struct {
	kind  byte // 'c' characters, 'a' attributes, '.' any, '^' an end of the text, '(' a group
	chars []rune
	attrs attr
	atEnd bool // with attributes: the end of the text will do as well
	group *pattern
	not   bool
	least int
	most  int
}

const many = 1 << 30

// patternReader reads an expression of the manual's "pattern expression syntax".
type patternReader struct {
	t    *Table
	text []rune
	at   int
}

func (t *Table) parsePattern(word string) (*pattern, error) {
	if word == "-" {
		return nil, nil
	}
	r := &patternReader{t: t, text: []rune(word)}
	p, err := r.alternatives(0)
	if err == nil && r.at < len(r.text) {
		err = fmt.Errorf("%q at %d", word, r.at)
	}
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", word, err)
	}
	return p, nil
}

func (r *patternReader) alternatives(depth int) (*pattern, error) {
	if depth > 8 {
		return nil, fmt.Errorf("groups within groups")
	}
	p := &pattern{}
	var atoms []atom
	for r.at < len(r.text) && r.text[r.at] != ')' {
		if r.text[r.at] == '|' {
			r.at++
			p.alternatives, atoms = append(p.alternatives, atoms), nil
			continue
		}
		a, err := r.atom(depth)
		if err != nil {
			return nil, err
		}
		atoms = append(atoms, a)
	}
	p.alternatives = append(p.alternatives, atoms)
	return p, nil
}

func (r *patternReader) atom(depth int) (atom, error) {
	a := atom{least: 1, most: 1}
	for r.at < len(r.text) && r.text[r.at] == '!' {
		a.not = !a.not
		r.at++
	}
	if r.at == len(r.text) {
		return a, fmt.Errorf("ends too early")
	}
	first := r.text[r.at]
	r.at++
	var err error
	switch first {
	case '^', '$':
		a.kind = '^'
	case '.':
		a.kind = '.'
	case '[':
		a.kind = 'c'
		a.chars, err = r.until()
	case '%':
		a.kind = 'a'
		err = r.attributes(&a)
	case '(':
		a.kind = '('
		if a.group, err = r.alternatives(depth + 1); err == nil && r.at == len(r.text) {
			err = fmt.Errorf("a group is not closed")
		}
		r.at++
	case '\\':
		a.kind = 'c'
		if r.at == len(r.text) {
			return a, fmt.Errorf("ends too early")
		}
		a.chars = r.text[r.at : r.at+1]
		r.at++
	default:
		a.kind, a.chars = 'c', []rune{first}
	}
	if err != nil {
		return a, err
	}
	r.quantifier(&a)
	return a, nil
}

func (r *patternReader) quantifier(a *atom) {
	if r.at == len(r.text) {
		return
	}
	switch r.text[r.at] {
	case '?':
		a.least = 0
	case '*':
		a.least, a.most = 0, many
	case '+':
		a.most = many
	default:
		return
	}
	r.at++
}

// until reads the characters of a set, to its closing bracket.
func (r *patternReader) until() ([]rune, error) {
	var chars []rune
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == ']':
			r.at++
			return chars, nil
		case c == '\\' && r.at+1 < len(r.text):
			r.at++
			chars = append(chars, r.text[r.at])
		default:
			chars = append(chars, c)
		}
	}
	return nil, fmt.Errorf("a set is not closed")
}

func (r *patternReader) attributes(a *atom) error {
	if r.at == len(r.text) {
		return fmt.Errorf("ends too early")
	}
	names := r.text[r.at : r.at+1]
	if r.text[r.at] == '[' {
		end := slices.Index(r.text[r.at:], ']')
		if end < 0 {
			return fmt.Errorf("a set is not closed")
		}
		names = r.text[r.at+1 : r.at+end]
		r.at += end
	}
	r.at++
	known := map[rune]attr{'_': isSpace, '#': isDigit, 'a': isLetter, 'u': isUpper, 'l': isLower, '.': isPunctuation,
		'$': isSign, 'm': isMath, '~': standsApart, '<': mayPrecede, '>': mayFollow}
	for _, name := range names {
		switch bit, ok := known[name]; {
		case name == '^':
			a.atEnd = true
		case ok:
			a.attrs |= bit
		default:
			class, err := r.t.class(string(name))
			if err != nil {
				return err
			}
			a.attrs |= class
		}
	}
	return nil
}

// match tells whether a pattern holds in a text from a place on, in steps of +1 or -1.
func (p *pattern) match(t *Table, text []rune, at, by int) bool {
	if p == nil {
		return true
	}
	budget := 10000 // far more than a line of a card needs; a pattern that needs more does not hold
	return p.try(t, text, at, by, &budget, func(int) bool { return true })
}

func (p *pattern) try(t *Table, text []rune, at, by int, budget *int, then func(int) bool) bool {
	for _, atoms := range p.alternatives {
		if by < 0 {
			atoms = slices.Clone(atoms)
			slices.Reverse(atoms)
		}
		if sequence(t, atoms, text, at, by, budget, then) {
			return true
		}
	}
	return false
}

func sequence(t *Table, atoms []atom, text []rune, at, by int, budget *int, then func(int) bool) bool {
	if len(atoms) == 0 {
		return then(at)
	}
	return repeat(t, atoms[0], 0, text, at, by, budget, func(next int) bool {
		return sequence(t, atoms[1:], text, next, by, budget, then)
	})
}

// repeat takes one atom as often as it may, the longest way first.
func repeat(t *Table, a atom, done int, text []rune, at, by int, budget *int, then func(int) bool) bool {
	if *budget--; *budget < 0 {
		return false
	}
	if done < a.most {
		again := func(next int) bool {
			if next == at && done >= a.least {
				return false // nothing was taken: taking it again would not end
			}
			return repeat(t, a, done+1, text, next, by, budget, then)
		}
		if a.once(t, text, at, by, budget, again) {
			return true
		}
	}
	return done >= a.least && then(at)
}

func (a atom) once(t *Table, text []rune, at, by int, budget *int, then func(int) bool) bool {
	end := at < 0 || at >= len(text)
	holds, next := false, at+by
	switch a.kind {
	case '(':
		if !a.not {
			return a.group.try(t, text, at, by, budget, then)
		}
		holds, next = a.group.try(t, text, at, by, budget, func(int) bool { return true }), at
	case '^':
		holds, next = end, at
	case '.':
		holds = !end
	case 'c':
		holds = !end && slices.Contains(a.chars, text[at])
	case 'a':
		holds = end && a.atEnd || !end && t.attrsOf(text[at])&a.attrs != 0
	}
	if end {
		next = at
		if a.not && (a.kind == 'c' || a.kind == 'a') {
			return false // another character is meant, not none
		}
	}
	return holds != a.not && then(next)
}
