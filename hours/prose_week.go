package hours

import "strings"

// proseWeek is what the statements of a text say together.
type proseWeek struct {
	open, onAppointment weekSpans
	appointmentDays     uint8
	nth                 []proseEntry
	public, school      *proseEntry
}

// weekOf puts the statements together, and refuses those that contradict one
// another: nobody can tell which of them is meant.
func weekOf(entries []proseEntry) (*proseWeek, bool) {
	w := &proseWeek{}
	for _, e := range entries {
		if !e.closed && !w.add(e) {
			return nil, false
		}
	}
	for _, e := range entries {
		if e.closed && !w.close(e) {
			return nil, false
		}
	}
	return w, w.consistent()
}

func (w *proseWeek) add(e proseEntry) bool {
	if len(e.days.nth) > 0 {
		nth := e
		nth.days = proseDaySet{nth: e.days.nth}
		w.nth = append(w.nth, nth)
	}
	if e.days.public && !setOnce(&w.public, e) || e.days.school && !setOnce(&w.school, e) {
		return false
	}
	if e.spans == nil {
		if !e.appointment {
			return false
		}
		w.appointmentDays |= e.days.mask
		return true
	}
	target := &w.open
	if e.appointment {
		target = &w.onAppointment
	}
	for _, sp := range e.spans {
		if !target.unite(e.days.mask, sp) {
			return false
		}
	}
	return true
}

func setOnce(to **proseEntry, e proseEntry) bool {
	if *to != nil {
		return false
	}
	*to = &e
	return true
}

// unite adds a span to days. One that covers what is there replaces it; one
// that overlaps it otherwise contradicts it.
func (w *weekSpans) unite(mask uint8, sp daySpan) bool {
	for d := range w {
		if mask&(1<<d) == 0 {
			continue
		}
		for _, old := range w[d] {
			apart := old.to <= sp.from || sp.to <= old.from
			covered := sp.from <= old.from && old.to <= sp.to
			if !apart && !covered {
				return false
			}
		}
	}
	w.add(mask, sp)
	w.mend()
	return true
}

// mend joins spans that touch.
func (w *weekSpans) mend() {
	for d, spans := range w {
		out := spans[:0]
		for _, sp := range spans {
			if n := len(out); n > 0 && out[n-1].to == sp.from {
				out[n-1].to = sp.to
				continue
			}
			out = append(out, sp)
		}
		w[d] = out
	}
}

// close takes away hours, or closes days on which nothing is open anyway.
func (w *proseWeek) close(e proseEntry) bool {
	if len(e.days.nth) > 0 || e.spans != nil && (e.days.public || e.days.school) {
		return false
	}
	if e.days.public && !setOnce(&w.public, e) || e.days.school && !setOnce(&w.school, e) {
		return false
	}
	mask := e.days.mask
	if e.spans == nil {
		for d := range w.open {
			if mask&(1<<d) != 0 && (w.open[d] != nil || w.onAppointment[d] != nil || w.appointmentDays&(1<<d) != 0) {
				return false
			}
		}
		return true
	}
	if mask == 0 {
		mask = 0x7f
	}
	for d := range w.open {
		for _, sp := range e.spans {
			if mask&(1<<d) != 0 {
				w.open[d] = cutSpan(w.open[d], sp)
				w.onAppointment[d] = cutSpan(w.onAppointment[d], sp)
			}
		}
	}
	return true
}

// consistent reports whether no hours fall upon one another, also over
// midnight, and whether anything is open at all.
func (w *proseWeek) consistent() bool {
	var seen [8 * minutesPerDay]bool
	any := w.appointmentDays != 0 || len(w.nth) > 0
	for _, week := range []*weekSpans{&w.open, &w.onAppointment} {
		for d, spans := range week {
			if w.appointmentDays&(1<<d) != 0 && len(spans) > 0 {
				return false
			}
			for _, sp := range spans {
				any = true
				for m := sp.from; m < sp.to; m++ {
					at := (d*minutesPerDay + m) % (7 * minutesPerDay)
					if seen[at] {
						return false
					}
					seen[at] = true
				}
			}
		}
	}
	return any && w.nthApart()
}

// nthApart refuses nth days that also have weekly hours: which of them hold on
// such a day is not said.
func (w *proseWeek) nthApart() bool {
	for i, e := range w.nth {
		mask := uint8(0)
		for _, sel := range e.days.nth {
			mask |= sel.mask
		}
		for d := range w.open {
			if mask&(1<<d) != 0 && (len(w.open[d]) > 0 || len(w.onAppointment[d]) > 0 || w.appointmentDays&(1<<d) != 0) {
				return false
			}
		}
		for _, other := range w.nth[:i] {
			for _, a := range e.days.nth {
				for _, b := range other.days.nth {
					if a.mask == b.mask && a.nth&b.nth != 0 {
						return false
					}
				}
			}
		}
	}
	return true
}

// text writes the week as opening hours. word is "by appointment" in the
// language of the source.
func (w *proseWeek) text(word string) string {
	comment := ` "` + word + `"`
	var parts []string
	if plain := w.open.text(); plain != "" {
		if w.open.wraps() || w.onAppointment.wraps() { // ";" would cut the hours after midnight
			plain = strings.ReplaceAll(plain, "; ", ", ")
		}
		parts = append(parts, plain)
	}
	if plain := w.onAppointment.text(); plain != "" {
		parts = append(parts, strings.ReplaceAll(plain, "; ", comment+", ")+comment)
	}
	if w.appointmentDays != 0 {
		parts = append(parts, daysText(daySelector{mask: w.appointmentDays})+comment)
	}
	for _, e := range w.nth {
		for _, sel := range e.days.nth {
			parts = append(parts, e.text(daysText(sel), comment))
		}
	}
	out := strings.Join(parts, ", ")
	if out == "Mo-Su 00:00-24:00" {
		out = "24/7"
	}
	if w.public != nil {
		out += "; " + w.public.text("PH", comment)
	}
	if w.school != nil {
		out += "; " + w.school.text("SH", comment)
	}
	return out
}

func (e *proseEntry) text(days, comment string) string {
	if e.closed {
		return days + " off"
	}
	var b printer
	b.WriteString(days)
	for i, sp := range e.spans {
		if i == 0 {
			b.WriteByte(' ')
		}
		b.comma(i)
		b.WriteString(clockString(sp.from) + "-" + clockString(sp.to))
	}
	if e.appointment {
		b.WriteString(comment)
	}
	return b.String()
}

func daysText(sel daySelector) string {
	var b printer
	b.day(&sel)
	return b.String()
}

func (w *weekSpans) wraps() bool {
	for _, spans := range w {
		for _, sp := range spans {
			if sp.to > minutesPerDay {
				return true
			}
		}
	}
	return false
}
