package louis_test

import (
	"testing"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/braille/tables"
)

func BenchmarkFirstCard(b *testing.B) {
	data, err := tables.Plain()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		l, err := braille.Open(data)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.For("en", braille.Contracted); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	tr := translator(b, library(b), "en", braille.Contracted)
	for b.Loop() {
		if _, err := tr.Translate("Monday to Friday 9:00-17:00, 02 539 27 44 (for the whole family)"); err != nil {
			b.Fatal(err)
		}
	}
}
