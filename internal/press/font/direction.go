package font

import "unicode"

// Stretch is a part of a text that is written in one direction.
type Stretch struct {
	Text        string
	RightToLeft bool
}

// Stretches cuts a text by direction, in the order in which it is read. It is the Unicode rule with one difference: a
// number is always read from the left, and so is what stands between two of its parts. So a telephone number, a time and
// an address stay as they are inside Arabic, where the rule would turn their groups around.
func Stretches(text string, rightToLeft bool) []Stretch {
	letters := []rune(text)
	to := directions(letters, rightToLeft)
	var all []Stretch
	for start, i := 0, 1; i <= len(letters); i++ {
		if i == len(letters) || to[i] != to[start] {
			all = append(all, Stretch{string(letters[start:i]), to[start]})
			start = i
		}
	}
	return all
}

// directions tells for each letter whether it is read from the right. What has no direction takes that of the letters
// around it where they agree, and else that of the text.
func directions(letters []rune, base bool) []bool {
	to := make([]bool, len(letters))
	before, gap := base, 0 // the last direction that was sure, and where what follows it begins
	for i, r := range letters {
		left, right := strong(r)
		if !left && !right {
			continue
		}
		fill(to[gap:i], before, right, base)
		to[i], before, gap = right, right, i+1
	}
	fill(to[gap:], before, base, base)
	return to
}

func fill(to []bool, before, after, base bool) {
	for i := range to {
		to[i] = base
		if before == after {
			to[i] = before
		}
	}
}

func strong(r rune) (left, right bool) {
	switch {
	case r == 0x060C || r == 0x061B || r == 0x061F || r == 0x06D4:
		return false, true
	case unicode.IsDigit(r), r == '+':
		return true, false
	case r >= 0x0590 && r <= 0x08FF, r >= 0xFB1D && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFE:
		return false, true
	}
	return unicode.IsLetter(r), false
}
