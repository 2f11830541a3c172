package tiles

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// picture is a tile that a test puts into a file.
type picture struct {
	z, x, y int
	data    string
}

// recipe is a file as a test wants it. It is written by other means than it is read: numbers by folding the curve
// back, offsets never left out where plain is set.
type recipe struct {
	pictures    []picture
	metadata    string
	kind        byte
	version     byte
	packed      byte
	tilesPacked byte
	leafSize    int  // entries in a leaf; 0: all in the root
	plain       bool // write every offset
	minZoom     byte
	maxZoom     byte
}

func good() recipe {
	return recipe{
		pictures: []picture{{0, 0, 0, "world"}, {1, 0, 0, "sea"}, {1, 0, 1, "sea"}, {1, 1, 1, "south"}, {1, 1, 0, "north"}, {2, 3, 0, "corner"}},
		metadata: `{"attribution":"<a href=\"https://example.org\">© Some &amp; others</a>"}`,
		kind:     2, version: 3, packed: 2, tilesPacked: 1, maxZoom: 2,
	}
}

type row struct {
	id, offset  uint64
	length, run uint64
}

func (r recipe) encode(t testing.TB) []byte {
	t.Helper()
	var tiles bytes.Buffer
	var rows []row
	slices.SortFunc(r.pictures, func(a, b picture) int { return cmp.Compare(curve(a.z, a.x, a.y), curve(b.z, b.x, b.y)) })
	last := ""
	for _, p := range r.pictures {
		id := curve(p.z, p.x, p.y)
		if n := len(rows); n > 0 && p.data == last && rows[n-1].id+rows[n-1].run == id {
			rows[n-1].run++
			continue
		}
		data := squeeze(t, r.tilesPacked, []byte(p.data))
		rows = append(rows, row{id, uint64(tiles.Len()), uint64(len(data)), 1})
		tiles.Write(data)
		last = p.data
	}
	var leaves bytes.Buffer
	if r.leafSize > 0 {
		var root []row
		for part := range slices.Chunk(rows, r.leafSize) {
			leaf := squeeze(t, r.packed, columnsOf(part, r.plain))
			root = append(root, row{part[0].id, uint64(leaves.Len()), uint64(len(leaf)), 0})
			leaves.Write(leaf)
		}
		rows = root
	}
	return r.assemble(t, columnsOf(rows, r.plain), leaves.Bytes(), tiles.Bytes())
}

func (r recipe) assemble(t testing.TB, root, leaves, tiles []byte) []byte {
	t.Helper()
	parts := [][]byte{squeeze(t, r.packed, root), squeeze(t, r.packed, []byte(r.metadata)), leaves, tiles}
	head := append([]byte("PMTiles"), r.version)
	at := uint64(headerSize)
	for _, p := range parts {
		head = binary.LittleEndian.AppendUint64(head, at)
		head = binary.LittleEndian.AppendUint64(head, uint64(len(p)))
		at += uint64(len(p))
	}
	head = append(head, make([]byte, 25)...) // three counts that may be unknown, and not in order
	head = append(head, r.packed, r.tilesPacked, r.kind, r.minZoom, r.maxZoom)
	for _, degrees := range []float64{4.2, 50.7, 4.5, 50.9} {
		head = binary.LittleEndian.AppendUint32(head, uint32(int32(math.Round(degrees*1e7))))
	}
	head = append(head, make([]byte, headerSize-len(head))...)
	return append(head, bytes.Join(parts, nil)...)
}

func columnsOf(rows []row, plain bool) []byte {
	out := binary.AppendUvarint(nil, uint64(len(rows)))
	var last uint64
	for _, r := range rows {
		out, last = binary.AppendUvarint(out, r.id-last), r.id
	}
	for _, r := range rows {
		out = binary.AppendUvarint(out, r.run)
	}
	for _, r := range rows {
		out = binary.AppendUvarint(out, r.length)
	}
	for i, r := range rows {
		if !plain && i > 0 && r.offset == rows[i-1].offset+rows[i-1].length {
			out = append(out, 0)
		} else {
			out = binary.AppendUvarint(out, r.offset+1)
		}
	}
	return out
}

func squeeze(t testing.TB, compression byte, data []byte) []byte {
	t.Helper()
	if compression != 2 {
		return data
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// curve numbers a tile by walking the quarters of the map from the whole to the part: within each quarter the curve
// is the same figure, turned.
func curve(z, x, y int) uint64 {
	var before uint64
	for i := range z {
		before += 1 << (2 * i)
	}
	return before + walk(z, x, y)
}

func walk(z, x, y int) uint64 {
	if z == 0 {
		return 0
	}
	half := 1 << (z - 1)
	quarter := uint64(half) * uint64(half)
	switch {
	case x < half && y < half:
		return walk(z-1, y, x)
	case x < half:
		return quarter + walk(z-1, x, y-half)
	case y >= half:
		return 2*quarter + walk(z-1, x-half, y-half)
	}
	return 3*quarter + walk(z-1, half-1-y, 2*half-1-x)
}
