// Package view writes what a server and a device both show: a decision, a picture, what a search found, and the parts
// that they are made of. It is written once, in Go, and small enough for a browser, so that the same answer has the
// same bytes wherever it was made. Pages that only a server writes are templates of package web.
package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
)

// View writes in one language. It may be used by many at once.
type View struct {
	engine *engine.Engine
	words  lang.Printer
	lines  *sourceLines
}

// New returns a view of an engine in the printer's language.
func New(e *engine.Engine, words lang.Printer) View {
	return View{e, words, &sourceLines{made: map[string]drawing{}}}
}

// Page is the address of a page: Page("guide", "cycle") is /en/guide/cycle.
func (v View) Page(parts ...string) string {
	return "/" + string(v.words.Tag) + "/" + strings.Join(parts, "/")
}

// See is the address of a topic or of an item in it: See("cycle/tension") is /en/guide/cycle#item-4.
func (v View) See(path string) string {
	topic, item, _ := strings.Cut(path, "/")
	if item == "" {
		return v.Page("guide", topic)
	}
	return v.Page("guide", topic) + "#" + v.anchor(path)
}

// anchor is where an item stands on the page of its topic. It is a number: a browser's history keeps addresses, and an
// item's id tells what it is about.
func (v View) anchor(path string) string {
	item, ok := v.engine.Guide.Item(path)
	if !ok {
		return "" // the pack was checked: it refers to no item that is not there
	}
	return "item-" + strconv.Itoa(item.Number)
}

// Date writes a date as precisely as it is known: "8 March 2024", "March 2024", "2024", or that it has none.
func (v View) Date(d directory.Date) string {
	t, precision := d.Time()
	switch precision {
	case 3:
		return v.words.Date(t)
	case 2:
		return strings.TrimPrefix(v.words.Date(t), "1 ")
	case 1:
		return t.Format("2006")
	}
	return v.words.T("web.undated")
}

// Day writes a day with its year: "Monday 23 November 2026".
func (v View) Day(t time.Time) string { return v.words.Day(t) + " " + t.Format("2006") }

// Moment writes an instant seen from another: the clock alone on the same day, else with the day in full. Never
// "tomorrow": the page may be about another day than the one on which it is read, or lie printed on a table.
func (v View) Moment(t, from time.Time) string {
	t, from = t.In(v.engine.Zone()), from.In(v.engine.Zone())
	clock := t.Format("15:04")
	if t.Year() == from.Year() && t.YearDay() == from.YearDay() {
		return clock
	}
	return v.words.T("moment.day", "day", v.words.Day(t), "time", clock)
}

// Typeset keeps together what a language sets apart with a space, so that no line begins with a colon. Texts are
// written with plain spaces, as people type them.
func Typeset(tag lang.Tag, page string) string {
	if tag != "fr" {
		return page
	}
	const tie = "\u00a0"
	set := make([]byte, 0, len(page)+len(page)/50)
	from := 0
	for i := range len(page) {
		if page[i] == ' ' && tied(page[:i], page[i+1:]) {
			set = append(append(set, page[from:i]...), tie...)
			from = i + 1
		}
	}
	return string(append(set, page[from:]...))
}

// tied tells whether French keeps together what stands before and after a space.
func tied(before, after string) bool {
	if after != "" && strings.IndexByte(":;?!", after[0]) >= 0 {
		return true
	}
	return strings.HasPrefix(after, "»") || strings.HasSuffix(before, "«")
}
