package routing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/routing"
)

// decided is the decision on some facts, in English, on a night from Saturday to Sunday.
func decided(t *testing.T, p *pack.Pack, raw map[string]any) (routing.Decision, routing.Document) {
	t.Helper()
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	f, err := p.Vocabulary.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	d := p.Router.Decide(f, time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC))
	return d, d.Document(words.In("en"))
}

// everyNeed makes the directory speak: whatever may be offered is offered or rejected.
func everyNeed(p *pack.Pack) []any {
	var list []any
	for _, v := range p.Vocabulary.Fact(facts.Needs).Values {
		list = append(list, v.ID)
	}
	return list
}

// Someone who acts violently learns of no service that is there for those who are hurt, not even as one that is not
// for them. Other rejections keep their reasons, and anyone else still reads why a shelter is no option.
func TestServicesForOthersAreNotNamed(t *testing.T) {
	p := brussels(t)
	d, doc := decided(t, p, map[string]any{"speaker": "perpetrator", "needs": everyNeed(p), "file_language": "nl"})
	named := func(doc routing.Document, id string) bool {
		return slices.ContainsFunc(doc.Rejected, func(r routing.RejectedDoc) bool { return r.Service.ID == id })
	}
	for _, id := range []string{"cpvcf-refuge", "sisters-house", "pag-asa", "ilot-circe", "cpvs"} {
		if !slices.ContainsFunc(d.Rejected, func(r routing.Rejected) bool { return r.Service.ID == id }) {
			t.Errorf("%s is not rejected, so this proves nothing", id)
		}
		if named(doc, id) || slices.ContainsFunc(doc.Options, func(o routing.OptionDoc) bool { return o.Service.ID == id }) {
			t.Errorf("%s is named", id)
		}
	}
	if !named(doc, "cpvcf") {
		t.Error("the CPVCF, which is for everyone, is not rejected with its reason: the file is in Dutch")
	}
	if _, doc := decided(t, p, map[string]any{"speaker": "victim", "needs": everyNeed(p), "gender": "man"}); len(doc.Rejected) == 0 {
		t.Error("to a victim nothing is rejected with its reason")
	}
}

// A number beside a step says whether it can be reached and whether to check it first, as an option does.
func TestNumbersBesideStepsAreMarked(t *testing.T) {
	p := brussels(t)
	_, doc := decided(t, p, map[string]any{"languages": []any{"ar"}, "file_language": "fr", "residence": "card-f"})
	marked, sure := 0, 0
	for _, step := range doc.Steps {
		for _, s := range step.Services {
			service, _ := p.Directory.Service(s.ID)
			if s.Check != service.ByPhone() || s.State.Now != service.At(doc.At, p.Zone()).Now.String() || s.State.CheckedOn == "" {
				t.Errorf("%s stands beside %s as %+v, check %t", s.ID, step.ID, s.State, s.Check)
			}
			if s.Check {
				marked++
			} else {
				sure++
			}
		}
	}
	if marked == 0 || sure == 0 {
		t.Errorf("%d are to be checked and %d are not: this proves nothing", marked, sure)
	}
}

// A channel is marked when its own evidence is less than sure, and not for that of another field.
func TestChannelsAreMarked(t *testing.T) {
	chat := directory.Channel{Kind: directory.Chat, Value: "https://example.org"}
	for name, test := range map[string]struct {
		evidence map[string]directory.Evidence
		want     bool
	}{
		"own, low":     {map[string]directory.Evidence{"chat": {Confidence: directory.Low}}, true},
		"own, high":    {map[string]directory.Evidence{"chat": {Confidence: directory.High}}, false},
		"another, low": {map[string]directory.Evidence{"phone": {Confidence: directory.Low}}, false},
		"none":         {nil, false},
	} {
		s := directory.Service{Confidence: directory.High, Evidence: test.evidence}
		if got := routing.ChannelOf(&s, &chat, time.Now(), time.UTC, "en").Check; got != test.want {
			t.Errorf("%s: marked %t", name, got)
		}
	}
}

// A step that several rules ask for names each of its sources once.
func TestSourcesOfAStepComeOnce(t *testing.T) {
	d, doc := decided(t, brussels(t), map[string]any{"circumstances": []any{"deaf"}, "languages": []any{"sfb"}})
	shared := 0
	for i, step := range doc.Steps {
		if len(d.Steps[i].Because) > 1 {
			shared++
		}
		seen := map[string]bool{}
		for _, id := range step.Source {
			if seen[id] {
				t.Errorf("%s names the source %s twice: %v", step.ID, id, step.Source)
			}
			seen[id] = true
		}
	}
	if shared == 0 {
		t.Error("no step is shared by rules, so this proves nothing")
	}
}

// A language that the pack does not list is among the facts used by its own tag.
func TestOtherLanguagesKeepTheirTag(t *testing.T) {
	d, doc := decided(t, brussels(t), map[string]any{"languages": []any{"ar", "qu"}})
	if got := d.Given(facts.Languages); !slices.Equal(got, []string{"ar", "qu"}) {
		t.Errorf("given: %v", got)
	}
	for _, step := range doc.Steps {
		for _, b := range step.Because {
			if slices.Contains(b.Facts["languages"], "other") {
				t.Errorf("%s rests on the language “other”", step.ID)
			}
		}
	}
}
