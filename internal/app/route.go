package app

import (
	"time"

	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/routing"
)

// Route is the engine's with what only a server has: the map, and imported services.
func (a *App) Route(raw map[string]any, now time.Time) (routing.Decision, error) {
	f, err := a.pack.Vocabulary.Parse(raw)
	if err != nil {
		return routing.Decision{}, err
	}
	a.place(&f)
	return a.Decide(f, now, supply{a.index()})
}

// place finds the area of a place that was given by latitude and longitude, where the map knows it.
func (a *App) place(f *facts.Facts) {
	if f.Spot == nil || a.pack.Atlas == nil || f.Set.Known(facts.Place) {
		return
	}
	area, ok := a.pack.Atlas.Holding(atlas.Point(*f.Spot))
	if !ok {
		return
	}
	for _, code := range area.Postcodes {
		if known, err := a.pack.Vocabulary.Parse(map[string]any{facts.Place.String(): code}); err == nil {
			f.Set[facts.Place] = known.Set[facts.Place]
			return
		}
	}
}

// supply is an index as decisions see it.
type supply struct{ index *index.Index }

func (s supply) Offer(needs uint64, known *facts.Set, at time.Time, limit int) ([]*directory.Service, int, int, error) {
	offered, err := s.index.Offer(needs, known, at, limit)
	return offered.Services, offered.Total, offered.Misfits, err
}
