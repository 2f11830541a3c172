package louis_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

func one(table string) fs.FS { return fstest.MapFS{"t": {Data: []byte(table)}} }

// texts are the lines that the shipped directory has in a language: names, what services say and do, numbers, addresses.
func texts(t *testing.T, tag lang.Tag) []string {
	t.Helper()
	p, _ := packtest.Shipped(t)
	var out []string
	seen := map[string]bool{"": true}
	add := func(s string) {
		s = strings.Join(strings.Fields(s), " ")
		if !seen[s] && !strings.Contains(s, `\`) { // which lou_translate reads as an escape
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, s := range p.Directory.Services {
		for _, text := range s.Texts() {
			add(text.In(tag))
			add(strings.ToUpper(text.In(tag)))
		}
		for _, ch := range s.Channels {
			add(ch.Value)
			add(ch.Label.In(tag) + " " + ch.Value)
		}
	}
	return out
}
