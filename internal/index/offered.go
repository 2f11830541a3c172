package index

import (
	"math/bits"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Offered is what an index has for a decision: imported services that meet a need and that no known fact speaks
// against.
type Offered struct {
	Services []*directory.Service // the most useful first, no more than were asked for
	Total    int                  // how many there are in all
	Misfits  int                  // how many meet a need and are known not to fit
}

// Offer finds the imported services that meet one of the needs. The pack's own are for the rules to weigh.
func (x *Index) Offer(needs uint64, known *facts.Set, at time.Time, limit int) (Offered, error) {
	w := x.work(&Query{At: at, Limit: limit})
	defer x.done(w)
	w.base = w.take()
	for word := needs; word != 0; word &= word - 1 {
		w.base.or(x.columns[Need].yes[bits.TrailingZeros64(word)])
	}
	w.base.and(x.imported)
	meeting := w.base.count()
	if meeting == 0 {
		return Offered{}, nil
	}
	no := w.take()
	x.misfits(known, w, no)
	w.base.without(no)
	w.give(no)
	w.tiers = append(w.tiers[:0], w.copy(w.base))
	offered := Offered{Total: w.base.count()}
	offered.Misfits = meeting - offered.Total
	for _, p := range w.page() {
		s, err := x.At(p.service)
		if err != nil {
			return Offered{}, err
		}
		offered.Services = append(offered.Services, s)
	}
	return offered, nil
}

// misfits adds the services that a known fact speaks against: the conditions of directory.Service.Misfit, as sets.
func (x *Index) misfits(known *facts.Set, w *work, into set) {
	s := w.take()
	defer w.give(s)
	for _, a := range []Attribute{Speaker, FileLanguage, Gender, Circumstance, Area} {
		word := known[fact[a]]
		if word == 0 {
			continue
		}
		copy(s, x.columns[a].whole)
		for v := range x.columns[a].yes {
			if word&(1<<v) != 0 {
				s.without(x.columns[a].yes[v])
			}
		}
		into.or(s)
	}
	if word := known[facts.Residence]; word != 0 {
		copy(s, x.all)
		for ; word != 0; word &= word - 1 {
			s.and(x.columns[Residence].no[bits.TrailingZeros64(word)])
		}
		into.or(s)
	}
	for a, key := range map[Attribute]facts.Key{Children: facts.Children, Minors: facts.Minor} {
		yes := x.vocabulary.Mask(key, []string{"yes"})
		if known[key]&yes != 0 && known[key]&^yes == 0 {
			into.or(x.columns[a].yes[directory.No])
		}
	}
}
