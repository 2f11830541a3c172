// Package index is a directory as sets: which services have an attribute, are open at a moment, lie near a point or hold
// a word. It answers the same questions over the few dozen services of a pack and over a million imported ones.
//
// An index is built once and never changes; whoever serves swaps a whole one for another. What every question needs is
// in memory. The records themselves are too when they are few; when they are many they stay in the file and are read as
// they are shown.
package index

import (
	"sync"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// Options is what an index is made with, and has to be opened with again.
type Options struct {
	Vocabulary *facts.Vocabulary
	Calendar   hours.Options // zone and holidays, for hours
	// Locate says about where a place is that has no point of its own, such as the middle of its commune. It may be nil.
	Locate func(*directory.Place) (directory.Point, bool)
	// Keys are the numbers under which a service is also found. It may be nil.
	Keys func(*directory.Service) Keys
}

func (o *Options) keys() func(*directory.Service) Keys {
	if o.Keys != nil {
		return o.Keys
	}
	return func(*directory.Service) Keys { return Keys{} }
}

// Keys are numbers under which a service is found besides its id: parts of UUIDs, so that two records have the same
// only by a chance of one in millions of millions. Who asks compares nevertheless.
type Keys struct {
	Service      uint64
	Organisation uint64
	Visits       []uint64 // one for each place, then one for each confidential one
	Tags         []uint64 // what it stands under
}

// Term is a term of a taxonomy with the import that it came with.
type Term struct {
	Origin string
	directory.Term
}

// Index is an indexed directory. It does not change, and may be used by many at once.
type Index struct {
	n          int
	all        set
	vocabulary *facts.Vocabulary
	calendar   hours.Options
	keysOf     func(*directory.Service) Keys

	columns        [attributes]column
	timetableTexts []string
	timetables     []timetable
	timetableOf    []uint32
	places         grid
	words          dictionary
	terms          []Term
	tags           []uint64 // sorted, with the services that stand under each
	tagged         postings
	organisations  organisations
	modified       []int64 // Unix seconds, 0 when unknown
	imported       set     // services that are not the pack's own

	ids         lookup   // services by the hash of their id
	serviceKeys lookup   // services by their key
	visitKeys   lookup   // services by the key of a service at a place
	visitEnds   []uint32 // made of visitKeys: how many places there are before each service, and at the end in all
	records     records

	schedules *schedules
	moments   moments
	pool      sync.Pool // of *work
}

// Size is how many services there are.
func (x *Index) Size() int { return x.n }

// Zone is the time zone in which hours are meant.
func (x *Index) Zone() *time.Location { return x.calendar.Zone }

// Vocabulary is the values that the attributes take.
func (x *Index) Vocabulary() *facts.Vocabulary { return x.vocabulary }

// Service finds a service by its id.
func (x *Index) Service(id string) (*directory.Service, bool, error) {
	for _, at := range x.ids.find(hash(id)) {
		s, err := x.At(at)
		if err != nil || s.ID == id {
			return s, err == nil, err
		}
	}
	return nil, false, nil
}

// ByKey finds a service by its key.
func (x *Index) ByKey(key uint64) []uint32 { return x.serviceKeys.find(key) }

// ByVisit finds the services that have a place under a key.
func (x *Index) ByVisit(key uint64) []uint32 { return x.visitKeys.find(key) }

// Spots lists the doors of the services that a query finds, and no more than so many; middles of areas are not among
// them.
func (x *Index) Spots(q Query, most int) []directory.Point {
	w := x.work(&q)
	defer x.done(w)
	w.narrow()
	w.filter()
	var list []directory.Point
	for _, s := range x.places.spots {
		if s.about {
			continue
		}
		for _, tier := range w.tiers {
			if tier.has(s.service) && len(list) < most {
				list = append(list, s.point())
				break
			}
		}
	}
	return list
}

// Terms lists the terms of other taxonomies that services stand under.
func (x *Index) Terms() []Term { return x.terms }

// At returns the service at a position.
func (x *Index) At(i uint32) (*directory.Service, error) { return x.records.at(i) }

// Close releases the file that the records are read from, if there is one.
func (x *Index) Close() error { return x.records.close() }

// parse reads hours with the calendar of the index.
func (x *Index) parse(text string) (*hours.Schedule, error) { return x.schedules.parse(text) }
