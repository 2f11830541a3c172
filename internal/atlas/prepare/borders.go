package main

import (
	"fmt"
	"slices"
)

// borders are the lines that areas are made of. A line between two areas is in it once.
type borders struct {
	arcs  [][]spot
	known map[string]int // how a line is written, in the direction it is kept, to its number
}

// meetings finds the spots at which borders begin and end: where two rings that share a spot come or go differently.
func meetings(areas [][][]ring) map[spot]bool {
	type pair struct{ a, b spot }
	first, meet := map[spot]pair{}, map[spot]bool{}
	for _, area := range areas {
		for _, rings := range area {
			for _, r := range rings {
				for i, at := range r {
					p := pair{r[(i+len(r)-1)%len(r)], r[(i+1)%len(r)]}
					if before(p.b, p.a) {
						p.a, p.b = p.b, p.a
					}
					if was, seen := first[at]; seen && was != p {
						meet[at] = true
					}
					first[at] = p
				}
			}
		}
	}
	return meet
}

func before(a, b spot) bool { return a.x < b.x || a.x == b.x && a.y < b.y }

// cut cuts a ring where borders meet and returns the numbers of its arcs. A ring that meets nothing begins at its
// least spot, so that an island and the hole it lies in are the same line.
func (b *borders) cut(r ring, meet map[spot]bool) []int {
	start := slices.IndexFunc(r, func(s spot) bool { return meet[s] })
	if start < 0 {
		start = 0
		for i, s := range r {
			if before(s, r[start]) {
				start = i
			}
		}
	}
	turned := append(slices.Clone(r[start:]), r[:start]...)
	turned = append(turned, turned[0])
	var numbers []int
	from := 0
	for i := 1; i < len(turned); i++ {
		if meet[turned[i]] || i == len(turned)-1 {
			numbers = append(numbers, b.number(turned[from:i+1]))
			from = i
		}
	}
	return numbers
}

// shapes cuts every ring of a region and returns each area as the numbers of its arcs: area, polygon, ring, arc.
func (b *borders) shapes(r *region) [][][][]int {
	meet := meetings(r.areas)
	shapes := make([][][][]int, len(r.areas))
	for i, polygons := range r.areas {
		for _, rings := range polygons {
			var numbers [][]int
			for _, line := range rings {
				numbers = append(numbers, b.cut(line, meet))
			}
			shapes[i] = append(shapes[i], numbers)
		}
	}
	return shapes
}

// number returns the number of a line; -1 - n where line n runs the other way.
func (b *borders) number(line []spot) int {
	back := slices.Clone(line)
	slices.Reverse(back)
	if n, ok := b.known[fmt.Sprint(back)]; ok {
		return -1 - n
	}
	written := fmt.Sprint(line)
	if n, ok := b.known[written]; ok {
		return n
	}
	b.known[written] = len(b.arcs)
	b.arcs = append(b.arcs, slices.Clone(line))
	return len(b.arcs) - 1
}

// crossing finds two lines that cross, which simplifying may bring about and the eye would miss.
func (b *borders) crossing() (spot, bool) {
	type segment struct{ a, b spot }
	var all []segment
	for _, arc := range b.arcs {
		for i := 1; i < len(arc); i++ {
			all = append(all, segment{arc[i-1], arc[i]})
		}
	}
	for i, s := range all {
		for _, t := range all[:i] {
			if side(s.a, s.b, t.a)*side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a)*side(t.a, t.b, s.b) < 0 {
				return s.a, true
			}
		}
	}
	return spot{}, false
}

// side tells on which side of a line a spot is: -1, 0 or 1.
func side(a, b, c spot) int {
	area := (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
	switch {
	case area > 0:
		return 1
	case area < 0:
		return -1
	}
	return 0
}
