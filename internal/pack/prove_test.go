package pack

import (
	"testing"
	"time"

	"github.com/halte-brussels/halte/content"
)

// brussels loads the shipped pack.
func brussels(t testing.TB) *Pack {
	t.Helper()
	fsys, err := content.Pack(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The Brussels pack keeps its promises.
func TestProveBrussels(t *testing.T) {
	p := brussels(t)
	start := time.Now()
	report, err := Prove(t.Context(), p, 2026)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start))
	for _, proof := range report.Promises {
		t.Logf("%s: %d situations stand for %v, %d minutes", proof.Promise.ID, proof.Situations, proof.StandsFor, proof.Minutes)
		if proof.Broken != nil {
			t.Errorf("%s: %s: %v at %v", proof.Promise.ID, proof.Broken.Why, proof.Broken.Facts, proof.Broken.At)
		}
	}
}
