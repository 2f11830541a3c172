package index

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"io"
)

// The file of an index: a line that says what it is, the records one after another, the sections that are held in
// memory, each with a checksum, a table of the sections, and where that table lies. Numbers are little-endian.
const magic = "HALTE-INDEX-1\n"

// footerSize is the position, size and checksum of the table.
const footerSize = 8 + 4 + 4

// maxTable is more than the table of any index needs.
const maxTable = 1 << 20

// About says what an index was made of.
type About struct {
	Services   int      `json:"services"`
	Vocabulary string   `json:"vocabulary"` // of the pack that it was made with
	Zone       string   `json:"zone"`
	Origins    []string `json:"origins"` // the imports that are in it
	MadeOn     string   `json:"made_on"` // a day
}

// table is the table of sections.
type table struct {
	About    About     `json:"about"`
	Sections []section `json:"sections"`
}

type section struct {
	Name string `json:"name"`
	At   uint64 `json:"at"`
	Size uint64 `json:"size"`
	Sum  uint32 `json:"sum"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// recordFile is a file while it is written.
type recordFile struct {
	w      io.Writer
	buffer *bufio.Writer
	at     uint64
	starts []uint64
	sizes  []uint32
	sums   []uint32
	about  About
	table  table
}

func (f *recordFile) add(record []byte) error {
	if f.buffer == nil {
		f.buffer = bufio.NewWriterSize(f.w, 1<<20)
		if err := f.write([]byte(magic)); err != nil {
			return err
		}
	}
	f.starts, f.sizes = append(f.starts, f.at), append(f.sizes, uint32(len(record)))
	f.sums = append(f.sums, crc32.Checksum(record, castagnoli))
	return f.write(record)
}

func (f *recordFile) write(data []byte) error {
	n, err := f.buffer.Write(data)
	f.at += uint64(n)
	return err
}

func (f *recordFile) section(name string, data []byte) error {
	f.table.Sections = append(f.table.Sections, section{name, f.at, uint64(len(data)), crc32.Checksum(data, castagnoli)})
	return f.write(data)
}

// save appends the columns of an index to the file of its records.
func (b *Builder) save(x *Index, order []uint32) error {
	f := b.out
	if f.buffer == nil {
		f.buffer = bufio.NewWriterSize(f.w, 1<<20)
		if err := f.write([]byte(magic)); err != nil {
			return err
		}
	}
	f.table.About = f.about
	f.table.About.Services, f.table.About.Vocabulary = x.n, fingerprint(x.vocabulary)
	f.table.About.Zone = x.calendar.Zone.String()
	var p paged
	for _, from := range order {
		p.starts, p.sizes = append(p.starts, f.starts[from]), append(p.sizes, f.sizes[from])
		p.sums = append(p.sums, f.sums[from])
	}
	for _, p := range x.parts(&p) {
		if err := f.section(p.name, p.write()); err != nil {
			return err
		}
	}
	return f.finish()
}

func (f *recordFile) finish() error {
	at := f.at
	data, err := json.Marshal(f.table)
	if err != nil {
		return err
	}
	if err := f.write(data); err != nil {
		return err
	}
	footer := binary.LittleEndian.AppendUint64(nil, at)
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(data)))
	footer = binary.LittleEndian.AppendUint32(footer, crc32.Checksum(data, castagnoli))
	if err := f.write(footer); err != nil {
		return err
	}
	return f.buffer.Flush()
}
