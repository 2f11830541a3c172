package facts

import "strings"

// The forms of a few values, told without package regexp: it would be a tenth of the engine in a browser.

const (
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

// looksLikeTag tells whether a text has the form of a language tag: letters, then parts of letters and digits.
func looksLikeTag(text string) bool {
	for i, part := range strings.Split(text, "-") {
		switch {
		case i == 0 && (len(part) < 2 || len(part) > 3 || !only(part, letters)):
			return false
		case i > 0 && (len(part) < 2 || len(part) > 8 || !only(part, letters+digits)):
			return false
		}
	}
	return true
}

// looksLikePostcode tells whether a text has the form of a postcode, in any country whose postcodes have a digit: 3 to
// 12 letters, digits, spaces and hyphens, with a digit that has 5 at most before it and 2 to 6 after it.
func looksLikePostcode(text string) bool {
	if !only(text, letters+digits+" -") {
		return false
	}
	for i := range text {
		after := len(text) - i - 1
		if i <= 5 && after >= 2 && after <= 6 && strings.IndexByte(digits, text[i]) >= 0 {
			return true
		}
	}
	return false
}

// only tells whether a text is made of the given characters and nothing else.
func only(text, characters string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(characters, r) }) < 0
}
