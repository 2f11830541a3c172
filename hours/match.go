package hours

// date is a day in every form the selectors need, computed once per day.
type date struct {
	dn      int
	y, m, d int
	wday    int
}

func dateOf(dn int) date {
	y, m, d := civil(dn)
	return date{dn: dn, y: y, m: m, d: d, wday: weekday(dn)}
}

// guess stands in for holiday data that is missing: the engine evaluates a day
// once with every combination and keeps what they agree on.
type guess struct {
	public, school bool // the answer for days without data
	askedPublic    bool // set when that answer was used
	askedSchool    bool
	year           int // a year without data
}

func (r *rule) matches(s *Schedule, d date, g *guess) bool {
	if len(r.years) > 0 && !matchYears(r.years, d.y) {
		return false
	}
	for _, list := range r.dates {
		if !matchDates(list, d) {
			return false
		}
	}
	if len(r.weeks) > 0 && !matchWeeks(r.weeks, d.dn) {
		return false
	}
	for _, list := range r.days {
		if !s.matchDays(list, d, g) {
			return false
		}
	}
	return true
}

func matchYears(list []yearRange, y int) bool {
	for _, r := range list {
		if y >= r.from && y <= r.to && (r.step <= 1 || (y-r.from)%r.step == 0) {
			return true
		}
	}
	return false
}

func matchWeeks(list []weekRange, dn int) bool {
	w := isoWeek(dn)
	for _, r := range list {
		if w >= r.from && w <= r.to && (r.step <= 1 || (w-r.from)%r.step == 0) {
			return true
		}
	}
	return false
}

func (s *Schedule) matchDays(list []daySelector, d date, g *guess) bool {
	for i := range list {
		if s.matchDay(&list[i], d, g) {
			return true
		}
	}
	return false
}

func (s *Schedule) matchDay(sel *daySelector, d date, g *guess) bool {
	switch sel.kind {
	case dayPublic:
		return holiday(s.opt.Public, d.dn-sel.offset, &g.askedPublic, g.public, g)
	case daySchool:
		return holiday(s.opt.School, d.dn-sel.offset, &g.askedSchool, g.school, g)
	}
	if sel.nth == 0 && sel.offset == 0 {
		return sel.mask&(1<<d.wday) != 0
	}
	if sel.offset != 0 {
		d = dateOf(d.dn - sel.offset)
	}
	if sel.mask&(1<<d.wday) == 0 {
		return false
	}
	if sel.nth == 0 {
		return true
	}
	fromStart := (d.d - 1) / 7
	fromEnd := (monthDays(d.y, d.m) - d.d) / 7
	return sel.nth&(1<<fromStart|1<<(5+fromEnd)) != 0
}

func holiday(h Holidays, dn int, asked *bool, answer bool, g *guess) bool {
	day := dayOf(dn)
	if h != nil {
		if yes, known := h.Holiday(day); known {
			return yes
		}
	}
	*asked = true
	g.year = day.Year
	return answer
}

func matchDates(list []dateRange, d date) bool {
	for i := range list {
		if list[i].matches(d) {
			return true
		}
	}
	return false
}

func (r *dateRange) matches(d date) bool {
	if r.from.kind == pointMonth && r.from.year == 0 && r.to.year == 0 &&
		r.step <= 1 && (r.to.kind == pointNone || r.to.kind == pointMonth) {
		return r.matchMonths(d.m)
	}
	// Ranges may cross new year, and offsets may move a point across it.
	for y := d.y - 1; y <= d.y+1; y++ {
		from, to, ok := r.bounds(y)
		if !ok || d.dn < from || d.dn > to {
			continue
		}
		if r.step <= 1 || (d.dn-from)%r.step == 0 {
			return true
		}
	}
	return false
}

func (r *dateRange) matchMonths(m int) bool {
	from, to := r.from.month, r.from.month
	if r.to.kind == pointMonth {
		to = r.to.month
	}
	if from <= to {
		return m >= from && m <= to
	}
	return m >= from || m <= to
}

// bounds resolves the range that starts in year y.
func (r *dateRange) bounds(y int) (from, to int, ok bool) {
	if r.from.year != 0 && r.from.year != y {
		return 0, 0, false
	}
	from, last, ok := r.from.resolve(y)
	if !ok {
		return 0, 0, false
	}
	switch {
	case r.open:
		return from, endless, true
	case r.to.kind == pointNone:
		return from, last, true
	case r.to.year != 0:
		_, to, ok = r.to.resolve(r.to.year)
		return from, to, ok
	}
	_, to, ok = r.to.resolve(y)
	if ok && to < from {
		_, to, ok = r.to.resolve(y + 1)
	}
	return from, to, ok
}

// resolve returns the first and last day of the point in year y. It fails for
// days that do not exist in that year, such as Feb 29 or a fifth Sunday.
func (p *datePoint) resolve(y int) (first, last int, ok bool) {
	switch p.kind {
	case pointMonth:
		first = dayNumber(y, p.month, 1)
		last = first + monthDays(y, p.month) - 1
	case pointDate:
		if p.day > monthDays(y, p.month) {
			return 0, 0, false
		}
		first = dayNumber(y, p.month, p.day)
		last = first
	case pointEaster:
		first = easter(y)
		last = first
	case pointNth:
		first, ok = nthWeekday(y, p.month, p.wday, p.nth)
		if !ok {
			return 0, 0, false
		}
		last = first
	default:
		return 0, 0, false
	}
	if p.shift != 0 {
		first = shiftToWeekday(first, p.shift)
		last = first
	}
	return first + p.offset, last + p.offset, true
}

func nthWeekday(y, m, wday, nth int) (int, bool) {
	n := monthDays(y, m)
	first := dayNumber(y, m, 1)
	if nth > 0 {
		d := (wday-weekday(first)+7)%7 + (nth-1)*7
		return first + d, d < n
	}
	last := first + n - 1
	d := (weekday(last)-wday+7)%7 + (-nth-1)*7
	return last - d, d < n
}

// shiftToWeekday moves a day forward or back to the nearest given weekday, not
// counting the day itself.
func shiftToWeekday(dn, shift int) int {
	if shift > 0 {
		diff := (shift - 1 - weekday(dn) + 7) % 7
		if diff == 0 {
			diff = 7
		}
		return dn + diff
	}
	diff := (weekday(dn) - (-shift - 1) + 7) % 7
	if diff == 0 {
		diff = 7
	}
	return dn - diff
}
