package card

import "strings"

// Message is a card as a text message. A text is a trace: whoever shows this says so first.
type Message struct {
	Text     string   `json:"text"`
	Encoding Encoding `json:"encoding"`
	Units    int      `json:"units"` // septets, or 16-bit units
	Parts    int      `json:"parts"` // messages that a telephone sends it as
}

// Encoding is how a telephone sends a text.
type Encoding string

// The encodings (3GPP TS 23.038): one letter outside the small alphabet makes the whole text cost twice as much.
const (
	GSM7 Encoding = "gsm-7"
	UCS2 Encoding = "ucs-2"
)

// How much fits in a message, alone or with the header that joins parts (3GPP TS 23.040).
var room = map[Encoding]struct{ alone, joined int }{GSM7: {160, 153}, UCS2: {70, 67}}

const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtended = "\f^{}\\[~]|€" // after an escape, so each counts twice
)

// plainer replaces signs of good print that a telephone sends at twice the cost. No letter is replaced.
var plainer = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"", "«\u00a0", "\"", "\u00a0»", "\"", "« ", "\"", " »", "\"",
	"–", "-", "—", "-", "·", ",", "…", "...", "\u00a0", " ", "\u202f", " ", " ,", ",")

// SMS writes the card as a text message: the lines of [Plain], close together.
func SMS(c Card) Message {
	var lines []string
	for _, block := range Lines(c) {
		for _, line := range block {
			lines = append(lines, line.Text)
		}
	}
	return measure(plainer.Replace(strings.ReplaceAll(strings.Join(lines, "\n"), " · ", ", ")))
}

// measure counts what a text takes. No sign is cut in two: neither an escape and its letter, nor a pair of surrogates.
func measure(text string) Message {
	encoding := GSM7
	for _, r := range text {
		if !strings.ContainsRune(gsmBasic, r) && !strings.ContainsRune(gsmExtended, r) {
			encoding = UCS2
			break
		}
	}
	m := Message{Text: text, Encoding: encoding}
	parts, used := 1, 0
	for _, r := range text {
		n := units(r, encoding)
		m.Units += n
		if used+n > room[encoding].joined {
			parts, used = parts+1, 0
		}
		used += n
	}
	m.Parts = parts
	if m.Units <= room[encoding].alone {
		m.Parts = 1
	}
	return m
}

// units is how much room a sign takes.
func units(r rune, e Encoding) int {
	switch {
	case e == GSM7 && strings.ContainsRune(gsmExtended, r):
		return 2
	case e == UCS2 && r > 0xFFFF:
		return 2
	}
	return 1
}
