package hsds

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// rowsOf reads a table that was written: a map from column to cell for each row.
func rowsOf(t testing.TB, files memory, name string) (list []map[string]string) {
	t.Helper()
	if files[name] == nil {
		return nil
	}
	all, err := csv.NewReader(strings.NewReader(files[name].String())).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		list = append(list, row)
	}
	return list
}

func tables31(t testing.TB, services Services, o Options) (memory, dataPackage) {
	t.Helper()
	files := memory{}
	if err := WriteTabular(files.create, services, o); err != nil {
		t.Fatal(err)
	}
	var p dataPackage
	if err := json.Unmarshal(files["datapackage.json"].Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	return files, p
}

// sound holds a data package to itself: each file described, each id once, each reference to a row that is there, each
// required cell filled.
func sound(t testing.TB, files memory, p dataPackage) {
	t.Helper()
	if len(files) != len(p.Resources)+1 {
		t.Errorf("%d files, %d described", len(files), len(p.Resources))
	}
	ids := map[string]map[string]bool{}
	for _, r := range p.Resources {
		ids[r.Name] = map[string]bool{}
		for _, row := range rowsOf(t, files, r.Path) {
			if ids[r.Name][row["id"]] {
				t.Errorf("%s: %s comes twice", r.Path, row["id"])
			}
			ids[r.Name][row["id"]] = true
		}
	}
	for _, r := range p.Resources {
		for _, row := range rowsOf(t, files, r.Path) {
			for _, f := range r.Schema.Fields {
				cell, ok := row[f.Name]
				if !ok || f.Constraints["required"] && cell == "" {
					t.Errorf("%s: %s lacks %s", r.Path, row["id"], f.Name)
				}
			}
			for _, key := range r.Schema.ForeignKeys {
				if id := row[key.Fields]; id != "" && !ids[key.Reference.Resource][id] {
					t.Errorf("%s: %s refers to no %s: %s", r.Path, row["id"], key.Reference.Resource, id)
				}
			}
			for _, name := range tabularRequired(r.Name) {
				if row[name] == "" {
					t.Errorf("%s: %s lacks %s", r.Path, row["id"], name)
				}
			}
		}
	}
}

// The pack as tables is sound, and says as much as its documents.
func TestPackInTables(t *testing.T) {
	d, o := brusselsPack(t, "en")
	files, p := tables31(t, sequence(d.Services...), o)
	sound(t, files, p)
	if n := len(rowsOf(t, files, "services.csv")); n != len(d.Services) {
		t.Errorf("%d services, want %d", n, len(d.Services))
	}
	count := map[string]int{}
	organizations := map[string]bool{}
	for _, s := range d.Services {
		doc := FromService(s, o)
		count["phones.csv"] += len(doc.Phones)
		count["languages.csv"] += len(doc.Languages)
		count["schedules.csv"] += len(doc.Schedules)
		count["attributes.csv"] += len(doc.Attributes)
		count["service_at_location.csv"] += len(doc.ServiceAtLocations)
		organizations[doc.OrganizationID] = true
	}
	count["organizations.csv"] = len(organizations)
	for name, want := range count {
		if got := len(rowsOf(t, files, name)); got != want || want == 0 {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
	}
	for _, row := range rowsOf(t, files, "services.csv") {
		var channels []Way
		if cell := row["channels"]; cell != "" && json.Unmarshal([]byte(cell), &channels) != nil {
			t.Errorf("%s: channels are not JSON: %s", row["id"], cell)
		}
	}
}

// A large source as tables is sound.
func TestMiamiInTables(t *testing.T) {
	records := miamiRecords(t)
	_, o := brusselsPack(t, "en")
	files, p := tables31(t, resolved(t, records), o)
	sound(t, files, p)
	if n := len(rowsOf(t, files, "services.csv")); n != len(records) {
		t.Errorf("%d services, want %d", n, len(records))
	}
}

// What two services share is written once; what belongs to each is written for each.
func TestSharedRowsOnce(t *testing.T) {
	_, o := brusselsPack(t, "en")
	aside := `{"organization": {"funding": [{"source": "F"}]}, "program": {"id": "1", "name": "P"},
		"service_at_locations": [{"location": {"id": "p", "phones": [{"number": "02 3"}]}}]}`
	one := service(t, func(r *directory.Record) { r.Service.ID, r.Service.Aside = "one", aside })
	two := service(t, func(r *directory.Record) { r.Service.ID, r.Service.Aside = "two", aside })
	files, p := tables31(t, sequence(one, two), o)
	sound(t, files, p)
	for name, want := range map[string]int{"services.csv": 2, "organizations.csv": 1, "locations.csv": 1, "addresses.csv": 1,
		"service_at_location.csv": 2, "funding.csv": 1, "programs.csv": 1, "phones.csv": 1, "taxonomies.csv": 1} {
		if got := len(rowsOf(t, files, name)); got != want {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
	}
}

// Cells are what they are: what a spreadsheet would take for a formula goes out and comes back unchanged.
func TestCellsAreData(t *testing.T) {
	_, o := brusselsPack(t, "en")
	const hostile = "=HYPERLINK(\"x\";\n\"y\"),\t@SUM(A1)"
	s := service(t, func(r *directory.Record) { r.Service.Name = lang.Text{"en": hostile} })
	files, _ := tables31(t, sequence(s), o)
	if got := rowsOf(t, files, "services.csv")[0]["name"]; got != hostile {
		t.Errorf("%q", got)
	}
}

// A service of which nobody knows whose it is leaves all the same, and nobody is made up for it.
func TestNoOrganisation(t *testing.T) {
	_, o := brusselsPack(t, "en")
	s := service(t, func(r *directory.Record) { r.Service.Organisation, r.Organisation = "", directory.Organisation{} })
	files, p := tables31(t, sequence(s), o)
	sound(t, files, p)
	if rows := rowsOf(t, files, "services.csv"); len(rows) != 1 || rows[0]["organization_id"] != "" || files["organizations.csv"] != nil {
		t.Errorf("%v", rows)
	}
}

// The tables are those of the official schemas: same files, same columns, same requirements.
func TestTablesAreOfficial(t *testing.T) {
	if _, err := os.Stat(official); err != nil {
		t.Skipf("the official schemas are not here: %v", err)
	}
	names, err := filepath.Glob(official + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	byTable := map[string]*layout{}
	for _, l := range layouts() {
		byTable[l.table] = l
	}
	if len(byTable) != len(names)-1 { // and openapi.json
		t.Errorf("%d tables, %d schemas", len(byTable), len(names)-1)
	}
	for _, name := range names {
		if filepath.Base(name) == "openapi.json" {
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s struct {
			Name, Path      string
			Properties      map[string]struct{ Type string }
			Required        []string
			TabularRequired []string `json:"tabular_required"`
		}
		if err := json.Unmarshal(body, &s); err != nil {
			t.Fatal(err)
		}
		l := byTable[s.Name]
		if l == nil || l.file != s.Path || len(l.columns) != len(s.Properties) {
			t.Errorf("%s: %+v", s.Name, l)
			continue
		}
		for _, c := range l.columns {
			p, ok := s.Properties[c.name]
			typed := map[shape]string{asText: "string", asNumber: "number", asRows: "array", asRow: ""}[c.shape]
			if !ok || p.Type != typed || c.required != slices.Contains(s.Required, c.name) {
				t.Errorf("%s.%s: %+v, want %+v", s.Name, c.name, c, p)
			}
		}
		if s.Name != "service" && !slices.Equal(slices.Sorted(slices.Values(s.TabularRequired)), slices.Sorted(slices.Values(tabularRequired(s.Name)))) {
			t.Errorf("%s: requires %v", s.Name, s.TabularRequired)
		}
	}
}

// brokenFile cannot be written to.
type brokenFile struct{ io.Writer }

var errDisk = errors.New("the disk is full")

func (brokenFile) Write([]byte) (int, error) { return 0, errDisk }

func (brokenFile) Close() error { return nil }

// A full disk is told, wherever it happens.
func TestFullDisk(t *testing.T) {
	d, o := brusselsPack(t, "en")
	for _, broken := range []string{"services.csv", "phones.csv", "datapackage.json"} {
		files := memory{}
		err := WriteTabular(func(name string) (io.WriteCloser, error) {
			if name == broken {
				return brokenFile{}, nil
			}
			return files.create(name)
		}, sequence(d.Services...), o)
		if !errors.Is(err, errDisk) {
			t.Errorf("%s: %v", broken, err)
		}
	}
	if err := WriteTabular(func(string) (io.WriteCloser, error) { return nil, errDisk }, sequence(d.Services...), o); !errors.Is(err, errDisk) {
		t.Errorf("%v", err)
	}
}
