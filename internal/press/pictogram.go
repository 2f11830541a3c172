package press

import (
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// A pictogram is drawn on a field of 240 by 240 with lines of one width, so that it stays clear when a bad printer fills
// thin lines or drops them. All are drawn for Halte.
//
// Each is lines, divided by semicolons: places that a line joins, as "x,y x,y"; with z at the end it is closed; "o x,y r"
// is a circle.
var drawings = map[card.Pictogram]string{
	card.Telephone: "70,20 170,20 170,220 70,220 z; 70,60 170,60; 70,175 170,175; o 120,198 6",
	card.Clock:     "o 120,120 95; 120,60 120,120 160,145",
	card.DayAndNight: "o 70,120 34; 70,55 70,68; 70,172 70,185; 12,120 22,120; 26,76 34,84; 26,164 34,156; 114,76 106,84; 114,164 106,156; " +
		"225,168 205,178 183,178 163,167 151,148 147,125 151,100 163,80 181,68 201,64 188,84 183,108 187,134 199,154 z",
	card.NoCost: "o 120,120 90; 150,85 130,75 108,82 95,103 92,120 95,137 108,158 130,165 150,155; 78,108 128,108; 78,132 128,132; 28,212 212,28",
	card.NoName: "20,60 220,60 220,200 20,200 z; o 75,112 20; 42,172 48,150 102,150 108,172; 135,110 195,110; 100,60 100,35 140,35 140,60; 20,228 220,28",
	card.Place:  "15,115 120,25 225,115; 45,92 45,215 195,215 195,92; 98,215 98,150 142,150 142,215",
	card.OnTheWay: "50,45 190,45 190,185 50,185 z; 50,115 190,115; 120,45 120,115; o 85,150 8; o 155,150 8; 75,185 50,220; 165,185 190,220; " +
		"90,20 150,20; 120,20 120,45",
	card.Speech:   "20,35 220,35 220,160 110,160 65,210 65,160 20,160 z; 60,80 180,80; 60,115 145,115",
	card.Calendar: "30,45 210,45 210,215 30,215 z; 30,95 210,95; 80,22 80,62; 160,22 160,62; 82,155 110,182 160,130",
	card.Paper:    "50,20 190,20 190,220 50,220 z; 85,75 155,75; 85,115 155,115; 85,155 125,155",
}

// pictogram draws one with its top left corner at a place.
func pictogram(name card.Pictogram, x, y, side int) *pdf.Path {
	path := pdf.Path{Stroke: side * 8 / 100}
	at := func(place string) pdf.Point {
		across, down, _ := strings.Cut(place, ",")
		return pdf.Point{X: x + unit(across, side), Y: y + unit(down, side)}
	}
	for _, line := range strings.Split(drawings[name], ";") {
		words := strings.Fields(line)
		if len(words) == 3 && words[0] == "o" {
			path.Segments = append(path.Segments, round(at(words[1]), unit(words[2], side))...)
			continue
		}
		for i, word := range words {
			s := pdf.Segment{Kind: pdf.Line}
			switch {
			case word == "z":
				s.Kind = pdf.Close
			case i == 0:
				s.Kind = pdf.Move
				fallthrough
			default:
				s.Points[0] = at(word)
			}
			path.Segments = append(path.Segments, s)
		}
	}
	return &path
}

// unit is a length on the field; the drawings above hold numbers only, which a test sees to.
func unit(number string, side int) int {
	n, _ := strconv.Atoi(number)
	return n * side / 240
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
