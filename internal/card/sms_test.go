package card

import (
	"strings"
	"testing"
)

func TestMeasure(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for _, c := range []struct {
		what, text string
		encoding   Encoding
		units      int
		parts      int
	}{
		{"one letter", "a", GSM7, 1, 1},
		{"a full message", a(160), GSM7, 160, 1},
		{"one too many", a(161), GSM7, 161, 2},
		{"two full parts", a(306), GSM7, 306, 2},
		{"three parts", a(307), GSM7, 307, 3},
		{"a euro sign takes two", strings.Repeat("€", 80), GSM7, 160, 1},
		{"an escape is not parted from its letter", a(152) + "€" + a(152), GSM7, 306, 3},
		{"accents of the alphabet", "éèàùìòñäöü", GSM7, 10, 1},
		{"a circumflex is outside it", "ê", UCS2, 1, 1},
		{"a small cedilla too", "ç", UCS2, 1, 1},
		{"full", strings.Repeat("ж", 70), UCS2, 70, 1},
		{"one too many there", strings.Repeat("ж", 71), UCS2, 71, 2},
		{"three parts there", strings.Repeat("ж", 135), UCS2, 135, 3},
		{"a pair is not parted", strings.Repeat("ж", 66) + "😀" + strings.Repeat("ж", 66), UCS2, 134, 3},
	} {
		if m := measure(c.text); m.Encoding != c.encoding || m.Units != c.units || m.Parts != c.parts {
			t.Errorf("%s: %s, %d units in %d parts, want %s, %d in %d", c.what, m.Encoding, m.Units, m.Parts, c.encoding, c.units, c.parts)
		}
	}
}

func TestAlphabetIsWhole(t *testing.T) {
	if n := len([]rune(gsmBasic)); n != 127 { // 128 places, of which one is the escape
		t.Errorf("the alphabet has %d signs", n)
	}
	if n := len([]rune(gsmExtended)); n != 10 {
		t.Errorf("the extension has %d signs", n)
	}
}
