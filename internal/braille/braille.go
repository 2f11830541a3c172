// Package braille writes a card in Braille: cells on a screen beside the print, for a professional to check, and the file
// that an embosser takes. The translation is that of liblouis's own tables, by package louis, so a server and a device
// write the same cells.
//
// Nothing is lost in silence. A character that a table lacks is an error that names it, and after every translation the
// digits are read back from the cells and held against those in print.
package braille

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/louis"
)

// Grade is how Braille is written.
type Grade string

// The grades.
const (
	Uncontracted Grade = "uncontracted" // a cell or two for each letter
	Contracted   Grade = "contracted"   // common words and groups of letters are shortened: for who has learned it
)

// tables are those of liblouis, by language and grade. liblouis has no contracted one for Dutch: the standard that
// the Braille Authority of Flanders and the Netherlands laid down in 2018 is not contracted.
var tables = map[lang.Tag]map[Grade]string{
	"en": {Uncontracted: "en-ueb-g1.ctb", Contracted: "en-ueb-g2.ctb"},
	"fr": {Uncontracted: "fr-bfu-comp6.utb", Contracted: "fr-bfu-g2.ctb"},
	"nl": {Uncontracted: "nl-NL-g0.utb"},
}

// Grades lists the grades in which a language is written; none where there is no Braille of it here.
func Grades(tag lang.Tag) []Grade {
	var out []Grade
	for _, g := range []Grade{Uncontracted, Contracted} {
		if tables[tag][g] != "" {
			out = append(out, g)
		}
	}
	return out
}

// TableFor is the table for a language and a grade, or what the person is told when there is none.
func TableFor(tag lang.Tag, grade Grade) (string, error) {
	if grade != Uncontracted && grade != Contracted {
		return "", unknownGrade(grade)
	}
	if name := tables[tag][grade]; name != "" {
		return name, nil
	}
	return "", noTable(tag, grade)
}

// TableNames lists the tables that are shipped.
func TableNames() []string {
	var names []string
	for _, grades := range tables {
		for _, name := range grades {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Translator writes a line of print in cells.
type Translator interface {
	Translate(print string) ([]louis.Cell, error)
}

// Translators gives the one for a language and a grade. A Library does.
type Translators interface {
	For(tag lang.Tag, grade Grade) (Translator, error)
}

// Library has the tables, and compiles one when it is first asked for. It may be used by several goroutines at once.
type Library struct {
	files parcel
	mu    sync.Mutex
	ready map[string]*louis.Table
}

// Open reads the parcel of tables, as package tables gives it to a server and a server to a device.
func Open(data []byte) (*Library, error) {
	var files map[string]string
	if err := json.Unmarshal(data, &files); err != nil {
		return nil, fmt.Errorf("read the Braille tables: %w", err)
	}
	return New(files), nil
}

// New takes the tables as files by name, where somebody else has read the parcel.
func New(files map[string]string) *Library {
	return &Library{files: files, ready: map[string]*louis.Table{}}
}

// For returns the translator for a language and a grade.
func (l *Library) For(tag lang.Tag, grade Grade) (Translator, error) {
	name, err := TableFor(tag, grade)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ready[name] == nil {
		table, err := louis.Compile(l.files, name)
		if err != nil {
			return nil, err
		}
		l.ready[name] = table
	}
	return l.ready[name], nil
}

// parcel is files by name.
type parcel map[string]string

// Open is there for fs.FS; whole files are read.
func (p parcel) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

// ReadFile implements fs.ReadFileFS.
func (p parcel) ReadFile(name string) ([]byte, error) {
	text, ok := p[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}
