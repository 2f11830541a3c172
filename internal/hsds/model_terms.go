package hsds

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// Crosswalk leads from the words of other taxonomies to our needs. An operator writes it, because the taxonomies are not
// ours to copy.
//
//	needs:
//	  shelter: {words: [domestic violence shelters, women's shelter], codes: [BH-1800.1500-100]}
type Crosswalk struct {
	Needs map[string]CrosswalkNeed `yaml:"needs"`
}

// CrosswalkNeed is what stands for a need: whole words in the name of a term, or the code of one.
type CrosswalkNeed struct {
	Words []string `yaml:"words"`
	Codes []string `yaml:"codes"`
}

// ParseCrosswalk reads a crosswalk and checks that it names needs that exist.
func ParseCrosswalk(data []byte, v *facts.Vocabulary) (*Crosswalk, error) {
	var c Crosswalk
	d := yaml.NewDecoder(strings.NewReader(string(data)))
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil {
		return nil, fmt.Errorf("crosswalk: %w", err)
	}
	for need, n := range c.Needs {
		if v != nil {
			if _, ok := v.Value(facts.Needs, need); !ok {
				return nil, fmt.Errorf("crosswalk: the pack has no need %q; see the values of needs in its facts.yaml", need)
			}
		}
		for _, word := range n.Words {
			if len(lang.Words(word)) == 0 {
				return nil, fmt.Errorf("crosswalk: a word for the need %q is empty", need)
			}
		}
	}
	return &c, nil
}

// crosswalk is a Crosswalk that is ready to be asked.
type crosswalk struct {
	codes map[string][]string // code → needs
	words []crossWord
}

type crossWord struct{ words, need string }

func (c *Crosswalk) compile() *crosswalk {
	if c == nil {
		return nil
	}
	out := &crosswalk{codes: map[string][]string{}}
	for need, n := range c.Needs {
		for _, code := range n.Codes {
			out.codes[code] = append(out.codes[code], need)
		}
		for _, word := range n.Words {
			out.words = append(out.words, crossWord{spacedWords(word), need})
		}
	}
	return out
}

// spacedWords folds a text to words with a space around each, so that whole words can be looked for.
func spacedWords(s string) string { return " " + strings.Join(lang.Words(s), " ") + " " }

func (c *crosswalk) needs(t directory.Term) []string {
	found := slices.Clone(c.codes[t.Code])
	name := spacedWords(t.Name)
	for _, w := range c.words {
		if strings.Contains(name, w.words) {
			found = append(found, w.need)
		}
	}
	return found
}

// terms reads under which words a source puts a service, and which of our needs these mean. The definition of a word
// belongs to its taxonomy and not to each service: it is counted and left out.
func (m *mapper) terms(doc *object, s *directory.Service) {
	doc.keep("attributes", func(a *object) bool {
		word := a.child("taxonomy_term")
		if word == nil || !word.has("name") && !word.has("code") {
			return a.strip("")
		}
		if detail := word.child("taxonomy_detail"); detail != nil {
			if !word.has("taxonomy") {
				word.put("taxonomy", textOf(detail.look("name")))
			}
			word.drop("taxonomy_detail")
		}
		t := directory.Term{Taxonomy: word.take("taxonomy"), Code: word.take("code"), Name: word.take("name")}
		m.term(s, t)
		a.drop("link_type")
		if word.has("description") {
			m.definitions++
		}
		word.drop("description", "parent_id", "parent_name", "taxonomy_facet", "term_uri", "language", "vocabulary", "metadata")
		if !word.strip("") {
			a.drop("taxonomy_term")
		}
		if !a.strip("") {
			return false
		}
		about := &object{}
		about.put("taxonomy", textOf(t.Taxonomy))
		about.put("code", textOf(t.Code))
		about.put("name", textOf(t.Name))
		a.put("taxonomy_term", nestedIn(about)) // which term it is about
		return true
	})
	m.order(s)
}

func (m *mapper) term(s *directory.Service, t directory.Term) {
	switch t.Taxonomy {
	case taxonomyRoles:
		return // it is in the profile
	case taxonomyNeeds:
		s.Offers = append(s.Offers, t.Code)
		return
	}
	if slices.Contains(s.Terms, t) {
		m.find("attributes", "", Fixed, "the service was under this term twice", t.Name, "")
		return
	}
	s.Terms = append(s.Terms, t)
	if m.cross == nil {
		return
	}
	needs, known := m.needs[t]
	if !known {
		needs = m.cross.needs(t)
		if len(m.needs) < maxRemembered {
			m.needs[directory.Term{Taxonomy: strings.Clone(t.Taxonomy), Code: strings.Clone(t.Code), Name: strings.Clone(t.Name)}] = needs
		}
	}
	s.Offers = append(s.Offers, needs...)
}

// order puts the needs in the order of the vocabulary, once each, and leaves out those that it has not.
func (m *mapper) order(s *directory.Service) {
	if len(s.Offers) == 0 || m.o.Vocabulary == nil {
		slices.Sort(s.Offers)
		s.Offers = slices.Compact(s.Offers)
		return
	}
	var out []string
	for _, v := range m.o.Vocabulary.Fact(facts.Needs).Values {
		if slices.Contains(s.Offers, v.ID) {
			out = append(out, v.ID)
		}
	}
	s.Offers = out
}
