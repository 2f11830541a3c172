package web

import (
	"cmp"
	"errors"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
)

// finder is the form that services are looked for with.
type finder struct {
	Words  field
	Open   bool
	Near   field
	Within within
	Moment field
	Placed int // how much is chosen of the place
	Map    template.HTML
	Off    int // services that are not on the map
	Groups []filters
	Chips  []chip
}

// Chosen is how much is chosen among what is folded away twice.
func (f finder) Chosen() int {
	n := 0
	if f.Moment.Value != "" {
		n++
	}
	for _, g := range f.Groups {
		n += g.Chosen
	}
	return n
}

// field is one line that is typed.
type field struct{ Value, Problem string }

// within is the distance that is chosen, of those that are offered.
type within struct {
	field
	Options []string // kilometres
}

// filters are some that belong together. They stay folded away, with how many are chosen: the list must be near on a
// small screen, and what is chosen stands above it.
type filters struct {
	Title  string
	Chosen int
	List   []filter
}

// filter is one thing that the list may be narrowed by.
type filter struct {
	Label   string
	Alone   bool // in its group, whose title says the same
	Values  []option
	Unknown []unknown
}

// unknown says of how many services something is not known.
type unknown struct {
	Name string // of what, for the script that counts again; empty where it is not known of any
	Of   bool   // it says of what, because several stand together
	Says string
}

// option is one value, with how many services have it.
type option struct {
	Name, ID string
	Label    string
	Services int
	Chosen   bool
}

// distances are the kilometres that the form offers.
func distances() []string { return []string{"1", "2", "5", "10"} }

// filterGroup names the filters of a group: those with values of their own, and those that are a yes or a no.
type filterGroup struct {
	title   string
	valued  []string
	also    string
	answers []string
}

func filterGroups() []filterGroup {
	return []filterGroup{
		{"web.services.group.help", []string{"need"}, "", nil},
		{"web.services.group.languages", []string{"language", "interpreters", "file_language"}, "", nil},
		{"web.services.group.who", []string{"speaker", "gender", "circumstance", "residence", "area"}, "web.services.also",
			[]string{"children", "minors"}},
		{"web.services.group.access", nil, "", []string{"step_free", "sign_language", "easy_to_read"}},
		{"web.services.group.cost", []string{"cost", "role"}, "", nil},
	}
}

func (v *visit) finder(sent url.Values, wanted app.Wanted, facets []app.FacetDoc, problems []detail) (finder, error) {
	one := func(name string) field { return field{sent.Get(name), problemOf(name, problems)} }
	f := finder{Words: one("q"), Open: sent.Has("open"), Near: one("near"), Moment: one("at"), Chips: v.chips(sent)}
	f.Within = within{one("within"), distances()}
	if w := f.Within.Value; w != "" && !slices.Contains(f.Within.Options, w) && f.Within.Problem == "" {
		f.Within.Options = append(f.Within.Options, w)
	}
	if f.Moment.Problem != "" { // a field for moments could not hold it
		f.Moment.Value = ""
	}
	f.Moment.Value = localMoment(f.Moment.Value)
	f.Placed = len(sent["near"]) + len(sent["within"]) + len(sent["commune"])
	for _, g := range filterGroups() {
		if group := v.filters(g, sent, facets); group.List != nil {
			f.Groups = append(f.Groups, group)
		}
	}
	var err error
	f.Map, f.Off, err = v.drawMap(sent, wanted)
	return f, err
}

func (v *visit) filters(g filterGroup, sent url.Values, facets []app.FacetDoc) filters {
	group := filters{Title: v.words.T(g.title)}
	for _, name := range g.valued {
		if f := v.filter(name, sent, facets); f.Values != nil {
			f.Alone = len(g.valued)+len(g.answers) == 1
			group.List = append(group.List, f)
		}
	}
	if f := v.answered(g, sent, facets); f.Values != nil || f.Unknown != nil {
		group.List = append(group.List, f)
	}
	for _, f := range group.List {
		for _, o := range f.Values {
			if o.Chosen {
				group.Chosen++
			}
		}
	}
	return group
}

