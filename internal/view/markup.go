package view

import (
	"slices"
	"strings"
)

// Node is a piece of a page. It appends its markup: a page of a decision is some two thousand nodes, and on an old
// telephone what each of them allocates is felt.
type Node interface{ write(page []byte) []byte }

// HTML writes a node out.
func HTML(n Node) string {
	const usual = 96 << 10 // bytes of a decision
	return string(n.write(make([]byte, 0, usual)))
}

// text is words. They are escaped as they are written, wherever they come from.
type text string

func (t text) write(page []byte) []byte { return escaped(page, string(t)) }

// escaped appends words so that they stay words, in an element and in a quoted attribute.
func escaped(page []byte, words string) []byte {
	from := 0
	for i := 0; i < len(words); i++ {
		as := ""
		switch words[i] {
		case '&':
			as = "&amp;"
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '"':
			as = "&#34;"
		case '\'':
			as = "&#39;"
		default:
			continue
		}
		page = append(append(page, words[from:i]...), as...)
		from = i + 1
	}
	return append(page, words[from:]...)
}

// drawing is markup of our own, such as an icon. Nothing that was read from anywhere becomes one.
type drawing string

func (d drawing) write(page []byte) []byte { return append(page, d...) }

// group is nodes one after another.
type group []Node

func (g group) write(page []byte) []byte {
	for _, n := range g {
		if n != nil {
			page = n.write(page)
		}
	}
	return page
}

// attr is an attribute of an element, with those before it.
type attr struct {
	name, value string
	before      *attr
}

func (a *attr) write(page []byte) []byte {
	if a == nil {
		return page
	}
	page = append(append(a.before.write(page), ' '), a.name...)
	if a.value == "" {
		return page
	}
	return append(escaped(append(page, '=', '"'), a.value), '"')
}

// element is an element with its attributes and what it holds.
type element struct {
	name  string // with its classes: "p.hint"
	attrs *attr
	words string // instead of nodes
	holds group
}

func (e *element) write(page []byte) []byte {
	name, classes, _ := strings.Cut(e.name, ".")
	page = append(append(page, '<'), name...)
	if classes != "" {
		page = append(page, ` class="`...)
		for i := range len(classes) {
			if c := classes[i]; c != '.' {
				page = append(page, c)
			} else {
				page = append(page, ' ')
			}
		}
		page = append(page, '"')
	}
	page = append(e.attrs.write(page), '>')
	if name == "input" || name == "br" {
		return page
	}
	page = append(e.holds.write(escaped(page, e.words)), '<', '/')
	return append(append(page, name...), '>')
}

// el is an element that holds nodes. A name may bring classes with it: "p.hint".
func el(name string, holds ...Node) *element { return &element{name: name, holds: holds} }

// says is an element that holds words. Most do: it is one thing to make, where an element with a text in it is three.
func says(name, words string) *element { return &element{name: name, words: words} }

// with is the element with one more attribute; one whose value may be empty says nothing more. It is for an element
// that was just made, and changes it.
func (e *element) with(name, value string) *element {
	e.attrs = &attr{name, value, e.attrs}
	return e
}

// hold is the element with more in it. It is for an element that was just made, and changes it.
func (e *element) hold(more ...Node) *element {
	e.holds = append(e.holds, more...)
	return e
}

// line is an element that holds words only, or nothing where there are none.
func line(name, words string) Node {
	if words == "" {
		return nil
	}
	return says(name, words)
}

// when is a node, or nothing.
func when(holds bool, n Node) Node {
	if holds {
		return n
	}
	return nil
}

// schemes are the addresses that a link may have besides those of our own pages.
var schemes = []string{"https://", "http://", "tel:", "sms:", "mailto:"}

// link is a link. An address of any other kind, such as a script, leads nowhere.
func link(name, href string, holds ...Node) *element {
	ours := strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#")
	if !ours && !slices.ContainsFunc(schemes, func(s string) bool { return strings.HasPrefix(href, s) }) {
		href = "#"
	}
	return el(name, holds...).with("href", href)
}

// outside is a link to another site, which is not told where the reader came from.
func outside(href string, holds ...Node) *element {
	return link("a", href, holds...).with("rel", "noreferrer")
}

// list makes a node of each thing.
func list[T any](things []T, show func(T) Node) group {
	nodes := make(group, 0, len(things))
	for _, thing := range things {
		if n := show(thing); n != nil {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// between puts a node between others.
func between(nodes group, separator Node) group {
	var out group
	for i, n := range nodes {
		if i > 0 {
			out = append(out, separator)
		}
		out = append(out, n)
	}
	return out
}
