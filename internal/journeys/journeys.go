// Package journeys lists one page of every kind, as a reader reaches it. Tests, pictures and measurements look at these
// pages; the program itself does not know this list.
package journeys

import (
	"net/url"

	"github.com/halte-brussels/halte/internal/lang"
)

// Journey is one page as a reader reaches it: by its address, or by sending a form to it.
type Journey struct {
	Name string
	Path string
	Form url.Values // nil: a GET
}

// List is one of every kind of page in a language.
func List(tag lang.Tag) []Journey {
	at := func(path string) string { return "/" + string(tag) + path }
	return []Journey{
		{"start", at("/"), nil},
		{"guide", at("/guide"), nil},
		{"topic", at("/guide/types"), nil},
		{"marks", at("/guide/argument-or-control"), nil},
		{"cycle", at("/guide/cycle"), nil},
		{"sides", at("/guide/do-and-dont"), nil},
		{"contested", at("/guide/family-reunification"), nil},
		{"signs", at("/signs"), nil},
		{"picture", at("/signs"), url.Values{"signs": {"burns", "phone-stress"}, "types": {"economic"},
			"circumstances": {"lgbtqia"}, "residence": {"card-f"}}},
		{"talk", at("/talk"), nil},
		{"away", at("/talk/away"), nil},
		{"after", at("/talk/after"), nil},
		{"breathe", at("/breathe"), nil},
		{"tongues", at("/phrases"), nil},
		{"phrases", at("/phrases/nl"), nil},
		{"phrases-unreviewed", at("/phrases/ar"), nil},
		{"route", at("/route"), nil},
		{"decision", at("/route"), MainJob()},
		{"decision-empty", at("/route"), url.Values{}},
		{"decision-danger", at("/route"), url.Values{"danger": {"imminent"}, "residence": {"undocumented"},
			"circumstances": {"deaf"}, "needs": {"shelter"}}},
		{"route-edit", at("/route"), edited(MainJob())},
		{"route-wrong", at("/route"), url.Values{"residence": {"martian"}, "at": {"never"}}},
		{"card", at("/card"), nil},
		{"card-made", at("/card"), Card("wallet")},
		{"card-easy", at("/card"), Card("easy")},
		{"card-text", at("/card"), Card("sms")},
		{"card-wrong", at("/card"), url.Values{"language": {"xx"}, "form": {"papyrus"}, "services": {"nobody"}, "visit": {"never"}}},
		{"marks", at("/card/marks"), nil},
		{"services", at("/services"), nil},
		{"services-open", at("/services"), url.Values{"open": {"1"}, "need": {"legal"}}},
		{"services-perhaps", at("/services"), url.Values{"language": {"fr"}, "need": {"shelter", "legal"}, "near": {"1030"},
			"within": {"5"}, "q": {"femme"}}},
		{"services-map", at("/services"), url.Values{"commune": {"21015", "21004"}}},
		{"services-none", at("/services"), url.Values{"q": {"zzzzqqqq"}, "at": {"2026-11-22T03:00"}}},
		{"services-wrong", at("/services"), url.Values{"near": {"nowhere"}, "within": {"2"}, "at": {"never"}, "need": {"nonsense"}}},
		{"service", at("/services/cpvcf"), nil},
		{"search", at("/search"), nil},
		{"found", at("/search"), url.Values{"q": {"papiers confisqués"}}},
		{"found-nothing", at("/search"), url.Values{"q": {"zzzzqqqq"}}},
		{"about", at("/about"), nil},
		{"sources", at("/about/sources"), nil},
		{"traces", at("/about/traces"), nil},
		{"prepared", at("/about/device"), nil},
		{"prepared-notes", at("/about/device/notes"), nil},
		{"removed", at("/about/device"), url.Values{"remove": {"once"}}},
		{"integrity", at("/about/integrity"), nil},
		{"unreached", at("/offline/unreached"), nil},
		{"unsent", at("/offline/unsent"), nil},
		{"pause", at("/pause"), nil},
		{"error", at("/nowhere"), nil},
	}
}

// MainJob is the situation that Halte was first made for: a French-language file, Arabic spoken, a card F, leaving
// home, in the small hours of a Sunday.
func MainJob() url.Values {
	return url.Values{"file_language": {"fr"}, "languages": {"ar"}, "residence": {"card-f"}, "leaving_home": {"yes"},
		"at": {"2026-11-22T03:00"}}
}

// Card is a choice of what is on a card, to be given in a form.
func Card(form string) url.Values {
	return url.Values{"language": {"fr"}, "services": {"ecoute", "cpvcf"}, "form": {form}, "parts": {"numbers", "hours", "terms", "names", "code"}}
}

func edited(form url.Values) url.Values {
	form.Set("edit", "1") // the button that brings the form back
	return form
}
