package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
)

// Where a newer or wider source disagrees with the sheet, whoever reads the sheet's statement is shown the other one,
// with its date and how sure it is.
func TestDisagreementsAreShownBesideTheSheet(t *testing.T) {
	a := brussels(t)
	disputed := map[string]int{}
	for _, tag := range lang.Interface() {
		for _, head := range a.Topics(tag) {
			topic, err := a.Topic(head.ID, tag)
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range topic.Items {
				for _, source := range item.Sources {
					disputed[source.ID] += len(item.Disputed)
				}
				for _, other := range item.Disputed {
					newer, ok := a.Pack().Guide.Item(other.ID)
					if !ok || !a.Pack().Guide.Newer(newer) || other.Name == "" {
						t.Errorf("%s is disputed by %s, which is no newer item", item.Path, other.ID)
					}
				}
				if item.Newer && !slices.ContainsFunc(item.Sources, dated) {
					t.Errorf("%s rests on a newer source without a date or a confidence", item.Path)
				}
			}
		}
	}
	// Police 101; secrecy; the two helplines; who a card protects; a complaint and rights without papers; one in two.
	for _, id := range []string{"B2.4-1", "B2.4-2", "B2.3-2", "B2.3-4", "A5.3.1-2", "A5.3.3-5", "A5.3.3-1", "A5.7-3"} {
		if disputed[id] == 0 {
			t.Errorf("nobody who reads %s learns that another source disagrees", id)
		}
	}
	for _, id := range []string{"A1-7", "B1.2-4"} {
		if disputed[id] > 0 {
			t.Errorf("%s is said to be disputed", id)
		}
	}
}

func dated(s engine.SourceDoc) bool { return !s.Statement && s.Date != "" && s.Confidence != "" }

// A picture of several signs and circumstances begins with the cautions and says each thing once.
func TestPicture(t *testing.T) {
	a := brussels(t)
	p, err := a.Picture(map[string]any{
		"signs": []any{"pills", "nervous", "headaches"}, "types": []any{"economic"},
		"circumstances": []any{"deaf", "mobility"}, "residence": "card-f",
	}, "en")
	if err != nil {
		t.Fatal(err)
	}
	var cautions, items, topics []string
	for _, i := range p.Cautions {
		cautions = append(cautions, i.Sources[0].ID)
	}
	for _, i := range p.Items {
		items = append(items, i.Path)
	}
	for _, topic := range p.Topics {
		topics = append(topics, topic.ID)
	}
	for _, id := range []string{"A4-1", "A4-2", "A4.2-5"} { // no checklist; no sign, no mark does not mean no violence
		if !slices.Contains(cautions, id) {
			t.Errorf("the caution %s is missing among %v", id, cautions)
		}
	}
	// Two of the signs are in one group and two circumstances in one topic: each comes once.
	if want := []string{"signs/psychological", "signs/behavioural", "types/economic"}; !slices.Equal(sorted(items), sorted(want)) {
		t.Errorf("the items are %v, want %v", items, want)
	}
	for _, id := range []string{"family-reunification", "disability"} {
		if !slices.Contains(topics, id) {
			t.Errorf("the topic %s is missing among %v", id, topics)
		}
	}
	if len(slices.Compact(sorted(topics))) != len(topics) || slices.Contains(topics, "sex-work") {
		t.Errorf("a topic comes twice, or one that was not asked for: %v", topics)
	}
	if len(p.Picked) != 7 || strings.Contains(strings.ToLower(shown(t, p)), `"score"`) {
		t.Errorf("%d things are said to be picked", len(p.Picked))
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
