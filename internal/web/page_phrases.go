package web

import (
	"net/http"
	"slices"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/view"
)

// interpreting is the need that interpreters answer. They are named wherever a translation nobody has checked is used.
const interpreting = "interpreting"

// maxInterpreters is how many services that interpret are looked at.
const maxInterpreters = 20

// wordless are the circumstances whose topics of the guide lead to the sentences to point at.
func wordless() []string { return []string{"language-barrier", "deaf", "speech"} }

type tonguesPage struct {
	frame
	Tongues []app.TongueDoc
}

type phrasesPage struct {
	frame
	app.PhrasesDoc
	Own          bool // the person's language is that of the page: nothing is said twice
	Missing      int  // sentences that there are not in this language
	Interpreters []interpreter
}

// interpreter is a service that interprets. Its numbers are for the professional, and not for a screen that is turned.
type interpreter struct {
	app.RowDoc
	Status  view.State
	Numbers []dial
}

type dial struct {
	view.Channel
	Digits string
}

// tongues asks which language the person reads. A language stands in the address of its page, as it would in that of
// a dictionary: it is no answer to anything, the page is the same for everyone, and it works without script and
// without a network.
func (v *visit) tongues() error {
	page := tonguesPage{v.frame("talk", ""), v.app.Tongues(v.tag)}
	if len(page.Tongues) == 0 {
		return fault.New(fault.NotFound, "fault.no-page", nil)
	}
	return v.show(http.StatusOK, "tongues", page)
}

// phrases shows the sentences in one language. Those that nobody has checked are behind a step that says so.
func (v *visit) phrases() error {
	doc, err := v.app.Phrases(v.r.PathValue("tongue"), v.tag)
	if err != nil {
		return err
	}
	page := phrasesPage{frame: v.frame("talk", ""), PhrasesDoc: doc, Own: doc.Tag == string(v.tag)}
	for i := range doc.Groups {
		page.Missing += tied(doc.Groups[i].Phrases, lang.Tag(doc.Tag))
	}
	page.Missing += tied(doc.Answers, lang.Tag(doc.Tag))
	if page.Interpreters, err = v.interpreters(); err != nil {
		return err
	}
	return v.show(http.StatusOK, "phrases", page)
}

// tied keeps signs with their words as the person's language wants it, and counts the sentences that are missing.
func tied(list []app.PhraseDoc, tag lang.Tag) (missing int) {
	for i := range list {
		list[i].Line = view.Typeset(tag, list[i].Line)
		if list[i].Line == "" {
			missing++
		}
	}
	return missing
}

// interpreters lists who interprets between people who speak; sign language has its own services.
func (v *visit) interpreters() ([]interpreter, error) {
	wanted, err := v.app.ReadWanted(map[string]any{"need": interpreting, "per_page": maxInterpreters}, v.at)
	if err != nil {
		return nil, err
	}
	found, err := v.app.Find(wanted, v.tag)
	if err != nil {
		return nil, err
	}
	var list []interpreter
	for _, s := range found.Services[:min(found.Sure, len(found.Services))] {
		whole, err := v.app.Service(s.ID, v.at, v.tag)
		if err != nil {
			return nil, err
		}
		if len(whole.For.Circumstances) == 0 {
			list = append(list, v.interpreter(s.RowDoc))
		}
	}
	return list, nil
}

func (v *visit) interpreter(s app.RowDoc) interpreter {
	i := interpreter{RowDoc: s, Status: v.status(s)}
	for _, c := range v.reach(s).Phones {
		i.Numbers = append(i.Numbers, dial{c, directory.Digits(c.Value)})
	}
	return i
}

// pointing tells whether a topic of the guide leads to the sentences to point at.
func (v *visit) pointing(topic engine.TopicDoc) bool {
	return len(v.app.Tongues(v.tag)) > 0 &&
		slices.ContainsFunc(topic.Circumstances, func(c string) bool { return slices.Contains(wordless(), c) })
}
