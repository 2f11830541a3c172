package index

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

func reopened(t testing.TB, data []byte, o Options) *Index {
	t.Helper()
	x, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// three is a few services that have some of everything.
func three() []directory.Record {
	return []directory.Record{
		{Service: directory.Service{ID: "a", Name: lang.Text{"fr": "Écoute", "nl": "Luisteren"}, Offers: []string{"talk"}, HoursText: "24/7",
			Languages: []string{"fr"}, Role: directory.Helpline, Modified: "2026-01-02T03:04:05Z", Origin: "import",
			Terms:    []directory.Term{{Taxonomy: "T", Code: "1", Name: "Listening"}},
			Channels: []directory.Channel{{HoursText: "Mo-Fr 09:00-17:00"}}},
			Organisation: directory.Organisation{ID: "o", Name: lang.Text{"fr": "Maison"}},
			Places: []directory.Place{{ID: "p", Postcode: "1000", Point: &directory.Point{Lat: 50.85, Lon: 4.35}},
				{ID: "q", Postcode: "1190"}}},
		{Service: directory.Service{ID: "b", For: directory.Audience{ResidenceBarrier: []string{"undocumented"}}}},
		{Service: directory.Service{ID: "c", Cost: directory.Free, Interpreters: directory.Yes},
			ConfidentialPlaces: []directory.ConfidentialPlace{{ID: "h", Area: lang.Text{"en": "Brussels"}}}},
	}
}

var everything = Query{At: tuesday, Limit: 100, Facets: true, Words: "ecou maiso", Near: &directory.Point{Lat: 50, Lon: 4},
	Within: 1000, Having: []Filter{{Language, 1}, {Residence, 1}}, Count: []uint64{inTown}, In: []uint64{inTown},
	Organisation: hash("import organisation o")}

// ask puts every question to an index; none may panic, whatever file it comes from.
func ask(x *Index) {
	for _, q := range []Query{everything, {At: tuesday, Limit: 100, Facets: true},
		{At: tuesday, Open: true, Limit: 1, Offset: 1, Words: "liten"}} {
		_, _ = x.Find(q)
		x.Spots(q, 10)
		listAll(x, q)
	}
	_, _ = x.Offer(^uint64(0), &facts.Set{facts.Speaker: 1, facts.Residence: 4}, tuesday, 10)
	for _, id := range []string{"a", "b", "z"} {
		_, _, _ = x.Service(id)
		x.ByKey(hash("service " + id))
		x.ByVisit(hash(id + " p"))
	}
	x.Terms()
}

func listAll(x *Index, q Query) {
	s := x.Select(q)
	s.Organisations(0, 10)
	s.Visits(0, 10)
	s.Doors(directory.Point{Lat: 50, Lon: 4}, 1000)
	s.Having(Filter{Area, 1}).Or(s.Under(inTown)).And(s.Unlisted(Area)).Only(s.Services(0, 10)...)
}

// A file of another kind, one that is cut, one of another pack or zone, and one with any byte changed do not open, each
// for its reason.
func TestFileErrors(t *testing.T) {
	o := invented()
	whole := written(t, o, three())
	open := func(data []byte, o Options) error {
		x, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), o)
		if (x == nil) != (err != nil) {
			t.Fatalf("an index and an error: %v", err)
		}
		return err
	}
	for _, other := range []string{"", "{}", magic[:5], strings.Repeat("x", 1000)} {
		if err := open([]byte(other), o); !errors.Is(err, ErrNotIndex) {
			t.Errorf("%q: %v", other, err)
		}
	}
	for cut := len(magic); cut < len(whole); cut++ {
		if err := open(whole[:cut], o); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotIndex) {
			t.Fatalf("cut at %d of %d: %v", cut, len(whole), err)
		}
	}
	for at := range whole {
		damaged := slices.Clone(whole)
		damaged[at] ^= 1 << (at % 8)
		if err := open(damaged, o); err == nil {
			t.Errorf("a file with another byte at %d opens", at)
		}
	}
	otherPack, otherZone := o, o
	otherPack.Vocabulary = facts.NewVocabulary([]facts.Fact{{ID: "needs", Values: []facts.Value{{ID: "shelter"}}}}, areas)
	otherZone.Calendar.Zone = tuesday.Location()
	for _, other := range []Options{otherPack, otherZone} {
		if err := open(whole, other); !errors.Is(err, ErrOtherPack) {
			t.Errorf("of another pack: %v", err)
		}
	}
}

