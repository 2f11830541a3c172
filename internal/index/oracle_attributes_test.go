package index

import (
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// spoken tells whether a service has one of some values itself, not by an interpreter.
func spoken(s *directory.Service, v *facts.Vocabulary, f Filter) bool {
	if f.Attribute == Language {
		alone := *s
		alone.Interpreters = directory.Unknown
		s = &alone
	}
	yes, _ := stands(s, v, f)
	return yes
}

// stands tells whether a service has one of some values, and whether that is known; attribute by attribute.
func stands(s *directory.Service, v *facts.Vocabulary, f Filter) (yes, known bool) {
	has := func(key facts.Key, ids []string) (bool, bool) {
		return slices.ContainsFunc(ids, func(id string) bool {
			i, ok := v.Value(key, id)
			return ok && f.Values&(1<<i) != 0
		}), len(ids) > 0
	}
	answer := func(a directory.Answer) (bool, bool) {
		return f.Values&(1<<a) != 0 && a != directory.Unknown, a != directory.Unknown
	}
	switch f.Attribute {
	case Need:
		return has(facts.Needs, s.Offers)
	case Language:
		yes, known = has(facts.Languages, s.Languages)
		if len(s.OtherLanguages) > 0 {
			yes, known = yes || f.Values&facts.Other != 0, true
		}
		if s.Interpreters == directory.Yes {
			yes, known = true, true
		}
		return yes, known
	case FileLanguage:
		return has(facts.FileLanguage, s.FileLanguages)
	case Speaker:
		return has(facts.Speaker, s.For.Speakers)
	case Gender:
		return has(facts.Gender, s.For.Genders)
	case Circumstance:
		return has(facts.Circumstances, s.For.Circumstances)
	case Area:
		return has(facts.Place, s.Area)
	case Residence:
		yes, _ = has(facts.Residence, s.For.Residence)
		return yes, yes || f.Values&^v.Mask(facts.Residence, s.For.ResidenceBarrier) == 0
	case Role:
		return f.Values&(1<<s.Role) != 0, true
	case Cost:
		return f.Values&(1<<s.Cost) != 0 && s.Cost != directory.CostUnknown, s.Cost != directory.CostUnknown
	case StepFree:
		return answer(s.Access.StepFree)
	case SignLanguage:
		return answer(s.Access.SignLanguage)
	case EasyToRead:
		return answer(s.Access.EasyToRead)
	case Interpreters:
		return answer(s.Interpreters)
	case Children:
		return answer(s.For.Children)
	case Minors:
		return answer(s.For.Minors)
	}
	return false, false
}
