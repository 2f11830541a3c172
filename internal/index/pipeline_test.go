package index

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

func numbered(i int) directory.Record {
	return directory.Record{Service: directory.Service{ID: fmt.Sprint(i), Name: lang.Text{"en": fmt.Sprint("name", i)},
		HoursText: inventedHours[i%len(inventedHours)]}, Organisation: directory.Organisation{ID: fmt.Sprint(i % 7)}}
}

// By way of a pipeline the file is byte for byte the one that adding in a row makes.
func TestPipelineKeepsTheOrder(t *testing.T) {
	o := invented()
	var records []directory.Record
	for i := range 3*batch + 5 {
		records = append(records, numbered(i))
	}
	var file bytes.Buffer
	b := NewBuilder(o, &file)
	p := NewPipeline(b, func(r *directory.Record, err error) { t.Errorf("%s is refused: %v", r.Service.ID, err) })
	for _, r := range records {
		if err := p.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Finish(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file.Bytes(), written(t, o, records)) {
		t.Error("the files differ")
	}
}

// A record whose id is taken, or whose hours cannot be read where they are read at once, is told of and left out. The
// first of two imports with the same id stays.
func TestPipelineRefuses(t *testing.T) {
	b := NewBuilder(invented(), nil)
	var refused []string
	p := NewPipeline(b, func(r *directory.Record, err error) {
		refused = append(refused, r.Service.Origin+" "+r.Service.ID)
		if !errors.Is(err, ErrDuplicate) && !errors.Is(err, errHours) {
			t.Errorf("%s is refused: %v", r.Service.ID, err)
		}
	})
	put := func(r directory.Record) {
		if err := p.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, origin := range []string{"first", "second"} {
		for i := range batch {
			r := numbered(i % 50 * 2)
			r.Service.Origin = origin
			put(r)
		}
		put(directory.Record{Service: directory.Service{ID: "bad " + origin, Origin: origin, HoursText: "whenever"}})
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	x, err := b.Finish()
	if err != nil || x.Size() != 50 {
		t.Fatalf("%d services, %v", x.Size(), err)
	}
	for _, s := range all(t, x) {
		if s.Origin != "first" {
			t.Errorf("%s is of the %s import", s.ID, s.Origin)
		}
	}
	if len(refused) != (batch-50)+batch+2 || !slices.Contains(refused, "second 0") || !slices.Contains(refused, "first bad first") {
		t.Errorf("%d are refused: %v", len(refused), refused)
	}
}

// full disks: writes fail after so many bytes.
type fullDisk struct{ left int }

var errFull = errors.New("no space is left")

func (d *fullDisk) Write(b []byte) (int, error) {
	if d.left -= len(b); d.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// When the disk is full the pipeline tells so, once the buffer is, takes nothing more, closes, and leaves nothing behind.
func TestPipelineFails(t *testing.T) {
	before := runtime.NumGoroutine()
	aside := strings.Repeat("x", 64<<10)
	for _, space := range []int{0, 1 << 20, 3 << 20} {
		b := NewBuilder(invented(), &fullDisk{space})
		p := NewPipeline(b, func(r *directory.Record, err error) { t.Errorf("%s is refused: %v", r.Service.ID, err) })
		var failed error
		for i := range 100 * batch {
			r := numbered(i)
			r.Service.Aside = aside
			if failed = p.Put(r); failed != nil {
				break
			}
		}
		if closed := p.Close(); !errors.Is(failed, errFull) || !errors.Is(closed, errFull) {
			t.Errorf("with space for %d: %v; closing: %v", space, failed, closed)
		}
	}
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines are left, before there were %d", runtime.NumGoroutine(), before)
}

// Also what is written last can fail.
func TestFinishFails(t *testing.T) {
	o := invented()
	whole := len(written(t, o, three()))
	for _, space := range []int{0, len(magic), whole / 2, whole - 1, whole} {
		b := NewBuilder(o, &fullDisk{space})
		for _, r := range three() {
			p, err := b.Prepare(&r)
			if err == nil {
				err = b.Add(p)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := b.Finish(); errors.Is(err, errFull) != (space < whole) {
			t.Errorf("with space for %d of %d: %v", space, whole, err)
		}
	}
}