// filter offers the values that services have, and whatever was chosen.
func (v *visit) filter(name string, sent url.Values, facets []app.FacetDoc) filter {
	facet := facetNamed(name, facets)
	f := filter{Label: v.words.T("find.label." + name)}
	for _, value := range facet.Values {
		if value.ID != "no" { // nobody looks for what a service has not
			f.Values = append(f.Values, option{name, value.ID, value.Label, value.Services, slices.Contains(sent[name], value.ID)})
		}
	}
	for _, value := range v.values(name) {
		offered := func(o option) bool { return o.ID == value.ID }
		if slices.Contains(sent[name], value.ID) && !slices.ContainsFunc(f.Values, offered) {
			f.Values = append(f.Values, option{name, value.ID, value.Label, 0, true})
		}
	}
	if f.Values != nil && facet.Unknown > 0 {
		f.Unknown = []unknown{{name, false, v.words.N("web.services.unknown", facet.Unknown)}}
	}
	return f
}

// answered offers what is a yes or a no as one filter. Who asks for it wants the yes.
func (v *visit) answered(g filterGroup, sent url.Values, facets []app.FacetDoc) filter {
	f := filter{Label: v.words.T(cmp.Or(g.also, g.title)), Alone: g.valued == nil}
	for _, name := range g.answers {
		facet, words := facetNamed(name, facets), v.words.T("find.label."+name)
		chosen := slices.Contains(sent[name], "yes")
		services := 0
		for _, value := range facet.Values {
			if value.ID == "yes" {
				services = value.Services
			}
		}
		if services > 0 || chosen {
			f.Values = append(f.Values, option{name, "yes", words, services, chosen})
		}
		switch {
		case len(facets) > 0 && facet.Name == "":
			f.Unknown = append(f.Unknown, unknown{"", true, v.words.T("web.services.unknown-all", "what", words)})
		case facet.Unknown > 0:
			f.Unknown = append(f.Unknown, unknown{name, true, words + ": " + v.words.N("web.services.unknown", facet.Unknown)})
		}
	}
	return f
}

func facetNamed(name string, facets []app.FacetDoc) app.FacetDoc {
	i := slices.IndexFunc(facets, func(f app.FacetDoc) bool { return f.Name == name })
	if i < 0 {
		return app.FacetDoc{}
	}
	return facets[i]
}

// values are what services may be looked for by under a name.
func (v *visit) values(name string) []engine.ValueDoc {
	var list []engine.ValueDoc
	for _, line := range v.app.ValuesOf(name, v.tag) {
		id, label, _ := strings.Cut(line, "\t")
		list = append(list, engine.ValueDoc{ID: id, Label: label})
	}
	return list
}

// typed names what is typed in the form, by what it is looked for with.
var typed = map[string]string{"q": "web.services.words", "at": "web.route.at", "near": "web.services.near",
	"within": "web.services.within"}

// wrongFilters writes what is wrong with what was sent, or nil when the error is another one.
func (v *visit) wrongFilters(err error) []detail {
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind != fault.Invalid {
		return nil
	}
	list := []detail{}
	for _, d := range e.Details {
		list = append(list, v.wrongFilter(d))
	}
	return list
}

func (v *visit) wrongFilter(d fault.Detail) detail {
	shown := detail{Label: d.Field}
	if key, ok := typed[d.Field]; ok {
		shown.Field, shown.Label = d.Field, v.words.T(key)
	} else if key := "find.label." + d.Field; v.words.Has(key) {
		shown.Label = v.words.T(key)
	}
	shown.Text = v.words.Args(d.Key, v.view.ProblemArgs(d, engine.FactDoc{Values: v.values(d.Field)}))
	if d.Key == "find.within-alone" { // the message names the filter as scripts do
		shown.Text = v.words.T("web.services.near-missing")
	}
	return shown
}
