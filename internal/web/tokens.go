package web

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A colour is a token of the stylesheet with what it is in both themes.
type colour struct{ Name, Light, Dark string }

// A measure is a token that is a length.
type measure struct{ Name, Value string }

// A pairing is a colour that stands on another, what for, and the contrast that it must have: 7:1 for text, which is
// WCAG AAA, 3:1 for the edges of what can be touched.
type pairing struct {
	Front, Back, Use string
	Least            float64
	Light, Dark      float64
}

// tokens are what the whole design is made of, as the stylesheet defines them.
type tokens struct {
	Colours  []colour
	Type     []measure
	Space    []measure
	Touch    string
	Pairings []pairing
}

var (
	colourToken  = regexp.MustCompile(`--([a-z-]+):\s*(#[0-9a-f]{6})`)
	measureToken = regexp.MustCompile(`--(small|base|lead|h[1-4]|s[1-7]|touch):\s*([^;]+);`)
)

// readTokens finds the tokens on :root. The dark theme names only the colours that differ.
func readTokens(css string) tokens {
	root, rest, _ := strings.Cut(css[strings.Index(css, ":root"):], "@media (prefers-color-scheme: dark)")
	darkRoot, _, _ := strings.Cut(rest, "/* Elements */")
	dark := map[string]string{}
	for _, m := range colourToken.FindAllStringSubmatch(darkRoot, -1) {
		dark[m[1]] = m[2]
	}
	var t tokens
	for _, m := range colourToken.FindAllStringSubmatch(root, -1) {
		c := colour{m[1], m[2], m[2]}
		if other := dark[c.Name]; other != "" {
			c.Dark = other
		}
		t.Colours = append(t.Colours, c)
	}
	for _, m := range measureToken.FindAllStringSubmatch(root, -1) {
		switch {
		case m[1] == "touch":
			t.Touch = m[2]
		case m[1][0] == 's' && len(m[1]) == 2:
			t.Space = append(t.Space, measure{m[1], m[2]})
		default:
			t.Type = append(t.Type, measure{m[1], m[2]})
		}
	}
	t.Pairings = t.pair()
	return t
}

// pairs lists which colour may stand on which, the least contrast, and what for.
func pairs() []struct {
	front, backs, use string
	least             float64
} {
	return []struct {
		front, backs, use string
		least             float64
	}{
		{"ink", "paper surface sunk sage alarm-paper ask-paper", "text", 7},
		{"soft", "paper surface sunk sage alarm-paper ask-paper", "second voice", 7},
		{"link", "paper surface sunk sage alarm-paper ask-paper", "links", 7},
		{"on-deep", "deep", "main button", 7},
		{"alarm", "paper surface alarm-paper", "danger: headings and numbers", 7},
		{"open", "paper surface", "open", 7},
		{"closed", "paper surface", "closed", 7},
		{"ask", "paper surface ask-paper", "check first; caution", 7},
		{"on-bar", "bar", "the bar", 7},
		{"on-leave", "leave", "leave now", 7},
		{"edge", "paper surface sunk", "edges of fields and buttons", 3},
		{"focus", "paper surface sunk", "the ring around what has the focus", 3},
		{"accent", "paper surface", "clay: bullets, the line under the current page; never text", 3},
	}
}

// pair computes each contrast. A colour that is not there has none, which no test lets pass.
func (t tokens) pair() []pairing {
	light, dark := map[string]string{}, map[string]string{}
	for _, c := range t.Colours {
		light[c.Name], dark[c.Name] = c.Light, c.Dark
	}
	var list []pairing
	for _, p := range pairs() {
		for back := range strings.FieldsSeq(p.backs) {
			list = append(list, pairing{p.front, back, p.use, p.least,
				contrast(light[p.front], light[back]), contrast(dark[p.front], dark[back])})
		}
	}
	return list
}

// contrast is that of WCAG, from 1 to 21, or 0 where a colour cannot be read.
func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	if la < 0 || lb < 0 {
		return 0
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(hex string) float64 {
	value, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		return -1
	}
	return 0.2126*linear(value>>16) + 0.7152*linear(value>>8&255) + 0.0722*linear(value&255)
}

func linear(channel uint64) float64 {
	c := float64(channel) / 255
	if c <= 0.03928 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
