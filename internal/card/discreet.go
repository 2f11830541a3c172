package card

import (
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// betrays finds a word in a text that would tell whoever finds a card what it is about: withheld towards the person, or
// plain to a stranger. A French name may stand on an English card, so every language is looked at.
func (r Region) betrays(text string) (word string, found bool) {
	folded := lang.Fold(text)
	for _, lists := range []map[lang.Tag][]string{r.Withheld, r.Book.Betrays} {
		for _, tag := range lang.Interface() {
			for _, word := range lists[tag] {
				if strings.Contains(folded, lang.Fold(word)) {
					return word, true
				}
			}
		}
	}
	for i := range r.Book.Tongues {
		for _, word := range r.Book.Tongues[i].Withheld {
			if strings.Contains(folded, lang.Fold(word)) {
				return word, true
			}
		}
	}
	return "", false
}

// discreet keeps a text that may stand on the card, and drops any other.
func (m *maker) discreet(t Text) Text {
	if m.choice.Named {
		return t
	}
	if _, found := m.betrays(t.Text); found {
		return Text{}
	}
	return t
}
