package index

import (
	"runtime"
	"sync"
)

// lists is a list of numbers for each service, one after the other. They are kept in blocks: a single slice that grows to
// hundreds of megabytes would be copied again and again, and be there twice each time.
type lists struct {
	blocks [][]uint32
	starts []place
}

// place is where a list lies.
type place struct{ block, from, size uint32 }

// blockSize is how many numbers a block holds, or more when a single list has more.
const blockSize = 1 << 20

// add takes in the list of the next service.
func (l *lists) add(list []uint32) {
	n := len(l.blocks)
	if n == 0 || cap(l.blocks[n-1])-len(l.blocks[n-1]) < len(list) {
		l.blocks = append(l.blocks, make([]uint32, 0, max(blockSize, len(list))))
		n++
	}
	last := &l.blocks[n-1]
	l.starts = append(l.starts, place{uint32(n - 1), uint32(len(*last)), uint32(len(list))})
	*last = append(*last, list...)
}

func (l *lists) of(i uint32) []uint32 {
	p := l.starts[i]
	return l.blocks[p.block][p.from : p.from+p.size]
}

// atOnce is how many positions are turned round at a time.
const atOnce = 1 << 24

// invert turns what each service has, in the order of arrival, into the services that each thing has. name tells the
// number of a thing, and whether it counts.
func invert(order []uint32, of *lists, things int, name func(uint32) (uint32, bool)) postings {
	held := make([]uint32, things)
	for _, block := range of.blocks {
		for _, t := range block {
			if n, ok := name(t); ok {
				held[n]++
			}
		}
	}
	var parts []*turned
	for from := 0; from < things; {
		part := &turned{from: from}
		to := from
		for to < things && (to == from || part.size+uint64(held[to]) <= atOnce) {
			part.size += uint64(held[to])
			to++
		}
		part.held = held[from:to]
		parts = append(parts, part)
		from = to
	}
	turnAll(parts, order, of, name)
	p := postings{ends: make([]uint64, 0, things)}
	for _, part := range parts {
		before := uint64(len(p.bytes))
		for _, end := range part.ends {
			p.ends = append(p.ends, before+end)
		}
		p.bytes = append(p.bytes, part.bytes...)
		*part = turned{}
	}
	return p
}

// turned is the lists of some things that follow on one another.
type turned struct {
	from int
	held []uint32 // how many services each has
	size uint64   // and all of them together
	postings
}

// turnAll works on as many parts at a time as there are processors.
func turnAll(parts []*turned, order []uint32, of *lists, name func(uint32) (uint32, bool)) {
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, part := range parts {
		slots <- struct{}{}
		wait.Go(func() {
			part.turn(order, of, name)
			<-slots
		})
	}
	wait.Wait()
}

func (p *turned) turn(order []uint32, of *lists, name func(uint32) (uint32, bool)) {
	next := make([]uint64, len(p.held))
	for i := 1; i < len(p.held); i++ {
		next[i] = next[i-1] + uint64(p.held[i-1])
	}
	flat := make([]uint32, p.size)
	for position, arrival := range order {
		for _, t := range of.of(arrival) {
			if n, ok := name(t); ok && int(n) >= p.from && int(n) < p.from+len(p.held) {
				flat[next[int(n)-p.from]] = uint32(position)
				next[int(n)-p.from]++
			}
		}
	}
	p.ends = make([]uint64, len(p.held))
	for i, n := range p.held {
		p.bytes = appendList(p.bytes, flat[next[i]-uint64(n):next[i]])
		p.ends[i] = uint64(len(p.bytes))
	}
}
