package hsds

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
)

// timetable is what a list of schedules says: in notation as far as that is sure, and in the source's words.
type timetable struct {
	text, said string
	unsaid     bool      // there are structured hours, and no notation for them
	finds      []Finding // without a row
}

// hours reads when a service can be reached: its own schedules, or else those of its places if they agree.
func (m *mapper) hours(doc *object, s *directory.Service) {
	if own := doc.take("opening_hours"); own != "" || m.ours {
		if _, err := hours.Parse(own, hours.Options{}); err == nil || own == "" {
			s.HoursText, s.HoursSaid = own, doc.take("hours_said")
			m.timed = own != "" || s.HoursSaid != "" || doc.has("schedules")
			doc.keep("schedules", func(o *object) bool { return own == "" && scheduleUnsaid(o) })
			return
		}
		m.find("services", "opening_hours", Dropped, "this is not in the notation of opening hours", own, "")
	}
	own := m.timetable(doc, "schedules")
	holidays := holidayRules(doc)
	placed, agree := m.placed(doc)
	switch {
	case own != (timetableKey{}):
		s.HoursText, s.HoursSaid = own.text, own.said
		if agree && placed != own && placed != (timetableKey{}) || !agree {
			m.find("schedules", "", Unclear, "hours at a place differ from those of the service; they were set aside", "", "")
		} else {
			m.dropPlaced(doc)
		}
	case agree:
		s.HoursText, s.HoursSaid = placed.text, placed.said
		m.dropPlaced(doc)
	default:
		m.find("schedules", "", Unclear, "the places of the service have different hours; they were set aside", "", "")
	}
	if s.HoursText != "" && len(holidays) > 0 {
		text := s.HoursText + "; " + strings.Join(holidays, "; ")
		if _, err := hours.Parse(text, hours.Options{}); err == nil {
			s.HoursText = text
		}
	}
}

// timetableKey is a timetable that can be compared.
type timetableKey struct{ text, said string }

// placed reads the hours at the places of a service, and tells whether they agree.
func (m *mapper) placed(doc *object) (all timetableKey, agree bool) {
	first := true
	for _, at := range doc.items("service_at_locations") {
		own := m.timetableAt(at)
		if own == (timetableKey{}) {
			if l := at.child("location"); l != nil {
				own = m.timetableAt(l)
			}
		}
		if !first && own != all {
			return timetableKey{}, false
		}
		all, first = own, false
	}
	return all, true
}

// timetableAt reads the hours at a place, and leaves them there.
func (m *mapper) timetableAt(o *object) timetableKey {
	if !o.has("schedules") {
		return timetableKey{}
	}
	return m.timetable(o.clone(), "schedules")
}

func (m *mapper) dropPlaced(doc *object) {
	for _, at := range doc.items("service_at_locations") {
		at.keep("schedules", scheduleLeft)
		if l := at.child("location"); l != nil {
			l.keep("schedules", scheduleLeft)
		}
	}
}

// scheduleFields are the fields of a schedule that are read; what else it has is set aside.
var scheduleFields = []string{"id", "freq", "byday", "weekday", "opens_at", "closes_at", "valid_from", "valid_to", "dtstart",
	"until", "count", "interval", "wkst", "byweekno", "bymonthday", "byyearday", "description", "original_text", "notes"}

func scheduleLeft(s *object) bool {
	s.drop(scheduleFields...)
	return s.strip("")
}

// scheduleUnsaid leaves the structured fields of a schedule, for which there was no notation, to be set aside.
func scheduleUnsaid(s *object) bool {
	s.drop("id", "description", "original_text", "notes", "weekday")
	for _, key := range []string{"opens_at", "closes_at"} {
		if at := clock(s.look(key)); len(at) >= 5 && at[2] == ':' {
			s.put(key, textOf(at))
		} else {
			s.drop(key)
		}
	}
	if !s.has("opens_at") && !s.has("closes_at") {
		return scheduleLeft(s)
	}
	return s.strip("")
}

