package hsdsapi

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
)

// Indexed makes a Directory of whichever index is served at a moment.
type Indexed struct {
	Index     func() *index.Index // made with the Short form of hsds.Keys as keys, see app.IndexOptions
	Namespace string              // of the pack
	Areas     map[string][]string // the postcodes of each area of the pack
	// Locate finds about where a postcode is in which no place is known. It may be nil.
	Locate func(*directory.Place) (directory.Point, bool)

	prepared atomic.Pointer[prepared]
}

// prepared is what is made once of an index. It holds the index weakly: one that is no longer served must not stay in
// memory until someone asks for the next.
type prepared struct {
	of      weak.Pointer[index.Index]
	terms   *Terms
	middles sync.Map // of postcodes in which something is: *directory.Point
}

// Now is the directory as it is now. It stays the same while another index comes to be served.
func (i *Indexed) Now() Directory {
	x := i.Index()
	p := i.prepared.Load()
	if p == nil || p.of.Value() != x {
		p = &prepared{of: weak.Make(x), terms: i.termsOf(x)}
		i.prepared.Store(p)
	}
	return &view{Indexed: i, x: x, made: p}
}

func (i *Indexed) termsOf(x *index.Index) *Terms {
	var list []hsds.Term
	for _, t := range x.Terms() {
		namespace := t.Origin
		if namespace == "" {
			namespace = i.Namespace
		}
		list = append(list, hsds.Term{Namespace: namespace, Term: t.Term})
	}
	return NewTerms(list)
}

// view is a Directory over one index.
type view struct {
	*Indexed
	x    *index.Index
	made *prepared
}

// Terms implements Directory.
func (v *view) Terms() *Terms { return v.made.terms }

// Services implements Directory.
func (v *view) Services(ctx context.Context, q Query) ([]*directory.Service, int, error) {
	found, err := v.found(q)
	if err != nil {
		return nil, 0, err
	}
	if q.ID == (hsds.UUID{}) {
		list, err := v.read(ctx, found.Services(q.Offset, q.Limit))
		return list, found.Size(), err
	}
	list, err := v.read(ctx, found.Only(v.x.ByKey(q.ID.Short())...).Services(0, found.Size()))
	list = slices.DeleteFunc(list, func(s *directory.Service) bool { return v.keys(s).Service != q.ID })
	return cut(list, q), len(list), err
}

// Organisations implements Directory.
func (v *view) Organisations(ctx context.Context, q Query) ([]Organisation, int, error) {
	found, err := v.found(q)
	if err != nil {
		return nil, 0, err
	}
	if q.ID != (hsds.UUID{}) {
		of, err := v.found(Query{Organisation: q.ID})
		if err != nil {
			return nil, 0, err
		}
		found = found.And(of)
	}
	firsts, total := found.Organisations(q.Offset, q.Limit)
	services, err := v.read(ctx, firsts)
	var list []Organisation
	for _, s := range services {
		list = append(list, Organisation{s.Origin, s.Org})
	}
	return list, total, err
}

// ServicesAtPlaces implements Directory.
func (v *view) ServicesAtPlaces(ctx context.Context, q Query) ([]ServiceAtPlace, int, error) {
	found, err := v.found(q)
	if err != nil {
		return nil, 0, err
	}
	if q.ID != (hsds.UUID{}) {
		found = found.Only(v.x.ByVisit(q.ID.Short())...)
	}
	if q.ID != (hsds.UUID{}) || q.Postcode != "" {
		return v.chosen(ctx, q, found)
	}
	visits, total := found.Visits(q.Offset, q.Limit)
	var list []ServiceAtPlace
	var s *directory.Service
	for i, visit := range visits {
		if i == 0 || visit.Position != visits[i-1].Position {
			if s, err = v.at(ctx, visit.Position); err != nil {
				return nil, 0, err
			}
		}
		list = append(list, ServiceAtPlace{s, visit.Nth})
	}
	return list, total, nil
}

// found selects what every list can be narrowed to. Ids are found by their short form; that they are those that were
// asked for is seen on the first service, because all services under one of them stand under the same id.
func (v *view) found(q Query) (index.Selection, error) {
	narrow := index.Query{Words: q.Search, Since: q.ModifiedAfter}
	for _, tag := range []hsds.UUID{q.Term, q.Taxonomy} {
		if tag != (hsds.UUID{}) {
			narrow.Tags = append(narrow.Tags, tag.Short())
		}
	}
	if q.Organisation != (hsds.UUID{}) {
		narrow.Organisation = q.Organisation.Short()
	}
	found := v.x.Select(narrow)
	first := found.Services(0, 1)
	if len(first) == 0 || (narrow.Organisation == 0 && len(narrow.Tags) == 0) {
		return found, nil
	}
	s, err := v.x.At(first[0])
	if err != nil {
		return found, err
	}
	k := v.keys(s)
	if q.Organisation != (hsds.UUID{}) && q.Organisation != k.Organisation ||
		q.Term != (hsds.UUID{}) && !slices.Contains(k.Terms, q.Term) ||
		q.Taxonomy != (hsds.UUID{}) && !slices.Contains(k.Taxonomies, q.Taxonomy) {
		return found.Only(), nil
	}
	return found, nil
}

func (v *view) keys(s *directory.Service) hsds.Keys { return hsds.KeysOf(s, v.Namespace) }

// read reads the services at some positions.
func (v *view) read(ctx context.Context, positions []uint32) ([]*directory.Service, error) {
	list := make([]*directory.Service, 0, len(positions))
	for _, at := range positions {
		s, err := v.at(ctx, at)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func (v *view) at(ctx context.Context, position uint32) (*directory.Service, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return v.x.At(position)
}
