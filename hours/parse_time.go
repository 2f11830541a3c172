package hours

// times reads a list of spans and points in time.
func (p *parser) times(r *rule) error {
	if len(r.times) > 0 {
		t := p.peek()
		if p.timesEnd != p.i {
			return p.fail("the hours are there already; a separator is missing", "; or , before the new rule")
		}
		p.warn(t.pos, t.end, ","+p.text[t.pos:t.end])
	}
	defer func() { p.timesEnd = p.i }()
	for {
		s, err := p.span(r)
		if err != nil {
			return err
		}
		r.times = append(r.times, s)
		if p.peek().kind != tComma || !p.timeFollows() {
			return nil
		}
		p.next()
	}
}

// timeFollows reports whether after the comma the list of times goes on.
func (p *parser) timeFollows() bool {
	n := p.at(1)
	switch n.kind {
	case tEvent, tOpenParen:
		return true
	case tNumber:
		if n.digits != 4 || n.val < 1900 || p.minutesAt(2) {
			return true
		}
		// "1930-2200, 2230-2300" goes on, "09:00-12:00, 2024-2026" does not.
		return p.at(2).kind == tMinus && p.at(-1).digits == 4
	}
	return false
}

func (p *parser) span(r *rule) (timeSpan, error) {
	start := p.peek()
	from, full, err := p.clock(r, true)
	if err != nil {
		return timeSpan{}, err
	}
	s := timeSpan{from: from}
	switch p.peek().kind {
	case tMinus:
		p.next()
	case tPlus:
		p.next()
		if from.event != eventNone && p.peek().kind == tNumber && !p.peek().space {
			return s, p.failAt(start.pos, p.peek().end, "a time counted from the sun stands in parentheses", "(sunrise+01:00)")
		}
		s.openEnd = true
		s.to = from
		return s, nil
	case tOpenEnd:
		p.next()
		s.openEnd = true
		s.to = from
		return s, nil
	default:
		if p.opt.Mode == Ranges || !full {
			return s, p.failAt(start.pos, p.at(-1).end, "a closing time is expected", "09:00-17:00, or 09:00+ when the end is open")
		}
		s.point = true
		return s, nil
	}
	if p.peek().kind == tPlus && start.kind != tEnd { // "18:00-open end"
		p.next()
		s.openEnd = true
		s.to = from
		return s, nil
	}
	to, _, err := p.clock(r, false)
	if err != nil {
		return s, err
	}
	s.to = to
	if to.event == eventNone && to.minute > 2*minutesPerDay {
		return s, p.failAt(start.pos, p.at(-1).end, "hours may go on to 48:00 at most", "")
	}
	return s, p.spanEnd(&s, start)
}

// spanEnd reads what may follow the closing time.
func (p *parser) spanEnd(s *timeSpan, start token) error {
	switch p.peek().kind {
	case tPlus:
		p.next()
		s.openEnd = true
	case tSlash:
		n, err := p.period()
		if err != nil {
			return err
		}
		s.step = n
		if p.opt.Mode == Ranges {
			return p.failAt(start.pos, p.at(-1).end, "points in time do not fit here", "a span such as 09:00-17:00")
		}
		return nil
	}
	if p.opt.Mode == Points {
		return p.failAt(start.pos, p.at(-1).end, "only points in time fit here", "09:00,15:00")
	}
	return nil
}

// period reads "/90" or "/01:30".
func (p *parser) period() (int, error) {
	p.next()
	t := p.peek()
	if t.kind != tNumber {
		return 0, p.fail("the number after the slash says every how many minutes", "10:00-16:00/30")
	}
	p.next()
	n := t.val
	if p.peek().kind == tColon && p.at(1).kind == tNumber {
		n = n*60 + p.at(1).val
		p.i += 2
	}
	// One point every five minutes is plenty, and bounds the work.
	if n < 5 || n > minutesPerDay {
		return 0, p.failAt(t.pos, t.end, "the number after the slash says every how many minutes", "10:00-16:00/30")
	}
	return n, nil
}

