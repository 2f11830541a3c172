package main

import (
	"html/template"
	"os"
	"path/filepath"
)

var sheetPage = template.Must(template.New("sheet").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Screens</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem; background: #e9e9e6; color: #222 }
section { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; margin-bottom: 2.5rem }
h2 { margin: 0 0 .5rem } figure { margin: 0 } figcaption { font-size: .8rem }
img { display: block; height: 26rem; object-fit: cover; object-position: top; box-shadow: 0 1px 6px #0004; background: #fff }
</style>
<h1>Screens</h1>
{{range .}}<h2>{{.Page}} · {{.Language}}</h2><section>{{range .Shots}}<figure><a href="{{.File}}"><img src="{{.File}}" alt="" loading="lazy" style="width: {{.Shown}}px"></a>
<figcaption>{{.Theme}} {{.Width}}{{with .PDF}} · <a href="{{.}}">pages</a>{{end}}</figcaption></figure>{{end}}</section>
{{end}}</html>
`))

// group is all pictures of one page in one language.
type group struct {
	Page, Language string
	Shots          []shot
}

// Shown is the width on the sheet: half of what a desk has, so that a row holds all of them.
func (s shot) Shown() int { return min(s.Width, s.Width/4+160) }

// sheet writes the page on which all pictures lie.
func sheet(o order, shots []shot) error {
	var groups []group
	for _, s := range shots {
		if n := len(groups); n == 0 || groups[n-1].Page != s.Page || groups[n-1].Language != s.Language {
			groups = append(groups, group{Page: s.Page, Language: s.Language})
		}
		last := &groups[len(groups)-1]
		last.Shots = append(last.Shots, s)
	}
	file, err := os.Create(filepath.Join(o.folder, "index.html"))
	if err != nil {
		return err
	}
	if err := sheetPage.Execute(file, groups); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
