package view

import (
	"sync"

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

// sourceLines is how each source is written, once it was. One answer names the same few sources in most of its reasons,
// and writing them was half of the work.
type sourceLines struct {
	sync.Mutex
	made map[string]drawing // by the source's id
}

// sourceLine is a source in a list.
func (v View) sourceLine(id string) Node {
	v.lines.Lock()
	defer v.lines.Unlock()
	line, ok := v.lines.made[id]
	if !ok {
		for _, s := range v.engine.Sources([]string{id}, v.words.Tag) {
			line = drawing(HTML(el("li", v.Source(s))))
		}
		v.lines.made[id] = line
	}
	return line
}

// datedByID is Dated for sources by their ids.
func (v View) datedByID(ids []string) Node {
	if len(ids) == 0 {
		return nil
	}
	return el("ul.dated", list(ids, v.sourceLine))
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
	return el("details.why", el("summary", says("span", v.words.N("web.sources", len(sources)))), v.Dated(sources))
}
