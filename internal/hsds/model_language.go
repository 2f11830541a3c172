package hsds

import (
	"regexp"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

var listMarks = regexp.MustCompile(`\s*(?:[,;/\n•*]|&|\.\s|\s+(?:and|et|en|y|und)\s+)\s*`)

func splitWords(s string) []string {
	var list []string
	for _, part := range listMarks.Split(s, -1) {
		if part = strings.Trim(part, " .:-"); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// languages reads which languages are spoken. One that the pack lists goes by its id, one that is known by its tag, and
// any other as it was written. A sentence about interpreters is not a language.
func (m *mapper) languages(doc *object, s *directory.Service) {
	m.interpreters(doc, s)
	s.FileLanguages = m.ownIDs(doc, "file_languages", facts.FileLanguage)
	for _, text := range doc.texts("languages") { // some write a list of names
		m.language(s, text, "")
	}
	doc.keep("languages", func(o *object) bool { return !m.spokenIn(o, s) })
}

// spoken reads the languages of a place: they count for the service.
func (m *mapper) spoken(l *object, s *directory.Service) {
	l.keep("languages", func(o *object) bool { return !m.spokenIn(o, s) })
}

// spokenIn reads one row, and tells whether nothing is left of it.
func (m *mapper) spokenIn(o *object, s *directory.Service) bool {
	name, code := o.look("name"), o.look("code")
	if name == "" {
		name = o.look("language")
	}
	if name == "" && code == "" {
		return !o.strip("")
	}
	if !m.language(s, name, code) {
		o.drop("language")
		o.put("name", textOf(name))
		return !o.strip("")
	}
	o.drop("language", "name", "code")
	if !o.strip("") {
		return true
	}
	o.fields = append([]field{{"name", textOf(name)}, {"code", textOf(code)}}, o.fields...) // which language it is about
	return false
}

// language reads one or several languages, and tells whether they found a place.
func (m *mapper) language(s *directory.Service, name, code string) bool {
	if tag := tagOf(code); tag != "" {
		m.speaks(s, tag)
		return true
	}
	if tag := tagOf(name); tag != "" {
		m.speaks(s, tag)
		return true
	}
	folded := lang.Fold(name)
	if about := containsAny(folded, []string{"interpret", "translat", "language", "request", "available", "tolk", "langue", "talen", "traduct"}); about && folded != "sign language" {
		if s.Interpreters == directory.Unknown && offersInterpreters(folded) {
			s.Interpreters = directory.Yes
		}
		m.find("languages", "name", Unclear, "this is not a language; it was set aside", name, "")
		return false
	}
	if parts := splitWords(name); len(parts) > 1 && allKnown(parts) {
		for _, part := range parts {
			m.speaks(s, tagOf(part))
		}
		m.find("languages", "name", Fixed, "there were several languages in one field", name, "")
		return true
	}
	if name == "" {
		name = code
	}
	if strings.Contains(folded, "sign language") && !m.ours {
		s.Access.SignLanguage = directory.Yes
	}
	s.OtherLanguages = distinct(append(s.OtherLanguages, name))
	return true
}

func allKnown(parts []string) bool {
	for _, part := range parts {
		if tagOf(part) == "" {
			return false
		}
	}
	return true
}

// speaks enters a language by its tag.
func (m *mapper) speaks(s *directory.Service, tag string) {
	if signLanguages[tag] && !m.ours {
		s.Access.SignLanguage = directory.Yes
	}
	if m.o.Vocabulary != nil {
		if _, listed := m.o.Vocabulary.Value(facts.Languages, tag); listed {
			s.Languages = distinct(append(s.Languages, tag))
			return
		}
	}
	s.OtherLanguages = distinct(append(s.OtherLanguages, tag))
}

// tagOf is the tag of a language that is written as a tag, a code of ISO 639, or a name in English, French, Dutch,
// Spanish or itself; empty when it is not known.
func tagOf(word string) string {
	if word == "" || len(word) > 40 {
		return ""
	}
	folded := strings.ReplaceAll(lang.Fold(strings.Trim(word, " .,:*-")), "-", " ")
	if tag, ok := languageNames[folded]; ok {
		return tag
	}
	base, _, _ := strings.Cut(folded, " ") // fr-BE
	if len(base) == 2 && len(folded) <= 7 {
		if tag, ok := languageNames[base]; ok {
			return tag
		}
	}
	return ""
}
