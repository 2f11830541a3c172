package app

import (
	"slices"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/phrases"
)

// TongueDoc is a language in which there are sentences to point at.
type TongueDoc struct {
	Tag        string `json:"tag"`
	Name       string `json:"name"`  // in the language itself
	Label      string `json:"label"` // in the reader's
	Direction  string `json:"direction"`
	Reviewed   bool   `json:"reviewed"` // someone who speaks it has read the sentences
	ReviewedBy string `json:"reviewed_by,omitempty"`
	ReviewedOn string `json:"reviewed_on,omitempty"`
}

// PhrasesDoc is the sentences to point at in one language, beside the reader's.
type PhrasesDoc struct {
	TongueDoc
	Groups  []PhraseGroupDoc `json:"groups"`
	Answers []PhraseDoc      `json:"answers"`
}

// PhraseGroupDoc is the sentences for one moment of a conversation.
type PhraseGroupDoc struct {
	ID      string      `json:"id"`
	Title   string      `json:"title"`
	Phrases []PhraseDoc `json:"phrases"`
}

// PhraseDoc is one sentence. Without a line there is none in the person's language.
type PhraseDoc struct {
	ID      string   `json:"id"`
	Line    string   `json:"line,omitempty"` // in the person's language
	Text    string   `json:"text"`           // in the reader's
	Note    string   `json:"note,omitempty"` // for the professional only
	Sources []string `json:"sources,omitempty"`
}

// Tongues lists the languages in which there are sentences to point at, in the order of the pack's own list of
// languages. A pack without sentences has none.
func (a *App) Tongues(tag lang.Tag) []TongueDoc {
	list := []TongueDoc{}
	if len(a.pack.Phrases.Groups) == 0 {
		return list
	}
	for _, v := range a.pack.Vocabulary.Fact(facts.Languages).Values {
		if doc, ok := a.tongue(lang.Tag(v.ID), v.Label.In(tag)); ok {
			list = append(list, doc)
		}
	}
	return list
}

// tongue describes one language. Those of the pack are read with the rest of it by whoever keeps it right.
func (a *App) tongue(tag lang.Tag, label string) (TongueDoc, bool) {
	if slices.Contains(a.pack.Info.Languages, tag) {
		return TongueDoc{Tag: string(tag), Name: lang.Name(tag), Label: label,
			Direction: string(phrases.LeftToRight), Reviewed: true}, true
	}
	t, ok := a.pack.Phrases.Tongue(tag)
	if !ok {
		return TongueDoc{}, false
	}
	return TongueDoc{Tag: string(tag), Name: t.Name, Label: label, Direction: string(t.Direction),
		Reviewed: t.Review.State == phrases.Reviewed, ReviewedBy: t.Review.By, ReviewedOn: string(t.Review.On)}, true
}

// Phrases returns the sentences in the person's language, each beside the reader's.
func (a *App) Phrases(person string, tag lang.Tag) (PhrasesDoc, error) {
	all := a.Tongues(tag)
	i := slices.IndexFunc(all, func(t TongueDoc) bool { return t.Tag == person })
	if i < 0 {
		return PhrasesDoc{}, fault.New(fault.NotFound, "fault.no-phrases", nil)
	}
	doc := PhrasesDoc{TongueDoc: all[i]}
	for _, g := range a.pack.Phrases.Groups {
		doc.Groups = append(doc.Groups, PhraseGroupDoc{g.ID, g.Title.In(tag), a.lines(g.Phrases, lang.Tag(person), tag)})
	}
	doc.Answers = a.lines(a.pack.Phrases.Answers, lang.Tag(person), tag)
	return doc, nil
}

func (a *App) lines(list []phrases.Phrase, person, tag lang.Tag) []PhraseDoc {
	t, further := a.pack.Phrases.Tongue(person)
	var docs []PhraseDoc
	for _, p := range list {
		doc := PhraseDoc{ID: p.ID, Line: p.Text[person], Text: p.Text.In(tag), Note: p.Note.In(tag), Sources: p.Sources}
		if further {
			doc.Line, _ = t.Line(p.ID)
		}
		docs = append(docs, doc)
	}
	return docs
}
