package card

import (
	"strconv"
	"strings"
	"time"
)

// appointment says when the next one is. It does not say the year: a card is not kept that long.
func (m *maker) appointment() Appointment {
	v := m.choice.Visit
	a := Appointment{}
	if where := strings.TrimSpace(v.Where); where != "" {
		a.Where = Text{m.tag, where}
	}
	if v.Start.IsZero() {
		return a
	}
	long := v.Long
	if long == 0 {
		long = time.Hour
	}
	a.Start = v.Start.In(m.Directory.Zone())
	a.End = a.Start.Add(long)
	a.Title = m.fixed("appointment")
	a.When = upper(m.day(a.Start))
	a.When.Text += m.comma() + clock(a.Start.Hour()*60+a.Start.Minute())
	return a
}

// day names a day: "Tuesday 24 November", or with a figure for the month in a language without words for it.
func (m *maker) day(t time.Time) Text {
	day := m.fixed(weekdays[(int(t.Weekday())+6)%7])
	number, month := strconv.Itoa(t.Day()), m.fixed("month-"+strconv.Itoa(int(t.Month())))
	if month.Lang != day.Lang {
		day.Text += " " + number + "/" + strconv.Itoa(int(t.Month()))
		return day
	}
	if first := m.fixed("first-of-month"); t.Day() == 1 && first.Lang == day.Lang {
		number = first.Text
	}
	day.Text += " " + number + " " + month.Text
	return day
}

// safe says when is a good time for a call.
func (m *maker) safe() Text {
	c := m.choice
	if len(c.SafeDays) == 0 && len(c.SafePart) == 0 {
		return Text{}
	}
	var when []string
	for _, id := range append(ordered(Days(), c.SafeDays), ordered(Times(), c.SafePart)...) {
		when = append(when, m.fixed(id).Text)
	}
	return m.fixed("good-time", "{when}", strings.Join(when, m.comma()))
}
