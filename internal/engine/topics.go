package engine

import (
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
)

// TopicDoc is a topic of the guide in one language. In a list, Items is left out.
type TopicDoc struct {
	ID            string    `json:"id"`
	Part          string    `json:"part"`
	Circumstances []string  `json:"circumstances,omitempty"`
	Residence     []string  `json:"residence,omitempty"`
	Title         string    `json:"title"`
	Summary       string    `json:"summary"`
	Items         []ItemDoc `json:"items,omitempty"`
}

// ItemDoc is one thing that a topic says.
type ItemDoc struct {
	ID          string      `json:"id"`
	Path        string      `json:"path"` // topic/item
	Kind        string      `json:"kind"`
	Title       string      `json:"title,omitempty"`
	Text        string      `json:"text"`
	List        []string    `json:"list,omitempty"`
	Beside      string      `json:"beside,omitempty"`      // how an argument differs
	Victim      string      `json:"victim,omitempty"`      // a phase of the cycle, as the victim lives it
	Perpetrator string      `json:"perpetrator,omitempty"` // and as the perpetrator does
	URL         string      `json:"url,omitempty"`
	Services    []NamedDoc  `json:"services,omitempty"`
	See         []NamedDoc  `json:"see,omitempty"`
	Newer       bool        `json:"newer"`               // rests on a newer or wider source than the sheet
	Disputed    []NamedDoc  `json:"disputed,omitempty"`  // newer items that qualify this one
	Disagrees   []string    `json:"disagrees,omitempty"` // statements that this item qualifies
	Sources     []SourceDoc `json:"sources"`
}

// NamedDoc is a reference with its title.
type NamedDoc struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// SourceDoc is where something comes from.
type SourceDoc struct {
	ID         string `json:"id"`
	Statement  bool   `json:"statement"` // a numbered statement of the sheet
	Title      string `json:"title"`
	Publisher  string `json:"publisher,omitempty"`
	URL        string `json:"url,omitempty"`
	Date       string `json:"date"`
	ReadOn     string `json:"read_on"`
	Confidence string `json:"confidence"`
}

// Topics lists the topics of the guide, in order, without their items.
func (e *Engine) Topics(tag lang.Tag) []TopicDoc {
	var list []TopicDoc
	for _, t := range e.Guide.Topics {
		list = append(list, topicHead(t, tag))
	}
	return list
}

// Topic returns one topic with its items.
func (e *Engine) Topic(id string, tag lang.Tag) (TopicDoc, error) {
	t, ok := e.Guide.Topic(id)
	if !ok {
		return TopicDoc{}, fault.New(fault.NotFound, "fault.no-topic", nil)
	}
	doc := topicHead(t, tag)
	for i := range t.Items {
		doc.Items = append(doc.Items, e.item(&t.Items[i], tag))
	}
	return doc, nil
}

func topicHead(t *guide.Topic, tag lang.Tag) TopicDoc {
	return TopicDoc{ID: t.ID, Part: string(t.Part), Circumstances: t.Circumstances, Residence: t.Residence,
		Title: t.Title.In(tag), Summary: t.Summary.In(tag)}
}

func (e *Engine) item(i *guide.Item, tag lang.Tag) ItemDoc {
	doc := ItemDoc{ID: i.ID, Path: i.Path(), Kind: string(i.Kind), Title: i.Title.In(tag), Text: i.Text.In(tag),
		Beside: i.Beside.In(tag), Victim: i.Victim.In(tag), Perpetrator: i.Perpetrator.In(tag), URL: i.URL,
		Newer: e.Guide.Newer(i), Disagrees: i.Disagrees}
	for _, t := range i.List {
		doc.List = append(doc.List, t.In(tag))
	}
	for _, id := range i.Services {
		if s, ok := e.Directory.Service(id); ok {
			doc.Services = append(doc.Services, NamedDoc{id, s.Name.In(tag)})
		}
	}
	for _, see := range i.See {
		doc.See = append(doc.See, e.named(see, tag))
	}
	for _, other := range e.Guide.Disputed(i) {
		doc.Disputed = append(doc.Disputed, NamedDoc{other.Path(), itemName(other, tag)})
	}
	doc.Sources = e.Sources(i.Sources, tag)
	return doc
}

// named gives a reference to a topic or to an item its title.
func (e *Engine) named(see string, tag lang.Tag) NamedDoc {
	if t, ok := e.Guide.Topic(see); ok {
		return NamedDoc{see, t.Title.In(tag)}
	}
	if i, ok := e.Guide.Item(see); ok {
		return NamedDoc{see, itemName(i, tag)}
	}
	return NamedDoc{see, see}
}

// itemName is an item's title, or its topic's when it has none.
func itemName(i *guide.Item, tag lang.Tag) string {
	if len(i.Title) > 0 {
		return i.Title.In(tag)
	}
	return i.Topic.Title.In(tag)
}

// Sources describes sources by id, in one language.
func (e *Engine) Sources(ids []string, tag lang.Tag) []SourceDoc {
	list := []SourceDoc{}
	for _, id := range ids {
		s, ok := e.Guide.Source(id)
		if !ok {
			continue
		}
		list = append(list, SourceDoc{ID: id, Statement: e.Guide.Statement(id), Title: s.Title.In(tag),
			Publisher: s.Publisher, URL: s.URL, Date: string(s.Date), ReadOn: string(s.ReadOn),
			Confidence: s.Confidence.String()})
	}
	return list
}
