package guide

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// Bounds on a query: longer ones are cut, so that a search costs the same whatever is typed.
const (
	maxQuery = 200 // bytes
	maxTerms = 16
)

// Hit is one item found, with its rank's weight; only the order matters.
type Hit struct {
	Item   *Item
	Weight float64
}

// index is an inverted index over all languages at once, so that a French word finds its item whatever language the
// reader has chosen. An item counts in two ways: by all that it says, as search engines do (BM25), and by the one
// passage of it that is most like the query: a title, a sentence, or a phrase that people type.
type index struct {
	entries  []entry // sorted by term
	shapes   []shape // of the entries, apart because every word of a query reads them all
	docs     []doc
	passages []passage
	average  float64         // length of a document
	dutch    map[string]bool // words that compounds are made of
}

// entry is one term and where it stands.
type entry struct {
	term     string
	rarity   float64
	docs     []posting
	passages []int
}

type posting struct {
	doc    int
	weight float64 // sum of the weights of the fields the term is in
}

// doc is one item in one language; the languages of an item compete, and the best one counts.
type doc struct {
	item   int
	length float64
}

type passage struct {
	doc    int
	weight float64
	mass   float64 // sum of the rarities of its terms
}

// How much a passage weighs by what it is.
const (
	asPhrase   = 1.0
	asTitle    = 0.9
	asTopic    = 0.7
	asSentence = 0.6
)

// How much a part of a compound weighs beside the whole.
const asPart = 0.6

// dutch is the language that writes compounds as one word.
const dutch = lang.Tag("nl")

// builder gathers an index; terms are in a map until all are known.
type builder struct {
	*index
	found map[string]*entry
}

func newIndex(g *Guide) *index {
	b := builder{&index{dutch: map[string]bool{}}, map[string]*entry{}}
	list := g.inOrder()
	for _, item := range list {
		for _, text := range item.passages(dutch) {
			for _, w := range lang.Words(text.text) {
				b.dutch[w] = b.dutch[w] || len(w) >= minPart && !silent[w]
			}
		}
	}
	for i, item := range list {
		for _, tag := range lang.Interface() {
			b.add(i, item.passages(tag), tag == dutch)
		}
	}
	return b.finish()
}

// inOrder lists the items in the guide's order, which decides between items that a query fits equally well.
func (g *Guide) inOrder() []*Item {
	var list []*Item
	for _, t := range g.Topics {
		for i := range t.Items {
			list = append(list, &t.Items[i])
		}
	}
	return list
}

type weighted struct {
	text   string
	weight float64
}

// passages returns what an item can be found by in a language.
func (i *Item) passages(tag lang.Tag) []weighted {
	list := []weighted{{i.Topic.Title[tag], asTopic}, {i.Title[tag], asTitle}}
	for _, phrase := range i.Words[tag] {
		list = append(list, weighted{phrase, asPhrase})
	}
	for _, t := range i.Texts() {
		for _, sentence := range strings.FieldsFunc(t[tag], func(r rune) bool { return strings.ContainsRune(".:;?!", r) }) {
			list = append(list, weighted{sentence, asSentence})
		}
	}
	return list
}

// add indexes the passages of an item in one language.
func (b builder) add(item int, passages []weighted, compounds bool) {
	d := len(b.docs)
	length := 0.0
	for _, p := range passages {
		words := lang.Words(p.text)
		if len(words) == 0 {
			continue
		}
		b.passages = append(b.passages, passage{doc: d, weight: p.weight})
		for _, w := range append(words, joined(p.text)...) {
			b.note(stem(w), d, p.weight)
			if compounds {
				for _, part := range b.parts(w) {
					b.note(stem(part), d, p.weight*asPart)
				}
			}
		}
		length += float64(len(words))
	}
	b.docs = append(b.docs, doc{item, length})
	b.average += length
}

