// Package guide is what a professional may want to know before, during and after a conversation: topics made of small
// items, each with its sources. What comes from the sheet and what is newer or wider stand side by side, never mixed.
package guide

import (
	"fmt"
	"slices"
	"sync"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Part is a chapter of the guide.
type Part string

// The parts, in the order of a professional's work.
const (
	Recognise     Part = "recognise"
	Circumstances Part = "circumstances"
	Talk          Part = "talk"
	Refer         Part = "refer"
	Care          Part = "care"
)

// Parts lists the parts in order.
func Parts() []Part { return []Part{Recognise, Circumstances, Talk, Refer, Care} }

// UnmarshalText reads a part.
func (p *Part) UnmarshalText(b []byte) error {
	if !slices.Contains(Parts(), Part(b)) {
		return fmt.Errorf("%q is not one of recognise, circumstances, talk, refer, care", b)
	}
	*p = Part(b)
	return nil
}

// Kind is what sort of thing an item says.
type Kind string

// The kinds of item.
const (
	Explain     Kind = "explain"
	Definition  Kind = "definition"
	Mark        Kind = "mark"
	Type        Kind = "type"
	Phase       Kind = "phase"
	Consequence Kind = "consequence"
	Sign        Kind = "sign"
	Caution     Kind = "caution"
	Feature     Kind = "feature"
	Barrier     Kind = "barrier"
	Help        Kind = "help"
	Do          Kind = "do"
	Dont        Kind = "dont"
	Say         Kind = "say"
	Right       Kind = "right"
	Procedure   Kind = "procedure"
	Figure      Kind = "figure"
	Link        Kind = "link"
	CareItem    Kind = "care"
)

// Kinds lists the kinds of item.
func Kinds() []Kind {
	return []Kind{Explain, Definition, Mark, Type, Phase, Consequence, Sign, Caution, Feature, Barrier, Help, Do, Dont,
		Say, Right, Procedure, Figure, Link, CareItem}
}

// UnmarshalText reads a kind.
func (k *Kind) UnmarshalText(b []byte) error {
	if !slices.Contains(Kinds(), Kind(b)) {
		return fmt.Errorf("%q is not a kind of item; see docs/pack-format.md", b)
	}
	*k = Kind(b)
	return nil
}

// Topic is one page of the guide.
type Topic struct {
	ID            string    `yaml:"id" json:"id"`
	Part          Part      `yaml:"part" json:"part"`
	Circumstances []string  `yaml:"circumstances,optional" json:"circumstances,omitzero"`
	Residence     []string  `yaml:"residence,optional" json:"residence,omitzero"`
	Title         lang.Text `yaml:"title" json:"title"`
	Summary       lang.Text `yaml:"summary" json:"summary"`
	Items         []Item    `yaml:"items" json:"items"`
}

// Item is one thing that a topic says.
type Item struct {
	ID          string                `yaml:"id" json:"id"`
	Kind        Kind                  `yaml:"kind" json:"kind"`
	Types       []string              `yaml:"types,optional" json:"types,omitzero"`
	Signs       []string              `yaml:"signs,optional" json:"signs,omitzero"`
	Sources     []string              `yaml:"sources" json:"sources"`
	Title       lang.Text             `yaml:"title,optional" json:"title,omitzero"`
	Text        lang.Text             `yaml:"text" json:"text"`
	List        []lang.Text           `yaml:"list,optional" json:"list,omitzero"`
	Beside      lang.Text             `yaml:"beside,optional" json:"beside,omitzero"`
	Victim      lang.Text             `yaml:"victim,optional" json:"victim,omitzero"`
	Perpetrator lang.Text             `yaml:"perpetrator,optional" json:"perpetrator,omitzero"`
	URL         string                `yaml:"url,optional" json:"url,omitzero"`
	Services    []string              `yaml:"services,optional" json:"services,omitzero"`
	Disagrees   []string              `yaml:"disagrees,optional" json:"disagrees,omitzero"`
	See         []string              `yaml:"see,optional" json:"see,omitzero"`
	Words       map[lang.Tag][]string `yaml:"words,optional" json:"words,omitzero"`

	Topic  *Topic `yaml:"-" json:"-"`
	Number int    `yaml:"-" json:"-"` // in the topic, from 1
}

// Path is the item's address: its topic and its id.
func (i *Item) Path() string { return i.Topic.ID + "/" + i.ID }

// Source is where statements come from.
type Source struct {
	ID         string               `yaml:"id" json:"id"`
	Title      lang.Text            `yaml:"title" json:"title"`
	Publisher  string               `yaml:"publisher,optional" json:"publisher,omitzero"`
	URL        string               `yaml:"url,optional" json:"url,omitzero"`
	Date       directory.Date       `yaml:"date" json:"date"`
	ReadOn     directory.Date       `yaml:"read_on" json:"read_on"`
	Confidence directory.Confidence `yaml:"confidence" json:"confidence"`
	Statements []string             `yaml:"statements,optional" json:"statements,omitzero"`
}

// Guide is the topics and sources of a pack, with their index. It does not change.
type Guide struct {
	Topics  []*Topic
	Sources []*Source

	topics     map[string]*Topic
	items      map[string]*Item
	sources    map[string]*Source
	statements map[string]*Source // statement id → the source it is numbered in
	carriers   map[string][]*Item // statement id → the items that carry it
	disputes   map[string][]*Item // statement id → the items that qualify or contradict it
	index      func() *index      // built at the first search: the first page need not wait for it
}

// New builds a guide. Topics keep their order within each part.
func New(topics []Topic, sources []Source) *Guide {
	g := &Guide{
		topics: map[string]*Topic{}, items: map[string]*Item{}, sources: map[string]*Source{},
		statements: map[string]*Source{}, carriers: map[string][]*Item{}, disputes: map[string][]*Item{},
	}
	for i := range sources {
		s := &sources[i]
		g.Sources = append(g.Sources, s)
		g.sources[s.ID] = s
		for _, id := range s.Statements {
			g.statements[id] = s
		}
	}
	for _, part := range Parts() {
		for i := range topics {
			if topics[i].Part == part {
				g.add(&topics[i])
			}
		}
	}
	g.index = sync.OnceValue(func() *index { return newIndex(g) })
	return g
}

func (g *Guide) add(t *Topic) {
	g.Topics = append(g.Topics, t)
	g.topics[t.ID] = t
	for i := range t.Items {
		item := &t.Items[i]
		item.Topic, item.Number = t, i+1
		g.items[item.Path()] = item
		for _, id := range item.Sources {
			g.carriers[id] = append(g.carriers[id], item)
		}
		for _, id := range item.Disagrees {
			g.disputes[id] = append(g.disputes[id], item)
		}
	}
}

// Topic finds a topic.
func (g *Guide) Topic(id string) (*Topic, bool) {
	t, ok := g.topics[id]
	return t, ok
}

// Item finds an item by its path, "topic/item".
func (g *Guide) Item(path string) (*Item, bool) {
	i, ok := g.items[path]
	return i, ok
}

// Part returns the topics of a part in order.
func (g *Guide) Part(p Part) []*Topic {
	var list []*Topic
	for _, t := range g.Topics {
		if t.Part == p {
			list = append(list, t)
		}
	}
	return list
}

// Source finds where an id comes from: a source, or the source of a numbered statement.
func (g *Guide) Source(id string) (*Source, bool) {
	if s, ok := g.sources[id]; ok {
		return s, true
	}
	s, ok := g.statements[id]
	return s, ok
}

// Statement tells whether an id is a numbered statement.
func (g *Guide) Statement(id string) bool { return g.statements[id] != nil }

// Carriers returns the items that carry a statement.
func (g *Guide) Carriers(id string) []*Item { return g.carriers[id] }

// Disputed returns the items that qualify or contradict one of an item's statements.
func (g *Guide) Disputed(i *Item) []*Item {
	var list []*Item
	for _, id := range i.Sources {
		for _, other := range g.disputes[id] {
			if !slices.Contains(list, other) {
				list = append(list, other)
			}
		}
	}
	return list
}

// Newer tells whether an item rests on no numbered statement: it is a newer or wider fact.
func (g *Guide) Newer(i *Item) bool {
	return !slices.ContainsFunc(i.Sources, g.Statement)
}

// For returns the topics about circumstances or a residence situation.
func (g *Guide) For(circumstances, residence []string) []*Topic {
	var list []*Topic
	meets := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
	}
	for _, t := range g.Topics {
		if meets(t.Circumstances, circumstances) || meets(t.Residence, residence) {
			list = append(list, t)
		}
	}
	return list
}

// ItemsFor returns the items of the part that recognises which describe one of the types of violence or signs, each
// once, in the guide's order. How a type looks in certain circumstances is told with these, to who asks about them.
func (g *Guide) ItemsFor(types, signs []string) []*Item {
	var list []*Item
	for _, t := range g.Part(Recognise) {
		for i := range t.Items {
			item := &t.Items[i]
			if slices.ContainsFunc(item.Types, func(s string) bool { return slices.Contains(types, s) }) ||
				slices.ContainsFunc(item.Signs, func(s string) bool { return slices.Contains(signs, s) }) {
				list = append(list, item)
			}
		}
	}
	return list
}

// Texts returns every text of an item that is shown.
func (i *Item) Texts() []lang.Text {
	list := []lang.Text{i.Title, i.Text, i.Beside, i.Victim, i.Perpetrator}
	return slices.DeleteFunc(append(list, i.List...), func(t lang.Text) bool { return len(t) == 0 })
}
