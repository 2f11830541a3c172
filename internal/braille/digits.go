package braille

import (
	"slices"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/louis"
)

// dots makes a cell of its dots: dots(3, 4, 5, 6).
func dots(list ...int) louis.Cell {
	var c louis.Cell
	for _, d := range list {
		c |= 1 << (d - 1)
	}
	return c
}

// notation is how a language writes numbers in Braille, as far as reading digits back needs it.
type notation struct {
	sign   louis.Cell
	digits []louis.Cell // 0 to 9
	within []louis.Cell // may stand between two digits without another sign
}

// notations: English and Dutch write digits with the first ten letters, French with those and dot 6 (Antoine).
func notationOf(tag lang.Tag) notation {
	letters := []louis.Cell{dots(2, 4, 5), dots(1), dots(1, 2), dots(1, 4), dots(1, 4, 5), dots(1, 5), dots(1, 2, 4),
		dots(1, 2, 4, 5), dots(1, 2, 5), dots(2, 4)}
	comma, point, space := dots(2), dots(2, 5, 6), dots(5)
	switch tag {
	case "fr":
		antoine := []louis.Cell{dots(3, 4, 5, 6)}
		for _, c := range letters[1:] {
			antoine = append(antoine, c|dots(6))
		}
		return notation{sign: dots(6), digits: antoine, within: []louis.Cell{comma, point, dots(2, 5), dots(3, 6), dots(3, 4),
			dots(2, 3, 5), dots(3, 5), dots(2, 3, 6), dots(3, 5, 6), dots(2, 3, 5, 6)}}
	case "nl":
		return notation{sign: dots(3, 4, 5, 6), digits: letters, within: []louis.Cell{comma, point}}
	}
	return notation{sign: dots(3, 4, 5, 6), digits: letters, within: []louis.Cell{comma, point, space}}
}

// digitsIn reads the digits in cells: what stands after a number sign, to the first cell that is none.
func digitsIn(cells []louis.Cell, tag lang.Tag) string {
	n := notationOf(tag)
	digit := func(at int) int {
		if at >= len(cells) {
			return -1
		}
		return slices.Index(n.digits, cells[at])
	}
	var out []byte
	for at := 0; at < len(cells); at++ {
		if cells[at] != n.sign {
			continue
		}
		for at++; ; at++ {
			// What may stand within a number may also stand before its first digit.
			next := at
			for next < len(cells) && digit(next) < 0 && slices.Contains(n.within, cells[next]) {
				next++
			}
			if digit(next) < 0 {
				break
			}
			at = next
			out = append(out, byte('0'+digit(at)))
		}
		at--
	}
	return string(out)
}

// digitsOf keeps the digits of a print line.
func digitsOf(print string) string {
	var out []byte
	for _, r := range print {
		if r >= '0' && r <= '9' {
			out = append(out, byte(r))
		}
	}
	return string(out)
}
