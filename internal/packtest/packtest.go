// Package packtest loads the shipped pack for tests, in one place.
package packtest

import (
	"io/fs"
	"testing"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// Shipped returns the pack that is shipped with Halte, and the words of the interface.
func Shipped(t testing.TB) (*pack.Pack, *lang.Catalogue) {
	t.Helper()
	files, err := content.Pack(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	return Of(t, files)
}

// Of returns a pack out of other files, and the words of the interface.
func Of(t testing.TB, files fs.FS) (*pack.Pack, *lang.Catalogue) {
	t.Helper()
	p, err := pack.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return p, words
}
