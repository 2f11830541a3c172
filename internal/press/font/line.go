package font

// Directions tells for each letter of a text whether it is read from the right; see [Stretches].
func Directions(letters []rune, rightToLeft bool) []bool { return directions(letters, rightToLeft) }

// Line sets one line: its stretches, which to names letter by letter, each at its place.
func (f *Fonts) Line(letters []rune, to []bool, weight Weight, rightToLeft bool) (Run, error) {
	var runs []Run
	for start, i := 0, 1; i <= len(letters); i++ {
		if i < len(letters) && to[i] == to[start] {
			continue
		}
		run, err := f.Shape(string(letters[start:i]), weight, to[start])
		if err != nil {
			return Run{}, err
		}
		runs = append(runs, run)
		start = i
	}
	var line Run
	for _, run := range runs {
		line.Width += run.Width
	}
	x := 0
	for _, run := range runs {
		left := x
		if rightToLeft {
			left = line.Width - x - run.Width
		}
		for _, g := range run.Glyphs {
			g.X += left
			line.Glyphs = append(line.Glyphs, g)
		}
		x += run.Width
	}
	return line, nil
}