// note enters a term of the newest passage.
func (b builder) note(term string, d int, weight float64) {
	e := b.found[term]
	if e == nil {
		e = &entry{term: term}
		b.found[term] = e
	}
	if p := len(b.passages) - 1; len(e.passages) == 0 || e.passages[len(e.passages)-1] != p {
		e.passages = append(e.passages, p)
	}
	if last := len(e.docs) - 1; last >= 0 && e.docs[last].doc == d {
		e.docs[last].weight += weight
	} else {
		e.docs = append(e.docs, posting{d, weight})
	}
}

// finish sorts the entries before it sums, so that the sums are the same to the last bit every time.
func (b builder) finish() *index {
	for _, e := range b.found {
		b.entries = append(b.entries, *e)
	}
	slices.SortFunc(b.entries, func(x, y entry) int { return strings.Compare(x.term, y.term) })
	n := float64(len(b.docs))
	b.average = max(1, b.average/max(1, n))
	for i := range b.entries {
		e := &b.entries[i]
		df := float64(len(e.docs))
		e.rarity = math.Log(1 + (n-df+0.5)/(df+0.5))
		for _, p := range e.passages {
			b.passages[p].mass += e.rarity
		}
		b.shapes = append(b.shapes, shapeOf(e.term))
	}
	return b.index
}

// Search finds the items that a query most likely means, best first, at most limit of them. It reads every language,
// forgives accents and small mistakes, and takes the beginning of a word for the word.
func (g *Guide) Search(query string, limit int) []Hit {
	x := g.index()
	wanted := x.wanted(query)
	docs, passages := newTally(len(x.docs)), newTally(len(x.passages))
	total := 0.0
	for _, w := range wanted {
		alike, rarity := x.alike(w)
		total += w.weight * rarity
		for _, a := range alike {
			e := &x.entries[a.entry]
			if !w.silent {
				for _, p := range e.docs {
					docs.offer(p.doc, w.weight*a.likeness*e.rarity*x.damped(p))
				}
			}
			for _, p := range e.passages {
				passages.offer(p, w.weight*a.likeness*e.rarity)
			}
		}
		docs.settle()
		passages.settle()
	}
	return g.best(x.items(docs.sums, passages.sums, total), limit)
}

// tally sums, for each thing, the best offer of every word of the query.
type tally struct {
	sums, best []float64
	touched    []int
}

func newTally(n int) tally { return tally{sums: make([]float64, n), best: make([]float64, n)} }

func (t *tally) offer(i int, value float64) {
	if t.best[i] == 0 {
		t.touched = append(t.touched, i)
	}
	t.best[i] = max(t.best[i], value)
}

func (t *tally) settle() {
	for _, i := range t.touched {
		t.sums[i] += t.best[i]
		t.best[i] = 0
	}
	t.touched = t.touched[:0]
}

// BM25's usual constants, which damp repeated words and long items.
const (
	saturation = 1.4
	lengthWise = 0.4
)

func (x *index) damped(p posting) float64 {
	norm := saturation * (1 - lengthWise + lengthWise*x.docs[p.doc].length/x.average)
	return p.weight * (saturation + 1) / (p.weight + norm)
}

// passageWeight is how much the best passage counts beside all that an item says.
const passageWeight = 3

// items adds up what counts for each item. A passage counts for the share of the query that it meets and for the
// share of it that the query meets, so that a phrase typed as it stands comes first.
func (x *index) items(docs, passages []float64, total float64) []float64 {
	best := make([]float64, len(x.docs))
	for i, met := range passages {
		if met == 0 {
			continue
		}
		p := x.passages[i]
		best[p.doc] = max(best[p.doc], p.weight*met*met/math.Sqrt(total*max(p.mass, met)))
	}
	sums := make([]float64, len(x.docs)/len(lang.Interface()))
	for d, sum := range docs {
		item := x.docs[d].item
		sums[item] = max(sums[item], sum+passageWeight*best[d])
	}
	return sums
}

// best sorts the items found.
func (g *Guide) best(sums []float64, limit int) []Hit {
	var hits []Hit
	i := 0
	for _, t := range g.Topics {
		for j := range t.Items {
			if sums[i] > 0 {
				hits = append(hits, Hit{&t.Items[j], sums[i]})
			}
			i++
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Weight, a.Weight) })
	return hits[:min(max(limit, 0), len(hits))]
}