// timetable reads a list of schedules and takes it out.
func (m *mapper) timetable(o *object, key string) timetableKey {
	list := o.items(key)
	if len(list) == 0 {
		return timetableKey{}
	}
	m.key = m.key[:0]
	for _, s := range list {
		m.key = s.appendSchedule(m.key)
	}
	known, ok := m.times[string(m.key)]
	if !ok {
		known = readTimetable(list)
		if len(m.times) < maxRemembered {
			m.times[string(m.key)] = known
		}
	}
	m.timed = m.timed || known.unsaid || known.text != "" || known.said != ""
	if known.unsaid {
		o.keep(key, scheduleUnsaid)
	} else {
		o.keep(key, scheduleLeft)
	}
	for _, f := range known.finds {
		m.find("schedules", f.Field, f.Outcome, f.Message, f.Before, f.After)
	}
	return timetableKey{known.text, known.said}
}

// appendSchedule appends what a schedule says, so that the same is read once.
func (o *object) appendSchedule(b []byte) []byte {
	for i := range o.fields {
		if f := &o.fields[i]; f.value.kind != absent && f.value.sub == nil && !refers(f.key) {
			b = append(append(append(append(b, f.key...), 0), f.value.text...), 0)
		}
	}
	return append(b, 1)
}

// readTimetable reads schedules. Where the source's own words name times they decide, because many structured schedules
// were made from such words by programs that left half of them out; words that cannot be read surely leave the hours
// unknown unless both say the same.
func readTimetable(list []*object) (t timetable) {
	var said, prose []string
	var rules []hours.HSDSSchedule
	for _, s := range list {
		text := s.look("description")
		if text == "" {
			text = s.look("original_text")
		}
		said, prose = append(said, text, s.look("notes")), append(prose, text)
		if r := ruleOf(s); r.OpensAt != "" && (r.ClosesAt != "" || r.Freq != "") {
			rules = append(rules, r)
		}
	}
	t.said = strings.Join(distinct(said), "\n")
	t.text = t.ruled(rules)
	words := strings.Join(distinct(prose), "\n")
	if words != "" && (t.text == "" || digits(words) > 0) {
		t.worded(words)
	}
	t.unsaid = t.text == "" && len(rules) > 0
	t.keep()
	return t
}

// keep makes the timetable stand by itself, not as a part of the document that it was read from.
func (t *timetable) keep() {
	t.text, t.said = strings.Clone(t.text), strings.Clone(t.said)
	for i := range t.finds {
		f := &t.finds[i]
		f.Before, f.After = strings.Clone(f.Before), strings.Clone(f.After)
	}
}

// ruled converts structured schedules.
func (t *timetable) ruled(rules []hours.HSDSSchedule) string {
	if len(rules) == 0 {
		return ""
	}
	text, losses := hours.FromSchedules(rules)
	for _, l := range losses {
		t.finds = append(t.finds, Finding{Outcome: Unclear, Message: "a part of a schedule has no notation", Before: l.String()})
	}
	if _, err := hours.Parse(text, hours.Options{}); err != nil || len(losses) > 0 {
		return "" // half of the hours would send someone to a closed door
	}
	return text
}

// worded lets the source's words decide.
func (t *timetable) worded(words string) {
	p := hours.FromProse(words)
	ruled := t.text
	switch {
	case p.Sure && p.Text != "":
		if ruled != "" && !sameHours(p.Text, ruled) {
			t.finds = append(t.finds, Finding{Outcome: Unclear, Field: "description",
				Message: "the words and the structured hours differ; the words were followed", Before: ruled, After: p.Text})
		}
		if ruled == "" || !sameHours(p.Text, ruled) {
			t.text = p.Text
		}
	case ruled != "" && p.Text != "" && sameHours(p.Text, ruled):
	default:
		t.text = ""
		t.finds = append(t.finds, Finding{Outcome: Unclear, Field: "description",
			Message: "the hours in words could not be read surely; they are kept as words", Before: words})
	}
}

// sameHours tells whether two texts open and close at the same times in four weeks.
func sameHours(a, b string) bool {
	if a == b {
		return true
	}
	first, errA := hours.Parse(a, hours.Options{})
	second, errB := hours.Parse(b, hours.Options{})
	if errA != nil || errB != nil {
		return false
	}
	from := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 28)
	one, other := slices.Collect(first.Intervals(from, to)), slices.Collect(second.Intervals(from, to))
	if len(one) != len(other) {
		return false
	}
	for i := range one {
		if !one[i].From.Equal(other[i].From) || !one[i].To.Equal(other[i].To) || one[i].Status.State != other[i].Status.State {
			return false
		}
	}
	return true
}

