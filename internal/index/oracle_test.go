package index

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// oracle answers a query by looking at every service, one by one. It is the meaning that the sets have to have, and
// shares no code with them but the distance between two points and the words of the language room.
type oracle struct {
	services []*directory.Service // in the order of the index
	o        Options
}

func newOracle(services []*directory.Service, o Options) oracle { return oracle{sorted(services), o} }

// truth is what holds of one service for each filter of a query.
type truth struct {
	filters []verdict
	in      int // the filter on In, or -1
	plainly bool
	words   []bool  // in a name
	apart   float64 // how far, as vector.apart tells it
	located bool
	about   bool
	service *directory.Service
}

type verdict struct {
	yes, known bool
	attribute  Attribute
	own        bool
}

func (v verdict) excludes() bool { return v.known && !v.yes }

// judge tells what holds of a service.
func (n oracle) judge(s *directory.Service, q Query, meant []string) truth {
	r := truth{service: s, in: -1, plainly: n.plainly(s, q)}
	if q.Open && !q.Plain {
		now := s.At(q.At, n.o.Calendar.Zone).Now
		r.filters = append(r.filters, verdict{yes: now == directory.Open, known: now != directory.NotKnown})
	}
	for _, f := range q.Having {
		yes, known := stands(s, n.o.Vocabulary, f)
		r.filters = append(r.filters, verdict{yes, known, f.Attribute, true})
	}
	tags := keysOf(s).Tags
	if len(q.In) > 0 {
		r.in = len(r.filters)
		yes := slices.ContainsFunc(q.In, func(tag uint64) bool { return slices.Contains(tags, tag) })
		r.filters = append(r.filters, verdict{yes: yes, known: yes || slices.Contains(tags, q.InKnown)})
	}
	if q.Near != nil {
		r.apart, r.about, r.located = n.nearest(s, *q.Near)
		if q.Within > 0 {
			r.filters = append(r.filters, verdict{yes: r.located && kilometres(r.apart) <= q.Within, known: r.located})
		}
	}
	for i := range meant {
		in, anywhere := holds(s, meant[i])
		r.plainly = r.plainly && anywhere
		r.words = append(r.words, in)
	}
	return r
}

// plainly tells whether what a service either meets or does not is met.
func (n oracle) plainly(s *directory.Service, q Query) bool {
	k := keysOf(s)
	for _, tag := range q.Tags {
		if !slices.Contains(k.Tags, tag) {
			return false
		}
	}
	if q.Organisation != 0 && k.Organisation != q.Organisation {
		return false
	}
	changed, err := time.Parse(time.RFC3339, s.Modified)
	return q.Since.IsZero() || err != nil || !changed.Before(q.Since)
}

// nearest is the way to the nearest place of a service. A place without a point lies in the middle of its postcode.
func (n oracle) nearest(s *directory.Service, from directory.Point) (apart float64, about, located bool) {
	apart = math.Inf(1)
	for _, p := range s.Places {
		at, guess := p.Point, false
		if at == nil {
			if middle, ok := n.o.Locate(p); ok {
				at, guess = &middle, true
			}
		}
		if at == nil || math.Abs(at.Lat) > 90 || math.Abs(at.Lon) > 180 {
			continue
		}
		stored := directory.Point{Lat: float64(float32(at.Lat)), Lon: float64(float32(at.Lon))}
		if d := onSphere(from).apart(onSphere(stored)); d < apart || d == apart && !guess {
			apart, about = d, guess
		}
		located = true
	}
	return apart, about, located
}

// tier is how many filters are not known to hold.
func (r truth) tier() int {
	unknown := 0
	for _, v := range r.filters {
		if !v.known {
			unknown++
		}
	}
	return unknown
}

// passes tells whether nothing known excludes the service, leaving some filters aside.
func (r truth) passes(aside func(i int, v verdict) bool) bool {
	for i, v := range r.filters {
		if v.excludes() && !aside(i, v) {
			return false
		}
	}
	return r.plainly
}

func none(int, verdict) bool { return false }

// expected is what Find has to find.
type expected struct {
	hits        []truth
	total, sure int
	facets      []Facet
	counts      []int
	uncounted   int
	spoken      []Spoken
}

func (n oracle) find(q Query) expected {
	var e expected
	meant, spoken := n.meant(q.Words)
	e.spoken = spoken
	var judged []truth
	for _, s := range n.services {
		r := n.judge(s, q, meant)
		judged = append(judged, r)
		if r.passes(none) {
			e.hits = append(e.hits, r)
			if r.tier() == 0 {
				e.sure++
			}
		}
	}
	e.total = len(e.hits)
	slices.SortStableFunc(e.hits, n.byFit(q))
	for _, a := range Attributes() {
		if q.Facets {
			e.facets = append(e.facets, n.facet(a, judged))
		}
	}
	n.count(q, judged, &e)
	return e
}

// byFit is the published order; equals stay in the order of the index.
func (n oracle) byFit(q Query) func(a, b truth) int {
	state := func(r truth) int {
		return slices.Index([]directory.Now{directory.Open, directory.Appointment, directory.Closed, directory.NotKnown},
			r.service.At(q.At, n.o.Calendar.Zone).Now)
	}
	elsewhere := func(r truth) int {
		if slices.Contains(r.words, false) {
			return 1
		}
		return 0
	}
	return func(a, b truth) int {
		if d := cmp.Or(cmp.Compare(a.tier(), b.tier()), cmp.Compare(elsewhere(a), elsewhere(b))); d != 0 || q.Plain {
			return d
		}
		if d := cmp.Compare(state(a), state(b)); d != 0 || q.Near == nil {
			return d
		}
		return cmp.Compare(a.apart, b.apart)
	}
}

