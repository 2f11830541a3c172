package main

import "slices"

// simplify leaves out, one after the other, the corner that changes a line least, as long as that is less than an
// area (Visvalingam and Whyatt, 1993). The ends stay, and a line that closes keeps three corners.
func simplify(line []spot, least float64) []spot {
	fewest := 2
	if line[0] == line[len(line)-1] {
		fewest = 4
	}
	line = slices.Clone(line)
	for len(line) > fewest {
		at, smallest := 0, least
		for i := 1; i < len(line)-1; i++ {
			if area := triangle(line[i-1], line[i], line[i+1]); area < smallest {
				at, smallest = i, area
			}
		}
		if at == 0 {
			break
		}
		line = slices.Delete(line, at, at+1)
	}
	return line
}

// triangle returns the area between three spots, in squares of the grid.
func triangle(a, b, c spot) float64 {
	twice := (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x)
	return float64(max(twice, -twice)) / 2
}
