package hsds

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// entry is one file of a source.
type entry struct {
	name string
	size int64 // packed
	open func() (io.ReadCloser, error)
}

// file reads a single file, which may be an archive.
func (r *reading) file(source io.ReaderAt, size int64) error {
	head := make([]byte, 4)
	n, _ := source.ReadAt(head, 0)
	if bytes.HasPrefix(head[:n], []byte("PK\x03\x04")) || bytes.HasPrefix(head[:n], []byte("PK\x05\x06")) {
		return r.archive(source, size)
	}
	return r.entries([]entry{{r.name, size, func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(source, 0, size)), nil
	}}})
}

// archive reads a zip. A name that leads out of it is not followed anywhere: entries are only read, but it is said.
func (r *reading) archive(source io.ReaderAt, size int64) error {
	z, err := zip.NewReader(source, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%s: not a whole zip, it may be cut off: %w", r.name, err)
	}
	if len(z.File) > r.o.Limits.Files {
		return fmt.Errorf("%s: it has %d files, more than %d", r.name, len(z.File), r.o.Limits.Files)
	}
	var list []entry
	for _, f := range z.File {
		switch {
		case strings.HasSuffix(f.Name, "/"):
		case !fs.ValidPath(f.Name) || strings.Contains(f.Name, `\`):
			r.ledger.add(Finding{Table: "files", ID: f.Name, Outcome: Dropped, Message: "its name leads out of the archive; it was not read"})
		default:
			list = append(list, entry{f.Name, int64(f.CompressedSize64), f.Open})
		}
	}
	return r.entries(list)
}

// folder reads the files of a folder and of those in it.
func (r *reading) folder(files fs.FS) error {
	var list []entry
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if len(list) >= r.o.Limits.Files {
			return fmt.Errorf("%s: it has more than %d files", r.name, r.o.Limits.Files)
		}
		list = append(list, entry{name, info.Size(), func() (io.ReadCloser, error) { return files.Open(name) }})
		return nil
	})
	if err != nil {
		return err
	}
	return r.entries(list)
}

// entries reads files in the order of their names.
func (r *reading) entries(list []entry) error {
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	named := 0 // files that are named as a table of the standard
	for _, e := range list {
		if _, ok := tableNamed(e.name); ok {
			named++
		}
	}
	for _, e := range list {
		if hiddenFile(e.name) {
			continue
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if err := r.entry(e, named > 1); err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
	}
	return nil
}

// hiddenFile tells whether a file is not part of the data: what systems leave behind, and the package's own description.
func hiddenFile(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || strings.Contains(name, "__MACOSX") || base == "datapackage.json" || base == "Thumbs.db"
}

// entry reads one file. together tells that it is one of several tables.
func (r *reading) entry(e entry, together bool) error {
	raw, err := e.open()
	if err != nil {
		return err
	}
	defer func() { _ = raw.Close() }()
	in := bufio.NewReaderSize(&bounded{r: raw, left: &r.left, own: r.grown(e.size)}, 64<<10)
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("not whole gzip: %w", err)
		}
		in = bufio.NewReaderSize(&bounded{r: unpacked, left: &r.left, own: r.grown(e.size)}, 64<<10)
	}
	in, encoding := asUTF8(in)
	if encoding != "" {
		r.ledger.add(Finding{Table: "files", ID: e.name, Outcome: Fixed, Message: "it was read as " + encoding})
	}
	c, err := firstByte(in)
	if err == io.EOF {
		r.ledger.add(Finding{Table: "files", ID: e.name, Outcome: Unclear, Message: "it is empty"})
		return nil
	}
	if err != nil {
		return err
	}
	table, known := tableNamed(e.name)
	switch {
	case c != '{' && c != '[':
		if !known {
			return r.unknownTable(e.name, in)
		}
		return r.csv(table, e.name, in)
	case known && together:
		return r.jsonTable(table, e.name, in)
	}
	return r.json(in)
}

// grown is how large a file may become: the limits protect from archives that are made to fill a disk or a memory.
func (r *reading) grown(packed int64) int64 { return max(packed, 1<<16) * r.o.Limits.Ratio }

// bounded stops reading what has become too large.
type bounded struct {
	r    io.Reader
	left *int64 // of the whole source
	own  int64  // of this file
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.own -= int64(n)
	*b.left -= int64(n)
	if b.own < 0 || *b.left < 0 {
		return n, errors.New("unpacked it is larger than allowed; if it can be trusted, unpack it first")
	}
	return n, err
}

// asUTF8 takes off a byte order mark and reads UTF-16 as UTF-8. It names the encoding if it was not UTF-8.
func asUTF8(in *bufio.Reader) (*bufio.Reader, string) {
	head, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = in.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		_, _ = in.Discard(2)
		return bufio.NewReaderSize(&fromUTF16{r: in, low: 0, high: 1}, 64<<10), "UTF-16"
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		_, _ = in.Discard(2)
		return bufio.NewReaderSize(&fromUTF16{r: in, low: 1, high: 0}, 64<<10), "UTF-16"
	case len(head) == 4 && head[1] == 0 && head[3] == 0 && head[0] != 0:
		return bufio.NewReaderSize(&fromUTF16{r: in, low: 0, high: 1}, 64<<10), "UTF-16"
	case len(head) == 4 && head[0] == 0 && head[2] == 0 && head[1] != 0:
		return bufio.NewReaderSize(&fromUTF16{r: in, low: 1, high: 0}, 64<<10), "UTF-16"
	}
	return in, ""
}

// fromUTF16 reads UTF-16 as UTF-8.
type fromUTF16 struct {
	r         *bufio.Reader
	low, high int // where the bytes of a unit are
	out       []byte
}

func (f *fromUTF16) unit() (rune, error) {
	var b [2]byte
	_, err := io.ReadFull(f.r, b[:])
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return rune(b[f.high])<<8 | rune(b[f.low]), err
}

func (f *fromUTF16) Read(p []byte) (int, error) {
	for len(f.out) < len(p) {
		r, err := f.unit()
		if err != nil && len(f.out) == 0 {
			return 0, err
		}
		if err != nil {
			break
		}
		if utf16.IsSurrogate(r) {
			low, err := f.unit()
			if r = utf16.DecodeRune(r, low); err != nil {
				r = utf8.RuneError
			}
		}
		f.out = utf8.AppendRune(f.out, r)
	}
	n := copy(p, f.out)
	f.out = f.out[:copy(f.out, f.out[n:])]
	return n, nil
}

// firstByte returns the first byte that is no space, and leaves it there.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		c, err := in.ReadByte()
		if err != nil {
			return 0, err
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c, in.UnreadByte()
		}
	}
}

// json reads a stream of documents.
func (r *reading) json(in io.Reader) error {
	r.format("HSDS JSON")
	f := newFramer(in, r.o.Limits.Document)
	return r.documents(true, nil, func(b *batch) error {
		b.row = f.row + 1
		for len(b.raw) < batchSize {
			raw, err := f.next()
			if err != nil {
				return err
			}
			b.raw = append(b.raw, raw)
		}
		return nil
	})
}
