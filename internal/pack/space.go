package pack

import (
	"fmt"
	"iter"
	"math/big"
	"math/bits"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/routing"
)

// space is the situations that a set of rules can tell apart. A rule reads a fact only through questions: has it one
// of these values, is it unknown. Two answers to which all questions reply alike lead to the same decision, so one of
// them represents both; a fact about which nothing is asked does not appear at all.
type space struct {
	vocabulary *facts.Vocabulary
	questions  [facts.Count][]question
}

// question is what a condition asks of a fact.
type question struct {
	mask    uint64
	unknown bool
}

func newSpace(v *facts.Vocabulary) *space { return &space{vocabulary: v} }

// ask notes the questions of conditions.
func (s *space) ask(conditions routing.Conditions) {
	for name, values := range conditions {
		key, ok := facts.KeyNamed(name)
		if !ok {
			continue
		}
		q := question{mask: s.vocabulary.Mask(key, values)}
		for _, v := range values {
			switch v {
			case "unknown":
				q.unknown = true
			case "known":
				q.mask = ^uint64(0)
			}
		}
		s.questions[key] = append(s.questions[key], q)
	}
}

// askServices notes what services ask of the facts to see whether they fit. An unknown fact never rules one out.
func (s *space) askServices(d *directory.Directory) {
	for _, service := range d.Services {
		for _, c := range service.Conditions() {
			s.questions[c.Key] = append(s.questions[c.Key], question{mask: c.Accept, unknown: true})
		}
	}
}

// askNeeds notes needs that are read one by one.
func (s *space) askNeeds(needs []string) {
	for _, id := range needs {
		mask := s.vocabulary.Mask(facts.Needs, []string{id})
		s.questions[facts.Needs] = append(s.questions[facts.Needs], question{mask: mask})
	}
}

// Bounds on a space: beyond them a proof would take hours, and the promise should ask less.
const (
	maxGroups     = 16      // of values of one fact that are told apart
	maxSituations = 5000000 // in one obligation
)

// choices returns, for each fact, one word for each way of answering the questions about it.
func (s *space) choices() ([facts.Count][]uint64, int, error) {
	var choices [facts.Count][]uint64
	total := 1
	for _, key := range facts.Keys() {
		if key.Many() && len(s.questions[key]) > 0 && len(s.groups(key)) > maxGroups {
			return choices, 0, fmt.Errorf("%d values of %s are told apart, more than %d", len(s.groups(key)), key, maxGroups)
		}
		choices[key] = s.words(key)
		if total *= len(choices[key]); total > maxSituations {
			return choices, 0, fmt.Errorf("there are more than %d situations to decide", maxSituations)
		}
	}
	return choices, total, nil
}

// every yields one set for each combination of choices.
func every(choices [facts.Count][]uint64) iter.Seq[facts.Set] {
	return func(yield func(facts.Set) bool) {
		var set facts.Set
		var walk func(key int) bool
		walk = func(key int) bool {
			if key == facts.Count {
				return yield(set)
			}
			for _, word := range choices[key] {
				set[key] = word
				if !walk(key + 1) {
					return false
				}
			}
			return true
		}
		walk(0)
	}
}

// words returns one word of a fact for each way of answering all questions about it, unknown first.
func (s *space) words(key facts.Key) []uint64 {
	if len(s.questions[key]) == 0 {
		return []uint64{0}
	}
	if key.Many() {
		return s.distinct(key, subsets(s.groups(key)))
	}
	return s.distinct(key, append([]uint64{0}, s.bits(key)...))
}

// bits lists the values of a fact as bits, with Other where a value may lie outside the vocabulary.
func (s *space) bits(key facts.Key) []uint64 {
	var list []uint64
	for i := range s.vocabulary.Fact(key).Values {
		list = append(list, 1<<i)
	}
	if key == facts.Languages || key == facts.Place {
		list = append(list, facts.Other)
	}
	return list
}

// groups returns one value of a fact with several values for each group of values that all questions treat alike.
// Which values of a group are given does not matter to any question, only whether one is.
func (s *space) groups(key facts.Key) []uint64 {
	var list []uint64
	seen := map[string]bool{}
	for _, bit := range s.bits(key) {
		if sign := s.answers(key, bit); !seen[sign] {
			seen[sign] = true
			list = append(list, bit)
		}
	}
	return list
}

// distinct keeps the first of the words that are answered alike.
func (s *space) distinct(key facts.Key, words []uint64) []uint64 {
	var list []uint64
	seen := map[string]bool{}
	for _, w := range words {
		if sign := s.answers(key, w); !seen[sign] {
			seen[sign] = true
			list = append(list, w)
		}
	}
	return list
}

// answers writes the replies of a word to all questions about its fact.
func (s *space) answers(key facts.Key, word uint64) string {
	replies := make([]byte, len(s.questions[key]))
	for i, q := range s.questions[key] {
		holds := word&q.mask != 0
		if word == 0 {
			holds = q.unknown
		}
		if holds {
			replies[i] = 1
		}
	}
	return string(replies)
}

// subsets returns every union of the given bits, the smaller ones first.
func subsets(groups []uint64) []uint64 {
	list := make([]uint64, 0, 1<<len(groups))
	for size := 0; size <= len(groups); size++ {
		for pick := range uint64(1) << len(groups) {
			if bits.OnesCount64(pick) != size {
				continue
			}
			var word uint64
			for rest := pick; rest != 0; rest &= rest - 1 {
				word |= groups[bits.TrailingZeros64(rest)]
			}
			list = append(list, word)
		}
	}
	return list
}

// situations counts the combinations of all facts in which conditions hold: unknown is one answer to every fact.
func situations(v *facts.Vocabulary, when routing.Conditions) *big.Int {
	total := big.NewInt(1)
	s := newSpace(v)
	s.ask(when)
	for _, key := range facts.Keys() {
		total.Mul(total, s.count(key))
	}
	return total
}

// count counts the answers to a fact that satisfy all questions about it.
func (s *space) count(key facts.Key) *big.Int {
	all := s.bits(key)
	if !key.Many() {
		n := int64(0)
		for _, word := range append(all, 0) {
			if s.satisfies(key, word) {
				n++
			}
		}
		return big.NewInt(n)
	}
	power := func(n int) *big.Int { return new(big.Int).Lsh(big.NewInt(1), uint(n)) }
	if len(s.questions[key]) == 0 {
		return power(len(all))
	}
	// One question: all sets, less those that keep clear of the mask, and the empty one by itself. A promise asks at
	// most once of a fact, because its conditions are keyed by it.
	q := s.questions[key][0]
	outside := 0
	for _, bit := range all {
		if bit&q.mask == 0 {
			outside++
		}
	}
	n := new(big.Int).Sub(power(len(all)), power(outside))
	if q.unknown {
		n.Add(n, big.NewInt(1))
	}
	return n
}

func (s *space) satisfies(key facts.Key, word uint64) bool {
	for _, q := range s.questions[key] {
		if word == 0 && !q.unknown || word != 0 && word&q.mask == 0 {
			return false
		}
	}
	return true
}
