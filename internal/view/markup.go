package view

import (
	"html"
	"slices"
	"strings"
)

// Node is a piece of a page.
type Node interface{ write(*strings.Builder) }

// HTML writes a node out.
func HTML(n Node) string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

// text is words. They are escaped as they are written, wherever they come from.
type text string

func (t text) write(b *strings.Builder) { b.WriteString(html.EscapeString(string(t))) }

// drawing is markup of our own, such as an icon. Nothing that was read from anywhere becomes one.
type drawing string

func (d drawing) write(b *strings.Builder) { b.WriteString(string(d)) }

// group is nodes one after another.
type group []Node

func (g group) write(b *strings.Builder) {
	for _, n := range g {
		if n != nil {
			n.write(b)
		}
	}
}

// attr is an attribute of an element.
type attr struct{ name, value string }

// element is an element with its attributes and what it holds.
type element struct {
	name  string
	attrs []attr
	holds group
}

func (e element) write(b *strings.Builder) {
	b.WriteString("<" + e.name)
	for _, a := range e.attrs {
		b.WriteString(" " + a.name)
		if a.value != "" {
			b.WriteString(`="` + html.EscapeString(a.value) + `"`)
		}
	}
	b.WriteByte('>')
	if e.name == "input" || e.name == "br" {
		return
	}
	e.holds.write(b)
	b.WriteString("</" + e.name + ">")
}

// el is an element that holds nodes. A name may bring classes with it: "p.hint".
func el(name string, holds ...Node) element {
	name, classes, _ := strings.Cut(name, ".")
	e := element{name: name, holds: holds}
	if classes != "" {
		e.attrs = []attr{{"class", strings.ReplaceAll(classes, ".", " ")}}
	}
	return e
}

// with adds an attribute; one whose value may be empty says nothing more.
func (e element) with(name, value string) element {
	e.attrs = append(slices.Clip(e.attrs), attr{name, value})
	return e
}

// line is an element that holds words only, or nothing where there are none.
func line(name, words string) Node {
	if words == "" {
		return nil
	}
	return el(name, text(words))
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
func link(name, href string, holds ...Node) element {
	ours := strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") || strings.HasPrefix(href, "#")
	if !ours && !slices.ContainsFunc(schemes, func(s string) bool { return strings.HasPrefix(href, s) }) {
		href = "#"
	}
	return el(name, holds...).with("href", href)
}

// outside is a link to another site, which is not told where the reader came from.
func outside(href string, holds ...Node) element {
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
