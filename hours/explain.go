package hours

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Explain says the hours in short plain words, in English ("en"), French
// ("fr") or Dutch ("nl"); other languages get English. Every rule becomes one
// piece, in the order of the text. Comments are quoted as they are, except
// "by appointment", which is translated.
func (s *Schedule) Explain(lang string) string {
	l := languages[lang]
	if l == nil {
		l = &english
	}
	parts := make([]string, 0, len(s.rules))
	for i := range s.rules {
		r := &s.rules[i]
		text := l.rule(r)
		switch {
		case r.join == joinFallback:
			text = fmt.Sprintf(l.otherwise, text)
		case r.join == joinAdditional && r.state != Closed && i > 0:
			text = fmt.Sprintf(l.also, text) // else it would read as if it replaced the rule before
		}
		parts = append(parts, text)
	}
	out := strings.Join(parts, l.semicolon)
	r, n := utf8.DecodeRuneInString(out)
	return string(unicode.ToUpper(r)) + out[n:]
}

// rule explains one rule: when, at what hours, in what state.
func (l *language) rule(r *rule) string {
	if r.state == Closed && len(r.times) == 0 {
		return l.closedRule(r)
	}
	when := l.when(r)
	hours := l.times(r)
	state := l.state(r)
	switch {
	case when == "" && hours == "" && state == "":
		return l.always
	case when == "" && hours != "" && r.state != Closed:
		when = l.everyDay
	case when != "" && hours == "" && state == "":
		hours = l.allDay
	}
	return joinNonEmpty(", ", when, hours, state)
}

// closedRule explains a rule that closes whole days: "closed on public holidays".
func (l *language) closedRule(r *rule) string {
	note := ""
	if r.comment != "" {
		note = " (" + l.quote(r.comment) + ")"
	}
	if when := l.whenWith(r, l.daysOn); when != "" {
		return fmt.Sprintf(l.closed, when) + note
	}
	return l.closedNow + note
}

func (l *language) state(r *rule) string {
	if (Status{Comment: r.comment}).ByAppointment() && r.state != Closed {
		return l.appointment(r)
	}
	word := ""
	switch {
	case r.state == Closed:
		word = l.closedNow
	case r.state == Unknown:
		word = l.unknown
	}
	if r.comment == "" {
		return word
	}
	return joinNonEmpty(l.colon, word, l.quote(r.comment))
}

// appointment translates the usual comment and keeps one that says more.
func (l *language) appointment(r *rule) string {
	low := strings.ToLower(strings.Trim(r.comment, " ."))
	for _, a := range appointment {
		if low == a {
			return l.appoint
		}
	}
	return l.appoint + " (" + l.quote(r.comment) + ")"
}

func (l *language) quote(s string) string { return fmt.Sprintf(l.quotes, s) }

func joinNonEmpty(sep string, list ...string) string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, sep)
}

// list joins with commas and a last "and".
func (l *language) list(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + " " + l.and + " " + items[n-1]
	}
}

func (l *language) when(r *rule) string { return l.whenWith(r, l.daysOf) }

// whenWith says on which days a rule holds; days names those of one selector.
func (l *language) whenWith(r *rule, name func(*daySelector) []string) string {
	var days []string
	for _, list := range r.days {
		var items []string
		for i := range list {
			items = append(items, name(&list[i])...)
		}
		days = append(days, l.list(items))
	}
	return l.tidy(joinNonEmpty(", ", strings.Join(days, ", "), l.dateLists(r), l.weeks(r.weeks), l.years(r.years)))
}

func (l *language) dateLists(r *rule) string {
	var out []string
	for _, list := range r.dates {
		if months := l.plainMonths(list); months != nil {
			out = append(out, fmt.Sprintf(l.in, l.list(months)))
			continue
		}
		var items []string
		for i := range list {
			items = append(items, l.dateRange(&list[i]))
		}
		out = append(out, l.list(items))
	}
	return strings.Join(out, ", ")
}

