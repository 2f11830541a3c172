package pack

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/routing"
)

// Report is what Prove found: each promise with the situations it was checked over.
type Report struct {
	Pack     routing.Ref
	Year     int
	Promises []Proof
}

// Kept tells whether every promise holds.
func (r Report) Kept() bool {
	for _, p := range r.Promises {
		if p.Broken != nil {
			return false
		}
	}
	return true
}

// Proof is one promise with how far it was checked.
type Proof struct {
	Promise *Promise
	// Situations is how many were decided one by one.
	Situations int
	// StandsFor is how many combinations of all facts these represent: those in which the promise applies.
	StandsFor *big.Int
	// Minutes is how many minutes of the year were looked at, 0 when time plays no part.
	Minutes int
	Broken  *CounterExample
}

// CounterExample is the smallest situation that was found in which a promise does not hold.
type CounterExample struct {
	Facts map[string][]string
	At    time.Time
	Why   string

	set facts.Set
}

// Prove checks every promise of a pack over every combination of the facts, and over every minute of a year where
// time plays a part.
//
// The facts have far more combinations than could be decided one by one. What makes it feasible is that an assertion
// looks at a small part of a decision, and few rules bear on that part. Each assertion is split into obligations that
// name those rules (see obligations.go, where each split says why it loses nothing); an obligation is decided for
// every combination of the answers that its own rules can tell apart (see space.go). Facts that none of them reads
// cannot change the outcome, so each combination stands for all their values at once.
func Prove(ctx context.Context, p *Pack, year int) (Report, error) {
	return proveAgainst(ctx, p, newClock(p, year))
}

// proveAgainst is Prove with a clock that other packs with the same directory may share.
func proveAgainst(ctx context.Context, p *Pack, clock *clock) (Report, error) {
	report := Report{Pack: p.Ref(), Year: clock.start.Year()}
	for i := range p.Promises {
		proof, err := prove(ctx, p, &p.Promises[i], clock)
		if err != nil {
			return report, err
		}
		report.Promises = append(report.Promises, proof)
	}
	return report, nil
}

func prove(ctx context.Context, p *Pack, promise *Promise, clock *clock) (Proof, error) {
	proof := Proof{Promise: promise, StandsFor: situations(p.Vocabulary, promise.When)}
	for _, o := range obligations(p, promise) {
		if err := ctx.Err(); err != nil {
			return proof, err
		}
		broken, err := o.discharge(ctx, p, promise, clock, &proof)
		if err != nil {
			return proof, fmt.Errorf("promise %s: %w", promise.ID, err)
		}
		if broken != nil && (proof.Broken == nil || size(broken.Facts) < size(proof.Broken.Facts)) {
			proof.Broken = broken
		}
	}
	return proof, nil
}

// obligation is a part of a promise that a few rules decide.
type obligation struct {
	rules    []*routing.Rule
	services []string // of the directory, those that are looked at
	needs    []string // needs that the person may have asked for and that bear on it
	// fault says what is wrong with a decision, or nothing when it is as promised.
	fault func(*routing.Decision) string
	// timed asks in addition that something put forward can be reached at every minute.
	timed bool
	// fewer are smaller sets of rules to try first: if the obligation holds with fewer offers, it holds with all.
	fewer [][]*routing.Rule
}

// discharge decides an obligation in every situation that its rules can tell apart.
func (o *obligation) discharge(ctx context.Context, p *Pack, promise *Promise, clock *clock, proof *Proof) (*CounterExample, error) {
	var broken *CounterExample
	for _, rules := range append(o.fewer, o.rules) {
		var err error
		broken, err = o.decide(ctx, p, promise, clock, proof, rules)
		if broken == nil || err != nil {
			return nil, err
		}
		if o.confirmed(p, clock, broken) {
			return broken, nil
		}
	}
	return broken, nil
}

// confirmed tells whether a counter-example that was found with fewer rules is one with all of them.
func (o *obligation) confirmed(p *Pack, clock *clock, broken *CounterExample) bool {
	d := p.Router.Decide(facts.Facts{Set: broken.set}, broken.At)
	why := o.fault(&d)
	if why == "" && o.timed {
		_, why = clock.unreachable(&d, p.only(o.services))
	}
	return why != ""
}

// searchOn is up to how many situations a space may have for all of them to be looked through for the smallest
// counter-example; in a larger one the first is made as small as it gets.
const searchOn = 100000

func (o *obligation) decide(ctx context.Context, p *Pack, promise *Promise, clock *clock, proof *Proof, rules []*routing.Rule) (*CounterExample, error) {
	services := p.only(o.services)
	if o.timed {
		services = services.Unasked()
	}
	router := routing.NewRouter(p.Ref(), p.Vocabulary, services, values(rules))
	when := routing.Compile(promise.When, p.Vocabulary)
	space := newSpace(p.Vocabulary)
	space.ask(promise.When)
	for _, r := range rules {
		space.ask(r.When)
		space.ask(r.Unless)
	}
	space.askServices(services)
	space.askNeeds(o.needs)
	try := func(set facts.Set) (time.Time, string) {
		if !when.Holds(&set) {
			return time.Time{}, ""
		}
		for _, at := range clock.moments(rules) {
			proof.Situations++
			d := router.Decide(facts.Facts{Set: set}, at)
			why := o.fault(&d)
			if why == "" && o.timed {
				at, why = clock.unreachable(&d, services)
				proof.Minutes = clock.minutes
			}
			if why != "" {
				return at, why
			}
		}
		return time.Time{}, ""
	}
	choices, total, err := space.choices()
	if err != nil {
		return nil, err
	}
	var broken *CounterExample
	for set := range every(choices) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, why := try(set); why == "" {
			continue
		}
		set = smallest(set, try)
		at, why := try(set)
		if example := described(p.Vocabulary, set); broken == nil || size(example) < size(broken.Facts) {
			broken = &CounterExample{Facts: example, At: at, Why: why, set: set}
		}
		if total > searchOn || size(broken.Facts) <= len(promise.When) {
			break // it cannot get smaller than what the promise is about, or it would take too long
		}
	}
	return broken, nil
}

// smallest takes facts away from a situation for as long as it still shows the fault: what is left is all that it
// takes.
func smallest(set facts.Set, try func(facts.Set) (time.Time, string)) facts.Set {
	for changed := true; changed; {
		changed = false
		for _, key := range facts.Keys() {
			for word := set[key]; word != 0; word &= word - 1 {
				less := set
				less[key] &^= word & -word
				if _, why := try(less); why != "" {
					set, changed = less, true
				}
			}
		}
	}
	return set
}

func values(rules []*routing.Rule) []routing.Rule {
	list := make([]routing.Rule, len(rules))
	for i, r := range rules {
		list[i] = *r
	}
	return list
}

// described writes a set as facts, the way a professional would give them.
func described(v *facts.Vocabulary, set facts.Set) map[string][]string {
	m := map[string][]string{}
	for _, key := range facts.Keys() {
		if set.Known(key) {
			m[key.String()] = v.Given(set, key).Values
		}
	}
	return m
}

func size(m map[string][]string) int {
	n := 0
	for _, values := range m {
		n += len(values)
	}
	return n
}
