package pack

import (
	"maps"
	"slices"
	"testing"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
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
	report, err := Prove(t.Context(), p, 2026)
	if err != nil {
		t.Fatal(err)
	}
	for _, proof := range report.Promises {
		t.Logf("%s: %d situations stand for %v, %d minutes", proof.Promise.ID, proof.Situations, proof.StandsFor, proof.Minutes)
		if proof.Broken != nil {
			t.Errorf("%s: %s: %v at %v", proof.Promise.ID, proof.Broken.Why, proof.Broken.Facts, proof.Broken.At)
		}
	}
}

// A broken promise shows the smallest situation that breaks it: the one fact that matters, and nothing else.
func TestCounterExampleIsSmallest(t *testing.T) {
	p := brussels(t)
	clock := newClock(p, 2026)
	for _, test := range []struct {
		rule, promise string
		want          map[string][]string
	}{
		{"danger-imminent", "danger-emergency-first", map[string][]string{"danger": {"imminent"}}},
		{"refusal", "refusal-respected", map[string][]string{"agrees": {"no"}}},
		{"never-mediation", "never-mediation", map[string][]string{}},
	} {
		faulty := p.mutate(test.rule, mutant{name: "gone"})
		proof, err := prove(t.Context(), faulty, promiseOf(t, p, test.promise), clock)
		if err != nil {
			t.Fatal(err)
		}
		if proof.Broken == nil {
			t.Errorf("%s holds without the rule %s", test.promise, test.rule)
			continue
		}
		if !maps.EqualFunc(proof.Broken.Facts, test.want, slices.Equal) || proof.Broken.Why == "" {
			t.Errorf("%s: the counter-example is %v (%s), want %v", test.promise, proof.Broken.Facts, proof.Broken.Why, test.want)
		}
	}
}

func promiseOf(t *testing.T, p *Pack, id string) *Promise {
	t.Helper()
	for i := range p.Promises {
		if p.Promises[i].ID == id {
			return &p.Promises[i]
		}
	}
	t.Fatalf("there is no promise %s", id)
	return nil
}

// The year that time is checked over is a real one: its clock changes and its ten holidays are among its minutes, and
// a line that closes for one minute is noticed.
func TestClockSeesEveryMinute(t *testing.T) {
	p := brussels(t)
	clock := newClock(p, 2026)
	if clock.minutes != 365*24*60 {
		t.Errorf("the year has %d minutes", clock.minutes)
	}
	local := map[string]int{}
	for m := range clock.minutes {
		local[clock.at(m).Format("2006-01-02 15:04")]++
	}
	if local["2026-03-29 02:30"] != 0 || local["2026-10-25 02:30"] != 2 {
		t.Error("the clock changes are not in the year")
	}
	schedule, err := hours.Parse("00:00-12:00,12:01-24:00", hours.Options{Zone: p.Zone()})
	if err != nil {
		t.Fatal(err)
	}
	gap := clock.gap([]*directory.Service{{ID: "nearly-always", Hours: schedule}})
	if got := gap.Format("15:04"); got != "12:00" {
		t.Errorf("the gap is at %s", got)
	}
}

// The number of situations that a promise stands for is counted, not estimated: it is what trying them all would give.
func TestSituationsAreCountedExactly(t *testing.T) {
	label := lang.Text{"en": "x"}
	values := func(ids ...string) []facts.Value {
		var list []facts.Value
		for _, id := range ids {
			list = append(list, facts.Value{ID: id, Label: label})
		}
		return list
	}
	v := facts.NewVocabulary([]facts.Fact{
		{ID: "danger", Values: values("imminent", "none")}, {ID: "needs", Values: values("a", "b", "c")},
	}, nil)
	// Unknown languages may be "other" and a place may lie in no area: 2 × 2 for those two facts, 1 for the empty rest.
	const rest = 4
	for _, test := range []struct {
		when routing.Conditions
		want int64
	}{
		{nil, 3 * 8 * rest},
		{routing.Conditions{"danger": {"imminent"}}, 1 * 8 * rest},
		{routing.Conditions{"danger": {"imminent", "unknown"}}, 2 * 8 * rest},
		{routing.Conditions{"needs": {"a"}}, 3 * 4 * rest},
		{routing.Conditions{"needs": {"a", "b"}}, 3 * 6 * rest},
		{routing.Conditions{"needs": {"unknown"}, "danger": {"known"}}, 2 * 1 * rest},
	} {
		if got := situations(v, test.when); got.Int64() != test.want {
			t.Errorf("%v stands for %v situations, want %d", test.when, got, test.want)
		}
	}
}
