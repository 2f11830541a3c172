package hours

// yearSelector reads a list of years, or the year of a date.
func (p *parser) yearSelector(r *rule) error {
	if p.yearOfDate() && !p.yearOfMonths() {
		return p.dates(r)
	}
	if len(r.years) > 0 {
		return p.fail("the years are there already", "")
	}
	for {
		y, err := p.yearRange()
		if err != nil {
			return err
		}
		r.years = append(r.years, y)
		if p.peek().kind != tComma || p.at(1).kind != tNumber || p.at(1).digits != 4 || p.minutesAt(2) {
			return nil
		}
		p.next()
	}
}

// yearOfDate reports whether the year at hand belongs to the date after it.
func (p *parser) yearOfDate() bool {
	return p.isDateStart(p.at(1).kind)
}

// yearOfMonths reports whether a list of months follows: "2025 Nov,Mar" means
// both in that year, not March of every year.
func (p *parser) yearOfMonths() bool {
	for k := 1; p.at(k).kind == tMonth && !p.dayNumberAt(k+1); k += 2 {
		if p.at(k+1).kind != tComma {
			return k > 1 && p.at(k+1).kind != tMinus
		}
	}
	return false
}

func (p *parser) isDateStart(k tokenKind) bool { return k == tMonth || k == tEaster }

func (p *parser) yearRange() (yearRange, error) {
	t := p.next()
	y := yearRange{from: t.val, to: t.val}
	if t.val < 1000 || t.val > 9999 {
		return y, p.failAt(t.pos, t.end, "a year has four digits", "")
	}
	switch p.peek().kind {
	case tMinus:
		n := p.at(1)
		if n.kind == tNumber && n.val >= 1 && n.val <= 12 && p.at(2).kind == tMinus && p.at(3).kind == tNumber {
			return y, p.failAt(t.pos, p.at(3).end, "write the date with the name of the month",
				specDate(t.val, n.val, p.at(3).val))
		}
		if n.kind != tNumber || n.digits != 4 {
			return y, p.fail("a year is expected after the dash", "")
		}
		if n.val <= t.val {
			return y, p.failAt(t.pos, n.end, "the second year must be later than the first", "")
		}
		y.to = n.val
		p.i += 2
	case tPlus:
		y.to = endless
		p.next()
	}
	if p.peek().kind == tSlash {
		n := p.at(1)
		if n.kind != tNumber || n.val < 1 || n.val > 1000 {
			return y, p.failAt(t.pos, n.end, "the number after the slash says every how many years", "2024-2030/2")
		}
		if y.to == y.from {
			y.to = endless
		}
		y.step = n.val
		p.i += 2
	}
	return y, nil
}

// specDate writes a date the way the specification does.
func specDate(y, m, d int) string {
	var b printer
	b.datePoint(&datePoint{kind: pointDate, year: y, month: m, day: d})
	return b.String()
}

// dates reads a list of months, dates and ranges of them.
func (p *parser) dates(r *rule) error {
	var list []dateRange
	for {
		d, err := p.dateRange(list)
		if err != nil {
			return err
		}
		list = append(list, d)
		if p.peek().kind != tComma || !p.dateFollows(&list[len(list)-1]) {
			break
		}
		p.next()
	}
	r.dates = append(r.dates, list)
	return nil
}

// dateFollows reports whether after the comma the list of dates goes on.
func (p *parser) dateFollows(last *dateRange) bool {
	n := p.at(1)
	switch {
	case p.isDateStart(n.kind):
		return true
	case n.kind == tNumber && n.digits == 4 && n.val >= 1900:
		return p.isDateStart(p.at(2).kind)
	}
	// "Dec 24,25"
	end := last.end()
	return end.kind == pointDate && end.offset == 0 && p.dayNumberAt(1)
}

func (r *dateRange) end() *datePoint {
	if r.to.kind != pointNone {
		return &r.to
	}
	return &r.from
}

// dayNumberAt reports whether the token is a day of the month and not a time.
func (p *parser) dayNumberAt(k int) bool {
	t, n := p.at(k), p.at(k+1)
	if t.kind != tNumber || t.digits > 2 {
		return false
	}
	switch n.kind {
	case tColon: // "Dec 24: 10:00" is a day with a loose colon
		return !p.minutesAt(k + 1)
	case tDot:
		return p.at(k+2).kind != tNumber || p.at(k+2).space
	case tAmPm:
		return false
	}
	return true
}

func (p *parser) dateRange(list []dateRange) (dateRange, error) {
	var d dateRange
	var err error
	start := p.peek()
	if p.peek().kind == tNumber && p.peek().digits <= 2 { // "Dec 24,25"
		last := *list[len(list)-1].end()
		d.from = datePoint{kind: pointDate, year: last.year, month: last.month}
		if d.from.day, err = p.dayOfMonth(last.month); err != nil {
			return d, err
		}
	} else if d.from, err = p.datePoint(pointNone); err != nil {
		return d, err
	}
	switch p.peek().kind {
	case tPlus:
		if d.from.kind != pointMonth {
			p.next()
			d.open = true
		}
	case tMinus:
		if err = p.dateRangeEnd(&d); err != nil {
			return d, err
		}
	}
	if p.peek().kind == tSlash {
		n := p.at(1)
		if n.kind != tNumber || n.val < 1 || n.val > 366 {
			return d, p.fail("the number after the slash says every how many days", "Jan 01-31/7")
		}
		d.step = n.val
		p.i += 2
	}
	return d, d.check(p, start)
}

