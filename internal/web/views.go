package web

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/view"
)

//go:embed templates
var templateFiles embed.FS

// views is every page in each language. Each language has its own set, whose functions speak it: one set for all,
// told its language while it runs, could answer one reader in the language of another.
type views map[lang.Tag]speaking

// speaking is the pages in one language, and what writes the answers on them.
type speaking struct {
	*template.Template
	view view.View
}

func parseViews(a *app.App, files *assets, carried *deviceFiles) (views, error) {
	pages, err := template.New("pages").Funcs(functions(view.View{}, lang.Printer{}, files, carried, a.Size)).
		ParseFS(templateFiles, "templates/*.html", "templates/pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	all := views{}
	for _, tag := range lang.Interface() {
		own, err := pages.Clone()
		if err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
		v := view.New(a.Engine, a.In(tag))
		all[tag] = speaking{own.Funcs(functions(v, a.In(tag), files, carried, a.Size)), v}
	}
	return all, nil
}

// functions are what templates may call, bound to one language.
func functions(v view.View, p lang.Printer, files *assets, carried *deviceFiles, size func() int) template.FuncMap {
	html := func(n view.Node) template.HTML { return template.HTML(view.HTML(n)) }
	return template.FuncMap{
		"t":     p.T,
		"n":     p.N,
		"has":   p.Has,
		"asset": files.url,
		"place": place,
		// on and sum are the address of a file for the device and what it hashes to.
		"on": carried.url,
		// more is how many services the server's directory has beyond those that a device carries.
		"more": func() int { return max(0, size()-carried.services) },
		"sum":  carried.sum,
		// patterns are the words that the script of the list of services needs.
		"patterns": func() []pattern { return patterns(p) },
		"page":     v.Page, // page "guide" "cycle" is /en/guide/cycle
		"see":      v.See,  // see "cycle/tension" is /en/guide/cycle#item-4
		// field names a field of a service; one that has no words here keeps its own name.
		"field": func(name string) string {
			if key := "web.field." + name; p.Has(key) {
				return p.T(key)
			}
			return name
		},
		"date":    func(d string) string { return v.Date(directory.Date(d)) },
		"clock":   func(t time.Time) string { return t.Format("15:04") },
		"fullday": v.Day,
		"join":    func(list []string) string { return strings.Join(list, ", ") },
		"add":     func(a, b int) int { return a + b },
		// installed names the manifest of an app; fours sets a fingerprint in groups.
		"installed": installed,
		"fours":     fours,

		// What a device shows too is written by package view.
		"sections":   func(s []view.Section) template.HTML { return html(v.ShowSections(s)) },
		"item":       func(i view.Item) template.HTML { return html(v.ShowItem(i)) },
		"itembody":   func(i view.Item) template.HTML { return html(v.ItemBody(i)) },
		"quote":      func(i view.Item) template.HTML { return html(v.Quote(i)) },
		"sourceline": func(s []engine.SourceDoc) template.HTML { return html(v.SourceLine(s)) },
		"dated":      func(s []engine.SourceDoc) template.HTML { return html(v.Dated(s)) },
		"source":     func(s engine.SourceDoc) template.HTML { return html(v.Source(s)) },
		"state":      func(s view.State) template.HTML { return html(v.ShowState(s)) },
		"channels":   func(r view.Reach) template.HTML { return html(v.ShowReach(r)) },
		"phone":      func(c view.Channel) template.HTML { return html(view.Phone(c)) },
		"value":      func(c view.Channel) template.HTML { return html(c.Show()) },
		"checkmark":  func(c view.Channel) template.HTML { return html(v.CheckMark(c)) },
		"tel":        func() template.HTML { return html(view.Receiver()) },
		"yes":        func() template.HTML { return html(view.Tick()) },
		"no":         func() template.HTML { return html(view.Cross()) },
	}
}