// sorted is services in the order of the index.
func sorted(services []*directory.Service) []*directory.Service {
	part := func(s *directory.Service) int {
		return slices.Index([]directory.Role{directory.Emergency, directory.Door, directory.Helpline, directory.Other, directory.Tool}, s.Role)
	}
	name := func(s *directory.Service) string {
		for _, tag := range []lang.Tag{"en", "fr", "nl", "tr"} {
			if text, ok := s.Name[tag]; ok {
				return lang.Fold(text)
			}
		}
		return ""
	}
	list := slices.Clone(services)
	slices.SortFunc(list, func(a, b *directory.Service) int {
		return cmp.Or(part(a)-part(b), strings.Compare(name(a), name(b)), strings.Compare(a.ID, b.ID))
	})
	return list
}

// facet counts one attribute among what passes without the filters on that attribute.
func (n oracle) facet(a Attribute, judged []truth) Facet {
	f := Facet{Attribute: a}
	values := make([]int, 64)
	for _, r := range judged {
		if !r.passes(func(_ int, v verdict) bool { return v.own && v.attribute == a }) {
			continue
		}
		known := a != Residence && n.listed(r.service, a)
		for v := range values {
			if spoken(r.service, n.o.Vocabulary, Filter{a, 1 << v}) {
				values[v]++
				known = true
			}
		}
		if !known {
			f.Unknown++
		}
	}
	for v, services := range values {
		if services > 0 {
			f.Values = append(f.Values, Count{v, services})
		}
	}
	return f
}

// listed tells whether a service says all that it has of an attribute.
func (n oracle) listed(s *directory.Service, a Attribute) bool {
	if a == Language && s.Interpreters == directory.Yes {
		return false
	}
	_, known := stands(s, n.o.Vocabulary, Filter{a, 1 << 63}) // a value that nobody has
	return known
}

func (n oracle) count(q Query, judged []truth, e *expected) {
	if len(q.Count) == 0 {
		return
	}
	e.counts = make([]int, len(q.Count))
	for _, r := range judged {
		if !r.passes(func(i int, _ verdict) bool { return i == r.in }) {
			continue
		}
		tags := keysOf(r.service).Tags
		for i, tag := range q.Count {
			if slices.Contains(tags, tag) {
				e.counts[i]++
			}
		}
		if !slices.Contains(tags, q.InKnown) {
			e.uncounted++
		}
	}
}

// meant understands what was typed: a word, a longer one that it begins, or else the commonest that is one slip away.
func (n oracle) meant(text string) (patterns []string, spoken []Spoken) {
	if text == "" {
		return nil, nil
	}
	holders := map[string]int{}
	for _, s := range n.services {
		names, rest := textsOf(s)
		of := map[string]bool{}
		for _, w := range lang.Words(names + " " + rest) {
			of[w] = true
		}
		for w := range of {
			holders[w]++
		}
	}
	var seen []string
	for _, w := range lang.Words(text) {
		if slices.Contains(seen, w) || len(seen) == 12 {
			continue
		}
		seen = append(seen, w)
		pattern := "=" + w
		if len(w) >= 3 {
			pattern = "^" + w
		}
		found := ""
		for h := range holders {
			switch {
			case matches(h, pattern):
				found = "as it is"
			case found != "as it is" && len(w) >= 4 && h[0] == w[0] && slips(w, h) == 1 &&
				(found == "" || holders[h] > holders[found] || holders[h] == holders[found] && h < found):
				found = h
			}
		}
		switch found {
		case "as it is":
		case "":
			spoken = append(spoken, Spoken{w, ""})
		default:
			spoken, pattern = append(spoken, Spoken{w, found}), "="+found
		}
		patterns = append(patterns, pattern)
	}
	return patterns, spoken
}

func matches(word, pattern string) bool {
	return word == pattern[1:] || pattern[0] == '^' && strings.HasPrefix(word, pattern[1:])
}

// holds tells whether a service has a word, in a name and anywhere.
func holds(s *directory.Service, pattern string) (inName, anywhere bool) {
	names, rest := textsOf(s)
	has := func(text string) bool {
		return slices.ContainsFunc(lang.Words(text), func(w string) bool { return matches(w, pattern) })
	}
	inName = has(names)
	return inName, inName || has(rest)
}

// textsOf is what is written of an invented service: its names, and all else.
func textsOf(s *directory.Service) (names, rest string) {
	join := func(list ...lang.Text) string {
		all := ""
		for _, t := range list {
			for _, text := range t {
				all += text + " . "
			}
		}
		return all
	}
	names, rest = join(s.Name, s.Aka, s.Org.Name), join(s.Does)
	for _, t := range s.Terms {
		names += t.Name + " . "
	}
	for _, p := range s.Places {
		rest += join(p.Name, p.Street, p.Town) + p.Postcode + " . "
	}
	return names, rest
}

// slips is how many letters have to be put in, left out, changed, or swapped with their neighbour to make one word of
// another.
func slips(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
