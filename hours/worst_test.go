package hours

import (
	"strings"
	"testing"
	"time"
)

// worstTexts are built to be as slow as 4 KB can be.
func worstTexts() map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, 4000/len(unit)) }
	trim := func(s string) string { return strings.TrimRight(s, ";,| ") }
	return map[string]string{
		"spans":      trim("Jan-Dec 0-1," + fill("1-2,3-4,")),
		"tails":      trim("Jan-Dec " + fill("1+,")),
		"tails2":     trim("Jan-Dec " + fill("1-2+,")),
		"rules":      trim(fill("Jan Mo off;")),
		"dates":      trim("easter" + fill(",easter") + " 10:00-12:00"),
		"nth":        trim("Mo[1]" + fill(",Mo[1]") + " 10:00-12:00"),
		"offsets":    trim(fill("PH -1 day,") + "PH 10:00-12:00"),
		"fallback":   trim("off" + fill("||1-2 off")),
		"fallback2":  trim("Jan-Dec off" + strings.Repeat("||1-2,3-4,5-6,7-8", 230)),
		"phrases":    trim(fill("public holiday,") + "Mo"),
		"unclear":    trim(fill("ma,") + "di"),
		"sun":        trim("Jan-Dec " + fill("sunset-sunrise,")),
		"sun rules":  trim(strings.Repeat("Mo sunset-sunrise,", 200)),
		"points":     trim("Jan-Dec " + fill("0:00-23:55/5,")),
		"point rule": trim(strings.Repeat("0:00-23:55/5;", 250)),
		"comments":   trim(fill(`"a";`)),
		"parens":     fill("("),
		"odd digits": fill("°"),
		"spaces":     "Mo " + fill(" ") + "Tu",
		"thai":       fill("ก"),
		"years":      trim("2000" + fill(",2000")),
		"never":      trim(strings.Repeat("2024,2030,2036 2024 Dec 31,2030 Dec 31 Jan 31,Mar 31,Dec 31;", 64)),
		"weeks":      trim("week 1" + fill(",53") + " Mo"),
		// Found by a search for slow texts.
		"sun closed": trim("off; " + strings.Repeat("(sunset-01:00)-22:00 1+ , closed;", 46)),
		"sun else":   trim(strings.Repeat("off(sunset-01:00)-22:00 || ", 140)),
		"nth ranges": trim("off; " + strings.Repeat("PH Jan Su[1]-Dec Su[-1] closed || ", 80)),
		"sun no SH":  trim(strings.Repeat(`"x" , PH (sunset-01:00)-22:00 SH;`, 120)),
		"dates far":  trim("2026 Jan 01-9999 Dec 31/366 10:00-11:00" + fill(";2027 Jan 01 off")),
	}
}

// TestWorstCase logs how long the slowest texts take; it does not judge, since
// time depends on the machine.
func TestWorstCase(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026, Lat: 50.8, Lon: 4.3, HasPlace: true, Mode: Both}
	for name, text := range worstTexts() {
		read := time.Now()
		FromProse(text)
		t.Logf("%-10s %5d bytes: FromProse %v", name, len(text), time.Since(read))
		start := time.Now()
		s, err := Parse(text, o)
		parse := time.Since(start)
		if err != nil {
			t.Logf("%-10s %5d bytes: parse %v, refused: %.80s", name, len(text), parse, err)
			continue
		}
		at := time.Date(2027, 5, 1, 0, 0, 0, 0, time.UTC)
		start = time.Now()
		s.At(at)
		ask := time.Since(start)
		start = time.Now()
		s.next(at, func(a, b Status) bool { return false })
		next := time.Since(start)
		start = time.Now()
		for range s.Intervals(at, at.AddDate(0, 1, 0)) {
			continue
		}
		month := time.Since(start)
		t.Logf("%-10s %5d bytes: parse %v, At %v, Next at worst %v, a month of Intervals %v", name, len(text), parse, ask, next, month)
	}
}
