package web

import (
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/lang"
)

// pattern is words of the interface with what is still to be put in: "{n} services found."
type pattern struct{ Key, Words string }

// patterns are what a device writes the list of services with, as [visit.found] does here.
func patterns(p lang.Printer) []pattern {
	keys := []string{"fault.invalid", "find.answer.yes", "find.bad-near", "find.has", "find.in-area", "find.meant",
		"find.no-word", "find.not-known", "find.with-interpreter", "find.word", "find.word-in-name", "moment.day",
		"web.services.asked", "web.services.chip.near", "web.services.chip.within", "web.services.chip.words",
		"web.services.clear", "web.services.found-sure.none", "web.services.km", "web.services.km-about",
		"web.services.moment", "web.services.near", "web.services.near-missing", "web.services.none", "web.services.open",
		"web.services.perhaps", "web.services.perhaps-hint", "web.services.remove", "web.services.sure",
		"web.services.unknown-all", "web.services.within"}
	for _, counted := range []string{"web.map.off", "web.services.chosen", "web.services.count", "web.services.found",
		"web.services.found-sure", "web.services.found-unsure", "web.services.unknown"} {
		keys = append(keys, counted+".one", counted+".other")
	}
	for _, name := range roleNames() {
		keys = append(keys, "web.roles."+name)
	}
	for _, name := range app.WantedNames() {
		if key := "find.label." + name; p.Has(key) {
			keys = append(keys, key)
		}
	}
	var list []pattern
	for _, key := range keys {
		list = append(list, pattern{key, p.T(key)})
	}
	return list
}
