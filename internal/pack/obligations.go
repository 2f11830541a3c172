package pack

import (
	"fmt"
	"slices"
	"sort"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/routing"
)

// obligations splits a promise into parts that few rules decide. For each kind of assertion the comment says why the
// rules named are enough: leaving out the others changes nothing that the assertion looks at, or can only make it
// harder to keep.
func obligations(p *Pack, promise *Promise) []*obligation {
	b := &splitter{p: p, promise: promise}
	m := promise.Must
	if m.FirstStepKind != nil {
		b.firstStep(*m.FirstStepKind)
	}
	for _, id := range m.Steps {
		b.step(id)
	}
	for _, id := range m.NoSteps {
		b.noStep(id)
	}
	for _, kind := range m.NoStepKinds {
		b.noKind(kind)
	}
	for _, id := range m.Options {
		b.option(id)
	}
	for id, services := range m.Shows {
		b.shows(id, services)
	}
	for _, id := range m.NoOptions {
		b.noOption(id)
	}
	if len(m.OnlyRoles) > 0 {
		b.onlyRoles(m.OnlyRoles)
	}
	if len(m.ReachableNow) > 0 {
		b.reachable(m.ReachableNow)
	}
	if m.Before != nil {
		b.before(m.Before)
	}
	b.words(m)
	return b.list
}

type splitter struct {
	p       *Pack
	promise *Promise
	list    []*obligation
}

func (b *splitter) add(o *obligation) { b.list = append(b.list, o) }

// where returns the rules that a predicate picks, in order.
func (b *splitter) where(pick func(*routing.Rule) bool) []*routing.Rule {
	var list []*routing.Rule
	for i := range b.p.Rules {
		if pick(&b.p.Rules[i]) {
			list = append(list, &b.p.Rules[i])
		}
	}
	return list
}

func emits(r *routing.Rule, pick func(routing.Step) bool) bool {
	return slices.ContainsFunc(r.Then.Steps, pick)
}

func withholds(r *routing.Rule, kind routing.Kind) bool {
	return slices.Contains(r.Then.Withhold, kind)
}

// firstStep: steps are sorted by kind before all else, so only rules with a step of this kind or an earlier one, or
// that withhold such a kind, decide what comes first.
func (b *splitter) firstStep(wanted routing.Kind) {
	rules := b.where(func(r *routing.Rule) bool {
		early := func(s routing.Step) bool { return s.Kind <= wanted }
		return emits(r, early) || slices.ContainsFunc(r.Then.Withhold, func(k routing.Kind) bool { return k <= wanted })
	})
	b.add(&obligation{rules: rules, fault: func(d *routing.Decision) string {
		if len(d.Steps) == 0 || d.Steps[0].Kind != wanted {
			return "the first step is not of kind " + wanted.String()
		}
		return ""
	}})
}

// kindOf finds the kind of a step by its id.
func (b *splitter) kindOf(id string) routing.Kind {
	for _, r := range b.p.Rules {
		for _, s := range r.Then.Steps {
			if s.ID == id {
				return s.Kind
			}
		}
	}
	return 0
}

// stepRules are the rules that decide whether a step is there: those that have it, and those that withhold its kind.
func (b *splitter) stepRules(id string) []*routing.Rule {
	kind := b.kindOf(id)
	return b.where(func(r *routing.Rule) bool {
		return emits(r, func(s routing.Step) bool { return s.ID == id }) || withholds(r, kind)
	})
}

func (b *splitter) step(id string) {
	b.add(&obligation{rules: b.stepRules(id), fault: func(d *routing.Decision) string {
		if !hasStep(d, id) {
			return "the step " + id + " is missing"
		}
		return ""
	}})
}

func (b *splitter) noStep(id string) {
	b.add(&obligation{rules: b.stepRules(id), fault: func(d *routing.Decision) string {
		if hasStep(d, id) {
			return "the step " + id + " is there"
		}
		return ""
	}})
}

// noKind: a step of the kind appears when some rule with one fires and none withholds it. Each such rule is taken by
// itself: what others add does not make its step go away.
func (b *splitter) noKind(kind routing.Kind) {
	is := func(s routing.Step) bool { return s.Kind == kind }
	for _, rule := range b.where(func(r *routing.Rule) bool { return emits(r, is) }) {
		rules := b.where(func(r *routing.Rule) bool { return r == rule || withholds(r, kind) })
		b.add(&obligation{rules: rules, fault: func(d *routing.Decision) string {
			for _, s := range d.Steps {
				if s.Kind == kind {
					return fmt.Sprintf("the step %s is of kind %s", s.ID, kind)
				}
			}
			return ""
		}})
	}
}

