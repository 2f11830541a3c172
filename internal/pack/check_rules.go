package pack

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/routing"
)

func (c *checker) rules() {
	steps := map[string]routing.Step{}
	for i := range c.p.Rules {
		r := &c.p.Rules[i]
		part := "rules[" + r.ID + "]"
		c.conditions(part, "when", r.When)
		c.conditions(part, "unless", r.Unless)
		c.cited(part, "sources", r.Sources)
		c.effects(part, r.Then)
		c.sameSteps(part, r.Then.Steps, steps)
		if why := neverFires(r, c.p.Vocabulary); why != "" {
			c.at(part, "", "can never fire: "+why, "correct its conditions or remove it")
		}
	}
}

func (c *checker) conditions(part, field string, conditions routing.Conditions) {
	for name, values := range conditions {
		key, ok := facts.KeyNamed(name)
		if !ok {
			c.at(part, field+"."+name, "is not a fact", "use one of those in docs/pack-format.md")
			continue
		}
		if len(values) == 0 {
			c.at(part, field+"."+name, "has no values", "name at least one")
		}
		for _, v := range values {
			if v == "known" || v == "unknown" {
				continue
			}
			c.values(part, field+"."+name, key, []string{v})
		}
	}
}

func (c *checker) effects(part string, then routing.Effects) {
	if reflect.ValueOf(then).IsZero() {
		c.at(part, "then", "the rule does nothing", "give it a step, an offer, or remove it")
	}
	for _, s := range then.Steps {
		c.services(part, "then.steps["+s.ID+"]", s.Services)
		if !isID(s.ID) {
			c.at(part, "then.steps["+s.ID+"]", "is not a well-formed id", "use lower-case letters, digits and single hyphens")
		}
	}
	c.values(part, "then.needs", facts.Needs, then.Needs)
	for i, o := range then.Offer {
		c.services(part, fmt.Sprintf("then.offer[%d]", i), o.Services)
		if o.Rank < 1 || o.Rank > 9 {
			c.at(part, fmt.Sprintf("then.offer[%d].rank", i), "is not from 1 to 9", "1 is the first door")
		}
	}
	for i, x := range then.Reject {
		c.services(part, fmt.Sprintf("then.reject[%d]", i), x.Services)
	}
	for i, x := range then.Caution {
		c.services(part, fmt.Sprintf("then.caution[%d]", i), x.Services)
	}
	if slices.Contains(then.Withhold, routing.Emergency) {
		c.at(part, "then.withhold", "an emergency is never withheld", "remove emergency")
	}
	for _, name := range then.Only {
		if _, ok := directory.RoleNamed(name); !ok {
			c.at(part, "then.only", name+" is not a role", "use emergency, helpline, door, service or tool")
		}
	}
}

// sameSteps notes a step id that two rules use for different steps.
func (c *checker) sameSteps(part string, steps []routing.Step, seen map[string]routing.Step) {
	for _, s := range steps {
		if other, ok := seen[s.ID]; ok && !reflect.DeepEqual(s, other) {
			c.at(part, "then.steps["+s.ID+"]", "another rule has a different step of this id",
				"give both the same kind, text and services, or another id")
		}
		seen[s.ID] = s
	}
}

// neverFires says why a rule can never fire, or nothing when it can.
func neverFires(r *routing.Rule, v *facts.Vocabulary) string {
	from, _ := r.ValidFrom.Time()
	until, _ := r.ValidUntil.Time()
	if !from.IsZero() && !until.IsZero() && !from.Before(until) {
		return "valid_until is not after valid_from"
	}
	fires := len(r.Unless) == 0
	for _, key := range facts.Keys() {
		when, unless := only(r.When, key), only(r.Unless, key)
		satisfied, escapes := possible(when, unless, v, key)
		if !satisfied {
			return "nothing satisfies `when` for " + key.String()
		}
		fires = fires || escapes
	}
	if !fires {
		return "whenever `when` holds, `unless` holds too"
	}
	return ""
}

// only keeps the condition on one fact.
func only(conditions routing.Conditions, key facts.Key) routing.Conditions {
	if values, ok := conditions[key.String()]; ok {
		return routing.Conditions{key.String(): values}
	}
	return nil
}

// possible tells whether some answer to a fact satisfies a rule's `when`, and whether such an answer leaves `unless`
// unsatisfied. Facts are answered independently of each other, so looking at each by itself is exact.
func possible(when, unless routing.Conditions, v *facts.Vocabulary, key facts.Key) (satisfied, escapes bool) {
	s := newSpace(v)
	s.ask(when)
	s.ask(unless)
	w, u := routing.Compile(when, v), routing.Compile(unless, v)
	for _, word := range s.words(key) {
		var set facts.Set
		set[key] = word
		if w.Holds(&set) {
			satisfied = true
			escapes = escapes || len(unless) > 0 && !u.Holds(&set)
		}
	}
	return satisfied, escapes
}

// vacuous tells whether a promise, or a part of it, is kept by anything at all: a list that is there and empty, an
// order with nothing to come first.
func vacuous(m Assertions) bool {
	if reflect.ValueOf(m).IsZero() {
		return true
	}
	if b := m.Before; b != nil && (len(b.Services) == 0 || len(b.First)+len(b.Steps) == 0) {
		return true
	}
	fields := reflect.ValueOf(m)
	for i := range fields.NumField() {
		f := fields.Field(i)
		if k := f.Kind(); (k == reflect.Slice || k == reflect.Map) && !f.IsNil() && f.Len() == 0 {
			return true
		}
	}
	return false
}

func (c *checker) promises() {
	ruleIDs := map[string]bool{}
	stepIDs := map[string]bool{}
	for _, r := range c.p.Rules {
		ruleIDs[r.ID] = true
		for _, s := range r.Then.Steps {
			stepIDs[s.ID] = true
		}
	}
	for i := range c.p.Promises {
		p := &c.p.Promises[i]
		part := "promises[" + p.ID + "]"
		c.conditions(part, "when", p.When)
		for _, id := range p.Guards {
			if !ruleIDs[id] {
				c.at(part, "guards", "the rule "+id+" does not exist", "correct the id")
			}
		}
		m := p.Must
		if vacuous(m) {
			c.at(part, "must", "promises nothing, in whole or in part", "write what must hold; no list may be empty")
		}
		for _, tag := range c.p.Info.Languages {
			if len(m.NoWords) > 0 && len(m.NoWords[tag]) == 0 {
				c.at(part, "must.no_words", "no words in "+string(tag), "name them in every language of the pack")
			}
		}
		steps := slices.Concat(m.Steps, m.NoSteps)
		services := slices.Concat(m.Options, m.NoOptions)
		for id, shown := range m.Shows {
			steps, services = append(steps, id), append(services, shown...)
		}
		if m.Before != nil {
			steps = append(steps, m.Before.Steps...)
			services = slices.Concat(services, m.Before.Services, m.Before.First)
		}
		c.services(part, "must", services)
		for _, id := range steps {
			if !stepIDs[id] {
				c.at(part, "must", "no rule has the step "+id, "correct the id")
			}
		}
		for _, name := range slices.Concat(m.OnlyRoles, m.ReachableNow) {
			if _, ok := directory.RoleNamed(name); !ok {
				c.at(part, "must", name+" is not a role", "use emergency, helpline, door, service or tool")
			}
		}
	}
}
