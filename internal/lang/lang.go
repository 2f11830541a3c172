// Package lang is how Halte speaks: language tags, texts that exist in several languages, and the catalogue of the
// interface's own words. No language is the original; a text that misses one is an error where it is loaded.
package lang

// Tag is a BCP 47 language tag in lower case, as a pack writes it: "en", "fr", "nl", "sfb".
type Tag string

// Interface lists the languages that the interface speaks, in the order in which they are offered.
func Interface() []Tag { return []Tag{"en", "fr", "nl"} }

// Speaks tells whether the interface exists in a language.
func Speaks(tag Tag) bool {
	for _, t := range Interface() {
		if t == tag {
			return true
		}
	}
	return false
}

// Text is one text in each language of a pack.
type Text map[Tag]string

// In returns the text in a language. A loaded pack has every language, so the fallbacks serve only texts that are
// made elsewhere: the first interface language that the text exists in.
func (t Text) In(tag Tag) string {
	if s, ok := t[tag]; ok {
		return s
	}
	for _, fallback := range Interface() {
		if s, ok := t[fallback]; ok {
			return s
		}
	}
	return ""
}

// Name returns the name of an interface language in that language.
func Name(tag Tag) string {
	switch tag {
	case "en":
		return "English"
	case "fr":
		return "Français"
	case "nl":
		return "Nederlands"
	}
	return string(tag)
}
