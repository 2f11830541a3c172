package facts

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

var (
	tagForm      = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	postcodeForm = regexp.MustCompile(`^[0-9A-Za-z -]{0,5}[0-9][0-9A-Za-z -]{2,6}$`)
)

func TestForms(t *testing.T) {
	some := rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9 -]{0,14}`), rapid.StringMatching(`[a-z]{1,4}(-[a-z0-9]{1,9}){0,3}`),
		rapid.StringMatching(`[B-]{0,2}[0-9]{2,7}[A-Z é]{0,3}`), rapid.String())
	rapid.Check(t, func(r *rapid.T) {
		text := some.Draw(r, "text")
		if got, want := looksLikeTag(text), tagForm.MatchString(text); got != want {
			r.Errorf("%q looks like a tag: %t", text, got)
		}
		if got, want := looksLikePostcode(text), postcodeForm.MatchString(text); got != want {
			r.Errorf("%q looks like a postcode: %t", text, got)
		}
	})
}
