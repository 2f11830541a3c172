package hsds

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// ReadOptions is what reading needs to know besides the source.
type ReadOptions struct {
	// Name is what the import is called. It becomes the origin and the source of its records.
	Name string
	// Language is the one that the texts are in. Empty: English.
	Language lang.Tag
	// Vocabulary tells which languages and needs the pack lists.
	Vocabulary *facts.Vocabulary
	// Crosswalk leads from the source's taxonomies to our needs; nil: no service is offered for a need.
	Crosswalk *Crosswalk
	// Bounds is where places may be expected; nil: anywhere.
	Bounds *Bounds
	// Ours tells that we wrote the source ourselves, so that roles, origin and evidence in our profile are taken over.
	Ours   bool
	Limits Limits
}

// Limits bounds what a source may cost. Zero is the default.
type Limits struct {
	Document int   // bytes of one JSON document, 16 MiB
	Text     int   // bytes of one text, 1 MiB
	Tables   int64 // bytes of all tables together, which are held in memory, 512 MiB
	Total    int64 // bytes of the whole source when unpacked, 64 GiB
	Ratio    int64 // how many times larger a packed file may become, 200
	Files    int   // in a folder or an archive, 1,000
	Columns  int   // of a table, 500
}

func (l *Limits) fill() {
	set(&l.Document, 16<<20)
	set(&l.Text, 1<<20)
	set(&l.Tables, 512<<20)
	set(&l.Total, 64<<30)
	set(&l.Ratio, 200)
	set(&l.Files, 1000)
	set(&l.Columns, 500)
}

func set[T int | int64](limit *T, standard T) {
	if *limit == 0 {
		*limit = standard
	}
}

// Read reads the source at a path: a folder of tables, a zip of tables or documents, a CSV or JSON file, or any of them
// packed with gzip. It tells them apart by what is in them. Each service is handed to emit as a record, in the order of
// the source; an error of emit ends the reading.
//
// JSON is streamed: a million services take no more memory than one, but for the ids, sixteen bytes each, by which
// repeated ones are found. Tables must be joined and are held in memory. The texts of a record are parts of the document
// that it came from: whoever keeps only a few of them clones these, so that the rest can be forgotten.
//
// With an error there is still a report, and records may have been handed out: whoever reads into something that is in
// use must throw them away. Without an error the source was read to its end.
func Read(ctx context.Context, path string, o ReadOptions, emit func(directory.Record) error) (*Report, error) {
	r := newReading(ctx, filepath.Base(path), o, emit)
	info, err := os.Stat(path)
	if err != nil {
		return r.ledger.finish(), fmt.Errorf("read HSDS: %w", err)
	}
	if info.IsDir() {
		return r.finish(r.folder(os.DirFS(path)))
	}
	file, err := os.Open(path)
	if err != nil {
		return r.ledger.finish(), fmt.Errorf("read HSDS: %w", err)
	}
	defer func() { _ = file.Close() }()
	return r.finish(r.file(file, info.Size()))
}

// ReadFrom is Read for a source that is in memory or already open. The name is only for the report.
func ReadFrom(ctx context.Context, name string, source io.ReaderAt, size int64, o ReadOptions, emit func(directory.Record) error) (*Report, error) {
	r := newReading(ctx, name, o, emit)
	return r.finish(r.file(source, size))
}

// reading is one source being read.
type reading struct {
	ctx    context.Context
	name   string
	o      ReadOptions
	cross  *crosswalk
	emit   func(directory.Record) error
	ledger *ledger
	seen   map[UUID]struct{} // services so far
	// secrets are what must not be said of the confidential places of an organisation, by its id, in any of its services.
	secrets map[string][]*regexp.Regexp
	left    int64     // bytes that may still be unpacked
	tables  *tableSet // nil until there is one
}

func newReading(ctx context.Context, name string, o ReadOptions, emit func(directory.Record) error) *reading {
	o.Limits.fill()
	if o.Language == "" {
		o.Language = "en"
	}
	if o.Name == "" {
		o.Name = name
	}
	return &reading{ctx: ctx, name: name, o: o, cross: o.Crosswalk.compile(), emit: emit, ledger: newLedger(name),
		seen: map[UUID]struct{}{}, secrets: map[string][]*regexp.Regexp{}, left: o.Limits.Total}
}

// finish joins the tables, if there were any, and closes the report.
func (r *reading) finish(err error) (*Report, error) {
	if err == nil && r.tables != nil {
		err = r.joined()
	}
	if err == nil && r.ledger.report.Format == "" {
		err = fmt.Errorf("%s: there is nothing in it that is HSDS; expected services.csv, a zip, or JSON", r.name)
	}
	if err != nil {
		err = fmt.Errorf("read HSDS: %w", err)
	}
	return r.ledger.finish(), err
}

// format notes what the source is; the first thing found in it decides.
func (r *reading) format(format string) {
	if r.ledger.report.Format == "" {
		r.ledger.report.Format = format
	}
}

// said tells whether the same was found in the same row before: a row of a table may be read for several services.
func (r *reading) said(f *Finding) bool {
	if r.tables == nil || f.Table == "services" {
		return false
	}
	key := Finding{Table: f.Table, Row: f.Row, Field: f.Field, Message: f.Message, Before: f.Before}
	_, before := r.tables.said[key]
	r.tables.said[key] = struct{}{}
	return before
}

// take enters what became of a document, and hands out its record.
func (r *reading) take(m *mapped) error {
	for _, c := range m.rows {
		r.ledger.read(c.table, c.rows)
	}
	s := &m.record.Service
	if m.keep {
		key := KeyOf(KindService, "", s.ID)
		if _, twice := r.seen[key]; twice {
			m.keep = false
			m.finds = append(m.finds, Finding{Table: "services", ID: s.ID, Outcome: Dropped, Message: "a service with this id came before"})
		}
		r.seen[key] = struct{}{}
	}
	if err := r.keepSecrets(m); err != nil {
		return err
	}
	for _, f := range m.finds {
		if !r.said(&f) {
			r.ledger.add(f)
		}
	}
	if !m.keep {
		return nil
	}
	r.ledger.kept(m)
	return r.emit(m.record)
}
