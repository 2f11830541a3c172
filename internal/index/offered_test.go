package index

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Offer gives what the conditions of each service give, one by one.
func TestOfferIsLookingAtEach(t *testing.T) {
	o := invented()
	rapid.Check(t, func(t *rapid.T) {
		inMemory, fromFile := build(t, o, inventedRecords(t, 12))
		n := newOracle(all(t, inMemory), o)
		known := inventedFacts(t)
		needs, at, limit := mask(t, "needs"), instant(t), rapid.IntRange(1, 12).Draw(t, "limit")
		var fit []truth
		misfits := 0
		for _, s := range n.services {
			if s.Origin == "" || s.Serves(needs) == 0 {
				continue
			}
			if _, no := s.Misfit(&known); no {
				misfits++
				continue
			}
			fit = append(fit, truth{service: s})
		}
		slices.SortStableFunc(fit, n.byFit(Query{At: at}))
		want := expected{hits: fit[:min(limit, len(fit))]}
		for _, x := range []*Index{inMemory, fromFile} {
			got, err := x.Offer(needs, &known, at, limit)
			var list []string
			for _, s := range got.Services {
				list = append(list, s.ID)
			}
			if err != nil || !slices.Equal(list, want.ids()) || got.Total != len(fit) || got.Misfits != misfits {
				t.Fatalf("%v: offered %v of %d, %d misfits, %v; want %v of %d, %d misfits", known, list, got.Total, got.Misfits, err,
					want.ids(), len(fit), misfits)
			}
		}
	})
}

// Someone of whom two statuses are possible is not turned away by a service that refuses one of them.
func TestOfferWeighsEveryStatus(t *testing.T) {
	refuses := func(id string, statuses ...string) directory.Record {
		return directory.Record{Service: directory.Service{ID: id, Origin: "import", Offers: []string{"shelter"},
			For: directory.Audience{ResidenceBarrier: statuses}}}
	}
	x, _ := build(t, invented(), []directory.Record{refuses("none"), refuses("one", "card"), refuses("other", "undocumented"),
		refuses("two", "card", "undocumented")})
	for known, want := range map[uint64]int{0: 4, 1 << 0: 4, 1 << 1: 2, 1 << 2: 2, 1<<1 | 1<<2: 3, 1<<0 | 1<<1 | 1<<2: 4,
		1<<1 | facts.Other: 4} {
		offered, err := x.Offer(1, &facts.Set{facts.Residence: known}, tuesday, 10)
		if err != nil || offered.Total != want || offered.Misfits != 4-want || len(offered.Services) != want {
			t.Errorf("statuses %b: %d offered and %d misfits, %v; want %d", known, offered.Total, offered.Misfits, err, want)
		}
	}
	if offered, err := x.Offer(2, &facts.Set{}, tuesday, 10); err != nil || offered.Total != 0 || offered.Misfits != 0 {
		t.Errorf("for a need that none meets: %+v, %v", offered, err)
	}
}

func inventedFacts(t *rapid.T) facts.Set {
	var known facts.Set
	for _, key := range []facts.Key{facts.Speaker, facts.FileLanguage, facts.Gender, facts.Circumstances, facts.Place,
		facts.Residence, facts.Children, facts.Minor, facts.Languages} {
		if rapid.IntRange(0, 2).Draw(t, "known") == 0 {
			known[key] = mask(t, key.String())
		}
	}
	return known
}
