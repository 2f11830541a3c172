package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/export"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
)

// written makes a file of a text and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const twoServices = `{"id":"made-up-1","name":"One","status":"active","phones":[{"id":"p","number":"02 555 01 01"}]}
{"id":"made-up-2","name":"Two","status":"active"}
`

// only fails if a folder holds anything but the files named.
func only(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, not %q", got, names)
	}
}

// A directory holds the pack's own services and those of the source. A source cannot take the place of the pack's own.
func TestImport(t *testing.T) {
	a := brussels(t)
	source := written(t, "city.jsonl", twoServices+`{"id":"cpvcf","name":"Impostor","status":"active"}`)
	folder := t.TempDir()
	out := filepath.Join(folder, "city.halte")
	for _, alone := range []bool{false, true} {
		imported, err := a.Import(t.Context(), Import{Path: source, Out: out, Alone: alone}, tuesday)
		if err != nil {
			t.Fatal(err)
		}
		own, taken := len(a.Pack().Directory.Services), 1
		if alone {
			own, taken = 1, 0 // the impostor, who is then nobody's
		}
		if imported.Services != own+2 || imported.Taken != taken || len(imported.TakenIDs) != taken || imported.Bytes == 0 {
			t.Errorf("alone %t: %d services, taken %d %q", alone, imported.Services, imported.Taken, imported.TakenIDs)
		}
		_, about, err := a.CheckSource(t.Context(), out, hsds.ReadOptions{})
		if err != nil || about == nil || about.Services != own+2 || about.Origins[0] != "city.jsonl" || about.MadeOn != "2026-11-24" {
			t.Errorf("it says %+v: %v", about, err)
		}
		b := brussels(t)
		if _, err := b.OpenDirectory(out); err != nil || b.Size() != own+2 {
			t.Fatalf("%d services: %v", b.Size(), err)
		}
		if s, err := b.Service("cpvcf", tuesday, "fr"); err != nil || (s.Name == "Impostor") != alone {
			t.Errorf("alone %t: it is %q: %v", alone, s.Name, err)
		}
		only(t, folder, "city.halte")
	}
}

// Of many that were left out, all are counted and the first are named.
func TestImportTellsWhatWasTaken(t *testing.T) {
	a := brussels(t)
	var lines strings.Builder
	own := a.Pack().Directory.Services
	for _, s := range own {
		lines.WriteString(`{"id":"` + s.ID + `","name":"Impostor","status":"active"}` + "\n")
	}
	out := filepath.Join(t.TempDir(), "city.halte")
	imported, err := a.Import(t.Context(), Import{Path: written(t, "city.jsonl", lines.String()), Out: out}, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if imported.Services != len(own) || imported.Taken != len(own) || len(imported.TakenIDs) != maxTold {
		t.Errorf("%d services, %d taken, %d named", imported.Services, imported.Taken, len(imported.TakenIDs))
	}
}

// cancelled is a context that has ended.
func cancelled() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	return ctx
}

// An import that fails leaves nothing behind and what was there as it was. The error says what to do.
func TestImportFails(t *testing.T) {
	a := brussels(t)
	folder := t.TempDir()
	out := filepath.Join(folder, "city.halte")
	if _, err := a.Import(t.Context(), Import{Path: written(t, "city.jsonl", twoServices), Out: out, Alone: true}, tuesday); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	long := written(t, "long.jsonl", strings.Repeat(twoServices, 5000))
	for name, test := range map[string]struct {
		ctx  context.Context
		path string
		kind fault.Kind
		key  string
	}{
		"missing":    {t.Context(), filepath.Join(folder, "none"), fault.NotFound, "directory.missing"},
		"not HSDS":   {t.Context(), written(t, "x", "a,b\n1,2\n"), fault.Malformed, "directory.unreadable"},
		"empty":      {t.Context(), written(t, "x", ""), fault.Malformed, "directory.unreadable"},
		"cut":        {t.Context(), written(t, "x", twoServices[:100]), fault.Malformed, "directory.unreadable"},
		"no zip":     {t.Context(), written(t, "x", "PK\x03\x04 and no more"), fault.Malformed, "directory.unreadable"},
		"broken off": {cancelled(), long, fault.Internal, "directory.stopped"},
	} {
		_, err := a.Import(test.ctx, Import{Path: test.path, Out: out}, tuesday)
		if e := fault.From(err); err == nil || e.Kind != test.kind || e.Key != test.key {
			t.Errorf("%s: %v", name, err)
		}
		only(t, folder, "city.halte")
		if after, err := os.ReadFile(out); err != nil || !bytes.Equal(after, before) {
			t.Errorf("%s: what was there has changed: %v", name, err)
		}
	}
	for _, bad := range []string{filepath.Join(folder, "none", "x"), folder} {
		_, err := a.Import(t.Context(), Import{Path: long, Out: bad}, tuesday)
		if e := fault.From(err); err == nil || e.Key != "directory.unwritable" || e.Args["file"] != bad {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// A file appears whole or not at all, whoever fails: what is written, or the writing.
func TestWriteWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.txt")
	broken := errors.New("the shelf broke")
	ask := func(text string, err error) error {
		return WriteWhole(path, func(w io.Writer) error {
			_, _ = io.WriteString(w, text)
			return err
		})
	}
	if err := ask("half", broken); !errors.Is(err, broken) {
		t.Errorf("the error is lost: %v", err)
	}
	only(t, folder)
	if err := ask("whole", nil); err != nil {
		t.Fatal(err)
	}
	if err := ask("half", broken); !errors.Is(err, broken) {
		t.Errorf("the error is lost: %v", err)
	}
	err := WriteWhole(path, func(w io.Writer) error {
		_ = w.(*noting).Writer.(*os.File).Close() // as when a disk goes away
		_, err := io.WriteString(w, "more")
		return errors.Join(broken, err)
	})
	if e := fault.From(err); err == nil || e.Key != "directory.unwritable" {
		t.Errorf("that it could not be written is not told: %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "whole" {
		t.Errorf("it holds %q: %v", data, err)
	}
	only(t, folder, "a.txt")
}

// A directory that is damaged, is none, or is another pack's, is not served, and what was served still is.
func TestOpenDirectoryRefuses(t *testing.T) {
	a := brussels(t)
	out := filepath.Join(t.TempDir(), "city.halte")
	if _, err := a.Import(t.Context(), Import{Path: written(t, "city.jsonl", twoServices), Out: out, Alone: true}, tuesday); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for path, key := range map[string]string{
		written(t, "x", ""):                           "directory.not-one",
		written(t, "x", twoServices):                  "directory.not-one",
		t.TempDir():                                   "directory.not-one",
		written(t, "x", string(whole[:len(whole)-9])): "directory.damaged",
		written(t, "x", strings.Replace(string(whole), "Brussels", "Brussel5", 1)): "directory.damaged", // in its table
		filepath.Join(t.TempDir(), "none"):                                         "directory.missing",
	} {
		_, err := a.OpenDirectory(path)
		if e := fault.From(err); err == nil || e.Key != key {
			t.Errorf("%s: %v, want %s", path, err, key)
		}
		if a.Size() != len(a.Pack().Directory.Services) {
			t.Errorf("%d services are served", a.Size())
		}
	}
}

// shared is where large sources of other people are, which are not part of the repository.
const shared = "../../../shared/data/hsds/"

// ownWords lead from plain words to needs; the source's own taxonomy is not ours to copy.
const ownWords = `needs:
  shelter: {words: [shelter, shelters]}
  legal: {words: [legal]}
  psychological: {words: [counseling]}
