package index

import (
	"runtime"

	"github.com/halte-brussels/halte/internal/directory"
)

// batch is how many records are made ready at a time.
const batch = 64

// Pipeline adds records to a builder in the order in which they come, and makes them ready on all processors at once.
type Pipeline struct {
	builder *Builder
	refused func(*directory.Record, error)
	pending []directory.Record
	jobs    chan *job
	added   chan struct{}
	err     error // of adding; read after added is closed
	failed  chan struct{}
}

type job struct {
	records  []directory.Record
	prepared []Prepared
	errs     []error
	ready    chan struct{}
}

// NewPipeline starts a pipeline. A record that cannot stand, because its id is taken, is told to refused and left out.
func NewPipeline(b *Builder, refused func(*directory.Record, error)) *Pipeline {
	p := &Pipeline{builder: b, refused: refused, jobs: make(chan *job, 4*runtime.GOMAXPROCS(0)),
		added: make(chan struct{}), failed: make(chan struct{})}
	go p.addAll()
	return p
}

// Put takes the next record. After an error nothing more is added.
func (p *Pipeline) Put(r directory.Record) error {
	p.pending = append(p.pending, r)
	if len(p.pending) == batch {
		return p.send()
	}
	return nil
}

func (p *Pipeline) send() error {
	j := &job{records: p.pending, ready: make(chan struct{})}
	p.pending = nil
	select {
	case p.jobs <- j:
	case <-p.failed:
		return p.err
	}
	go func() {
		defer close(j.ready)
		for i := range j.records {
			prepared, err := p.builder.Prepare(&j.records[i])
			j.prepared, j.errs = append(j.prepared, prepared), append(j.errs, err)
		}
	}()
	return nil
}

func (p *Pipeline) addAll() {
	defer close(p.added)
	for j := range p.jobs {
		<-j.ready
		for i := range j.prepared {
			err := j.errs[i]
			if err == nil {
				err = p.builder.Add(j.prepared[i])
			}
			if err != nil && !p.skip(&j.records[i], err) {
				p.err = err
				close(p.failed)
				return
			}
		}
	}
}

// skip tells whether an error is about one record only.
func (p *Pipeline) skip(r *directory.Record, err error) bool {
	if !isOfRecord(err) {
		return false
	}
	p.refused(r, err)
	return true
}

// Close waits until all is added.
func (p *Pipeline) Close() error {
	if len(p.pending) > 0 {
		_ = p.send() // its error is that of adding, which comes back below
	}
	close(p.jobs)
	<-p.added
	return p.err
}
