package hsds

import (
	"strconv"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// channels writes the ways to reach the service that HSDS has fields for. The first web and e-mail address are the
// service's; the others follow. The profile has all of them.
func (w *writer) channels() {
	for _, c := range w.s.Channels {
		switch c.Kind {
		case directory.Phone:
			w.doc.Phones = append(w.doc.Phones, w.phone(c, "voice"))
		case directory.SMS:
			w.doc.Phones = append(w.doc.Phones, w.phone(c, "text"))
		case directory.Email:
			w.email(c)
		case directory.Web, directory.Chat, directory.Form, directory.App:
			w.url(c)
		case directory.Post: // HSDS wants an address in six fields; the profile has it in words
		}
	}
}

// phone writes a number, digit by digit as it was written. An extension that is no plain number, which is all that
// HSDS takes, is put behind it as it would be dialled.
func (w *writer) phone(c directory.Channel, kind string) Phone {
	p := Phone{
		ID: w.row("phone", c.Value, c.Extension), ServiceID: w.id,
		Number: c.Value, Type: kind, Description: w.text(c.Label),
	}
	if n, err := strconv.ParseUint(c.Extension, 10, 32); err == nil && strconv.FormatUint(n, 10) == c.Extension {
		f := float64(n)
		p.Extension = &f
	} else if c.Extension != "" {
		p.Number += " x" + c.Extension
	}
	if c.HoursText != "" {
		p.PhoneProfile = &PhoneProfile{OpeningHours: c.HoursText}
	}
	return p
}

func (w *writer) email(c directory.Channel) {
	address := email(c.Value)
	switch {
	case address == "":
	case w.doc.Email == "" && len(c.Label) == 0:
		w.doc.Email = address
	default:
		w.doc.Contacts = append(w.doc.Contacts,
			Contact{ID: w.row("contact", address), ServiceID: w.id, Department: w.text(c.Label), Email: address})
	}
}

func (w *writer) url(c directory.Channel) {
	address := webAddress(c.Value)
	switch {
	case address == "":
	case w.doc.URL == "" && c.Kind == directory.Web && len(c.Label) == 0:
		w.doc.URL = address
	default:
		label := w.text(c.Label)
		if label == "" && c.Kind != directory.Web {
			label = c.Kind.String()
		}
		w.doc.AdditionalUrls = append(w.doc.AdditionalUrls,
			URL{ID: w.row("url", address), ServiceID: w.id, Label: label, URL: address})
	}
}

func (w *writer) languages() {
	for _, id := range w.s.Languages {
		w.doc.Languages = append(w.doc.Languages,
			Language{ID: w.row("language", id), ServiceID: w.id, Name: w.label(facts.Languages, id), Code: id})
	}
	for _, name := range w.s.OtherLanguages {
		w.doc.Languages = append(w.doc.Languages, Language{ID: w.row("language", name), ServiceID: w.id, Name: name})
	}
}

func (w *writer) areas() {
	for _, id := range w.s.Area {
		w.doc.ServiceAreas = append(w.doc.ServiceAreas,
			ServiceArea{ID: w.row("service_area", id), ServiceID: w.id, Name: w.label(facts.Place, id)})
	}
}

// schedules writes the hours as far as HSDS can say them, and in each schedule's notes what it cannot. The times are
// those of the clock there: HSDS knows an offset only, which summer time makes wrong for half the year.
func (w *writer) schedules() {
	if w.s.Hours == nil {
		if w.s.HoursSaid != "" {
			w.doc.Schedules = []Schedule{{ID: w.row("schedule", w.s.HoursSaid), ServiceID: w.id, Description: w.s.HoursSaid}}
		}
		return
	}
	list, losses := w.s.Hours.ToSchedules()
	for _, h := range list {
		s := schedule(h)
		s.ServiceID = w.id
		s.ID = w.row("schedule", h.ValidFrom, h.ValidTo, h.ByDay, h.ByWeekNo, h.OpensAt, h.ClosesAt)
		if len(losses) > 0 {
			s.Description = w.s.Hours.Explain(string(w.Language))
		}
		for _, l := range losses {
			s.Notes = joined(s.Notes, l.String())
		}
		if w.s.HoursSaid != "" {
			s.Description = w.s.HoursSaid
		}
		w.doc.Schedules = append(w.doc.Schedules, s)
	}
}

func schedule(h hours.HSDSSchedule) Schedule {
	number := func(n int) *float64 {
		if n == 0 {
			return nil
		}
		f := float64(n)
		return &f
	}
	return Schedule{
		ValidFrom: h.ValidFrom, ValidTo: h.ValidTo, Dtstart: h.DTStart, Until: h.Until, Count: number(h.Count),
		Wkst: h.Wkst, Freq: h.Freq, Interval: number(h.Interval), Byday: h.ByDay, Byweekno: h.ByWeekNo,
		Bymonthday: h.ByMonthDay, Byyearday: h.ByYearDay, Description: h.Description, OpensAt: h.OpensAt,
		ClosesAt: h.ClosesAt, Notes: h.Notes,
	}
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}
