package pack

import (
	"fmt"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// cases reads the facts of each case and notes references that do not exist.
func (c *checker) cases() {
	catalogue, err := lang.LoadCatalogue()
	if err != nil {
		c.fault("cases", "", err.Error(), "repair the catalogue")
		return
	}
	rules, steps := map[string]bool{}, map[string]bool{}
	for _, r := range c.p.Rules {
		rules[r.ID] = true
		for _, s := range r.Then.Steps {
			steps[s.ID] = true
		}
	}
	for i := range c.p.Cases {
		k := &c.p.Cases[i]
		part := "cases[" + k.ID + "]"
		k.File = c.fileOf[part]
		k.Parsed, err = c.p.Vocabulary.Parse(k.Facts)
		if err != nil {
			for _, d := range fault.From(err).Details {
				c.at(part, "facts."+d.Field, catalogue.In("en").Args(d.Key, d.Args), "correct the fact")
			}
		}
		c.services(part, "must.options", k.Must.Options)
		c.services(part, "must.rejected", k.Must.Rejected)
		c.services(part, "must_not.options", k.MustNot.Options)
		c.known(part, "must.steps", "step", steps, k.Must.Steps)
		c.known(part, "must.step_order", "step", steps, k.Must.StepOrder)
		c.known(part, "must_not.steps", "step", steps, k.MustNot.Steps)
		c.known(part, "must.undecided", "rule", rules, k.Must.Undecided)
		for id, at := range k.Must.Opens {
			c.services(part, "must.opens", []string{id})
			if _, err := time.Parse(time.RFC3339, at); err != nil {
				c.at(part, "must.opens."+id, fmt.Sprintf("%q is not an instant", at), "write it as 2026-11-23T09:00:00+01:00")
			}
		}
	}
}

func (c *checker) known(part, field, what string, all map[string]bool, ids []string) {
	for _, id := range ids {
		if !all[id] {
			c.at(part, field, "the "+what+" "+id+" does not exist", "correct the id")
		}
	}
}
