package hours

// Holidays answers whether a day is a holiday. Implementations must be safe
// for concurrent use and should answer quickly; the engine asks often.
//
// An implementation may also have a method
//
//	HolidayName(d Day) string
//
// whose answer becomes the comment of a rule that has none of its own.
type Holidays interface {
	// Holiday reports whether the day is a holiday; known is false when the
	// table has no data for that year.
	Holiday(d Day) (yes, known bool)
}

// holidayNamer is the optional second half of Holidays.
type holidayNamer interface {
	HolidayName(d Day) string
}

type dateSet struct {
	names map[Day]string
	years map[int]bool
}

func (s *dateSet) Holiday(d Day) (yes, known bool) {
	if !s.years[d.Year] {
		return false, false
	}
	_, yes = s.names[d]
	return yes, true
}

func (s *dateSet) HolidayName(d Day) string { return s.names[d] }

// Dates returns a table of the given days. The years that appear among the
// days count as fully known, all others as unknown.
func Dates(days ...Day) Holidays {
	s := &dateSet{names: make(map[Day]string, len(days)), years: map[int]bool{}}
	for _, d := range days {
		s.names[d] = ""
		s.years[d.Year] = true
	}
	return s
}

// NamedDates is Dates with a name for each day. Further years without any
// holiday can be declared known.
func NamedDates(days map[Day]string, years ...int) Holidays {
	s := &dateSet{names: make(map[Day]string, len(days)), years: map[int]bool{}}
	for d, n := range days {
		s.names[d] = n
		s.years[d.Year] = true
	}
	for _, y := range years {
		s.years[y] = true
	}
	return s
}
