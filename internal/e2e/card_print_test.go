package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
)

// What the browser prints of a card is one sheet of A4 with the card and nothing else on it: no address, no date, no name
// of a site.
func TestCardFromTheBrowser(t *testing.T) {
	t.Parallel()
	base, ctx := serve(t), browser(t)
	withoutEngine(t, ctx)
	visit(t, ctx, base, journeys.Journey{Name: "card", Path: "/fr/card", Form: journeys.Card("wallet")})
	asked(t, ctx, "print")
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(sheetOfPaper.FindAll(pdf, -1)); n != 1 {
		t.Errorf("%d sheets", n)
	}
	if !strings.Contains(string(pdf), "/MediaBox [0 0 594.95996 841.91998]") && !strings.Contains(string(pdf), "/MediaBox [0 0 595") {
		t.Error("the sheet is not A4")
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skipf("skipped the rest: %v", err)
	}
	file := filepath.Join(t.TempDir(), "card.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(tool, file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if words := strings.TrimSpace(string(text)); words != "" { // letters of the card are shapes: whatever is text is not of the card
		t.Errorf("on paper stands besides: %q", words)
	}
}
