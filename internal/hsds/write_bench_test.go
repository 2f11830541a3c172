package hsds

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
)

// BenchmarkWrite is one real service to a document, and to its bytes.
func BenchmarkWrite(b *testing.B) {
	_, o := brusselsPack(b, "en")
	o.At = time.Time{}
	var services []*directory.Service
	for s := range resolved(b, miamiRecords(b)) {
		services = append(services, s)
	}
	n := 0
	next := func() *directory.Service { n++; return services[n%len(services)] }
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			FromService(next(), o)
		}
	})
	b.Run("brief", func(b *testing.B) {
		for b.Loop() {
			InBrief(next(), o)
		}
	})
	b.Run("bytes", func(b *testing.B) {
		for b.Loop() {
			if _, err := json.Marshal(FromService(next(), o)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("keys", func(b *testing.B) {
		for b.Loop() {
			KeysOf(next(), o.Namespace)
		}
	})
	b.Run("tables", func(b *testing.B) {
		each := func(yield func(*directory.Service, error) bool) {
			for b.Loop() {
				if !yield(next(), nil) {
					return
				}
			}
		}
		if err := WriteTabular(memory{}.create, each, o); err != nil {
			b.Fatal(err)
		}
	})
}
