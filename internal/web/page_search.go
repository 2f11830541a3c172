package web

import (
	"html/template"
	"net/http"

	"github.com/halte-brussels/halte/internal/view"
)

type searchPage struct {
	frame
	Query string
	Hits  template.HTML
}

func (v *visit) searchForm() error {
	return v.show(http.StatusOK, "search", searchPage{frame: v.frame("search", "web.title.search")})
}

// search looks for the words in the body of the request: an address would keep them.
func (v *visit) search() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	page := searchPage{frame: v.frame("search", "web.title.search"), Query: sent.Get("q")}
	page.Kept = keep(sent)
	if page.Query != "" {
		page.Hits = template.HTML(view.HTML(v.view.Hits(v.app.Search(page.Query, v.tag))))
	}
	return v.show(http.StatusOK, "search", page)
}
