package hours

import "time"

// Calendar days are counted as whole days since 1970-01-01 inside the engine:
// comparing and adding then costs one instruction, and no time zone can
// interfere with the arithmetic.

const (
	secondsPerDay = 86400
	minutesPerDay = 1440
)

// dayNumber converts a date of the proleptic Gregorian calendar. Days beyond
// the end of the month carry over.
func dayNumber(y, m, d int) int {
	// Count years from March so that the leap day is the last of the year.
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// civil is the inverse of dayNumber.
func civil(dn int) (y, m, d int) {
	z := dn + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	y = yoe + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, d
}

func dayOf(dn int) Day {
	y, m, d := civil(dn)
	return Day{Year: y, Month: time.Month(m), Day: d}
}

// weekday returns 0 for Monday to 6 for Sunday.
func weekday(dn int) int {
	w := (dn + 3) % 7
	if w < 0 {
		w += 7
	}
	return w
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func monthDays(y, m int) int {
	switch m {
	case 2:
		if isLeap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// isoWeek returns the ISO 8601 week number: week 1 holds the first Thursday.
func isoWeek(dn int) int {
	thursday := dn - weekday(dn) + 3
	y, _, _ := civil(thursday)
	return (thursday-dayNumber(y, 1, 1))/7 + 1
}

// easter returns the day number of Easter Sunday in the Gregorian calendar,
// by the anonymous algorithm published in Nature in 1876.
func easter(y int) int {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayNumber(y, n/31, n%31+1)
}

func floorDiv[T int | int64](a, b T) T {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
