package card

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/hours"
)

// A card is read on some other day, so hours stand on it as an ordinary week and know no now. The week is found by asking
// the schedule for a whole year, once as if no day were a holiday and once as if every day were one. Whatever does not
// come back each week is not told but asked for: "sometimes other hours: call first".

// week is opening hours as a card says them.
type week struct {
	days        [7][]span // Monday first
	always      bool
	appointment bool
	unknown     bool // at some times nothing is known
	varies      bool // not every week is like this one
	holidays    holidays
}

// span is from when to when, in minutes of a day; to may lie in the next.
type span struct{ from, to int }

// holidays is what happens on public holidays.
type holidays uint8

const (
	asEver holidays = iota
	closed
	unclear
)

// everyDay is a calendar in which each day is a holiday, or none is.
type everyDay bool

func (e everyDay) Holiday(hours.Day) (yes, known bool) { return bool(e), true }

// weekOf reads hours that have been read before; those that cannot be read are unknown.
func weekOf(text string) week {
	monday := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC) // any year would do
	ordinary, err := hours.Parse(text, hours.Options{Public: everyDay(false)})
	if err != nil || text == "" {
		return week{unknown: true}
	}
	weeks := weeksOf(ordinary, monday, 53)
	w := weeks[0]
	most := 0
	for _, candidate := range weeks { // the usual one
		same := 0
		for _, other := range weeks {
			if candidate.same(other) {
				same++
			}
		}
		if same > most {
			w, most = candidate, same
		}
	}
	w.varies = most < len(weeks)
	if festive, err := hours.Parse(text, hours.Options{Public: everyDay(true)}); err == nil {
		w.holidays = w.onHolidays(weeksOf(festive, monday, 1)[0])
	}
	return w
}

// onHolidays compares the ordinary week with one of holidays.
func (w week) onHolidays(festive week) holidays {
	switch {
	case w.same(festive):
		return asEver
	case !festive.known() && !festive.unknown && !festive.appointment:
		return closed
	}
	return unclear
}

func (w week) same(other week) bool {
	for i := range w.days {
		if !slices.Equal(w.days[i], other.days[i]) {
			return false
		}
	}
	return w.always == other.always && w.appointment == other.appointment && w.unknown == other.unknown
}

// weeksOf asks a schedule for weeks from a Monday on.
func weeksOf(s *hours.Schedule, monday time.Time, count int) []week {
	weeks := make([]week, count)
	const length = 7 * 24 * time.Hour
	for i := range weeks {
		w := &weeks[i]
		from := monday.Add(time.Duration(i) * length)
		for interval := range s.Intervals(from, from.Add(length)) {
			w.add(interval, from)
		}
		w.join()
	}
	return weeks
}

// add puts an interval into the week, day by day.
func (w *week) add(i hours.Interval, monday time.Time) {
	switch {
	case i.Status.State == hours.Closed:
		return
	case i.Status.State == hours.Unknown && i.Status.ByAppointment():
		w.appointment = true
		return
	case i.Status.State == hours.Unknown:
		w.unknown = true
		return
	}
	const day = 24 * 60
	from, to := int(i.From.Sub(monday).Minutes()), int(i.To.Sub(monday).Minutes())
	for from < to {
		end := min(to, (from/day+1)*day)
		d := from / day
		w.days[d] = append(w.days[d], span{from - d*day, end - d*day})
		from = end
	}
}

// join makes one span of hours that go on after midnight, and sees what is open day and night.
func (w *week) join() {
	const day, morning = 24 * 60, 12 * 60
	w.always = true
	for _, d := range w.days {
		w.always = w.always && slices.Equal(d, []span{{0, day}})
	}
	if w.always {
		w.days = [7][]span{}
		return
	}
	late := [7]int{} // how far a day goes on into the next
	for i, d := range w.days {
		next := w.days[(i+1)%7]
		if n := len(d); n > 0 && d[n-1].to == day && d[n-1].from >= morning && len(next) > 0 && next[0].from == 0 && next[0].to < morning {
			late[i] = next[0].to
		}
	}
	for i, more := range late {
		if more > 0 {
			n := len(w.days[i])
			w.days[i][n-1].to += more
			next := (i + 1) % 7
			w.days[next] = w.days[next][1:]
		}
	}
}

