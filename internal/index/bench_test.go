package index

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// many is so many invented services with varied names, places and hours.
func many(b *testing.B, n int) *Index {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	builder := NewBuilder(invented(), nil)
	one := func(ids []string) []string { return ids[random.IntN(len(ids)):][:1] }
	for i := range n {
		s := directory.Service{ID: fmt.Sprint(i), Origin: "import", Offers: one(region[facts.Needs]), Languages: one(region[facts.Languages]),
			FileLanguages: one(region[facts.FileLanguage]), Cost: directory.Cost(random.IntN(4)), Interpreters: directory.Answer(random.IntN(3)),
			Name:      lang.Text{"en": fmt.Sprintf("House %d of street %d", random.IntN(5000), random.IntN(900))},
			HoursText: fmt.Sprintf("Mo-Fr %02d:%02d-%02d:00", 7+random.IntN(4), random.IntN(4)*15, 14+random.IntN(6)),
			Access:    directory.Access{StepFree: directory.Answer(random.IntN(3))}}
		r := directory.Record{Service: s, Organisation: directory.Organisation{ID: fmt.Sprint(i / 5)},
			Places: []directory.Place{{ID: "p", Point: &directory.Point{Lat: 50 + random.Float64(), Lon: 3 + 2*random.Float64()}}}}
		p, err := builder.Prepare(&r)
		if err == nil {
			err = builder.Add(p)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	x, err := builder.Finish()
	if err != nil {
		b.Fatal(err)
	}
	return x
}

func BenchmarkFind(b *testing.B) {
	x := many(b, 100_000)
	brussels := &directory.Point{Lat: 50.85, Lon: 4.35}
	for name, q := range map[string]Query{
		"need":         {Having: []Filter{{Need, 1}}},
		"open":         {Open: true},
		"words":        {Words: "house street 12"},
		"beginning":    {Words: "hou"},
		"slip":         {Words: "huose"},
		"near":         {Near: brussels},
		"within":       {Near: brussels, Within: 5},
		"all of these": {Open: true, Having: []Filter{{Need, 1}, {Language, 2}, {StepFree, 2}}, Words: "house", Near: brussels, Within: 30},
		"facets":       {Having: []Filter{{Need, 1}}, Facets: true},
		"far down":     {Having: []Filter{{Need, 1}}, Offset: 19_000},
		"far and near": {Near: brussels, Offset: 19_000},
	} {
		b.Run(name, func(b *testing.B) {
			q.At, q.Limit = tuesday, 20
			for b.Loop() {
				if _, err := x.Find(q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOffer(b *testing.B) {
	x := many(b, 100_000)
	known := facts.Set{facts.FileLanguage: 1, facts.Residence: 4, facts.Children: 1}
	for b.Loop() {
		if _, err := x.Offer(3, &known, tuesday, 5); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMoment is the first question about a minute that nobody has asked about.
func BenchmarkMoment(b *testing.B) {
	x := many(b, 100_000)
	at := tuesday
	for b.Loop() {
		at = at.Add(time.Minute)
		x.statesAt(at)
	}
}
