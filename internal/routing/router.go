package routing

import (
	"sort"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// MaxRules is how many rules a pack may have: the fired ones are kept as bits.
const MaxRules = 256

// Ref names the pack that a decision was made with.
type Ref struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

// Router is the rules and services of a pack, compiled. It does not change and may be used by many at once.
type Router struct {
	pack       Ref
	vocabulary *facts.Vocabulary
	directory  *directory.Directory
	rules      []rule
	steps      []step    // each step once, in the order in which they are shown
	services   []service // beside directory.Services
}

// rule is a Rule as bits.
type rule struct {
	*Rule
	when, unless Matcher
	needs        uint64
	withhold     uint16 // kinds of step
	only         uint8  // roles that stay; 0: all
	from, until  time.Time
}

// condition holds when the fact has one of the values in the mask, or is unknown and that is asked for.
type condition struct {
	key     facts.Key
	mask    uint64
	unknown bool
}

// step is a Step with the rules that ask for it.
type step struct {
	*Step
	rules []int
}

// service is what the rules say of one service of the directory.
type service struct {
	offers   []link
	rejects  []link
	cautions []link
}

// link ties a service to a rule, with the rank of an offer or the words of a rejection or caution.
type link struct {
	rule int
	rank int
	text lang.Text
}

// NewRouter compiles rules, in the order given. The pack has checked them: every reference resolves.
func NewRouter(pack Ref, v *facts.Vocabulary, d *directory.Directory, rules []Rule) *Router {
	r := &Router{pack: pack, vocabulary: v, directory: d, services: make([]service, len(d.Services))}
	position := map[string]int{}
	for i, s := range d.Services {
		position[s.ID] = i
	}
	for i := range rules {
		r.rules = append(r.rules, compile(&rules[i], v, d.Zone()))
		r.link(i, rules[i].Then, position)
	}
	r.steps = orderSteps(rules)
	return r
}

func compile(r *Rule, v *facts.Vocabulary, zone *time.Location) rule {
	c := rule{Rule: r, when: Compile(r.When, v), unless: Compile(r.Unless, v), needs: v.Mask(facts.Needs, r.Then.Needs)}
	for _, k := range r.Then.Withhold {
		c.withhold |= 1 << k
	}
	for _, name := range r.Then.Only {
		if role, ok := directory.RoleNamed(name); ok {
			c.only |= 1 << role
		}
	}
	c.from, c.until = midnight(r.ValidFrom, zone), midnight(r.ValidUntil, zone)
	return c
}

// midnight is the beginning of a day where the pack is used; zero for no date.
func midnight(d directory.Date, zone *time.Location) time.Time {
	t, precision := d.Time()
	if precision == 0 {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// Matcher is conditions as bits. An empty one always holds.
type Matcher []condition

// Compile turns conditions into bits, in the order of the facts.
func Compile(conditions Conditions, v *facts.Vocabulary) Matcher {
	var list Matcher
	for _, key := range facts.Keys() {
		values, ok := conditions[key.String()]
		if !ok {
			continue
		}
		c := condition{key: key, mask: v.Mask(key, values)}
		for _, value := range values {
			switch value {
			case "unknown":
				c.unknown = true
			case "known":
				c.mask = ^uint64(0)
			}
		}
		list = append(list, c)
	}
	return list
}

func (r *Router) link(i int, then Effects, position map[string]int) {
	add := func(ids []string, to func(*service) *[]link, rank int, text lang.Text) {
		for _, id := range ids {
			if at, ok := position[id]; ok {
				list := to(&r.services[at])
				*list = append(*list, link{i, rank, text})
			}
		}
	}
	for _, o := range then.Offer {
		add(o.Services, func(s *service) *[]link { return &s.offers }, o.Rank, nil)
	}
	for _, x := range then.Reject {
		add(x.Services, func(s *service) *[]link { return &s.rejects }, 0, x.Because)
	}
	for _, c := range then.Caution {
		add(c.Services, func(s *service) *[]link { return &s.cautions }, 0, c.Text)
	}
}

// orderSteps lists each step once, by kind and then in the order of the rules. Two rules that ask for the same step
// id ask for the same step.
func orderSteps(rules []Rule) []step {
	var steps []step
	at := map[string]int{}
	for i := range rules {
		for j := range rules[i].Then.Steps {
			s := &rules[i].Then.Steps[j]
			if k, ok := at[s.ID]; ok {
				steps[k].rules = append(steps[k].rules, i)
				continue
			}
			at[s.ID] = len(steps)
			steps = append(steps, step{s, []int{i}})
		}
	}
	sort.SliceStable(steps, func(a, b int) bool { return steps[a].Kind < steps[b].Kind })
	return steps
}

// Vocabulary returns the values that facts may take here.
func (r *Router) Vocabulary() *facts.Vocabulary { return r.vocabulary }

func (c condition) holds(set *facts.Set) bool {
	word := set[c.key]
	if word == 0 {
		return c.unknown
	}
	return word&c.mask != 0
}

// Holds tells whether all conditions hold for the facts.
func (m Matcher) Holds(set *facts.Set) bool {
	for _, c := range m {
		if !c.holds(set) {
			return false
		}
	}
	return true
}

func (c *rule) inForce(at time.Time) bool {
	return (c.from.IsZero() || !at.Before(c.from)) && (c.until.IsZero() || at.Before(c.until))
}

// fires tells whether the rule holds for these facts.
func (c *rule) fires(set *facts.Set, at time.Time) bool {
	return c.when.Holds(set) && (len(c.unless) == 0 || !c.unless.Holds(set)) && c.inForce(at)
}

// missing returns the one fact that keeps the rule from being decided. It is false when the rule fires, when a known
// fact speaks against it, or when several facts are missing.
func (c *rule) missing(set *facts.Set, at time.Time) (facts.Key, bool) {
	var key facts.Key
	found := false
	for _, cond := range c.when {
		if cond.holds(set) {
			continue
		}
		if set.Known(cond.key) || found {
			return 0, false
		}
		key, found = cond.key, true
	}
	if !found || !c.inForce(at) || len(c.unless) > 0 && c.unless.Holds(set) {
		return 0, false
	}
	return key, true
}
