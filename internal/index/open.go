package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// Holdable is how many services are held in memory whole. Of more, the records stay in the file.
const Holdable = 20_000

// maxRecord is more than the record of any service needs.
const maxRecord = 16 << 20

// Errors of files. Each is wrapped with what was found.
var (
	ErrNotIndex  = errors.New("this is not the file of a directory: make one with halte directory import")
	ErrDamaged   = errors.New("the file of the directory is damaged: make it again with halte directory import")
	ErrOtherPack = errors.New("the file of the directory was made with another pack: make it again with halte directory import")
)

// File is what an index is read from.
type File interface {
	io.ReaderAt
	io.Closer
}

// Describe reads what a file says of itself.
func Describe(f io.ReaderAt, size int64) (About, error) {
	t, err := readTable(f, size)
	return t.About, err
}

// Open reads an index from a file of that size. The file stays open for as long as the index is used.
func Open(f File, size int64, o Options) (*Index, error) { return open(f, size, o, Holdable) }

func open(f File, size int64, o Options, holdable int) (*Index, error) {
	t, err := readTable(f, size)
	if err != nil {
		return nil, err
	}
	if t.About.Vocabulary != fingerprint(o.Vocabulary) || t.About.Zone != o.Calendar.Zone.String() {
		return nil, ErrOtherPack
	}
	x := &Index{n: t.About.Services, vocabulary: o.Vocabulary, calendar: o.Calendar, keysOf: o.keys(), schedules: newSchedules(o.Calendar)}
	p := paged{x: x, file: f, closer: f}
	for _, part := range x.parts(&p) {
		data, err := t.section(f, size, part.name)
		if err == nil {
			err = part.read(data)
		}
		if err != nil {
			return nil, fmt.Errorf("%w (%s: %v)", ErrDamaged, part.name, err)
		}
	}
	if err := x.check(&p, size); err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	x.all = full(x.n)
	x.readTimetables()
	x.places = newGrid(x.places.spots, x.n)
	x.countVisits()
	x.records = &p
	if err := x.findNameless(); err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	if x.n > holdable {
		return x, nil
	}
	if err := x.hold(&p); err != nil {
		return nil, err
	}
	return x, nil
}

// hold reads all records into memory and lets go of the file.
func (x *Index) hold(p *paged) error {
	services := make(held, x.n)
	for i := range services {
		s, err := p.at(uint32(i))
		if err != nil {
			return fmt.Errorf("%w (%v)", ErrDamaged, err)
		}
		services[i] = s
	}
	x.records = services
	return p.close()
}

