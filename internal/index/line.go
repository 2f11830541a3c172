package index

import (
	"math/bits"

	"github.com/halte-brussels/halte/internal/directory"
)

// Standing is where a service stands on an attribute, to be told to whoever filters the services of an index elsewhere.
type Standing struct {
	Attribute Attribute
	Yes, No   []int // values that it has, and that it is known not to have
	Whole     bool  // it has none besides
}

// Line is one service of the index with all that queries read of it, besides its hours.
type Line struct {
	Service   *directory.Service
	Standings []Standing // those of which something is known
	Tags      []uint64
	Spots     []Spot
	Words     []string // folded; those of its names first, and words may come more than once
	Named     int      // how many of them are of its names
}

// Spot is a place of a service, as distances are reckoned from it.
type Spot struct {
	Point directory.Point
	About bool // the middle of an area, not a door
}

// Line reads the service at a position.
func (x *Index) Line(position uint32) (Line, error) {
	s, err := x.At(position)
	if err != nil {
		return Line{}, err
	}
	l := Line{Service: s, Tags: x.keysOf(s).Tags}
	for a, known := range standings(s, x.vocabulary) {
		if told := (Standing{Attribute(a), values(known.yes), values(known.no), known.whole}); known != (standing{}) {
			l.Standings = append(l.Standings, told)
		}
	}
	l.Words, l.Named = wordsOf(s)
	for _, at := range x.places.spots {
		if at.service == position {
			l.Spots = append(l.Spots, Spot{at.point(), at.about})
		}
	}
	return l, nil
}

// values lists the bits that are set.
func values(mask uint64) []int {
	var list []int
	for ; mask != 0; mask &= mask - 1 {
		list = append(list, bits.TrailingZeros64(mask))
	}
	return list
}
