package index

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
)

// Query is what services are looked for by. What is zero does not narrow, and what narrows is combined: every filter
// has to hold.
type Query struct {
	At     time.Time // the moment that states are told of
	Open   bool      // only those open at that moment
	Having []Filter
	Words  string // each has to be there
	Near   *directory.Point
	Within float64 // kilometres from Near; 0: any

	Tags         []uint64  // only what stands under each of these
	In           []uint64  // only what stands under one of these, as far as that is known
	InKnown      uint64    // the tag of all of which it is known
	Count        []uint64  // tags to count what was found under
	Organisation uint64    // only what the organisation with this key runs
	Since        time.Time // only what was changed then or later, or at an unknown time

	Plain  bool // by the order of the index only, so that pages do not move with the time of day
	Offset int
	Limit  int
	Facets bool
}

// Filter asks for one of some values of an attribute, as bits.
type Filter struct {
	Attribute Attribute
	Values    uint64
}

// Found is a page of what was found.
type Found struct {
	Total     int // services that no filter is known to exclude
	Sure      int // those of them that every filter is known to include; they come first
	Hits      []Hit
	Facets    []Facet
	Counts    []int    // for each of the tags to count, apart from what In asks
	Uncounted int      // found, and known to be under none of InKnown
	Words     []Spoken // words that were taken for others; Meant is empty for a word that is nowhere
}

// Hit is a service that was found, with what is said of it for this query.
type Hit struct {
	Position uint32
	Service  *directory.Service
	State    directory.State
	Km       float64 // how far it is, if Placed
	Placed   bool
	About    bool // the distance is to the middle of its area, not to its door
	Why      []Reason
}

// Facet is one attribute of what was found: how many services have each value, and of how many it is not known.
type Facet struct {
	Attribute Attribute
	Values    []Count
	Unknown   int
}

// Count is how many services have a value.
type Count struct{ Value, Services int }

// work is a query while it is answered. Its sets are kept for the next one.
type work struct {
	x       *Index
	q       *Query
	tiers   []set // by how many filters are not known to hold, fewest first
	looks   []look
	inNames []set // for each of looks, the services that hold it in a name
	named   set   // services that hold every word in a name; nil without words
	nos     []exclusion
	base    set // what the filters that exclude for sure leave
	spare   []set
}

// exclusion is the services that one filter is known to exclude.
type exclusion struct {
	attribute Attribute
	own       bool // the filter is on the attribute
	in        bool // it is the filter on In
	no        set
}

// Find answers a query.
func (x *Index) Find(q Query) (Found, error) {
	w := x.work(&q)
	defer x.done(w)
	found := Found{Words: w.narrow()}
	w.filter()
	for i, t := range w.tiers {
		n := t.count()
		found.Total += n
		if i == 0 {
			found.Sure = n
		}
	}
	if q.Facets {
		found.Facets = w.facets()
	}
	w.count(&found)
	var err error
	found.Hits, err = w.hits(w.page())
	return found, err
}

func (x *Index) work(q *Query) *work {
	w, _ := x.pool.Get().(*work)
	if w == nil {
		w = &work{}
	}
	w.x, w.q = x, q
	return w
}

func (x *Index) done(w *work) {
	w.spare = append(append(w.spare, w.tiers...), w.inNames...)
	for _, e := range w.nos {
		w.spare = append(w.spare, e.no)
	}
	for _, s := range []set{w.named, w.base} {
		if s != nil {
			w.spare = append(w.spare, s)
		}
	}
	w.tiers, w.nos, w.inNames = w.tiers[:0], w.nos[:0], w.inNames[:0]
	w.named, w.base, w.looks, w.q = nil, nil, nil, nil
	x.pool.Put(w)
}

// take returns an empty set, give takes it back.
func (w *work) take() set {
	if n := len(w.spare); n > 0 {
		s := w.spare[n-1]
		w.spare = w.spare[:n-1]
		s.clear()
		return s
	}
	return newSet(w.x.n)
}

func (w *work) give(s set) { w.spare = append(w.spare, s) }

