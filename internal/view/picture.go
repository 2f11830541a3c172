package view

import "github.com/halte-brussels/halte/internal/engine"

// Picture writes together, each thing once, what the guide says of everything that was ticked.
func (v View) Picture(p engine.Picture, sent Answers) Node {
	var picked Node = says("p.lead", v.words.T("web.picture.empty"))
	if len(p.Picked) > 0 {
		picked = el("div.answered", says("p", v.words.T("web.picture.picked")),
			el("ul.picked", list(p.Picked, func(n engine.NamedDoc) Node { return says("li", n.Name) })))
	}
	return el("div.answer-made",
		says("h1", v.words.T("web.picture.h1")), picked, v.again("signs", sent),
		v.cautions(p.Cautions), v.pictured(p.Items), list(p.Topics, v.picturedTopic),
		el("p.onward", link("a.button.button-main", v.Page("talk"), text(v.words.T("web.start.talk"))), text(" "),
			link("a.button", v.Page("route"), text(v.words.T("web.start.route")))),
	).with("data-facts", "")
}

func (v View) cautions(cautions []engine.ItemDoc) Node {
	if len(cautions) == 0 {
		return nil
	}
	return el("section.cautions", says("h2", v.words.T("web.picture.first")), list(cautions, func(doc engine.ItemDoc) Node {
		i := v.Item(doc, 3)
		return el("div.caution-item", head(i), v.ItemBody(i))
	}))
}

func (v View) pictured(items []engine.ItemDoc) Node {
	if len(items) == 0 {
		return nil
	}
	return el("section.prose", says("h2", v.words.T("web.picture.items")),
		list(items, func(doc engine.ItemDoc) Node { return v.ShowItem(v.Item(doc, 3)) }))
}

func (v View) picturedTopic(t engine.TopicDoc) Node {
	return el("section.prose.picture-topic", says("h2", v.words.T("web.picture.topic")),
		el("h3", link("a", v.Page("guide", t.ID), text(t.Title))), says("p", t.Summary),
		v.ShowSections(v.Sections(t.Items, 4)))
}