// ruleOf reads the structured fields of a schedule, of HSDS 1.1 as well.
func ruleOf(s *object) hours.HSDSSchedule {
	r := hours.HSDSSchedule{
		Freq: s.look("freq"), ByDay: weekdays(s.look("byday")), OpensAt: clock(s.look("opens_at")), ClosesAt: clock(s.look("closes_at")),
		ValidFrom: s.look("valid_from"), ValidTo: s.look("valid_to"), DTStart: s.look("dtstart"), Until: s.look("until"),
		ByWeekNo: s.look("byweekno"), ByMonthDay: s.look("bymonthday"), ByYearDay: s.look("byyearday"),
	}
	if day := s.look("weekday"); r.ByDay == "" && day != "" {
		r.Freq, r.ByDay = "WEEKLY", weekdays(day)
	}
	if n, ok := numeric(s.look("count")); ok {
		r.Count = int(n)
	}
	if n, ok := numeric(s.look("interval")); ok {
		r.Interval = int(n)
	}
	return r
}

var weekdayNames = map[string]string{
	"1": "MO", "2": "TU", "3": "WE", "4": "TH", "5": "FR", "6": "SA", "7": "SU", "0": "SU",
	"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU",
	"lun": "MO", "mar": "TU", "mer": "WE", "jeu": "TH", "ven": "FR", "sam": "SA", "dim": "SU",
	"maa": "MO", "din": "TU", "woe": "WE", "don": "TH", "vri": "FR", "zat": "SA", "zon": "SU",
}

// weekdays writes days as MO,TU. What is not understood stays, and will be refused.
func weekdays(list string) string {
	if list == "" {
		return ""
	}
	parts := strings.Split(list, ",")
	for i, part := range parts {
		key := strings.ToLower(strings.TrimSpace(part))
		if len(key) > 3 {
			key = key[:3]
		}
		if day, ok := weekdayNames[key]; ok {
			parts[i] = day
		}
	}
	return strings.Join(parts, ",")
}

// clock writes a time such as 9:00am as 09:00; anything else stays.
func clock(s string) string {
	text := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), " ", ""))
	base, half := strings.TrimRight(text, "apm"), ""
	if half = text[len(base):]; half != "am" && half != "pm" && half != "" {
		return s
	}
	hour, rest, _ := strings.Cut(base, ":")
	minute, _, _ := strings.Cut(rest, ":")
	if minute == "" {
		minute = "00"
	}
	h, errH := strconv.Atoi(hour)
	n, errN := strconv.Atoi(minute)
	if errH != nil || errN != nil || n < 0 || n > 59 || h < 0 || half != "" && (h < 1 || h > 12) || half == "" && !strings.Contains(base, ":") {
		return s
	}
	switch {
	case half == "":
		if len(hour) == 1 {
			return "0" + s
		}
		return s
	case half == "am" && h == 12:
		h = 0
	case half == "pm" && h < 12:
		h += 12
	}
	return two(h) + ":" + two(n)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// holidayRules reads the exceptions of HSDS 1.1 as rules that replace the hours on their days.
func holidayRules(doc *object) []string {
	var rules []string
	doc.keep("holiday_schedules", func(h *object) bool {
		from, errFrom := time.Parse(time.DateOnly, h.look("start_date"))
		to, errTo := time.Parse(time.DateOnly, h.look("end_date"))
		if errFrom != nil || errTo != nil || to.Before(from) {
			return true
		}
		days := from.Format("2006 Jan 02")
		if !to.Equal(from) {
			days += "-" + to.Format("2006 Jan 02")
		}
		opens, closes := clock(h.look("opens_at")), clock(h.look("closes_at"))
		switch {
		case yes(h, "closed"):
			rules = append(rules, days+" off")
		case len(opens) >= 5 && len(closes) >= 5:
			rules = append(rules, days+" "+opens[:5]+"-"+closes[:5])
		default:
			return true
		}
		return false
	})
	return rules
}