// option: a service is an option when one rule that names it fires and nothing takes it away. More offers can only
// help, so needs are left out, and few rules are tried first.
func (b *splitter) option(id string) {
	offering := b.where(func(r *routing.Rule) bool { return offers(r, id) })
	sort.SliceStable(offering, func(i, j int) bool { return asks(offering[i]) < asks(offering[j]) })
	o := &obligation{services: []string{id}, fault: func(d *routing.Decision) string {
		if option(d, id) < 0 {
			return "the service " + id + " is not an option"
		}
		return ""
	}}
	for n := 1; n < len(offering); n *= 2 {
		few := offering[:n]
		o.fewer = append(o.fewer, b.where(func(r *routing.Rule) bool { return slices.Contains(few, r) || takesAway(r, id) }))
	}
	o.rules = b.where(func(r *routing.Rule) bool { return offers(r, id) || takesAway(r, id) })
	b.add(o)
}

// shows: what stands beside a step is part of the step.
func (b *splitter) shows(id string, services []string) {
	b.add(&obligation{rules: b.stepRules(id), fault: func(d *routing.Decision) string {
		for _, s := range d.Steps {
			for _, service := range services {
				if s.ID == id && !slices.Contains(s.Services, service) {
					return "the step " + id + " does not show " + service
				}
			}
		}
		return ""
	}})
}

// noOption: a service is an option when something offers it and nothing takes it away. Each thing that offers it is
// taken by itself, with everything that can take it away.
func (b *splitter) noOption(id string) {
	for _, source := range b.sourcesOf(id) {
		source.fault = func(d *routing.Decision) string {
			if option(d, id) >= 0 {
				return "the service " + id + " is an option"
			}
			return ""
		}
		b.add(source)
	}
}

// onlyRoles: as noOption, for every service of another role.
func (b *splitter) onlyRoles(roles []string) {
	for _, s := range b.p.Directory.Services {
		if !slices.Contains(roles, s.Role.String()) {
			b.noOption(s.ID)
		}
	}
}

// sourcesOf returns an obligation for each way in which a service can come to be offered: by a rule that names it, by
// a rule that adds a need that it meets, by a need that the person has.
func (b *splitter) sourcesOf(id string) []*obligation {
	s, ok := b.p.Directory.Service(id)
	if !ok {
		return nil
	}
	var list []*obligation
	with := func(source *routing.Rule, needs []string) {
		rules := b.where(func(r *routing.Rule) bool { return r == source || takesAway(r, id) })
		list = append(list, &obligation{rules: rules, services: []string{id}, needs: needs})
	}
	for _, rule := range b.where(func(r *routing.Rule) bool { return offers(r, id) || addsNeed(r, s) }) {
		with(rule, nil)
	}
	for _, need := range s.Offers {
		with(nil, []string{need})
	}
	return list
}

func offers(r *routing.Rule, id string) bool {
	return slices.ContainsFunc(r.Then.Offer, func(o routing.Offer) bool { return slices.Contains(o.Services, id) })
}

func addsNeed(r *routing.Rule, s *directory.Service) bool {
	return slices.ContainsFunc(r.Then.Needs, func(n string) bool { return slices.Contains(s.Offers, n) })
}

func takesAway(r *routing.Rule, id string) bool {
	return len(r.Then.Only) > 0 || slices.ContainsFunc(r.Then.Reject, func(x routing.Rejecting) bool {
		return slices.Contains(x.Services, id)
	})
}

// reachable: only services of the wanted roles count, so the others may be left out. Every rule that offers one of
// them, shows one beside a step, or takes one away, bears on it. More offers can only help: so offers that follow from
// a need are left out altogether, and it is tried first with few rules, those that ask least of the facts.
func (b *splitter) reachable(roles []string) {
	var ids []string
	for _, s := range b.p.Directory.Services {
		if slices.Contains(roles, s.Role.String()) {
			ids = append(ids, s.ID)
		}
	}
	counted := func(list []string) bool {
		return slices.ContainsFunc(list, func(id string) bool { return slices.Contains(ids, id) })
	}
	puts := func(r *routing.Rule) bool {
		return slices.ContainsFunc(r.Then.Offer, func(o routing.Offer) bool { return counted(o.Services) }) ||
			emits(r, func(s routing.Step) bool { return counted(s.Services) })
	}
	takes := func(r *routing.Rule) bool {
		return len(r.Then.Only) > 0 || len(r.Then.Withhold) > 0 ||
			slices.ContainsFunc(r.Then.Reject, func(x routing.Rejecting) bool { return counted(x.Services) })
	}
	putting := b.where(puts)
	sort.SliceStable(putting, func(i, j int) bool { return asks(putting[i]) < asks(putting[j]) })
	o := &obligation{services: ids, timed: true, fault: func(*routing.Decision) string { return "" }}
	for n := 1; n < len(putting); n *= 2 {
		few := putting[:n]
		o.fewer = append(o.fewer, b.where(func(r *routing.Rule) bool { return slices.Contains(few, r) || takes(r) }))
	}
	o.rules = b.where(func(r *routing.Rule) bool { return puts(r) || takes(r) })
	b.add(o)
}

