package hours

// days reads a list of weekdays and holidays. Lists side by side must all
// match ("PH Mo-Fr"), except that holidays side by side are one list.
func (p *parser) days(r *rule) error {
	var list []daySelector
	start := p.peek()
	onlyHolidays := true
	for {
		t := p.peek()
		var item daySelector
		var err error
		if t.kind == tWeekday {
			item, err = p.weekdays()
			onlyHolidays = false
		} else {
			item, err = p.holiday()
		}
		if err != nil {
			return err
		}
		list = mergeDays(list, item)
		switch {
		case p.peek().kind == tComma && isDay(p.at(1).kind):
			p.next()
			continue
		case onlyHolidays && (p.peek().kind == tPublic || p.peek().kind == tSchool):
			continue
		}
		break
	}
	if !onlyHolidays && r.hasWeekdays() {
		// "Mo-Fr 10:00-12:00 Sa 10:00-11:00" would never be open.
		return p.failAt(start.pos, start.end, "the days of the week are there already; a separator is missing", "; before the new days")
	}
	if last := len(r.days) - 1; onlyHolidays && last >= 0 && allHolidays(r.days[last]) {
		r.days[last] = append(r.days[last], list...) // "SH: PH", which can only be meant like "SH,PH"
		return nil
	}
	r.days = append(r.days, list)
	return nil
}

func (r *rule) hasWeekdays() bool {
	for _, list := range r.days {
		for _, sel := range list {
			if sel.kind == dayWeekday {
				return true
			}
		}
	}
	return false
}

func isDay(k tokenKind) bool { return k == tWeekday || k == tPublic || k == tSchool }

// mergeDays joins plain weekdays into one mask, which makes matching fast.
func mergeDays(list []daySelector, item daySelector) []daySelector {
	if item.kind == dayWeekday && item.nth == 0 && item.offset == 0 {
		for i := range list {
			if l := &list[i]; l.kind == dayWeekday && l.nth == 0 && l.offset == 0 {
				l.mask |= item.mask
				return list
			}
		}
	}
	return append(list, item)
}

func (p *parser) holiday() (daySelector, error) {
	t := p.next()
	if err := p.checkTable(t); err != nil {
		return daySelector{}, err
	}
	if t.kind == tSchool {
		return daySelector{kind: daySchool}, nil
	}
	sel := daySelector{kind: dayPublic}
	n, ok, err := p.dayOffset(1)
	if ok {
		sel.offset = n
	}
	return sel, err
}

// checkTable refuses holidays in strict mode when there is no table at all:
// nothing could ever be said about them. A table that lacks a year is fine.
func (p *parser) checkTable(t token) error {
	table, want, field := p.opt.Public, "PH means nothing without a table of public holidays", "Options.Public"
	if t.kind == tSchool {
		table, want, field = p.opt.School, "SH means nothing without a table of school holidays", "Options.School"
	}
	if !p.opt.Strict || table != nil {
		return nil
	}
	return p.failAt(t.pos, t.end, want, field+" with a table, or dates, for example Dec 25 off")
}

func (p *parser) weekdays() (daySelector, error) {
	t := p.next()
	sel := daySelector{kind: dayWeekday, mask: 1 << t.val}
	if p.peek().kind == tOpenBracket {
		nth, err := p.nthList()
		if err != nil {
			return sel, err
		}
		sel.nth = nth
		n, ok, err := p.dayOffset(6)
		if ok {
			sel.offset = n
		}
		return sel, err
	}
	if p.peek().kind == tMinus && p.at(1).kind == tWeekday {
		to := p.at(1)
		p.i += 2
		sel.mask = 0
		for d := t.val; ; d = (d + 1) % 7 {
			sel.mask |= 1 << d
			if d == to.val {
				break
			}
		}
	} else if p.peek().kind == tMinus {
		return sel, p.fail("a day of the week is expected after the dash", "Mo-Fr")
	}
	start := p.peek()
	_, ok, err := p.dayOffset(6)
	if ok {
		return sel, p.failAt(start.pos, p.at(-1).end, "only a numbered weekday or a holiday has an offset", "the day itself, or Mo[1] +1 day")
	}
	return sel, err
}

// nthList reads [1], [1,3], [2-4], [-1].
func (p *parser) nthList() (uint16, error) {
	var bits uint16
	p.next()
	for {
		from, err := p.nthNumber()
		if err != nil {
			return 0, err
		}
		to := from
		if p.accept(tMinus) {
			if to, err = p.nthNumber(); err != nil {
				return 0, err
			}
			if to < from || from < 0 {
				return 0, p.fail("a range in brackets goes from low to high", "[1-2]")
			}
		}
		for n := from; n <= to; n++ {
			if n > 0 {
				bits |= 1 << (n - 1)
			} else {
				bits |= 1 << (4 - n)
			}
		}
		if p.accept(tCloseBracket) {
			return bits, nil
		}
		if !p.accept(tComma) {
			return 0, p.fail("a closing bracket or more numbers are expected", "[1,3]")
		}
	}
}

func (p *parser) nthNumber() (int, error) {
	sign := 1
	if p.accept(tMinus) {
		sign = -1
	}
	t := p.peek()
	if t.kind != tNumber || t.val < 1 || t.val > 5 {
		return 0, p.fail("a number from 1 to 5 or -1 to -5 is expected", "[1]")
	}
	p.next()
	return sign * t.val, nil
}

// weeks reads "week 1-53/2,7".
func (p *parser) weeks(r *rule) error {
	if len(r.weeks) > 0 {
		return p.fail("the weeks are there already", "")
	}
	p.next()
	for {
		w, err := p.weekRange()
		if err != nil {
			return err
		}
		r.weeks = append(r.weeks, w)
		if p.peek().kind != tComma {
			return nil
		}
		k := 1
		if p.at(k).kind == tWeek && !r.complete() {
			k = 2
		}
		if p.at(k).kind != tNumber || p.at(k).digits > 2 || p.minutesAt(k+1) {
			return nil
		}
		p.i += k
	}
}

func (p *parser) weekRange() (weekRange, error) {
	from, err := p.weekNumber()
	if err != nil {
		return weekRange{}, err
	}
	w := weekRange{from: from, to: from}
	if p.peek().kind == tMinus {
		p.next()
		if w.to, err = p.weekNumber(); err != nil {
			return w, err
		}
		if w.to < w.from {
			return w, p.failAt(p.at(-3).pos, p.at(-1).end, "weeks must go from low to high", "two ranges, for example week 40-53,01-10")
		}
	}
	if p.peek().kind == tSlash {
		t := p.at(1)
		if t.kind != tNumber || t.val < 2 || t.val > 26 {
			return w, p.fail("the number after the slash says every how many weeks, from 2 to 26", "week 01-53/2")
		}
		w.step = t.val
		p.i += 2
	}
	return w, nil
}

func (p *parser) weekNumber() (int, error) {
	t := p.peek()
	if t.kind != tNumber || t.val < 1 || t.val > 53 {
		return 0, p.fail("a week number from 1 to 53 is expected", "week 01")
	}
	p.next()
	return t.val, nil
}

func allHolidays(list []daySelector) bool {
	for _, sel := range list {
		if sel.kind == dayWeekday {
			return false
		}
	}
	return true
}
