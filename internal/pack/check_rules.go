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
	for name, values := range r.When {
		key, ok := facts.KeyNamed(name)
		if ok && v.Mask(key, values) == 0 && !slices.Contains(values, "known") && !slices.Contains(values, "unknown") {
			return "no value of " + name + " satisfies it"
		}
	}
	if len(r.Unless) > 0 && covered(r.When, r.Unless) {
		return "whenever `when` holds, `unless` holds too"
	}
	return ""
}

// covered tells whether every situation in which a holds is one in which b holds.
func covered(a, b routing.Conditions) bool {
	for name, values := range b {
		narrower, ok := a[name]
		if !ok {
			return false
		}
		for _, v := range narrower {
			if !slices.Contains(values, v) && !(v != "unknown" && slices.Contains(values, "known")) {
				return false
			}
		}
	}
	return true
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
		if reflect.ValueOf(m).IsZero() {
			c.at(part, "must", "promises nothing", "write what must hold")
		}
		steps := slices.Concat(m.Steps, m.NoSteps)
		services := slices.Clone(m.NoOptions)
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
