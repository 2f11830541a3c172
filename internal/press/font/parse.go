package font

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Face is the signs of one script in one weight.
type Face struct {
	Name     string
	letters  map[rune]uint16
	advances []uint16
	kerning  map[uint32]int16 // left sign and right sign, 16 bits each
	outlines [][]byte         // as the file writes them; empty where nothing is drawn
	tables   map[string][]byte
}

var errShort = errors.New("the file ends too early")

// Parse reads a TrueType file as `make fonts` writes it: outlines that are whole, one map of letters with room beyond 16
// bits, and 1000 units in a size.
func Parse(file []byte) (*Face, error) {
	tables, err := directory(file)
	if err != nil {
		return nil, err
	}
	f := &Face{tables: tables, letters: map[rune]uint16{}, kerning: map[uint32]int16{}}
	for _, read := range []func() error{f.readOutlines, f.readAdvances, f.readLetters, f.readKerning} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// directory finds the tables of a file by name.
func directory(file []byte) (map[string][]byte, error) {
	if len(file) < 12 || binary.BigEndian.Uint32(file) != 0x00010000 {
		return nil, errors.New("not a TrueType file")
	}
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		at := 12 + 16*i
		if at+16 > len(file) {
			return nil, errShort
		}
		start, size := uint64(binary.BigEndian.Uint32(file[at+8:])), uint64(binary.BigEndian.Uint32(file[at+12:]))
		if start+size > uint64(len(file)) {
			return nil, errShort
		}
		tables[string(file[at:at+4])] = file[start : start+size]
	}
	return tables, nil
}

func (f *Face) readOutlines() error {
	head, maxp, loca, glyf := f.tables["head"], f.tables["maxp"], f.tables["loca"], f.tables["glyf"]
	if len(head) < 54 || len(maxp) < 6 {
		return errShort
	}
	if units := binary.BigEndian.Uint16(head[18:]); units != Em {
		return fmt.Errorf("%d units in a size, not %d", units, Em)
	}
	count, long := int(binary.BigEndian.Uint16(maxp[4:])), binary.BigEndian.Uint16(head[50:]) == 1
	width := 2
	if long {
		width = 4
	}
	if len(loca) < (count+1)*width {
		return errShort
	}
	offset := func(i int) int {
		if long {
			return int(binary.BigEndian.Uint32(loca[4*i:]))
		}
		return 2 * int(binary.BigEndian.Uint16(loca[2*i:]))
	}
	f.outlines = make([][]byte, count)
	for i := range count {
		from, to := offset(i), offset(i+1)
		if from > to || to > len(glyf) {
			return errShort
		}
		f.outlines[i] = glyf[from:to]
	}
	return nil
}

func (f *Face) readAdvances() error {
	hhea, hmtx := f.tables["hhea"], f.tables["hmtx"]
	if len(hhea) < 36 {
		return errShort
	}
	metrics := int(binary.BigEndian.Uint16(hhea[34:]))
	if metrics == 0 || len(hmtx) < 4*metrics {
		return errShort
	}
	f.advances = make([]uint16, len(f.outlines))
	for i := range f.advances {
		f.advances[i] = binary.BigEndian.Uint16(hmtx[4*min(i, metrics-1):]) // the last one counts for all after it
	}
	return nil
}

func (f *Face) readLetters() error {
	cmap := f.tables["cmap"]
	if len(cmap) < 12 {
		return errShort
	}
	start := uint64(binary.BigEndian.Uint32(cmap[8:]))
	if start+16 > uint64(len(cmap)) {
		return errShort
	}
	sub := cmap[start:]
	if format := binary.BigEndian.Uint16(sub); format != 12 {
		return fmt.Errorf("the map of letters is of format %d, not 12", format)
	}
	groups := int(binary.BigEndian.Uint32(sub[12:]))
	if groups > (len(sub)-16)/12 {
		return errShort
	}
	for g := range groups {
		group := sub[16+12*g:]
		first, last := binary.BigEndian.Uint32(group), binary.BigEndian.Uint32(group[4:])
		id := binary.BigEndian.Uint32(group[8:])
		if last < first || last > 0x10FFFF || uint64(id)+uint64(last-first) >= uint64(len(f.outlines)) {
			return errors.New("the map of letters names a sign that is not there")
		}
		for letter := first; letter <= last; letter++ {
			f.letters[rune(letter)] = uint16(id + letter - first)
		}
	}
	return nil
}

// readKerning reads the pairs that stand closer or wider; only Latin has them.
func (f *Face) readKerning() error {
	kern := f.tables["kern"]
	if len(kern) == 0 {
		return nil
	}
	if len(kern) < 18 {
		return errShort
	}
	pairs := int(binary.BigEndian.Uint16(kern[10:]))
	if len(kern) < 18+6*pairs {
		return errShort
	}
	for i := range pairs {
		pair := kern[18+6*i:]
		f.kerning[binary.BigEndian.Uint32(pair)] = int16(binary.BigEndian.Uint16(pair[4:]))
	}
	return nil
}

// Advance is the room that a sign takes, in units.
func (f *Face) Advance(id uint16) int {
	if int(id) >= len(f.advances) {
		return 0
	}
	return int(f.advances[id])
}

// Bounds is what all signs together cover.
func (f *Face) Bounds() Box {
	at := func(i int) int { return int(int16(binary.BigEndian.Uint16(f.tables["head"][i:]))) }
	return Box{at(36), at(38), at(40), at(42)}
}
