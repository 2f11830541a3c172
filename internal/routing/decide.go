package routing

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// Decision is what follows from the facts. It refers to the pack's own texts, so it exists in every language at once;
// Document writes it in one.
type Decision struct {
	Pack      Ref
	Facts     facts.Facts
	At        time.Time
	Steps     []Advice
	Options   []Option
	Rejected  []Rejected
	Undecided []Undecided
	Supplied  Supplied

	router *Router
	fired  fired
}

// Fired lists the rules that fired, by id, in the order of the pack.
func (d *Decision) Fired() []string {
	var ids []string
	for i := range d.router.rules {
		if d.fired.has(i) {
			ids = append(ids, d.router.rules[i].ID)
		}
	}
	return ids
}

// Advice is a step with the rules that ask for it.
type Advice struct {
	*Step
	Because []Reason
}

// Option is a service to turn to.
type Option struct {
	Service  *directory.Service
	Rank     int
	State    directory.State
	Because  []Reason
	Cautions []lang.Text           // what rules say to know first
	Ask      []directory.Condition // what is not known of the person and decides whether the service fits
	// Interpreter is set when the service is not known to speak a language of the person.
	Interpreter bool
}

// Rejected is a service that was considered and is not an option.
type Rejected struct {
	Service *directory.Service
	Because Reason
}

// Reason is one reason: a rule with its words, a need that the service meets, or a condition of the service's own.
type Reason struct {
	Rule      *Rule
	Text      lang.Text            // the rejection's own words; otherwise the rule's
	Need      int                  // index of the need that the service meets, if Kind is ByNeed
	Condition *directory.Condition // if Kind is ByCondition
	Kind      ReasonKind
}

// ReasonKind is where a reason comes from.
type ReasonKind uint8

// The kinds of reason.
const (
	ByRule ReasonKind = iota
	ByNeed
	ByCondition
)

// Undecided is a rule that would have been decided by one more fact.
type Undecided struct {
	Rule    *Rule
	Missing facts.Key
}

// fired is the rules that fired, as bits.
type fired [MaxRules / 64]uint64

func (f *fired) set(i int)      { f[i/64] |= 1 << (i % 64) }
func (f *fired) has(i int) bool { return f[i/64]&(1<<(i%64)) != 0 }

// Decide applies the rules to the facts at the moment they are about, which is now unless they say otherwise.
func (r *Router) Decide(f facts.Facts, now time.Time) Decision {
	d, _ := r.decide(f, now, nil) // only a supply can fail
	return d
}

func (r *Router) decide(f facts.Facts, now time.Time, supply Supply) (Decision, error) {
	at := now
	if !f.At.IsZero() {
		at = f.At
	}
	at = at.In(r.directory.Zone())
	d := Decision{Pack: r.pack, Facts: f, At: at, router: r}
	w := work{Router: r, set: &d.Facts.Set, at: at, reasons: make([]Reason, 0, 48)}
	w.fire(&d)
	w.steps(&d)
	w.options(&d)
	err := w.supplied(&d, supply)
	slices.SortFunc(d.Options, byFit)
	d.fired = w.fired
	return d, err
}

// work is the state of one decision while it is made.
type work struct {
	*Router
	set      *facts.Set
	at       time.Time
	fired    fired
	needs    uint64
	withhold uint16
	only     uint8 // roles that stay, once a rule limits them
	reasons  []Reason
}

// fire finds the rules that hold, and what they do to everything else.
func (w *work) fire(d *Decision) {
	w.needs, w.only = w.set[facts.Needs], 0xff
	for i := range w.rules {
		c := &w.rules[i]
		if !c.fires(w.set, w.at) {
			if key, ok := c.missing(w.set, w.at); ok {
				d.Undecided = append(d.Undecided, Undecided{c.Rule, key})
			}
			continue
		}
		w.fired.set(i)
		w.needs |= c.needs
		w.withhold |= c.withhold
		if c.only != 0 {
			w.only &= c.only
		}
	}
}

func (w *work) steps(d *Decision) {
	d.Steps = make([]Advice, 0, len(w.Router.steps)/2)
	for _, s := range w.Router.steps {
		if w.withhold&(1<<s.Kind) != 0 {
			continue
		}
		start := len(w.reasons)
		for _, i := range s.rules {
			if w.fired.has(i) {
				w.reasons = append(w.reasons, Reason{Rule: w.rules[i].Rule})
			}
		}
		if because := w.since(start); len(because) > 0 {
			d.Steps = append(d.Steps, Advice{s.Step, because})
		}
	}
}