func (l *language) years(list []yearRange) string {
	var items []string
	for _, y := range list {
		from := strconv.Itoa(y.from)
		text := fmt.Sprintf(l.year, from)
		switch {
		case y.to == endless:
			text = fmt.Sprintf(l.from, from)
		case y.to != y.from:
			text = fmt.Sprintf(l.yearsFormat, from, strconv.Itoa(y.to))
		}
		if y.step > 1 {
			text += ", " + fmt.Sprintf(l.stepYear, strconv.Itoa(y.step))
		}
		items = append(items, text)
	}
	return l.list(items)
}

func (l *language) weeks(list []weekRange) string {
	var items []string
	for _, w := range list {
		text := fmt.Sprintf(l.week, strconv.Itoa(w.from))
		if w.step == 2 && w.from <= 2 && w.to >= 52 {
			items = append(items, [2]string{l.evenWeeks, l.oddWeeks}[w.from%2])
			continue
		}
		if w.to != w.from {
			text = fmt.Sprintf(l.weeksFormat, strconv.Itoa(w.from), strconv.Itoa(w.to))
		}
		if w.step > 1 {
			text += ", " + fmt.Sprintf(l.stepWeek, strconv.Itoa(w.step))
		}
		items = append(items, text)
	}
	return l.list(items)
}

// daysOf names what one selector stands for.
func (l *language) daysOf(sel *daySelector) []string {
	var items []string
	switch {
	case sel.kind == dayPublic && sel.offset != 0:
		items = []string{l.aPublic}
	case sel.kind == dayPublic:
		items = []string{l.public}
	case sel.kind == daySchool:
		items = []string{l.school}
	case sel.nth != 0:
		items = []string{fmt.Sprintf(l.nthOf, l.list(l.nthWords(sel.nth)), strings.Join(l.dayNames(sel.mask, "%s"), ", "))}
	default:
		items = l.dayNames(sel.mask, "%s")
	}
	for i := range items {
		items[i] = l.shifted(items[i], sel.offset)
	}
	return items
}

// daysOn names the days of one selector as they follow "closed".
func (l *language) daysOn(sel *daySelector) []string {
	switch {
	case sel.offset != 0 || sel.nth != 0:
		return l.daysOf(sel)
	case sel.kind == dayPublic:
		return []string{l.onPublic}
	case sel.kind == daySchool:
		return []string{l.onSchool}
	}
	return l.dayNames(sel.mask, l.onDay)
}

func (l *language) nthWords(nth uint16) (words []string) {
	for i, n := range nthNumbers(nth) {
		word := l.ordinals[5+n]
		if i > 0 {
			word = l.nthArticle + word
		}
		words = append(words, word)
	}
	return words
}

// dayNames lists the days of a mask; single is how one day alone is said.
func (l *language) dayNames(mask uint8, single string) []string {
	var items []string
	for _, run := range weekdayRuns(mask) {
		switch {
		case run == [2]int{0, 6}:
			items = append(items, l.everyDay)
		case run[0] == run[1]:
			items = append(items, fmt.Sprintf(single, l.days[run[0]]))
		default:
			items = append(items, fmt.Sprintf(l.to, l.days[run[0]], l.days[run[1]]))
		}
	}
	return items
}

// shifted says "2 days after Easter Sunday".
func (l *language) shifted(what string, days int) string {
	switch {
	case days == 0:
		return what
	case days == 1:
		return fmt.Sprintf(l.dayAfter, what)
	case days == -1:
		return fmt.Sprintf(l.dayBefore, what)
	case days < 0:
		return fmt.Sprintf(l.before, fmt.Sprintf(l.daysWord, strconv.Itoa(-days)), what)
	}
	return fmt.Sprintf(l.after, fmt.Sprintf(l.daysWord, strconv.Itoa(days)), what)
}
