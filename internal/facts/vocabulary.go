package facts

import "github.com/halte-brussels/halte/internal/lang"

// Vocabulary is the values that a pack gives to the facts.
type Vocabulary struct {
	facts [Count]Fact
	index [Count]map[string]int
	areas map[string]int // postcode → area
}

// NewVocabulary builds a vocabulary from a pack's facts and areas. The pack has checked them: keys are known, ids
// unique, at most MaxValues to a key. The values of the fact place are the areas.
func NewVocabulary(list []Fact, areas []Area) *Vocabulary {
	v := &Vocabulary{areas: map[string]int{}}
	for i := range v.index {
		v.index[i] = map[string]int{}
	}
	for _, f := range list {
		key, ok := KeyNamed(f.ID)
		if !ok {
			continue
		}
		if key == Place {
			f.Values = nil
			for i, a := range areas {
				f.Values = append(f.Values, Value{ID: a.ID, Label: a.Name})
				for _, code := range a.Postcodes {
					v.areas[code] = i
				}
			}
		}
		v.facts[key] = f
		for i, value := range f.Values {
			v.index[key][value.ID] = i
		}
	}
	return v
}

// Fact returns what a key asks and which values it may take.
func (v *Vocabulary) Fact(k Key) Fact { return v.facts[k] }

// Value finds a value's index by its id.
func (v *Vocabulary) Value(k Key, id string) (int, bool) {
	i, ok := v.index[k][id]
	return i, ok
}

// Mask returns the word with the bits of the given values; values that do not exist are left out.
func (v *Vocabulary) Mask(k Key, ids []string) uint64 {
	var mask uint64
	for _, id := range ids {
		if i, ok := v.index[k][id]; ok {
			mask |= 1 << i
		}
	}
	return mask
}

// Given is one fact as it was used: its key and the ids of its values.
type Given struct {
	Key    Key
	Values []string
}

// Given lists the values of a fact in a set by id, "other" for one outside the vocabulary.
func (v *Vocabulary) Given(s Set, k Key) Given {
	g := Given{Key: k}
	s.Each(k, func(i int) { g.Values = append(g.Values, v.facts[k].Values[i].ID) })
	if s[k]&Other != 0 {
		g.Values = append(g.Values, "other")
	}
	return g
}

// Label returns a value's label in a language.
func (v *Vocabulary) Label(k Key, id string, tag lang.Tag) string {
	if i, ok := v.index[k][id]; ok {
		return v.facts[k].Values[i].Label.In(tag)
	}
	return id
}
