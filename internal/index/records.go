package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync/atomic"

	"github.com/halte-brussels/halte/internal/directory"
)

// records holds the services, in memory or in a file.
type records interface {
	at(i uint32) (*directory.Service, error)
	close() error
}

// held is the services of a small index.
type held []*directory.Service

func (h held) at(i uint32) (*directory.Service, error) { return h[i], nil }
func (h held) close() error                            { return nil }

// unopened is the records of an index that was just written: they are in its file, which Open reads.
type unopened struct{}

func (unopened) at(uint32) (*directory.Service, error) {
	return nil, errors.New("the directory was written to its file: open that")
}
func (unopened) close() error { return nil }

// paged reads services from a file as they are asked for. The system keeps what is asked for often in memory.
type paged struct {
	x      *Index
	file   io.ReaderAt
	closer io.Closer
	starts []uint64
	sizes  []uint32
	sums   []uint32
	recent [recentSize]atomic.Pointer[recent] // by position
}

// recentSize is how many services that were read are kept ready: those on the first pages of what many look for.
const recentSize = 1 << 13

// recent is a service that was read a while ago.
type recent struct {
	position uint32
	service  *directory.Service
}

func (p *paged) at(i uint32) (*directory.Service, error) {
	slot := &p.recent[i%recentSize]
	if r := slot.Load(); r != nil && r.position == i {
		return r.service, nil
	}
	data := make([]byte, p.sizes[i])
	if _, err := p.file.ReadAt(data, int64(p.starts[i])); err != nil {
		return nil, fmt.Errorf("the directory's file cannot be read at record %d: %w", i, err)
	}
	if crc32.Checksum(data, castagnoli) != p.sums[i] {
		return nil, fmt.Errorf("%w (record %d)", ErrDamaged, i)
	}
	service, err := p.x.decode(data)
	if err == nil {
		slot.Store(&recent{i, service})
	}
	return service, err
}

// close also forgets what was read: who asks a closed directory has made a mistake, and is told so each time.
func (p *paged) close() error {
	p.forget()
	return p.closer.Close()
}

func (p *paged) forget() {
	for i := range p.recent {
		p.recent[i].Store(nil)
	}
}

// encode writes a service as the file holds it.
func encode(r *directory.Record) ([]byte, error) { return json.Marshal(r) }

// decode reads a service. Hours that cannot be read were told of when the index was built, and are unknown since.
func (x *Index) decode(data []byte) (*directory.Service, error) {
	r := &directory.Record{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("a record of the directory's file is damaged: %w", err)
	}
	s, _ := r.Resolve(x.vocabulary, x.parse)
	return s, nil
}
