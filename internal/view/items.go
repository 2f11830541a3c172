package view

import (
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
)

// Section is neighbouring items that are shown in the same way.
type Section struct {
	Shape string // plain, marks, cycle, sides or say
	Items []Item
	Dont  []Item // of a section with sides: what not to do
}

// Item is an item of the guide with the newer ones that qualify it.
type Item struct {
	engine.ItemDoc
	Contested []engine.ItemDoc
	Level     int    // of its heading
	Anchor    string // where the page is the item's own
}

// Sections groups the items of a topic by how they are shown, in the order of the topic. The level is that of their
// headings.
func (v View) Sections(items []engine.ItemDoc, level int) []Section {
	var list []Section
	for _, doc := range items {
		shape := shapeOf(doc, items)
		if n := len(list); n == 0 || list[n-1].Shape != shape {
			list = append(list, Section{Shape: shape})
		}
		last := &list[len(list)-1]
		switch {
		case shape != "sides":
			last.Items = append(last.Items, v.Item(doc, level))
		case doc.Kind == string(guide.Dont):
			last.Dont = append(last.Dont, v.Item(doc, level+1))
		default:
			last.Items = append(last.Items, v.Item(doc, level+1))
		}
	}
	return list
}

// Anchor gives every item of a topic's own page the address that others point to.
func (v View) Anchor(sections []Section) {
	for i := range sections {
		for _, items := range [][]Item{sections[i].Items, sections[i].Dont} {
			for j := range items {
				items[j].Anchor = v.anchor(items[j].Path)
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

// Item adds to an item those that newer sources set against it, with their dates: both are shown.
func (v View) Item(doc engine.ItemDoc, level int) Item {
	i := Item{ItemDoc: doc, Level: level}
	for _, other := range doc.Disputed {
		topicID, id, _ := strings.Cut(other.ID, "/")
		topic, err := v.engine.Topic(topicID, v.words.Tag)
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

// ShowSections writes the items of a topic.
func (v View) ShowSections(sections []Section) Node {
	return list(sections, func(s Section) Node {
		switch s.Shape {
		case "marks":
			return el("div.marks", list(s.Items, v.beside))
		case "cycle":
			return v.cycle(s.Items)
		case "sides":
			return v.sides(s)
		case "say":
			return el("ul.say", list(s.Items, func(i Item) Node {
				return anchored(el("li", v.Quote(i), v.foot(i)), i)
			}))
		}
		return list(s.Items, v.ShowItem)
	})
}

// anchored gives an element the item's address.
func anchored(e *element, i Item) *element {
	if i.Anchor == "" {
		return e
	}
	return e.with("id", i.Anchor)
}

func head(i Item) Node {
	if i.Title == "" {
		return nil
	}
	return el("h"+strconv.Itoa(min(max(i.Level, 2), 5)), text(i.Title))
}

// ShowItem writes one item.
func (v View) ShowItem(i Item) Node {
	var tag Node
	if key := "web.kind." + i.Kind; v.words.Has(key) {
		tag = says("p.tag", v.words.T(key))
	}
	return anchored(el("article.item.kind-"+i.Kind, tag, head(i), v.ItemBody(i)), i)
}

// ItemBody writes what an item says, without its title.
func (v View) ItemBody(i Item) Node {
	var site Node
	if i.URL != "" {
		site = el("p", outside(i.URL, text(v.words.T("web.open-site")), says("span.url", " "+i.URL)))
	}
	sources := v.SourceLine(i.Sources)
	if i.Newer {
		sources = v.Dated(i.Sources)
	}
	return el("div.item-body", v.newer(i.ItemDoc), says("p", i.Text), points(i.List), site,
		v.see("web.services-here", i.Services, func(id string) string { return v.Page("services", id) }),
		v.contests(i.Contested), v.see("web.see", i.See, v.See), sources).holds
}

func (v View) newer(doc engine.ItemDoc) Node {
	return when(doc.Newer, says("p.newer", v.words.T("web.newer")))
}

func points(items []string) Node {
	if len(items) == 0 {
		return nil
	}
	return el("ul.points", list(items, func(s string) Node { return says("li", s) }))
}

// see writes links to what belongs to an item.
func (v View) see(key string, to []engine.NamedDoc, address func(string) string) Node {
	if len(to) == 0 {
		return nil
	}
	links := list(to, func(n engine.NamedDoc) Node { return link("a", address(n.ID), text(n.Name)) })
	dot := says("span", " · ").with("aria-hidden", "true")
	return el("p.see", says("span", v.words.T(key)), text(" "), between(links, dot))
}

// contests writes what newer sources set against an item.
func (v View) contests(newer []engine.ItemDoc) Node {
	return list(newer, func(doc engine.ItemDoc) Node {
		return el("div.contested", el("p", says("strong", v.words.T("web.contested")), text(" "),
			link("a", v.See(doc.Path), text(doc.Title))), says("p", doc.Text), v.Dated(doc.Sources))
	})
}

// foot writes what stands under an item that is shown in a shape of its own.
func (v View) foot(i Item) Node {
	if i.Newer {
		return group{v.contests(i.Contested), v.newer(i.ItemDoc), v.Dated(i.Sources)}
	}
	return group{v.contests(i.Contested), v.SourceLine(i.Sources)}
}

// Quote writes a sentence that may be said to the person, and shown.
func (v View) Quote(i Item) Node {
	return el("blockquote", says("p", i.Text).with("data-person", ""), variants(i.List))
}

func variants(items []string) Node {
	if len(items) == 0 {
		return nil
	}
	return el("ul", list(items, func(s string) Node { return says("li", s).with("data-person", "") }))
}

// beside writes an argument and violence next to each other.
func (v View) beside(i Item) Node {
	return anchored(el("article.pair", head(i), v.pair("web.argument", i.Beside, "web.violence", i.Text), points(i.List),
		v.foot(i)), i)
}

func (v View) pair(leftKey, left, rightKey, right string) Node {
	side := func(name, key, words string) Node {
		return el("div."+name, says("p.tag", v.words.T(key)), says("p", words))
	}
	return el("div.pair-sides", side("pair-left", leftKey, left), side("pair-right", rightKey, right))
}

// sides writes what to do and what not to do side by side.
func (v View) sides(s Section) Node {
	side := func(name, key string, icon Node, items []Item) Node {
		return el("section."+name, el("h2", icon, text(v.words.T(key))), el("ul", list(items, func(i Item) Node {
			var title Node
			if i.Title != "" {
				title = says("h3", i.Title)
			}
			return anchored(el("li", title, says("p", i.Text), points(i.List), v.foot(i)), i)
		})))
	}
	return el("div.sides", side("side-do", "web.do", tick, s.Items), side("side-dont", "web.dont", cross, s.Dont))
}
