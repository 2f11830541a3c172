package guide

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// wanted is a word of a query.
type wanted struct {
	word   string // folded
	term   string
	weight float64
	silent bool
}

// wanted splits a query into the terms to look for: its words, and the parts of words that are compounds.
func (x *index) wanted(query string) []wanted {
	if len(query) > maxQuery {
		query = strings.ToValidUTF8(query[:maxQuery], "")
	}
	var list, quiet []wanted
	words := lang.Words(query)
	for i, w := range words {
		if i > 0 && x.knows(words[i-1]+w) { // "lover boy"
			list = append(list, wanted{words[i-1] + w, stem(words[i-1] + w), 1, false})
		}
		if silent[w] {
			quiet = append(quiet, wanted{w, stem(w), 0.5, true})
			continue
		}
		list = append(list, wanted{w, stem(w), 1, false})
		for _, part := range x.partsOfQuery(w) {
			list = append(list, wanted{part, stem(part), asPart, false})
		}
	}
	list = append(list, quiet...) // the words that say something must not be crowded out of a long sentence
	return list[:min(len(list), maxTerms)]
}

// knows tells whether a word stands anywhere in the guide.
func (x *index) knows(w string) bool {
	_, ok := x.find(stem(w))
	return ok
}

func (x *index) find(term string) (int, bool) {
	return slices.BinarySearchFunc(x.entries, term, func(e entry, s string) int { return strings.Compare(e.term, s) })
}

// joined returns the hyphenated words of a text written as one, for that is how people type them: "burnout".
func joined(text string) []string {
	var list []string
	for _, field := range strings.Fields(text) {
		if strings.Contains(field, "-") {
			list = append(list, strings.Join(lang.Words(field), ""))
		}
	}
	return list
}

// minPart is the shortest word that is taken for a part of a compound.
const minPart = 4

// links are the letters that Dutch puts between the parts of a compound.
var links = []string{"", "s", "n", "en", "e"}

// parts splits a Dutch compound into two words that the pack knows: "bankkaart" is found by "bank" and by "kaart".
func (x *index) parts(w string) []string {
	for cut := minPart; cut+minPart <= len(w); cut++ {
		if tail := w[cut:]; x.dutch[tail] {
			if head, ok := x.head(w[:cut]); ok {
				return []string{head, tail}
			}
		}
	}
	return nil
}

// head finds the word that a compound begins with, without the letters that link it to the rest.
func (x *index) head(w string) (string, bool) {
	for _, link := range links {
		if head, ok := strings.CutSuffix(w, link); ok && x.dutch[head] {
			return head, true
		}
	}
	return "", false
}

// partsOfQuery also takes one known part, the longest, when the other is a word that the pack does not have.
func (x *index) partsOfQuery(w string) []string {
	if both := x.parts(w); both != nil || x.dutch[w] {
		return both
	}
	for cut := minPart; cut+minPart <= len(w); cut++ {
		if x.dutch[w[cut:]] {
			return []string{w[cut:]}
		}
	}
	for cut := len(w) - minPart; cut > minPart; cut-- {
		if head, ok := x.head(w[:cut]); ok {
			return []string{head}
		}
	}
	return nil
}

// endings, longest first. A word keeps at least three letters.
var endings = []string{
	"issements", "issement", "ations", "ation", "ements", "ement", "ingen", "heden",
	"ments", "ment", "tions", "tion", "ings", "ing", "ees", "ers", "ent", "ant", "eur", "heid",
	"es", "ed", "er", "ez", "en", "te", "de", "e", "s", "t",
}

// stem cuts the commonest endings of English, French and Dutch, and writes doubled letters once, for they are what
// inflection and haste change most: bellen and belt, dakloos and dakloze, profesional. The same is done to queries
// and texts, so an ending cut wrongly is cut wrongly on both sides.
func stem(w string) string {
	for _, ending := range endings {
		if len(w)-len(ending) >= 3 && strings.HasSuffix(w, ending) {
			w = w[:len(w)-len(ending)]
			break
		}
	}
	w = single(w)
	if last := len(w) - 1; last >= 3 {
		if soft := strings.IndexByte("vzy", w[last]); soft >= 0 {
			return w[:last] + "fsi"[soft:soft+1]
		}
	}
	return w
}

// single writes doubled letters once.
func single(w string) string {
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i == 0 || w[i] != w[i-1] || w[i] < 'a' || w[i] > 'z' {
			b = append(b, w[i])
		}
	}
	return string(b)
}

// silent words are in every text and tell nothing apart.
var silent = wordSet(`
	a an the of to in on at by for with and or but not no is are was be been am do does did has have had having
	i you he she it we they me him her us them my your his its our their this that these those what which who how when
	don doesn didn isn wasn won cannot dont doesnt didnt isnt wasnt wont cant
	where why there here as if so from up out about into over than then too very can could will would should may might
	le la les un une des du de d l et ou mais ne pas plus est sont ete etre a au aux ai as avons avez ont je j tu il elle
	on nous vous ils elles me m te t se s lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos ce c cet
	cette ces qui que qu quoi dont ou en y dans par pour sur avec sans sous si comme fait faire peut
	de het een en of maar niet geen is zijn was waren ben bent word wordt worden heb heeft hebben had ik jij je u hij zij
	ze het wij we jullie mij me jou hem haar ons hun mijn jouw uw zijn onze deze dit die dat wat wie hoe waar wanneer
	waarom er hier daar als dan om te in op aan bij voor met van naar uit over door tot ook nog wel kan kunnen zal zullen
	moet mag`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}
