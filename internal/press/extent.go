package press

import "github.com/halte-brussels/halte/internal/press/font"

// extent is what an item covers.
type extent struct{ left, top, right, bottom int }

// extent is that of the letters as they are drawn, not of the room that lines leave for them.
func (it item) extent() extent {
	if it.text != nil {
		return it.text.extent()
	}
	const far = 1 << 40
	e := extent{far, far, -far, -far}
	for _, s := range it.path.Segments {
		for _, p := range s.At() {
			e = e.with(extent{p.X, p.Y, p.X, p.Y})
		}
	}
	half := it.path.Stroke / 2
	return extent{e.left - half, e.top - half, e.right + half, e.bottom + half}
}

func (l *line) extent() extent {
	e := extent{l.x, l.y, l.x, l.y}
	for _, g := range l.run.Glyphs {
		if b := g.Face.Box(g.ID); b != (font.Box{}) {
			e = e.with(extent{l.x + scale(g.X+b.Left, l.size), l.y - scale(g.Y+b.Top, l.size),
				l.x + scale(g.X+b.Right, l.size), l.y - scale(g.Y+b.Bottom, l.size)})
		}
	}
	return e
}

func (e extent) with(o extent) extent {
	return extent{min(e.left, o.left), min(e.top, o.top), max(e.right, o.right), max(e.bottom, o.bottom)}
}
