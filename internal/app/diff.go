package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
)

// DiffDoc is what differs between two directories.
type DiffDoc struct {
	Added   []engine.NamedDoc `json:"added"`
	Removed []engine.NamedDoc `json:"removed"`
	Changed []ChangedDoc      `json:"changed"`
	Same    int               `json:"same"`
}

// ChangedDoc is a service that is in both and not the same, with the fields that differ.
type ChangedDoc struct {
	engine.NamedDoc
	Fields []FieldDiff `json:"fields"`
}

// FieldDiff is one field before and after, as JSON; empty where it was or is absent.
type FieldDiff struct {
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// maxChanged is how many changed services are told: they are held in memory. Of the others only a digest is.
const maxChanged = 50_000

// digest stands for a service's content while the other side is read.
type digest [16]byte

func digestOf(data []byte) digest {
	sum := sha256.Sum256(data)
	return digest(sum[:16])
}

// noted is a service of the side that is read first.
type noted struct {
	name string
	sum  digest
}

// side is a directory that is compared.
type side struct {
	path   string
	isFile bool // that an import made; else a source
	own    bool // with the pack's own services
	read   hsds.ReadOptions
}

// Diff compares two directories: sources in the exchange format, or files made by an import. The pack's own services are
// compared only where both are such files: a source has none of them.
func (a *App) Diff(ctx context.Context, before, after string, o hsds.ReadOptions) (DiffDoc, error) {
	o.Vocabulary = a.pack.Vocabulary
	o.Name = "diff" // what the two are called is no difference between them
	old, now := side{before, isFile(before), false, o}, side{after, isFile(after), false, o}
	old.own = old.isFile && now.isFile
	now.own = old.own
	was := map[string]noted{}
	err := a.compared(ctx, old, func(service engine.NamedDoc, data []byte) error {
		was[service.ID] = noted{service.Name, digestOf(data)}
		return nil
	})
	if err != nil {
		return DiffDoc{}, err
	}
	doc := DiffDoc{Added: []engine.NamedDoc{}, Removed: []engine.NamedDoc{}, Changed: []ChangedDoc{}}
	changed := map[string][]byte{}
	err = a.compared(ctx, now, func(service engine.NamedDoc, data []byte) error {
		one, known := was[service.ID]
		delete(was, service.ID)
		switch {
		case !known:
			doc.Added = append(doc.Added, service)
		case one.sum == digestOf(data):
			doc.Same++
		case len(changed) == maxChanged:
			return fault.New(fault.TooLarge, "directory.too-many", nil)
		default:
			changed[service.ID] = data
		}
		return nil
	})
	if err != nil {
		return DiffDoc{}, err
	}
	for id, one := range was {
		doc.Removed = append(doc.Removed, engine.NamedDoc{ID: id, Name: one.name})
	}
	if err := a.fillChanged(ctx, &doc, changed, old); err != nil {
		return DiffDoc{}, err
	}
	doc.sort()
	return doc, nil
}

func (d *DiffDoc) sort() {
	byID := func(x, y engine.NamedDoc) int { return strings.Compare(x.ID, y.ID) }
	slices.SortFunc(d.Added, byID)
	slices.SortFunc(d.Removed, byID)
	slices.SortFunc(d.Changed, func(x, y ChangedDoc) int { return strings.Compare(x.ID, y.ID) })
}

// fillChanged reads what was before once more, for the services that changed.
func (a *App) fillChanged(ctx context.Context, doc *DiffDoc, changed map[string][]byte, old side) error {
	if len(changed) == 0 {
		return nil
	}
	return a.compared(ctx, old, func(service engine.NamedDoc, data []byte) error {
		if now, ok := changed[service.ID]; ok {
			doc.Changed = append(doc.Changed, ChangedDoc{service, fieldsThatDiffer("", parsed(data), parsed(now))})
		}
		return nil
	})
}

func isFile(path string) bool {
	_, err := describe(path)
	return err == nil
}

// compared hands out each service of a side with what is compared of it.
func (a *App) compared(ctx context.Context, from side, yield func(service engine.NamedDoc, data []byte) error) error {
	one := func(r directory.Record) error {
		if r.Service.Origin == "" && !from.own {
			return nil
		}
		data, err := json.Marshal(bare(r))
		if err != nil {
			return err
		}
		return yield(engine.NamedDoc{ID: r.Service.ID, Name: r.Service.Name.In(from.read.Language)}, data)
	}
	var err error
	if from.isFile {
		err = a.eachOf(ctx, from.path, one)
	} else {
		_, err = hsds.Read(ctx, from.path, from.read, one)
	}
	if err == nil {
		return nil
	}
	if known := fault.From(err); known.Kind == fault.TooLarge {
		return known
	}
	return unusable(from.path, err)
}

func (a *App) eachOf(ctx context.Context, path string, one func(directory.Record) error) error {
	x, err := a.openFile(path)
	if err != nil {
		return err
	}
	defer func() { _ = x.Close() }()
	for s, err := range every(ctx, x) {
		if err == nil {
			err = one(directory.RecordOf(s))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bare is a record without what an import makes of its own: where it comes from, and the ids of confidential
// places. What was set aside around such a place is told apart and never told.
func bare(r directory.Record) directory.Record {
	s := &r.Service
	if s.Origin != "" {
		s.Origin, s.Source, s.Evidence = "", nil, nil
		r.Places = slices.Clone(r.Places)
		for i := range r.Places {
			r.Places[i].Evidence = nil
		}
	}
	if len(r.ConfidentialPlaces) == 0 {
		return r
	}
	r.ConfidentialPlaces = slices.Clone(r.ConfidentialPlaces)
	for i := range r.ConfidentialPlaces {
		id := r.ConfidentialPlaces[i].ID
		r.ConfidentialPlaces[i].ID = ""
		s.PlaceIDs = slices.DeleteFunc(slices.Clone(s.PlaceIDs), func(place string) bool { return place == id })
	}
	if s.Aside != "" {
		sum := digestOf([]byte(s.Aside))
		s.Aside = fmt.Sprintf("%q", "withheld, "+hex.EncodeToString(sum[:4]))
	}
	return r
}

// parsed is a record's JSON as a tree, with what was set aside as a part of it.
func parsed(data []byte) any {
	var record map[string]any
	_ = json.Unmarshal(data, &record) // it was written a moment ago
	service, _ := record["service"].(map[string]any)
	if text, ok := service["aside"].(string); ok {
		var aside any
		if json.Unmarshal([]byte(text), &aside) == nil {
			service["aside"] = aside
		}
	}
	return record
}

// fieldsThatDiffer walks two documents side by side.
func fieldsThatDiffer(path string, before, after any) []FieldDiff {
	switch b := before.(type) {
	case map[string]any:
		if a, ok := after.(map[string]any); ok {
			return membersThatDiffer(path, b, a)
		}
	case []any:
		if a, ok := after.([]any); ok && len(a) == len(b) {
			var list []FieldDiff
			for i := range b {
				list = append(list, fieldsThatDiffer(fmt.Sprintf("%s[%d]", path, i), b[i], a[i])...)
			}
			return list
		}
	}
	if x, y := inJSON(before), inJSON(after); x != y {
		return []FieldDiff{{path, x, y}}
	}
	return nil
}

func membersThatDiffer(path string, before, after map[string]any) []FieldDiff {
	keys := maps.Clone(before)
	maps.Copy(keys, after)
	var list []FieldDiff
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		field := key
		if path != "" {
			field = path + "." + key
		}
		list = append(list, fieldsThatDiffer(field, before[key], after[key])...)
	}
	return list
}

func inJSON(v any) string {
	if v == nil {
		return ""
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // it was JSON a moment ago
	return strings.TrimSuffix(b.String(), "\n")
}
