package web

import (
	"net/http"
	"slices"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/view"
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
	Sections []view.Section
	Contents []view.Item      // what stands on a long page, by its titles
	Part     part             // the topics that this one stands among
	Next     *engine.TopicDoc // the topic after this one
	Previous *engine.TopicDoc
	Breathe  bool // whether the page leads on to breathing
	Pointing bool // it leads to the sentences to point at
}

func (v *visit) topic() error {
	topic, err := v.app.Topic(v.r.PathValue("topic"), v.tag)
	if err != nil {
		return err
	}
	page := topicPage{frame: v.frame("guide", ""), Topic: topic, Sections: v.view.Sections(topic.Items, 2),
		Breathe: topic.ID == topicBreathing || topic.ID == topicCare, Pointing: v.pointing(topic)}
	v.view.Anchor(page.Sections)
	page.Contents = contents(page.Sections)
	for _, p := range v.parts() {
		if p.ID == topic.Part {
			page.Part = p
		}
	}
	page.Previous, page.Next = page.Part.around(topic.ID)
	return v.show(http.StatusOK, "topic", page)
}

// longPage is how many titles a page may have without a list of them.
const longPage = 4

// contents lists the titles on a page that has many.
func contents(sections []view.Section) []view.Item {
	var list []view.Item
	for _, s := range sections {
		for _, item := range s.Items {
			if item.Title != "" && item.Anchor != "" {
				list = append(list, item)
			}
		}
	}
	if len(list) <= longPage {
		return nil
	}
	return list
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
