package hsds

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"io"
	"io/fs"
	"reflect"
	"strconv"
)

// WriteTabular writes services as a tabular data package of HSDS 3.1: a CSV file for each table that has rows, and
// datapackage.json. Each file is asked for by name when its first row comes; a directory or the memory may be behind
// it. Cells are the values themselves, for programs: nothing is put before a leading "=", as is done in files for
// people who open them in a spreadsheet.
func WriteTabular(create func(name string) (io.WriteCloser, error), services Services, o Options) error {
	t := &tabular{create: create, files: map[*layout]*csvFile{}, seen: map[UUID]bool{}}
	err := t.write(services, o)
	for _, f := range t.files {
		if closed := f.close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		return err
	}
	return t.describe()
}

// tabular is a data package in the making.
type tabular struct {
	create func(name string) (io.WriteCloser, error)
	files  map[*layout]*csvFile
	seen   map[UUID]bool // rows that several services share and that are written
}

type csvFile struct {
	out  io.WriteCloser
	rows *csv.Writer
}

func (f *csvFile) close() error {
	f.rows.Flush()
	if err := f.rows.Error(); err != nil {
		_ = f.out.Close() // the first error is the one to tell
		return err
	}
	return f.out.Close()
}

func (t *tabular) write(services Services, o Options) error {
	for s, err := range services {
		if err != nil {
			return err
		}
		doc := FromService(s, o)
		if err := t.add(reflect.ValueOf(&doc).Elem(), owner{}, false); err != nil {
			return err
		}
	}
	return nil
}

// add writes a row and the rows in it. What several services have, such as an organization and all that belongs to it,
// is written once: the first that comes.
func (t *tabular) add(row reflect.Value, of owner, shared bool) error {
	l := layouts()[row.Type()]
	if l == nil {
		return nil
	}
	switch l.table {
	case "organization", "location", "program", "taxonomy_term", "taxonomy", "unit":
		shared = true
	}
	self := owner{l.table, l.get(row, "id")}
	refer(l, row, of)
	fresh := true
	if shared {
		key := made(self.table, self.id)
		fresh, t.seen[key] = !t.seen[key], true
	}
	for _, c := range l.columns {
		f := row.Field(c.index)
		switch c.shape {
		case asRow:
			if err := t.addOne(l, row, c, self, shared); err != nil {
				return err
			}
		case asRows:
			for i := range f.Len() {
				if err := t.add(f.Index(i), self, shared); err != nil {
					return err
				}
			}
		}
	}
	if !fresh || !referring(l, row) {
		return nil
	}
	return t.put(l, row)
}

// addOne writes the row that another refers to, and the reference. An id that refers to no row here is left out: in a
// data package it would point at nothing.
func (t *tabular) addOne(l *layout, row reflect.Value, c column, self owner, shared bool) error {
	f, id := row.Field(c.index), c.name+"_id"
	if c.name == "taxonomy_detail" {
		id = "taxonomy_id"
		detail(row)
	}
	to, ok := l.column(id)
	if f.IsNil() {
		if ok {
			row.Field(to.index).SetString("")
		}
		return nil
	}
	if ok {
		row.Field(to.index).SetString(layouts()[f.Type().Elem()].get(f.Elem(), "id"))
	}
	if to := layouts()[f.Type().Elem()]; to.table == "program" {
		to.set(f.Elem(), "organization_id", l.get(row, "organization_id"))
	}
	return t.add(f.Elem(), self, shared)
}

// detail gives a term the taxonomy that it names, as a row.
func detail(row reflect.Value) {
	term, ok := row.Addr().Interface().(*TaxonomyTerm)
	if ok && term.TaxonomyDetail == nil && term.TaxonomyID != "" {
		term.TaxonomyDetail = &Taxonomy{ID: term.TaxonomyID, Name: term.Taxonomy}
	}
}

// refer gives a row the id of the row that it is in.
func refer(l *layout, row reflect.Value, of owner) {
	switch {
	case of.table == "":
	case l.table == "attribute":
		l.set(row, "link_id", of.id)
		l.set(row, "link_entity", of.table)
	case l.table == "metadata":
		l.set(row, "resource_id", of.id)
		l.set(row, "resource_type", of.table)
	default:
		l.set(row, of.table+"_id", of.id)
	}
}

// referring tells whether a row has the references that a table cannot do without.
func referring(l *layout, row reflect.Value) bool {
	for _, name := range tabularRequired(l.table) {
		if l.get(row, name) == "" {
			return false
		}
	}
	return true
}

// tabularRequired is what HSDS requires of a row in a table besides what it requires of one in a document. It wants an
// organization_id of every service too; a service of which nobody knows whose it is, is written without.
func tabularRequired(table string) []string {
	switch table {
	case "attribute":
		return []string{"link_id", "taxonomy_term_id", "link_entity"}
	case "cost_option":
		return []string{"service_id"}
	case "metadata":
		return []string{"resource_id", "resource_type"}
	case "organization_identifier", "program":
		return []string{"organization_id"}
	case "service_at_location":
		return []string{"service_id", "location_id"}
	case "service_capacity":
		return []string{"unit_id", "service_id"}
	}
	return nil
}

// put writes the row itself.
func (t *tabular) put(l *layout, row reflect.Value) error {
	f, err := t.file(l)
	if err != nil {
		return err
	}
	var cells []string
	for _, c := range l.columns {
		switch field := row.Field(c.index); {
		case c.shape == asText:
			cells = append(cells, field.String())
		case c.shape == asNumber && field.IsNil():
			cells = append(cells, "")
		case c.shape == asNumber:
			cells = append(cells, strconv.FormatFloat(field.Elem().Float(), 'f', -1, 64))
		}
	}
	added, err := profileCells(l, row)
	if err != nil {
		return err
	}
	return f.rows.Write(append(cells, added...))
}

// file returns the table's file, made and with its heading where there is none yet.
func (t *tabular) file(l *layout) (*csvFile, error) {
	if f := t.files[l]; f != nil {
		return f, nil
	}
	out, err := t.create(l.file)
	if err != nil {
		return nil, err
	}
	f := &csvFile{out: out, rows: csv.NewWriter(out)}
	t.files[l] = f
	var heading []string
	for _, field := range fields(l) {
		heading = append(heading, field.Name)
	}
	return f, f.rows.Write(heading)
}

// Zip packs files, such as those of a data package, into one. The same files give the same bytes.
func Zip(out io.Writer, files fs.FS) error {
	z := zip.NewWriter(out)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		in, err := files.Open(name)
		if err != nil {
			return err
		}
		defer in.Close()
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = io.Copy(w, in)
		}
		return err
	})
	if err != nil {
		return err
	}
	return z.Close()
}

// profileCells writes what our profile adds to a row: texts as they are, the rest as JSON.
func profileCells(l *layout, row reflect.Value) ([]string, error) {
	if l.profile < 0 {
		return nil, nil
	}
	body, err := json.Marshal(row.Field(l.profile).Interface())
	if err != nil {
		return nil, err
	}
	values := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &values); err != nil {
		return nil, err
	}
	var cells []string
	for _, f := range l.added {
		cell := string(values[f.Name])
		if f.Type == "string" && cell != "" {
			if err := json.Unmarshal(values[f.Name], &cell); err != nil {
				return nil, err
			}
		}
		cells = append(cells, cell)
	}
	return cells, nil
}
