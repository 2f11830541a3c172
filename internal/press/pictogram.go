package press

import "github.com/halte-brussels/halte/internal/press/pdf"

// A pictogram is drawn on a field of 24 by 24 with lines of one width, so that it stays clear when a bad printer fills
// thin lines or drops them. All are drawn for Halte.

// stroke is one line of a pictogram: points that it joins, or a circle.
type stroke struct {
	points [][2]int // in tenths of the field's units
	closed bool
	round  bool // points[0] is the centre and points[1][0] the radius
}

func lineOf(points ...[2]int) stroke  { return stroke{points: points} }
func shapeOf(points ...[2]int) stroke { return stroke{points: points, closed: true} }
func circle(x, y, radius int) stroke {
	return stroke{points: [][2]int{{x, y}, {radius, 0}}, round: true}
}

// drawings are the pictograms by name.
func drawings(name string) []stroke {
	switch name {
	case "telephone": // an upright receiver beside sound
		return []stroke{shapeOf([2]int{70, 20}, [2]int{170, 20}, [2]int{170, 220}, [2]int{70, 220}), lineOf([2]int{70, 60}, [2]int{170, 60}),
			lineOf([2]int{70, 175}, [2]int{170, 175}), circle(120, 198, 6)}
	case "clock":
		return []stroke{circle(120, 120, 95), lineOf([2]int{120, 60}, [2]int{120, 120}, [2]int{160, 145})}
	case "day-and-night": // half a sun, half a moon
		return []stroke{circle(80, 120, 38), lineOf([2]int{80, 40}, [2]int{80, 55}), lineOf([2]int{80, 185}, [2]int{80, 200}),
			lineOf([2]int{0, 120}, [2]int{15, 120}), lineOf([2]int{23, 63}, [2]int{34, 74}), lineOf([2]int{23, 177}, [2]int{34, 166}),
			lineOf([2]int{205, 60}, [2]int{175, 65}, [2]int{155, 90}, [2]int{150, 120}, [2]int{155, 150}, [2]int{175, 175}, [2]int{205, 180},
				[2]int{187, 155}, [2]int{180, 120}, [2]int{187, 85}, [2]int{205, 60})}
	case "free": // a coin, struck through
		return []stroke{circle(120, 120, 90), lineOf([2]int{148, 82}, [2]int{125, 75}, [2]int{100, 90}, [2]int{90, 120}, [2]int{100, 150}, [2]int{125, 165}, [2]int{148, 158}),
			lineOf([2]int{75, 108}, [2]int{125, 108}), lineOf([2]int{75, 132}, [2]int{125, 132}), lineOf([2]int{30, 210}, [2]int{210, 30})}
	case "no-name": // a badge with nothing on it
		return []stroke{shapeOf([2]int{20, 60}, [2]int{220, 60}, [2]int{220, 200}, [2]int{20, 200}), circle(75, 112, 20),
			lineOf([2]int{42, 172}, [2]int{48, 150}, [2]int{102, 150}, [2]int{108, 172}), lineOf([2]int{135, 130}, [2]int{195, 130}),
			lineOf([2]int{100, 60}, [2]int{100, 35}, [2]int{140, 35}, [2]int{140, 60})}
	case "place": // a house with its door
		return []stroke{lineOf([2]int{15, 115}, [2]int{120, 25}, [2]int{225, 115}), lineOf([2]int{45, 92}, [2]int{45, 215}, [2]int{195, 215}, [2]int{195, 92}),
			lineOf([2]int{98, 215}, [2]int{98, 150}, [2]int{142, 150}, [2]int{142, 215})}
	case "way": // a tram
		return []stroke{shapeOf([2]int{50, 45}, [2]int{190, 45}, [2]int{190, 185}, [2]int{50, 185}), lineOf([2]int{50, 115}, [2]int{190, 115}),
			lineOf([2]int{120, 45}, [2]int{120, 115}), circle(85, 150, 8), circle(155, 150, 8), lineOf([2]int{75, 185}, [2]int{50, 220}),
			lineOf([2]int{165, 185}, [2]int{190, 220}), lineOf([2]int{90, 20}, [2]int{150, 20}), lineOf([2]int{120, 20}, [2]int{120, 45})}
	case "say": // a bubble with words
		return []stroke{shapeOf([2]int{20, 35}, [2]int{220, 35}, [2]int{220, 160}, [2]int{110, 160}, [2]int{65, 210}, [2]int{65, 160}, [2]int{20, 160}),
			lineOf([2]int{60, 80}, [2]int{180, 80}), lineOf([2]int{60, 115}, [2]int{145, 115})}
	case "calendar":
		return []stroke{shapeOf([2]int{30, 45}, [2]int{210, 45}, [2]int{210, 215}, [2]int{30, 215}), lineOf([2]int{30, 95}, [2]int{210, 95}),
			lineOf([2]int{80, 22}, [2]int{80, 62}), lineOf([2]int{160, 22}, [2]int{160, 62}), lineOf([2]int{82, 155}, [2]int{110, 182}, [2]int{160, 130})}
	}
	return []stroke{shapeOf([2]int{50, 20}, [2]int{190, 20}, [2]int{190, 220}, [2]int{50, 220}), lineOf([2]int{85, 75}, [2]int{155, 75}), // paper
		lineOf([2]int{85, 115}, [2]int{155, 115}), lineOf([2]int{85, 155}, [2]int{125, 155})}
}

// pictogram draws one with its top left corner at a place.
func pictogram(name string, x, y, side int) []pdf.Path {
	path := pdf.Path{Stroke: side * 8 / 100}
	at := func(p [2]int) pdf.Point { return pdf.Point{X: x + p[0]*side/240, Y: y + p[1]*side/240} }
	for _, s := range drawings(name) {
		if s.round {
			path.Segments = append(path.Segments, round(at(s.points[0]), s.points[1][0]*side/240)...)
			continue
		}
		for i, p := range s.points {
			kind := pdf.Line
			if i == 0 {
				kind = pdf.Move
			}
			path.Segments = append(path.Segments, pdf.Segment{Kind: kind, Points: [3]pdf.Point{at(p)}})
		}
		if s.closed {
			path.Segments = append(path.Segments, pdf.Segment{Kind: pdf.Close})
		}
	}
	return []pdf.Path{path}
}

// round is a circle in four curves.
func round(c pdf.Point, r int) []pdf.Segment {
	k := r * 5523 / 10000 // how far the bends of a quarter lie
	at := func(dx, dy int) pdf.Point { return pdf.Point{X: c.X + dx, Y: c.Y + dy} }
	curve := func(a, b, to pdf.Point) pdf.Segment {
		return pdf.Segment{Kind: pdf.Curve, Points: [3]pdf.Point{a, b, to}}
	}
	return []pdf.Segment{{Kind: pdf.Move, Points: [3]pdf.Point{at(r, 0)}},
		curve(at(r, k), at(k, r), at(0, r)), curve(at(-k, r), at(-r, k), at(-r, 0)),
		curve(at(-r, -k), at(-k, -r), at(0, -r)), curve(at(k, -r), at(r, -k), at(r, 0)), {Kind: pdf.Close}}
}
