package cli

import (
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/fault"
)

// What is read is what was written, not what YAML makes of it.
func TestReadFacts(t *testing.T) {
	raw, err := readFacts(strings.NewReader("\ufeffdanger: no\nminor: true\nplace: 0123\nneeds: [legal]\nat: 2026-11-22T03:00:00+01:00\nagrees: ~\n"))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"danger": "no", "minor": true, "place": "0123", "agrees": nil,
		"at": "2026-11-22T03:00:00+01:00"} {
		if got, ok := raw[key]; !ok || got != want {
			t.Errorf("%s is %#v, want %#v", key, got, want)
		}
	}
	spot, err := readFacts(strings.NewReader("place: {lat: 50, lon: 4.35}"))
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := spot["place"].(map[string]any); !ok || m["lat"] != 50.0 || m["lon"] != 4.35 {
		t.Errorf("place is %#v", spot["place"])
	}
}

func TestReadFactsBounds(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		kind fault.Kind
	}{
		"too large":        {"# " + strings.Repeat("x", maxInput), fault.TooLarge},
		"not UTF-8":        {"danger: \xff", fault.Malformed},
		"only brackets":    {strings.Repeat("[", maxInput), fault.Malformed},
		"a list as a key":  {"? [a]\n: b", fault.Invalid},
		"a map in a list":  {"needs: [{a: 1, a: 2}]", fault.Invalid},
		"tagged as binary": {"danger: !!binary '%%'", fault.Invalid},
	} {
		if _, err := readFacts(strings.NewReader(test.text)); err == nil || fault.From(err).Kind != test.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, empty := range []string{"", "\n", "# nothing is known\n", "~", "{}"} {
		if raw, err := readFacts(strings.NewReader(empty)); err != nil || len(raw) != 0 {
			t.Errorf("%q: %v, %v", empty, raw, err)
		}
	}
}

// Whatever comes in, reading ends with facts or with a fault that a person can mend.
func FuzzReadFacts(f *testing.F) {
	for _, text := range []string{
		"danger: none", `{"danger": "none"}`, "a: &x [1]\nb: *x", "<<: {a: b}", "? [a]\n: b", "--- a\n--- b", "!!int x: 1",
		"place: {lat: .nan, lon: 4}", "a: |\n  b", "\t", "%YAML 1.1\n---\na: 1", "a: !!binary x", "[[[[", "a: 0x1f", "\"\\x1b\": 1",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		raw, err := readFacts(strings.NewReader(text))
		if err != nil && fault.From(err).Kind == fault.Internal {
			t.Fatalf("%v", err)
		}
		if err == nil && raw == nil {
			t.Fatal("neither facts nor a fault")
		}
	})
}
