package view

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
)

// Answers are what was filled in in a form, by the name of the field. Empty answers are unknown facts and are not
// among them.
type Answers map[string][]string

// Edit is the button that brings a form back instead of sending it. It is not a fact.
const Edit = "edit"

// Raw turns answers into raw facts, as the use cases take them.
func (v View) Raw(sent Answers) map[string]any {
	raw := map[string]any{}
	for name, values := range sent {
		switch {
		case name == "at" && len(values) == 1:
			raw[name] = v.Instant(values[0])
		case len(values) == 1:
			raw[name] = values[0]
		default:
			several := make([]any, len(values))
			for i, value := range values {
				several[i] = value
			}
			raw[name] = several
		}
	}
	return raw
}

// Instant reads the moment as a form sends it, which has no zone: it is meant in the pack's. Anything else is left
// for the facts to judge.
func (v View) Instant(words string) string {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, words, v.engine.Zone()); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return words
}

// given lists the answers as they were given, in the words and in the order of the form.
func (v View) given(sent Answers) []givenFact {
	var list []givenFact
	for _, key := range facts.Keys() {
		if values := sent[key.String()]; len(values) > 0 {
			list = append(list, givenFact{v.engine.Vocabulary.Fact(key).Label.In(v.words.Tag), v.labels(key, values)})
		}
	}
	return list
}

// givenFact is one fact with the labels of its values.
type givenFact struct {
	label  string
	values []string
}

func (v View) labels(key facts.Key, ids []string) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = v.engine.Label(key, id, v.words.Tag)
	}
	return list
}

// kept writes answers as hidden fields, in a steady order, so that they can be sent again.
func kept(sent Answers) Node {
	var fields group
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		for _, value := range sent[name] {
			fields = append(fields, el("input").with("type", "hidden").with("name", name).with("value", value))
		}
	}
	return fields
}

// Problem is one thing wrong with one answer.
type Problem struct {
	Field string `json:"field"` // the fact's key, where the form has it
	Label string `json:"label"`
	Text  string `json:"text"`
}

// Problems writes what is wrong with each answer, under the label that the form gives it.
func (v View) Problems(e *fault.Error) []Problem {
	known := map[string]engine.FactDoc{"at": {Key: "at", Label: v.words.T("web.route.at")}}
	for _, f := range v.engine.Facts(v.words.Tag) {
		known[f.Key] = f
	}
	var list []Problem
	for _, d := range e.Details {
		field, _, _ := strings.Cut(d.Field, "[")
		fact, ok := known[field]
		if !ok {
			field = strings.TrimPrefix(field, "visit.") // of a card
			fact.Label = v.words.T("web.card." + field)
			if !v.words.Has("web.card." + field) {
				fact.Label, field = d.Field, ""
			}
		}
		list = append(list, Problem{field, fact.Label, v.words.Args(d.Key, v.ProblemArgs(d, fact))})
	}
	return list
}

// ProblemArgs makes what a message names readable on a page: the labels of the values allowed, not their ids.
func (v View) ProblemArgs(d fault.Detail, fact engine.FactDoc) map[string]string {
	args := maps.Clone(d.Args)
	if near := args["near"]; near != "" {
		args["near"] = v.words.T("facts.near", "near", near)
	}
	if args["allowed"] != "" && len(fact.Values) > 0 {
		var allowed []string
		for _, value := range fact.Values {
			allowed = append(allowed, value.Label)
		}
		args["allowed"] = strings.Join(allowed, ", ")
	}
	return args
}
