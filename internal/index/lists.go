package index

import (
	"math/bits"
	"slices"
	"sort"

	"github.com/halte-brussels/halte/internal/directory"
)

// Selection is the services that a query finds for sure, to be listed in other ways than one by one. Whatever it tells,
// it reads no record.
type Selection struct {
	x     *Index
	found set
}

// Select finds what a query asks for by words, tags, organisation and date: what a service either meets or does not.
func (x *Index) Select(q Query) Selection {
	w := x.work(&q)
	defer x.done(w)
	w.narrow()
	return Selection{x, slices.Clone(w.base)}
}

// Size is how many services there are.
func (s Selection) Size() int { return s.found.count() }

// Has tells whether the service at a position is in it.
func (s Selection) Has(position uint32) bool { return s.found.has(position) }

// Services lists the positions of the services, in the order of the index, from the skip-th on.
func (s Selection) Services(skip, limit int) []uint32 { return s.found.window(nil, skip, limit) }

// Only is those of the selection that are at one of some positions.
func (s Selection) Only(positions ...uint32) Selection {
	kept := newSet(s.x.n)
	for _, at := range positions {
		if s.found.has(at) {
			kept.add(at)
		}
	}
	return Selection{s.x, kept}
}

// Under is those of the selection that stand under a tag.
func (s Selection) Under(tag uint64) Selection {
	kept := newSet(s.x.n)
	s.x.under(tag, kept)
	kept.and(s.found)
	return Selection{s.x, kept}
}

// Having is those of the selection that have one of some values.
func (s Selection) Having(f Filter) Selection {
	kept := newSet(s.x.n)
	for v, yes := range s.x.columns[f.Attribute].yes {
		if f.Values&(1<<v) != 0 {
			kept.or(yes)
		}
	}
	kept.and(s.found)
	return Selection{s.x, kept}
}

// Unlisted is those of the selection of which nothing is known for an attribute, or not all.
func (s Selection) Unlisted(a Attribute) Selection {
	kept := slices.Clone(s.found)
	kept.without(s.x.columns[a].whole)
	return Selection{s.x, kept}
}

// And is what is in both.
func (s Selection) And(o Selection) Selection {
	kept := slices.Clone(s.found)
	kept.and(o.found)
	return Selection{s.x, kept}
}

// Or is what is in one of them, or in both.
func (s Selection) Or(o Selection) Selection {
	kept := slices.Clone(s.found)
	kept.or(o.found)
	return Selection{s.x, kept}
}

// Organisations lists the organisations that run one of the services, by name, from the skip-th on, and how many there
// are in all. Each is told by the position of the first of all its services. What has no name is not listed.
func (s Selection) Organisations(skip, limit int) (firsts []uint32, total int) {
	o := &s.x.organisations
	run := newSet(len(o.ends))
	if s.Size() == s.x.n { // each runs at least one
		run = full(len(o.ends))
	} else {
		s.found.each(func(i uint32) bool {
			run.add(o.of[i])
			return true
		})
	}
	for number := range o.nameless {
		run.remove(number)
	}
	for _, number := range run.window(nil, skip, limit) {
		if services := o.services(number); len(services) > 0 { // a file may say otherwise
			firsts = append(firsts, services[0])
		}
	}
	return firsts, run.count()
}

// findNameless counts the organisations without a name. They are the first ones, because organisations are numbered by
// name.
func (x *Index) findNameless() error {
	var failed error
	x.organisations.nameless = uint32(sort.Search(len(x.organisations.ends), func(number int) bool {
		run := x.organisations.services(uint32(number))
		if len(run) == 0 || failed != nil {
			return true
		}
		s, err := x.At(run[0])
		if err != nil {
			failed = err
			return true
		}
		return first(s.Org.Name) != ""
	}))
	return failed
}

// Visit is a service at one of its places.
type Visit struct {
	Position uint32
	Nth      int // of its places, then of its confidential ones
}

// Visits lists the services at each of their places, in the order of the index, from the skip-th on, and how many there
// are in all.
func (s Selection) Visits(skip, limit int) (list []Visit, total int) {
	for at, word := range s.found {
		n := s.x.visitsIn(at, word)
		if total+n > skip && len(list) < limit {
			list = s.x.appendVisits(list, at, word, max(0, skip-total), limit)
		}
		total += n
	}
	return list, total
}

// VisitsOf is how many places a service has.
func (x *Index) VisitsOf(position uint32) int {
	return int(x.visitEnds[position+1] - x.visitEnds[position])
}

// visitsIn counts the places of the services in one word of a set. Most words are full where nothing narrows.
func (x *Index) visitsIn(at int, word uint64) (n int) {
	if word == ^uint64(0) {
		return int(x.visitEnds[at<<6+64] - x.visitEnds[at<<6])
	}
	for ; word != 0; word &= word - 1 {
		n += x.VisitsOf(uint32(at<<6 + bits.TrailingZeros64(word)))
	}
	return n
}

func (x *Index) appendVisits(list []Visit, at int, word uint64, skip, limit int) []Visit {
	for ; word != 0; word &= word - 1 {
		position := uint32(at<<6 + bits.TrailingZeros64(word))
		for nth := range x.VisitsOf(position) {
			if skip > 0 {
				skip--
			} else if len(list) < limit {
				list = append(list, Visit{position, nth})
			}
		}
	}
	return list
}

// countVisits makes the column of where the places of each service end, if all were in one row.
func (x *Index) countVisits() {
	x.visitEnds = make([]uint32, x.n+1)
	for _, at := range x.visitKeys.at {
		x.visitEnds[at+1]++
	}
	for i := range x.n {
		x.visitEnds[i+1] += x.visitEnds[i]
	}
}

// Doors counts the places of each service that are at most so many kilometres from a point. Services that are not in
// the selection, confidential places and those of which only the area is known have none.
func (s Selection) Doors(from directory.Point, km float64) []uint32 {
	doors := make([]uint32, s.x.n)
	s.x.places.each(from, km, func(near spot) {
		if !near.about && s.found.has(near.service) {
			doors[near.service]++
		}
	})
	return doors
}

// EachDoor calls f for each place of the selection of which it is known where it is.
func (s Selection) EachDoor(f func(position uint32, p directory.Point)) {
	for _, door := range s.x.places.spots {
		if !door.about && s.found.has(door.service) {
			f(door.service, door.point())
		}
	}
}

// Inside tells whether a point is at most so many kilometres from another, exactly as Doors reckons it.
func Inside(from directory.Point, km float64, p directory.Point) bool {
	kept := spot{lat: float32(p.Lat), lon: float32(p.Lon)}
	return plausible(p) && onSphere(from).apart(onSphere(kept.point())) <= apartAt(km)
}
