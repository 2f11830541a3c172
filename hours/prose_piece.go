package hours

// prosePieces are parts between semicolons and ends of lines. Inside one, days
// and times alternate, either way round: "9am-5pm, Mon-Fri" or "lu-ve 9h-17h".

// proseDaySet is what a list of days names.
type proseDaySet struct {
	mask           uint8
	nth            []daySelector
	public, school bool
}

func (d *proseDaySet) empty() bool {
	return d.mask == 0 && len(d.nth) == 0 && !d.public && !d.school
}

// proseEntry is one statement: these hours on these days.
type proseEntry struct {
	days        proseDaySet
	spans       []daySpan
	closed      bool
	appointment bool
}

// prosePiece is what was read of one piece. Days or spans that found no
// partner inside it are left for the neighbours.
type prosePiece struct {
	entries     []proseEntry
	days        *proseDaySet // at the end, without times
	spans       []daySpan    // at the beginning or alone, without days
	dayFirst    bool
	appointment bool // by appointment, of nothing but the section
}

// pieceReader reads the tokens of one piece. Any doubt makes it fail.
type pieceReader struct {
	toks   []proseToken
	i      int
	is24   bool // the text counts hours to 24
	failed bool
	out    prosePiece
	part   int          // a part of the day was named
	last   *proseDaySet // the days named last, which "except" narrows
}

// readPiece returns false when not every token was understood.
func readPiece(toks []proseToken, is24 bool) (prosePiece, bool) {
	r := pieceReader{is24: is24}
	for _, t := range toks {
		if t.kind != proseFill && t.kind != proseGeneral {
			r.toks = append(r.toks, t)
		}
	}
	r.trim()
	for r.i < len(r.toks) && !r.failed {
		r.group()
	}
	r.finish()
	return r.out, !r.failed
}

// trim drops commas that are left at the end.
func (r *pieceReader) trim() {
	for n := len(r.toks); n > 0 && r.toks[n-1].kind == proseAnd && r.toks[n-1].val == 0; n-- {
		r.toks = r.toks[:n-1]
	}
}

func (r *pieceReader) peek() proseKind {
	if r.i < len(r.toks) {
		return r.toks[r.i].kind
	}
	return proseFill
}

func (r *pieceReader) fail() { r.failed = true }

// group reads one list of days or times, or one other word.
func (r *pieceReader) group() {
	switch r.peek() {
	case proseAnd:
		if r.toks[r.i].val == 1 && (r.i == 0 || r.i == len(r.toks)-1 || r.toks[r.i+1].kind == proseAppointment) {
			r.fail() // "or by appointment" adds to the hours, it does not narrow them
		}
		r.i++
	case proseDays, proseNth, prosePublic, proseSchool:
		r.daysThen(r.dayList())
	case proseTime, proseAllDay:
		r.spansThen(r.spanList())
	case proseAlways:
		r.always()
	case proseClosed:
		r.i++
		r.closed()
	case proseExcept:
		r.i++
		r.except()
	case proseAppointment:
		r.i++
		r.out.appointment = true
	case prosePart:
		if r.part != 0 {
			r.fail()
		}
		r.part = r.toks[r.i].val
		r.i++
	case proseColon:
		if r.i == 0 || r.i == len(r.toks)-1 {
			r.fail()
		}
		r.i++
	case proseOpen:
		if len(r.out.entries) > 0 {
			r.fail()
		}
		r.i++
	default:
		r.fail()
	}
}

// always stands alone: "24/7, Sat, Sun" says two things.
func (r *pieceReader) always() {
	if len(r.toks) != 1 {
		r.fail()
	}
	r.i++
	r.out.entries = append(r.out.entries, proseEntry{days: proseDaySet{mask: 0x7f}, spans: []daySpan{{to: minutesPerDay}}})
}

// daysThen joins days with times before them, or keeps them for times after.
func (r *pieceReader) daysThen(days proseDaySet) {
	switch {
	case r.out.days != nil:
		r.fail()
	case r.out.spans != nil:
		r.out.entries = append(r.out.entries, proseEntry{days: days, spans: r.out.spans})
		r.out.spans = nil
		r.last = &r.out.entries[len(r.out.entries)-1].days
	default:
		r.out.days = &days
		r.last = r.out.days
	}
}

