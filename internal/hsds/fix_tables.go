package hsds

import "strings"

// windowsHigh is what the bytes 0x80 to 0x9f are in Windows-1252; those that it leaves open stay controls.
var windowsHigh = [32]rune{'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ'}

// terminalHigh is what the bytes 0x80 to 0xaf are in code page 437. The characters after them were drawings.
var terminalHigh = []rune("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»")

// fromWindows reads bytes as Windows-1252.
func fromWindows(raw []byte) string {
	var b strings.Builder
	for _, c := range raw {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(windowsHigh[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// windowsByte is the byte above ASCII that a character is in Windows-1252.
func windowsByte(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xff {
		return byte(r), true
	}
	for i, w := range windowsHigh {
		if w == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

// terminalByte is the byte above ASCII that a character is in code page 437. It had no ¦; Latin-1's stands for ª, which
// looks alike, where tables of old programs differ.
func terminalByte(r rune) (byte, bool) {
	for i, t := range terminalHigh {
		if t == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}