var weekdays = [7]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// say writes the week, a line for the days that are alike.
func (w week) say(s speaker) []Text {
	if w.always {
		return []Text{s.fixed("day-and-night")}
	}
	var out []Text
	said := [7]bool{}
	for i, spans := range w.days {
		if said[i] || len(spans) == 0 {
			continue
		}
		var alike [7]bool
		for j := range w.days {
			alike[j] = slices.Equal(spans, w.days[j])
			said[j] = said[j] || alike[j]
		}
		days, times := s.days(alike), s.times(spans)
		out = append(out, Text{days.Lang, days.Text + " " + times})
	}
	return append(out, w.notes(s, len(out) > 0)...)
}

// notes says what an ordinary week does not.
func (w week) notes(s speaker, open bool) []Text {
	var ids []string
	if w.appointment {
		ids = append(ids, "by-appointment")
	}
	if !open && (w.unknown || w.varies) {
		ids = append(ids, "hours-unknown")
	}
	switch {
	case !open:
	case w.varies || w.unknown:
		ids = append(ids, "hours-vary")
	case w.holidays == unclear:
		ids = append(ids, "ask-holidays")
	}
	if open && w.holidays == closed {
		ids = append(ids, "closed-holidays")
	}
	var out []Text
	for _, id := range ids {
		out = append(out, s.fixed(id))
	}
	return out
}

// days names days: "Monday to Friday", "Monday, Thursday".
func (s speaker) days(chosen [7]bool) Text {
	if chosen == [7]bool{true, true, true, true, true, true, true} {
		return s.fixed("every-day")
	}
	var names []string
	tag := s.tag
	for i := 0; i < 7; {
		last := i
		for last < 7 && chosen[last] {
			last++
		}
		switch run := last - i; {
		case run == 0:
			last++
		case run < 3:
			for ; i < last; i++ {
				t := s.fixed(weekdays[i])
				names, tag = append(names, t.Text), t.Lang
			}
		default:
			t := s.fixed("range", "{from}", s.fixed(weekdays[i]).Text, "{to}", s.fixed(weekdays[last-1]).Text)
			names, tag = append(names, t.Text), t.Lang
		}
		i = last
	}
	return Text{tag, strings.Join(names, s.comma())}
}

// times writes spans with a dash. From the right a dash would turn two times around, so there a word stands between.
func (s speaker) times(spans []span) string {
	dash := "–"
	if s.direction() == RightToLeft {
		dash = " " + s.fixed("until").Text + " "
	}
	var out []string
	for _, p := range spans {
		out = append(out, clock(p.from)+dash+clock(p.to))
	}
	return strings.Join(out, s.comma())
}

// comma is what stands between the parts of a list.
func (s speaker) comma() string {
	if s.direction() == RightToLeft {
		return "، "
	}
	return ", "
}

func clock(minutes int) string {
	if minutes == 24*60 {
		return "24:00"
	}
	minutes %= 24 * 60
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// known tells whether there is any time at which somebody is there for sure.
func (w week) known() bool {
	return w.always || slices.ContainsFunc(w.days[:], func(d []span) bool { return len(d) > 0 })
}

// capitals begins each line with a capital.
func capitals(list []Text) []Text {
	for i := range list {
		list[i] = upper(list[i])
	}
	return list
}

// upper begins a line with a capital where the script has them.
func upper(t Text) Text {
	r, n := utf8.DecodeRuneInString(t.Text)
	switch {
	case r == 'i' && t.Lang == "tr":
		t.Text = "İ" + t.Text[n:]
	case n > 0:
		t.Text = string(unicode.ToUpper(r)) + t.Text[n:]
	}
	return t
}