// spansThen joins times with days before them, or keeps them for days after.
func (r *pieceReader) spansThen(spans []daySpan) {
	switch {
	case r.out.spans != nil:
		r.fail()
	case r.out.days != nil:
		if len(r.out.entries) == 0 {
			r.out.dayFirst = true
		}
		r.out.entries = append(r.out.entries, proseEntry{days: *r.out.days, spans: spans})
		r.out.days = nil
		r.last = &r.out.entries[len(r.out.entries)-1].days
	default:
		r.out.spans = spans
	}
}

// closed reads what is closed: the days just named, or what follows up to the
// end: "closed on Sunday", "closed 12-1 daily".
func (r *pieceReader) closed() {
	if r.out.days != nil {
		r.out.entries = append(r.out.entries, proseEntry{days: *r.out.days, closed: true})
		r.out.dayFirst = r.out.dayFirst || len(r.out.entries) == 1
		r.out.days, r.last = nil, nil
		return
	}
	if r.out.spans != nil {
		r.fail()
		return
	}
	e := proseEntry{closed: true}
	for r.i < len(r.toks) && !r.failed {
		r.closedPart(&e)
	}
	if e.days.empty() && e.spans == nil {
		r.fail()
	}
	r.out.entries = append(r.out.entries, e)
	r.last = nil
}

func (r *pieceReader) closedPart(e *proseEntry) {
	switch r.peek() {
	case proseAnd, proseColon:
		r.i++
	case proseTime:
		if e.spans != nil || !e.days.empty() && e.days.mask != 0x7f {
			r.fail() // "closed Sat, Sun 10-2" may say two things
		}
		e.spans = r.spanList()
	case proseDays, proseNth, prosePublic, proseSchool:
		if !e.days.empty() {
			r.fail()
		}
		e.days = r.dayList()
	default:
		r.fail()
	}
}

// except takes days away from those named before, or adds closed holidays.
func (r *pieceReader) except() {
	if r.last == nil {
		r.fail()
		return
	}
	days := r.dayList()
	if days.empty() || len(days.nth) > 0 || days.mask&^r.last.mask != 0 || days.mask == r.last.mask {
		r.fail()
		return
	}
	r.last.mask &^= days.mask
	if days.public || days.school {
		r.out.entries = append(r.out.entries, proseEntry{days: proseDaySet{public: days.public, school: days.school}, closed: true})
		r.last = nil
	}
}

// The parts of the day that may stand beside hours.
const (
	partMorning = 1 + iota
	partAfternoon
	partEvening
)

// within reports whether the hours lie in the part of the day that is named
// beside them, which then says nothing more.
func (e *proseEntry) within(part int) bool {
	if e.closed || len(e.spans) != 1 {
		return false
	}
	sp := e.spans[0]
	switch part {
	case partMorning:
		return sp.to <= 13*60
	case partAfternoon:
		return sp.from >= 12*60 && sp.to <= 19*60
	}
	return sp.from >= 16*60
}

// finish gives the appointment to what the piece speaks of.
func (r *pieceReader) finish() {
	if r.part != 0 && (len(r.out.entries) != 1 || !r.out.entries[0].within(r.part)) {
		r.fail()
	}
	if r.failed || !r.out.appointment {
		return
	}
	switch {
	case len(r.out.entries) == 0 && r.out.spans == nil && r.out.days != nil:
		r.out.entries = append(r.out.entries, proseEntry{days: *r.out.days, appointment: true})
		r.out.days = nil
	case len(r.out.entries) == 1 && r.out.spans == nil && r.out.days == nil && !r.out.entries[0].closed:
		r.out.entries[0].appointment = true
	case len(r.out.entries) == 0 && r.out.spans == nil:
		return // of the whole section
	default:
		r.fail()
	}
	r.out.appointment = false
}
