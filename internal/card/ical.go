package card

import (
	"github.com/halte-brussels/halte/internal/fault"
)

const calendarTime = "20060102T150405Z" // in UTC, so that no calendar needs to know when clocks change

// ICal writes the appointment for a calendar, under a neutral word. It rings no bell and invites nobody.
func ICal(c Card) (string, error) {
	a := c.Appointment
	if a.Start.IsZero() {
		return "", fault.InvalidFields([]fault.Detail{fault.DetailOf("form", "card.fault.no-appointment")})
	}
	start, end := a.Start.UTC().Format(calendarTime), a.End.UTC().Format(calendarTime)
	var out content
	out.plain("BEGIN", "VCALENDAR")
	out.plain("VERSION", "2.0")
	out.plain("PRODID", "-//Calendar//EN")
	out.plain("BEGIN", "VEVENT")
	out.plain("UID", start+"-"+end) // of the time alone: the same appointment twice is one
	out.plain("DTSTAMP", start)     // when it was written is nobody's business
	out.plain("DTSTART", start)
	out.plain("DTEND", end)
	out.text("SUMMARY", a.Title.Text)
	if a.Where.Text != "" {
		out.text("LOCATION", a.Where.Text)
	}
	out.plain("END", "VEVENT")
	out.plain("END", "VCALENDAR")
	return out.String(), nil
}
