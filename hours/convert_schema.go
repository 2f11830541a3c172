package hours

import "strings"

// OpeningHoursSpecification is the type of that name of schema.org.
type OpeningHoursSpecification struct {
	Type         string   `json:"@type,omitempty"`
	DayOfWeek    []string `json:"dayOfWeek,omitempty"`
	Opens        string   `json:"opens,omitempty"`
	Closes       string   `json:"closes,omitempty"`
	ValidFrom    string   `json:"validFrom,omitempty"`
	ValidThrough string   `json:"validThrough,omitempty"`
	Description  string   `json:"description,omitempty"`
}

const schemaType = "OpeningHoursSpecification"

const schemaPublic = "PublicHolidays"

func schemaDays(mask uint8) []string {
	var out []string
	for d := range 7 {
		if mask&(1<<d) != 0 {
			out = append(out, english.days[d])
		}
	}
	return out
}

// ToSchemaOrg converts to schema.org and lists what it cannot say. Closed days
// are given as opening and closing at 00:00, as schema.org describes; a day
// that ends at midnight closes at 23:59.
func (s *Schedule) ToSchemaOrg() ([]OpeningHoursSpecification, []Loss) {
	week, rest := s.plainWeek()
	var out []OpeningHoursSpecification
	var losses []Loss
	for _, g := range week.groups() {
		o := OpeningHoursSpecification{Type: schemaType, DayOfWeek: schemaDays(g.mask)}
		losses = append(losses, o.setSpan(&g.daySpan)...)
		out = append(out, o)
	}
	for _, r := range rest {
		list, lost := r.toSchema()
		out, losses = append(out, list...), append(losses, lost...)
	}
	if len(out) == 0 && len(losses) == 0 { // always closed
		out = append(out, OpeningHoursSpecification{Type: schemaType, DayOfWeek: schemaDays(0x7f), Opens: "00:00", Closes: "00:00"})
	}
	return out, losses
}

func (o *OpeningHoursSpecification) setSpan(sp *daySpan) (losses []Loss) {
	o.Opens, o.Closes = wireTime(sp.from), wireTime(sp.to)
	text := clockString(sp.from)
	if sp.openEnd {
		if sp.to == sp.from {
			o.Closes = ""
		}
		losses = append(losses, Loss{text + "+", "schema.org has no open end"})
	}
	if sp.unknown {
		losses = append(losses, Loss{text, "schema.org cannot say that opening is uncertain"})
	}
	o.Description = sp.comment
	return losses
}

// toSchema converts a rule for public holidays or for a range of days.
func (r *rule) toSchema() ([]OpeningHoursSpecification, []Loss) {
	base := OpeningHoursSpecification{Type: schemaType}
	from, to, dated := r.absolute()
	mask, plain := r.weekdays()
	switch {
	case r.fills:
		return nil, []Loss{{r.text(), "schema.org has no fallback hours"}}
	case r.sunny || r.hasPoints():
		return nil, []Loss{{r.text(), "schema.org has no times of the sun and no points in time"}}
	case r.isPublic():
		base.DayOfWeek = []string{schemaPublic}
	case dated && plain:
		base.ValidFrom, base.ValidThrough = from, to
		if len(r.days) > 0 {
			base.DayOfWeek = schemaDays(mask)
		}
	default:
		return nil, []Loss{{r.text(), "schema.org cannot express these days"}}
	}
	if r.state == Closed {
		if len(r.times) > 0 {
			return nil, []Loss{{r.text(), "schema.org closes whole days only"}}
		}
		base.Opens, base.Closes, base.Description = "00:00", "00:00", r.comment
		return []OpeningHoursSpecification{base}, nil
	}
	var out []OpeningHoursSpecification
	var losses []Loss
	for _, sp := range r.applyTo(nil) {
		o := base
		losses = append(losses, o.setSpan(&sp)...)
		out = append(out, o)
	}
	return out, losses
}

