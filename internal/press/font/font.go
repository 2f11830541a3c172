// Package font holds the letters that paper is set with: Latin, Cyrillic, Arabic script and Ethiopic in two weights, made
// by `make fonts`. It gives for a text the signs that are drawn, each with its place, joined where a script joins them,
// and in the order in which they stand from left to right. A letter that no face has is an error, never a box.
package font

import (
	"embed"
	"fmt"
)

//go:embed data/*.ttf
var data embed.FS

// Weight is how heavy letters are.
type Weight uint8

// The weights.
const (
	Regular Weight = iota
	Bold
)

// Em is how many units a letter's size has: places and widths are counted in them.
const Em = 1000

// The heights of Latin letters, which lines are measured by, in units.
const (
	CapHeight = 668
	XHeight   = 496
)

// Fonts are all faces, by weight, in the order in which a letter is looked for.
type Fonts struct {
	faces [2][]*Face
}

// Load reads the faces that are part of the program.
func Load() (*Fonts, error) {
	f := &Fonts{}
	for weight, name := range []string{"regular", "bold"} {
		for _, script := range []struct{ file, face string }{
			{"latin", "AtkinsonHyperlegibleNext"}, {"cyrillic", "NotoSans"}, {"arabic", "NotoSansArabic"},
			{"ethiopic", "NotoSansEthiopic"},
		} {
			file := script.file + "-" + name
			b, err := data.ReadFile("data/" + file + ".ttf")
			if err != nil {
				return nil, fmt.Errorf("read the font %s: %w", file, err)
			}
			face, err := Parse(b)
			if err != nil {
				return nil, fmt.Errorf("read the font %s: %w", file, err)
			}
			face.Name = script.face + []string{"-Regular", "-Bold"}[weight]
			f.faces[weight] = append(f.faces[weight], face)
		}
	}
	return f, nil
}

// find returns the face that has a letter, and the letter's sign.
func (f *Fonts) find(weight Weight, letter rune) (*Face, uint16, bool) {
	for _, face := range f.faces[weight] {
		if id, ok := face.letters[letter]; ok {
			return face, id, true
		}
	}
	return nil, 0, false
}
