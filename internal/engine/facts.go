package engine

import (
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// FactDoc is one fact that may be told, in one language.
type FactDoc struct {
	Key    string     `json:"key"`
	Label  string     `json:"label"`
	Hint   string     `json:"hint,omitempty"`
	Many   bool       `json:"many"`
	Values []ValueDoc `json:"values"`
}

// ValueDoc is one value that a fact may take.
type ValueDoc struct {
	ID    string `json:"id"`
	Group string `json:"group,omitempty"`
	Label string `json:"label"`
}

// Facts lists what may be told, in the order in which it is asked.
func (e *Engine) Facts(tag lang.Tag) []FactDoc {
	var list []FactDoc
	for _, key := range facts.Keys() {
		f := e.Vocabulary.Fact(key)
		doc := FactDoc{Key: key.String(), Label: f.Label.In(tag), Hint: f.Hint.In(tag), Many: key.Many(), Values: []ValueDoc{}}
		for _, v := range f.Values {
			doc.Values = append(doc.Values, ValueDoc{v.ID, v.Group, v.Label.In(tag)})
		}
		list = append(list, doc)
	}
	return list
}

// Label names a value of a fact. One that the pack does not list has no label of its own: it is named in words of the
// interface, because "other" or a bare tag says nothing to a reader.
func (e *Engine) Label(key facts.Key, id string, tag lang.Tag) string {
	if _, listed := e.Vocabulary.Value(key, id); listed {
		return e.Vocabulary.Label(key, id, tag)
	}
	switch {
	case key == facts.Languages:
		return e.In(tag).T("facts.other-language", "tag", id)
	case key == facts.Place && id == "other":
		return e.In(tag).T("facts.other-place")
	}
	return id
}
