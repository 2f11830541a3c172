package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// weeks is how many different opening hours the invented country knows.
const weeks = 4000

// span is from when to when a door is open, in minutes.
type span struct{ from, to int }

// opening is one recurrence of HSDS: on these days, these hours.
type opening struct {
	freq, days, said string // WEEKLY, "MO,TU", "Mon, Tue"
	spans            []span
}

// week is the opening hours of a service, as HSDS rows and in words, already written as JSON but for the ids.
type week struct {
	said string
	rows []string // what follows the id of each row
}

// timetable makes the different opening hours: the first are the most common.
func timetable(seed uint64) []week {
	r := rand.New(rand.NewPCG(seed, 2))
	list := []week{
		written([]opening{{"WEEKLY", "MO,TU,WE,TH,FR", "Mon-Fri", []span{{540, 1020}}}}),
		written([]opening{{"WEEKLY", "MO,TU,WE,TH,FR", "Mon-Fri", []span{{510, 1020}}}}),
		written([]opening{{"WEEKLY", "MO,TU,WE,TH,FR", "Mon-Fri", []span{{540, 750}, {780, 1020}}}}),
		written([]opening{{"WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "", []span{{0, 1439}}}}),
	}
	known := map[string]bool{}
	for _, w := range list {
		known[w.said] = true
	}
	for len(list) < weeks {
		if w := written(drawWeek(r)); !known[w.said] {
			known[w.said] = true
			list = append(list, w)
		}
	}
	return list
}

var days = []struct{ code, said string }{{"MO", "Mon"}, {"TU", "Tue"}, {"WE", "Wed"}, {"TH", "Thu"}, {"FR", "Fri"},
	{"SA", "Sat"}, {"SU", "Sun"}}

// drawWeek draws opening hours: whole weeks, a shorter Friday, a Saturday, nights, one day a month.
func drawWeek(r *rand.Rand) []opening {
	switch n := r.IntN(20); {
	case n < 7:
		return []opening{through(0, 4, office(r))}
	case n < 10:
		return []opening{through(0, 3, office(r)), through(4, 4, office(r)[:1])}
	case n < 13:
		return []opening{through(0, 4, office(r)), through(5, 5, office(r)[:1])}
	case n < 17:
		return []opening{some(r, office(r))}
	case n < 18: // an evening or a night, until the next day
		return []opening{through(0, 6, []span{{1080 + 15*r.IntN(16), 15 + 15*r.IntN(34)}})}
	case n < 19:
		return []opening{through(0, 6, office(r))}
	default:
		d := pick(r, days)
		nth := 1 + r.IntN(4)
		return []opening{{"MONTHLY", fmt.Sprintf("%d%s", nth, d.code),
			[]string{"first", "second", "third", "fourth"}[nth-1] + " " + d.said + " of the month", office(r)[:1]}}
	}
}

// office draws one span, or two around noon.
func office(r *rand.Rand) []span {
	from := 450 + 15*r.IntN(14)
	if r.IntN(3) > 0 {
		return []span{{from, 840 + 15*r.IntN(24)}}
	}
	noon := 690 + 15*r.IntN(6)
	after := noon + 15*(1+r.IntN(6))
	return []span{{from, noon}, {after, after + 60 + 15*r.IntN(18)}}
}

// through is days that follow each other.
func through(first, last int, spans []span) opening {
	var codes []string
	for _, d := range days[first : last+1] {
		codes = append(codes, d.code)
	}
	said := days[first].said
	if last > first {
		said += "-" + days[last].said
	}
	return opening{"WEEKLY", strings.Join(codes, ","), said, spans}
}

// some is days that need not follow each other.
func some(r *rand.Rand, spans []span) opening {
	var codes, said []string
	chosen := r.Perm(6)[:1+r.IntN(4)]
	slices.Sort(chosen)
	for _, d := range chosen {
		codes, said = append(codes, days[d].code), append(said, days[d].said)
	}
	return opening{"WEEKLY", strings.Join(codes, ","), strings.Join(said, ", "), spans}
}

// written writes opening hours down, in fields and in words.
func written(list []opening) week {
	var parts []string
	for _, o := range list {
		var spans []string
		for _, s := range o.spans {
			spans = append(spans, clock(s.from)+"-"+clock(s.to))
		}
		parts = append(parts, strings.Join(spans, ", ")+", "+o.said)
	}
	w := week{said: strings.Join(parts, "; ")}
	if list[0].said == "" {
		w.said = "24 hours a day, 7 days a week"
	}
	for _, o := range list {
		for _, s := range o.spans {
			w.rows = append(w.rows, fmt.Sprintf(
				`","freq":"%s","byday":"%s","opens_at":"%02d:%02d:00","closes_at":"%02d:%02d:00","description":"%s"}`,
				o.freq, o.days, s.from/60, s.from%60, s.to/60, s.to%60, w.said))
		}
	}
	return w
}

// clock writes a time of day as the source of this data does: "9:00am".
func clock(minute int) string {
	half := "am"
	if minute >= 720 {
		half = "pm"
	}
	return fmt.Sprintf("%d:%02d%s", (minute/60+11)%12+1, minute%60, half)
}
