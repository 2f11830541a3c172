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

// views is the templates of every page in one language. Each language has its own set, whose functions speak it: one
// set for all, told its language while it runs, could answer one reader in the language of another.
type views map[string]*template.Template

// pageNames lists the pages, each a file of templates/pages.
var pageNames = []string{"start", "guide", "topic", "signs", "picture", "talk", "away", "after", "route", "decision",
	"services", "service", "search", "about", "sources", "error"}

func parseViews(a *app.App, files *assets) (map[lang.Tag]views, error) {
	all := map[lang.Tag]views{}
	for _, name := range pageNames {
		page, err := template.New(name).Funcs(functions(lang.Printer{}, files)).
			ParseFS(templateFiles, "templates/*.html", "templates/pages/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("parse templates: %w", err)
		}
		for _, tag := range lang.Interface() {
			own, err := page.Clone()
			if err != nil {
				return nil, fmt.Errorf("parse templates: %w", err)
			}
			if all[tag] == nil {
				all[tag] = views{}
			}
			all[tag][name] = own.Funcs(functions(a.In(tag), files))
		}
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
