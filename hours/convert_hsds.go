package hours

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// HSDSSchedule is a schedule of the Human Services Data Specification 3: a
// recurrence rule in the manner of iCalendar, in separate fields.
type HSDSSchedule struct {
	ValidFrom   string `json:"valid_from,omitempty"`
	ValidTo     string `json:"valid_to,omitempty"`
	DTStart     string `json:"dtstart,omitempty"`
	Timezone    string `json:"timezone,omitempty"`
	Until       string `json:"until,omitempty"`
	Count       int    `json:"count,omitempty"`
	Wkst        string `json:"wkst,omitempty"`
	Freq        string `json:"freq,omitempty"`
	Interval    int    `json:"interval,omitempty"`
	ByDay       string `json:"byday,omitempty"`
	ByWeekNo    string `json:"byweekno,omitempty"`
	ByMonthDay  string `json:"bymonthday,omitempty"`
	ByYearDay   string `json:"byyearday,omitempty"`
	Description string `json:"description,omitempty"`
	OpensAt     string `json:"opens_at,omitempty"`
	ClosesAt    string `json:"closes_at,omitempty"`
	Notes       string `json:"notes,omitempty"`
}

var hsdsDays = [7]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

func hsdsByDay(mask uint8, nth uint16) string {
	var out []string
	for d := range 7 {
		if mask&(1<<d) == 0 {
			continue
		}
		if nth == 0 {
			out = append(out, hsdsDays[d])
		}
		for _, n := range nthNumbers(nth) {
			out = append(out, strconv.Itoa(n)+hsdsDays[d])
		}
	}
	return strings.Join(out, ",")
}

// ToSchedules converts to HSDS schedules and lists what they cannot say. HSDS
// only adds: it has no exceptions, holidays, seasons or states. When something
// is lost, every schedule carries the hours in plain English as description. A
// day that ends at midnight closes at 23:59; a closing time before the opening
// time is on the next day.
func (s *Schedule) ToSchedules() ([]HSDSSchedule, []Loss) {
	week, rest := s.plainWeek()
	var out []HSDSSchedule
	var losses []Loss
	for _, g := range week.groups() {
		h := HSDSSchedule{Freq: "WEEKLY", ByDay: hsdsByDay(g.mask, 0)}
		losses = append(losses, h.setSpan(&g.daySpan)...)
		out = append(out, h)
	}
	for _, r := range rest {
		list, lost := r.toHSDS()
		if len(list) > 0 && r.join == joinNormal && week.anyOn(r.dayMask()) {
			lost = append(lost, Loss{r.text(), "replaces the weekly hours on its days; HSDS can only add"})
		}
		out, losses = append(out, list...), append(losses, lost...)
	}
	if len(out) == 0 {
		out = []HSDSSchedule{{}} // for the description
		losses = append(losses, Loss{s.String(), "HSDS cannot say this in fields"})
	}
	for i := range out {
		if len(losses) > 0 && out[i].Description == "" {
			out[i].Description = s.Explain("en")
		}
	}
	return out, losses
}

// anyOn reports whether there are hours on one of the days.
func (w *weekSpans) anyOn(mask uint8) bool {
	for d := range w {
		if mask&(1<<d) != 0 && len(w[d]) > 0 {
			return true
		}
	}
	return false
}

// dayMask returns every weekday the rule may fall on.
func (r *rule) dayMask() uint8 {
	mask := uint8(0)
	for _, list := range r.days {
		for _, sel := range list {
			if sel.kind != dayWeekday || sel.offset != 0 {
				return 0x7f
			}
			mask |= sel.mask
		}
	}
	if len(r.days) == 0 {
		mask = 0x7f
	}
	return mask
}

// setSpan writes the hours of a span.
func (h *HSDSSchedule) setSpan(sp *daySpan) (losses []Loss) {
	h.OpensAt, h.ClosesAt = wireTime(sp.from), wireTime(sp.to)
	text := clockString(sp.from)
	if sp.openEnd {
		if sp.to == sp.from {
			h.ClosesAt = ""
		}
		losses = append(losses, Loss{text + "+", "HSDS has no open end"})
	}
	if sp.unknown {
		losses = append(losses, Loss{text, "HSDS cannot say that opening is uncertain"})
	}
	h.Notes = sp.comment
	return losses
}

