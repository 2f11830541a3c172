package view

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// Whatever a text or an attribute says, it is read back as that text and as nothing else.
func TestWordsStayWords(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.StringMatching(`[ -~éàë]*`).Draw(r, "words")
		page := HTML(el("p.hint", text(words)).with("title", words))
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			r.Fatal(err)
		}
		p := root.FirstChild.LastChild.FirstChild
		if p == nil || p.Data != "p" || p.NextSibling != nil {
			r.Fatalf("%q is no single paragraph", page)
		}
		var read string
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.TextNode {
				r.Fatalf("%q holds more than words", page)
			}
			read += c.Data
		}
		title := ""
		for _, a := range p.Attr {
			if a.Key == "title" {
				title = a.Val
			}
		}
		if read != words || title != words || len(p.Attr) > 2 {
			r.Errorf("%q was read back as %q and %q", words, read, title)
		}
	})
}

func TestLinksLeadNowhereElse(t *testing.T) {
	for address, want := range map[string]string{
		"/en/guide":             "/en/guide",
		"#steps":                "#steps",
		"https://www.brussels/": "https://www.brussels/",
		"tel:112":               "tel:112",
		"mailto:a@b.be":         "mailto:a@b.be",
		"javascript:alert(1)":   "#",
		"JAVASCRIPT:alert(1)":   "#",
		" javascript:alert(1)":  "#",
		"data:text/html,x":      "#",
		"//elsewhere.example/":  "#",
		"":                      "#",
	} {
		if got := HTML(link("a", address)); got != `<a href="`+want+`"></a>` {
			t.Errorf("%q leads to %s", address, got)
		}
	}
}

func TestNothingIsWrittenForNothing(t *testing.T) {
	if got := HTML(group{nil, line("p", ""), when(false, text("x")), list([]int{1, 2}, func(int) Node { return nil })}); got != "" {
		t.Errorf("%q", got)
	}
	if got := HTML(el("ul", between(group{text("a"), text("b"), text("c")}, text("-")))); got != "<ul>a-b-c</ul>" {
		t.Errorf("%q", got)
	}
}
