package font

import (
	"encoding/binary"
	"slices"
)

// Subset returns the face as a TrueType file that draws only some signs, for a document that uses no others. Signs keep
// their numbers.
func (f *Face) Subset(used map[uint16]bool) []byte {
	var glyf []byte
	loca := make([]byte, 0, 4*(len(f.outlines)+1))
	for id, outline := range f.outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if used[uint16(id)] || id == 0 {
			glyf = append(glyf, outline...)
			glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head := slices.Clone(f.tables["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // places of outlines in 32 bits
	binary.BigEndian.PutUint32(head[8:], 0)
	file := assemble([]table{{"glyf", glyf}, {"head", head}, {"hhea", f.tables["hhea"]}, {"hmtx", f.tables["hmtx"]},
		{"loca", loca}, {"maxp", f.tables["maxp"]}})
	// The sum of a file is written into its own head, such that all of it adds up to a fixed number.
	at := int(binary.BigEndian.Uint32(file[12+16+8:]))
	binary.BigEndian.PutUint32(file[at+8:], 0xB1B0AFBA-sum(file))
	return file
}

type table struct {
	name string
	data []byte
}

// assemble writes tables, which come in the order of their names, with the list of where they are.
func assemble(tables []table) []byte {
	power, log := 1, 0
	for power*2 <= len(tables) {
		power, log = power*2, log+1
	}
	file := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tables), 16 * power, log, 16 * (len(tables) - power)} {
		file = binary.BigEndian.AppendUint16(file, uint16(v))
	}
	offset := 12 + 16*len(tables)
	for _, t := range tables {
		file = append(file, t.name...)
		for _, v := range []uint32{sum(t.data), uint32(offset), uint32(len(t.data))} {
			file = binary.BigEndian.AppendUint32(file, v)
		}
		offset += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		file = append(file, t.data...)
		file = append(file, make([]byte, -len(t.data)&3)...)
	}
	return file
}

func sum(data []byte) uint32 {
	var total uint32
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		total += binary.BigEndian.Uint32(word[:])
	}
	return total
}
