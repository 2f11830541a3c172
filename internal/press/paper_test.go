package press

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/press/presstest"
)

// tool runs one of Debian's tools on a document. Where it is missing the test is skipped, but not where all must pass.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("HALTE_REQUIRE_PAPER") != "" {
			t.Fatal(err)
		}
		t.Skipf("skipped: %v; scripts/install-test-tools.sh installs it", err)
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v: %s", name, args, err, out)
	}
	return string(out)
}

func printed(t *testing.T, dir, name string, c card.Card, form Form) (*Sheets, string) {
	t.Helper()
	s, err := Set(c, form, words(t, c.Language))
	if err != nil {
		return nil, ""
	}
	var b bytes.Buffer
	if err := s.PDF(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name+"-"+string(form)+".pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return s, path
}

// A document is sound, tagged, in its language, with a neutral title and nothing about who made it; and what a screen
// reader is given is what stands on the card, once, in its order.
func TestDocuments(t *testing.T) {
	dir := t.TempDir()
	for name, c := range presstest.Samples() {
		for _, form := range Forms() {
			s, path := printed(t, dir, name, c, form)
			if s == nil {
				continue
			}
			tool(t, "qpdf", "--check", path)
			info := tool(t, "pdfinfo", path)
			title := c.Heading.Text
			if title == "" {
				title = words(t, c.Language).Title
			}
			for _, want := range []string{"Tagged:          yes", "Title:           " + title, "PDF version:     1.7", "(A4)"} {
				if !strings.Contains(info, want) {
					t.Errorf("%s on %s: no %q in\n%s", name, form, want, info)
				}
			}
			for _, trace := range []string{"Producer", "Creator", "Author", "CreationDate", "ModDate", "Metadata Stream: yes"} {
				if strings.Contains(info, trace+":") && !strings.Contains(info, trace+":  no") && !strings.Contains(info, "Metadata Stream: no") {
					t.Errorf("%s on %s: the document has a %s", name, form, trace)
				}
			}
			readOut(t, name+" on "+string(form), s, tool(t, "pdfinfo", "-struct-text", path))
			whole := tool(t, "qpdf", "--qdf", "--object-streams=disable", path, "-")
			for _, want := range []string{"/DisplayDocTitle true", "/Marked true", "/Tabs /S", "/Lang"} {
				if !strings.Contains(whole, want) {
					t.Errorf("%s on %s: no %s", name, form, want)
				}
			}
			if c.Page != "" && !strings.Contains(whole, "/Alt <") {
				t.Errorf("%s on %s: nothing is read out instead of the code", name, form)
			}
			if c.Language == "ar" && !strings.Contains(whole, "/Lang (fr)") {
				t.Errorf("%s on %s: the address is not marked as French", name, form)
			}
			if rtl := strings.Contains(whole, "/Direction /R2L"); rtl != (c.Direction == card.RightToLeft) {
				t.Errorf("%s on %s: begins at the right: %t", name, form, rtl)
			}
		}
	}
}

// readOut compares the texts of a document's tree with the lines of the card.
func readOut(t *testing.T, name string, s *Sheets, tree string) {
	t.Helper()
	var want, got []string
	for _, p := range s.pages {
		for _, it := range slices.Concat(p.card, p.outside) {
			if it.tag != nil && it.text != nil {
				want = append(want, strings.ReplaceAll(it.text.text, "\u00a0", " "))
			}
		}
	}
	for _, line := range strings.Split(tree, "\n") {
		if quoted, is := strings.CutPrefix(strings.TrimSpace(line), `"`); is && quoted != `"` {
			got = append(got, strings.TrimSpace(strings.TrimSuffix(quoted, `"`)))
		}
	}
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "\u200c", "")
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s is read out as\n%q, want\n%q", name, got, want)
	}
	if !strings.Contains(tree, "H1") && len(s.pages) > 0 && strings.Contains(strings.Join(want, ""), s.title) {
		t.Errorf("%s has no first heading:\n%s", name, tree)
	}
}

// The code on paper is read by a telephone, at 300 dots to the inch and on every copy; no sheet is blank.
func TestCodeIsRead(t *testing.T) {
	dir := t.TempDir()
	c := presstest.Samples()["ar"]
	for _, form := range []Form{Wallet, A6, Large18, Large24, Easy} {
		s, path := printed(t, dir, "code", c, form)
		if s == nil {
			t.Fatalf("no sheet of %s", form)
		}
		tool(t, "pdftoppm", "-r", "300", "-gray", path, filepath.Join(dir, string(form)))
		images, _ := filepath.Glob(filepath.Join(dir, string(form)+"-*.pgm"))
		if len(images) != s.Pages() {
			t.Fatalf("%s: %d pictures of %d pages", form, len(images), s.Pages())
		}
		for _, image := range images {
			data, err := os.ReadFile(image)
			if err != nil || bytes.Count(data, []byte{0}) < 2000 {
				t.Errorf("%s is blank (%v)", image, err)
			}
		}
		seen := tool(t, "zbarimg", append([]string{"-q", "--raw"}, images[len(images)-1])...)
		if lines := strings.Fields(seen); len(lines) == 0 || slices.ContainsFunc(lines, func(l string) bool { return l != c.Page }) {
			t.Errorf("%s: the code reads %q, want %q", form, seen, c.Page)
		}
	}
}

// A code is 20 millimetres wide or more and has its empty edge.
func TestCodeIsLarge(t *testing.T) {
	for form, g := range geometries() {
		s := &setter{width: g.width - 2*g.margin, percent: 100, sizes: g.sizes}
		p := s.code(&tag{}, "https://halte.example/fr/n/K7P-3MX-Q4D", Words{}, g.code)[0]
		e := p.items[0].extent()
		if e.right-e.left < 20*millimetre || e.bottom-e.top < 20*millimetre {
			t.Errorf("%s: the code covers %+v", form, e)
		}
		if square := (e.right - e.left) / 29; p.before < 4*square-millimetre/10 || g.margin < 4*square {
			t.Errorf("%s: the edge above is %d and the margin %d, a square %d", form, p.before, g.margin, square)
		}
	}
}
