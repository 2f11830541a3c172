package hsds

import (
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// attributes puts the service under its terms.
func (w *writer) attributes() []Attribute {
	var list []Attribute
	for _, t := range termsOf(w.s, w.Namespace) {
		term := FromTerm(t, w.Options)
		list = append(list, Attribute{
			ID: w.row("attribute", term.ID), LinkID: w.id, LinkEntity: "service", LinkType: linkType(t),
			TaxonomyTermID: term.ID, TaxonomyTerm: &term,
		})
	}
	return list
}

func linkType(t Term) string {
	switch t.Taxonomy {
	case taxonomyNeeds:
		return "need"
	case taxonomyRoles:
		return "role"
	}
	return ""
}

// FromTerm writes a term. A term of a source has the name that the source gave it; HSDS wants a description as well,
// which stays empty where there is none.
func FromTerm(t Term, o Options) TaxonomyTerm {
	w := writer{Options: o}
	term := TaxonomyTerm{ID: t.key().String(), Code: t.Code, Name: t.Name, Taxonomy: t.Taxonomy}
	if term.Name == "" {
		term.Name = t.Code
	}
	if t.Taxonomy != "" {
		term.TaxonomyID = t.taxonomyKey().String()
	}
	switch t.Taxonomy {
	case taxonomyNeeds:
		term.Name, term.Language = w.label(facts.Needs, t.Code), string(o.Language)
	case taxonomyRoles:
		term.Name, term.Language = t.Code, string(o.Language)
		term.Description = w.say("hsds.role." + t.Code)
	}
	return term
}

// OwnTerms lists the terms of our own taxonomies: each need of the vocabulary, and each role.
func OwnTerms(o Options) []Term {
	var list []Term
	if o.Vocabulary != nil {
		for _, need := range o.Vocabulary.Fact(facts.Needs).Values {
			list = append(list, Term{o.Namespace, directory.Term{Taxonomy: taxonomyNeeds, Code: need.ID}})
		}
	}
	for role := directory.Other; role <= directory.Tool; role++ {
		list = append(list, Term{o.Namespace, directory.Term{Taxonomy: taxonomyRoles, Code: role.String()}})
	}
	return list
}

// FromTaxonomy writes the taxonomy that a term belongs to; ok is false where it belongs to none.
func FromTaxonomy(t Term, o Options) (taxonomy Taxonomy, ok bool) {
	w := writer{Options: o}
	taxonomy = Taxonomy{ID: t.taxonomyKey().String(), Name: t.Taxonomy}
	switch t.Taxonomy {
	case "":
		return Taxonomy{}, false
	case taxonomyNeeds, taxonomyRoles:
		taxonomy.Description = w.say("hsds.taxonomy." + t.Taxonomy)
	}
	return taxonomy, true
}
