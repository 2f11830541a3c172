package guide

import (
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/lang"
)

// terms splits a text into the terms that a search compares: folded words without those that say nothing, and
// without the commonest endings of English, French and Dutch. The same is done to the query and to the texts, so an
// ending cut wrongly is cut wrongly on both sides.
func terms(text string) []string {
	words := lang.Words(text)
	list := words[:0]
	for _, w := range words {
		if utf8.RuneCountInString(w) < 2 || silent[w] {
			continue
		}
		list = append(list, stem(w))
	}
	return list
}

// endings, longest first. A word keeps at least four letters.
var endings = []string{
	"issements", "issement", "ations", "ation", "ements", "ement", "ingen", "heden",
	"ments", "ment", "tions", "tion", "ings", "ing", "ies", "ees", "ers", "ent", "ant", "eur", "ees", "heid",
	"es", "ed", "er", "ez", "en", "te", "de", "e", "s", "t",
}

func stem(w string) string {
	for _, ending := range endings {
		if len(w)-len(ending) >= 4 && strings.HasSuffix(w, ending) {
			return w[:len(w)-len(ending)]
		}
	}
	return w
}

// silent words are in every text and tell nothing apart.
var silent = wordSet(`
	a an the of to in on at by for with and or but not no is are was be been am do does did has have had having
	i you he she it we they me him her us them my your his its our their this that these those what which who how when
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
