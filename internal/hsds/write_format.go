package hsds

import (
	"net/mail"
	"net/url"
	"strings"
	"time"
)

// HSDS holds some texts to a form. One that does not have it cannot be written in its field; it is not bent to fit.

// webAddress is an absolute address, or nothing.
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || !u.IsAbs() || strings.ContainsAny(text, " \\\"<>^`{|}") {
		return ""
	}
	return text
}

// email is an address without a name, or nothing.
func email(text string) string {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text || len(text) > 254 || !ascii(text) || strings.ContainsAny(text, `"[]`) {
		return ""
	}
	if local, _, _ := strings.Cut(text, "@"); len(local) > 64 {
		return ""
	}
	return text
}

// dateTime is a moment with its offset, or nothing.
func dateTime(text string) string {
	if _, err := time.Parse(time.RFC3339, text); err != nil {
		return ""
	}
	return text
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