`

// miami is how many services the real source has.
const miami = 4089

// importMiami makes a directory of the real source in one of its forms, or skips where it is not.
func importMiami(t *testing.T, a *App, form, out string) Imported {
	t.Helper()
	if _, err := os.Stat(shared + form); err != nil {
		t.Skip("the source is not beside the checkout")
	}
	crosswalk, err := a.CrosswalkFrom(written(t, "needs.yaml", ownWords))
	if err != nil {
		t.Fatal(err)
	}
	made := Import{Source: hsds.ReadOptions{Name: "miami", Crosswalk: crosswalk}, Path: shared + form, Out: out, Alone: true}
	imported, err := a.Import(t.Context(), made, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if imported.Services != miami || imported.Report.Services != miami {
		t.Errorf("%d services of %d", imported.Services, imported.Report.Services)
	}
	if _, err := a.OpenDirectory(out); err != nil {
		t.Fatal(err)
	}
	return imported
}

// A real source comes in as tables with a report on each of them, and goes out in forms that others read.
func TestMiamiTables(t *testing.T) {
	a := brussels(t)
	imported := importMiami(t, a, "miami_211_hsds11", filepath.Join(t.TempDir(), "a.halte"))
	if len(imported.Report.Tables) != 22 {
		t.Errorf("the report is on %d tables", len(imported.Report.Tables))
	}
	holdsMiami(t, a, miami)
	wanted, err := a.ReadWanted(map[string]any{"need": "legal"}, tuesday)
	if err != nil {
		t.Fatal(err)
	}
	if found, err := a.Find(wanted, "en"); err != nil || found.Sure == 0 || found.Sure == miami {
		t.Errorf("%d services help with it: %v", found.Sure, err)
	}
}

// A real source goes out as HSDS and comes back without a difference.
func TestMiamiComesBack(t *testing.T) {
	a := brussels(t)
	folder := t.TempDir()
	file, lines := filepath.Join(folder, "a.halte"), filepath.Join(folder, "b.jsonl")
	importMiami(t, a, "miami_211_as_hsds31.jsonl.gz", file)
	if err := WriteWhole(lines, func(w io.Writer) error { return a.Export(t.Context(), w, Writing{Form: "hsds-lines", Language: "en"}) }); err != nil {
		t.Fatal(err)
	}
	diff, err := a.Diff(t.Context(), file, lines, hsds.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff.Same != miami || len(diff.Added)+len(diff.Removed)+len(diff.Changed) > 0 {
		text, _ := json.Marshal(diff.Changed[:min(len(diff.Changed), 2)])
		t.Errorf("%d the same, %d added, %d removed, %d changed: %s", diff.Same, len(diff.Added), len(diff.Removed), len(diff.Changed), text)
	}
}

// holdsMiami reads the forms with readers of their own trades.
func holdsMiami(t *testing.T, a *App, services int) {
	t.Helper()
	forms := map[string]*bytes.Buffer{"csv": {}, "vcard": {}, "geojson": {}}
	for form, out := range forms {
		if err := a.Export(t.Context(), out, Writing{Form: form, At: tuesday, Language: "en"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(forms["vcard"].String(), "END:VCARD\r\n"); got != services {
		t.Errorf("%d contacts", got)
	}
	placed, rows := 0, 0
	for row, err := range export.ReadCSV(forms["csv"]) {
		if err != nil {
			t.Fatal(err)
		}
		s, ok, err := a.index().Service(row["id"])
		if err != nil || !ok {
			t.Fatalf("%q: %v", row["id"], err)
		}
		channels, err := row.Channels("en")
		if err != nil {
			t.Error(err)
		}
		sameNumbers(t, s, channels)
		if strings.Contains(row["places"], "geo:") {
			placed++
		}
		rows++
	}
	var list struct {
		Features []struct{ ID string }
	}
	if err := json.Unmarshal(forms["geojson"].Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if rows != services || placed == 0 || len(list.Features) != placed {
		t.Errorf("%d rows, %d of them with a point; %d on the map", rows, placed, len(list.Features))
	}
}

// sameNumbers holds each number of a table against the directory.
func sameNumbers(t *testing.T, s *directory.Service, read []directory.Channel) {
	t.Helper()
	var want, got []string
	for _, c := range s.Channels {
		if c.Kind == directory.Phone {
			want = append(want, c.Value+" x"+c.Extension)
		}
	}
	for _, c := range read {
		if c.Kind == directory.Phone {
			got = append(got, c.Value+" x"+c.Extension)
		}
	}
	if strings.Join(got, ";") != strings.Join(want, ";") {
		t.Errorf("%s has the numbers %q in the table, %q in the directory", s.ID, got, want)
	}
}
