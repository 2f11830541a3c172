package font

import (
	"fmt"
	"slices"
	"unicode"
)

// Glyph is one sign with its place in a run, in units from where the run begins at the left.
type Glyph struct {
	Face    *Face
	ID      uint16
	X, Y    int
	Advance int
	Text    string // the letters that it stands for, so that what is copied from a document is what was written
}

// Run is signs in the order in which they are read, each with its place, and the room that they take in units.
type Run struct {
	Glyphs []Glyph
	Width  int
}

// Missing is a letter that no face has.
type Missing struct{ Letter rune }

func (m Missing) Error() string {
	return fmt.Sprintf("no font has the character %q (U+%04X)", m.Letter, m.Letter)
}

// Shape sets one stretch of text that is written in one direction.
func (f *Fonts) Shape(text string, weight Weight, rightToLeft bool) (Run, error) {
	letters := slices.DeleteFunc([]rune(text), ignored)
	var glyphs []Glyph
	for i := 0; i < len(letters); i++ {
		if letters[i] == apart {
			continue
		}
		shown, stands := instead(letters[i]), string(letters[i])
		if unicode.IsSpace(letters[i]) {
			stands = " "
		}
		if rightToLeft {
			shown = mirror(shown)
		}
		if sign, ok := ligature(letters, i); ok {
			shown, stands = sign, string(letters[i:i+2])
		} else if form := joined(letters, i); form != alone {
			shown = formOf(shown, form)
		}
		face, id, ok := f.find(weight, shown)
		if !ok {
			face, id, ok = f.find(weight, instead(letters[i])) // a letter with one form for all places
		}
		if !ok {
			return Run{}, Missing{letters[i]}
		}
		g := Glyph{Face: face, ID: id, Advance: face.Advance(id), Text: stands}
		if unicode.Is(unicode.Mn, letters[i]) {
			g.Advance = 0
		}
		glyphs = append(glyphs, g)
		i += len([]rune(stands)) - 1
	}
	return place(glyphs, rightToLeft), nil
}

// apart keeps two letters from joining and is not seen itself.
const apart = 0x200C

// ignored are signs that steer text and are not seen. They steer nothing here: directions are found from the letters.
func ignored(r rune) bool {
	return unicode.IsControl(r) || r == 0xFEFF || r == 0xAD || r == 0x200B || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x2069
}

// instead is the sign that is drawn for one that looks the same.
func instead(r rune) rune {
	switch r {
	case 0x202F, 0x2009, 0x2007: // spaces that do not break or are narrow
		return 0xA0
	case 0x2010, 0x2011: // hyphens
		return '-'
	case 0x02BC: // the apostrophe of Ukrainian
		return '’'
	}
	return r
}

// place gives each sign its place. A mark stands over, or under, the middle of what it belongs to.
func place(glyphs []Glyph, rightToLeft bool) Run {
	if rightToLeft {
		reverseClusters(glyphs)
	}
	x, base := 0, -1
	for i := range glyphs {
		g := &glyphs[i]
		if g.Advance == 0 && base >= 0 {
			g.X, g.Y = overMiddle(glyphs[base], *g)
			continue
		}
		if base >= 0 && glyphs[base].Face == g.Face {
			x += int(g.Face.kerning[uint32(glyphs[base].ID)<<16|uint32(g.ID)])
		}
		g.X, base = x, i
		x += g.Advance
	}
	if rightToLeft {
		reverseClusters(glyphs)
	}
	return Run{glyphs, x}
}

// reverseClusters turns the order around and keeps each mark after what it belongs to.
func reverseClusters(glyphs []Glyph) {
	slices.Reverse(glyphs)
	for i := 0; i < len(glyphs); i++ {
		j := i
		for j < len(glyphs)-1 && glyphs[j].Advance == 0 {
			j++
		}
		slices.Reverse(glyphs[i : j+1])
		i = j
	}
}

// overMiddle is the place of a mark: centred, and clear of the letter by a tenth of the size at most.
func overMiddle(base, mark Glyph) (x, y int) {
	const gap = 60
	b, m := base.Face.Box(base.ID), mark.Face.Box(mark.ID)
	x = base.X + (b.Left+b.Right)/2 - (m.Left+m.Right)/2
	switch {
	case m.Bottom >= 0 && b.Top > 0: // above
		y = b.Top + gap - m.Bottom
	case m.Top <= 0: // below
		y = min(0, b.Bottom-gap-m.Top)
	}
	return x, y
}