// dateRangeEnd reads the second half of a range if the dash starts one.
func (p *parser) dateRangeEnd(d *dateRange) error {
	n := p.at(1)
	switch {
	case n.kind == tNumber && n.digits <= 2 && d.from.kind == pointDate:
		p.next()
		day, err := p.dayOfMonth(d.from.month)
		if err != nil {
			return err
		}
		d.to = datePoint{kind: pointDate, year: d.from.year, month: d.from.month, day: day}
		return p.dateOffset(&d.to)
	case p.isDateStart(n.kind), n.kind == tNumber && n.digits == 4 && p.isDateStart(p.at(2).kind):
		p.next()
		to, err := p.datePoint(d.from.kind)
		d.to = to
		return err
	}
	return p.fail("a date is expected after the dash", "Dec 24-Jan 02")
}

// check refuses ranges that cannot mean anything.
func (d *dateRange) check(p *parser, start token) error {
	if d.to.kind == pointNone {
		return nil
	}
	if d.to.kind == pointMonth && d.from.kind != pointMonth {
		return p.failAt(start.pos, p.at(-1).end, "a range that begins on a day ends on a day", "Jul 15-Aug 31")
	}
	if d.to.year != 0 && d.from.year == 0 {
		return p.fail("the first date of the range needs a year too", "")
	}
	if d.to.year != 0 {
		from, _, ok := d.from.resolve(d.from.year)
		to, _, ok2 := d.to.resolve(d.to.year)
		if ok && ok2 && to < from {
			// Understood like "Aug 10-Jan 01", but surely not what was meant.
			p.warn(start.pos, p.at(-1).end, "")
		}
	}
	return nil
}

// datePoint reads one end of a range. from is the kind of the first end when
// reading the second: after "Apr-Oct" come hours or days, not the rest of a date.
func (p *parser) datePoint(from pointKind) (datePoint, error) {
	var d datePoint
	if t := p.peek(); t.kind == tNumber {
		d.year = t.val
		p.next()
	}
	t := p.next()
	if t.kind == tEaster {
		d.kind = pointEaster
		return d, p.dateOffset(&d)
	}
	d.kind, d.month = pointMonth, t.val
	switch n := p.peek(); {
	case n.kind == tWeekday && p.at(1).kind == tOpenBracket && p.nthIsDate(from):
		return d, p.nthPoint(&d)
	case n.kind == tNumber && p.dayNumberAt(0) && from != pointMonth:
		day, err := p.dayOfMonth(d.month)
		if err != nil {
			return d, err
		}
		d.kind, d.day = pointDate, day
		if p.peek().kind == tDot && !(p.at(1).kind == tNumber && !p.at(1).space) {
			t := p.next()
			p.warn(t.pos, t.end, "")
		}
		return d, p.dateOffset(&d)
	}
	return d, nil
}

// nthIsDate tells "Jan Su[1]-Feb 10", where the weekday is one end of a range,
// from "Jan Su[1] 10:00", where it is a selector of its own.
func (p *parser) nthIsDate(from pointKind) bool {
	if from != pointNone {
		return from != pointMonth
	}
	k := 1
	for p.at(k).kind != tCloseBracket {
		switch p.at(k).kind {
		case tOpenBracket, tNumber, tMinus:
			k++
			continue
		}
		return false
	}
	k++
	if (p.at(k).kind == tPlus || p.at(k).kind == tMinus) && p.at(k+1).kind == tNumber && p.at(k+2).kind == tDay {
		k += 3
	}
	if p.at(k).kind != tMinus {
		return false
	}
	n := p.at(k + 1)
	return p.isDateStart(n.kind) || n.kind == tNumber && n.digits == 4
}

func (p *parser) nthPoint(d *datePoint) error {
	d.kind, d.wday = pointNth, p.next().val
	p.next()
	sign := 1
	if p.accept(tMinus) {
		sign = -1
	}
	n := p.next()
	if n.kind != tNumber || n.val < 1 || n.val > 5 || p.peek().kind != tCloseBracket {
		return p.failAt(n.pos, n.end, "a number from 1 to 5 or -1 to -5 is expected", "")
	}
	p.next()
	d.nth = sign * n.val
	return p.dateOffset(d)
}

func (p *parser) dayOfMonth(month int) (int, error) {
	t := p.next()
	most := monthDays(2024, month) // a leap year
	if t.val < 1 || t.val > most {
		return 0, p.failAt(t.pos, t.end, "this month does not have that day", "")
	}
	return t.val, nil
}

// dateOffset reads "+Su", "-Mo", "+3 days".
func (p *parser) dateOffset(d *datePoint) error {
	if s := p.peek(); (s.kind == tPlus || s.kind == tMinus) && p.at(1).kind == tWeekday && !p.at(1).space {
		d.shift = p.at(1).val + 1
		if s.kind == tMinus {
			d.shift = -d.shift
		}
		p.i += 2
	}
	n, ok, err := p.dayOffset(200)
	if ok {
		d.offset = n
	}
	return err
}

// dayOffset reads "+3 days" or "-1 day" when it is there.
func (p *parser) dayOffset(limit int) (n int, ok bool, err error) {
	s, num, word := p.peek(), p.at(1), p.at(2)
	if s.kind != tPlus && s.kind != tMinus || num.kind != tNumber || word.kind != tDay {
		return 0, false, nil
	}
	if num.val > limit || num.val == 0 {
		return 0, false, p.failAt(s.pos, word.end, "this is too many days away", "")
	}
	n = num.val
	if s.kind == tMinus {
		n = -n
	}
	p.i += 3
	return n, true, nil
}
