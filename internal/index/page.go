package index

import (
	"github.com/halte-brussels/halte/internal/directory"
)

// placed is a service of a page with its distance, if it has one.
type placed struct {
	near
	known bool
}

// page returns the services of the page that is asked for, in the published order: those of which least is unknown;
// those that hold the words in a name; those open now, then by appointment, closed, unknown; the nearest; and then by
// part, name and id, which is the order of the index. See docs/adr/0010.
func (w *work) page() []placed {
	p := pager{work: w, skip: max(0, w.q.Offset), left: max(0, w.q.Limit)}
	for _, tier := range w.tiers {
		if p.left == 0 {
			break
		}
		if w.named == nil {
			p.byState(tier)
			continue
		}
		s := w.copy(tier)
		s.and(w.named)
		p.byState(s)
		copy(s, tier)
		s.without(w.named)
		p.byState(s)
		w.give(s)
	}
	return p.list
}

// pager walks groups of services in order, past those that are skipped, until the page is full.
type pager struct {
	*work
	skip, left int
	list       []placed
}

// inOrder is how useful a state is to someone who looks for help.
var inOrder = [...]directory.Now{directory.Open, directory.Appointment, directory.Closed, directory.NotKnown}

func (p *pager) byState(group set) {
	if p.q.Plain {
		p.byPlace(group)
		return
	}
	if n := group.count(); p.left == 0 || n <= p.skip {
		p.skip -= min(n, p.skip)
		return
	}
	states := p.x.statesAt(p.q.At)
	s := p.take()
	for _, now := range inOrder {
		copy(s, group)
		s.and(states.by[now])
		p.byPlace(s)
	}
	p.give(s)
}

func (p *pager) byPlace(group set) {
	n := group.count()
	if p.left == 0 || n <= p.skip {
		p.skip -= min(n, p.skip)
		return
	}
	if p.q.Near == nil || p.q.Plain || !plausible(*p.q.Near) {
		p.inRow(group)
		return
	}
	located := group.countAnd(p.x.places.located)
	if located > p.skip {
		found := p.x.places.nearest(*p.q.Near, group, located, p.skip, min(p.left, located-p.skip))
		for _, f := range found {
			p.list = append(p.list, placed{f, true})
		}
		p.left -= len(found)
		p.skip = 0
	} else {
		p.skip -= located
	}
	rest := p.copy(group)
	rest.without(p.x.places.located)
	p.inRow(rest)
	p.give(rest)
}

// inRow takes services in the order of the index.
func (p *pager) inRow(group set) {
	before := len(p.list)
	for _, i := range group.window(nil, p.skip, p.left) {
		p.list = append(p.list, placed{near: near{service: i}})
	}
	if n := group.count(); n <= p.skip {
		p.skip -= n
	} else {
		p.skip = 0
	}
	p.left -= len(p.list) - before
}

// hits reads the records of a page and says of each why it is there.
func (w *work) hits(page []placed) ([]Hit, error) {
	hits := make([]Hit, 0, len(page))
	states := w.x.statesAt(w.q.At)
	for _, p := range page {
		s, err := w.x.At(p.service)
		if err != nil {
			return nil, err
		}
		h := Hit{Position: p.service, Service: s, State: w.x.stateOf(p.service, states, w.q.At), Placed: p.known,
			About: p.about}
		if p.known {
			h.Km = kilometres(p.apart)
		}
		h.Why = w.why(s, &h)
		hits = append(hits, h)
	}
	return hits, nil
}
