package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// maxLetters is how long a word may be to be looked for; longer ones are addresses and numbers.
const maxLetters = 40

// wordsOf collects the words of a service: those of its names first, then the rest. It also returns how many come from
// names. Words may come more than once; a text that several fields share is read once.
func wordsOf(s *directory.Service) (words []string, named int) {
	c := collector{words: make([]string, 0, 128)}
	c.texts(s.Name, s.Aka, s.Org.Name, s.Org.Aka)
	for _, t := range s.Terms {
		c.text(t.Name)
	}
	named = len(c.words)
	c.texts(s.Does, s.Neutral, s.For.Who, s.Apply, s.Fees, s.Access.Note, s.Org.Does)
	for _, n := range s.Notes {
		c.texts(n)
	}
	for _, p := range s.Places {
		c.texts(p.Name, p.Street, p.Town)
		c.text(p.Postcode)
	}
	for _, p := range s.Hidden {
		c.texts(p.Area)
	}
	return c.words, named
}

type collector struct {
	words []string
	read  []string // the texts so far: names and descriptions are often the same
}

func (c *collector) texts(list ...lang.Text) {
	for _, t := range list {
		for _, s := range t {
			c.text(s)
		}
	}
}

// text adds the words of a text. Plain lower-case words, which most are, are cut without copying.
func (c *collector) text(s string) {
	for _, known := range c.read {
		if known == s {
			return
		}
	}
	c.read = append(c.read, s)
	start := -1
	for i := 0; i < len(s); {
		word, size := inWord[s[i]], 1
		if s[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			word = wordRune(r)
		}
		switch {
		case word && start < 0:
			start = i
		case !word && start >= 0:
			c.add(s[start:i])
			start = -1
		}
		i += size
	}
	if start >= 0 {
		c.add(s[start:])
	}
}

// inWord is wordRune for the plain letters, of which most texts are.
var inWord = func() (table [256]bool) {
	for b := range rune(utf8.RuneSelf) {
		table[b] = wordRune(b)
	}
	return table
}()

// wordRune agrees with lang.Words, and keeps the combining accents that folding takes away.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '·'
}

func (c *collector) add(word string) {
	if len(word) > maxLetters && utf8.RuneCountInString(word) > maxLetters {
		return
	}
	switch {
	case plain(word):
		c.words = append(c.words, word)
	case ascii(word):
		c.words = append(c.words, strings.ToLower(word))
	default:
		c.words = append(c.words, lang.Words(word)...)
	}
}

// plain tells whether a word is folded already.
func plain(word string) bool {
	for i := range len(word) {
		if b := word[i]; b >= utf8.RuneSelf || 'A' <= b && b <= 'Z' {
			return false
		}
	}
	return true
}

func ascii(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
