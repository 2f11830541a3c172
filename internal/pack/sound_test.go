package pack

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// situation draws any combination of facts.
func situation(t *rapid.T, v *facts.Vocabulary) facts.Facts {
	var f facts.Facts
	for _, key := range facts.Keys() {
		n := len(v.Fact(key).Values)
		if n == 0 || rapid.Bool().Draw(t, key.String()+" unknown") {
			continue
		}
		if (key == facts.Languages || key == facts.Place) && rapid.IntRange(0, 4).Draw(t, key.String()+" outside") == 0 {
			f.Set[key] = facts.Other
			continue
		}
		count := 1
		if key.Many() {
			count = rapid.IntRange(1, 3).Draw(t, key.String()+" count")
		}
		for range count {
			f.Set = f.Set.With(key, rapid.IntRange(0, n-1).Draw(t, key.String()))
		}
	}
	return f
}

// kept checks a promise directly on a whole decision, without any of the prover's reductions.
func kept(p *Pack, promise *Promise, d *routing.Decision) string {
	if !routing.Compile(promise.When, p.Vocabulary).Holds(&d.Facts.Set) {
		return ""
	}
	m := promise.Must
	if m.FirstStepKind != nil && (len(d.Steps) == 0 || d.Steps[0].Kind != *m.FirstStepKind) {
		return "first step"
	}
	for _, id := range m.Steps {
		if !hasStep(d, id) {
			return "step " + id + " missing"
		}
	}
	for _, id := range m.NoSteps {
		if hasStep(d, id) {
			return "step " + id
		}
	}
	for _, id := range m.Options {
		if option(d, id) < 0 {
			return id + " is no option"
		}
	}
	for _, s := range d.Steps {
		for _, id := range m.Shows[s.ID] {
			if !slices.Contains(s.Services, id) {
				return s.ID + " does not show " + id
			}
		}
		if slices.Contains(m.NoStepKinds, s.Kind) {
			return "kind of step " + s.ID
		}
		if m.NoWithheldWords && s.Kind == routing.Say {
			if _, _, found := p.Info.withheldIn(s.Text); found {
				return "withheld word in " + s.ID
			}
		}
		if len(m.NoWords) > 0 && s.Kind != routing.Avoid {
			if _, _, found := find(s.Text, m.NoWords); found {
				return "word in " + s.ID
			}
		}
	}
	for _, o := range d.Options {
		if slices.Contains(m.NoOptions, o.Service.ID) {
			return "option " + o.Service.ID
		}
		if len(m.OnlyRoles) > 0 && !slices.Contains(m.OnlyRoles, o.Service.Role.String()) {
			return "role of " + o.Service.ID
		}
		if m.NoConfidentialAddress {
			if why := confidentialFault(o.Service); why != "" {
				return why
			}
		}
	}
	return keptReach(p, m, d)
}

// keptReach checks what is reachable at the decision's moment, and what must come before what.
func keptReach(p *Pack, m Assertions, d *routing.Decision) string {
	if len(m.ReachableNow) > 0 && !slices.ContainsFunc(forward(d, p.Directory), func(s *directory.Service) bool {
		return slices.Contains(m.ReachableNow, s.Role.String()) && s.ReachableAt(d.At)
	}) {
		return "nothing reachable"
	}
	if m.Before == nil {
		return ""
	}
	for _, id := range m.Before.Services {
		i := option(d, id)
		beside := slices.ContainsFunc(d.Steps, func(s routing.Advice) bool {
			return s.Kind == routing.Refer && slices.Contains(s.Services, id)
		})
		if i < 0 && !beside {
			continue
		}
		if i < 0 {
			i = len(d.Options)
		}
		for _, step := range m.Before.Steps {
			if !hasStep(d, step) {
				return id + " without " + step
			}
		}
		if len(m.Before.First) > 0 && !slices.ContainsFunc(m.Before.First, func(f string) bool {
			j := option(d, f)
			return j >= 0 && j < i
		}) {
			return id + " before anything that must come first"
		}
	}
	return ""
}

// The prover's reductions lose nothing: whatever fault is made in the rules, a promise that sampling finds broken on
// whole decisions is one that the prover calls broken too.
func TestProofIsSound(t *testing.T) {
	p := brussels(t)
	clock := newClock(p, 2026)
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom(p.Rules).Draw(t, "rule")
		fault := rapid.SampledFrom(mutants(rule)).Draw(t, "fault")
		faulty := p.mutate(rule.ID, fault)
		var found *Promise
		var why string
		for range 10 {
			f := situation(t, p.Vocabulary)
			minute := rapid.IntRange(0, clock.minutes-1).Draw(t, "minute")
			d := faulty.Router.Decide(f, clock.at(minute))
			for i := range p.Promises {
				if w := kept(faulty, &p.Promises[i], &d); w != "" {
					found, why = &p.Promises[i], w
				}
			}
		}
		if found == nil {
			return
		}
		proof, err := prove(t.Context(), faulty, found, clock)
		if err != nil {
			t.Fatal(err)
		}
		if proof.Broken == nil {
			t.Fatalf("%s is broken (%s) after %s: %s, and the prover says that it is kept", found.ID, why, rule.ID, fault.name)
		}
	})
}

// On the pack as it is, no whole decision breaks a promise at any sampled moment.
func TestPromisesHoldOnWholeDecisions(t *testing.T) {
	p := brussels(t)
	clock := newClock(p, 2026)
	rapid.Check(t, func(t *rapid.T) {
		d := p.Router.Decide(situation(t, p.Vocabulary), clock.at(rapid.IntRange(0, clock.minutes-1).Draw(t, "minute")))
		for i := range p.Promises {
			if why := kept(p, &p.Promises[i], &d); why != "" {
				t.Fatalf("%s: %s", p.Promises[i].ID, why)
			}
		}
	})
}

// What the reductions for time must not do: count a service of another role, or let one need stand for another.
func TestReachIsNotFoundWhereThereIsNone(t *testing.T) {
	p := brussels(t)
	clock := newClock(p, 2026)
	text := lang.Text{"en": "x", "fr": "x", "nl": "x"}
	for name, test := range map[string]struct {
		rules []routing.Rule
		when  routing.Conditions
	}{
		"an emergency number beside a step is no helpline": {
			rules: []routing.Rule{{ID: "r", Then: routing.Effects{Steps: []routing.Step{
				{ID: "s", Kind: routing.Helpline, Text: text, Services: []string{"line-1712", "emergency-112"}}}}}},
		},
		"the need of one is not the need of another": {
			when: routing.Conditions{"needs": {"listening", "interpreting"}},
		},
	} {
		promise := &Promise{ID: "p", When: test.when, Must: Assertions{ReachableNow: []string{"helpline"}}}
		proof, err := prove(t.Context(), p.with(test.rules), promise, clock)
		if err != nil {
			t.Fatal(err)
		}
		if proof.Broken == nil {
			t.Errorf("%s: the prover finds someone to reach", name)
		}
	}
}
