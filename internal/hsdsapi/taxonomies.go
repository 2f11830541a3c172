package hsdsapi

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
)

func (api *API) taxonomies(r request) (reply, error) {
	return list(r, func(q Query) ([]hsds.Taxonomy, int, error) {
		words := strings.Fields(lang.Fold(q.Search))
		var kept []hsds.Taxonomy
		for _, t := range allTaxonomies(r) {
			if holds(lang.Fold(t.Name+"\n"+t.Description), words) {
				kept = append(kept, t)
			}
		}
		return cut(kept, q), len(kept), nil
	})
}

func (api *API) taxonomy(r request) (reply, error) {
	id, err := pathID(r)
	if err != nil {
		return reply{}, err
	}
	for _, t := range allTaxonomies(r) {
		if t.ID == id.String() {
			return reply{document: t}, nil
		}
	}
	return reply{}, noRecord()
}

// taxonomyTerms lists our own terms, then those of others.
func (api *API) taxonomyTerms(r request) (reply, error) {
	own, others := newTerms(hsds.OwnTerms(r.write), r.write), r.directory.Terms()
	return list(r, func(q Query) ([]hsds.TaxonomyTerm, int, error) {
		if r.asked.parent {
			return nil, 0, nil
		}
		ours, theirs := own.matching(q), others.matching(q)
		page := cut(ours, q)
		rest := Query{Offset: max(0, q.Offset-len(ours)), Limit: q.Limit - len(page)}
		var documents []hsds.TaxonomyTerm
		for _, t := range slices.Concat(page, cut(theirs, rest)) {
			documents = append(documents, detailed(t.Term, r.write))
		}
		return documents, len(ours) + len(theirs), nil
	})
}

func (api *API) taxonomyTerm(r request) (reply, error) {
	id, err := pathID(r)
	if err != nil {
		return reply{}, err
	}
	for _, terms := range []*Terms{newTerms(hsds.OwnTerms(r.write), r.write), r.directory.Terms()} {
		for _, t := range terms.matching(Query{ID: id}) {
			return reply{document: detailed(t.Term, r.write)}, nil
		}
	}
	return reply{}, noRecord()
}

// allTaxonomies lists the taxonomies that have a term.
func allTaxonomies(r request) []hsds.Taxonomy {
	var list []hsds.Taxonomy
	for _, terms := range []*Terms{newTerms(hsds.OwnTerms(r.write), r.write), r.directory.Terms()} {
		for _, t := range terms.taxonomies {
			if doc, ok := hsds.FromTaxonomy(t, r.write); ok {
				list = append(list, doc)
			}
		}
	}
	return list
}

// detailed writes a term with the taxonomy that it belongs to.
func detailed(t hsds.Term, o hsds.Options) hsds.TaxonomyTerm {
	doc := hsds.FromTerm(t, o)
	if taxonomy, ok := hsds.FromTaxonomy(t, o); ok {
		doc.TaxonomyDetail = &taxonomy
	}
	return doc
}
