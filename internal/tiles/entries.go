package tiles

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// entry says where the tiles from a number on are: run of them have the same bytes. With no run it is a directory.
type entry struct {
	id     uint64
	offset uint64
	length uint32
	run    uint32
}

// find returns the entry that a tile's number falls under.
func find(entries []entry, id uint64) (entry, bool) {
	i, found := slices.BinarySearchFunc(entries, id, func(e entry, id uint64) int {
		switch {
		case e.id < id:
			return -1
		case e.id > id:
			return 1
		}
		return 0
	})
	if !found {
		i--
	}
	if i < 0 {
		return entry{}, false
	}
	e := entries[i]
	return e, e.run == 0 || id-e.id < uint64(e.run)
}

// directory reads the directory that lies somewhere.
func (a *Archive) directory(at section) ([]entry, error) {
	data, err := a.bytes(at, maxDirectory)
	if err == nil && a.header.packed {
		data, err = unpack(data, maxUnpacked)
	}
	if err != nil {
		return nil, err
	}
	return readDirectory(data)
}

// readDirectory reads the columns of a directory one after the other: numbers as steps, runs, lengths, offsets.
func readDirectory(data []byte) ([]entry, error) {
	c := columns{data: data}
	count := c.next(math.MaxUint64)
	if count == 0 {
		return nil, errors.New("the directory is empty: the file is broken")
	}
	if count > uint64(len(data))/4 { // each entry takes at least four bytes: nothing is set aside for less
		return nil, fmt.Errorf("%d entries do not fit in %d bytes", count, len(data))
	}
	entries := make([]entry, count)
	var id uint64
	for i := range entries {
		step := c.next(math.MaxUint64)
		if i > 0 && (step == 0 || id+step < id) {
			return nil, errors.New("entries are not in order")
		}
		id += step
		entries[i].id = id
	}
	for i := range entries {
		entries[i].run = uint32(c.next(math.MaxUint32))
	}
	for i := range entries {
		entries[i].length = uint32(c.next(math.MaxUint32))
		c.broken = c.broken || entries[i].length == 0
	}
	for i := range entries {
		switch offset := c.next(math.MaxUint64); {
		case offset > 0:
			entries[i].offset = offset - 1
		case i > 0: // right behind the entry before it
			entries[i].offset = entries[i-1].offset + uint64(entries[i-1].length)
		default:
			return nil, errors.New("the first entry has no offset")
		}
	}
	if c.broken || len(c.data) > 0 {
		return nil, errors.New("the directory is cut off, or too long: the file is broken")
	}
	return entries, nil
}

// columns are the numbers of a directory.
type columns struct {
	data   []byte
	broken bool
}

func (c *columns) next(most uint64) uint64 {
	value, n := binary.Uvarint(c.data)
	if n <= 0 || value > most {
		c.broken, c.data = true, nil
		return 0
	}
	c.data = c.data[n:]
	return value
}

// unpack undoes gzip, up to a size.
func unpack(data []byte, most int64) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(out)) > most {
		err = fmt.Errorf("unpacked it is more than %d bytes", most)
	}
	return out, err
}

// number returns a tile's number: those of lesser zooms come first, then along a Hilbert curve, so that neighbours are
// near each other in the file.
func number(z, x, y int) uint64 {
	id := (uint64(1)<<(2*z) - 1) / 3
	for half := 1 << z >> 1; half > 0; half >>= 1 {
		right, lower := 0, 0
		if x&half != 0 {
			right = 1
		}
		if y&half != 0 {
			lower = 1
		}
		id += uint64(half) * uint64(half) * uint64((3*right)^lower)
		x, y = turn(half, x&(half-1), y&(half-1), right, lower)
	}
	return id
}

// turn turns a quarter so that the curve goes on where the one before it ended.
func turn(half, x, y, right, lower int) (int, int) {
	if lower == 1 {
		return x, y
	}
	if right == 1 {
		x, y = half-1-x, half-1-y
	}
	return y, x
}
