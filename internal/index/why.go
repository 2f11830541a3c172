package index

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
)

// Reason is why a service was found: what of the query it meets, or what is not known of it.
type Reason struct {
	Kind      Kind
	Known     bool // false: that is not known, and the service is shown lest it be missed
	Attribute Attribute
	Values    uint64 // those that were asked for and that it has
	Word      string // the word that was asked for
	Named     bool   // the word is in a name
}

// Kind is what a reason is about.
type Kind uint8

// The kinds of reason.
const (
	ByAttribute   Kind = iota
	ByInterpreter      // the language is spoken with an interpreter
	ByHours
	ByDistance
	ByWord
	ByArea // one of its places lies in an area that was asked for
)

// why tells for each filter what the service has of it.
func (w *work) why(s *directory.Service, h *Hit) []Reason {
	list := make([]Reason, 0, len(w.q.Having)+len(w.looks)+2)
	for _, f := range w.q.Having {
		list = append(list, w.x.because(f, h.Position))
	}
	if w.q.Open && !w.q.Plain {
		list = append(list, Reason{Kind: ByHours, Known: h.State.Now == directory.Open})
	}
	if len(w.q.In) > 0 {
		tags := w.x.keysOf(s).Tags
		list = append(list, Reason{Kind: ByArea, Known: slices.ContainsFunc(w.q.In, func(tag uint64) bool {
			return slices.Contains(tags, tag)
		})})
	}
	if w.q.Near != nil && w.q.Within > 0 {
		list = append(list, Reason{Kind: ByDistance, Known: w.x.places.located.has(h.Position)})
	}
	for i, l := range w.looks {
		list = append(list, Reason{Kind: ByWord, Known: true, Word: cmp.Or(l.meant, l.asked), Named: w.inNames[i].has(h.Position)})
	}
	return list
}

func (x *Index) because(f Filter, position uint32) Reason {
	r := Reason{Attribute: f.Attribute}
	for word := f.Values; word != 0; word &= word - 1 {
		v := bits.TrailingZeros64(word)
		if s := x.columns[f.Attribute].yes[v]; s != nil && s.has(position) {
			r.Values |= 1 << v
		}
	}
	r.Known = r.Values != 0
	if s := x.columns[Interpreters].yes[directory.Yes]; !r.Known && f.Attribute == Language && s != nil && s.has(position) {
		r.Kind, r.Known = ByInterpreter, true
	}
	return r
}
