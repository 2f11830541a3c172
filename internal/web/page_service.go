package web

import (
	"bytes"
	"html/template"
	"net/http"
	"strconv"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/view"
)

type servicePage struct {
	frame
	app.ServiceDoc
	Status view.State
	Reach  view.Reach
	Ages   string
	Linked template.JS // the same for machines; written as data, and run by no browser
}

// service shows all that is known of one service.
func (v *visit) service() error {
	s, err := v.app.Service(v.r.PathValue("id"), v.at, v.tag)
	if err != nil {
		return err
	}
	var linked []byte
	if !v.copied { // it names days, and no search engine reads what a device keeps
		if linked, err = v.app.JSONLD(s.ID, v.at, v.tag); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, "service", servicePage{
		frame: v.frame("services", "web.title.services"), ServiceDoc: s,
		Status: v.status(s.RowDoc), Reach: v.reach(s.RowDoc),
		Ages: v.ages(s.For.FromAge, s.For.ToAge), Linked: template.JS(linked),
	})
}

// contact and calendar are the service as files for a telephone that others look at too: no word in them says what it
// is about.
func (v *visit) contact() error  { return v.takeAlong("vcard", "contact.vcf") }
func (v *visit) calendar() error { return v.takeAlong("icalendar", "contact.ics") }

func (v *visit) takeAlong(form, name string) error {
	how := app.Writing{Form: form, At: v.at, Language: v.tag, Neutral: true}
	doc, err := v.app.Form(form, v.tag)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := v.app.ExportService(&file, v.r.PathValue("id"), how); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", doc.MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	_, _ = v.w.Write(file.Bytes()) // who no longer listens cannot be told
	return nil
}

// ages says from and to which age a service is for; a limit that is not known is 0.
func (v *visit) ages(from, to int) string {
	pairs := []string{"from", strconv.Itoa(from), "to", strconv.Itoa(to)}
	switch {
	case from > 0 && to > 0:
		return v.words.T("web.service.ages-between", pairs...)
	case from > 0:
		return v.words.T("web.service.ages-from", pairs...)
	case to > 0:
		return v.words.T("web.service.ages-to", pairs...)
	}
	return ""
}
