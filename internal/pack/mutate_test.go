package pack

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/routing"
)

// mutant is a rule with one deliberate fault, as a steward might make it by accident.
type mutant struct {
	name  string
	rule  *routing.Rule // nil: the rule is gone
	fatal bool          // must never go unnoticed in a guarded rule
}

// mutants returns the faults that are made in a rule: it is gone, a condition is dropped, turned round or asks for
// another value, an effect is lost, or a step is no longer of its kind.
func mutants(r routing.Rule) []mutant {
	list := []mutant{{"gone", nil, true}}
	with := func(name string, fatal bool, change func(*routing.Rule)) {
		c := r
		c.When, c.Unless = maps.Clone(r.When), maps.Clone(r.Unless)
		c.Then.Steps = slices.Clone(r.Then.Steps)
		change(&c)
		list = append(list, mutant{name, &c, fatal})
	}
	for key := range r.When {
		with("when "+key+" dropped", false, func(c *routing.Rule) { delete(c.When, key) })
		with("when "+key+" turned round", true, func(c *routing.Rule) { c.When[key] = opposite(c.When[key]) })
	}
	for i, s := range r.Then.Steps {
		if s.Kind == routing.Emergency {
			with("step "+s.ID+" is no emergency", false, func(c *routing.Rule) { c.Then.Steps[i].Kind = routing.FollowUp })
		}
	}
	if len(r.Unless) > 0 {
		with("unless dropped", false, func(c *routing.Rule) { c.Unless = nil })
	}
	for i, s := range r.Then.Steps {
		with("step "+s.ID+" lost", false, func(c *routing.Rule) { c.Then.Steps = slices.Delete(c.Then.Steps, i, i+1) })
	}
	for i, s := range r.Then.Steps {
		if len(s.Services) == 0 {
			continue
		}
		with("services beside "+r.Then.Steps[i].ID+" lost", false, func(c *routing.Rule) { c.Then.Steps[i].Services = nil })
	}
	if len(r.Then.Offer) > 0 {
		with("offer lost", false, func(c *routing.Rule) { c.Then.Offer = nil })
	}
	if len(r.Then.Withhold) > 0 {
		with("withhold lost", true, func(c *routing.Rule) { c.Then.Withhold = nil })
	}
	if len(r.Then.Only) > 0 {
		with("only lost", true, func(c *routing.Rule) { c.Then.Only = nil })
	}
	if len(r.Then.Reject) > 0 {
		with("reject lost", false, func(c *routing.Rule) { c.Then.Reject = nil })
	}
	return list
}

// opposite turns a condition round: known for unknown, and any value for "the fact is unknown".
func opposite(values []string) []string {
	if slices.Contains(values, "unknown") {
		return []string{"known"}
	}
	return []string{"unknown"}
}

// with returns the pack with other rules.
func (p *Pack) with(rules []routing.Rule) *Pack {
	c := *p
	c.Rules = rules
	c.Router = routing.NewRouter(p.Ref(), p.Vocabulary, p.Directory, rules)
	return &c
}

// mutate returns the pack with one rule replaced.
func (p *Pack) mutate(id string, m mutant) *Pack {
	var rules []routing.Rule
	for _, r := range p.Rules {
		switch {
		case r.ID != id:
			rules = append(rules, r)
		case m.rule != nil:
			rules = append(rules, *m.rule)
		}
	}
	return p.with(rules)
}

var update = flag.Bool("update", false, "write the list of faults that survive anew")

// Every rule that a promise guards is needed: when it is gone, when a condition is turned round, or when it no longer
// withholds what it must, some promise breaks. The faults that survive are listed in testdata/survivors.txt, where a
// reader sees why each does no harm: they say a caution more often than needed, or a second safeguard makes up for
// them. A new one fails the test.
func TestMutationsOfGuardedRulesAreCaught(t *testing.T) {
	if raceDetector {
		t.Skip("skipped under the race detector, which makes it take many minutes; make test runs it without")
	}
	p := brussels(t)
	guarded := map[string]bool{}
	for _, promise := range p.Promises {
		for _, id := range promise.Guards {
			guarded[id] = true
		}
	}
	clock := newClock(p, 2026)
	caught, survivors := 0, []string{}
	for _, r := range p.Rules {
		if !guarded[r.ID] {
			continue
		}
		for _, m := range mutants(r) {
			switch {
			case breaksSome(t, p.mutate(r.ID, m), clock, r.ID):
				caught++
			case m.fatal:
				t.Errorf("no promise notices this fault: %s: %s", r.ID, m.name)
			default:
				survivors = append(survivors, r.ID+": "+m.name)
			}
		}
	}
	t.Logf("%d rules guarded, %d faults caught, %d survive", len(guarded), caught, len(survivors))
	slices.Sort(survivors)
	golden(t, "testdata/survivors.txt", strings.Join(survivors, "\n")+"\n")
}

// golden holds a text against a file, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was; look at what changed, then run the test with -update:\n%s", name, got)
	}
}

// breaksSome tells whether a promise of the pack is broken. Those that guard the rule are tried first.
func breaksSome(t *testing.T, p *Pack, clock *clock, rule string) bool {
	t.Helper()
	order := slices.Clone(p.Promises)
	slices.SortStableFunc(order, func(a, b Promise) int {
		guards := func(x Promise) int {
			if slices.Contains(x.Guards, rule) {
				return 0
			}
			return 1
		}
		return guards(a) - guards(b)
	})
	for i := range order {
		proof, err := prove(t.Context(), p, &order[i], clock)
		if err != nil {
			t.Fatal(err)
		}
		if proof.Broken != nil {
			return true
		}
	}
	return false
}
