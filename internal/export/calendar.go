package export

import (
	"io"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

const (
	calendarDate = "20060102"
	calendarTime = "20060102T150405Z" // in UTC, so that no reader needs to know when clocks change
)

// writeCalendar writes the days on which the hours of services differ from an ordinary week. Nothing in it is an
// appointment of the person who keeps the calendar: it marks nobody as busy and rings no bell.
func writeCalendar(w io.Writer, services Services, o Options) error {
	out := newLines(w)
	out.plain("BEGIN", "VCALENDAR")
	out.plain("VERSION", "2.0")
	if o.Neutral {
		out.plain("PRODID", "-//Calendar//EN")
	} else {
		out.plain("PRODID", "-//Halte//Opening exceptions//EN")
	}
	out.plain("CALSCALE", "GREGORIAN")
	empty := true
	for s, err := range services {
		if err != nil {
			return err
		}
		l := leafletOf(s, o)
		for _, t := range l.timetables(o) {
			for _, e := range exceptions(t.schedule, o) {
				t.event(out, &e, l, o)
				empty = false
			}
		}
	}
	if empty {
		writeUTC(out)
	}
	out.plain("END", "VCALENDAR")
	return out.end()
}

// writeUTC fills a calendar without events: one without any component would not be valid.
func writeUTC(out lines) {
	for _, line := range [][2]string{{"BEGIN", "VTIMEZONE"}, {"TZID", "Etc/UTC"}, {"BEGIN", "STANDARD"},
		{"DTSTART", "19700101T000000"}, {"TZOFFSETFROM", "+0000"}, {"TZOFFSETTO", "+0000"}, {"END", "STANDARD"},
		{"END", "VTIMEZONE"}} {
		out.plain(line[0], line[1])
	}
}

// timetable is hours of a service, or of one way to reach it.
type timetable struct {
	of       string // nothing for the service itself
	schedule *hours.Schedule
}

// timetables lists the hours that a calendar is about. A neutral one does not tell the lines of a service apart, so it
// keeps to the hours of the service, or of the first line where it has none.
func (l *leaflet) timetables(o Options) []timetable {
	var out []timetable
	if l.schedule != nil {
		out = append(out, timetable{"", l.schedule})
	}
	for _, c := range l.contacts {
		if c.schedule == nil || o.Neutral && len(out) > 0 {
			continue
		}
		of := c.value
		if c.label != "" {
			of += " (" + c.label + ")"
		}
		out = append(out, timetable{of, c.schedule})
	}
	return out
}

func (t timetable) event(out lines, e *exception, l *leaflet, o Options) {
	out.plain("BEGIN", "VEVENT")
	out.plain("UID", uid(l.id, t.of, e.first.Format(calendarDate), strconv.Itoa(e.number)))
	out.plain("DTSTAMP", o.At.UTC().Format(calendarTime))
	if e.whole {
		out.plain("DTSTART;VALUE=DATE", e.first.Format(calendarDate))
		out.plain("DTEND;VALUE=DATE", e.last.AddDate(0, 0, 1).Format(calendarDate)) // the first day that is not in it
	} else {
		out.plain("DTSTART", e.start.UTC().Format(calendarTime))
		out.plain("DTEND", e.end.UTC().Format(calendarTime))
	}
	title := l.title(o)
	if t.of != "" && !o.Neutral {
		title += ", " + t.of
	}
	v := wordsIn(o.Language)
	out.text("SUMMARY", title+v.colon+e.words(v))
	out.plain("TRANSP", "TRANSPARENT")
	if !o.Neutral {
		out.text("DESCRIPTION", t.description(e, l, o.Language))
		out.plain("URL", l.page)
	}
	out.plain("END", "VEVENT")
}

// words says what the exception is.
func (e *exception) words(v vocabulary) string {
	switch {
	case e.status.State == hours.Open:
		return v.open
	case e.status.State == hours.Closed:
		return v.closed
	case e.status.ByAppointment():
		return v.appointment
	}
	return v.unknown
}

// description says why, what is usual and what to dial.
func (t timetable) description(e *exception, l *leaflet, tag lang.Tag) string {
	v := wordsIn(tag)
	var parts []string
	if e.status.Comment != "" {
		parts = append(parts, e.status.Comment)
	}
	parts = append(parts, v.usual+v.colon+inWords(t.schedule, tag))
	for _, c := range l.contacts {
		if c.kind == directory.Phone {
			parts = append(parts, v.phone+v.colon+c.number())
		}
	}
	return strings.Join(parts, "\n")
}
