package hsds

import (
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// plainlySays tells whether a short text has one of some words, and none that could turn it round.
func plainlySays(text string, words, unless []string) bool {
	folded := lang.Fold(text)
	return containsAny(folded, words) && !containsAny(folded, unless)
}

func containsAny(s string, words []string) bool {
	for _, word := range words {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// cost reads what a service costs. Only a text that says nothing else makes it free or by income.
func (m *mapper) cost(doc *object, s *directory.Service) {
	said := doc.take("fees_description")
	if fees := doc.take("fees"); said == "" {
		said = fees
	} else if fees != "" && fees != said {
		doc.put("fees", textOf(fees))
	}
	s.Fees = m.text(said)
	if cost := doc.look("cost"); cost != "" && s.Cost.UnmarshalText([]byte(cost)) == nil {
		doc.drop("cost")
		return
	}
	s.Cost = costSaid(said)
}

func costSaid(said string) directory.Cost {
	folded := strings.Trim(lang.Fold(said), " .!\n")
	switch folded {
	case "free", "no fee", "no fees", "no cost", "none", "no charge", "free of charge", "free service", "0", "0.00", "$0",
		"services are free", "all services are free", "there is no fee", "there are no fees", "at no cost", "free for all", "free to all",
		"gratuit", "gratuite", "gratuitement", "service gratuit", "c'est gratuit", "sans frais",
		"gratis", "kosteloos", "gratis dienst", "gratuito", "sin costo", "sin cargo":
		return directory.Free
	case "sliding scale", "sliding fee scale", "sliding scale fee", "sliding scale fees", "sliding fee", "based on income", "income based",
		"income-based", "fees are based on income", "according to income", "selon les revenus", "selon revenus", "en fonction des revenus",
		"volgens inkomen", "naar inkomen", "op basis van inkomen", "segun ingresos":
		return directory.ByIncome
	}
	if len(folded) < 80 && containsAny(folded, []string{"sliding scale", "sliding fee"}) && !containsAny(folded, []string{"not ", "no "}) {
		return directory.ByIncome
	}
	return directory.CostUnknown
}

// interpreters reads whether a service works with interpreters. The sentence itself has no place and is set aside.
func (m *mapper) interpreters(doc *object, s *directory.Service) {
	if own := doc.look("interpreters"); own != "" && s.Interpreters.UnmarshalText([]byte(own)) == nil {
		doc.drop("interpreters")
		return
	}
	switch folded := strings.Trim(lang.Fold(doc.look("interpretation_services")), " ."); {
	case folded == "":
	case folded == "no" || folded == "none" || folded == "non" || folded == "nee" || folded == "false" || folded == "aucun" || folded == "geen":
		s.Interpreters = directory.No
		doc.drop("interpretation_services")
	case folded == "yes" || folded == "oui" || folded == "ja" || folded == "true" || folded == "available":
		s.Interpreters = directory.Yes
		doc.drop("interpretation_services")
	case offersInterpreters(folded):
		s.Interpreters = directory.Yes
	default:
		m.find("services", "interpretation_services", Unclear, "it does not plainly say that there are interpreters", doc.look("interpretation_services"), "")
	}
}

// offersInterpreters tells whether a folded text plainly says that there are interpreters.
func offersInterpreters(folded string) bool {
	return containsAny(folded, []string{"interpret", "translat", "language line", "languageline", "over the phone", "interprete", "traduct", "tolk", "vertaler"}) &&
		!containsAny(folded, []string{"not ", "no ", "sometimes", "may ", "if needed", "own interpreter", "personal interpreter", "limited",
			"pas ", "sans ", "parfois", "niet ", "geen ", "soms", "eigen tolk"})
}
