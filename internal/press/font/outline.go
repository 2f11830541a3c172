package font

import (
	"encoding/binary"
	"strconv"
)

// Point is a place in units, y upwards. A point that is not On the line bends it.
type Point struct {
	X, Y int
	On   bool
}

// Box is what a sign covers, in units.
type Box struct{ Left, Bottom, Right, Top int }

// Box returns what a sign covers; the zero Box when nothing is drawn.
func (f *Face) Box(id uint16) Box {
	if int(id) >= len(f.outlines) || len(f.outlines[id]) < 10 {
		return Box{}
	}
	at := func(i int) int { return int(int16(binary.BigEndian.Uint16(f.outlines[id][i:]))) }
	return Box{at(2), at(4), at(6), at(8)}
}

// Outline returns the closed lines of a sign, and none for one that cannot be read.
func (f *Face) Outline(id uint16) [][]Point {
	if int(id) >= len(f.outlines) {
		return nil
	}
	r := &reader{b: f.outlines[id]}
	contours := int(int16(r.u16()))
	r.skip(8)
	if contours <= 0 || contours > len(r.b) {
		return nil
	}
	ends := make([]int, contours)
	for i := range ends {
		ends[i] = int(r.u16()) + 1
		if i > 0 && ends[i] < ends[i-1] {
			return nil
		}
	}
	count := ends[contours-1]
	r.skip(int(r.u16())) // instructions
	flags := readFlags(r, count)
	points := make([]Point, count)
	x, y := 0, 0
	for i := range points {
		x += r.delta(flags[i], 0x02, 0x10)
		points[i] = Point{X: x, On: flags[i]&1 != 0}
	}
	for i := range points {
		y += r.delta(flags[i], 0x04, 0x20)
		points[i].Y = y
	}
	if r.failed {
		return nil
	}
	lines := make([][]Point, contours)
	for i, start := 0, 0; i < contours; i++ {
		lines[i], start = points[start:ends[i]], ends[i]
	}
	return lines
}

func readFlags(r *reader, count int) []byte {
	flags := make([]byte, 0, count)
	for len(flags) < count && !r.failed {
		flag := r.u8()
		times := 1
		if flag&0x08 != 0 {
			times += int(r.u8())
		}
		for ; times > 0 && len(flags) < count; times-- {
			flags = append(flags, flag)
		}
	}
	return append(flags, make([]byte, count-len(flags))...)
}

// reader reads numbers until the bytes end; from then on it gives zeros and has failed.
type reader struct {
	b      []byte
	failed bool
}

func (r *reader) skip(n int) {
	if n > len(r.b) {
		r.b, r.failed = nil, true
		return
	}
	r.b = r.b[n:]
}

func (r *reader) u8() byte {
	if len(r.b) < 1 {
		r.failed = true
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) u16() uint16 { return uint16(r.u8())<<8 | uint16(r.u8()) }

// delta reads how far the next point is: one byte and its sign, two bytes, or nothing when it is where the last one was.
func (r *reader) delta(flag, short, same byte) int {
	switch {
	case flag&short != 0 && flag&same != 0:
		return int(r.u8())
	case flag&short != 0:
		return -int(r.u8())
	case flag&same != 0:
		return 0
	}
	return int(int16(r.u16()))
}

// Path returns a sign's outline in the words of SVG, in units, y upwards; empty when nothing is drawn.
func (f *Face) Path(id uint16) string {
	var d []byte
	word := func(command byte, points ...Point) {
		d = append(d, command)
		for i, p := range points {
			if i > 0 {
				d = append(d, ' ')
			}
			d = append(strconv.AppendInt(d, int64(p.X), 10), ' ')
			d = strconv.AppendInt(d, int64(p.Y), 10)
		}
	}
	for _, line := range f.Outline(id) {
		if len(line) < 2 {
			continue
		}
		drawLine(line, word)
	}
	return string(d)
}

// drawLine follows one closed line. Between two points that bend it lies one on it, half-way.
func drawLine(line []Point, word func(byte, ...Point)) {
	start := line[0]
	if !start.On {
		if last := line[len(line)-1]; last.On {
			start = last
		} else {
			start = middle(start, last)
		}
	}
	word('M', start)
	var bend *Point
	to := func(p Point) {
		if bend != nil {
			word('Q', *bend, p)
			bend = nil
		} else if p != start {
			word('L', p)
		}
	}
	for i := range line {
		p := line[i]
		switch {
		case p.On:
			to(p)
		case bend != nil:
			to(middle(*bend, p))
			bend = &p
		default:
			bend = &p
		}
	}
	if bend != nil {
		word('Q', *bend, start)
	}
	word('Z')
}

func middle(a, b Point) Point { return Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2, true} }