// asks counts the facts that a rule reads.
func asks(r *routing.Rule) int { return len(r.When) + len(r.Unless) }

// before: each guarded service is taken by itself, with each thing that can put it forward. What must come first is
// decided by rules too, and more offers of it can only help. Ranks decide the order before all else, so it is enough,
// and stricter than needed, that one of the first services has a better rank than anything could give the guarded one.
func (b *splitter) before(before *Before) {
	for _, id := range before.Services {
		sources := append(b.sourcesOf(id), b.besideSteps(id)...)
		for _, source := range sources {
			b.join(source, id, before)
			b.add(source)
		}
	}
}

// besideSteps returns an obligation for each rule that shows a service beside a step of kind refer.
func (b *splitter) besideSteps(id string) []*obligation {
	shows := func(s routing.Step) bool { return s.Kind == routing.Refer && slices.Contains(s.Services, id) }
	var list []*obligation
	for _, rule := range b.where(func(r *routing.Rule) bool { return emits(r, shows) }) {
		rules := b.where(func(r *routing.Rule) bool { return r == rule || withholds(r, routing.Refer) })
		list = append(list, &obligation{rules: rules, services: []string{id}})
	}
	return list
}

// join adds to an obligation what decides whether the first services and the steps are there.
func (b *splitter) join(o *obligation, id string, before *Before) {
	best := b.bestRank(id)
	first := b.where(func(r *routing.Rule) bool {
		return slices.ContainsFunc(before.First, func(f string) bool { return offers(r, f) })
	})
	sort.SliceStable(first, func(i, j int) bool { return asks(first[i]) < asks(first[j]) })
	needed := b.where(func(r *routing.Rule) bool {
		return slices.Contains(o.rules, r) || slices.ContainsFunc(before.First, func(f string) bool { return takesAway(r, f) }) ||
			slices.ContainsFunc(before.Steps, func(step string) bool { return slices.Contains(b.stepRules(step), r) })
	})
	o.services = append(o.services, before.First...)
	for n := 1; n < len(first); n *= 2 {
		few := first[:n]
		o.fewer = append(o.fewer, b.where(func(r *routing.Rule) bool {
			return slices.Contains(needed, r) || slices.Contains(few, r)
		}))
	}
	o.rules = b.where(func(r *routing.Rule) bool { return slices.Contains(needed, r) || slices.Contains(first, r) })
	o.fault = func(d *routing.Decision) string { return beforeFault(d, id, best, before) }
}

// bestRank is the best rank that anything in the pack could give a service.
func (b *splitter) bestRank(id string) int {
	best := routing.NeedRank
	for _, r := range b.p.Rules {
		for _, o := range r.Then.Offer {
			if slices.Contains(o.Services, id) {
				best = min(best, o.Rank)
			}
		}
	}
	return best
}

func beforeFault(d *routing.Decision, id string, best int, before *Before) string {
	forward := option(d, id) >= 0 || slices.ContainsFunc(d.Steps, func(s routing.Advice) bool {
		return s.Kind == routing.Refer && slices.Contains(s.Services, id)
	})
	if !forward {
		return ""
	}
	for _, step := range before.Steps {
		if !hasStep(d, step) {
			return id + " is put forward without the step " + step
		}
	}
	if len(before.First) == 0 {
		return ""
	}
	for _, f := range before.First {
		if i := option(d, f); i >= 0 && d.Options[i].Rank < best {
			return ""
		}
	}
	return id + " is put forward and none of the services that must come first is surely before it"
}

func hasStep(d *routing.Decision, id string) bool {
	return slices.ContainsFunc(d.Steps, func(s routing.Advice) bool { return s.ID == id })
}

// option returns the place of a service among the options, or -1.
func option(d *routing.Decision, id string) int {
	return slices.IndexFunc(d.Options, func(o routing.Option) bool { return o.Service.ID == id })
}

// only returns the directory with only the named services.
func (p *Pack) only(ids []string) *directory.Directory {
	return p.Directory.Keep(func(s *directory.Service) bool { return slices.Contains(ids, s.ID) })
}
