package web

import (
	"net/http"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/view"
)

// The topics of the guide that the three moments of a conversation are drawn from.
const (
	topicPrepare   = "prepare"
	topicManner    = "do-and-dont"
	topicAfterward = "afterwards"
)

type talkPage struct {
	frame
	Checklist []view.Item
	Say       []sayings
	Manner    []view.Section
	Topics    []engine.TopicDoc
}

// sayings is the sentences at hand for one topic of a conversation.
type sayings struct {
	Topic engine.TopicDoc
	Items []view.Item
}

type afterPage struct {
	frame
	Topic    engine.TopicDoc
	Sections []view.Section
}

// talk is the first moment: what to see to in sixty seconds, before the screen is put away.
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
	if topic.ID == topicManner {
		page.Manner = v.view.Sections(topic.Items, 2)
	}
	said := sayings{Topic: topic}
	for _, doc := range topic.Items {
		switch {
		case doc.Kind == string(guide.Say):
			said.Items = append(said.Items, v.view.Item(doc, 3))
		case topic.ID == topicPrepare:
			page.Checklist = append(page.Checklist, v.view.Item(doc, 3))
		}
	}
	if len(said.Items) > 0 {
		page.Say = append(page.Say, said)
	}
}

// away is the second moment: nothing to read.
func (v *visit) away() error {
	return v.show(http.StatusOK, "away", struct{ frame }{v.frame("talk", "")})
}

// after is the third moment.
func (v *visit) after() error {
	topic, err := v.app.Topic(topicAfterward, v.tag)
	if err != nil {
		return err
	}
	page := afterPage{v.frame("talk", "web.title.talk"), topic, v.view.Sections(topic.Items, 2)}
	return v.show(http.StatusOK, "after", page)
}
