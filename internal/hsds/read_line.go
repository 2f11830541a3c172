package hsds

import (
	"context"
	"fmt"
	"io"
	"sync"
)

// Documents go through a line of workers: one goroutine cuts the source into batches, two read and map them, and the
// caller's hands out the records in the order of the source.

const (
	batchSize = 64
	workers   = 2
)

// batch is some documents on their way: raw, or joined from tables.
type batch struct {
	raw  []string
	docs []*object
	row  int // of the first raw document
	done chan worked
}

// worked is what became of a batch, up to the first document that could not be read.
type worked struct {
	list []mapped
	err  error
}

// documents maps everything that fill puts into batches. fill returns io.EOF with the last one.
func (r *reading) documents(count bool, tables map[string]string, fill func(*batch) error) error {
	ctx, cancel := context.WithCancel(r.ctx)
	defer cancel()
	work, order := make(chan *batch), make(chan *batch, 2*workers)
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			m := newMapper(&r.o, r.cross, tables, count)
			for b := range work {
				b.done <- m.batch(b)
			}
		})
	}
	var cut error
	pool.Go(func() {
		cut = cutInto(ctx, work, order, fill)
	})
	err := r.handOut(order)
	cancel()
	for range order { // let the others end
	}
	pool.Wait()
	if err == nil && cut != nil && cut != io.EOF {
		err = cut
	}
	if err == nil {
		err = r.ctx.Err()
	}
	return err
}

// cutInto fills batches and puts each into the work and into the order, until the source ends.
func cutInto(ctx context.Context, work, order chan<- *batch, fill func(*batch) error) error {
	defer close(order)
	defer close(work)
	for {
		b := &batch{done: make(chan worked, 1)}
		err := fill(b)
		if len(b.raw)+len(b.docs) > 0 {
			select {
			case order <- b:
			case <-ctx.Done():
				return ctx.Err()
			}
			select {
			case work <- b:
			case <-ctx.Done():
				b.done <- worked{err: ctx.Err()}
				return ctx.Err()
			}
		}
		if err != nil {
			return err
		}
	}
}

func (r *reading) handOut(order <-chan *batch) error {
	for b := range order {
		done := <-b.done
		for i := range done.list {
			if err := r.take(&done.list[i]); err != nil {
				return err
			}
		}
		if done.err != nil {
			return done.err
		}
	}
	return nil
}

// batch reads and maps the documents of a batch.
func (m *mapper) batch(b *batch) (out worked) {
	out.list = make([]mapped, 0, len(b.raw)+len(b.docs))
	for i, raw := range b.raw {
		m.parser.forget() // nothing of a document outlives its mapping
		v, err := m.parser.parse(raw)
		if err != nil {
			out.err = fmt.Errorf("document %d: %w", b.row+i, err)
			return out
		}
		docs := m.unfold(v, b.row+i)
		if m.parser.stray {
			m.finds = append(m.finds, Finding{Table: "services", Row: b.row + i, Outcome: Fixed, Message: fixEncoding})
		}
		if len(m.finds) > 0 {
			out.list = append(out.list, mapped{finds: m.finds})
			m.finds = nil
		}
		for _, doc := range docs {
			out.list = append(out.list, m.read(doc))
		}
	}
	for _, doc := range b.docs {
		out.list = append(out.list, m.read(doc))
	}
	return out
}

// unfold finds the services in a document: it is one, or an organisation with its services, or a service at a location,
// or a package of tables in one file.
func (m *mapper) unfold(v value, row int) []*object {
	m.row, m.id, m.finds = row, "", nil
	o := v.sub
	if v.kind != nested {
		m.find("services", "", Dropped, "this is not an object", "", "")
		return nil
	}
	o.row = row
	if t := tablesIn(o); t != nil {
		return t.documents(m)
	}
	services := o.items("services")
	switch service := o.child("service"); {
	case service != nil && o.has("location"):
		o.drop("service")
		service.put("service_at_locations", value{kind: listed, sub: &object{fields: []field{{value: nestedIn(o)}}}})
		service.row = row
		return []*object{service}
	case len(services) > 0 && !o.has("organization"):
		o.drop("services")
		for _, s := range services {
			s.row = row
			s.put("organization", nestedIn(o.clone()))
		}
		return services
	case !o.has("organization") && !o.has("organization_id") && !o.has("status") && notAService(o) != "":
		m.id = o.look("id")
		m.find("services", "", Dropped, notAService(o), "", "")
		return nil
	}
	return []*object{o}
}

// notAService tells what else a document is, by fields that only that has.
func notAService(o *object) string {
	for _, key := range []string{"website", "legal_status", "tax_status", "tax_id", "year_incorporated", "logo", "uri", "parent_organization_id"} {
		if o.has(key) {
			return "this is an organisation without services"
		}
	}
	switch {
	case o.has("location_type") || o.has("latitude"):
		return "this is a location without services"
	case o.has("taxonomy") || o.has("taxonomy_detail") || o.has("parent_id") || o.has("version"):
		return "this is a word of a taxonomy"
	}
	return ""
}
