package press

import (
	"rsc.io/qr/coding"

	"github.com/halte-brussels/halte/internal/press/pdf"
)

// code draws the address of the neutral page as a QR code, with the empty edge that readers need, at the end of the line
// and the foot of the panel.
func (s *setter) code(root *tag, address string, words Words, side int) group {
	const most = 120 // longer ones make squares too small for a bad printer
	if s.err != nil {
		return nil
	}
	if len(address) > most {
		s.err = longAddress()
		return nil
	}
	c, err := encode(address)
	if err != nil {
		s.err = longAddress()
		return nil
	}
	const quiet = 4 // squares, by the standard
	square := side / (c.Size + 2*quiet)
	drawn := square * c.Size
	left := s.width - drawn
	if s.rtl {
		left = 0
	}
	path := pdf.Path{}
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			n := 0
			for x+n < c.Size && c.Black(x+n, y) {
				n++
			}
			if n > 0 {
				path.Segments = append(path.Segments, rectangle(left+x*square, y*square, n*square, square)...)
				x += n
			}
		}
	}
	figure := &tag{role: pdf.Figure, lang: words.Lang, alt: words.Code, parent: root}
	return group{{items: []item{{tag: figure, path: &path}}, height: drawn, before: quiet * square, bottom: true}}
}

func rectangle(x, y, width, height int) []pdf.Segment {
	at := func(kind pdf.Kind, x, y int) pdf.Segment {
		return pdf.Segment{Kind: kind, Points: [3]pdf.Point{{X: x, Y: y}}}
	}
	return []pdf.Segment{at(pdf.Move, x, y), at(pdf.Line, x+width, y), at(pdf.Line, x+width, y+height), at(pdf.Line, x, y+height),
		{Kind: pdf.Close}}
}

// encode makes the smallest code that holds a text and can be read with a seventh of it lost.
func encode(text string) (*coding.Code, error) {
	data := coding.String(text)
	version := coding.Version(coding.MinVersion)
	for version < coding.MaxVersion && data.Bits(version) > version.DataBytes(coding.M)*8 {
		version++
	}
	plan, err := coding.NewPlan(version, coding.M, 0)
	if err != nil {
		return nil, err
	}
	return plan.Encode(data)
}
