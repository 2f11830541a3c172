package pack

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// Every case of the pack is a situation in prose: its decision contains what it must and nothing that it must not.
func TestCases(t *testing.T) {
	p := brussels(t)
	if len(p.Cases) < 80 {
		t.Errorf("there are %d cases, at least 80 are wanted", len(p.Cases))
	}
	for i := range p.Cases {
		k := &p.Cases[i]
		t.Run(k.ID, func(t *testing.T) {
			if k.Parsed.At.IsZero() {
				t.Fatal("the case names no moment")
			}
			d := p.Router.Decide(k.Parsed, time.Time{})
			must(t, &d, k.Must)
			mustNot(t, &d, k.MustNot)
		})
	}
}

func must(t *testing.T, d *routing.Decision, m Must) {
	t.Helper()
	if m.FirstStepKind != nil && (len(d.Steps) == 0 || d.Steps[0].Kind != *m.FirstStepKind) {
		t.Errorf("the first step is not of kind %s", m.FirstStepKind)
	}
	for _, id := range m.Steps {
		if !hasStep(d, id) {
			t.Errorf("the step %s is missing", id)
		}
	}
	last := -1
	for _, id := range m.StepOrder {
		at := slices.IndexFunc(d.Steps, func(s routing.Advice) bool { return s.ID == id })
		if at <= last {
			t.Errorf("the step %s is missing or too early", id)
		}
		last = at
	}
	for _, id := range m.Options {
		if option(d, id) < 0 {
			t.Errorf("%s is not an option", id)
		}
	}
	if m.First != "" && firstDoor(d) != m.First {
		t.Errorf("the first door is %q, want %s", firstDoor(d), m.First)
	}
	for _, id := range m.Rejected {
		if !slices.ContainsFunc(d.Rejected, func(r routing.Rejected) bool { return r.Service.ID == id }) {
			t.Errorf("%s is not rejected with a reason", id)
		}
	}
	for _, id := range m.Undecided {
		if !slices.ContainsFunc(d.Undecided, func(u routing.Undecided) bool { return u.Rule.ID == id }) {
			t.Errorf("the rule %s is not told to be undecided", id)
		}
	}
	mustState(t, d, m)
}

func mustState(t *testing.T, d *routing.Decision, m Must) {
	t.Helper()
	for id, want := range m.States {
		if i := option(d, id); i < 0 || d.Options[i].State.Now.String() != want {
			t.Errorf("%s is not an option in the state %s", id, want)
		}
	}
	for id, text := range m.Opens {
		want, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		i := option(d, id)
		if i < 0 || !d.Options[i].State.Opens.Equal(want) {
			t.Errorf("%s is not an option that opens at %s", id, text)
		}
	}
}

func firstDoor(d *routing.Decision) string {
	for _, o := range d.Options {
		if o.Service.Role.String() == "door" {
			return o.Service.ID
		}
	}
	return ""
}

func mustNot(t *testing.T, d *routing.Decision, m MustNot) {
	t.Helper()
	for _, id := range m.Steps {
		if hasStep(d, id) {
			t.Errorf("the step %s is there", id)
		}
	}
	for _, id := range m.Options {
		if option(d, id) >= 0 {
			t.Errorf("%s is an option", id)
		}
	}
	for _, s := range d.Steps {
		if slices.Contains(m.Kinds, s.Kind) {
			t.Errorf("the step %s is of kind %s", s.ID, s.Kind)
		}
		for _, word := range m.Words {
			if s.Kind != routing.Avoid && says(s.Text, word) {
				t.Errorf("the step %s says %q", s.ID, word)
			}
		}
	}
}

func says(text lang.Text, word string) bool {
	for _, tag := range lang.Interface() {
		if strings.Contains(lang.Fold(text[tag]), lang.Fold(word)) {
			return true
		}
	}
	return false
}

// Every rule fires in some case, and the cases see every state in which a service can be.
func TestCasesCoverRulesAndStates(t *testing.T) {
	p := brussels(t)
	fired, states := map[string]bool{}, map[string]bool{}
	for i := range p.Cases {
		d := p.Router.Decide(p.Cases[i].Parsed, time.Time{})
		for _, id := range d.Fired() {
			fired[id] = true
		}
		for _, o := range d.Options {
			states[o.State.Now.String()] = true
		}
	}
	for _, r := range p.Rules {
		if !fired[r.ID] {
			t.Errorf("the rule %s fires in no case", r.ID)
		}
	}
	for _, state := range []string{"open", "closed", "appointment", "unknown"} {
		if !states[state] {
			t.Errorf("no case sees a service in the state %s", state)
		}
	}
}
