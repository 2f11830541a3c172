package hours

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// proseSection is a part of the text under one label.
type proseSection struct {
	label  string // "" for the text before any label
	kind   sectionKind
	lines  []proseLine
	limits bool // the label narrows what is said elsewhere: "Summer hours"
}

type sectionKind uint8

const (
	sectionOther   sectionKind = iota // one activity among others
	sectionAdmin                      // when the office is staffed
	sectionGeneral                    // plainly the hours
)

// proseLine is a piece of the text between ends of lines and semicolons.
type proseLine struct {
	text string
	toks []proseToken
	head bool // the first of its line
}

// proseLines splits the text at ends of lines, of sentences and at semicolons.
func proseLines(text string) (lines []proseLine) {
	for _, line := range strings.Split(text, "\n") {
		for i, piece := range splitProse(line) {
			if piece = strings.TrimSpace(piece); piece != "" {
				lines = append(lines, proseLine{text: piece, toks: lexProse(piece), head: i == 0})
			}
		}
	}
	return lines
}

// splitProse splits a line at semicolons and at full stops that end a
// sentence, not an abbreviation.
func splitProse(line string) (pieces []string) {
	start := 0
	for i := range len(line) {
		switch line[i] {
		case ';':
			pieces = append(pieces, line[start:i])
			start = i + 1
		case '.':
			rest := strings.TrimLeft(line[i+1:], " ")
			if r, _ := utf8.DecodeRuneInString(rest); len(rest) < len(line)-i-1 && unicode.IsUpper(r) {
				pieces = append(pieces, line[start:i+1])
				start = i + 1
			}
		}
	}
	return append(pieces, line[start:])
}

// proseSections groups lines under the labels that stand before them.
func proseSections(lines []proseLine) []proseSection {
	sections := []proseSection{{kind: sectionGeneral}}
	for _, line := range lines {
		if n := labelLen(line.toks); n > 0 {
			s := proseSection{label: strings.TrimSpace(line.text[:line.toks[n-1].to])}
			s.classify(line.toks[:n-1])
			s.limits = labelNarrows(s.label)
			sections = append(sections, s)
			line.toks = line.toks[n:]
		}
		last := &sections[len(sections)-1]
		if len(line.toks) > 0 {
			last.lines = append(last.lines, line)
		}
	}
	if len(sections[0].lines) == 0 {
		sections = sections[1:]
	}
	return sections
}

// labelLen returns how many tokens at the start of a line are a label with its
// colon: words that say neither when nor whether it is open.
func labelLen(toks []proseToken) int {
	words := false
	for i, t := range toks {
		switch t.kind {
		case proseColon:
			if words {
				return i + 1
			}
			return 0
		case proseUnknown, proseGeneral, proseAdmin:
			words = true
		}
	}
	return 0
}

func (s *proseSection) classify(toks []proseToken) {
	general, admin, other := 0, 0, 0
	for _, t := range toks {
		switch t.kind {
		case proseGeneral:
			general++
		case proseAdmin:
			admin++
		case proseFill, proseOpen:
		default:
			other++
		}
	}
	switch {
	case other > 0:
	case admin > 0:
		s.kind = sectionAdmin
	case general > 0:
		s.kind = sectionGeneral
	}
}

// labelNarrows reports whether a label speaks of a part of the year or of closing.
func labelNarrows(label string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if proseDictionary().seasons[w] {
			return true
		}
	}
	return false
}

// narrows reports whether a token that was not read may take away from hours
// that stand elsewhere.
func (t *proseToken) narrows() bool {
	switch t.kind {
	case proseUnknown:
		return t.limits
	case proseFill, proseGeneral, proseAdmin, proseAnd, proseDash, proseColon:
		return false
	}
	return true
}

// whole returns the text of the section with its label.
func (s *proseSection) whole() string {
	parts := make([]string, 0, len(s.lines)+1)
	if s.label != "" {
		parts = append(parts, s.label)
	}
	for _, line := range s.lines {
		from := 0
		if len(line.toks) > 0 {
			from = line.toks[0].from
		}
		if t := strings.TrimSpace(line.text[from:]); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\n")
}

// mainSection picks the section that holds the hours of the service as a
// whole, or none: hours of one activity are not the hours of another.
func mainSection(sections []proseSection) int {
	for _, kind := range []sectionKind{sectionGeneral, sectionAdmin} {
		for i := range sections {
			if sections[i].kind == kind && sections[i].hasTimes() {
				return i
			}
		}
	}
	if len(sections) == 1 {
		return 0
	}
	return -1
}

func (s *proseSection) hasTimes() bool {
	for _, line := range s.lines {
		for _, t := range line.toks {
			switch t.kind {
			case proseTime, proseAllDay, proseAlways, proseAppointment:
				return true
			}
		}
	}
	return false
}

// read reads the lines of the section. notes are those that say something
// which does not bear on the hours; ok is false when one may.
func (s *proseSection) read(is24 bool) (entries []proseEntry, appointment bool, notes []string, ok bool) {
	var j proseJoiner
	for _, line := range s.lines {
		piece, understood := readPiece(line.toks, is24)
		if !understood {
			for _, t := range line.toks {
				if t.narrows() {
					return nil, false, nil, false
				}
			}
			notes = append(notes, line.text)
			continue
		}
		appointment = appointment || piece.appointment
		if !j.join(piece, line.head) {
			return nil, false, nil, false
		}
	}
	if j.days != nil || j.spans != nil {
		return nil, false, nil, false
	}
	return j.entries, appointment, notes, true
}

// proseJoiner brings together days and times that stand on different lines.
type proseJoiner struct {
	entries  []proseEntry
	days     *proseDaySet
	spans    []daySpan
	dayFirst bool // the entry before was written with its days first
}

func (j *proseJoiner) join(p prosePiece, head bool) bool {
	if len(p.entries) == 0 && p.days == nil && p.spans == nil {
		return true // "by appointment only"
	}
	if len(p.entries) > 0 {
		return j.joinEntries(p)
	}
	switch {
	case p.days != nil && j.spans != nil:
		j.entries = append(j.entries, proseEntry{days: *p.days, spans: j.spans})
		j.spans, j.dayFirst = nil, false
	case p.days != nil && j.days == nil:
		j.days = p.days
	case p.spans != nil && j.days != nil:
		j.entries = append(j.entries, proseEntry{days: *j.days, spans: p.spans})
		j.days, j.dayFirst = nil, true
	case p.spans != nil && j.dayFirst && !head: // "lu-ve 9h-12h; 13h-17h"
		last := &j.entries[len(j.entries)-1]
		last.spans = append(append([]daySpan(nil), last.spans...), p.spans...)
	case p.spans != nil && j.days == nil:
		j.spans = append(j.spans, p.spans...)
	default:
		return false
	}
	return true
}

// joinEntries adds a piece that is complete, save for times of a piece before.
func (j *proseJoiner) joinEntries(p prosePiece) bool {
	if j.days != nil || p.days != nil || p.spans != nil {
		return false
	}
	if j.spans != nil {
		first := &p.entries[0]
		if p.dayFirst || first.closed || first.spans == nil {
			return false
		}
		first.spans = append(append([]daySpan(nil), j.spans...), first.spans...)
		j.spans = nil
	}
	j.dayFirst = p.dayFirst && !p.entries[len(p.entries)-1].closed
	j.entries = append(j.entries, p.entries...)
	return true
}
