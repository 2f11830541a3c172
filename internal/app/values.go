package app

import (
	"slices"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// own are the values of the attributes that no fact has words for.
var own = map[index.Attribute][]string{
	index.Role:     {"service", "emergency", "helpline", "door", "tool"},
	index.Cost:     {"unknown", "free", "paid", "income"},
	index.StepFree: {"unknown", "yes", "no"},
}

func ownValues(a index.Attribute) []string {
	if list, ok := own[a]; ok {
		return list
	}
	return own[index.StepFree]
}

func (a *App) value(attribute index.Attribute, id string) (int, bool) {
	if key, ok := attribute.Fact(); ok {
		return a.valueOfFact(key, id)
	}
	i := slices.Index(ownValues(attribute), id)
	return i, i >= 0 && id != "unknown"
}

// valueOfFact also takes a postcode for an area, and a language that the pack does not list: nobody is known to speak it.
func (a *App) valueOfFact(key facts.Key, id string) (int, bool) {
	if i, ok := a.pack.Vocabulary.Value(key, id); ok {
		return i, true
	}
	if key != facts.Place && key != facts.Languages {
		return 0, false
	}
	f, err := a.pack.Vocabulary.Parse(map[string]any{key.String(): id})
	if err != nil || f.Set[key] == 0 {
		return 0, false
	}
	value := 0
	for f.Set[key]>>value&1 == 0 {
		value++
	}
	return value, true
}

func (a *App) valuesOf(attribute index.Attribute) []string {
	key, ok := attribute.Fact()
	if !ok {
		return slices.DeleteFunc(slices.Clone(ownValues(attribute)), func(id string) bool { return id == "unknown" })
	}
	var ids []string
	for _, v := range a.pack.Vocabulary.Fact(key).Values {
		ids = append(ids, v.ID)
	}
	return ids
}

// ValuesOf lists the ids that something may be looked for by, each with its label after a tab.
func (a *App) ValuesOf(name string, tag lang.Tag) []string {
	attribute, ok := index.AttributeNamed(name)
	if !ok {
		return nil
	}
	var list []string
	for _, id := range a.valuesOf(attribute) {
		if value, ok := a.value(attribute, id); ok {
			_, label := a.valueName(attribute, value, a.In(tag))
			list = append(list, id+"\t"+label)
		}
	}
	return list
}
