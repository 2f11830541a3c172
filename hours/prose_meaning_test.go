package hours

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// proseStyle writes days and times the way people of one language do.
type proseStyle struct {
	days     [7]string
	dayRange string
	and      string
	clock    func(minute int) string
	span     string
	line     string // days and spans; %[1]s and %[2]s
}

func halfClock(m int) string {
	return fmt.Sprintf("%d:%02d%s", (m/60+11)%12+1, m%60, [2]string{"am", "pm"}[m/60%24/12])
}

var proseStyles = []proseStyle{
	{[7]string{"Mon", "Tues", "Wed", "Thur", "Fri", "Sat", "Sun"}, "%s-%s", ", ", halfClock, "%s-%s", "%[2]s, %[1]s"},
	{[7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, "%s to %s", " and ", halfClock, "%s – %s", "%[1]s: %[2]s"},
	{[7]string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}, "du %s au %s", " et ",
		func(m int) string { return fmt.Sprintf("%dh%02d", m/60, m%60) }, "de %s à %s", "%[1]s %[2]s"},
	{[7]string{"ma", "di", "wo", "do", "vr", "za", "zo"}, "%s t/m %s", " en ",
		func(m int) string { return fmt.Sprintf("%d.%02d uur", m/60, m%60) }, "van %s tot %s", "%[1]s %[2]s"},
}

func (s *proseStyle) write(mask uint8, spans []daySpan) string {
	var days, times []string
	for _, run := range runsFrom(mask, 0) {
		if run[0] == run[1] {
			days = append(days, s.days[run[0]])
		} else {
			days = append(days, fmt.Sprintf(s.dayRange, s.days[run[0]], s.days[run[1]]))
		}
	}
	for _, sp := range spans {
		times = append(times, fmt.Sprintf(s.span, s.clock(sp.from), s.clock(sp.to)))
	}
	and := s.and
	if and == ", " {
		and = " & "
	}
	return fmt.Sprintf(s.line, strings.Join(days, s.and), strings.Join(times, and))
}

// TestProseMeaning writes a week in the words of each language and demands
// that it is read as written, to the minute and surely.
func TestProseMeaning(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		style := rapid.SampledFrom(proseStyles).Draw(rt, "style")
		rest := uint8(0x7f)
		var want weekSpans
		var lines []string
		for n := rapid.IntRange(1, 3).Draw(rt, "lines"); n > 0 && rest != 0; n-- {
			mask := uint8(rapid.IntRange(1, 0x7f).Draw(rt, "days")) & rest
			if mask == 0 || mask == 0x7f {
				continue
			}
			rest &^= mask
			from := rapid.IntRange(17, 24).Draw(rt, "from") * 30
			spans := []daySpan{{from: from, to: from + rapid.IntRange(7, 9).Draw(rt, "length")*30}}
			if rapid.Bool().Draw(rt, "afternoon") {
				spans = append(spans, daySpan{from: 17*60 + 15, to: 19 * 60})
			}
			lines = append(lines, style.write(mask, spans))
			for _, sp := range spans {
				want.add(mask, sp)
			}
		}
		if len(lines) == 0 {
			return
		}
		text := strings.Join(lines, rapid.SampledFrom([]string{"\n", "; ", ";\n"}).Draw(rt, "between"))
		p := FromProse(text)
		if !p.Sure || p.week(t) != want.states() {
			rt.Fatalf("%q was read as %q (sure: %v)", text, p.Text, p.Sure)
		}
	})
}
