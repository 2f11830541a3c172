package e2e

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/lang"
)

var update = flag.Bool("update", false, "write the accessibility trees anew")

// announced is what a screen reader's user goes by: the parts of a page, its headings, and what can be done.
var announced = []string{"banner", "navigation", "main", "contentinfo", "complementary", "search", "region", "form", "group", "heading",
	"link", "button", "radio", "radiogroup", "checkbox", "textbox", "searchbox", "DisclosureTriangle", "details", "status", "alert",
	"article", "blockquote", "image", "dialog", "Date", "DateTime", "InputTime", "combobox"}

// The main job as it is told to someone who does not see the page, step by step: the start, the form, the form answered,
// and the answer. `go test ./internal/e2e -run TestMainJobAsATree -update` writes it anew; read what has changed.
func TestMainJobAsATree(t *testing.T) {
	t.Parallel()
	base := serve(t)
	for _, tag := range lang.Interface() {
		t.Run(string(tag), func(t *testing.T) {
			ctx := browser(t)
			prefer(t, ctx, "light")
			do(t, ctx, "size", chromedp.EmulateViewport(1280, 800))
			withoutCopy(t, ctx)
			var story strings.Builder
			step := func(name string) { fmt.Fprintf(&story, "== %s\n%s\n", name, tree(t, ctx)) }
			open(t, ctx, base+"/"+string(tag)+"/")
			// Who answers now is another list each hour: TestMainJob in internal/web holds it at one instant.
			do(t, ctx, "leave out", chromedp.Evaluate[chromedp.Void](`document.querySelector(".now")?.setAttribute("aria-hidden", "true")`))
			step("start")
			follow(t, ctx, "choose who can help", chromedp.Click(`main a[href$="/route"]`))
			step("form")
			for _, a := range answers {
				do(t, ctx, "answer "+a.name, chromedp.Click(`label:has(input[name="`+a.name+`"][value="`+a.value+`"])`))
			}
			do(t, ctx, "say when", chromedp.SetAttributeValue(`input[name="at"]`, "value", "2026-11-22T03:00"))
			step("form, answered")
			follow(t, ctx, "send", chromedp.Click(`form.facts button.button-main`))
			step("answer")
			golden(t, filepath.Join("testdata", "main-job."+string(tag)+".txt"), story.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, lines := strings.Split(string(data), "\n"), strings.Split(got, "\n")
	for i := range max(len(want), len(lines)) {
		if i >= len(want) || i >= len(lines) || want[i] != lines[i] {
			t.Fatalf("%s differs at line %d: it has\n%s\nand the page tells\n%s", file, i+1,
				strings.Join(want[min(i, len(want)):min(i+4, len(want))], "\n"), strings.Join(lines[min(i, len(lines)):min(i+4, len(lines))], "\n"))
		}
	}
}

// tree writes what the browser tells assistive technology of the page that is open: a line for each part, indented as
// they stand in one another.
func tree(t *testing.T, ctx context.Context) string {
	t.Helper()
	got, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range got.Nodes {
		nodes[n.NodeID] = n
	}
	var out strings.Builder
	var write func(n *accessibility.Node, depth int)
	write = func(n *accessibility.Node, depth int) {
		if role := text(n.Role); !n.Ignored && slices.Contains(announced, role) {
			fmt.Fprintf(&out, "%s%s\n", strings.Repeat("  ", depth), described(n))
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := nodes[id]; child != nil {
				write(child, depth)
			}
		}
	}
	if len(got.Nodes) > 0 {
		write(got.Nodes[0], 0)
	}
	return out.String()
}

// described is one part: what it is, its name, its state and what explains it.
func described(n *accessibility.Node) string {
	words := []string{text(n.Role)}
	if name := text(n.Name); name != "" {
		words = append(words, "“"+name+"”")
	}
	for _, p := range n.Properties {
		switch p.Name {
		case "level", "checked", "expanded", "invalid", "required", "disabled":
			if v := text(p.Value); v != "false" || p.Name == "expanded" {
				words = append(words, fmt.Sprintf("%s=%s", p.Name, v))
			}
		}
	}
	if d := text(n.Description); d != "" {
		words = append(words, fmt.Sprintf("(%s)", d))
	}
	return strings.Join(words, " ")
}

// text is a value of the tree as it would be read out.
func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var read any
	if err := json.Unmarshal(v.Value, &read); err != nil || read == nil {
		return ""
	}
	return fmt.Sprint(read)
}
