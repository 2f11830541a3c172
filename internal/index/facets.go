package index

// facets counts, for each attribute, how many of the services found have each value. What the query itself asks of an
// attribute does not narrow that attribute's own counts, so that they tell what another choice would give.
func (w *work) facets() []Facet {
	list := make([]Facet, 0, attributes)
	found := w.copy(w.base)
	for _, e := range w.nos {
		found.without(e.no)
	}
	for a := range attributes {
		list = append(list, w.facet(Attribute(a), found))
	}
	w.give(found)
	return list
}

func (w *work) facet(a Attribute, found set) Facet {
	among := found
	if w.asked(a) {
		among = w.copy(w.base)
		defer w.give(among)
		for _, e := range w.nos {
			if !e.own || e.attribute != a {
				among.without(e.no)
			}
		}
	}
	f := Facet{Attribute: a}
	known := w.take()
	defer w.give(known)
	c := &w.x.columns[a]
	known.or(c.whole)
	for v := range c.yes {
		if c.yes[v] == nil {
			continue
		}
		if n := among.countAnd(c.yes[v]); n > 0 {
			f.Values = append(f.Values, Count{v, n})
		}
		known.or(c.yes[v])
	}
	f.Unknown = among.count() - among.countAnd(known)
	return f
}

func (w *work) asked(a Attribute) bool {
	for _, e := range w.nos {
		if e.own && e.attribute == a {
			return true
		}
	}
	return false
}

// count counts what was found under each tag that is to be counted.
func (w *work) count(found *Found) {
	if len(w.q.Count) == 0 {
		return
	}
	among := w.copy(w.base)
	for _, e := range w.nos {
		if !e.in {
			among.without(e.no)
		}
	}
	s := w.take()
	for _, tag := range w.q.Count {
		s.clear()
		w.x.under(tag, s)
		found.Counts = append(found.Counts, among.countAnd(s))
	}
	s.clear()
	w.x.under(w.q.InKnown, s)
	among.without(s)
	found.Uncounted = among.count()
	w.give(s)
	w.give(among)
}