// toHSDS converts a rule that depends on more than weekdays.
func (r *rule) toHSDS() ([]HSDSSchedule, []Loss) {
	var base HSDSSchedule
	from, to, dated := r.absolute()
	nth := r.onlyNth()
	mask, plain := r.weekdays()
	bare := len(r.dates) == 0 && len(r.years) == 0
	switch {
	case r.fills:
		return nil, []Loss{{r.text(), "HSDS has no fallback hours"}}
	case r.state == Closed:
		return nil, []Loss{{r.text(), "HSDS has no exceptions"}}
	case r.usesPH || r.usesSH:
		return nil, []Loss{{r.text(), "HSDS has no holidays"}}
	case r.sunny || r.hasPoints():
		return nil, []Loss{{r.text(), "HSDS has no times of the sun and no points in time"}}
	case dated && plain:
		base = HSDSSchedule{Freq: "WEEKLY", ValidFrom: from, ValidTo: to, ByDay: hsdsByDay(mask, 0)}
	case bare && nth != nil && len(r.weeks) == 0:
		base = HSDSSchedule{Freq: "MONTHLY", ByDay: hsdsByDay(nth.mask, nth.nth)}
	case bare && plain && len(r.weeks) > 0:
		base = HSDSSchedule{Freq: "WEEKLY", ByDay: hsdsByDay(mask, 0), ByWeekNo: weekNumbers(r.weeks)}
	default:
		return nil, []Loss{{r.text(), "HSDS cannot express these days"}}
	}
	var out []HSDSSchedule
	var losses []Loss
	for _, sp := range r.applyTo(nil) {
		h := base
		losses = append(losses, h.setSpan(&sp)...)
		out = append(out, h)
	}
	return out, losses
}

// onlyNth returns the nth weekday the rule depends on, if it is the only one.
func (r *rule) onlyNth() *daySelector {
	if len(r.days) != 1 || len(r.days[0]) != 1 {
		return nil
	}
	sel := &r.days[0][0]
	if sel.kind != dayWeekday || sel.nth == 0 || sel.offset != 0 || bits.OnesCount8(sel.mask) != 1 {
		return nil
	}
	return sel
}

func weekNumbers(list []weekRange) string {
	var out []string
	for _, w := range list {
		for n := w.from; n <= w.to; n += max(w.step, 1) {
			out = append(out, strconv.Itoa(n))
		}
	}
	return strings.Join(out, ",")
}

// FromSchedules converts HSDS schedules to the text of opening hours and lists
// what is lost. The text is empty when nothing could be read.
func FromSchedules(list []HSDSSchedule) (text string, losses []Loss) {
	var order []string
	weeks := map[string]*weekSpans{}
	var other []string
	for i := range list {
		h := &list[i]
		losses = append(losses, h.unread()...)
		sp, ok := h.span()
		if !ok {
			if h.OpensAt == "" && h.ClosesAt == "" && h.Description != "" {
				other = append(other, `"`+strings.ReplaceAll(h.Description, `"`, "'")+`"`)
			} else {
				losses = append(losses, Loss{h.OpensAt + "-" + h.ClosesAt, "not a time of day"})
			}
			continue
		}
		when, mask, lost := h.selector()
		losses = append(losses, lost...)
		if mask == 0 && when == "" {
			continue
		}
		if mask == 0 { // days that are not weekdays, such as Mo[1]
			b := weekSpans{{sp}}
			other = append(other, when+strings.TrimPrefix(b.text(), "Mo"))
			continue
		}
		if weeks[when] == nil {
			weeks[when] = &weekSpans{}
			order = append(order, when)
		}
		weeks[when].add(mask, sp)
	}
	var parts []string
	for _, when := range order {
		for _, t := range strings.Split(weeks[when].text(), "; ") {
			parts = append(parts, strings.TrimSpace(when+" "+t))
		}
	}
	return joinAdding(parts, other), losses
}

// joinAdding joins parts that must not replace each other.
func joinAdding(parts, other []string) string {
	return strings.Join(append(parts, other...), ", ")
}

func (h *HSDSSchedule) span() (daySpan, bool) {
	from, _, ok := readWireTime(h.OpensAt)
	if !ok || from >= minutesPerDay {
		return daySpan{}, false
	}
	if h.ClosesAt == "" {
		return daySpan{from: from, to: from, openEnd: true}, true
	}
	to, _, ok := readWireTime(h.ClosesAt)
	return daySpan{from: from, to: closing(from, to)}, ok
}

