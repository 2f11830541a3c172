package card

import "github.com/halte-brussels/halte/internal/lang"

// Form is how a card is given.
type Form string

// The forms: on paper, in Braille, as text, as a file for a telephone, to be read aloud.
const (
	FormWallet            Form = "wallet"
	FormStrip             Form = "strip"
	FormA6                Form = "a6"
	FormLarge18           Form = "large18"
	FormLarge24           Form = "large24"
	FormEasy              Form = "easy"
	FormBraille           Form = "braille"
	FormBrailleContracted Form = "braille-contracted"
	FormPlainText         Form = "text"
	FormMessage           Form = "sms"
	FormContact           Form = "vcard"
	FormCalendar          Form = "icalendar"
	FormSpoken            Form = "spoken"
)

// Forms lists the forms, in the order in which they are offered.
func Forms() []Form {
	return []Form{FormWallet, FormStrip, FormA6, FormLarge18, FormLarge24, FormEasy, FormBraille, FormBrailleContracted, FormPlainText, FormMessage, FormContact, FormCalendar, FormSpoken}
}

// Paper tells whether a form is printed on sheets.
func (f Form) Paper() bool {
	switch f {
	case FormWallet, FormStrip, FormA6, FormLarge18, FormLarge24, FormEasy:
		return true
	}
	return false
}

// Tactile tells whether a form is Braille.
func (f Form) Tactile() bool { return f == FormBraille || f == FormBrailleContracted }

// In tells whether a card in a language can be given in a form. Braille is written by the rules of a language, and not
// every language has a contracted one.
func (f Form) In(tag lang.Tag) bool {
	switch f {
	case FormBraille:
		return tag == "en" || tag == "fr" || tag == "nl"
	case FormBrailleContracted:
		return tag == "en" || tag == "fr"
	}
	return true
}
