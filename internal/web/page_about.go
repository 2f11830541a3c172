package web

import (
	"net/http"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/routing"
	"github.com/halte-brussels/halte/internal/view"
)

type aboutPage struct {
	frame
	Pack  routing.Ref
	Place string
}

type sourcesPage struct {
	frame
	Pack      routing.Ref
	Sheets    []sheet
	Others    []engine.SourceDoc
	Contested []view.Item
}

// sheet is a source of numbered statements, with the items that carry each.
type sheet struct {
	engine.SourceDoc
	Statements []statement
}

type statement struct {
	ID    string
	Items []engine.NamedDoc
}

func (v *visit) about() error {
	pack := v.app.Pack()
	return v.show(http.StatusOK, "about", aboutPage{v.frame("about", "web.title.about"), pack.Ref(),
		pack.Info.Name.In(v.tag)})
}

// sources says which statement comes from where and how old that is, and where newer sources disagree.
func (v *visit) sources() error {
	pack := v.app.Pack()
	page := sourcesPage{frame: v.frame("about", "web.title.about"), Pack: pack.Ref()}
	for _, s := range pack.Guide.Sources {
		doc := v.app.Sources([]string{s.ID}, v.tag)[0]
		if len(s.Statements) == 0 {
			page.Others = append(page.Others, doc)
			continue
		}
		page.Sheets = append(page.Sheets, sheet{doc, v.statements(s)})
	}
	for _, head := range v.app.Topics(v.tag) {
		topic, err := v.app.Topic(head.ID, v.tag)
		if err != nil {
			return err
		}
		for _, doc := range topic.Items {
			if len(doc.Disagrees) > 0 {
				page.Contested = append(page.Contested, v.titled(doc, topic))
			}
		}
	}
	return v.show(http.StatusOK, "sources", page)
}

// titled gives an item without a title that of its topic, for a list where it stands alone.
func (v *visit) titled(doc engine.ItemDoc, topic engine.TopicDoc) view.Item {
	if doc.Title == "" {
		doc.Title = topic.Title
	}
	return view.Item{ItemDoc: doc}
}

func (v *visit) statements(s *guide.Source) []statement {
	var list []statement
	for _, id := range s.Statements {
		st := statement{ID: id}
		for _, i := range v.app.Pack().Guide.Carriers(id) {
			name := i.Title.In(v.tag)
			if name == "" {
				name = i.Topic.Title.In(v.tag)
			}
			st.Items = append(st.Items, engine.NamedDoc{ID: i.Path(), Name: name})
		}
		list = append(list, st)
	}
	return list
}