func (w *work) copy(s set) set {
	c := w.take()
	copy(c, s)
	return c
}

// narrow applies what a service either meets or does not: words, terms, organisation, date.
func (w *work) narrow() []Spoken {
	w.base = w.copy(w.x.all)
	s := w.take()
	defer w.give(s)
	for _, tag := range w.q.Tags {
		s.clear()
		w.x.under(tag, s)
		w.base.and(s)
	}
	if w.q.Organisation != 0 {
		s.clear()
		for _, number := range w.x.organisations.keys.find(w.q.Organisation) {
			for _, i := range w.x.organisations.services(number) {
				s.add(i)
			}
		}
		w.base.and(s)
	}
	if !w.q.Since.IsZero() {
		since := w.q.Since.Unix()
		w.base.each(func(i uint32) bool {
			if m := w.x.modified[i]; m != 0 && m < since {
				w.base[i>>6] &^= 1 << (i & 63)
			}
			return true
		})
	}
	return w.narrowWords()
}

func (w *work) narrowWords() []Spoken {
	w.looks = w.x.words.looks(w.q.Words)
	if len(w.looks) == 0 {
		return nil
	}
	var other []Spoken
	w.named = w.copy(w.x.all)
	s := w.take()
	for _, l := range w.looks {
		if len(l.entries) == 0 || l.meant != "" {
			other = append(other, Spoken{l.asked, l.meant})
		}
		w.x.words.anyway.holding(l, s)
		w.base.and(s)
		in := w.take()
		w.x.words.named.holding(l, in)
		w.named.and(in)
		w.inNames = append(w.inNames, in)
	}
	w.give(s)
	return other
}

// filter applies what may be unknown of a service, and sorts into tiers by how much is.
func (w *work) filter() {
	w.tiers = append(w.tiers[:0], w.copy(w.base))
	if w.q.Open && !w.q.Plain {
		states := w.x.statesAt(w.q.At)
		no := w.copy(states.by[directory.Closed])
		no.or(states.by[directory.Appointment])
		w.split(exclusion{no: no}, states.by[directory.Open])
	}
	yes := w.take()
	defer w.give(yes)
	for _, f := range w.q.Having {
		no := w.take()
		w.x.having(f, yes, no)
		w.split(exclusion{attribute: f.Attribute, own: true, no: no}, yes)
	}
	if len(w.q.In) > 0 {
		yes.clear()
		for _, tag := range w.q.In {
			w.x.under(tag, yes)
		}
		no := w.take()
		w.x.under(w.q.InKnown, no)
		no.without(yes)
		w.split(exclusion{no: no, in: true}, yes)
	}
	if w.q.Near != nil && w.q.Within > 0 {
		w.x.places.within(*w.q.Near, w.q.Within, yes)
		no := w.copy(w.x.places.located)
		no.without(yes)
		w.split(exclusion{no: no}, yes)
	}
}

// under adds the services that stand under a tag.
func (x *Index) under(tag uint64, into set) {
	if i, ok := slices.BinarySearch(x.tags, tag); ok {
		addTo(into, x.tagged.list(i))
	}
}

// having is the services that have what a filter asks for, and those known not to. Where interpreters come, a
// language that staff do not speak is spoken too.
func (x *Index) having(f Filter, yes, no set) {
	x.columns[f.Attribute].having(f.Values, yes, no)
	if f.Attribute == Language {
		interpreted := x.columns[Interpreters].yes[directory.Yes]
		yes.or(interpreted) // their list is not whole, so they are not in no
	}
}

// split moves the services of which a filter is not known to hold one tier down.
func (w *work) split(e exclusion, yes set) {
	w.nos = append(w.nos, e)
	w.tiers = append(w.tiers, w.take())
	for j := len(w.tiers) - 2; j >= 0; j-- {
		unknown := w.copy(w.tiers[j])
		unknown.without(yes)
		unknown.without(e.no)
		w.tiers[j].and(yes)
		w.tiers[j+1].or(unknown)
		w.give(unknown)
	}
}
