package hsdsapi

import (
	"strings"

	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
)

// Terms is terms of taxonomies with their ids, made once to be listed and found often.
type Terms struct {
	list       []term
	taxonomies []hsds.Term // one term of each taxonomy
}

// term is a term with what it is found by.
type term struct {
	hsds.Term
	id, taxonomy hsds.UUID
	text         string // folded
}

// NewTerms makes terms ready. Of several that have the same id, such as one code with two names, the first one stays.
func NewTerms(list []hsds.Term) *Terms { return newTerms(list, hsds.Options{}) }

func newTerms(list []hsds.Term, o hsds.Options) *Terms {
	terms := &Terms{}
	seen, taxonomies := map[hsds.UUID]bool{}, map[hsds.UUID]bool{{}: true}
	for _, from := range list {
		doc := hsds.FromTerm(from, o)
		t := term{Term: from, text: lang.Fold(doc.Name + "\n" + doc.Code + "\n" + doc.Description)}
		t.id, _ = hsds.ParseUUID(doc.ID)
		t.taxonomy, _ = hsds.ParseUUID(doc.TaxonomyID)
		if seen[t.id] {
			continue
		}
		seen[t.id] = true
		terms.list = append(terms.list, t)
		if !taxonomies[t.taxonomy] {
			taxonomies[t.taxonomy] = true
			terms.taxonomies = append(terms.taxonomies, from)
		}
	}
	return terms
}

// matching lists the terms that a query finds.
func (t *Terms) matching(q Query) []term {
	if q.Taxonomy == (hsds.UUID{}) && q.ID == (hsds.UUID{}) && q.Search == "" {
		return t.list
	}
	words := strings.Fields(lang.Fold(q.Search))
	var kept []term
	for _, t := range t.list {
		if (q.Taxonomy == hsds.UUID{} || q.Taxonomy == t.taxonomy) && (q.ID == hsds.UUID{} || q.ID == t.id) && holds(t.text, words) {
			kept = append(kept, t)
		}
	}
	return kept
}

// holds tells whether every word is somewhere in a folded text, also inside of a longer word.
func holds(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
