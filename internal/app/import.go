package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
)

// Import is what a directory is made from.
type Import struct {
	Source hsds.ReadOptions // how the source is read; the vocabulary is filled in
	Path   string           // of the source
	Out    string           // of the directory's file
	Alone  bool             // without the pack's own services
}

// Imported is what came of an import.
type Imported struct {
	Report   *hsds.Report // nil: the source was not read
	Services int          // in the file, with the pack's own
	Taken    int          // left out because the pack has a service with the same id
	TakenIDs []string     // the first of them
	Bytes    int64        // of the file
}

// maxTold is how many ids are told of services that were left out.
const maxTold = 10

// Import reads services in the exchange format and makes a directory of them, together with the pack's own unless they
// are to stand alone. The file appears whole or not at all: with an error, one that was there before is still there.
func (a *App) Import(ctx context.Context, i Import, now time.Time) (Imported, error) {
	var imported Imported
	err := WriteWhole(i.Out, func(out io.Writer) error { return a.importTo(ctx, out, i, now, &imported) })
	if err != nil {
		return imported, err
	}
	info, err := os.Stat(i.Out)
	if err != nil {
		return imported, unusable(i.Out, err)
	}
	imported.Bytes = info.Size()
	return imported, nil
}

func (a *App) importTo(ctx context.Context, out io.Writer, i Import, now time.Time, imported *Imported) error {
	i.Source.Vocabulary = a.pack.Vocabulary
	i.Source.Name = sourceName(i.Source.Name, i.Path)
	b := index.NewBuilder(a.IndexOptions(), out)
	if err := a.addOwn(b, i.Alone); err != nil {
		return err
	}
	pipeline := index.NewPipeline(b, func(r *directory.Record, _ error) {
		if imported.Taken++; imported.Taken <= maxTold {
			imported.TakenIDs = append(imported.TakenIDs, r.Service.ID)
		}
	})
	report, err := hsds.Read(ctx, i.Path, i.Source, pipeline.Put)
	imported.Report = report
	if closed := pipeline.Close(); closed != nil { // it is what ended the reading
		return closed
	}
	if err != nil {
		return unusable(i.Path, err)
	}
	b.Origins([]string{i.Source.Name}, now.In(a.Zone()).Format("2006-01-02"))
	x, err := b.Finish()
	if err != nil {
		return err
	}
	imported.Services = x.Size()
	return nil
}

// sourceName is what a source is called: the name it was given, or that of its file.
func sourceName(given, path string) string {
	if given != "" {
		return given
	}
	if whole, err := filepath.Abs(path); err == nil { // "." is no name
		path = whole
	}
	return filepath.Base(path)
}

func (a *App) addOwn(b *index.Builder, alone bool) error {
	if alone {
		return nil
	}
	for _, s := range a.pack.Directory.Services {
		prepared, err := b.PrepareResolved(s)
		if err == nil {
			err = b.Add(prepared)
		}
		if err != nil {
			return fmt.Errorf("add the pack's own services: %w", err)
		}
	}
	return nil
}

// unusable is the error for a source or a directory that cannot be used, with what to do about it.
func unusable(path string, err error) error {
	kind, key, cause := fault.Malformed, "directory.unreadable", err
	switch {
	case errors.Is(err, context.Canceled):
		return stopped()
	case errors.Is(err, fs.ErrNotExist):
		kind, key = fault.NotFound, "directory.missing"
	case errors.Is(err, index.ErrNotIndex): // what the error says, the message says in the reader's language
		key, cause = "directory.not-one", nil
	case errors.Is(err, index.ErrOtherPack):
		key, cause = "directory.other-pack", nil
	case errors.Is(err, index.ErrDamaged):
		key = "directory.damaged"
	}
	e := fault.New(kind, key, cause)
	e.Args = map[string]string{"file": path}
	return e
}

// stopped is the error for work that whoever asked for it has broken off.
func stopped() error { return fault.New(fault.Internal, "directory.stopped", nil) }

// OpenDirectory opens a directory's file and serves from it. The one before is returned, to be closed once nobody is
// being answered from it. With an error nothing has changed.
func (a *App) OpenDirectory(path string) (before *index.Index, err error) {
	x, err := a.openFile(path)
	if err != nil {
		return nil, unusable(path, err)
	}
	return a.Serve(x), nil
}

func (a *App) openFile(path string) (*index.Index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var x *index.Index
		if x, err = index.Open(f, info.Size(), a.IndexOptions()); err == nil {
			return x, nil
		}
	}
	_ = f.Close()
	return nil, err
}

// CheckSource reads a source in the exchange format and tells what is in it, keeping nothing. Of a directory's file it
// checks that it is whole; there is no report then.
func (a *App) CheckSource(ctx context.Context, path string, o hsds.ReadOptions) (*hsds.Report, *index.About, error) {
	about, err := describe(path)
	if err == nil {
		err = a.checkFile(ctx, path)
	}
	switch {
	case err == nil:
		return nil, &about, nil
	case !errors.Is(err, index.ErrNotIndex):
		return nil, nil, unusable(path, err)
	}
	o.Vocabulary = a.pack.Vocabulary
	o.Name = sourceName(o.Name, path)
	report, err := hsds.Read(ctx, path, o, func(directory.Record) error { return nil })
	if err != nil {
		err = unusable(path, err)
	}
	return report, nil, err
}

// describe tells what a directory's file says of itself. Of anything else, a folder too, the error is ErrNotIndex.
func describe(path string) (index.About, error) {
	f, err := os.Open(path)
	if err != nil {
		return index.About{}, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return index.About{}, err
	}
	return index.Describe(f, info.Size())
}

// checkFile opens a directory's file and reads every record of it.
func (a *App) checkFile(ctx context.Context, path string) error {
	x, err := a.openFile(path)
	if err != nil {
		return err
	}
	defer func() { _ = x.Close() }()
	for _, err := range every(ctx, x) {
		if err != nil {
			return err
		}
	}
	return nil
}

// CrosswalkFrom reads what leads from the words of other taxonomies to the pack's needs.
func (a *App) CrosswalkFrom(path string) (*hsds.Crosswalk, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, unusable(path, err)
	}
	var c *hsds.Crosswalk
	if err == nil {
		c, err = hsds.ParseCrosswalk(data, a.pack.Vocabulary)
	}
	if err != nil {
		e := fault.New(fault.Malformed, "directory.bad-crosswalk", err)
		e.Args = map[string]string{"file": path}
		return nil, e
	}
	return c, nil
}
