package engine

import (
	"slices"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
)

// Picture is what the guide says about a combination of signs, types and circumstances, each thing once. It is no
// verdict: the cautions come first.
type Picture struct {
	Picked   []NamedDoc `json:"picked"`
	Cautions []ItemDoc  `json:"cautions"`
	Items    []ItemDoc  `json:"items"`  // what describes the signs and types picked
	Topics   []TopicDoc `json:"topics"` // what belongs to the circumstances picked, with items
}

// Picture gathers what the guide says about what a professional sees. It reads only the facts types, signs,
// circumstances and residence.
func (e *Engine) Picture(raw map[string]any, tag lang.Tag) (Picture, error) {
	f, err := e.Vocabulary.Parse(raw)
	if err != nil {
		return Picture{}, err
	}
	given := func(key facts.Key) []string { return e.Vocabulary.Given(f.Set, key).Values }
	p := Picture{Picked: []NamedDoc{}, Cautions: []ItemDoc{}, Items: []ItemDoc{}, Topics: []TopicDoc{}}
	for _, key := range []facts.Key{facts.Signs, facts.Types, facts.Circumstances, facts.Residence} {
		for _, id := range given(key) {
			p.Picked = append(p.Picked, NamedDoc{id, e.Vocabulary.Label(key, id, tag)})
		}
	}
	for _, item := range e.Guide.ItemsFor(given(facts.Types), given(facts.Signs)) {
		p.Items = append(p.Items, e.item(item, tag))
	}
	for _, topic := range e.Guide.For(given(facts.Circumstances), given(facts.Residence)) {
		doc, err := e.Topic(topic.ID, tag)
		if err != nil {
			return Picture{}, err
		}
		p.Topics = append(p.Topics, doc)
	}
	p.Cautions = e.cautions(tag)
	return p, nil
}

// cautions are what to keep in mind before reading anything into signs: those of the topics that describe signs.
func (e *Engine) cautions(tag lang.Tag) []ItemDoc {
	list := []ItemDoc{}
	for _, t := range e.Guide.Topics {
		if !slices.ContainsFunc(t.Items, func(i guide.Item) bool { return len(i.Signs) > 0 }) {
			continue
		}
		for i := range t.Items {
			if t.Items[i].Kind == guide.Caution {
				list = append(list, e.item(&t.Items[i], tag))
			}
		}
	}
	return list
}
