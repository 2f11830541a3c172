package pack

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
)

func (c *checker) guide() {
	for i := range c.topics {
		c.topic(&c.topics[i])
	}
	c.described(facts.Types, func(i *guide.Item) []string { return i.Types })
	c.described(facts.Signs, func(i *guide.Item) []string { return i.Signs })
}

func (c *checker) topic(t *guide.Topic) {
	part := "topics[" + t.ID + "]"
	c.address(part, t.ID)
	c.values(part, "circumstances", facts.Circumstances, t.Circumstances)
	c.values(part, "residence", facts.Residence, t.Residence)
	seen := map[string]bool{}
	for i := range t.Items {
		item := &t.Items[i]
		field := "items[" + item.ID + "]"
		if seen[item.ID] || !isID(item.ID) {
			c.at(part, field, "the id comes twice in the topic or is not well-formed", "use another id")
		}
		seen[item.ID] = true
		c.item(part, field, item)
	}
}

func (c *checker) item(part, field string, i *guide.Item) {
	c.cited(part, field+".sources", i.Sources)
	c.values(part, field+".types", facts.Types, i.Types)
	c.values(part, field+".signs", facts.Signs, i.Signs)
	c.services(part, field+".services", i.Services)
	for _, id := range i.Disagrees {
		if !c.p.Guide.Statement(id) {
			c.at(part, field+".disagrees", id+" is not a numbered statement", "name the statement that it qualifies")
		}
	}
	for _, see := range i.See {
		if !c.exists(see) {
			c.at(part, field+".see", see+" is neither a topic nor a topic/item", "correct it")
		}
	}
	for tag := range i.Words {
		if !slices.Contains(c.p.Info.Languages, tag) {
			c.at(part, field+".words", string(tag)+" is not a language of this pack", "remove it")
		}
	}
	c.shapeOfKind(part, field, i)
}

// shapeOfKind notes fields that an item's kind needs or may not have.
func (c *checker) shapeOfKind(part, field string, i *guide.Item) {
	need := func(name string, text lang.Text, kind guide.Kind) {
		if i.Kind == kind && len(text) == 0 {
			c.at(part, field+"."+name, "is missing: a "+string(kind)+" has it", "write it")
		}
		if i.Kind != kind && len(text) > 0 {
			c.at(part, field+"."+name, "only a "+string(kind)+" has this", "remove it, or change the kind")
		}
	}
	need("beside", i.Beside, guide.Mark)
	need("victim", i.Victim, guide.Phase)
	need("perpetrator", i.Perpetrator, guide.Phase)
	switch {
	case i.Kind == guide.Link && i.URL == "":
		c.at(part, field+".url", "is missing: a link has it", "write it")
	case i.Kind != guide.Link && i.URL != "":
		c.at(part, field+".url", "only a link has this", "remove it, or change the kind")
	case i.URL != "":
		c.url(part, field+".url", i.URL)
	}
	if i.Kind == guide.Say {
		for _, text := range i.Texts() {
			c.unwithheld(part, field, text)
		}
	}
}

func (c *checker) exists(see string) bool {
	if strings.Contains(see, "/") {
		_, ok := c.p.Guide.Item(see)
		return ok
	}
	_, ok := c.p.Guide.Topic(see)
	return ok
}

// described notes values of a fact that no item of the part that recognises describes: someone would pick it and find
// nothing.
func (c *checker) described(key facts.Key, of func(*guide.Item) []string) {
	found := map[string]bool{}
	for _, t := range c.p.Guide.Part(guide.Recognise) {
		for i := range t.Items {
			for _, id := range of(&t.Items[i]) {
				found[id] = true
			}
		}
	}
	for _, v := range c.p.Vocabulary.Fact(key).Values {
		if !found[v.ID] {
			c.fault("facts.yaml", "facts["+key.String()+"].values["+v.ID+"]", "no item of the guide describes it",
				"name it in an item's "+key.String())
		}
	}
}
