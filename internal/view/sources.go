package view

import (
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
)

// Source writes where something comes from: the number of a statement, or who says it, when, and how sure that is.
func (v View) Source(s engine.SourceDoc) Node {
	if s.Statement {
		return group{link("a.statement", v.Page("about", "sources")+"#s-"+s.ID, text(s.ID)),
			text(" " + s.Title + ", " + v.Date(directory.Date(s.Date)))}
	}
	var title Node = text(s.Title)
	if s.URL != "" {
		title = outside(s.URL, title)
	}
	rest := ", " + v.Date(directory.Date(s.Date)) + ". " + v.words.T("web.read-on") + " " +
		v.Date(directory.Date(s.ReadOn)) + ". " + v.words.T("web.confidence."+s.Confidence)
	if s.Publisher != "" {
		rest = ", " + s.Publisher + rest
	}
	return group{title, text(rest)}
}

// Dated writes sources in the open.
func (v View) Dated(sources []engine.SourceDoc) Node {
	return el("ul.dated", list(sources, func(s engine.SourceDoc) Node { return el("li", v.Source(s)) }))
}

// SourceLine writes sources folded away, with how many there are.
func (v View) SourceLine(sources []engine.SourceDoc) Node {
	if len(sources) == 0 {
		return group{}
	}
	return el("details.why", el("summary", el("span", text(v.words.N("web.sources", len(sources))))), v.Dated(sources))
}
