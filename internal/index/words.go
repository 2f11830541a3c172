package index

import (
	"encoding/binary"
	"slices"
	"sort"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// dictionary is the words of all services, folded and sorted, with the services that hold each.
type dictionary struct {
	text   string   // all words after one another
	ends   []uint32 // where each word ends in text
	named  postings // services that have the word in a name or as the term of a taxonomy
	anyway postings // services that have it anywhere
}

// postings is lists of positions, each as the distances from one to the next, in as few bytes as they need.
type postings struct {
	bytes []byte
	ends  []uint64 // where each list ends in bytes
}

func (p *postings) list(i int) []byte {
	if i == 0 {
		return p.bytes[:p.ends[0]]
	}
	return p.bytes[p.ends[i-1]:p.ends[i]]
}

// addTo adds the positions of a list to a set.
func addTo(s set, list []byte) {
	at := uint64(0)
	for len(list) > 0 {
		if b := list[0]; b < 0x80 { // most distances are small
			at += uint64(b)
			list = list[1:]
		} else {
			d, n := binary.Uvarint(list)
			if n <= 0 {
				return
			}
			at += d
			list = list[n:]
		}
		if at>>6 >= uint64(len(s)) {
			return
		}
		s.add(uint32(at))
	}
}

// count is how many positions a list has: each ends in a byte below 0x80.
func count(list []byte) int {
	n := 0
	for _, b := range list {
		if b < 0x80 {
			n++
		}
	}
	return n
}

// appendList writes positions, which ascend, as a list.
func appendList(to []byte, positions []uint32) []byte {
	last := uint32(0)
	for _, p := range positions {
		to = binary.AppendUvarint(to, uint64(p-last))
		last = p
	}
	return to
}

func (d *dictionary) size() int { return len(d.ends) }

func (d *dictionary) word(i int) string {
	if i == 0 {
		return d.text[:d.ends[0]]
	}
	return d.text[d.ends[i-1]:d.ends[i]]
}

// begins returns the range of words that begin with a prefix.
func (d *dictionary) begins(prefix string) (from, to int) {
	from = sort.Search(d.size(), func(i int) bool { return d.word(i) >= prefix })
	to = from + sort.Search(d.size()-from, func(i int) bool { return !strings.HasPrefix(d.word(from+i), prefix) })
	return from, to
}

// Bounds of what is asked for in words.
const (
	maxWords  = 12
	minPrefix = 3   // letters of which a word must be the beginning to stand for longer ones
	maxBegun  = 400 // words that one beginning may stand for
	minMeant  = 4   // letters that a word must have to be taken for a slip
)

// Spoken is a word as it was asked for and as it was understood, when that differs.
type Spoken struct{ Asked, Meant string }

// look is a word that is looked for: the entries of the dictionary that it may be.
type look struct {
	asked   string
	entries []int
	meant   string
}

// looks reads what is asked for: every word must be there, or a longer word that it begins. A word that is nowhere is
// taken for the nearest one that is.
func (d *dictionary) looks(text string) []look {
	var list []look
	for _, word := range lang.Words(text) {
		if len(list) == maxWords {
			break
		}
		if !slices.ContainsFunc(list, func(l look) bool { return l.asked == word }) {
			list = append(list, d.look(word))
		}
	}
	return list
}

func (d *dictionary) look(word string) look {
	l := look{asked: word}
	from, to := d.begins(word)
	if len(word) < minPrefix {
		if from < to && d.word(from) == word {
			l.entries = []int{from}
		}
		return l
	}
	for i := from; i < min(to, from+maxBegun); i++ {
		l.entries = append(l.entries, i)
	}
	if len(l.entries) == 0 && len(word) >= minMeant {
		if i, ok := d.nearest(word); ok {
			l.entries, l.meant = []int{i}, d.word(i)
		}
	}
	return l
}

// nearest finds the word that differs by one slip: a letter too many, too few, wrong, or two in the wrong order. Of
// several it takes the one that most services hold.
func (d *dictionary) nearest(word string) (int, bool) {
	best, most := -1, 0
	from, to := d.begins(word[:1])
	for i := from; i < to; i++ {
		if !oneSlip(word, d.word(i)) {
			continue
		}
		if held := count(d.anyway.list(i)); held > most {
			best, most = i, held
		}
	}
	return best, best >= 0
}

// oneSlip tells whether two words differ by one edit, or by two neighbours that changed places.
func oneSlip(a, b string) bool {
	if d := len(a) - len(b); d > 1 || d < -1 {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && j < len(b)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	la, lb := len(a)-i-j, len(b)-i-j
	return la <= 1 && lb <= 1 || la == 2 && lb == 2 && a[i] == b[i+1] && a[i+1] == b[i]
}

// holding collects the services that hold a word, in a name or anywhere.
func (p *postings) holding(l look, into set) {
	into.clear()
	for _, i := range l.entries {
		addTo(into, p.list(i))
	}
}
