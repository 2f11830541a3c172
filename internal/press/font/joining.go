package font

import "unicode"

// A letter of Arabic script has up to four forms, by which of its neighbours it joins.
type form uint8

const (
	alone form = iota
	final
	initial
	medial
)

// private is where `make fonts` puts the forms of a letter: private + letter*4 + form.
const private = 0xF0000

func formOf(letter rune, f form) rune { return private + letter*4 + rune(f) }

// joined returns the form of the letter at i: what stands before and after it decides.
func joined(letters []rune, i int) form {
	if !joins(letters[i]) {
		return alone
	}
	before, after := neighbour(letters, i, -1), neighbour(letters, i, 1)
	f := alone
	if before != 0 && joinsNext(before) {
		f |= final
	}
	if after != 0 && joins(after) && joinsNext(letters[i]) {
		f |= initial
	}
	return f
}

// neighbour is the next letter in a direction, past marks.
func neighbour(letters []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(letters); i += step {
		if !unicode.Is(unicode.Mn, letters[i]) {
			return letters[i]
		}
	}
	return 0
}

// joins tells whether a letter joins the one before it: all letters of the script do, but hamza alone.
func joins(r rune) bool {
	return r == 0x0640 || r >= 0x0622 && r <= 0x064A && unicode.IsLetter(r) || r >= 0x066E && r <= 0x06D3 && unicode.IsLetter(r)
}

// joinsNext tells whether a letter joins the one after it: not alef, dal, reh, waw and their kin.
func joinsNext(r rune) bool {
	switch {
	case !joins(r):
		return false
	case r >= 0x0622 && r <= 0x0625, r == 0x0627, r == 0x0629, r >= 0x062F && r <= 0x0632, r == 0x0648:
		return false
	case r >= 0x0671 && r <= 0x0677, r >= 0x0688 && r <= 0x0699, r == 0x06C0, r >= 0x06C3 && r <= 0x06CB:
		return false
	case r == 0x06CD, r == 0x06CF, r == 0x06D2, r == 0x06D3:
		return false
	}
	return true
}

// ligature returns the one sign that lam and an alef make together, when they stand at i.
func ligature(letters []rune, i int) (rune, bool) {
	const lam = 0x0644
	if letters[i] != lam || i+1 >= len(letters) {
		return 0, false
	}
	var sign rune
	switch letters[i+1] {
	case 0x0622:
		sign = 0xFEF5
	case 0x0623:
		sign = 0xFEF7
	case 0x0625:
		sign = 0xFEF9
	case 0x0627:
		sign = 0xFEFB
	default:
		return 0, false
	}
	if before := neighbour(letters, i, -1); before != 0 && joinsNext(before) {
		sign++ // the form that joins what stands before it
	}
	return sign, true
}

// mirror turns what opens into what closes, where text runs from the right.
func mirror(r rune) rune {
	switch r {
	case '(':
		return ')'
	case ')':
		return '('
	case '[':
		return ']'
	case ']':
		return '['
	case '«':
		return '»'
	case '»':
		return '«'
	case '<':
		return '>'
	case '>':
		return '<'
	case '‹':
		return '›'
	case '›':
		return '‹'
	}
	return r
}
