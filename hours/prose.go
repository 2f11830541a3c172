package hours

import "strings"

// Prose is what FromProse understood of hours written for people.
type Prose struct {
	// Text is what was understood, in the notation of OpenStreetMap; empty
	// when nothing was, or when what is left would mislead.
	Text string
	// Sure is true when every word was understood and Text says all of it.
	Sure bool
	// Notes are the pieces that were left aside, word for word.
	Notes []string
}

// FromProse reads opening hours as directories write them for people, in
// English, French or Dutch: "9:00am-5:00pm, Mon-Fri", "du lundi au vendredi de
// 9h à 17h". It never guesses. What it does not understand is left in Notes;
// where that may narrow the hours ("summer", "closed", a date), or where two
// statements contradict one another, Text is empty.
//
// A text with labels ("Office hours: ... Food pantry: ...") gives the general
// hours and leaves the others in Notes; it is never Sure.
func FromProse(text string) Prose {
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n", "’", "'").Replace(text))
	if text == "" {
		return Prose{}
	}
	unread := Prose{Notes: []string{text}}
	if len(text) > maxText {
		return unread
	}
	if s, ok := alreadyNotation(text); ok {
		return Prose{Text: s, Sure: true}
	}
	lines := proseLines(text)
	is24, word := resolveLines(lines)
	sections := proseSections(lines)
	at := mainSection(sections)
	if at < 0 {
		return unread
	}
	for i := range sections {
		if sections[i].limits {
			return unread
		}
	}
	hours, notes := sections[at].hours(is24, word)
	if hours == "" {
		return unread
	}
	p := Prose{Text: hours}
	for i := range sections {
		switch {
		case i != at:
			p.Notes = append(p.Notes, sections[i].whole())
		case sections[i].kind != sectionGeneral:
			p.Notes = append(p.Notes, sections[i].label)
			p.Notes = append(p.Notes, notes...)
		default:
			p.Notes = append(p.Notes, notes...)
		}
	}
	p.Sure = len(p.Notes) == 0
	return p
}

// alreadyNotation recognizes a text that needs no translation. Hours without
// days, and "Mar" (March here, mardi there), are left to the reading of prose.
func alreadyNotation(text string) (string, bool) {
	s, err := Parse(text, Options{Strict: true, Public: Dates(), School: Dates()})
	if err != nil || strings.Contains(text, "Mar") {
		return "", false
	}
	for i := range s.rules {
		if r := &s.rules[i]; !r.selects() && !r.always {
			return "", false
		}
	}
	return s.String(), true
}

// hours reads the section and writes it as opening hours; empty if it cannot.
func (s *proseSection) hours(is24 bool, word string) (text string, notes []string) {
	entries, appointment, notes, ok := s.read(is24)
	switch {
	case !ok:
		return "", nil
	case len(entries) == 0 && appointment:
		return `"` + word + `"`, notes
	}
	if appointment {
		for i := range entries {
			entries[i].appointment = entries[i].appointment || !entries[i].closed
		}
	}
	week, ok := weekOf(entries)
	if !ok {
		return "", nil
	}
	sched, err := Parse(week.text(word), Options{Strict: true, Public: Dates(), School: Dates()})
	if err != nil {
		return "", nil
	}
	return sched.String(), notes
}

// resolveLines settles what the words mean. It tells whether the text counts
// hours to 24, and how it says "by appointment".
func resolveLines(lines []proseLine) (is24 bool, appointment string) {
	toks := make([][]proseToken, len(lines))
	for i := range lines {
		toks[i] = lines[i].toks
	}
	lang := resolveProse(toks)
	is24 = lang != "en"
	half := false
	for i := range lines {
		lines[i].toks = toks[i]
		for _, t := range toks[i] {
			is24 = is24 || t.mark == mark24 || t.mark == markSoft24
			half = half || t.mark == markHalf
		}
	}
	word := map[string]string{"en": "by appointment", "fr": "sur rendez-vous", "nl": "op afspraak"}[lang]
	return is24 && !half, word
}
