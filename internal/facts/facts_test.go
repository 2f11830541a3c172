package facts

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// small is a vocabulary with a little of everything.
func small() *Vocabulary {
	text := lang.Text{"en": "x"}
	values := func(ids ...string) []Value {
		var list []Value
		for _, id := range ids {
			list = append(list, Value{ID: id, Label: text})
		}
		return list
	}
	return NewVocabulary([]Fact{
		{ID: "danger", Values: values("imminent", "none")},
		{ID: "minor", Values: values("yes", "no")},
		{ID: "languages", Values: values("fr", "nl", "ar")},
		{ID: "circumstances", Values: values("deaf", "homeless")},
		{ID: "residence", Values: values("card-a", "card-f", "undocumented")},
		{ID: "place"},
	}, []Area{{ID: "north", Name: text, Postcodes: []string{"1030"}}})
}

func TestParse(t *testing.T) {
	v := small()
	f, err := v.Parse(map[string]any{
		"at": "2026-11-22T03:00:00+01:00", "danger": "none", "minor": true, "languages": []any{"ar", "fr-BE", "ti"},
		"circumstances": "deaf", "residence": nil, "place": 1030.0,
	})
	if err != nil {
		t.Fatal(err)
	}
	if !f.At.Equal(time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)) {
		t.Errorf("at is %v", f.At)
	}
	for key, want := range map[Key][]string{
		Danger: {"none"}, Minor: {"yes"}, Languages: {"fr", "ar", "other"}, Circumstances: {"deaf"}, Residence: nil,
		Place: {"north"},
	} {
		got := v.Given(f.Set, key).Values
		if len(got) != len(want) {
			t.Errorf("%s is %v, want %v", key, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
	}
	if len(f.OtherLanguages) != 1 || f.OtherLanguages[0] != "ti" {
		t.Errorf("other languages are %v", f.OtherLanguages)
	}
}

// What cannot stand is named with its field, all of it at once, and nothing of the rest is used.
func TestParseFaults(t *testing.T) {
	v := small()
	for _, test := range []struct {
		raw   map[string]any
		field string
		key   string
	}{
		{map[string]any{"dangr": "none"}, "dangr", "facts.unknown-key"},
		{map[string]any{"danger": "maybe"}, "danger", "facts.unknown-value"},
		{map[string]any{"danger": []any{"none", "imminent"}}, "danger", "facts.one-value"},
		{map[string]any{"circumstances": []any{"deaf", 7.0}}, "circumstances[1]", "facts.not-text"},
		{map[string]any{"languages": "no language"}, "languages[0]", "facts.unknown-value"},
		{map[string]any{"at": "2026-02-30T03:00:00Z"}, "at", "facts.bad-instant"},
		{map[string]any{"at": "2026-11-22T03:00"}, "at", "facts.bad-instant"},
		{map[string]any{"at": "9026-11-22T03:00:00Z"}, "at", "facts.instant-range"},
		{map[string]any{"place": "!"}, "place", "facts.bad-place"},
		{map[string]any{"place": "95.1,4.3"}, "place", "facts.bad-place"},
		{map[string]any{"place": "NaN,4.3"}, "place", "facts.bad-place"},
		{map[string]any{"residence": map[string]any{}}, "residence", "facts.not-text"},
	} {
		_, err := v.Parse(test.raw)
		var e *fault.Error
		if !errors.As(err, &e) || e.Kind != fault.Invalid || len(e.Details) != 1 {
			t.Errorf("%v: %v", test.raw, err)
			continue
		}
		if d := e.Details[0]; d.Field != test.field || d.Key != test.key {
			t.Errorf("%v: %s at %s, want %s at %s", test.raw, d.Key, d.Field, test.key, test.field)
		}
	}
	_, err := v.Parse(map[string]any{"danger": "x", "minor": "x", "y": 1})
	if n := len(fault.From(err).Details); n != 3 {
		t.Errorf("%d of 3 faults are told", n)
	}
}

func TestNearest(t *testing.T) {
	if got := nearest("residnce", keyNames()); got != "residence" {
		t.Errorf("the nearest to residnce is %q", got)
	}
	if got := nearest("xyzzy", keyNames()); got != "" {
		t.Errorf("the nearest to xyzzy is %q", got)
	}
}

// Whatever is given, Parse returns facts or an error that says what to do, and never both.
func FuzzParse(f *testing.F) {
	f.Add(`{"danger":"none","languages":["ar","fr"],"place":"1030","at":"2026-11-22T03:00:00+01:00"}`)
	f.Add(`{"place":{"lat":50.8,"lon":4.3},"minor":true,"circumstances":"deaf"}`)
	f.Add(`{"at":1,"place":1e300,"languages":[[]],"x":null}`)
	v := small()
	f.Fuzz(func(t *testing.T, text string) {
		var raw map[string]any
		if json.Unmarshal([]byte(text), &raw) != nil {
			return
		}
		parsed, err := v.Parse(raw)
		if err == nil {
			return
		}
		if fault.From(err).Kind != fault.Invalid || len(fault.From(err).Details) == 0 {
			t.Errorf("an error without a field: %v", err)
		}
		if parsed.Set != (Set{}) || !parsed.At.IsZero() {
			t.Error("facts are returned beside an error")
		}
	})
}
