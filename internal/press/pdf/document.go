// Package pdf writes small tagged documents: pages with text and lines, and beside them the tree of headings, paragraphs
// and lists that a screen reader follows, with the language of each. A document says nothing of who made it, with what or
// when: the same pages give the same bytes. PDF 1.7; lengths are in micrometres, from the top left corner of a page.
package pdf

import (
	"io"

	"github.com/halte-brussels/halte/internal/press/font"
)

// About is what a document says of itself.
type About struct {
	Title       string // shown by readers instead of the name of the file
	Lang        string
	RightToLeft bool
}

// Role is what an element of the tree is.
type Role string

// The roles that are used.
const (
	Part      Role = "Document"
	Section   Role = "Sect"
	Heading1  Role = "H1"
	Heading2  Role = "H2"
	Paragraph Role = "P"
	List      Role = "L"
	Item      Role = "LI"
	Body      Role = "LBody"
	Figure    Role = "Figure"
)

// Element is a part of the tree, read in the order in which things were added to it.
type Element struct {
	role      Role
	lang, alt string
	kids      []kid
	parent    *Element
	id        ref
}

// kid is an element, or what one page shows between two marks.
type kid struct {
	element *Element
	page    *Page
	mark    int
}

// Add adds an element at the end. Lang is empty where it is that of what it stands in; alt is what is read out instead
// of a figure.
func (e *Element) Add(role Role, lang, alt string) *Element {
	child := &Element{role: role, lang: lang, alt: alt, parent: e}
	e.kids = append(e.kids, kid{element: child})
	return child
}

// empty tells whether nothing is shown anywhere in an element; such a one is left out of the tree.
func (e *Element) empty() bool {
	for _, k := range e.kids {
		if k.element == nil || !k.element.empty() {
			return false
		}
	}
	return true
}

// Document is pages and their tree.
type Document struct {
	about About
	root  *Element
	pages []*Page
	faces []*face
}

// New returns a document without pages.
func New(about About) *Document {
	return &Document{about: about, root: &Element{role: Part}}
}

// Root is the element that holds all others.
func (d *Document) Root() *Element { return d.root }

// Page adds a page.
func (d *Document) Page(width, height int) *Page {
	p := &Page{document: d, width: width, height: height, id: 0}
	d.pages = append(d.pages, p)
	return p
}

// face is a font with the signs of it that the document shows.
type face struct {
	font *font.Face
	used map[uint16]bool
	text map[uint16]string
}

// face returns the number of a font in the document and notes a sign of it.
func (d *Document) face(g font.Glyph) int {
	at := -1
	for i, f := range d.faces {
		if f.font == g.Face {
			at = i
		}
	}
	if at < 0 {
		d.faces = append(d.faces, &face{g.Face, map[uint16]bool{}, map[uint16]string{}})
		at = len(d.faces) - 1
	}
	f := d.faces[at]
	f.used[g.ID] = true
	if _, known := f.text[g.ID]; !known {
		f.text[g.ID] = g.Text
	}
	return at
}

// WriteTo writes the document.
func (d *Document) WriteTo(w io.Writer) (int64, error) {
	f := &file{}
	d.write(f)
	n, err := w.Write(f.finish())
	return int64(n), err
}
