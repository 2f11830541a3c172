package guide

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

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
// reader has chosen.
type index struct {
	terms    []string         // sorted
	postings map[string][]hit // term → items
	idf      map[string]float64
	length   []float64 // of each document, for BM25
	average  float64
	docs     []doc
}

// doc is one item in one language; the languages of an item compete, and the best one counts.
type doc struct {
	item *Item
	tag  lang.Tag
}

type hit struct {
	doc    int
	weight float64 // sum of the weights of the fields the term is in
}

// How much a term weighs by where it stands: in the words that people use, in a title, in the text.
const (
	inWords = 4.0
	inTitle = 3.0
	inTopic = 1.0
	inText  = 1.0
)

func newIndex(g *Guide) *index {
	x := &index{postings: map[string][]hit{}, idf: map[string]float64{}}
	total := 0.0
	for _, t := range g.Topics {
		for i := range t.Items {
			item := &t.Items[i]
			for _, tag := range lang.Interface() {
				x.docs = append(x.docs, doc{item, tag})
				length := x.add(len(x.docs)-1, item, tag)
				x.length = append(x.length, length)
				total += length
			}
		}
	}
	x.average = total / max(1, float64(len(x.docs)))
	for term, hits := range x.postings {
		x.terms = append(x.terms, term)
		n, df := float64(len(x.docs)), float64(len(hits))
		x.idf[term] = math.Log(1 + (n-df+0.5)/(df+0.5))
	}
	slices.Sort(x.terms)
	return x
}

// add indexes an item in a language and returns its length in terms.
func (x *index) add(d int, item *Item, tag lang.Tag) float64 {
	weights := map[string]float64{}
	count := 0.0
	note := func(text string, weight float64) {
		for _, term := range terms(text) {
			weights[term] += weight
			count++
		}
	}
	note(item.plain(tag), inText)
	note(item.Title[tag], inTitle)
	note(item.Topic.Title[tag], inTopic)
	for _, phrase := range item.Words[tag] {
		note(phrase, inWords)
	}
	for term, weight := range weights {
		x.postings[term] = append(x.postings[term], hit{d, weight})
	}
	return count
}

// Search finds the items that a query most likely means, best first, at most limit of them. It reads every language,
// forgives accents and small mistakes, and takes the beginning of a word for the word.
func (g *Guide) Search(query string, limit int) []Hit {
	if len(query) > maxQuery {
		query = strings.ToValidUTF8(query[:maxQuery], "")
	}
	wanted := terms(query)
	if len(wanted) > maxTerms {
		wanted = wanted[:maxTerms]
	}
	scores := make(map[int]float64)
	for _, w := range wanted {
		for d, weight := range g.index.matches(w) {
			scores[d] += weight
		}
	}
	g.index.favourPhrases(lang.Fold(query), scores)
	return g.index.best(scores, limit)
}

// BM25's usual constants, which damp repeated words and long items.
const (
	saturation = 1.4
	lengthWise = 0.4
)

// matches returns, for one term of the query, each document's best weight over the terms that are like it.
func (x *index) matches(wanted string) map[int]float64 {
	found := make(map[int]float64)
	for _, alike := range x.alike(wanted) {
		for _, h := range x.postings[alike.term] {
			norm := saturation * (1 - lengthWise + lengthWise*x.length[h.doc]/x.average)
			weight := alike.likeness * x.idf[alike.term] * h.weight * (saturation + 1) / (h.weight + norm)
			found[h.doc] = max(found[h.doc], weight)
		}
	}
	return found
}

// favourPhrases lifts items one of whose own phrases is in the query, or the other way round: these were written
// down because people say just that.
func (x *index) favourPhrases(query string, scores map[int]float64) {
	query = strings.Join(lang.Words(query), " ")
	if utf8.RuneCountInString(query) < 4 {
		return
	}
	for d := range scores {
		for _, phrase := range x.docs[d].item.Words[x.docs[d].tag] {
			phrase = strings.Join(lang.Words(phrase), " ")
			if phrase == query {
				scores[d] *= 2
			} else if len(phrase) >= 6 && (strings.Contains(query, phrase) || strings.Contains(phrase, query)) {
				scores[d] *= 1.3
			}
		}
	}
}

// best sorts the items found; an item found in several languages counts in its best one.
func (x *index) best(scores map[int]float64, limit int) []Hit {
	perItem := map[*Item]float64{}
	for d, s := range scores {
		item := x.docs[d].item
		perItem[item] = max(perItem[item], s)
	}
	hits := make([]Hit, 0, len(perItem))
	for item, s := range perItem {
		hits = append(hits, Hit{item, s})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.Item.Path(), b.Item.Path()))
	})
	return hits[:min(limit, len(hits))]
}

// likeness is a term of the index that is like one of the query, from 0 to 1.
type likeness struct {
	term     string
	likeness float64
}

// alike finds the terms that a word of the query may stand for: itself, words that it begins, and words that differ
// by a letter, or by two in a long word.
func (x *index) alike(wanted string) []likeness {
	var list []likeness
	n := utf8.RuneCountInString(wanted)
	for _, term := range x.terms {
		switch {
		case term == wanted:
			list = append(list, likeness{term, 1})
		case n >= 4 && strings.HasPrefix(term, wanted):
			list = append(list, likeness{term, 0.7})
		case n >= 4:
			if d := edits(wanted, term, allowed(n)); d <= allowed(n) {
				list = append(list, likeness{term, 0.75 - 0.2*float64(d)})
			}
		}
	}
	return list
}

// allowed is how many letters may be wrong in a word of n letters.
func allowed(n int) int {
	if n >= 8 {
		return 2
	}
	return 1
}

// edits counts the letters to add, drop, change or swap with a neighbour to turn a into b, and gives up above max.
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	var before, previous, row [64]int
	if len(b) >= len(row) {
		return limit + 1
	}
	for j := range len(b) + 1 {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(previous[j]+1, row[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, previous = previous, row
	}
	return previous[len(b)]
}
