package louis

import (
	"fmt"
	"slices"
	"strings"
)

// Undefined is the error for characters that a table has no cells for.
type Undefined struct{ Chars []rune }

func (e *Undefined) Error() string {
	names := make([]string, len(e.Chars))
	for i, r := range e.Chars {
		names[i] = fmt.Sprintf("%q (U+%04X)", r, r)
	}
	return "the table has no Braille for " + strings.Join(names, ", ")
}

// Translate writes one line of print in cells. A character that the table does not define is an error of type
// *Undefined, never a blank and never left out.
func (t *Table) Translate(text string) ([]Cell, error) {
	if err := t.check(text); err != nil {
		return nil, err
	}
	in := t.run(0, []rune(text), t.attrsOf)
	tr := translator{t: t, in: in, capitals: t.markCapitals(in), fresh: true}
	tr.context = passReader{t: t, in: in, attrs: t.attrsOf}
	for tr.at < len(tr.in) {
		tr.next()
	}
	tr.put(tr.capitals[len(tr.in)])
	cells := runesOf(tr.out)
	for pass := 2; pass < len(t.passes); pass++ {
		cells = t.run(pass, cells, func(r rune) attr { return t.cellAttrs[Cell(r)] })
	}
	out := make([]Cell, len(cells))
	for i, c := range cells {
		if c > 0xff {
			return nil, fmt.Errorf("a dot that only rules use is left in the Braille of %q", text)
		}
		out[i] = Cell(c)
	}
	return out, nil
}

// check finds what the table cannot write, before anything is made of it.
func (t *Table) check(text string) error {
	var unknown []rune
	for _, r := range text {
		c := t.chars[r]
		if (c == nil || !c.defined && c.plain == nil && !t.replaced(c)) && !slices.Contains(unknown, r) {
			unknown = append(unknown, r)
		}
	}
	if unknown != nil {
		return &Undefined{Chars: unknown}
	}
	return nil
}

// replaced tells whether a character without a definition has a rule that holds anywhere.
func (t *Table) replaced(c *character) bool {
	return slices.ContainsFunc(c.rules, func(r *rule) bool {
		return (r.opcode == opReplace || r.opcode == opAlways || r.opcode == opJoinNumber) && r.before|r.after == 0
	})
}

// translator goes once over a line: the main pass.
type translator struct {
	t        *Table
	in       []rune
	at       int
	out      []Cell
	capitals marks
	context  passReader
	fresh    bool // something was taken since a context rule was used
	number   bool // within a number, in tables that have such a mode
	plain    bool // after a number and until a space nothing is contracted
	last     opcode
	word     point // where the word at the cursor began
}

// point is a place in a text and in what was written of it.
type point struct{ at, out int }

func (tr *translator) put(cells []Cell) { tr.out = append(tr.out, cells...) }

func (tr *translator) attrs(at int) attr {
	if at < 0 || at >= len(tr.in) {
		return isSpace
	}
	return tr.t.attrsOf(tr.in[at])
}

// is tells what a character is; there is none beyond the ends.
func (tr *translator) is(at int, a attr) bool {
	return at >= 0 && at < len(tr.in) && tr.t.attrsOf(tr.in[at])&a != 0
}

// same tells whether a text begins with the characters of a rule, capitals or not.
func (t *Table) same(text, chars []rune) bool {
	if len(text) < len(chars) {
		return false
	}
	for i, r := range chars {
		if text[i] != r && t.small(text[i]) != t.small(r) {
			return false
		}
	}
	return true
}

// next writes what stands at the cursor, by one rule.
func (tr *translator) next() {
	if !tr.is(tr.at, isSpace) && tr.is(tr.at-1, isSpace) || tr.at == 0 {
		tr.word = point{at: tr.at, out: len(tr.out)}
	}
	if tr.fresh {
		if h, ok := tr.context.find(tr.t.passes[1], tr.at); ok {
			tr.useContext(h)
			return
		}
	}
	if slices.ContainsFunc(tr.t.computerWords, func(w []rune) bool { return tr.t.same(tr.in[tr.at:], w) }) {
		tr.computerWord()
		return
	}
	r, op := tr.choose()
	tr.indicators(r, op)
	tr.fresh = true
	tr.write(r)
	tr.at += len(r.chars)
	switch op {
	case opRepeated:
		for tr.t.same(tr.in[tr.at:], r.chars) {
			tr.at += len(r.chars)
		}
	case opJoinNumber:
		for tr.is(tr.at, isSpace) {
			tr.at++
		}
	}
	tr.last = op
}