func readTable(f io.ReaderAt, size int64) (table, error) {
	var t table
	head := make([]byte, len(magic))
	if _, err := f.ReadAt(head, 0); err != nil || string(head) != magic || size < int64(len(magic)+footerSize) {
		return t, ErrNotIndex
	}
	foot := make([]byte, footerSize)
	if _, err := f.ReadAt(foot, size-footerSize); err != nil {
		return t, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	at, length := binary.LittleEndian.Uint64(foot), binary.LittleEndian.Uint32(foot[8:])
	if length > maxTable || at > uint64(size) || at+uint64(length) != uint64(size-footerSize) {
		return t, fmt.Errorf("%w (it ends too early)", ErrDamaged)
	}
	data := make([]byte, length)
	if _, err := f.ReadAt(data, int64(at)); err != nil {
		return t, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	if crc32.Checksum(data, castagnoli) != binary.LittleEndian.Uint32(foot[12:]) {
		return t, fmt.Errorf("%w (its table has another checksum)", ErrDamaged)
	}
	if err := json.Unmarshal(data, &t); err != nil || t.About.Services < 0 || t.About.Services > math.MaxInt32 {
		return t, fmt.Errorf("%w (its table cannot be read)", ErrDamaged)
	}
	return t, nil
}

func (t *table) section(f io.ReaderAt, size int64, name string) ([]byte, error) {
	for _, s := range t.Sections {
		if s.Name != name {
			continue
		}
		if s.At > uint64(size) || s.Size > uint64(size)-s.At {
			return nil, errors.New("it lies outside of the file")
		}
		data := make([]byte, s.Size)
		if _, err := f.ReadAt(data, int64(s.At)); err != nil {
			return nil, err
		}
		if crc32.Checksum(data, castagnoli) != s.Sum {
			return nil, errors.New("another checksum")
		}
		return data, nil
	}
	return nil, errors.New("it is missing")
}

// check makes sure that no number of a file leads outside of what there is, so that questions need not look.
func (x *Index) check(p *paged, size int64) error {
	n := x.n
	for name, got := range map[string]int{"records": len(p.starts), "record sizes": len(p.sizes), "record sums": len(p.sums),
		"hours": len(x.timetableOf), "organisations": len(x.organisations.of), "organisations' services": len(x.organisations.run),
		"dates": len(x.modified), "ids": len(x.ids.keys), "keys": len(x.serviceKeys.keys)} {
		if got != n {
			return fmt.Errorf("%s: %d for %d services", name, got, n)
		}
	}
	left := uint64(size) // records do not overlap, or a small file could fill the memory
	for i := range p.starts {
		if p.sizes[i] > maxRecord || p.starts[i] > uint64(size) || uint64(p.sizes[i]) > min(left, uint64(size)-p.starts[i]) {
			return fmt.Errorf("record %d lies outside of the file", i)
		}
		left -= uint64(p.sizes[i])
	}
	for name, err := range map[string]error{
		"hours":              below(x.timetableOf, len(x.timetableTexts)),
		"organisations":      below(x.organisations.of, len(x.organisations.ends)),
		"services":           below(x.organisations.run, n),
		"ids":                x.ids.check(n),
		"service keys":       x.serviceKeys.check(n),
		"visit keys":         x.visitKeys.check(n),
		"organisation keys":  x.organisations.keys.check(len(x.organisations.ends)),
		"organisation ends":  ends(x.organisations.ends, len(x.organisations.run)),
		"words":              ends(x.words.ends, len(x.words.text)),
		"words in names":     ends(x.words.named.ends, len(x.words.named.bytes)),
		"words in all texts": ends(x.words.anyway.ends, len(x.words.anyway.bytes)),
		"terms":              ends(x.tagged.ends, len(x.tagged.bytes)),
		"places":             x.checkSpots(),
		"attributes":         x.checkSets(),
	} {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if w := len(x.words.ends); len(x.words.named.ends) != w || len(x.words.anyway.ends) != w || len(x.tags) != len(x.tagged.ends) {
		return errors.New("words and lists of services differ in number")
	}
	return nil
}

var errOutside = errors.New("a number leads outside of what there is")

func below(list []uint32, n int) error {
	for _, v := range list {
		if int(v) >= n {
			return errOutside
		}
	}
	return nil
}

// ends checks that ends ascend and that the last is the end of all.
func ends[T uint32 | uint64](list []T, size int) error {
	last := T(0)
	for _, e := range list {
		if e < last {
			return errOutside
		}
		last = e
	}
	if uint64(last) != uint64(size) {
		return errOutside
	}
	return nil
}

func (l *lookup) check(n int) error {
	if len(l.keys) != len(l.at) {
		return errOutside
	}
	return below(l.at, n)
}

func (x *Index) checkSpots() error {
	for _, s := range x.places.spots {
		if int(s.service) >= x.n || !plausible(s.point()) {
			return errOutside
		}
	}
	return nil
}

// checkSets checks that every set is for as many services as there are.
func (x *Index) checkSets() error {
	whole := len(newSet(x.n))
	last := full(x.n)
	fits := func(s set) bool {
		return len(s) == whole && (whole == 0 || s[whole-1]&^last[whole-1] == 0)
	}
	ok := fits(x.imported)
	for a := range x.columns {
		x.columns[a].each(func(slot int, s *set) {
			if (*s != nil || slot == 0) && !fits(*s) {
				ok = false
			}
		})
	}
	if !ok {
		return errOutside
	}
	return nil
}
