package louis

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// opcode is what a line of a table does, as far as choosing a rule needs it.
type opcode uint8

const (
	opNone       opcode = iota
	opDefinition        // a character and its cells
	opAlways
	opWord
	opContraction
	opPartWord
	opLowWord
	opSuffixable // a word, or at the beginning of one
	opPrefixable
	opBeginWord
	opBeginMidWord
	opMidWord
	opMidEndWord
	opEndWord
	opMidNumber
	opEndNumber
	opJoinNumber
	opDecimalPoint
	opPrePunctuation
	opPostPunctuation
	opRepeated
	opReplace
	opMatch
	opHyphen
	opContext
)

// plainOpcodes are those that are followed by characters and cells.
var plainOpcodes = map[string]opcode{
	"always": opAlways, "word": opWord, "partword": opPartWord, "lowword": opLowWord, "sufword": opSuffixable,
	"prfword": opPrefixable, "begword": opBeginWord, "begmidword": opBeginMidWord, "midword": opMidWord,
	"midendword": opMidEndWord, "endword": opEndWord, "midnum": opMidNumber, "endnum": opEndNumber,
	"joinnum": opJoinNumber, "decpoint": opDecimalPoint, "prepunc": opPrePunctuation, "postpunc": opPostPunctuation,
	"repeated": opRepeated,
}

var definitions = map[string]attr{
	"space": isSpace, "letter": isLetter, "lowercase": isLetter | isLower, "uppercase": isLetter | isUpper,
	"digit": isDigit, "litdigit": isLitDigit, "punctuation": isPunctuation, "math": isMath, "sign": isSign,
	"hyphen": isPunctuation,
}

var charClasses = map[string]attr{
	"numericmodechars": inNumber, "numericnocontchars": ambiguous, "capsmodechars": inCapitals,
	"seqdelimiter": standsApart, "seqbeforechars": mayPrecede, "seqafterchars": mayFollow,
}

var passOpcodes = map[string]int{"correct": 0, "context": 1, "pass2": 2, "pass3": 3, "pass4": 4}

// ignored say nothing about print to Braille in cells: how a screen shows cells, emphasis, which a card does not have,
// and reading Braille back.
var ignored = map[string]bool{
	"display": true, "multind": true, "emphclass": true, "emphletter": true, "begemphword": true, "endemphword": true,
	"begemphphrase": true, "endemphphrase": true, "lenemphphrase": true, "begemph": true, "endemph": true,
	"noemphchars": true, "emphmodechars": true, "begmodeword": true, "begmodephrase": true, "endmodephrase": true, "lenmodephrase": true, "seqafterexpression": true, "undefined": true,
}

// include compiles one file into the table.
func (t *Table) include(files fs.FS, name string, depth int) error {
	if depth > 10 {
		return fmt.Errorf("table %s: files that include each other", name)
	}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read a Braille table: %w", err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if words[0] == "include" && len(words) > 1 {
			err = t.include(files, words[1], depth+1)
		} else {
			err = t.line(words)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}

// line compiles one line: prefixes, an opcode and its operands.
func (t *Table) line(words []string) error {
	r := &rule{}
	for len(words) > 0 {
		switch words[0] {
		case "nofor":
			return nil // for reading Braille back
		case "empmatchbefore", "empmatchafter":
			r.evenBefore = r.evenBefore || words[0] == "empmatchbefore"
			r.evenAfter = r.evenAfter || words[0] == "empmatchafter"
			words = words[1:]
		case "noback", "nocross":
			words = words[1:]
		case "before", "after":
			if len(words) < 2 {
				return fmt.Errorf("%s without a class", words[0])
			}
			class, err := t.class(words[1])
			if err != nil {
				return err
			}
			if words[0] == "before" {
				r.before |= class
			} else {
				r.after |= class
			}
			words = words[2:]
		default:
			return t.opcode(r, words[0], operands(words[1:]))
		}
	}
	return fmt.Errorf("no opcode")
}

// operands are what follows an opcode; what is missing is empty, and what is too much is a comment.
type operands []string

func (o operands) at(i int) string {
	if i < len(o) {
		return o[i]
	}
	return ""
}

func (t *Table) opcode(r *rule, name string, args operands) error {
	if ignored[name] {
		return nil
	}
	if attrs, ok := definitions[name]; ok {
		return t.define(name, attrs, args)
	}
	if op, ok := plainOpcodes[name]; ok {
		r.opcode = op
		return t.plainRule(r, args)
	}
	if attrs, ok := charClasses[name]; ok {
		t.numericMode = t.numericMode || attrs == inNumber
		t.namesCapitals = t.namesCapitals || attrs == inCapitals
		t.sequences = t.sequences || attrs == standsApart
		return t.mark(attrs, args.at(0))
	}
	if pass, ok := passOpcodes[name]; ok {
		r.opcode = opContext
		return t.passRule(pass, r, args)
	}
	if done, err := t.indicator(name, args); done {
		return err
	}
	switch name {
	case "base":
		return t.baseLetter(args)
	case "attribute":
		class, err := t.class(args.at(0))
		if err != nil {
			return err
		}
		return t.mark(class, args.at(1))
	case "modeletter":
		class, err := t.class(args.at(0))
		if err != nil {
			return err
		}
		t.foreign = class
		t.foreignSign, err = parseCells(args.at(1))
		return err
	case "comp6":
		return t.computerCell(args)
	case "match":
		return t.matchRule(r, args)
	}
	return t.charsOnly(r, name, args)
}

