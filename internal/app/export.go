package app

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/export"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// FormDoc is a form in which the directory can be written down.
type FormDoc struct {
	Name      string
	MediaType string
	Extension string // of a file, with its dot
	About     string
	// Neutral tells whether it can be written for a telephone or a calendar that others look at too.
	Neutral bool
}

// Forms lists the forms, in the order in which they are offered.
func (a *App) Forms(tag lang.Tag) []FormDoc {
	p := a.In(tag)
	docs := []FormDoc{
		{Name: "hsds", MediaType: "application/json", Extension: ".json", About: p.T("directory.form.hsds")},
		{Name: "hsds-lines", MediaType: "application/jsonl", Extension: ".jsonl", About: p.T("directory.form.hsds-lines")},
		{Name: "hsds-tabular", MediaType: "application/zip", Extension: ".zip", About: p.T("directory.form.hsds-tabular")},
	}
	for _, f := range export.Forms() {
		neutral := f.Extension == ".vcf" || f.Extension == ".ics"
		docs = append(docs, FormDoc{f.Name, f.MediaType, f.Extension, f.Description.In(tag), neutral})
	}
	return docs
}

// Form finds a form by its name.
func (a *App) Form(name string, tag lang.Tag) (FormDoc, error) {
	forms := a.Forms(tag)
	for _, f := range forms {
		if f.Name == name {
			return f, nil
		}
	}
	e := fault.New(fault.NotFound, "directory.no-form", nil)
	e.Args = map[string]string{"value": fault.Clip(name), "allowed": namesOf(forms)}
	return FormDoc{}, e
}

func namesOf(forms []FormDoc) string {
	var names []string
	for _, f := range forms {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// Writing is how services are written down.
type Writing struct {
	Form     string
	At       time.Time // of the states, and the first day of a calendar
	Language lang.Tag
	Neutral  bool // without a word that tells others what it is about
}

// Export writes the whole directory. After an error what has been written is incomplete.
func (a *App) Export(ctx context.Context, w io.Writer, how Writing) error {
	return a.write(w, every(ctx, a.index()), how)
}

// MaxAnswer is how many services are written down at once in answer to a request: as many as are in memory anyway.
const MaxAnswer = index.Holdable

// ExportService writes one service.
func (a *App) ExportService(w io.Writer, id string, how Writing) error {
	s, err := a.serviceNamed(id)
	if err != nil {
		return err
	}
	return a.write(w, export.All([]*directory.Service{s}), how)
}

// serviceNamed returns a service of the directory.
func (a *App) serviceNamed(id string) (*directory.Service, error) {
	s, ok, err := a.index().Service(id)
	if err != nil {
		return nil, fault.New(fault.Internal, "fault.internal", err)
	}
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.no-service", nil)
	}
	return s, nil
}

// every is every service of an index, read one at a time, until whoever asked for it breaks off.
func every(ctx context.Context, x *index.Index) iter.Seq2[*directory.Service, error] {
	return func(yield func(*directory.Service, error) bool) {
		for i := range x.Size() {
			s, err := x.At(uint32(i))
			if ctx.Err() != nil {
				err = stopped()
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

func (a *App) write(w io.Writer, services export.Services, how Writing) error {
	doc, err := a.Form(how.Form, how.Language)
	if err != nil {
		return err
	}
	if how.Neutral && !doc.Neutral {
		return a.noNeutral(how.Language)
	}
	switch how.Form {
	case "hsds":
		return hsds.WriteArray(w, services, a.Written(how.Language))
	case "hsds-lines":
		return hsds.WriteLines(w, services, a.Written(how.Language))
	case "hsds-tabular":
		return writePackage(w, services, a.Written(how.Language))
	}
	form, err := export.FormNamed(how.Form)
	if err != nil {
		return err
	}
	return form.Write(w, services, export.Options{Language: how.Language, Zone: a.Zone(), At: how.At, Neutral: how.Neutral})
}

// noNeutral is the error for a form that would name a service although it was asked not to.
func (a *App) noNeutral(tag lang.Tag) error {
	forms := slices.DeleteFunc(a.Forms(tag), func(f FormDoc) bool { return !f.Neutral })
	return fault.InvalidFields([]fault.Detail{{Field: "neutral", Key: "directory.no-neutral",
		Args: map[string]string{"allowed": namesOf(forms)}}})
}

// Written is how services are written in the exchange format, in a language.
func (a *App) Written(tag lang.Tag) hsds.Options {
	return hsds.Options{Language: tag, Namespace: a.pack.Info.ID, Region: a.pack.Info.Name, Country: a.pack.Info.Country,
		Vocabulary: a.pack.Vocabulary, Words: a.In(tag), Zone: a.Zone()}
}

// writePackage writes tables into a folder of their own and packs them.
func writePackage(w io.Writer, services hsds.Services, o hsds.Options) (err error) {
	folder, err := os.MkdirTemp("", "halte-tables-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	create := func(name string) (io.WriteCloser, error) {
		return os.Create(filepath.Join(folder, filepath.Base(name)))
	}
	if err := hsds.WriteTabular(create, services, o); err != nil {
		return err
	}
	return hsds.Zip(w, os.DirFS(folder))
}

// JSONLD is a service as linked data of schema.org, safe inside a script element.
func (a *App) JSONLD(id string, at time.Time, tag lang.Tag) ([]byte, error) {
	s, err := a.serviceNamed(id)
	if err != nil {
		return nil, err
	}
	return export.SchemaOrg(s, export.Options{Language: tag, Zone: a.Zone(), At: at})
}
