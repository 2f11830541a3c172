package web

import (
	"net/http"
	"net/url"

	"github.com/halte-brussels/halte/internal/facts"
)

type servicesPage struct {
	frame
	Roles []role
	Open  bool
	Needs question
	Count int
}

// role is the services that play one part in a referral.
type role struct {
	ID    string
	Lines []line
}

type servicePage struct {
	frame
	line
}

// roleNames lists the roles in the order in which they are shown.
func roleNames() []string { return []string{"emergency", "door", "helpline", "service", "tool"} }

func (v *visit) services() error { return v.listServices(url.Values{}) }

func (v *visit) filterServices() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	return v.listServices(sent)
}

func (v *visit) listServices(sent url.Values) error {
	filter, _, err := v.app.ReadFilter(v.facts(sent)[facts.Needs.String()], nil, v.at)
	if err != nil {
		return err
	}
	filter.Open = sent.Has("open")
	page := servicesPage{frame: v.frame("services", "web.title.services"), Open: filter.Open}
	page.Kept = keep(sent)
	page.Needs = v.question(v.app.Facts(v.tag)[facts.Needs], sent, nil)
	list := v.app.Services(filter, v.at, v.tag)
	page.Count = len(list)
	for _, name := range roleNames() {
		r := role{ID: name}
		for _, s := range list {
			if s.Role == name {
				r.Lines = append(r.Lines, v.line(s))
			}
		}
		if len(r.Lines) > 0 {
			page.Roles = append(page.Roles, r)
		}
	}
	return v.show(http.StatusOK, "services", page)
}

func (v *visit) service() error {
	s, err := v.app.Service(v.r.PathValue("id"), v.at, v.tag)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "service", servicePage{v.frame("services", "web.title.services"), v.line(s)})
}
