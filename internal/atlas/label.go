package atlas

import (
	"math"
	"strings"
	"unicode/utf8"
)

// How large words and numbers are on a drawing that is wide enough for names, in its units.
// internal/web/assets/map.css says the same.
const (
	nameSize  = 22.0
	lineHigh  = 24.0
	countSize = 30.0
	tagSize   = 44.0 // of a name on a small drawing
	paperHigh = 18.0 // of a line on paper
	letter    = 0.52 // how wide a letter is by its size, on the whole
)

// label is the number and the name of an area, in the middle of it.
type label struct {
	X, Y  int    // the middle of the number
	Lines []line // the name, where it has room within the area
	Paper []line // the name where it has none, small, to be shown on paper only: there it may stand on a border
	Tag   line   // the name, to be shown only while the area is pointed at or chosen
}

// line is one line of a name.
type line struct {
	X, Y int // the middle of it
	Text string
}

// label puts the name over the number, in as few lines and as near to the middle as it fits within the area.
func (v view) label(name string, x, y float64, lines [][]place) label {
	l := label{X: round(x), Y: round(y)}
	for _, broken := range breaks(name) {
		wide, high := letter*nameSize*longest(broken), lineHigh*float64(len(broken))+countSize
		if x, y, ok := room(lines, x, y, wide, high); ok {
			top := y - high/2
			l.X, l.Y = round(x), round(top+high-countSize/2)
			for i, text := range broken {
				l.Lines = append(l.Lines, line{l.X, round(top + lineHigh*(float64(i)+0.5)), text})
			}
			break
		}
	}
	if l.Lines == nil {
		all := breaks(name)
		for i, text := range all[min(1, len(all)-1)] {
			l.Paper = append(l.Paper, line{l.X, l.Y + round(26+paperHigh*float64(i)), text})
		}
	}
	half := letter * tagSize * longest([]string{name}) / 2
	l.Tag = line{round(max(half, min(float64(v.width)-half, x))), max(l.Y-round(tagSize), round(tagSize/2)), name}
	return l
}

// room looks for a place near the middle around which a rectangle lies within closed lines.
func room(lines [][]place, x, y, wide, high float64) (float64, float64, bool) {
	const step, steps = 6, 12
	for away := range steps + 1 {
		for dy := -away; dy <= away; dy++ {
			for dx := -away; dx <= away; dx++ {
				atX, atY := x+float64(dx*step), y+float64(dy*step)
				if max(dx, -dx, dy, -dy) == away && inside(lines, atX, atY, wide, high) {
					return atX, atY, true
				}
			}
		}
	}
	return 0, 0, false
}

func round(x float64) int { return int(math.Round(x)) }

func longest(lines []string) float64 {
	most := 0
	for _, s := range lines {
		most = max(most, utf8.RuneCountInString(s))
	}
	return float64(most)
}

// breaks returns a name in one line, in two, and so on, each as even as its spaces and hyphens allow.
func breaks(name string) [][]string {
	parts := strings.SplitAfter(strings.ReplaceAll(name, "-", "-\x00"), " ")
	var words []string
	for _, p := range parts {
		words = append(words, strings.Split(p, "\x00")...)
	}
	var all [][]string
	for n := 1; n <= min(len(words), 4); n++ {
		all = append(all, even(words, n))
	}
	return all
}

// even joins words into n lines of which the longest is as short as it can be.
func even(words []string, n int) []string {
	if n == 1 {
		return []string{strings.TrimSpace(strings.Join(words, ""))}
	}
	var best []string
	for first := 1; first <= len(words)-n+1; first++ {
		lines := append(even(words[:first], 1), even(words[first:], n-1)...)
		if best == nil || longest(lines) < longest(best) {
			best = lines
		}
	}
	return best
}

// inside tells whether a rectangle around a place lies within closed lines: no line comes into it, and its middle is
// inside.
func inside(lines [][]place, x, y, wide, high float64) bool {
	left, right, top, bottom := x-wide/2, x+wide/2, y-high/2, y+high/2
	in := false
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			ax, ay, bx, by := float64(line[i-1].X), float64(line[i-1].Y), float64(line[i].X), float64(line[i].Y)
			if meets(ax, ay, bx, by, left, right, top, bottom) {
				return false
			}
			if (ay > y) != (by > y) && x < (bx-ax)*(y-ay)/(by-ay)+ax {
				in = !in
			}
		}
	}
	return in
}

// meets tells whether a line comes into a rectangle: it cuts the line off at each side (Liang and Barsky, 1984).
func meets(ax, ay, bx, by, left, right, top, bottom float64) bool {
	from, to := 0.0, 1.0
	for _, side := range [][2]float64{{ax - bx, ax - left}, {bx - ax, right - ax}, {ay - by, ay - top}, {by - ay, bottom - ay}} {
		switch p, q := side[0], side[1]; {
		case p == 0 && q < 0:
			return false
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		}
	}
	return from <= to
}