// computerWord writes the whole word at the cursor in computer Braille, such as an address of the web; what was written
// of it is taken back.
func (tr *translator) computerWord() {
	tr.out = append(tr.out[:tr.word.out], tr.t.computer...)
	for tr.at = tr.word.at; tr.at < len(tr.in) && !tr.is(tr.at, isSpace); tr.at++ {
		c := tr.t.chars[tr.in[tr.at]]
		if c.plain != nil {
			tr.put(c.plain)
		} else {
			tr.put(c.cells)
		}
	}
	tr.last, tr.number, tr.plain, tr.fresh = opNone, false, false, true
}

func (tr *translator) useContext(h hit) {
	tr.indicators(&rule{chars: tr.in[tr.at:tr.at]}, opContext)
	for _, r := range tr.in[tr.at:h.from] {
		tr.define(r)
	}
	for _, c := range tr.context.act(h) {
		tr.out = append(tr.out, Cell(c))
	}
	tr.fresh = h.to > tr.at
	tr.at = max(tr.at, h.to)
}

func (tr *translator) define(r rune) {
	if c := tr.t.chars[r]; c != nil {
		if c.cells == nil && c.plain != nil {
			tr.put(c.plain)
			return
		}
		tr.put(c.cells)
	}
}

func (tr *translator) write(r *rule) {
	switch {
	case r.opcode == opReplace:
		for _, c := range r.text {
			tr.define(c)
		}
	case r.cells != nil:
		tr.put(r.cells)
	default:
		for i := range r.chars {
			tr.define(tr.in[tr.at+i])
		}
	}
}

// indicators writes the signs that stand before what a rule writes.
func (tr *translator) indicators(r *rule, op opcode) {
	if op == opContraction {
		tr.put(tr.t.noContract)
	}
	if op == opContraction || tr.singleLetter() {
		tr.put(tr.t.letterSign)
	}
	tr.put(tr.capitals[tr.at])
	if tr.is(tr.at, tr.t.foreign) && !tr.is(tr.at-1, tr.t.foreign) {
		tr.put(tr.t.foreignSign)
	}
	if tr.t.numericMode {
		tr.numericMode()
	} else if op == opDecimalPoint || tr.is(tr.at, isDigit) && !tr.is(tr.at-1, isDigit) && tr.last != opMidNumber {
		tr.put(tr.t.numberSign)
	}
	if tr.is(tr.at, isSpace|standsApart) {
		tr.plain = false
	}
}

// singleLetter tells whether a letter stands alone and must be told from a contraction.
func (tr *translator) singleLetter() bool {
	if tr.t.letterSign == nil || !tr.is(tr.at, isLetter) || tr.is(tr.at-1, isLetter) {
		return false
	}
	if tr.is(tr.at+1, isLetter) && !tr.is(tr.at-1, isDigit) {
		return false
	}
	if slices.Contains(tr.t.noLetterSign, tr.in[tr.at]) {
		return false
	}
	return tr.at+1 >= len(tr.in) || !slices.Contains(tr.t.noLetterSignAfter, tr.in[tr.at+1])
}

func (tr *translator) numericMode() {
	if !tr.number {
		if tr.beginsNumber() {
			tr.number = true
			// A number that begins with a point does not keep what follows it from being contracted.
			tr.plain = tr.plain || tr.t.noNumber != nil && tr.is(tr.at, isDigit|isLitDigit)
			tr.put(tr.t.numberSign)
		}
		return
	}
	if !tr.is(tr.at, isDigit|isLitDigit|inNumber) {
		tr.number = false
		if tr.is(tr.at, ambiguous) {
			tr.put(tr.t.noNumber)
		}
	}
}

func (tr *translator) beginsNumber() bool {
	for at := tr.at; at < len(tr.in); at++ {
		if tr.is(at, isDigit|isLitDigit) {
			return true
		}
		if !tr.is(at, inNumber) {
			return false
		}
	}
	return false
}
