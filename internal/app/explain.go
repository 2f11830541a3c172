package app

import (
	"maps"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// near is the argument of a detail that names what was most likely meant, as a bare word, or is empty.
const near = "near"

// Explain writes what is wrong with one field in a person's language, with what was most likely meant.
func (a *App) Explain(d fault.Detail, tag lang.Tag) string { return Explain(d, a.In(tag)) }

// Explain is for those who have words but no pack, because it is the pack that could not be read.
func Explain(d fault.Detail, p lang.Printer) string {
	args := maps.Clone(d.Args)
	if word := args[near]; word != "" {
		args[near] = p.T("facts.near", near, word)
	}
	return p.Args(d.Key, args)
}
