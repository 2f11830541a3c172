package index

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Finish makes the index of all that was added. The builder is used up. Without a file the index is ready; with one,
// its columns are appended to the file, which Open reads.
func (b *Builder) Finish() (*Index, error) {
	x, order := b.assemble()
	if b.out == nil {
		services := make(held, len(order))
		for to, from := range order {
			services[to] = b.held[from]
		}
		x.records = services
		return x, x.findNameless()
	}
	x.records = unopened{}
	return x, b.save(x, order)
}

// assemble puts everything into the order of the index. order is the number of arrival of each position.
func (b *Builder) assemble() (x *Index, order []uint32) {
	n := len(b.order)
	order = ascending(n)
	slices.SortFunc(order, func(p, q uint32) int {
		a, c := &b.order[p], &b.order[q]
		return cmp.Or(cmp.Compare(a.role, c.role), cmp.Compare(a.name, c.name), cmp.Compare(a.id, c.id))
	})
	b.order = nil
	to := make([]uint32, n)
	for position, arrival := range order {
		to[arrival] = uint32(position)
	}
	x = &Index{n: n, vocabulary: b.o.Vocabulary, calendar: b.o.Calendar, keysOf: b.o.keys(), schedules: b.schedules,
		all: full(n)}
	b.assembleColumns(x, to)
	x.organisations = b.organisations.assemble(order)
	x.ids, x.serviceKeys = newLookup(b.hashes, to), newLookup(b.serviceKeys, to)
	for i, at := range b.visitAt {
		b.visitAt[i] = to[at]
	}
	x.visitKeys = newLookup(b.visitKeys, b.visitAt)
	x.countVisits()
	x.terms = sortedTerms(b.terms)
	x.tags, x.tagged = b.assembleTags(order)
	x.words = b.assembleWords(order)
	return x, order
}

func (b *Builder) assembleColumns(x *Index, to []uint32) {
	for a := range b.columns {
		c := &x.columns[a]
		b.columns[a].each(func(slot int, s *set) {
			if *s != nil || slot == 0 {
				*c.slot(slot) = s.permuted(to)
			}
		})
	}
	x.imported = b.imported.permuted(to)
	x.timetableOf = moved(b.timetableOf, to)
	x.modified = moved(b.modified, to)
	texts := make([]string, len(b.timetables))
	for text, i := range b.timetables {
		texts[i] = text
	}
	x.timetableTexts = texts
	x.readTimetables()
	for i := range b.spots {
		b.spots[i].service = to[b.spots[i].service]
	}
	x.places = newGrid(b.spots, x.n)
}

// slot is the set with a number that each gave.
func (c *column) slot(i int) *set {
	switch {
	case i == 0:
		return &c.whole
	case i < 65:
		return &c.yes[i-1]
	}
	return &c.no[i-65]
}

func (x *Index) readTimetables() {
	x.timetables = make([]timetable, len(x.timetableTexts))
	for i, text := range x.timetableTexts {
		x.timetables[i] = readTimetable(text, x.parse)
	}
}

func moved[T any](list []T, to []uint32) []T {
	out := make([]T, len(list))
	for from, v := range list {
		out[to[from]] = v
	}
	return out
}

func sortedTerms(terms map[Term]bool) []Term {
	return slices.SortedFunc(maps.Keys(terms), func(s, t Term) int {
		return cmp.Or(cmp.Compare(s.Origin, t.Origin), cmp.Compare(s.Taxonomy, t.Taxonomy), cmp.Compare(s.Code, t.Code),
			cmp.Compare(s.Name, t.Name))
	})
}

func (b *Builder) assembleTags(order []uint32) ([]uint64, postings) {
	tags := slices.Sorted(maps.Keys(b.tags))
	rank := make([]uint32, len(tags))
	for position, tag := range tags {
		rank[b.tags[tag]] = uint32(position)
	}
	return tags, invert(order, &b.tagsOf, len(tags), func(t uint32) (uint32, bool) { return rank[t], true })
}

func (b *Builder) assembleWords(order []uint32) dictionary {
	words := make([]string, 0, len(b.dictionary))
	for w := range b.dictionary {
		words = append(words, w)
	}
	slices.Sort(words)
	rank := make([]uint32, len(words))
	d := dictionary{ends: make([]uint32, len(words))}
	var text []byte
	for position, w := range words {
		rank[b.dictionary[w]] = uint32(position)
		text = append(text, w...)
		d.ends[position] = uint32(min(len(text), math.MaxUint32))
	}
	d.text = string(text)
	b.dictionary = nil
	d.anyway = invert(order, &b.tokens, len(words), func(t uint32) (uint32, bool) { return rank[t&^inName], true })
	d.named = invert(order, &b.tokens, len(words), func(t uint32) (uint32, bool) {
		return rank[t&^inName], t&inName != 0
	})
	b.tokens = lists{}
	return d
}
