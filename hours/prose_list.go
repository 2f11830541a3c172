package hours

// dayList reads "Mon-Fri", "Mon, Wed and Fri", "1st and 3rd Thursday of the
// month", "Sat, Sun and holidays".
func (r *pieceReader) dayList() (days proseDaySet) {
	for !r.failed {
		switch r.peek() {
		case proseDays:
			r.dayRange(&days)
		case proseNth:
			r.nthDay(&days)
		case prosePublic:
			days.public = true
			r.i++
		case proseSchool:
			days.school = true
			r.i++
		default:
			r.fail()
		}
		if !r.goesOn(proseDays, proseNth, prosePublic, proseSchool) {
			break
		}
	}
	return days
}

// goesOn moves to the next item of a list, over commas and "and".
func (r *pieceReader) goesOn(kinds ...proseKind) bool {
	for k := r.i; k < len(r.toks) && k < r.i+3; k++ {
		for _, kind := range kinds {
			if r.toks[k].kind == kind {
				r.i = k
				return true
			}
		}
		if r.toks[k].kind != proseAnd {
			return false
		}
	}
	return false
}

// dayRange reads a day, a range of days or a word for several.
func (r *pieceReader) dayRange(days *proseDaySet) {
	first := uint8(r.toks[r.i].val)
	r.i++
	mask := first
	if r.peek() == proseDash {
		r.i++
		if r.peek() != proseDays {
			r.fail()
			return
		}
		last := uint8(r.toks[r.i].val)
		r.i++
		if !single(first) || !single(last) || first == last {
			r.fail()
			return
		}
		for d := first; d != last; {
			d = d<<1&0x7f | d>>6
			mask |= d
		}
	}
	if mask == 0x7f && days.mask != 0 || days.mask == 0x7f {
		r.fail() // "every day, Sat, Sun" says two things
	}
	days.mask |= mask
}

func single(mask uint8) bool { return mask != 0 && mask&(mask-1) == 0 }

// nthDay reads "1st and 3rd Thursday of the month". Without "of the month" it
// may mean something else: every third Saturday.
func (r *pieceReader) nthDay(days *proseDaySet) {
	var sel daySelector
	for !r.failed && r.peek() == proseNth {
		sel.nth |= uint16(r.toks[r.i].val)
		r.i++
		if !r.goesOn(proseNth, proseDays) {
			r.fail()
		}
	}
	if r.failed || r.peek() != proseDays || !single(uint8(r.toks[r.i].val)) {
		r.fail()
		return
	}
	sel.mask = uint8(r.toks[r.i].val)
	r.i++
	if r.peek() != proseMonthly {
		r.fail()
		return
	}
	r.i++
	days.nth = append(days.nth, sel)
}

// spanList reads "9am-12pm & 1pm-5pm".
func (r *pieceReader) spanList() (spans []daySpan) {
	for !r.failed {
		if r.peek() == proseAllDay {
			r.i++
			spans = append(spans, daySpan{to: minutesPerDay})
		} else {
			spans = append(spans, r.span())
		}
		if !r.goesOn(proseTime, proseAllDay) {
			break
		}
	}
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to { // out of order: something is meant otherwise
			r.fail()
		}
	}
	return spans
}

func (r *pieceReader) span() daySpan {
	if r.i+2 >= len(r.toks) || r.toks[r.i+1].kind != proseDash || r.toks[r.i+2].kind != proseTime {
		r.fail() // one time alone says when something begins, not how long it lasts
		return daySpan{}
	}
	a, b := r.toks[r.i], r.toks[r.i+2]
	r.i += 3
	sp, ok := proseSpan(a, b, r.is24)
	if !ok {
		r.fail()
	}
	return sp
}

const (
	proseEarliest = 5 * 60  // who writes an earlier opening often means the afternoon
	proseNoon     = 12 * 60 // hours over midnight begin and end beyond it
)

// proseSpan makes a span of two times, and refuses what looks like a slip:
// "9:30pm-5:00pm", "12:00am-8:00pm", "8-7pm".
func proseSpan(a, b proseToken, is24 bool) (daySpan, bool) {
	half := a.mark == markHalf || b.mark == markHalf
	exact := func(m proseMark) bool {
		switch m {
		case markWord:
			return true
		case markHalf:
			return half
		case mark24:
			return !half
		}
		return !half && (is24 || b.mark == mark24) // "van 9 tot 17 uur"
	}
	if !exact(a.mark) || !exact(b.mark) {
		return daySpan{}, false
	}
	sp := daySpan{from: a.val, to: b.val}
	if sp.to == 0 {
		sp.to = minutesPerDay
	}
	if sp.from == 0 && sp.to == minutesPerDay && !half {
		return sp, true
	}
	if sp.from < proseEarliest || sp.from >= minutesPerDay || sp.from == sp.to {
		return sp, false
	}
	if !half && a.mark == markBare && sp.from < 8*60 && sp.to <= proseNoon {
		return sp, false // "van 7 tot 9 uur" may be in the evening
	}
	if sp.to < sp.from {
		if sp.from < proseNoon || sp.to > proseNoon || sp.from-sp.to < 8*60 {
			return sp, false
		}
		sp.to += minutesPerDay
	}
	return sp, true
}
