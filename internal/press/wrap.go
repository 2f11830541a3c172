package press

import (
	"slices"
	"strings"
	"unicode"

	"github.com/halte-brussels/halte/internal/press/font"
)

// longest is how many letters one text may have, and most how many texts a card; no card comes near.
const (
	longest = 600
	most    = 150
)

// breaks are the places at which a line may end, as the index of the letter that would begin the next one. A number, a
// time, a postcode with its town are never cut; loose gives up the bonds that are only for beauty.
func breaks(letters []rune, loose bool) []int {
	var at []int
	for i := 1; i < len(letters); i++ {
		before, after := letters[i-1], letters[i]
		switch {
		case before == ' ' && after != ' ':
			if !bound(wordBefore(letters, i-1), wordAfter(letters, i), loose) {
				at = append(at, i)
			}
		case strings.ContainsRune("-/@", before) && unicode.IsLetter(after) && i > 1 && unicode.IsLetter(letters[i-2]):
			if !inTown(letters, i) {
				at = append(at, i)
			}
		}
	}
	return append(at, len(letters))
}

func wordBefore(letters []rune, end int) []rune {
	start := end
	for start > 0 && letters[start-1] != ' ' {
		start--
	}
	return letters[start:end]
}

func wordAfter(letters []rune, start int) []rune {
	end := start
	for end < len(letters) && letters[end] != ' ' {
		end++
	}
	return letters[start:end]
}

// bound tells whether two words have to stand on one line.
func bound(before, after []rune, loose bool) bool {
	if len(before) == 0 || len(after) == 0 {
		return false
	}
	last, first := before[len(before)-1], after[0]
	switch {
	case unicode.IsDigit(last) && unicode.IsDigit(first): // the groups of a number
		return true
	case unicode.IsDigit(last) && isDash(first), len(before) == 1 && isDash(last) && unicode.IsDigit(first): // from – to
		return true
	case isPostcode(before) && unicode.IsLetter(first):
		return true
	case loose:
		return false
	case !slices.ContainsFunc(after, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }): // a stop
		return true
	case unicode.IsDigit(last) && len(after) <= 2: // 9 h
		return true
	case unicode.IsLetter(last) && unicode.IsDigit(first) && len(after) <= 4: // the number of a house or of a tram
		return true
	}
	return false
}

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

func isPostcode(word []rune) bool {
	const belgian = 4
	return len(word) == belgian && !slices.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
}

// inTown tells whether the letter at i belongs to a name that follows a postcode: 1060 Saint-Gilles.
func inTown(letters []rune, i int) bool {
	start := i - len(wordBefore(letters, i))
	return start > 0 && isPostcode(wordBefore(letters, start-1))
}

// span is the letters of one line.
type span struct{ from, to int }

// wrap chooses where lines end: as few as can be, as equal as can be, and no last line with one short word. It is
// errRoom when a word is wider than the room.
func (s *setter) wrap(t paragraph, room int) ([]span, error) {
	for _, loose := range []bool{false, true} {
		spans, err := s.wrapAt(t, room, breaks(t.letters, loose))
		if err != errRoom {
			return spans, err
		}
	}
	return nil, errRoom
}

// wrapAt finds the best of all ways to end lines at some of the places.
func (s *setter) wrapAt(t paragraph, room int, ends []int) ([]span, error) {
	const never = int(^uint(0) >> 2)
	starts := append([]int{0}, ends...)
	parts, err := s.measure(t, starts)
	if err != nil {
		return nil, err
	}
	best, from := make([]int, len(starts)), make([]int, len(starts))
	for j := 1; j < len(starts); j++ {
		best[j] = never
		units := parts[j-1].last
		for i := j - 1; i >= 0; i-- {
			if i < j-1 {
				units += parts[i].within
			}
			width := scale(units, t.size)
			if width > room {
				break // a longer line is wider
			}
			if best[i] == never {
				continue
			}
			c := best[i] + cost(width, room, j == len(starts)-1, i > 0, j-i == 1) + hanging(t.letters, starts[j])
			if c < best[j] {
				best[j], from[j] = c, i
			}
		}
	}
	if best[len(starts)-1] == never {
		return nil, errRoom
	}
	var spans []span
	for j := len(starts) - 1; j > 0; j = from[j] {
		spans = append(spans, trim(t.letters, span{starts[from[j]], starts[j]}))
	}
	slices.Reverse(spans)
	return spans, nil
}

// part is how wide what stands between two places is, in units: within a line, and at its end, where spaces do not count.
type part struct{ within, last int }

func (s *setter) measure(t paragraph, starts []int) ([]part, error) {
	parts := make([]part, len(starts)-1)
	for i := range parts {
		whole := span{starts[i], starts[i+1]}
		for _, m := range []struct {
			span  span
			width *int
		}{{whole, &parts[i].within}, {trim(t.letters, whole), &parts[i].last}} {
			run, err := s.line(t, m.span)
			if err != nil {
				return nil, err
			}
			*m.width = run.Width
		}
	}
	return parts, nil
}

// cost is how much a line is worse than a full one, in thousandths squared.
func cost(width, room int, last, follows, oneWord bool) int {
	const line = 4_000_000
	slack := (room - width) * 1000 / room
	c := line + slack*slack
	if last {
		c = line + slack*slack/4
		if follows && oneWord && width*3 < room {
			c += line / 2
		}
	}
	return c
}

// hanging is how much worse a line is that ends in a small word, such as "and" or "à".
func hanging(letters []rune, end int) int {
	const small, worse = 3, 250_000
	if end >= len(letters) || letters[end-1] != ' ' {
		return 0
	}
	word := wordBefore(letters, end-1)
	if len(word) > small || !unicode.IsLetter(word[len(word)-1]) {
		return 0
	}
	return worse
}

// trim leaves out spaces at the end of a line, and a dot that would divide terms.
func trim(letters []rune, s span) span {
	for s.to > s.from && (letters[s.to-1] == ' ' || letters[s.to-1] == '·') {
		s.to--
	}
	return s
}

// paragraph is a text that is being set.
type paragraph struct {
	letters []rune
	to      []bool // of each letter: read from the right
	rtl     bool
	weight  font.Weight
	size    int
}

func (s *setter) line(t paragraph, sp span) (font.Run, error) {
	return s.fonts.Line(t.letters[sp.from:sp.to], t.to[sp.from:sp.to], t.weight, t.rtl)
}

// tidy makes every stretch of white space one space, and leaves a space that does not break as it is.
func tidy(text string) []rune {
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' })
	return []rune(strings.Join(fields, " "))
}
