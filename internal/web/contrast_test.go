package web

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

func loadTokens(t *testing.T) tokens {
	t.Helper()
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	return readTokens(string(files.files[stylesheet]))
}

// Text can be read by people who see little: 7:1 in both themes, and 3:1 for the edges of what can be touched.
func TestContrast(t *testing.T) {
	for _, p := range loadTokens(t).Pairings {
		for theme, got := range map[string]float64{"light": p.Light, "dark": p.Dark} {
			if got < p.Least {
				t.Errorf("%s: %s on %s has %.2f:1, want %.0f:1", theme, p.Front, p.Back, got, p.Least)
			}
		}
	}
}

func TestTokens(t *testing.T) {
	tokens := loadTokens(t)
	if len(tokens.Colours) < 20 || len(tokens.Type) != 7 || len(tokens.Space) != 7 || tokens.Touch != "2.75rem" {
		t.Errorf("the tokens are %+v", tokens)
	}
	if got := contrast("#000000", "#ffffff"); got != 21 {
		t.Errorf("black on white has %v", got)
	}
	if got := contrast("", "#ffffff"); got != 0 {
		t.Errorf("no colour on white has %v", got)
	}
}

// What docs/design.md says of colours and sizes is what the stylesheet has.
func TestDesignDocument(t *testing.T) {
	data, err := os.ReadFile("../../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, tokens := string(data), loadTokens(t)
	for _, p := range tokens.Pairings {
		row := fmt.Sprintf("| `%s` on `%s` | %.1f | %.1f | %s |", p.Front, p.Back, p.Light, p.Dark, p.Use)
		if !strings.Contains(doc, row) {
			t.Errorf("docs/design.md has no line\n%s", row)
		}
	}
	rows := regexp.MustCompile("(?m)^\\| `[a-z-]+` on `[a-z-]+` \\|").FindAllString(doc, -1)
	if len(rows) != len(tokens.Pairings) {
		t.Errorf("docs/design.md has %d pairs of colours, the stylesheet %d", len(rows), len(tokens.Pairings))
	}
	for _, m := range append(append([]measure{{"touch", tokens.Touch}}, tokens.Type...), tokens.Space...) {
		if row := fmt.Sprintf("| `%s` | %s |", m.Name, m.Value); !strings.Contains(doc, row) {
			t.Errorf("docs/design.md has no line that begins with\n%s", row)
		}
	}
}

// A page can be mirrored: no rule names the left or the right, and no colour stands outside the tokens.
func TestStylesheetHasNoSides(t *testing.T) {
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(files.files[stylesheet]), "")
	sides := regexp.MustCompile(`(?:[;{\s](?:margin-|padding-|border-|border-top-|border-bottom-)?(?:left|right)(?:-[a-z]+)?\s*:[^;}]*|(?:text-align|float|clear)\s*:\s*(?:left|right)|translateX\([^)]*\)|border-radius:\s*\S+\s+\S+\s+\S+\s+\S+;)`)
	for _, found := range sides.FindAllString(css, -1) {
		if !strings.HasSuffix(found, "0 0 var(--round) var(--round);") { // both sides are alike
			t.Errorf("the stylesheet has a side: %s", strings.TrimSpace(found))
		}
	}
	_, rest, _ := strings.Cut(css, "prefers-color-scheme: dark")
	_, rest, _ = strings.Cut(rest, "*, *::before")
	screen, _, _ := strings.Cut(rest, "@media print") // paper is black on white
	for _, found := range regexp.MustCompile(`#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(`).FindAllString(screen, -1) {
		t.Errorf("a colour is named outside the tokens: %s", found)
	}
}
