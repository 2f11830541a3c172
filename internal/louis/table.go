// Package louis writes Braille by the tables of liblouis, the library that screen readers and Braille presses use. It
// reads those tables as they are published and translates forward, from print to cells, in plain Go: the same on a server
// and in a browser, without a library in C.
//
// It knows the opcodes that the tables shipped with Halte hold, and refuses a table with another. It is written from the
// manual of liblouis, and its tests compare it cell by cell with liblouis itself.
package louis

import (
	"fmt"
	"io/fs"
	"slices"
)

// Cell is one Braille cell: bit 0 is dot 1. Bits from 8 on are dots that only rules use and that never leave a table.
type Cell uint16

// attr is a set of what is true of a character: a letter, a space, of a class that the table names.
type attr uint64

const (
	isSpace attr = 1 << iota
	isLetter
	isDigit
	isPunctuation
	isUpper
	isLower
	isMath
	isSign
	isLitDigit
	inNumber    // may stand in a number without ending it
	ambiguous   // after a number, must be told from a digit
	inCapitals  // may stand in a word of capitals without ending them
	standsApart // a hyphen or dash: ends a sequence that stands alone
	mayPrecede  // may stand between a delimiter and such a sequence
	mayFollow
	firstClass // the classes that a table names have the bits from here on
)

const anything = firstClass - 1

// character is what a table says of one character, or of one cell when a later pass reads cells.
type character struct {
	attrs   attr
	defined bool
	cells   []Cell // by its definition
	plain   []Cell // in computer Braille, where it differs
	base    rune   // the letter that a capital stands for
	rules   []*rule
}

// rule replaces characters by cells where its opcode's condition holds.
type rule struct {
	opcode     opcode
	chars      []rune
	cells      []Cell // nil: each character by its definition
	before     attr   // the class that must follow: "before" that class
	after      attr
	pre, post  *pattern
	evenBefore bool   // capitals must not begin or end where it begins
	evenAfter  bool   // nor where it ends
	test       []step // of multipass rules
	action     []step
	literal    int // letters with which test begins
	text       []rune
}

type phrase struct {
	begin, end []Cell
	endsBefore bool // the end stands before the last word, not after it
	words      int  // from so many on
}

// Table is a compiled table. It is immutable, and may be used by several goroutines at once.
type Table struct {
	chars     map[rune]*character
	cellAttrs map[Cell]attr
	rules     map[[2]rune][]*rule
	passes    [5][]*rule // correct, context, pass2, pass3, pass4
	classes   map[string]attr
	nextClass attr

	numberSign, noNumber, noContract, letterSign, computer []Cell
	capital, capitals, capitalsEnd                         []Cell
	capitalPhrase                                          phrase
	noLetterSign, noLetterSignAfter                        []rune
	computerWords                                          [][]rune
	afterPatterns                                          [][]rune
	foreign                                                attr   // letters of another language
	foreignSign                                            []Cell // which stands before them
	numericMode                                            bool
	namesCapitals                                          bool
	sequences                                              bool
}

// Compile reads a table and what it includes.
func Compile(files fs.FS, name string) (*Table, error) {
	t := &Table{chars: map[rune]*character{}, cellAttrs: map[Cell]attr{}, rules: map[[2]rune][]*rule{},
		classes: map[string]attr{}, nextClass: firstClass}
	for class, a := range map[string]attr{"space": isSpace, "letter": isLetter, "digit": isDigit, "punctuation": isPunctuation,
		"uppercase": isUpper, "lowercase": isLower, "math": isMath, "sign": isSign, "litdigit": isLitDigit} {
		t.classes[class] = a
	}
	if err := t.include(files, name, 0); err != nil {
		return nil, err
	}
	t.inherit()
	return t, nil
}

// inherit gives capitals what was said of their small letters, once all is read.
func (t *Table) inherit() {
	for _, c := range t.chars {
		if c.base == 0 {
			continue
		}
		base := t.char(c.base)
		c.attrs |= base.attrs & isLetter
		if !c.defined {
			c.defined, c.cells = base.defined, base.cells
		}
	}
}

func (t *Table) char(r rune) *character {
	c := t.chars[r]
	if c == nil {
		c = &character{}
		t.chars[r] = c
	}
	return c
}

func (t *Table) attrsOf(r rune) attr {
	if c := t.chars[r]; c != nil {
		return c.attrs
	}
	return 0
}

// small is the letter by which rules are looked up.
func (t *Table) small(r rune) rune {
	if c := t.chars[r]; c != nil && c.base != 0 {
		return c.base
	}
	return r
}

// class returns the bit of a class, and gives a new name one.
func (t *Table) class(name string) (attr, error) {
	if a, ok := t.classes[name]; ok {
		return a, nil
	}
	if t.nextClass == 0 {
		return 0, fmt.Errorf("more classes than there is room for at %q", name)
	}
	a := t.nextClass
	t.nextClass <<= 1
	t.classes[name] = a
	return a, nil
}

// add puts a rule where it will be looked up: longer ones first, then as they stand in the table.
func (t *Table) add(r *rule) {
	if len(r.chars) == 1 {
		c := t.char(r.chars[0])
		c.rules = append(c.rules, r)
		return
	}
	key := [2]rune{t.small(r.chars[0]), t.small(r.chars[1])}
	list := t.rules[key]
	at := slices.IndexFunc(list, func(other *rule) bool {
		return len(r.chars) > len(other.chars) || len(r.chars) == len(other.chars) && other.opcode == opAlways
	})
	if at < 0 {
		at = len(list)
	}
	t.rules[key] = slices.Insert(list, at, r)
}

// addPass puts a multipass rule in its list: those that begin with a longer text first.
func (t *Table) addPass(pass int, r *rule) {
	list := t.passes[pass]
	at := slices.IndexFunc(list, func(other *rule) bool { return r.literal > other.literal })
	if at < 0 {
		at = len(list)
	}
	t.passes[pass] = slices.Insert(list, at, r)
}
