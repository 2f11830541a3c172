package export

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Row is one service of a table, by the name of the column, as it was before it was made safe for a spreadsheet.
type Row map[string]string

// ReadCSV reads a table that was written by the form csv or csv-excel, also after it has been through a spreadsheet:
// columns may be in another order, left out or added. It ends at the first error, which names the line.
func ReadCSV(r io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		in := csv.NewReader(withoutMark(r))
		header, err := in.Read()
		if err == nil && !slices.Contains(header, "id") {
			err = errors.New(`line 1 has no column "id": the first line must hold the names of the columns`)
		}
		for err == nil {
			var cells []string
			if cells, err = in.Read(); err != nil {
				break
			}
			row := make(Row, len(cells))
			for i, cell := range cells {
				row[header[i]] = unguard(cell)
			}
			if !yield(row, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(nil, fmt.Errorf("reading a table of services: %w", err))
		}
	}
}

// withoutMark leaves out the byte order mark, if there is one.
func withoutMark(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if start, err := in.Peek(len(byteOrderMark)); err == nil && string(start) == byteOrderMark {
		_, _ = in.Discard(len(byteOrderMark)) // what was peeked at is there
	}
	return in
}

// List returns the items of a column that holds a list, each with its parts.
func (r Row) List(name string) [][]string { return splitItems(r[name]) }

// Channels returns the ways to reach the service. Labels are in the language of the table, which is passed in.
func (r Row) Channels(tag lang.Tag) ([]directory.Channel, error) {
	var out []directory.Channel
	for _, column := range []string{"phone", "email", "web", "other_channels"} {
		for _, parts := range r.List(column) {
			c, err := readChannel(column, parts, tag)
			if err != nil {
				return nil, fmt.Errorf("service %q, column %s: %w", r["id"], column, err)
			}
			out = append(out, c)
		}
	}
	return out, nil
}

func readChannel(column string, parts []string, tag lang.Tag) (directory.Channel, error) {
	c := directory.Channel{Value: parts[0]}
	switch column {
	case "phone":
		c.Kind, c.Value = directory.Phone, strings.TrimPrefix(parts[0], dial)
	case "email":
		c.Kind = directory.Email
	case "web":
		c.Kind = directory.Web
	default:
		kind, value, _ := strings.Cut(parts[0], " ")
		if err := c.Kind.UnmarshalText([]byte(kind)); err != nil {
			return c, err
		}
		c.Value = value
	}
	for _, part := range parts[1:] {
		extension, isExtension := strings.CutPrefix(part, extensionIs)
		hours, isHours := strings.CutPrefix(part, hoursAre)
		switch {
		case isExtension:
			c.Extension = extension
		case isHours:
			c.HoursText = hours
		case strings.HasPrefix(part, "(") && strings.HasSuffix(part, ")") && len(part) > 1:
			c.Label = lang.Text{tag: part[1 : len(part)-1]}
		default:
			return c, fmt.Errorf("%q is neither an extension, a label in brackets nor hours", part)
		}
	}
	return c, nil
}
