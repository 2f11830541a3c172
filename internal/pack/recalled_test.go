package pack

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// recalling is the Brussels pack with recalls at the end of its pack.yaml.
func recalling(t *testing.T, recalled string) (*Pack, error) {
	t.Helper()
	files := copied(t)
	files["pack.yaml"].Data = append(slices.Clone(files["pack.yaml"].Data), "recalled:\n"+recalled...)
	return Load(files)
}

const reason = "on: 2026-11-20, reason: {en: T, fr: T, nl: T}"

func TestRecalled(t *testing.T) {
	p, err := recalling(t, "  packs: [{hash: 0123456789abcdef, "+reason+"}]\n  numbers: [{value: 02 123 45 67, "+reason+"}]\n")
	if err != nil {
		t.Fatal(err)
	}
	r := p.Info.Recalled
	if len(r.Packs) != 1 || r.Packs[0].Hash != "0123456789abcdef" || len(r.Numbers) != 1 || r.Numbers[0].Value != "02 123 45 67" {
		t.Errorf("recalled is %+v", r)
	}
}

// A recall that no device could act upon is refused, and so is a number that the pack still gives.
func TestRecallsThatCannotWork(t *testing.T) {
	for name, test := range map[string]struct{ recalled, path, message string }{
		"still given": {"  numbers: [{value: 02 539 27 44, " + reason + "}]\n", "recalled.numbers[0].value", "still stands at the service"},
		"still given, written otherwise": {"  numbers: [{value: 02/539.27.44, " + reason + "}]\n", "recalled.numbers[0].value",
			"still stands at the service"},
		"no number":  {"  numbers: [{value: nobody, " + reason + "}]\n", "recalled.numbers[0].value", "not a telephone number"},
		"no hash":    {"  packs: [{hash: '2026.10', " + reason + "}]\n", "recalled.packs[0].hash", "not the hash"},
		"no day":     {"  packs: [{hash: 0123456789abcdef, on: 2026-11, reason: {en: T, fr: T, nl: T}}]\n", "recalled.packs[0].on", "full date"},
		"no reason":  {"  packs: [{hash: 0123456789abcdef, on: 2026-11-20}]\n", "recalled.packs[0].reason", "missing"},
		"one tongue": {"  packs: [{hash: 0123456789abcdef, on: 2026-11-20, reason: {en: T}}]\n", "recalled.packs[0].reason.fr", "missing"},
		"twice": {"  numbers: [{value: 02 123 45 67, " + reason + "}, {value: 02/123.45.67, " + reason + "}]\n",
			"recalled.numbers[1].value", "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := recalling(t, test.recalled)
			var problems Problems
			if !errors.As(err, &problems) || !slices.ContainsFunc(problems, func(p Problem) bool {
				return p.File == "pack.yaml" && p.Path == test.path && strings.Contains(p.Message, test.message) && p.Remedy != ""
			}) {
				t.Errorf("want %s %s, got %v", test.path, test.message, err)
			}
		})
	}
}
