package view

import (
	"strings"

	"github.com/halte-brussels/halte/internal/engine"
)

// Hits writes what a search found.
func (v View) Hits(hits []engine.HitDoc) Node {
	count := says("p.count", v.words.N("web.search.count", len(hits))).with("role", "status")
	if len(hits) == 0 {
		return group{count, says("p", v.words.T("web.search.none")),
			el("p", link("a", v.Page("guide"), text(v.words.T("web.guide.h1"))))}
	}
	return group{count, el("ol.hits", list(hits, func(h engine.HitDoc) Node {
		return el("li", says("p.crumb", h.Topic), el("h2", link("a", v.See(h.Path), text(h.Title))),
			says("p", h.Item.Text), line("p.hint.clamp", strings.Join(h.Item.List, ", ")))
	}))}
}

// Nothing is an answer to a question that asked nothing.
func Nothing() Node { return group{} }
