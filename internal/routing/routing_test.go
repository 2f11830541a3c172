package routing_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/routing"
)

func brussels(t testing.TB) *pack.Pack {
	t.Helper()
	p, _ := packtest.Shipped(t)
	return p
}

// moment draws any minute of two years.
func moment(t *rapid.T) time.Time {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(rapid.IntRange(0, 2*365*24*60).Draw(t, "minute")) * time.Minute)
}

// anySet draws any combination of facts, values outside the vocabulary among them.
func anySet(t *rapid.T) facts.Set {
	var set facts.Set
	for _, key := range facts.Keys() {
		if rapid.Bool().Draw(t, key.String()+" known") {
			set[key] = rapid.Uint64().Draw(t, key.String()) & (1<<(facts.MaxValues+1) - 1)
		}
	}
	return set
}

// valid keeps only the values that the vocabulary has.
func valid(set facts.Set, v *facts.Vocabulary) facts.Set {
	for _, key := range facts.Keys() {
		set[key] &= 1<<len(v.Fact(key).Values) - 1 | facts.Other
		if !key.Many() { // the lowest bit alone
			set[key] &= -set[key]
		}
	}
	return set
}

// A decision is total and deterministic, in every language; its steps are in the order of their kinds; a service is
// an option or rejected, never both; and every reason says why.
func TestDecisionProperties(t *testing.T) {
	p := brussels(t)
	catalogue, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		f, now := facts.Facts{Set: valid(anySet(t), p.Vocabulary)}, moment(t)
		printer := catalogue.In(rapid.SampledFrom(lang.Interface()).Draw(t, "language"))
		d := p.Router.Decide(f, now)
		again := p.Router.Decide(f, now)
		if a, b := marshal(t, d.Document(printer)), marshal(t, again.Document(printer)); !bytes.Equal(a, b) {
			t.Fatal("the same facts and instant gave different bytes")
		}
		if !slices.IsSortedFunc(d.Steps, func(a, b routing.Advice) int { return int(a.Kind) - int(b.Kind) }) {
			t.Fatal("steps are not in the order of their kinds")
		}
		seen := map[string]bool{}
		for _, s := range d.Steps {
			if seen[s.ID] || len(s.Because) == 0 {
				t.Fatalf("the step %s comes twice or gives no reason", s.ID)
			}
			seen[s.ID] = true
		}
		checkServices(t, &d, printer)
	})
}

// before tells whether one option may stand before another by the published order: rank, then what can be reached now,
// then how sure the record is, then the id.
func before(a, b routing.Option) bool {
	switch {
	case a.Rank != b.Rank:
		return a.Rank < b.Rank
	case a.State.Now != b.State.Now:
		order := []directory.Now{directory.Open, directory.Appointment, directory.Closed, directory.NotKnown}
		return slices.Index(order, a.State.Now) < slices.Index(order, b.State.Now)
	case a.Service.Confidence != b.Service.Confidence:
		return a.Service.Confidence > b.Service.Confidence
	}
	return a.Service.ID < b.Service.ID
}

func checkServices(t *rapid.T, d *routing.Decision, printer lang.Printer) {
	seen := map[string]bool{}
	for i, o := range d.Options {
		if i > 0 && !before(d.Options[i-1], o) {
			t.Fatalf("%s stands before %s, against the published order", d.Options[i-1].Service.ID, o.Service.ID)
		}
		if seen[o.Service.ID] || len(o.Because) == 0 {
			t.Fatalf("the option %s comes twice or gives no reason", o.Service.ID)
		}
		if _, misfit := o.Service.Misfit(&d.Facts.Set); misfit {
			t.Fatalf("the option %s does not fit", o.Service.ID)
		}
		seen[o.Service.ID] = true
	}
	doc := d.Document(printer)
	for _, r := range doc.Rejected {
		if seen[r.Service.ID] || r.Because.Text == "" {
			t.Fatalf("%s is rejected twice, is an option too, or gives no reason", r.Service.ID)
		}
		seen[r.Service.ID] = true
	}
	if bytes.Contains(marshal(t, doc), []byte("[misfit")) || bytes.Contains(marshal(t, doc), []byte("[caution")) {
		t.Fatal("a reason has no words in " + string(printer.Tag))
	}
}

func marshal(t *rapid.T, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Leaving a service out of the directory never changes what is said about another: no organisation can push one aside.
func TestServicesDoNotAffectEachOther(t *testing.T) {
	p := brussels(t)
	rapid.Check(t, func(t *rapid.T) {
		f, now := facts.Facts{Set: valid(anySet(t), p.Vocabulary)}, moment(t)
		gone := rapid.SampledFrom(p.Directory.Services).Draw(t, "gone").ID
		without := p.Directory.Keep(func(s *directory.Service) bool { return s.ID != gone })
		all := p.Router.Decide(f, now)
		fewer := routing.NewRouter(p.Ref(), p.Vocabulary, without, p.Rules).Decide(f, now)
		var want []string
		for _, o := range all.Options {
			if o.Service.ID != gone {
				want = append(want, o.Service.ID)
			}
		}
		var got []string
		for _, o := range fewer.Options {
			got = append(got, o.Service.ID)
		}
		if !slices.Equal(want, got) {
			t.Fatalf("without %s the options are %v, want %v", gone, got, want)
		}
	})
}

// The main question: a French-language file, Arabic, a card F, leaving home, Sunday at three in the morning.
func mainQuestion(t testing.TB, p *pack.Pack) facts.Facts {
	f, err := p.Vocabulary.Parse(map[string]any{
		"at": "2026-11-22T03:00:00+01:00", "file_language": "fr", "languages": []any{"ar"}, "residence": "card-f",
		"leaving_home": true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func BenchmarkDecide(b *testing.B) {
	p := brussels(b)
	f := mainQuestion(b, p)
	b.ReportAllocs()
	for b.Loop() {
		p.Router.Decide(f, time.Time{})
	}
}

// BenchmarkDecideNothing is the baseline: no rules, no services.
func BenchmarkDecideNothing(b *testing.B) {
	p := brussels(b)
	f := mainQuestion(b, p)
	empty := routing.NewRouter(p.Ref(), p.Vocabulary, p.Directory.Keep(func(*directory.Service) bool { return false }), nil)
	b.ReportAllocs()
	for b.Loop() {
		empty.Decide(f, time.Time{})
	}
}