func TestDescribe(t *testing.T) {
	var file bytes.Buffer
	o := invented()
	b := NewBuilder(o, &file)
	b.Origins([]string{"import"}, "2026-11-24")
	for _, r := range three() {
		p, err := b.Prepare(&r)
		if err == nil {
			err = b.Add(p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Finish(); err != nil {
		t.Fatal(err)
	}
	about, err := Describe(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || about.Services != 3 || about.MadeOn != "2026-11-24" || !slices.Equal(about.Origins, []string{"import"}) ||
		about.Zone != "Europe/Brussels" || about.Vocabulary != fingerprint(o.Vocabulary) {
		t.Errorf("%+v, %v", about, err)
	}
}

func TestEmptyFile(t *testing.T) {
	x := reopened(t, written(t, invented(), nil), invented())
	ask(x)
	if found, err := x.Find(everything); err != nil || found.Total != 0 || x.Size() != 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

// rewritten is a file in which the table, or one section, says something else, with the right checksums all the same.
func rewritten(t testing.TB, data []byte, section string, change func([]byte) []byte, about func(*About)) []byte {
	t.Helper()
	table, err := readTable(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := slices.Clone(data[:len(data)-footerSize])
	for i, s := range table.Sections {
		if s.Name == section {
			changed := change(slices.Clone(data[s.At : s.At+s.Size]))
			table.Sections[i].At, table.Sections[i].Size = uint64(len(out)), uint64(len(changed))
			table.Sections[i].Sum = crc32.Checksum(changed, castagnoli)
			out = append(out, changed...)
		}
	}
	if about != nil {
		about(&table.About)
	}
	footer := binary.LittleEndian.AppendUint64(nil, uint64(len(out)))
	text, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(text)))
	footer = binary.LittleEndian.AppendUint32(footer, crc32.Checksum(text, castagnoli))
	return append(append(out, text...), footer...)
}

// A file that somebody made to mislead, with right checksums, does not open or is harmless.
func TestHostileFiles(t *testing.T) {
	o := invented()
	whole := written(t, o, three())
	table, err := readTable(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range table.Sections {
		for name, change := range map[string]func([]byte) []byte{
			"gone": func([]byte) []byte { return nil }, "torn": func(b []byte) []byte { return b[:max(0, len(b)-1)] },
			"all ones":  func(b []byte) []byte { return bytes.Repeat([]byte{0xff}, len(b)) },
			"all zeros": func(b []byte) []byte { return make([]byte, len(b)) },
			"twice":     func(b []byte) []byte { return append(b, b...) },
			"reversed":  func(b []byte) []byte { slices.Reverse(b); return b },
			"high bits": func(b []byte) []byte {
				for i := range b {
					b[i] |= 0x80
				}
				return b
			},
		} {
			data := rewritten(t, whole, s.Name, change, nil)
			x, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), o)
			if err == nil {
				ask(x)
			} else if !errors.Is(err, ErrDamaged) {
				t.Errorf("%s %s: %v", s.Name, name, err)
			}
		}
	}
}

// A small file that claims to be great takes no great memory.
func TestClaimsAreNotBelieved(t *testing.T) {
	o := invented()
	whole := written(t, o, three())
	huge := func(b []byte) []byte { return put64(nil, []uint64{0, 1 << 40}) }
	ones := func(b []byte) []byte { return bytes.Repeat([]byte{0xff, 0xff, 0xff, 0}, len(b)/4) }
	most := uint32(len(whole) * 4 / 5) // each fits, but not all three
	same := func([]byte) []byte { return put32(nil, []uint32{most, most, most}) }
	for name, data := range map[string][]byte{
		"two thousand million services": rewritten(t, whole, "", nil, func(a *About) { a.Services = 1<<31 - 1 }),
		"services below none":           rewritten(t, whole, "", nil, func(a *About) { a.Services = -1 }),
		"a set of many":                 rewritten(t, whole, "column-need", huge, nil),
		"records of many bytes":         rewritten(t, whole, "record-sizes", ones, nil),
		"records that overlap":          rewritten(t, whole, "record-sizes", same, nil),
		"a word that ends far away":     rewritten(t, whole, "word-ends", ones, nil),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), o)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if strings.HasPrefix(name, "records") && !strings.Contains(err.Error(), "outside") {
			t.Errorf("%s: %v, as if they had been read", name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
			t.Errorf("%s: %d bytes for a file of %d", name, took, len(data))
		}
	}
}

// failing is a file whose reads fail once it is told to.
type failing struct {
	*bytes.Reader
	err    error
	closed bool
}

func (f *failing) ReadAt(b []byte, at int64) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return f.Reader.ReadAt(b, at)
}

func (f *failing) Close() error {
	f.closed, f.err = true, io.ErrClosedPipe
	return nil
}

// While records stay in the file, a fault of it is an error of the question, and never half an answer.
func TestPagedReading(t *testing.T) {
	o := invented()
	data := written(t, o, three())
	file := &failing{Reader: bytes.NewReader(data)}
	x, err := open(file, int64(len(data)), o, 2)
	if err != nil {
		t.Fatal(err)
	}
	if file.closed {
		t.Fatal("the file is closed while its records are in it")
	}
	works := func() error {
		x.records.(*paged).forget()
		_, errFind := x.Find(Query{At: tuesday, Limit: 1})
		_, _, errService := x.Service("a")
		_, errOffer := x.Offer(^uint64(0), &facts.Set{}, tuesday, 1)
		if (errFind == nil) != (errService == nil) || (errFind == nil) != (errOffer == nil) {
			t.Errorf("some questions fail: %v, %v, %v", errFind, errService, errOffer)
		}
		return errFind
	}
	if err := works(); err != nil {
		t.Fatal(err)
	}
	file.err = io.ErrUnexpectedEOF
	if s, _, err := x.Service("a"); err != nil || s.ID != "a" {
		t.Errorf("what was read a moment ago is not at hand: %v", err)
	}
	if err := works(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a read fails: %v", err)
	}
	file.err = nil
	if err := works(); err != nil {
		t.Errorf("after a read that failed: %v", err)
	}
	damaged := slices.Clone(data)
	damaged[len(magic)+5] ^= 1
	damaged[bytes.Index(damaged, []byte(`"id":"b"`))+6] = 'x'
	file.Reader = bytes.NewReader(damaged)
	x.records.(*paged).forget()
	for _, id := range []string{"a", "b"} {
		if _, ok, err := x.Service(id); !errors.Is(err, ErrDamaged) || ok {
			t.Errorf("a damaged record of %s: %v, %v", id, ok, err)
		}
	}
	if err := x.Close(); err != nil || !file.closed {
		t.Errorf("closing: %v", err)
	}
	if err := works(); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("after it is closed: %v", err)
	}
}

// A few records are held, and the file is let go of.
func TestHeldRecords(t *testing.T) {
	o := invented()
	data := written(t, o, three())
	file := &failing{Reader: bytes.NewReader(data)}
	x, err := Open(file, int64(len(data)), o)
	if err != nil || !file.closed {
		t.Fatalf("the file is closed: %v; %v", file.closed, err)
	}
	if found, err := x.Find(Query{At: tuesday, Limit: 5}); err != nil || len(found.Hits) != 3 {
		t.Errorf("%v, %v", ids(found), err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

// FuzzOpen changes real files: as they are, and section by section with the right checksums, which gets much further.
func FuzzOpen(f *testing.F) {
	o := invented()
	whole := written(f, o, three())
	table, err := readTable(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(-1, whole)
	for i, s := range table.Sections {
		f.Add(i, whole[s.At:s.At+s.Size])
	}
	f.Fuzz(func(t *testing.T, section int, content []byte) {
		data := content
		if section >= 0 && section < len(table.Sections) {
			data = rewritten(t, whole, table.Sections[section].Name, func([]byte) []byte { return content }, nil)
		}
		x, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), o)
		if err != nil {
			if x != nil {
				t.Fatal("an index and an error")
			}
			return
		}
		ask(x)
	})
}
