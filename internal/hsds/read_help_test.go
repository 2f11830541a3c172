package hsds

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// readBytes reads a source in memory.
func readBytes(t testing.TB, data []byte, o ReadOptions) ([]directory.Record, *Report, error) {
	t.Helper()
	if o.Name == "" {
		o.Name = "test"
	}
	var list []directory.Record
	report, err := ReadFrom(t.Context(), "test", bytes.NewReader(data), int64(len(data)), o, func(r directory.Record) error {
		list = append(list, r)
		return nil
	})
	return list, report, err
}

// readOne reads a document that must be one service.
func readOne(t testing.TB, document string, o ReadOptions) (directory.Record, *Report) {
	t.Helper()
	list, report, err := readBytes(t, []byte(document), o)
	if err != nil || len(list) != 1 {
		t.Fatalf("%s: %d services, %v", document, len(list), err)
	}
	return list[0], report
}

// readPath reads a file or a folder, and skips the test where it is not there.
func readPath(t testing.TB, path string, o ReadOptions) ([]directory.Record, *Report) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared data is not here")
	}
	var list []directory.Record
	report, err := Read(context.Background(), path, o, func(r directory.Record) error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list, report
}

// zipOf packs files.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// count is how often something was found.
func count(r *Report, table, field string, outcome Outcome, part string) (n int) {
	for _, tally := range r.Tallies {
		if tally.Table == table && tally.Field == field && tally.Outcome == outcome && strings.Contains(tally.Message, part) {
			n += tally.Count
		}
	}
	return n
}

func tableOfReport(t testing.TB, r *Report, name string) TableReport {
	t.Helper()
	i := slices.IndexFunc(r.Tables, func(t TableReport) bool { return t.Name == name })
	if i < 0 {
		t.Fatalf("the report has no table %s", name)
	}
	return r.Tables[i]
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// testVocabulary is a small pack's.
func testVocabulary() *facts.Vocabulary {
	values := func(ids ...string) (list []facts.Value) {
		for _, id := range ids {
			list = append(list, facts.Value{ID: id, Label: lang.Text{"en": id}})
		}
		return list
	}
	return facts.NewVocabulary([]facts.Fact{
		{ID: "languages", Values: values("fr", "nl", "en", "es", "ar", "vgt")},
		{ID: "needs", Values: values("listening", "shelter", "legal")},
		{ID: "file_language", Values: values("fr", "nl")},
		{ID: "residence", Values: values("undocumented", "card-f")},
		{ID: "gender", Values: values("woman", "man")},
		{ID: "speaker", Values: values("victim", "relative")},
		{ID: "circumstances", Values: values("pregnant")},
	}, nil)
}