// selector writes the days of a schedule. mask is zero when they are not plain
// weekdays; when is empty too if they cannot be expressed.
func (h *HSDSSchedule) selector() (when string, mask uint8, losses []Loss) {
	until := h.ValidTo
	if h.Until != "" && (until == "" || h.Until < until) {
		until = h.Until
	}
	valid, ok := validText(h.ValidFrom, until)
	if !ok {
		losses = append(losses, Loss{h.ValidFrom + "/" + until, "not a date such as 2026-03-01"})
	}
	days, mask, ok := h.byDay()
	if !ok {
		return "", 0, append(losses, Loss{"byday=" + h.ByDay, "not understood"})
	}
	if h.ByMonthDay != "" {
		md, ok := monthDaysText(h.ByMonthDay)
		if !ok || valid != "" {
			return "", 0, append(losses, Loss{"bymonthday=" + h.ByMonthDay, "cannot be expressed here"})
		}
		return strings.TrimSpace(md + " " + days), 0, losses
	}
	weeks := ""
	switch {
	case h.ByWeekNo != "":
		weeks = "week " + strings.ReplaceAll(h.ByWeekNo, " ", "")
	case h.Interval == 2 && strings.EqualFold(h.Freq, "WEEKLY") && h.DTStart != "":
		weeks = fortnight(h.DTStart)
		losses = append(losses, Loss{"interval=2", "odd and even weeks stand in for every second week; they differ after years with 53 weeks"})
	case h.Interval > 1:
		return "", 0, append(losses, Loss{"interval=" + strconv.Itoa(h.Interval), "cannot be expressed here"})
	}
	when = strings.TrimSpace(valid + " " + weeks)
	if days != "" {
		return strings.TrimSpace(when + " " + days), 0, losses
	}
	return when, mask, losses
}

// byDay reads "MO,TU" as a mask and "1MO,-1FR" as text.
func (h *HSDSSchedule) byDay() (nth string, mask uint8, ok bool) {
	if h.ByDay == "" {
		return "", 0x7f, true
	}
	var out []string
	for _, item := range strings.Split(strings.ToUpper(h.ByDay), ",") {
		item = strings.TrimSpace(item)
		if len(item) < 2 {
			return "", 0, false
		}
		d := -1
		for i, name := range hsdsDays {
			if strings.HasSuffix(item, name) {
				d = i
			}
		}
		if d < 0 {
			return "", 0, false
		}
		num := item[:len(item)-2]
		if num == "" {
			mask |= 1 << d
			continue
		}
		n, err := strconv.Atoi(num)
		if err != nil || n == 0 || n < -5 || n > 5 {
			return "", 0, false
		}
		out = append(out, fmt.Sprintf("%s[%d]", dayNames[d], n))
	}
	if len(out) > 0 && mask != 0 {
		return "", 0, false
	}
	return strings.Join(out, ","), mask, true
}

// monthDaysText writes days of every month as dates.
func monthDaysText(list string) (string, bool) {
	var out []string
	for m := 1; m <= 12; m++ {
		for _, item := range strings.Split(list, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(item))
			if err != nil || n < 1 || n > 31 {
				return "", false
			}
			if n <= monthDays(2024, m) {
				out = append(out, fmt.Sprintf("%s %02d", monthNames[m-1], n))
			}
		}
	}
	return strings.Join(out, ","), true
}

// fortnight returns the odd or even weeks that a date begins.
func fortnight(iso string) string {
	d, ok := readDate(iso)
	if ok && isoWeek(dayNumber(d.Year, int(d.Month), d.Day))%2 == 0 {
		return "week 02-53/2"
	}
	return "week 01-53/2"
}

// unread reports the fields that have no counterpart.
func (h *HSDSSchedule) unread() (losses []Loss) {
	if h.Timezone != "" {
		losses = append(losses, Loss{"timezone=" + h.Timezone, "hours follow the clock of Options.Zone"})
	}
	for _, t := range []string{h.OpensAt, h.ClosesAt} {
		if _, zone, ok := readWireTime(t); ok && zone != "" {
			losses = append(losses, Loss{t, "the offset is dropped; hours follow the clock of Options.Zone"})
		}
	}
	if h.Count != 0 {
		losses = append(losses, Loss{"count=" + strconv.Itoa(h.Count), "cannot be expressed here"})
	}
	if h.ByYearDay != "" {
		losses = append(losses, Loss{"byyearday=" + h.ByYearDay, "cannot be expressed here"})
	}
	if h.Notes != "" {
		losses = append(losses, Loss{"notes", "free text is not part of the hours"})
	}
	return losses
}
