package index

import (
	"cmp"
	"slices"

	"github.com/halte-brussels/halte/internal/lang"
)

// organisations is who runs which services. Organisations are numbered by name.
type organisations struct {
	of   []uint32 // of each service, its organisation
	run  []uint32 // the services of each organisation, one organisation after the other
	ends []uint32 // where each organisation's end in run
	keys lookup
	// nameless is how many there are without a name. They come first.
	nameless uint32
}

// services lists the services of an organisation.
func (o *organisations) services(number uint32) []uint32 {
	if int(number) >= len(o.ends) {
		return nil
	}
	from := uint32(0)
	if number > 0 {
		from = o.ends[number-1]
	}
	return o.run[from:o.ends[number]]
}

// organisationList is organisations while they are gathered. Two imports may each have one with the same id.
type organisationList struct {
	numbers map[organisationID]uint32
	ids     []organisationID
	names   []string
	keys    []uint64
	of      []uint32
}

type organisationID struct{ origin, id string }

func (l *organisationList) add(texts *arena, origin, id string, name lang.Text, key uint64) {
	it := organisationID{origin, id}
	n, ok := l.numbers[it]
	if !ok {
		it = organisationID{texts.copy(origin), texts.copy(id)}
		n = uint32(len(l.ids))
		l.numbers[it] = n
		l.ids, l.names, l.keys = append(l.ids, it), append(l.names, texts.copy(lang.Fold(first(name)))), append(l.keys, key)
	}
	l.of = append(l.of, n)
}

// assemble numbers the organisations by name. order is the number of arrival of each service's position.
func (l *organisationList) assemble(order []uint32) organisations {
	byName := ascending(len(l.ids))
	slices.SortFunc(byName, func(p, q uint32) int {
		return cmp.Or(cmp.Compare(l.names[p], l.names[q]), cmp.Compare(l.ids[p].origin, l.ids[q].origin),
			cmp.Compare(l.ids[p].id, l.ids[q].id))
	})
	number := make([]uint32, len(l.ids))
	for i, from := range byName {
		number[from] = uint32(i)
	}
	o := organisations{make([]uint32, len(order)), make([]uint32, len(order)), make([]uint32, len(l.ids)), lookup{}, 0}
	for position, arrival := range order {
		o.of[position] = number[l.of[arrival]]
		o.ends[o.of[position]]++
	}
	next := make([]uint32, len(o.ends))
	for i := 1; i < len(o.ends); i++ {
		o.ends[i] += o.ends[i-1]
		next[i] = o.ends[i-1]
	}
	for position, n := range o.of {
		o.run[next[n]] = uint32(position)
		next[n]++
	}
	o.keys = newLookup(l.keys, number)
	return o
}

func ascending(n int) []uint32 {
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(i)
	}
	return list
}
