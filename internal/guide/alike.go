package guide

import (
	"math/bits"
	"strings"
)

// likeness is an entry of the index that is like a word of the query, from 0 to 1.
type likeness struct {
	entry    int
	likeness float64
}

// shape is what is cheap to compare of a term before it is compared letter by letter.
type shape struct {
	letters uint32 // which letters it has
	length  int32
}

func shapeOf(term string) shape {
	s := shape{length: int32(len(term))}
	for i := range len(term) {
		s.letters |= 1 << (term[i] % 32)
	}
	return s
}

// near tells whether two terms may differ by that many edits: each changes the length by one letter at most and the
// set of letters by two.
func (s shape) near(other shape, edits int) bool {
	d := int(s.length - other.length)
	return d <= edits && -d <= edits && bits.OnesCount32(s.letters^other.letters) <= 2*edits
}

// minLike is the shortest term for which others are taken.
const minLike = 4

// alike finds the terms that a word of the query may stand for: itself, words that it begins, words of the same root,
// and words that differ by a letter, or by two in a long word. It also returns how rare the word is.
func (x *index) alike(w wanted) ([]likeness, float64) {
	var list []likeness
	trust := 1.0
	at, known := x.find(w.term)
	if known { // less likely to be a mistake for another word
		list = append(list, likeness{at, 1})
		trust = 0.5
	}
	if !w.silent && len(w.term) >= minLike {
		list = x.kin(list, w, trust)
		list = x.mistaken(list, w.term, trust)
	}
	rarity := 1.0
	for i, a := range list {
		if i == 0 || !known {
			rarity = max(rarity, x.entries[a.entry].rarity)
		}
	}
	return list, rarity
}

// kin adds the terms that the word begins, as it is typed so far, and those of the same root. All stand together.
func (x *index) kin(list []likeness, w wanted, trust float64) []likeness {
	typed := single(w.word)
	if len(typed) < minLike {
		return list
	}
	first, _ := x.find(typed[:minLike])
	for i := first; i < len(x.entries) && strings.HasPrefix(x.entries[i].term, typed[:minLike]); i++ {
		switch term := x.entries[i].term; {
		case strings.HasPrefix(term, typed):
			list = append(list, likeness{i, trust * (0.8 - 0.05*float64(min(6, len(term)-len(typed))))})
		case sameRoot(w.term, term):
			list = append(list, likeness{i, trust * 0.6})
		}
	}
	return list
}

// sameRoot tells whether two words begin alike for most of their letters: étrangler and étranglement.
func sameRoot(a, b string) bool {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	return same >= 5 && 10*same >= 6*max(len(a), len(b))
}

// mistaken adds the terms that a slip of the fingers makes into this one.
func (x *index) mistaken(list []likeness, term string, trust float64) []likeness {
	limit := 1
	if len(term) >= 8 {
		limit = 2
	}
	own := shapeOf(term)
	for i, s := range x.shapes {
		if !own.near(s, limit) {
			continue
		}
		if d := edits(term, x.entries[i].term, limit); d > 0 && d <= limit {
			list = append(list, likeness{i, trust * (0.85 - 0.2*float64(d))})
		}
	}
	return list
}

// maxEdited is the longest term that is compared letter by letter.
const maxEdited = 40

// edits counts the letters to add, drop, change or swap with a neighbour to turn a into b, and gives up above limit.
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit || len(a) > maxEdited || len(b) > maxEdited {
		return limit + 1
	}
	var rows [3][maxEdited + 1]int8
	before, previous, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		previous[j] = int8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = int8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := int8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(previous[j]+1, row[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if int(least) > limit {
			return limit + 1
		}
		before, previous, row = previous, row, before
	}
	return int(previous[len(b)])
}
