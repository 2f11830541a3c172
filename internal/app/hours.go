package app

import (
	"regexp"
	"strings"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/lang"
)

// comment is a comment of opening hours as package hours quotes it in a sentence, in any of the languages.
var comment = regexp.MustCompile(`“[^”]+”|«[^»]+»`)

// inWords says hours in a sentence. Comments in hours are short English notes, written alike throughout a pack: those
// that the catalogue has words for are said in the reader's language, and any other stays quoted as it is.
func (a *App) inWords(h *hours.Schedule, tag lang.Tag) string {
	if h == nil {
		return ""
	}
	key := [2]string{string(tag), h.Source()}
	if words, ok := a.spoken.Load(key); ok {
		return words.(string)
	}
	p := a.In(tag)
	words := comment.ReplaceAllStringFunc(h.Explain(string(tag)), func(quoted string) string {
		note := strings.ToLower(strings.Trim(quoted, "“”«» "))
		if key := "hours." + strings.ReplaceAll(note, " ", "-"); p.Has(key) {
			return p.T(key)
		}
		return quoted
	})
	a.spoken.Store(key, words) // few texts of hours are shared by many services
	return words
}