// isPublic reports whether the rule is about public holidays and nothing else.
func (r *rule) isPublic() bool {
	return len(r.years) == 0 && len(r.dates) == 0 && len(r.weeks) == 0 && len(r.days) == 1 && len(r.days[0]) == 1 &&
		r.days[0][0].kind == dayPublic && r.days[0][0].offset == 0
}

// FromSchemaOrg converts from schema.org to the text of opening hours and
// lists what is lost. Hours with a validity replace the weekly hours, as
// schema.org says of special hours.
func FromSchemaOrg(list []OpeningHoursSpecification) (text string, losses []Loss) {
	var base weekSpans
	special := map[string]*weekSpans{}
	closed := map[string]uint8{}
	var order []string
	for i := range list {
		o := &list[i]
		when, mask, lost := o.selector()
		losses = append(losses, lost...)
		sp, off, ok := o.span()
		if !ok || len(lost) > 0 {
			if !ok {
				losses = append(losses, Loss{o.Opens + "-" + o.Closes, "not a time of day"})
			}
			continue
		}
		if when == "" && !off {
			base.add(mask, sp)
			continue
		}
		if special[when] == nil {
			special[when] = &weekSpans{}
			order = append(order, when)
		}
		if off {
			closed[when] |= mask
		} else {
			special[when].add(mask, sp)
		}
	}
	parts := []string{base.text()}
	for _, when := range order {
		parts = append(parts, specialText(when, special[when], closed[when])...)
	}
	return joinNonEmpty("; ", parts...), losses
}

// specialText writes the rules for one validity or for holidays.
func specialText(when string, w *weekSpans, closed uint8) (parts []string) {
	if t := w.text(); t != "" {
		for _, t := range strings.Split(t, "; ") {
			if when == "PH" { // the days of the week mean nothing here
				t = strings.TrimPrefix(t, "Mo-Su ")
			}
			parts = append(parts, strings.TrimSpace(when+" "+t))
		}
	}
	if closed == 0 {
		return parts
	}
	var b printer
	if closed != 0x7f || when == "" {
		b.day(&daySelector{mask: closed})
	}
	return append(parts, joinNonEmpty(" ", when, b.String(), "off"))
}

func (o *OpeningHoursSpecification) span() (sp daySpan, off, ok bool) {
	from, _, okFrom := readWireTime(o.Opens)
	to, _, okTo := readWireTime(o.Closes)
	switch {
	case o.Opens == "" && o.Closes == "":
		return sp, true, true // "a place closed on these days"
	case okFrom && okTo && from == 0 && to == 0:
		return sp, true, true
	case okFrom && o.Closes == "" && from < minutesPerDay:
		return daySpan{from: from, to: from, openEnd: true}, false, true
	}
	return daySpan{from: from, to: closing(from, to)}, false, okFrom && okTo && from < minutesPerDay
}

// selector writes the validity and reads the days of the week.
func (o *OpeningHoursSpecification) selector() (when string, mask uint8, losses []Loss) {
	when, ok := validText(o.ValidFrom, o.ValidThrough)
	if !ok {
		losses = append(losses, Loss{o.ValidFrom + "/" + o.ValidThrough, "not a date such as 2026-03-01"})
	}
	for _, name := range o.DayOfWeek {
		short := name[strings.LastIndexByte(name, '/')+1:] // https://schema.org/Monday
		if short == schemaPublic && when == "" {
			when, mask = "PH", 0x7f
			continue
		}
		known := false
		for d, day := range english.days {
			if strings.EqualFold(short, day) || strings.EqualFold(short, dayNames[d]) {
				mask |= 1 << d
				known = true
			}
		}
		if !known {
			losses = append(losses, Loss{name, "not a day of the week"})
		}
	}
	if len(o.DayOfWeek) == 0 {
		mask = 0x7f
	}
	return when, mask, losses
}
