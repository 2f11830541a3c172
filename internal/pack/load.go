package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/phrases"
	"github.com/halte-brussels/halte/internal/routing"
)

// Bounds on what is read from a pack.
const (
	maxFile  = 1 << 20
	maxFiles = 400
)

// files is the pack as it is written, before anything is resolved.
type files struct {
	info      Info
	facts     []facts.Fact
	holidays  []Holiday
	sources   []guide.Source
	topics    []guide.Topic
	directory directory.Lists
	rules     []routing.Rule
	promises  []Promise
	cases     []Case
	queries   []Query
	phrases   phrases.Book
	cards     card.Book
	history   []History

	atlas    *atlas.Atlas
	problems Problems
	fileOf   map[string]string         // path of a part, such as "rules[refusal]" → the file it was read in
	lines    map[string]map[string]int // file → path → line
}

// Load reads a pack from its files. The error is Problems when the files could be read and something in them is
// wrong; it lists everything that is.
func Load(fsys fs.FS) (*Pack, error) {
	f, hash, err := read(fsys)
	if err != nil {
		return nil, err
	}
	p := f.build(hash)
	f.check(p)
	if len(f.problems) > 0 {
		return nil, f.problems.sorted()
	}
	return p, nil
}

// read decodes the files of a pack. What was not read cannot be checked.
func read(fsys fs.FS) (*files, string, error) {
	contents, hash, err := readAll(fsys)
	if err != nil {
		return nil, "", err
	}
	f := &files{lines: map[string]map[string]int{}, fileOf: map[string]string{}}
	f.decode(contents)
	if len(f.problems) > 0 {
		return nil, "", f.problems.sorted()
	}
	return f, hash, nil
}

// readAll reads every file of a pack and hashes them together with their names.
func readAll(fsys fs.FS) (map[string][]byte, string, error) {
	contents := map[string][]byte{}
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() { // a link may lead anywhere, a pipe never ends
			return Problems{{File: name, Message: "is not a plain file", Remedy: "put a copy of the file there"}}
		}
		if len(contents) == maxFiles {
			return Problems{{File: name, Message: "the pack has more than 400 files", Remedy: "join some"}}
		}
		data, err := readFile(fsys, name)
		if err != nil {
			return err
		}
		contents[name] = data
		fmt.Fprintf(sum, "%s\x00%d\x00", name, len(data))
		sum.Write(data)
		return nil
	})
	var problems Problems
	if errors.As(err, &problems) {
		return nil, "", problems
	}
	if err != nil {
		return nil, "", fmt.Errorf("read pack: %w", err)
	}
	return contents, hex.EncodeToString(sum.Sum(nil))[:16], nil
}

// readFile reads one file, whatever size its folder says it has.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = Problems{{File: name, Message: "is larger than 1 MiB", Remedy: "split it"}}
	}
	return data, err
}

// decode reads every file. pack.yaml comes first: it says which languages every text must exist in.
func (f *files) decode(contents map[string][]byte) {
	data, ok := contents["pack.yaml"]
	if !ok {
		f.problems = Problems{{File: "pack.yaml", Message: "is missing", Remedy: "a pack starts with it; see docs/pack-format.md"}}
		return
	}
	f.info.Languages = languagesOf(data)
	f.problems = append(f.problems, f.one("pack.yaml", data, &f.info)...)
	f.readMap(contents)
	var shapes []shape
	for name := range contents {
		if name != "pack.yaml" && name != mapFile {
			shapes = append(shapes, shapeOf(name))
		}
	}
	slices.SortFunc(shapes, func(a, b shape) int { return strings.Compare(a.name, b.name) })
	f.decodeAll(shapes, contents)
	for _, s := range shapes {
		f.problems = append(f.problems, s.problems...)
		if s.keep != nil {
			s.keep(f)
		}
	}
}

// mapFile is the one file of a pack that is not written by hand.
const mapFile = "map.json"

// readMap reads the map, if the pack has one.
func (f *files) readMap(contents map[string][]byte) {
	data, ok := contents[mapFile]
	if !ok {
		return
	}
	var err error
	if f.atlas, err = atlas.Parse(data); err != nil {
		f.problems = append(f.problems, Problem{File: mapFile, Message: err.Error(),
			Remedy: "make it again from the shapes of the areas: see docs/map.md"})
	}
}

// decodeAll decodes files side by side; each writes only to its own shape.
func (f *files) decodeAll(shapes []shape, contents map[string][]byte) {
	var wait sync.WaitGroup
	for i := range shapes {
		f.lines[shapes[i].name] = map[string]int{}
	}
	for i := range shapes {
		s := &shapes[i]
		if s.out == nil {
			s.problems = Problems{{File: s.name, Message: "is not a file of a pack", Remedy: "remove it, or see docs/pack-format.md for names"}}
			continue
		}
		wait.Go(func() {
			d := decoder{file: s.name, languages: f.info.Languages, problems: &s.problems, lines: f.lines[s.name]}
			d.document(contents[s.name], s.out)
		})
	}
	wait.Wait()
}

// one decodes one file by itself.
func (f *files) one(name string, data []byte, out any) Problems {
	var problems Problems
	f.lines[name] = map[string]int{}
	d := decoder{file: name, languages: f.info.Languages, problems: &problems, lines: f.lines[name]}
	d.document(data, out)
	return problems
}

// languagesOf reads only the languages out of pack.yaml, whatever else is wrong with it.
func languagesOf(data []byte) []lang.Tag {
	var info struct {
		Languages []lang.Tag `yaml:"languages"`
	}
	var ignored Problems
	d := decoder{problems: &ignored, lines: map[string]int{}}
	d.document(data, &info)
	return info.Languages
}

// shape is what a file is expected to hold, and how its parts join the others.
type shape struct {
	name     string
	out      any
	keep     func(*files)
	problems Problems
}

// Older reads a pack to compare with. It is not held to checks that may be younger than itself.
func Older(fsys fs.FS) (*Pack, error) {
	f, hash, err := read(fsys)
	if err != nil {
		return nil, err
	}
	return f.build(hash), nil
}
