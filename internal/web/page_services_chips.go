package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/app"
)

// drop is the button that takes something away from what is looked for. It is not a filter.
const drop = "drop"

// chip is one thing that is looked for, with the button that takes it away.
type chip struct {
	Drop  string // what the button sends
	Label string
}

// takeAway does what such a button says. The list then begins again.
func takeAway(sent url.Values) {
	for _, what := range sent[drop] {
		name, value, _ := strings.Cut(what, "=")
		sent[name] = slices.DeleteFunc(sent[name], func(v string) bool { return v == value })
		if len(sent[name]) == 0 {
			delete(sent, name)
		}
		if name == "near" { // nothing is left to measure from
			delete(sent, "within")
		}
		delete(sent, "page")
	}
	delete(sent, drop)
}

// maxChips bounds what is shown of a form that holds more than anyone would choose.
const maxChips = 100

// chips lists what is looked for, in the order of the form.
func (v *visit) chips(sent url.Values) []chip {
	var list []chip
	for _, name := range append([]string{"q", "open", "at", "commune", "near", "within"}, app.WantedNames()...) {
		for _, value := range sent[name] {
			c := chip{name + "=" + value, v.chipLabel(name, value)}
			if name == "open" && sent.Has("at") {
				c.Label = v.words.T("find.label.open")
			}
			if c.Label != "" && !slices.Contains(list, c) {
				list = append(list, c)
			}
			if len(list) == maxChips {
				return list
			}
		}
	}
	return list
}

func (v *visit) chipLabel(name, value string) string {
	switch name {
	case "q":
		return v.words.T("web.services.chip.words", "words", value)
	case "open":
		return v.words.T("web.services.open")
	case "at":
		return v.momentLabel(value)
	case "near":
		return v.words.T("web.services.chip.near", "place", value)
	case "within":
		return v.words.T("web.services.chip.within", "km", value)
	case "commune":
		if areas := v.communes([]string{value}); areas != nil {
			return areas[0].Name.In(v.tag)
		}
		return value
	case "page", "per_page", "facets", "access":
		return ""
	}
	if value == "yes" {
		return v.words.T("find.label." + name)
	}
	label := value
	for _, offered := range v.values(name) {
		if offered.ID == value {
			label = offered.Label
		}
	}
	return v.words.T("find.has", "what", v.words.T("find.label."+name), "values", label)
}

func (v *visit) momentLabel(value string) string {
	t, err := time.Parse(time.RFC3339, v.view.Instant(value))
	if err != nil {
		return value
	}
	t = t.In(v.app.Zone())
	return v.words.T("moment.day", "day", v.words.Day(t), "time", t.Format("15:04"))
}
