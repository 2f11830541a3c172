package app

import (
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// describe fills in what is said with values of the vocabulary, each with its label.
func (a *App) describe(doc *ServiceDoc, s *directory.Service, tag lang.Tag) {
	label := func(key facts.Key, ids []string) []engine.NamedDoc {
		list := []engine.NamedDoc{}
		for _, id := range ids {
			list = append(list, engine.NamedDoc{ID: id, Name: a.pack.Vocabulary.Label(key, id, tag)})
		}
		return list
	}
	doc.Languages = label(facts.Languages, s.Languages)
	for _, name := range s.OtherLanguages {
		doc.Languages = append(doc.Languages, engine.NamedDoc{ID: name, Name: name})
	}
	doc.FileLanguages = label(facts.FileLanguage, s.FileLanguages)
	doc.Area = label(facts.Place, s.Area)
	doc.For = AudienceDoc{
		Who:              s.For.Who.In(tag),
		Speakers:         label(facts.Speaker, s.For.Speakers),
		Genders:          label(facts.Gender, s.For.Genders),
		Children:         s.For.Children.String(),
		Minors:           s.For.Minors.String(),
		Residence:        label(facts.Residence, s.For.Residence),
		ResidenceBarrier: label(facts.Residence, s.For.ResidenceBarrier),
		Circumstances:    label(facts.Circumstances, s.For.Circumstances),
	}
	if s.For.Ages != nil {
		doc.For.FromAge, doc.For.ToAge = s.For.Ages.From, s.For.Ages.To
	}
}
