package hsds

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// rowLimit stops a row that is too large before it is all in memory.
type rowLimit struct {
	r    io.Reader
	left int
	max  int
}

func (l *rowLimit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("a row is larger than %d bytes; a quotation mark may be missing", l.max)
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}

// csv reads a table.
func (r *reading) csv(table, name string, in *bufio.Reader) error {
	r.format("HSDS CSV")
	if r.tables == nil {
		r.tables = newTableSet()
	}
	limit := &rowLimit{r: in, max: r.o.Limits.Document, left: r.o.Limits.Document}
	c := csv.NewReader(limit)
	c.Comma = comma(in)
	c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = -1, true, true
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("row 1: %w", err)
	}
	if len(header) > r.o.Limits.Columns {
		return fmt.Errorf("it has %d columns, more than %d", len(header), r.o.Limits.Columns)
	}
	columns := columnNames(header)
	their := stem(name)
	r.tables.begin(table, their)
	r.missing(table, their, columns)
	for {
		limit.left = limit.max
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("row: %w", err) // a csv error names the line
		}
		line, _ := c.FieldPos(0)
		if err := r.csvRow(table, their, line, columns, record); err != nil {
			return err
		}
		if line&0xfff == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
	}
}

// csvRow makes an object of a row. Its texts are repaired later, when it is known which places are confidential.
func (r *reading) csvRow(table, their string, line int, columns, record []string) error {
	o := &object{row: line}
	stray := false
	for i, cell := range record {
		if r.tables.bytes += int64(len(cell)); cell == "" || i >= len(columns) {
			continue
		}
		if len(cell) > r.o.Limits.Text {
			return fmt.Errorf("line %d, column %s: the text is longer than %d bytes", line, columns[i], r.o.Limits.Text)
		}
		if !utf8.ValidString(cell) {
			cell, stray = fromWindows([]byte(cell)), true
		}
		o.fields = append(o.fields, field{columns[i], r.cell(columns[i], cell)})
	}
	r.tables.bytes += int64(64 * len(o.fields))
	if r.tables.bytes > r.o.Limits.Tables {
		return fmt.Errorf("line %d: the tables are larger than %d bytes together; export the source as JSON Lines, which is streamed", line, r.o.Limits.Tables)
	}
	find := func(outcome Outcome, message string) {
		r.ledger.add(Finding{Table: their, Row: line, Field: "(row)", Outcome: outcome, Message: message})
	}
	switch {
	case len(record) > len(columns):
		find(Dropped, "it has more cells than the table has columns")
	case len(record) < len(columns):
		find(Unclear, "it has fewer cells than the table has columns; the file may be cut off")
	}
	if stray {
		find(Fixed, fixEncoding)
	}
	r.ledger.read(their, 1)
	r.tables.add(table, o)
	return nil
}

// profileForm tells which columns of our profile hold lists and objects. Tables write these as JSON.
var profileForm = func() *form {
	f := formOf(reflect.TypeFor[ServiceProfile]())
	f.gather(reflect.TypeFor[LocationProfile]())
	return f
}()

func (r *reading) cell(column, text string) value {
	text = strings.Clone(text)
	if want := profileForm.fields[column]; want != nil && want.kind >= listed && (text[0] == '[' || text[0] == '{') {
		if v, _, err := parseJSON(text, r.o.Limits.Text); err == nil {
			return v
		}
	}
	return value{kind: textual, text: text}
}

// missing says which columns that everything hangs on are not there, and which the standard does not know.
func (r *reading) missing(table, their string, columns []string) {
	need := []string{"id"}
	if table == "services" || table == "organizations" {
		need = append(need, "name")
	}
next:
	for _, key := range need {
		for _, column := range columns {
			if column == key {
				continue next
			}
		}
		r.ledger.add(Finding{Table: their, Row: 1, Field: key, Outcome: Unclear, Message: "the table has no such column, which the standard requires"})
	}
	for _, column := range columns {
		if column != "" && !knownColumns[column] && !fieldNames[column] {
			r.ledger.add(Finding{Table: their, Row: 1, Field: column, Outcome: Unclear, Message: "the standard has no such column"})
		}
	}
}

// knownColumns are columns of older versions that 3.1 has not.
var knownColumns = map[string]bool{
	"weekday": true, "language": true, "accessibility": true, "payment": true, "eligibility": true, "service_area": true,
	"start_date": true, "end_date": true, "closed": true, "vocabulary": true, "parent_name": true, "taxonomy_detail": true,
	"taxonomy_ids": true, "address_3": true, "address_4": true, "original_text": true, "taxonomy_facet": true, "fees": true,
	"department": true, "character_set": true,
}

func (r *reading) unknownTable(name string, in io.Reader) error {
	head := make([]byte, 512)
	n, _ := io.ReadFull(in, head)
	t := r.ledger.table(stem(name))
	t.Present, t.Unknown = true, true
	message := "HSDS has no such table; it was not read"
	if bytes.IndexByte(head[:n], 0) >= 0 {
		message = "this is not text; it was not read"
	}
	r.ledger.add(Finding{Table: t.Name, Field: "(table)", Outcome: Dropped, Message: message})
	return nil
}

// comma finds what separates cells: some write semicolons or tabs.
func comma(in *bufio.Reader) rune {
	head, _ := in.Peek(4096)
	if end := bytes.IndexByte(head, '\n'); end >= 0 {
		head = head[:end]
	}
	best := byte(',')
	for _, c := range []byte{';', '\t', '|'} {
		if bytes.Count(head, []byte{c}) > bytes.Count(head, []byte{best}) {
			best = c
		}
	}
	return rune(best)
}

// columnNames writes the names of columns as the standard does. One that comes twice counts once.
func columnNames(header []string) []string {
	names := make([]string, len(header))
	seen := map[string]bool{}
	for i, name := range header {
		name = strings.ToLower(strings.Trim(strings.ToValidUTF8(name, ""), " \ufeff\"\t\r\n"))
		name = strings.ReplaceAll(name, " ", "_")
		if !seen[name] {
			names[i] = strings.Clone(name)
		}
		seen[name] = true
	}
	return names
}

// jsonTable reads a table that is written as a list of objects.
func (r *reading) jsonTable(table, name string, in io.Reader) error {
	r.format("HSDS tables in JSON")
	if r.tables == nil {
		r.tables = newTableSet()
	}
	their := stem(name)
	r.tables.begin(table, their)
	f, p := newFramer(in, r.o.Limits.Document), jsonParser{text: r.o.Limits.Text}
	for {
		raw, err := f.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		v, err := p.parse(raw)
		if err != nil {
			return fmt.Errorf("row %d: %w", f.row, err)
		}
		if r.tables.bytes += int64(2 * len(raw)); r.tables.bytes > r.o.Limits.Tables {
			return fmt.Errorf("row %d: the tables are larger than %d bytes together", f.row, r.o.Limits.Tables)
		}
		if v.kind != nested {
			continue
		}
		v.sub.row = f.row
		r.ledger.read(their, 1)
		r.tables.add(table, v.sub)
	}
}
