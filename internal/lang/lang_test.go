package lang

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func load(t *testing.T) *Catalogue {
	t.Helper()
	c, err := LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// Every language has the same keys, with the same placeholders, and nothing is empty or left over from another.
func TestCatalogueParity(t *testing.T) {
	c := load(t)
	reference := c.Keys("en")
	for _, tag := range Interface() {
		words := c.Keys(tag)
		for key, text := range reference {
			other, ok := words[key]
			if !ok {
				t.Errorf("%s: the key %s is missing", tag, key)
				continue
			}
			if strings.TrimSpace(other) == "" {
				t.Errorf("%s: %s is empty", tag, key)
			}
			want, got := placeholder.FindAllString(text, -1), placeholder.FindAllString(other, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
				t.Errorf("%s: %s has the placeholders %v, English has %v", tag, key, got, want)
			}
		}
		for key := range words {
			if _, ok := reference[key]; !ok {
				t.Errorf("%s: the key %s is not in English", tag, key)
			}
		}
	}
}

// A word in the plural exists in the singular too, and the other way round.
func TestPlurals(t *testing.T) {
	words := load(t).Keys("en")
	for key := range words {
		if base, ok := strings.CutSuffix(key, ".one"); ok && words[base+".other"] == "" {
			t.Errorf("%s has no .other", base)
		}
		if base, ok := strings.CutSuffix(key, ".other"); ok && words[base+".one"] == "" {
			t.Errorf("%s has no .one", base)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Étranglée":        "etranglee",
		"e\u0301trangle":   "etrangle",
		"cœur":             "coeur",
		"professionnel·le": "professionnelle",
		"N’existe":         "n'existe",
		"žena":             "žena",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}
