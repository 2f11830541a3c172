package web

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

//go:embed templates
var templateFiles embed.FS

// views is every page in each language. Each language has its own set, whose functions speak it: one set for all,
// told its language while it runs, could answer one reader in the language of another.
type views map[lang.Tag]*template.Template

func parseViews(a *app.App, files *assets) (views, error) {
	pages, err := template.New("pages").Funcs(functions(lang.Printer{}, files)).
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
		all[tag] = own.Funcs(functions(a.In(tag), files))
	}
	return all, nil
}

// functions are what templates may call, bound to one language.
func functions(p lang.Printer, files *assets) template.FuncMap {
	return template.FuncMap{
		"t":     p.T,
		"n":     p.N,
		"has":   p.Has,
		"asset": files.url,
		// page is the address of a page: page "guide" "cycle" is /en/guide/cycle.
		"page": func(parts ...string) string { return "/" + string(p.Tag) + "/" + strings.Join(parts, "/") },
		// see is the address of a topic or of an item in it: see "cycle/tension" is /en/guide/cycle#tension.
		"see": func(path string) string {
			topic, item, _ := strings.Cut(path, "/")
			if item == "" {
				return "/" + string(p.Tag) + "/guide/" + topic
			}
			return "/" + string(p.Tag) + "/guide/" + topic + "#" + item
		},
		// field names a field of a service; one that has no words here keeps its own name.
		"field": func(name string) string {
			if key := "web.field." + name; p.Has(key) {
				return p.T(key)
			}
			return name
		},
		"date":    func(d string) string { return writtenDate(p, directory.Date(d)) },
		"clock":   func(t time.Time) string { return t.Format("15:04") },
		"fullday": func(t time.Time) string { return p.Day(t) + " " + t.Format("2006") },
		"join":    func(list []string) string { return strings.Join(list, ", ") },
		"add":     func(a, b int) int { return a + b },
	}
}

// writtenDate writes a date as precisely as it is known: "8 March 2024", "March 2024", "2024", or that it has none.
func writtenDate(p lang.Printer, d directory.Date) string {
	t, precision := d.Time()
	switch precision {
	case 3:
		return p.Date(t)
	case 2:
		return strings.TrimPrefix(p.Date(t), "1 ")
	case 1:
		return t.Format("2006")
	}
	return p.T("web.undated")
}
