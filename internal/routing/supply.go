package routing

import (
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Supply is a directory beyond the pack's own services: imported ones, of which there may be a million. No rule names
// them; they come in only by the needs that they meet, and each says by itself whom it does not fit.
type Supply interface {
	// Offer finds services that meet one of the needs and that no known fact speaks against, the most useful at that
	// moment first and no more than limit, and tells how many there are in all and how many meet a need but do not fit.
	Offer(needs uint64, known *facts.Set, at time.Time, limit int) (services []*directory.Service, total, misfits int, err error)
}

// maxSupplied is how many services of a supply become options. More than that nobody calls; who wants to see all looks
// in the list of services.
const maxSupplied = 12

// Supplied is what a supply brought to a decision.
type Supplied struct {
	Shown   int // among the options
	Total   int // that meet a need and are not known not to fit
	Misfits int // that meet a need and are known not to fit
}

// DecideWith is Decide with a supply beside the pack's own services.
func (r *Router) DecideWith(f facts.Facts, now time.Time, supply Supply) (Decision, error) {
	return r.decide(f, now, supply)
}

// supplied adds what a supply offers for the needs. A rule that leaves only some parts of a referral leaves no others of
// it either.
func (w *work) supplied(d *Decision, supply Supply) error {
	if supply == nil || w.needs == 0 {
		return nil
	}
	services, total, misfits, err := supply.Offer(w.needs, w.set, w.at, maxSupplied)
	if err != nil {
		return err
	}
	d.Supplied = Supplied{Total: total, Misfits: misfits}
	for _, s := range services {
		if w.only&(1<<s.Role) == 0 {
			continue
		}
		start := len(w.reasons)
		w.meets(s)
		d.Options = append(d.Options, w.fitted(s, NeedRank, w.since(start)))
		d.Supplied.Shown++
	}
	if d.Supplied.Shown == 0 {
		d.Supplied = Supplied{}
	}
	return nil
}
