package index

import (
	"math/bits"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Attribute is something that services have or have not, and that a list may be narrowed by.
type Attribute uint8

// The attributes. Those that a pack has words for take its values, by the order of its vocabulary; the others take
// the values of the directory's own types.
const (
	Need Attribute = iota
	Language
	FileLanguage
	Speaker
	Gender
	Circumstance
	Residence
	Area
	Role
	Cost
	StepFree
	SignLanguage
	EasyToRead
	Interpreters
	Children
	Minors
	attributes int = iota
)

var attributeNames = [attributes]string{"need", "language", "file_language", "speaker", "gender", "circumstance",
	"residence", "area", "role", "cost", "step_free", "sign_language", "easy_to_read", "interpreters", "children",
	"minors"}

func (a Attribute) String() string { return attributeNames[a] }

// AttributeNamed finds an attribute by its name.
func AttributeNamed(name string) (Attribute, bool) {
	for i, n := range attributeNames {
		if n == name {
			return Attribute(i), true
		}
	}
	return 0, false
}

// Attributes lists all of them.
func Attributes() []Attribute {
	list := make([]Attribute, attributes)
	for i := range list {
		list[i] = Attribute(i)
	}
	return list
}

// fact is the fact whose vocabulary an attribute takes its values from.
var fact = map[Attribute]facts.Key{Need: facts.Needs, Language: facts.Languages, FileLanguage: facts.FileLanguage,
	Speaker: facts.Speaker, Gender: facts.Gender, Circumstance: facts.Circumstances, Residence: facts.Residence,
	Area: facts.Place}

// Fact tells which fact's values an attribute takes, if any.
func (a Attribute) Fact() (facts.Key, bool) {
	key, ok := fact[a]
	return key, ok
}

// AttributeOf is the attribute that takes the values of a fact.
func AttributeOf(key facts.Key) (Attribute, bool) {
	for a, k := range fact {
		if k == key {
			return a, true
		}
	}
	return 0, false
}

// standing is what is known of one service for one attribute: the values that it has, those that it is known not to
// have, and whether the list is whole, so that it has none besides.
type standing struct {
	yes, no uint64
	whole   bool
}

func is(value uint64) standing { return standing{yes: value, whole: true} }

func answered(a directory.Answer) standing {
	if a == directory.Unknown {
		return standing{}
	}
	return is(1 << a)
}

// standings tells where a service stands on every attribute.
func standings(s *directory.Service, v *facts.Vocabulary) [attributes]standing {
	var all [attributes]standing
	mask := func(a Attribute, ids []string) uint64 { return v.Mask(fact[a], ids) }
	list := func(a Attribute, ids []string) { // a list is whole even where the pack has no word for what is on it
		all[a] = standing{yes: mask(a, ids), whole: len(ids) > 0}
	}
	list(Need, s.Offers)
	list(Language, s.Languages)
	if len(s.OtherLanguages) > 0 {
		all[Language].yes |= facts.Other
		all[Language].whole = true
	}
	if s.Interpreters == directory.Yes { // any language may be spoken there
		all[Language].whole = false
	}
	list(FileLanguage, s.FileLanguages)
	list(Speaker, s.For.Speakers)
	list(Gender, s.For.Genders)
	list(Circumstance, s.For.Circumstances)
	all[Residence] = standing{yes: mask(Residence, s.For.Residence), no: mask(Residence, s.For.ResidenceBarrier)}
	list(Area, s.Area)
	all[Role] = is(1 << s.Role)
	if s.Cost != directory.CostUnknown {
		all[Cost] = is(1 << s.Cost)
	}
	all[StepFree], all[SignLanguage] = answered(s.Access.StepFree), answered(s.Access.SignLanguage)
	all[EasyToRead], all[Interpreters] = answered(s.Access.EasyToRead), answered(s.Interpreters)
	all[Children], all[Minors] = answered(s.For.Children), answered(s.For.Minors)
	return all
}

// column is one attribute of all services: for each value those that have it and those that refuse it, and those whose
// list is whole. A value that nobody has has no set.
type column struct {
	yes, no [64]set
	whole   set
}

// put notes where the service at a position stands. The sets grow as services come.
func (c *column) put(i uint32, s standing) {
	if s.whole {
		c.whole = c.whole.with(i)
	}
	for word := s.yes; word != 0; word &= word - 1 {
		v := bits.TrailingZeros64(word)
		c.yes[v] = c.yes[v].with(i)
	}
	for word := s.no; word != 0; word &= word - 1 {
		v := bits.TrailingZeros64(word)
		c.no[v] = c.no[v].with(i)
	}
}

// slots is how many sets a column may have.
const slots = 1 + 64 + 64

// each calls f for the sets that the column has, in a fixed order, with a number for each.
func (c *column) each(f func(slot int, s *set)) {
	f(0, &c.whole)
	for v := range c.yes {
		f(1+v, &c.yes[v])
		f(65+v, &c.no[v])
	}
}

// having collects the services that have one of the values, and those that are known to have none of them.
func (c *column) having(values uint64, yes, no set) {
	yes.clear()
	first := true
	for word := values; word != 0; word &= word - 1 {
		v := bits.TrailingZeros64(word)
		yes.or(c.yes[v])
		if first {
			no.clear()
			no.or(c.no[v])
			first = false
		} else {
			no.and(c.no[v])
		}
	}
	no.or(c.whole)
	no.without(yes)
}
