package directory

import "github.com/halte-brussels/halte/internal/facts"

// Condition is one thing that decides whether a service fits a situation.
type Condition struct {
	Key    facts.Key
	Accept uint64 // values that fit; Other never fits a list
	Ask    bool   // worth asking when the fact is unknown
	Reason string // message key: why it does not fit; with the suffix ".ask", what to ask
}

// compile turns the audience, file languages and area of a service into conditions on facts.
func (s *Service) compile(v *facts.Vocabulary) {
	s.conditions = nil
	s.needs = v.Mask(facts.Needs, s.Offers)
	s.languages = v.Mask(facts.Languages, s.Languages)
	if len(s.OtherLanguages) > 0 {
		s.languages |= facts.Other
	}
	accept := func(key facts.Key, ids []string, ask bool, reason string) {
		if len(ids) > 0 {
			s.conditions = append(s.conditions, Condition{key, v.Mask(key, ids), ask, reason})
		}
	}
	accept(facts.Speaker, s.For.Speakers, false, "misfit.speaker")
	accept(facts.FileLanguage, s.FileLanguages, true, "misfit.file_language")
	accept(facts.Gender, s.For.Genders, true, "misfit.gender")
	accept(facts.Circumstances, s.For.Circumstances, false, "misfit.circumstances")
	accept(facts.Place, s.Area, true, "misfit.place")
	refuse := func(key facts.Key, ids []string, reason string) {
		if len(ids) > 0 {
			s.conditions = append(s.conditions, Condition{key, ^v.Mask(key, ids), true, reason})
		}
	}
	refuse(facts.Residence, s.For.ResidenceBarrier, "misfit.residence")
	if s.For.Children == No {
		refuse(facts.Children, []string{"yes"}, "misfit.children")
	}
	if s.For.Minors == No {
		refuse(facts.Minor, []string{"yes"}, "misfit.minor")
	}
}

// Misfit returns the first condition that a known fact breaks.
func (s *Service) Misfit(set *facts.Set) (Condition, bool) {
	for _, c := range s.conditions {
		if word := set[c.Key]; word != 0 && word&c.Accept == 0 {
			return c, true
		}
	}
	return Condition{}, false
}

// Conditions lists what decides whether the service fits.
func (s *Service) Conditions() []Condition { return s.conditions }

// Serves returns the needs among those in the word that the service offers to meet.
func (s *Service) Serves(needs uint64) uint64 { return s.needs & needs }

// Understands tells whether the service is known to speak one of the languages, and whether that can be told: not
// when its languages or the person's are unknown.
func (s *Service) Understands(set *facts.Set) (yes, known bool) {
	spoken := set[facts.Languages]
	if s.languages == 0 || spoken == 0 {
		return false, false
	}
	return s.languages&spoken != 0, true
}
