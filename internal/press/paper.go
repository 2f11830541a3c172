package press

import (
	"io"

	"github.com/halte-brussels/halte/internal/press/pdf"
)

// PDF writes the sheets as a tagged document. The first card on a page is read out, its copies are not.
func (s *Sheets) PDF(w io.Writer) error {
	d := pdf.New(pdf.About{Title: s.title, Lang: string(s.lang), RightToLeft: s.rtl})
	tree := tree{lang: s, known: map[*tag]*pdf.Element{}, root: d.Root()}
	for _, p := range s.pages {
		out := d.Page(a4Width, a4Height)
		for i, at := range p.copies {
			for _, it := range p.card {
				it = it.moved(at.X, at.Y)
				if i > 0 {
					it.tag = nil
				}
				tree.draw(out, it)
			}
		}
		for _, it := range p.outside {
			tree.draw(out, it)
		}
	}
	_, err := d.WriteTo(w)
	return err
}

// tree makes the elements of a document as they come into use, so that they are read in the order of the page.
type tree struct {
	lang  *Sheets
	root  *pdf.Element
	known map[*tag]*pdf.Element
}

func (t tree) element(g *tag) *pdf.Element {
	if g == nil {
		return nil
	}
	if g.role == pdf.Part {
		return t.root
	}
	if e, ok := t.known[g]; ok {
		return e
	}
	parent := t.root
	if g.parent != nil {
		parent = t.element(g.parent)
	}
	language := string(g.lang)
	if g.lang == t.lang.lang {
		language = ""
	}
	e := parent.Add(g.role, language, g.alt)
	t.known[g] = e
	return e
}

func (t tree) draw(p *pdf.Page, it item) {
	if l := it.text; l != nil {
		p.Text(t.element(it.tag), pdf.Text{X: l.x, Y: l.y, Size: l.size, Run: l.run})
		return
	}
	p.Path(t.element(it.tag), *it.path)
}