// clock reads one time of day. full is false for a bare hour such as "9".
func (p *parser) clock(r *rule, first bool) (c clock, full bool, err error) {
	switch t := p.peek(); t.kind {
	case tEvent:
		p.next()
		return clock{event: event(t.val)}, true, nil
	case tOpenParen:
		c, err = p.eventOffset()
		return c, true, err
	case tNumber:
	default:
		return c, false, p.fail("a time is expected here", "09:00")
	}
	start := p.peek()
	minute, full, err := p.clockNumber(r, first)
	if err != nil {
		return c, false, err
	}
	if first && minute >= minutesPerDay {
		return c, false, p.failAt(start.pos, p.at(-1).end, "hours begin between 00:00 and 23:59", "")
	}
	return clock{minute: minute}, full, nil
}

func (p *parser) clockNumber(r *rule, first bool) (minute int, full bool, err error) {
	t := p.next()
	hour, min := t.val, 0
	sep := p.peek()
	switch {
	case sep.kind == tColon || sep.kind == tDot && p.at(1).kind == tNumber:
		n := p.at(1)
		if n.kind != tNumber {
			if sep.kind == tColon {
				return 0, false, p.failAt(t.pos, n.end, "minutes are expected after the colon", "09:00")
			}
			break
		}
		if n.digits > 2 || t.digits > 2 {
			return 0, false, p.failAt(t.pos, n.end, "a time has two digits for hours and two for minutes", "09:00")
		}
		min, full = n.val, true
		p.i += 2
		if sep.kind == tDot || n.digits < 2 {
			p.warn(t.pos, n.end, clockString(hour*60+min))
		}
	case t.digits == 4 && p.compactAllowed(t, first, r):
		hour, min, full = t.val/100, t.val%100, true
		p.warn(t.pos, t.end, clockString(hour*60+min))
	case t.digits > 2:
		return 0, false, p.failAt(t.pos, t.end, "a time has two digits for hours and two for minutes", "09:00")
	default:
		p.warn(t.pos, t.end, clockString(hour*60))
	}
	if min > 59 {
		return 0, false, p.failAt(t.pos, p.at(-1).end, "minutes go from 00 to 59", "")
	}
	if p.peek().kind == tAmPm {
		half := p.next()
		full = true
		if hour == 12 {
			hour = 0
		}
		if half.val == 1 {
			hour += 12
		}
	}
	return hour*60 + min, full, nil
}

func (p *parser) compactAllowed(t token, first bool, r *rule) bool {
	return t.val < 1900 || !first || len(r.days) > 0
}

func clockString(m int) string {
	h := m / 60
	m %= 60
	return string([]byte{byte('0' + h/10%10), byte('0' + h%10), ':', byte('0' + m/10), byte('0' + m%10)})
}

// eventOffset reads "(sunset-01:30)".
func (p *parser) eventOffset() (clock, error) {
	p.next()
	t := p.peek()
	if t.kind != tEvent {
		return clock{}, p.fail("sunrise, sunset, dawn or dusk is expected", "(sunset-01:00)")
	}
	p.next()
	sign := 1
	switch p.peek().kind {
	case tMinus:
		sign = -1
	case tPlus:
	default:
		return clock{}, p.fail("+ or - and a time are expected", "(sunset-01:00)")
	}
	p.next()
	h, c, m := p.at(0), p.at(1), p.at(2)
	if h.kind != tNumber || c.kind != tColon || m.kind != tNumber || h.val > 24 || m.val > 59 {
		return clock{}, p.fail("the offset is a time with hours and minutes", "(sunset-01:00)")
	}
	p.i += 3
	if !p.accept(tCloseParen) {
		return clock{}, p.fail("a closing parenthesis is expected", "(sunset-01:00)")
	}
	return clock{event: event(t.val), minute: sign * (h.val*60 + m.val)}, nil
}
