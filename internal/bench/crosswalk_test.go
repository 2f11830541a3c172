package main

import (
	"encoding/json"
	"testing"

	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/packtest"
)

// What searches and decisions are asked about is in the words of the pack: otherwise they would measure refusals.
func TestWordsAreThePacks(t *testing.T) {
	p, _ := packtest.Shipped(t)
	if _, err := hsds.ParseCrosswalk(crosswalk, p.Vocabulary); err != nil {
		t.Error(err)
	}
	for _, s := range situations {
		var raw map[string]any
		if err := json.Unmarshal([]byte(s.body), &raw); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if _, err := p.Vocabulary.Parse(raw); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	for _, list := range [][]share{filed, barred, gendered} {
		for _, s := range list {
			var ids []string
			if err := json.Unmarshal([]byte(s.value), &ids); err != nil || len(ids) == 0 {
				t.Errorf("%s: %v", s.value, err)
			}
		}
	}
}
