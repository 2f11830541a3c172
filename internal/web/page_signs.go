package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/view"
)

type signsPage struct {
	frame
	Questions []question
	Problems  []detail
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
	p, err := v.app.Picture(v.view.Raw(view.Answers(sent)), v.tag)
	if problems, ok := v.problems(err); ok {
		return v.pick(http.StatusUnprocessableEntity, sent, problems)
	}
	if err != nil {
		return err
	}
	return v.answer("signs", sent, v.view.Picture(p, view.Answers(sent)))
}

// problems tells whether an error is about answers, which the form can show where they were given.
func (v *visit) problems(err error) ([]detail, bool) {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid {
		return nil, false
	}
	return v.view.Problems(e), true
}
