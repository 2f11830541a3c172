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
	if r.from.year != 0 && r.to.year != 0 {
		return r.matchAbsolute(d.dn)
	}
	if r.from.year != 0 && r.open {
		from, _, ok := r.from.resolve(r.from.year)
		return ok && d.dn >= from
	}
	if r.from.year == 0 && !r.from.moves() && !r.to.moves() {
		return r.matchFrom(d.y, d)
	}
	// Ranges may cross new year, and offsets may move a point across it.
	for y := d.y - 1; y <= d.y+1; y++ {
		if r.matchFrom(y, d) {
			return true
		}
	}
	return false
}

// floats reports whether the point is on another date every year.
func (p *datePoint) floats() bool { return p.kind == pointNth || p.kind == pointEaster || p.shift != 0 }

func (p *datePoint) moves() bool { return p.offset != 0 || p.shift != 0 }

// matchFrom tries the range whose ends are taken in year y.
func (r *dateRange) matchFrom(y int, d date) bool {
	from, to, ok := r.bounds(y)
	switch {
	case !ok:
		return false
	case to >= from:
		if d.dn < from || d.dn > to {
			return false
		}
	case y != d.y || d.dn > to && d.dn < from:
		// "Dec 24-Jan 02" is the end and the beginning of each year. The same
		// rule decides "easter-Apr 10" in years when Easter is late.
		return false
	case d.dn <= to: // count steps from the start in the year before
		if from, _, ok = r.from.resolve(y - 1); !ok {
			return false
		}
	}
	return r.step <= 1 || (d.dn-from)%r.step == 0
}

// matchAbsolute handles ranges with a year at both ends. When they are in the
// wrong order (Parse warns), everything outside the gap between them matches,
// as it does for ranges without years.
func (r *dateRange) matchAbsolute(dn int) bool {
	from, _, ok := r.from.resolve(r.from.year)
	if !ok {
		return false
	}
	_, to, ok := r.to.resolve(r.to.year)
	if !ok {
		return false
	}
	if to < from {
		return dn >= from || dn <= to
	}
	return dn >= from && dn <= to && (r.step <= 1 || (dn-from)%r.step == 0)
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
	case r.open: // "Mar 21+" without a year: to the end of the year
		return from, dayNumber(y, 12, 31), true
	case r.to.kind == pointNone:
		return from, last, true
	}
	_, to, ok = r.to.resolve(y)
	if !ok || to >= from {
		return from, to, ok
	}
	if r.from.year != 0 { // "2025 Dec 24-Jan 02"
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

// everDated reports whether some day matches all dates and years of the rule.
// "Jan Feb" is a list without its comma, and would never match.
func (r *rule) everDated() bool {
	years := map[int]bool{2024: true, 2025: true, 2026: true, 2027: true}
	for _, y := range r.years {
		years[y.from], years[y.from+1], years[min(y.to, 9999)] = true, true, true
	}
	for _, list := range r.dates {
		for i := range list {
			d := &list[i]
			years[d.from.year], years[d.from.year+1], years[d.to.year] = true, true, true
		}
	}
	if len(years) > 12 {
		return true // not worth the work
	}
	bare := rule{years: r.years, dates: r.dates}
	for y := range years {
		first := dayNumber(y, 1, 1)
		for dn := first; dn < first+366; dn++ {
			if bare.matches(nil, dateOf(dn), nil) {
				return true
			}
		}
	}
	return false
}
