package index

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
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
)

// why tells for each filter what the service has of it.
func (w *work) why(s *directory.Service, h *Hit, looks []look) []Reason {
	var list []Reason
	if len(w.q.Having) > 0 {
		all := standings(s, w.x.vocabulary)
		for _, f := range w.q.Having {
			list = append(list, because(f, all[f.Attribute], s))
		}
	}
	if w.q.Open {
		list = append(list, Reason{Kind: ByHours, Known: h.State.Now == directory.Open})
	}
	if w.q.Near != nil && w.q.Within > 0 {
		list = append(list, Reason{Kind: ByDistance, Known: h.Placed})
	}
	for _, l := range looks {
		list = append(list, Reason{Kind: ByWord, Known: true, Word: firstOf(l), Named: named(s, l, &w.x.words)})
	}
	return list
}

func firstOf(l look) string {
	if l.meant != "" {
		return l.meant
	}
	return l.asked
}

func because(f Filter, s standing, of *directory.Service) Reason {
	r := Reason{Attribute: f.Attribute, Values: s.yes & f.Values}
	r.Known = r.Values != 0
	if !r.Known && f.Attribute == Language && of.Interpreters == directory.Yes {
		r.Kind, r.Known = ByInterpreter, true
	}
	return r
}

// named tells whether a word, or a longer one that it begins, is in a name of the service.
func named(s *directory.Service, l look, d *dictionary) bool {
	begins := firstOf(l)
	has := func(text string) bool {
		return slices.ContainsFunc(lang.Words(text), func(word string) bool { return strings.HasPrefix(word, begins) })
	}
	for _, t := range []lang.Text{s.Name, s.Aka, s.Org.Name, s.Org.Aka} {
		for _, text := range t {
			if has(text) {
				return true
			}
		}
	}
	return slices.ContainsFunc(s.Terms, func(t directory.Term) bool { return has(t.Name) })
}
