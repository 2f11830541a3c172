package hsds

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
)

const miami = "../../../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"

// miamiRecords reads a directory of thousands of real services, if it is there.
func miamiRecords(t testing.TB) []directory.Record {
	t.Helper()
	if _, err := os.Stat(miami); err != nil {
		t.Skipf("the data is not here: %v", err)
	}
	p := brussels(t)
	var list []directory.Record
	_, err := Read(context.Background(), miami, ReadOptions{Name: "miami", Vocabulary: p.Vocabulary}, func(r directory.Record) error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// resolved is the services of records, ready to be written.
func resolved(t testing.TB, records []directory.Record) iter.Seq2[*directory.Service, error] {
	t.Helper()
	p := brussels(t)
	return func(yield func(*directory.Service, error) bool) {
		for _, r := range records {
			s, err := r.Resolve(p.Vocabulary, func(text string) (*hours.Schedule, error) {
				return hours.Parse(text, hours.Options{Zone: p.Zone()})
			})
			if !yield(s, err) {
				return
			}
		}
	}
}

// Every service of a large, dirty source is a document that the official schema takes.
func TestMiamiIsHSDS(t *testing.T) {
	schema := schemas(t, "service")["service"]
	_, o := brusselsPack(t, "en")
	faults := 0
	for s, err := range resolved(t, miamiRecords(t)) {
		if err != nil {
			t.Error(err)
		}
		if err := holds(t, schema, FromService(s, o)); err != nil && faults < 10 {
			faults++
			t.Errorf("%s: %v", s.ID, err)
		}
	}
}

// readBack reads what was written, as ours.
func readBack(t testing.TB, name, form string) []directory.Record {
	t.Helper()
	p := brussels(t)
	var list []directory.Record
	_, err := ReadFrom(context.Background(), "export", bytes.NewReader([]byte(form)), int64(len(form)),
		ReadOptions{Name: name, Vocabulary: p.Vocabulary, Ours: true}, func(r directory.Record) error {
			list = append(list, r)
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// same compares records as JSON.
func same(t testing.TB, form string, got, want []directory.Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d records, want %d", form, len(got), len(want))
		return
	}
	byID := map[string]directory.Record{}
	for _, r := range got {
		byID[r.Service.ID] = r
	}
	faults := 0
	for _, w := range want {
		a, errA := json.Marshal(byID[w.Service.ID])
		b, errB := json.Marshal(w)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if !bytes.Equal(a, b) {
			if faults++; faults < 5 {
				at := differ(string(a), string(b))
				t.Errorf("%s: %s: got %.200s\nwant %.200s", form, w.Service.ID, a[at:], b[at:])
			}
		}
	}
}

// What is read, written and read again is the same, in every form.
func TestRoundTrip(t *testing.T) {
	records := miamiRecords(t)
	_, o := brusselsPack(t, "en")
	o.At = time.Time{}
	want, hidden := anonymous(records), 0
	for _, r := range want {
		hidden += len(r.ConfidentialPlaces)
	}
	if hidden == 0 {
		t.Error("no place of the source is confidential: this does not test them")
	}
	var lines bytes.Buffer
	if err := WriteLines(&lines, resolved(t, want), o); err != nil {
		t.Fatal(err)
	}
	same(t, "lines", readBack(t, "miami", lines.String()), want)
	var array bytes.Buffer
	if err := WriteArray(&array, resolved(t, want), o); err != nil {
		t.Fatal(err)
	}
	same(t, "array", readBack(t, "miami", array.String()), want)
	same(t, "tabular", readBack(t, "miami", zipped(t, resolved(t, want), o)), want)
}

// differ is a little before where two texts part.
func differ(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return max(0, n-40)
}

// anonymous gives confidential places the ids with which they leave: their own would tell where they are.
func anonymous(records []directory.Record) []directory.Record {
	out := slices.Clone(records)
	for i := range out {
		r := &out[i]
		r.ConfidentialPlaces, r.Service.PlaceIDs = slices.Clone(r.ConfidentialPlaces), slices.Clone(r.Service.PlaceIDs)
		for n := range r.ConfidentialPlaces {
			id := hiddenKey(KeyOf(KindService, r.Service.Origin, r.Service.ID), n).String()
			at := slices.Index(r.Service.PlaceIDs, r.ConfidentialPlaces[n].ID)
			r.Service.PlaceIDs[at], r.ConfidentialPlaces[n].ID = id, id
		}
	}
	return out
}

// What we wrote ourselves comes back whole, as lines and as tables: written again, it is the same to the letter.
func TestPackReturns(t *testing.T) {
	d, o := brusselsPack(t, "fr")
	o.At = time.Time{}
	var services []*directory.Service
	evidence, areas := 0, 0
	for _, s := range d.Services {
		c := *s
		c.Offers = slices.Sorted(slices.Values(s.Offers)) // needs have no order
		services = append(services, &c)
		evidence += len(c.Evidence)
		areas += len(c.Area)
	}
	if evidence == 0 || areas == 0 {
		t.Error("the pack has no evidence of single fields, or no areas: this does not test them")
	}
	first := written(t, sequence(services...), o)
	returns(t, "lines", first, first, o)
	returns(t, "tabular", zipped(t, sequence(services...), o), first, o)
}

func written(t testing.TB, services Services, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteLines(&b, services, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// returns reads a form and compares it, written again, with the lines that were written first.
func returns(t *testing.T, name, form, first string, o Options) {
	t.Helper()
	p := brussels(t)
	var records []directory.Record
	_, err := ReadFrom(t.Context(), "pack", strings.NewReader(form), int64(len(form)),
		ReadOptions{Name: "pack", Language: o.Language, Vocabulary: p.Vocabulary, Ours: true}, func(r directory.Record) error {
			slices.Sort(r.Service.Offers)
			records = append(records, r)
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	second := written(t, resolved(t, records), o)
	a, b := strings.Split(first, "\n"), strings.Split(second, "\n")
	if len(a) != len(b) {
		t.Fatalf("%s: %d lines, then %d", name, len(a), len(b))
	}
	faults := 0
	for i := range a {
		if a[i] != b[i] {
			if faults++; faults < 4 {
				at := differ(a[i], b[i])
				t.Errorf("%s: %.80s: first %.200s\nagain %.200s", name, a[i], a[i][at:], b[i][at:])
			}
		}
	}
	if faults > 0 {
		t.Errorf("%s: %d of %d differ", name, faults, len(a))
	}
}

// zipped is services as a data package in one file.
func zipped(t testing.TB, services Services, o Options) string {
	t.Helper()
	files := memory{}
	if err := WriteTabular(files.create, services, o); err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{}
	for name, b := range files {
		tree[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	var b bytes.Buffer
	if err := Zip(&b, tree); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A package is the same bytes each time, and holds each file once.
func TestZip(t *testing.T) {
	tree := fstest.MapFS{"services.csv": {Data: []byte("id\n1\n"), ModTime: time.Unix(1e9, 0)}, "a/b.csv": {Data: []byte("x")}}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := Zip(b, tree); err != nil {
			t.Fatal(err)
		}
		tree["services.csv"].ModTime = time.Unix(2e9, 0)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same files give other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range tree {
		in, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(in)
		if err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if len(z.File) != len(tree) {
		t.Errorf("%d files", len(z.File))
	}
	if Zip(io.Discard, brokenFS{}) == nil {
		t.Error("a broken folder makes a package")
	}
}

type brokenFS struct{}

func (brokenFS) Open(string) (fs.File, error) { return nil, fs.ErrPermission }
