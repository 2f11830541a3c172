package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
)

type signsPage struct {
	frame
	Questions []question
	Problems  []detail
}

type picturePage struct {
	frame
	Picked   []engine.NamedDoc
	Cautions []item
	Items    []item
	Topics   []pictureTopic
	Empty    bool
}

// pictureTopic is a topic with its items ready to be shown.
type pictureTopic struct {
	engine.TopicDoc
	Sections []section
}

// seen lists the facts that the picker asks.
func seen() []facts.Key {
	return []facts.Key{facts.Signs, facts.Types, facts.Circumstances, facts.Residence}
}

func (v *visit) signs() error { return v.pick(http.StatusOK, url.Values{}, nil) }

func (v *visit) pick(status int, sent url.Values, problems []detail) error {
	page := signsPage{frame: v.frame("signs", ""), Problems: problems}
	page.Kept = append(keep(sent), kept{edit, "1"})
	all := v.app.Facts(v.tag)
	for _, key := range seen() {
		page.Questions = append(page.Questions, v.question(all[key], sent, problems))
	}
	return v.show(status, "signs", page)
}

// picture shows together, each thing once, what the guide says of everything that was ticked.
func (v *visit) picture() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	if sent.Has(edit) {
		sent.Del(edit)
		return v.pick(http.StatusOK, sent, nil)
	}
	p, err := v.app.Picture(v.facts(sent), v.tag)
	if problems, ok := v.problems(err); ok {
		return v.pick(http.StatusUnprocessableEntity, sent, problems)
	}
	if err != nil {
		return err
	}
	page := picturePage{frame: v.frame("signs", ""), Picked: p.Picked, Empty: len(p.Picked) == 0}
	page.Kept = keep(sent)
	for _, doc := range p.Cautions {
		page.Cautions = append(page.Cautions, v.item(doc, 3))
	}
	for _, doc := range p.Items {
		page.Items = append(page.Items, v.item(doc, 3))
	}
	for _, doc := range p.Topics {
		page.Topics = append(page.Topics, pictureTopic{doc, v.sections(doc.Items, 4)})
	}
	return v.show(http.StatusOK, "picture", page)
}

// problems tells whether an error is about answers, which the form can show where they were given.
func (v *visit) problems(err error) ([]detail, bool) {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid {
		return nil, false
	}
	return v.details(e), true
}
