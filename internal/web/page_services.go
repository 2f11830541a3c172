package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/view"
)

// wholeList is how many services may stand on one page, by the part that they play, while nothing is looked for.
const wholeList = 100

type servicesPage struct {
	frame
	Problems []detail
	Form     finder
	Filters  []kept // what was sent, for the buttons that send it again for another page
	Found    *found // nil when what was sent could not be read
}

// found is a page of the list.
type found struct {
	Says           []string // how many, and how many of them surely
	Moment         string   // when the list is about another moment than now
	Roughly        bool     // some distance is to the middle of an area
	Words          []app.WordDoc
	Groups         []foundGroup
	Pages          int
	Position       string // "Page 2 of 5."
	Previous, Next int    // pages, or 0
}

// foundGroup is the services of a page that stand under one heading.
type foundGroup struct {
	Title string
	Hint  string
	Rows  []foundRow
}

// foundRow is a service in the list, and why it is there.
type foundRow struct {
	line
	Distance string
	Reasons  []app.WhyDoc
}

// roleNames lists the roles in the order in which they are shown.
func roleNames() []string { return []string{"emergency", "door", "helpline", "service", "tool"} }

func (v *visit) services() error { return v.listServices(url.Values{}) }

func (v *visit) filterServices() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	takeAway(sent)
	return v.listServices(sent)
}

// listServices shows the form and the list. When something that was sent cannot be read, the form says what and holds
// it still, and there is no list: one that ignores a filter would mislead.
func (v *visit) listServices(sent url.Values) error {
	page, status := servicesPage{frame: v.frame("services", "web.title.services")}, http.StatusOK
	page.Kept = keep(sent)
	page.Filters = slices.DeleteFunc(keep(sent), func(k kept) bool { return k.Name == "page" })
	wanted, err := v.readWanted(sent)
	if page.Problems = v.wrongFilters(err); page.Problems != nil {
		status = http.StatusUnprocessableEntity
		wanted, err = v.readWanted(url.Values{})
	}
	if err != nil {
		return err
	}
	doc, err := v.app.Find(wanted, v.tag)
	if err != nil {
		return err
	}
	v.at = wanted.At // the page is about that moment
	if page.Form, err = v.finder(sent, wanted, doc.Facets, page.Problems); err != nil {
		return err
	}
	if page.Problems == nil {
		if page.Found, err = v.found(sent, &wanted, doc); err != nil {
			return err
		}
	}
	return v.show(status, "services", page)
}

// readWanted reads the form. The counts beside its choices are always asked for.
func (v *visit) readWanted(sent url.Values) (app.Wanted, error) {
	raw := v.view.Raw(view.Answers(sent))
	raw["facets"] = true
	return v.app.ReadWanted(raw, v.at)
}

// found arranges what was found: by the part that services play while nothing is looked for and they fit on one page,
// otherwise in the published order, with those of which not everything is known under a heading of their own.
func (v *visit) found(sent url.Values, wanted *app.Wanted, doc app.FoundDoc) (*found, error) {
	f := &found{Words: doc.Words, Says: []string{v.words.N("web.services.found", doc.Total)}, Pages: doc.Pages}
	if sent.Has("at") {
		f.Moment = v.words.T("web.services.moment", "day", v.words.Day(v.at), "time", v.at.Format("15:04"))
	}
	var err error
	switch {
	case !wanted.Narrows() && doc.Total <= wholeList:
		doc, err = v.again(sent, "per_page", wholeList)
		f.Groups, f.Pages = v.byRole(doc.Services), 1
		if v.copied { // the published order puts first who can be reached now
			for _, g := range f.Groups {
				slices.SortFunc(g.Rows, func(a, b foundRow) int { return byName(a.line, b.line) })
			}
		}
		return f, err
	case doc.Page > doc.Pages && doc.Pages > 0: // services have left the list since the page before
		if doc, err = v.again(sent, "page", doc.Pages); err != nil {
			return nil, err
		}
	}
	f.Says = append(f.Says, v.howSure(doc)...)
	f.Groups = v.bySureness(doc.Services, wanted.Narrows())
	f.Roughly = slices.ContainsFunc(doc.Services, func(s app.FoundRow) bool { return s.About })
	if f.Pages > 1 {
		f.Position = v.words.T("web.services.page", "page", strconv.Itoa(doc.Page), "pages", strconv.Itoa(doc.Pages))
		f.Says = append(f.Says, f.Position)
	}
	if doc.Page > 1 {
		f.Previous = doc.Page - 1
	}
	if doc.Page < doc.Pages {
		f.Next = doc.Page + 1
	}
	return f, nil
}

// howSure says how many services are known to fit, when that is not all of them.
func (v *visit) howSure(doc app.FoundDoc) []string {
	unsure := doc.Total - doc.Sure
	if unsure == 0 {
		return nil
	}
	sure := v.words.T("web.services.found-sure.none")
	if doc.Sure > 0 {
		sure = v.words.N("web.services.found-sure", doc.Sure)
	}
	return []string{sure, v.words.N("web.services.found-unsure", unsure)}
}

// again looks for the same once more with another page.
func (v *visit) again(sent url.Values, name string, value int) (app.FoundDoc, error) {
	other := maps.Clone(sent)
	other.Del("page")
	other.Set(name, strconv.Itoa(value))
	wanted, err := v.app.ReadWanted(v.view.Raw(view.Answers(other)), v.at)
	if err != nil {
		return app.FoundDoc{}, err
	}
	return v.app.Find(wanted, v.tag)
}

func (v *visit) byRole(list []app.FoundRow) []foundGroup {
	var groups []foundGroup
	for _, name := range roleNames() {
		g := foundGroup{Title: v.words.T("web.roles." + name)}
		for i := range list {
			if list[i].Role == name {
				g.Rows = append(g.Rows, v.foundRow(&list[i]))
			}
		}
		if g.Rows != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

func (v *visit) bySureness(list []app.FoundRow, asked bool) []foundGroup {
	sure := foundGroup{Title: v.words.T("web.services.all")}
	if asked {
		sure.Title = v.words.T("web.services.sure")
	}
	perhaps := foundGroup{Title: v.words.T("web.services.perhaps"), Hint: v.words.T("web.services.perhaps-hint")}
	for i := range list {
		g := &sure
		if list[i].Unsure() {
			g = &perhaps
		}
		g.Rows = append(g.Rows, v.foundRow(&list[i]))
	}
	var groups []foundGroup
	for _, g := range []foundGroup{sure, perhaps} {
		if g.Rows != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

// foundRow takes out of the reasons what the row says already: that it is open, and how far it is.
func (v *visit) foundRow(s *app.FoundRow) foundRow {
	row := foundRow{line: v.line(s.RowDoc)}
	for _, why := range s.Why {
		switch {
		case why.About == "near" && why.Known:
			row.Distance = v.distance(s)
		case why.About == "open" && why.Known:
		default:
			row.Reasons = append(row.Reasons, why)
		}
	}
	return row
}

// distance says how far a service is. That a distance is rough is said once, above the list.
func (v *visit) distance(s *app.FoundRow) string {
	key, digits := "web.services.km", 1
	if s.About {
		key, digits = "web.services.km-about", 0
	}
	km := strconv.FormatFloat(*s.Km, 'f', digits, 64)
	if v.tag != "en" {
		km = strings.Replace(km, ".", ",", 1)
	}
	return v.words.T(key, "km", km)
}
