// Package facts is what a professional may tell Halte about a situation, and nothing more. Every fact is optional;
// one that is absent is unknown, which is a valid answer everywhere. Facts are never stored and never logged.
//
// The keys are the engine's; the values, and their labels, are the pack's. Inside, facts are a Set: one word of bits
// for each key, so that a rule is tested with a few machine instructions.
package facts

import (
	"math/bits"
	"time"

	"github.com/halte-brussels/halte/internal/lang"
)

// Key names one fact.
type Key uint8

// The facts, in the order in which they are asked and shown.
const (
	Danger Key = iota
	Speaker
	Present
	Agrees
	NamesViolence
	FileLanguage
	Languages
	Interpreter
	Gender
	Minor
	Children
	LeavingHome
	Residence
	Circumstances
	Types
	Signs
	Needs
	Place
	Count int = iota
)

var names = [Count]string{
	Danger: "danger", Speaker: "speaker", Present: "present", Agrees: "agrees", NamesViolence: "names_violence",
	FileLanguage: "file_language", Languages: "languages", Interpreter: "interpreter", Gender: "gender",
	Minor: "minor", Children: "children", LeavingHome: "leaving_home", Residence: "residence",
	Circumstances: "circumstances", Types: "types", Signs: "signs", Needs: "needs", Place: "place",
}

// String returns the key as it is written in facts and packs.
func (k Key) String() string { return names[k] }

// Many tells whether a fact takes several values at once.
func (k Key) Many() bool {
	switch k {
	case Present, Languages, Circumstances, Types, Signs, Needs:
		return true
	}
	return false
}

// KeyNamed finds a key by its name.
func KeyNamed(name string) (Key, bool) {
	for k, n := range names {
		if n == name {
			return Key(k), true
		}
	}
	return 0, false
}

// Keys returns all keys in order.
func Keys() []Key {
	keys := make([]Key, Count)
	for i := range keys {
		keys[i] = Key(i)
	}
	return keys
}

// Set is the values of every fact as bits: bit i of a key's word is the i-th value of the vocabulary. An empty word
// is an unknown fact.
type Set [Count]uint64

// otherBit stands for a value outside the vocabulary: a language that the pack does not list, a postcode that lies
// in none of its areas. It makes the fact known without matching any listed value.
const otherBit = 62

// MaxValues is how many values a fact may have in a pack.
const MaxValues = otherBit

// Other is the word of a fact that is known to be none of the listed values.
const Other uint64 = 1 << otherBit

// With returns the set with one more value of a fact.
func (s Set) With(k Key, value int) Set {
	s[k] |= 1 << value
	return s
}

// Known tells whether a fact is known.
func (s Set) Known(k Key) bool { return s[k] != 0 }

// Each calls f for each listed value of a fact, by its index in the vocabulary.
func (s Set) Each(k Key, f func(value int)) {
	for w := s[k] &^ Other; w != 0; w &= w - 1 {
		f(bits.TrailingZeros64(w))
	}
}

// Facts is one situation.
type Facts struct {
	Set Set
	At  time.Time // the moment it is about; zero is now

	// OtherLanguages keeps the well-formed language tags that the pack does not list.
	OtherLanguages []string
	// Postcode is as given; its area is in the set.
	Postcode string
	// Spot is a place on earth, when that was given instead of a postcode. Who has a map finds the area that it lies in.
	Spot *Spot
}

// Spot is a place by latitude and longitude, in degrees.
type Spot struct{ Lat, Lon float64 }

// Value is one value that a fact may take.
type Value struct {
	ID      string    `yaml:"id" json:"id"`
	Group   string    `yaml:"group,optional" json:"group,omitzero"`
	Label   lang.Text `yaml:"label" json:"label"`
	Sources []string  `yaml:"sources,optional" json:"sources,omitzero"`
}

// Fact is a key with what it asks and the values it may take.
type Fact struct {
	ID     string    `yaml:"id" json:"id"`
	Label  lang.Text `yaml:"label" json:"label"`
	Hint   lang.Text `yaml:"hint,optional" json:"hint,omitzero"`
	Values []Value   `yaml:"values" json:"values"`
}

// Area is a group of postcodes that a service may be limited to.
type Area struct {
	ID        string    `yaml:"id" json:"id"`
	Name      lang.Text `yaml:"name" json:"name"`
	Postcodes []string  `yaml:"postcodes" json:"postcodes"`
}