// since returns the reasons noted since a mark. They share one array with all others of the decision.
func (w *work) since(start int) []Reason { return w.reasons[start:len(w.reasons):len(w.reasons)] }

func (w *work) options(d *Decision) {
	d.Options = make([]Option, 0, 16)
	for i, s := range w.directory.Services {
		rank, because := w.offered(i, s)
		if reason, ok := w.rejected(i, s, rank > 0); ok {
			d.Rejected = append(d.Rejected, Rejected{s, reason})
			continue
		}
		if rank == 0 {
			continue
		}
		d.Options = append(d.Options, w.option(i, s, rank, because))
	}
}

// offered returns the rank at which a service is offered and why; rank 0 is not at all.
func (w *work) offered(i int, s *directory.Service) (int, []Reason) {
	rank, start := 0, len(w.reasons)
	for _, l := range w.services[i].offers {
		if !w.fired.has(l.rule) {
			continue
		}
		if rank == 0 || l.rank < rank {
			rank = l.rank
		}
		w.reasons = append(w.reasons, Reason{Rule: w.rules[l.rule].Rule})
	}
	if w.meets(s) && (rank == 0 || rank > NeedRank) {
		rank = NeedRank
	}
	return rank, w.since(start)
}

// meets notes which needs a service meets, if any.
func (w *work) meets(s *directory.Service) bool {
	needs := s.Serves(w.needs)
	for rest := needs; rest != 0; rest &= rest - 1 {
		need := bits.TrailingZeros64(rest)
		w.reasons = append(w.reasons, Reason{Kind: ByNeed, Need: need, Rule: w.whoNeeds(need)})
	}
	return needs != 0
}

// whoNeeds returns the rule that a need follows from, or nil when the facts name it.
func (w *work) whoNeeds(need int) *Rule {
	if w.set[facts.Needs]&(1<<need) != 0 {
		return nil
	}
	for i := range w.rules {
		if w.rules[i].needs&(1<<need) != 0 && w.fired.has(i) {
			return w.rules[i].Rule
		}
	}
	return nil
}

// rejected says why a service is not an option. A rule that names the service is always told; that a service does
// not fit, or has not the role that is left, only when it would have been an option.
func (w *work) rejected(i int, s *directory.Service, offered bool) (Reason, bool) {
	for _, l := range w.services[i].rejects {
		if w.fired.has(l.rule) {
			return Reason{Rule: w.rules[l.rule].Rule, Text: l.text}, true
		}
	}
	if !offered {
		return Reason{}, false
	}
	if w.only&(1<<s.Role) == 0 {
		return Reason{Rule: w.whoLimits(s.Role)}, true
	}
	if c, misfit := s.Misfit(w.set); misfit {
		return Reason{Kind: ByCondition, Condition: &c}, true
	}
	return Reason{}, false
}

// whoLimits returns the rule that leaves no room for a role.
func (w *work) whoLimits(role directory.Role) *Rule {
	for i := range w.rules {
		if only := w.rules[i].only; only != 0 && only&(1<<role) == 0 && w.fired.has(i) {
			return w.rules[i].Rule
		}
	}
	return nil
}

func (w *work) option(i int, s *directory.Service, rank int, because []Reason) Option {
	o := w.fitted(s, rank, because)
	for _, l := range w.services[i].cautions {
		if w.fired.has(l.rule) {
			o.Cautions = append(o.Cautions, l.text)
		}
	}
	return o
}

// fitted is a service as an option, with what is left to ask.
func (w *work) fitted(s *directory.Service, rank int, because []Reason) Option {
	o := Option{Service: s, Rank: rank, State: s.At(w.at, w.directory.Zone()), Because: because}
	for _, c := range s.Conditions() {
		if c.Ask && !w.set.Known(c.Key) {
			o.Ask = append(o.Ask, c)
		}
	}
	if yes, known := s.Understands(w.set); known && !yes {
		o.Interpreter = true
	}
	return o
}

// byFit is the published order of options: the rank that rules give, then what can be reached now, then how sure the
// record is, then the id, so that no organisation can buy or claim a place.
func byFit(a, b Option) int {
	return cmp.Or(
		cmp.Compare(a.Rank, b.Rank),
		cmp.Compare(b.State.Now.Usefulness(), a.State.Now.Usefulness()),
		cmp.Compare(b.Service.Confidence, a.Service.Confidence),
		cmp.Compare(a.Service.ID, b.Service.ID),
	)
}
