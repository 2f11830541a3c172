package lang

import (
	"strings"
	"testing"
)

func TestAccept(t *testing.T) {
	for header, want := range map[string]Tag{
		"":                                "en",
		"nl":                              "nl",
		"fr-BE":                           "fr",
		"FR-be;q=0.9, nl-BE":              "nl",
		"de, ar;q=0.9":                    "en",
		"de, fr;q=0.2, nl;q=0.8":          "nl",
		"fr;q=0, nl;q=0.1":                "nl",
		"fr;q=NaN, nl;q=0.1":              "nl",
		"fr;q=7, nl;q=0.1":                "nl",
		"*":                               "en",
		";;;,,,":                          "en",
		"\xff":                            "en",
		strings.Repeat("x,", 5000) + "nl": "en", // nobody prefers so many
	} {
		if got := Accept(header); got != want {
			t.Errorf("Accept(%.40q) = %s, want %s", header, got, want)
		}
	}
}
