package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
)

type guidePage struct {
	frame
	Parts []part
}

// part is a chapter of the guide.
type part struct {
	ID     string
	Topics []engine.TopicDoc
}

func (v *visit) guide() error {
	return v.show(http.StatusOK, "guide", guidePage{v.frame("guide", "web.title.guide"), v.parts()})
}

func (v *visit) parts() []part {
	var parts []part
	for _, id := range guide.Parts() {
		parts = append(parts, part{ID: string(id)})
	}
	for _, topic := range v.app.Topics(v.tag) {
		for i := range parts {
			if parts[i].ID == topic.Part {
				parts[i].Topics = append(parts[i].Topics, topic)
			}
		}
	}
	return parts
}

type topicPage struct {
	frame
	Topic    engine.TopicDoc
	Sections []section
	Part     part             // the topics that this one stands among
	Next     *engine.TopicDoc // the topic after this one
	Previous *engine.TopicDoc
}

// section is neighbouring items that are shown in the same way.
type section struct {
	Shape string // plain, marks, cycle, sides or say
	Items []item
	Dont  []item // of a section with sides: what not to do
}

// item is an item of the guide with the newer ones that qualify it.
type item struct {
	engine.ItemDoc
	Contested []engine.ItemDoc
	Level     int    // of its heading
	Anchor    string // where the page is the item's own
}

func (v *visit) topic() error {
	topic, err := v.app.Topic(v.r.PathValue("topic"), v.tag)
	if err != nil {
		return err
	}
	page := topicPage{frame: v.frame("guide", ""), Topic: topic, Sections: v.sections(topic.Items, 2)}
	anchor(page.Sections)
	for _, p := range v.parts() {
		if p.ID == topic.Part {
			page.Part = p
		}
	}
	page.Previous, page.Next = page.Part.around(topic.ID)
	return v.show(http.StatusOK, "topic", page)
}

// sections groups the items of a topic by how they are shown, in the order of the topic.
func (v *visit) sections(items []engine.ItemDoc, level int) []section {
	var list []section
	for _, doc := range items {
		shape := shapeOf(doc, items)
		if n := len(list); n == 0 || list[n-1].Shape != shape {
			list = append(list, section{Shape: shape})
		}
		last := &list[len(list)-1]
		if shape == "sides" && doc.Kind == string(guide.Dont) {
			last.Dont = append(last.Dont, v.item(doc, level+1))
			continue
		}
		if shape == "sides" {
			last.Items = append(last.Items, v.item(doc, level+1))
			continue
		}
		last.Items = append(last.Items, v.item(doc, level))
	}
	return list
}

// anchor gives every item of a topic's own page the address that others point to.
func anchor(sections []section) {
	for i := range sections {
		for _, items := range [][]item{sections[i].Items, sections[i].Dont} {
			for j := range items {
				items[j].Anchor = items[j].ID
			}
		}
	}
}

// shapeOf says how an item is shown. What to do and what not to do stand side by side where a topic has enough of
// both; a single warning stays in its place.
func shapeOf(doc engine.ItemDoc, all []engine.ItemDoc) string {
	switch guide.Kind(doc.Kind) {
	case guide.Mark:
		return "marks"
	case guide.Phase:
		return "cycle"
	case guide.Say:
		return "say"
	case guide.Do, guide.Dont:
		if count(all, guide.Do) >= 3 && count(all, guide.Dont) >= 3 {
			return "sides"
		}
	}
	return "plain"
}

func count(items []engine.ItemDoc, kind guide.Kind) int {
	n := 0
	for _, doc := range items {
		if doc.Kind == string(kind) {
			n++
		}
	}
	return n
}

// item adds to an item those that newer sources set against it, with their dates: both are shown.
func (v *visit) item(doc engine.ItemDoc, level int) item {
	i := item{ItemDoc: doc, Level: level}
	for _, other := range doc.Disputed {
		topicID, id, _ := strings.Cut(other.ID, "/")
		topic, err := v.app.Topic(topicID, v.tag)
		if err != nil {
			continue // the pack was checked: a reference that does not resolve was refused when it was loaded
		}
		at := slices.IndexFunc(topic.Items, func(o engine.ItemDoc) bool { return o.ID == id })
		if at >= 0 {
			contested := topic.Items[at]
			contested.Title = other.Name
			i.Contested = append(i.Contested, contested)
		}
	}
	return i
}

// around returns the topics before and after one.
func (p part) around(id string) (before, after *engine.TopicDoc) {
	at := slices.IndexFunc(p.Topics, func(t engine.TopicDoc) bool { return t.ID == id })
	if at > 0 {
		before = &p.Topics[at-1]
	}
	if at >= 0 && at+1 < len(p.Topics) {
		after = &p.Topics[at+1]
	}
	return before, after
}
