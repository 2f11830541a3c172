package web

import (
	"net/http"
	"slices"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/view"
)

// The topics of the guide that the three moments of a conversation are drawn from.
const (
	topicPrepare   = "prepare"
	topicManner    = "do-and-dont"
	topicBreathing = "breathing"
	topicAfterward = "afterwards"
	topicCare      = "your-own-limits"
)

type talkPage struct {
	frame
	Steps  []view.Item // what to think of, in one minute
	Last   view.Item   // the step that ends it: the screen goes away
	Say    []sayings
	Manner []view.Section
	Topics []engine.TopicDoc
}

// sayings is the sentences at hand for one topic of a conversation.
type sayings struct {
	Topic engine.TopicDoc
	Items []view.Item
}

// talk is the first moment: what to see to in sixty seconds, before the screen is put away. All else is for who has
// more time.
func (v *visit) talk() error {
	page := talkPage{frame: v.frame("talk", "web.title.talk")}
	for _, head := range v.app.Topics(v.tag) {
		topic, err := v.app.Topic(head.ID, v.tag)
		if err != nil {
			return err
		}
		v.gather(&page, topic)
	}
	return v.show(http.StatusOK, "talk", page)
}

func (v *visit) gather(page *talkPage, topic engine.TopicDoc) {
	if topic.Part == string(guide.Talk) {
		page.Topics = append(page.Topics, topic)
	}
	switch topic.ID {
	case topicPrepare:
		page.Steps = v.items(topic.Items, 2)
		if n := len(page.Steps) - 1; n >= 0 {
			page.Steps, page.Last = page.Steps[:n], page.Steps[n]
		}
		return
	case topicManner:
		page.Manner = v.view.Sections(topic.Items, 2)
	}
	if said := ofKind(topic.Items, guide.Say); len(said) > 0 {
		page.Say = append(page.Say, sayings{topic, v.items(said, 3)})
	}
}

// away is the second moment: nothing to read.
func (v *visit) away() error {
	return v.show(http.StatusOK, "away", struct{ frame }{v.frame("talk", "")})
}

type afterPage struct {
	frame
	Topic    engine.TopicDoc
	Thoughts []view.Item // to think through; nothing is written down here
	Say      []view.Item
	Care     []view.Item // for the professional
}

// careToday is what of the topic about care is said right after a conversation, in this order. The rest is in the guide.
func careToday() []string {
	return []string{"signs-in-you", "helps-today", "talk-it-over", "someone-at-work", "call-for-yourself"}
}

// after is the third moment.
func (v *visit) after() error {
	topic, err := v.app.Topic(topicAfterward, v.tag)
	if err != nil {
		return err
	}
	care, err := v.app.Topic(topicCare, v.tag)
	if err != nil {
		return err
	}
	page := afterPage{frame: v.frame("talk", "web.title.talk"), Topic: topic,
		Thoughts: v.items(ofKind(topic.Items, guide.Do, guide.Caution), 2),
		Say:      v.items(ofKind(topic.Items, guide.Say), 2),
		Care:     v.items(ofKind(topic.Items, guide.CareItem), 3),
	}
	for _, id := range careToday() {
		at := slices.IndexFunc(care.Items, func(doc engine.ItemDoc) bool { return doc.ID == id })
		if at >= 0 { // another region may say less
			page.Care = append(page.Care, v.view.Item(care.Items[at], 3))
		}
	}
	return v.show(http.StatusOK, "after", page)
}

type breathePage struct {
	frame
	Topic engine.TopicDoc
	Say   []view.Item // what may be read together with the person: first the breathing, then what to do instead
	Know  []view.Item // for the professional
}

// breathe is a pace to breathe by: as text for everyone, and as a drawing that moves for who starts it.
func (v *visit) breathe() error {
	topic, err := v.app.Topic(topicBreathing, v.tag)
	if err != nil {
		return err
	}
	know := slices.DeleteFunc(slices.Clone(topic.Items), func(doc engine.ItemDoc) bool { return doc.Kind == string(guide.Say) })
	return v.show(http.StatusOK, "breathe", breathePage{v.frame("talk", "web.title.talk"), topic,
		v.items(ofKind(topic.Items, guide.Say), 2), v.items(know, 3)})
}

// items prepares items of one topic for a page.
func (v *visit) items(docs []engine.ItemDoc, level int) []view.Item {
	list := make([]view.Item, 0, len(docs))
	for _, doc := range docs {
		list = append(list, v.view.Item(doc, level))
	}
	return list
}

// ofKind returns those of the items that are of one of the kinds, in their order.
func ofKind(docs []engine.ItemDoc, kinds ...guide.Kind) []engine.ItemDoc {
	var list []engine.ItemDoc
	for _, doc := range docs {
		if slices.Contains(kinds, guide.Kind(doc.Kind)) {
			list = append(list, doc)
		}
	}
	return list
}
