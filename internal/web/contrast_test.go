package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text can be read by people who see little: 7:1 in both themes, and 3:1 for the edges of what can be touched.
func TestContrast(t *testing.T) {
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	css := string(files.files["halte.css"])
	root := strings.Index(css, ":root")
	dark := strings.Index(css, "@media (prefers-color-scheme: dark)")
	end := strings.Index(css, "/* Elements */")
	themes := map[string]map[string]float64{"light": colours(css[root:dark]), "dark": colours(css[root:dark])}
	for name, light := range colours(css[dark:end]) {
		themes["dark"][name] = light
	}
	pairs := []struct {
		front, back string
		least       float64
	}{
		{"ink", "paper surface sunk sage alarm-paper ask-paper", 7},
		{"soft", "paper surface sunk sage ask-paper alarm-paper", 7},
		{"link", "paper surface sunk sage ask-paper alarm-paper", 7},
		{"open", "paper surface", 7},
		{"closed", "paper surface", 7},
		{"ask", "paper surface ask-paper", 7},
		{"alarm", "paper surface alarm-paper", 7},
		{"on-deep", "deep", 7},
		{"on-bar", "bar", 7},
		{"on-leave", "leave", 7},
		{"edge", "paper surface sunk", 3},
		{"accent", "paper surface", 3},
		{"focus", "paper surface sunk", 3},
	}
	for theme, tokens := range themes {
		for _, pair := range pairs {
			for back := range strings.FieldsSeq(pair.back) {
				front, ok := tokens[pair.front]
				behind, known := tokens[back]
				if !ok || !known {
					t.Fatalf("%s: no token %s or %s", theme, pair.front, back)
				}
				if got := contrast(front, behind); got < pair.least {
					t.Errorf("%s: %s on %s has %.2f:1, want %.0f:1", theme, pair.front, back, got, pair.least)
				}
			}
		}
	}
}

var token = regexp.MustCompile(`--([a-z-]+):\s*#([0-9a-f]{6})`)

// colours reads the relative luminance of each colour token.
func colours(css string) map[string]float64 {
	list := map[string]float64{}
	for _, m := range token.FindAllStringSubmatch(css, -1) {
		value, _ := strconv.ParseUint(m[2], 16, 32)
		list[m[1]] = 0.2126*linear(value>>16) + 0.7152*linear(value>>8&255) + 0.0722*linear(value&255)
	}
	return list
}

func linear(channel uint64) float64 {
	c := float64(channel) / 255
	if c <= 0.03928 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
