package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed icons are those that this draws, and no other lies beside them.
func TestIconsAreFresh(t *testing.T) {
	drawn := draw()
	committed, err := filepath.Glob("../assets/icons/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(committed) != len(drawn) {
		t.Errorf("%d files are committed, %d are drawn", len(committed), len(drawn))
	}
	for name, want := range drawn {
		got, err := os.ReadFile("../assets/icons/" + name)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale: go run ./icons in internal/web (%v)", name, err)
		}
	}
}
