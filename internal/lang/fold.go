package lang

import (
	"strings"
	"unicode"
)

// Fold lower-cases a text and takes off accents, so that "Étranglée" and "etranglee" are the same to a search and
// to the list of withheld words. It knows the letters of the languages Halte speaks and leaves others as they are;
// the Unicode tables that would do it for every script weigh megabytes in a browser.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		r = unicode.ToLower(r)
		if r < 0x80 {
			b.WriteByte(byte(r))
			continue
		}
		if plain, ok := unaccented[r]; ok {
			b.WriteString(plain)
			continue
		}
		if unicode.Is(unicode.Mn, r) { // a combining accent, in text that was decomposed
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

var unaccented = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ä': "a", 'ã': "a", 'å': "a", 'æ': "ae",
	'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e", 'ì': "i", 'í': "i", 'î': "i", 'ï': "i",
	'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'ö': "o", 'õ': "o", 'ø': "o", 'œ': "oe",
	'ù': "u", 'ú': "u", 'û': "u", 'ü': "u", 'ý': "y", 'ÿ': "y", 'ĳ': "ij", 'ß': "ss",
	'’': "'", '‘': "'", '“': "\"", '”': "\"", '«': "\"", '»': "\"", '–': "-", '—': "-", '\u00a0': " ", '\u202f': " ",
	'·': "", // the median dot of French inclusive spelling: professionnel·le
}

// Words splits a text into folded words of letters and digits.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
