package hours

// Most texts depend on nothing but the day of the week and on holidays. For
// them the seven days are painted once, and the general evaluation is needed
// only around holidays and on days when the clock changes.

// weekTable is the compiled form of such a schedule.
type weekTable struct {
	strips [7][]piece // as if there were no holidays
	asks   []ask      // the days whose being a holiday matters
}

// ask is one question about the days around the day at hand.
type ask struct {
	school bool
	shift  int // days before the day at hand
}

// newWeekTable returns nil when the schedule depends on more than weekdays.
func (s *Schedule) newWeekTable() *weekTable {
	w := &weekTable{}
	for i := range s.rules {
		if r := &s.rules[i]; !w.addRule(r) || r.sunny && s.opt.HasPlace {
			return nil
		}
	}
	// Any week serves; this one begins on Monday 2024-01-01.
	const monday = 19723
	bare := *s
	bare.opt.Public, bare.opt.School = noHolidays{}, noHolidays{}
	var buf [64]piece
	var day [24]piece
	all, ends := buf[:0], [8]int{}
	for d := range w.strips {
		f := frame{dn: monday + d, minutes: minutesPerDay, plain: true}
		all = append(all, bare.paint(&f, day[:0], &guess{})...)
		ends[d+1] = len(all)
	}
	all = append([]piece(nil), all...)
	for d := range w.strips {
		w.strips[d] = all[ends[d]:ends[d+1]:ends[d+1]]
	}
	return w
}

// addRule collects the questions of a rule. It reports whether the rule
// depends on weekdays and holidays alone.
func (w *weekTable) addRule(r *rule) bool {
	if len(r.years) > 0 || len(r.dates) > 0 || len(r.weeks) > 0 {
		return false
	}
	for _, list := range r.days {
		for _, sel := range list {
			if sel.kind == dayWeekday {
				if sel.nth != 0 {
					return false
				}
				continue
			}
			w.add(ask{sel.kind == daySchool, sel.offset})
			if r.wraps {
				w.add(ask{sel.kind == daySchool, sel.offset + 1})
			}
		}
	}
	return true
}

func (w *weekTable) add(a ask) {
	for _, b := range w.asks {
		if a == b {
			return
		}
	}
	w.asks = append(w.asks, a)
}

// ordinary reports whether no holiday, known or possible, touches the day.
func (s *Schedule) ordinary(dn int) bool {
	for _, a := range s.week.asks {
		h := s.opt.Public
		if a.school {
			h = s.opt.School
		}
		if h == nil {
			return false
		}
		if yes, known := h.Holiday(dayOf(dn - a.shift)); yes || !known {
			return false
		}
	}
	return true
}

// noHolidays knows all years and has no holidays.
type noHolidays struct{}

func (noHolidays) Holiday(Day) (yes, known bool) { return false, true }