// charsOnly compiles the opcodes that have characters and no cells.
func (t *Table) charsOnly(r *rule, name string, args operands) error {
	chars, err := unescape(args.at(0))
	if err != nil {
		return err
	}
	switch name {
	case "contraction":
		r.opcode, r.chars = opContraction, chars
		return t.addChecked(r)
	case "replace":
		r.opcode, r.chars = opReplace, chars
		if r.text, err = unescape(args.at(1)); err != nil {
			return err
		}
		return t.addChecked(r)
	case "compbrl":
		t.computerWords = append(t.computerWords, chars)
	case "seqafterpattern":
		t.afterPatterns = append(t.afterPatterns, chars)
	case "noletsign":
		t.noLetterSign = append(t.noLetterSign, chars...)
	case "noletsignafter":
		t.noLetterSignAfter = append(t.noLetterSignAfter, chars...)
	default:
		return fmt.Errorf("opcode %q is not known here", name)
	}
	return nil
}

// indicator compiles the signs for numbers, capitals and single letters.
func (t *Table) indicator(name string, args operands) (bool, error) {
	places := map[string]*[]Cell{"numsign": &t.numberSign, "nonumsign": &t.noNumber, "nocontractsign": &t.noContract,
		"letsign": &t.letterSign, "begcomp": &t.computer, "capsletter": &t.capital, "begcapsword": &t.capitals,
		"endcapsword": &t.capitalsEnd, "begcapsphrase": &t.capitalPhrase.begin, "endcapsphrase": &t.capitalPhrase.end}
	if name == "lencapsphrase" {
		n, err := strconv.Atoi(args.at(0))
		t.capitalPhrase.words = n
		return true, err
	}
	place, ok := places[name]
	if !ok {
		return false, nil
	}
	if name == "endcapsphrase" && (args.at(0) == "before" || args.at(0) == "after") {
		t.capitalPhrase.endsBefore = args.at(0) == "before"
		args = args[1:]
	}
	cells, err := parseCells(args.at(0))
	*place = cells
	return true, err
}

func (t *Table) define(name string, attrs attr, args operands) error {
	chars, err := unescape(args.at(0))
	if err != nil {
		return err
	}
	cells, err := parseCells(args.at(1))
	if err != nil || len(chars) != 1 || len(cells) == 0 {
		return fmt.Errorf("%s needs one character and its cells: %w", name, err)
	}
	c := t.char(chars[0])
	c.attrs |= attrs
	if !c.defined {
		c.defined, c.cells = true, cells
	}
	if len(cells) == 1 {
		t.cellAttrs[cells[0]] |= attrs
	}
	if name == "hyphen" { // goes before the rules that follow it, unlike other definitions
		t.add(&rule{opcode: opHyphen, chars: chars, cells: cells})
	}
	return nil
}

func (t *Table) baseLetter(args operands) error {
	derived, err := unescape(args.at(1))
	if err != nil {
		return err
	}
	base, err := unescape(args.at(2))
	if err != nil {
		return err
	}
	if args.at(0) != "uppercase" || len(derived) != 1 || len(base) != 1 {
		return fmt.Errorf("base needs uppercase, a capital and its small letter")
	}
	c := t.char(derived[0])
	c.base = base[0]
	c.attrs |= isUpper | isLetter
	return nil
}

func (t *Table) computerCell(args operands) error {
	chars, err := unescape(args.at(0))
	if err != nil {
		return err
	}
	cells, err := parseCells(args.at(1))
	if err != nil || len(chars) != 1 {
		return fmt.Errorf("comp6 needs one character and its cells: %w", err)
	}
	t.char(chars[0]).plain = cells
	return nil
}

// mark adds characters to a class; the cells by which they are written are added too.
func (t *Table) mark(class attr, word string) error {
	chars, err := unescape(word)
	if err != nil {
		return err
	}
	for _, r := range chars {
		c := t.char(r)
		c.attrs |= class
		if len(c.cells) == 1 {
			t.cellAttrs[c.cells[0]] |= class
		}
	}
	return nil
}

func (t *Table) plainRule(r *rule, args operands) error {
	var err error
	if r.chars, err = unescape(args.at(0)); err != nil {
		return err
	}
	if args.at(1) != "=" {
		if r.cells, err = parseCells(args.at(1)); err != nil {
			return err
		}
	}
	if r.opcode == opWord && len(r.chars) == 1 {
		t.noLetterSign = append(t.noLetterSign, r.chars[0])
	}
	return t.addChecked(r)
}

func (t *Table) matchRule(r *rule, args operands) error {
	pre, err := unescape(args.at(0))
	if err != nil {
		return err
	}
	post, err := unescape(args.at(2))
	if err != nil {
		return err
	}
	if r.pre, err = t.parsePattern(string(pre)); err != nil {
		return err
	}
	if r.post, err = t.parsePattern(string(post)); err != nil {
		return err
	}
	r.opcode = opMatch
	return t.plainRule(r, operands{args.at(1), args.at(3)})
}

func (t *Table) addChecked(r *rule) error {
	if len(r.chars) == 0 {
		return fmt.Errorf("a rule without characters")
	}
	t.add(r)
	return nil
}
