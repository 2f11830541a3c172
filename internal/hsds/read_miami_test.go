package hsds

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
)

// A real directory of 4,089 services, dirt included, which is not part of the repository. What it holds is counted here a
// second time with other means, and compared.

const (
	miamiLines  = "../../../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"
	miamiTables = "../../../shared/data/hsds/miami_211_hsds11"
)

func readMiami(t *testing.T, path string) (map[string]directory.Record, []directory.Record, *Report) {
	t.Helper()
	list, report := readPath(t, path, ReadOptions{Name: "miami", Vocabulary: testVocabulary()})
	byID := map[string]directory.Record{}
	for _, r := range list {
		byID[r.Service.ID] = r
	}
	if len(list) != 4089 || len(byID) != 4089 || report.Services != 4089 {
		t.Fatalf("%d services, %d ids", len(list), len(byID))
	}
	return byID, list, report
}

// rawLines reads the documents with encoding/json.
func rawLines(t *testing.T) (list []map[string]any) {
	t.Helper()
	file, err := os.Open(miamiLines)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(z); ; {
		var one map[string]any
		if err := d.Decode(&one); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, one)
	}
}

// Each service keeps everything that its document has a place for.
func TestMiamiLosesNothing(t *testing.T) {
	byID, _, report := readMiami(t, miamiLines)
	var counts = map[string]int{}
	check := func(id, what string, want any, got string) {
		text, _ := want.(string)
		if text, _ = clean(text); what == "url" {
			text = absolute(text)
		}
		if text == "" && got == "" || text == "http://" {
			return
		}
		counts[what]++
		if text != got {
			counts[what+" lost"]++
			if counts[what+" lost"] < 4 {
				t.Logf("%s: %s is %q, was %q", id, what, got, text)
			}
		}
	}
	for _, raw := range rawLines(t) {
		id := raw["id"].(string)
		r := byID[id]
		s := r.Service
		check(id, "name", raw["name"], s.Name["en"])
		check(id, "description", raw["description"], s.Does["en"])
		check(id, "application_process", raw["application_process"], s.Apply["en"])
		org, _ := raw["organization"].(map[string]any)
		check(id, "organization", org["name"], r.Organisation.Name["en"])
		check(id, "organization description", org["description"], r.Organisation.Does["en"])
		web, number := "", ""
		for _, c := range s.Channels {
			switch {
			case c.Kind == directory.Web:
				web = c.Value
			case c.Extension != "":
				number = c.Value + " x" + c.Extension
			default:
				number = c.Value
			}
		}
		check(id, "url", raw["url"], web)
		check(id, "number", first(raw["phones"])["number"], number)
		check(id, "hours", first(raw["schedules"])["description"], s.HoursSaid)
		for range objects(raw["languages"]) {
			counts["languages"]++
		}
		counts["languages kept"] += len(s.Languages) + len(s.OtherLanguages) + strings.Count(s.Aside, `{"name":`)
		counts["terms"] += len(objects(raw["attributes"]))
		counts["terms kept"] += len(s.Terms)
		checkPlace(t, check, id, first(raw["service_at_locations"]), r)
	}
	for what, want := range map[string]int{
		"name": 4089, "description": 4088, "application_process": 4080, "organization": 3642, "organization description": 3619, // 23 say "(none)"
		"url": 3902, "number": 4067, "hours": 2597, "languages": 9357, "terms": 26259, "street": 4053, "city": 4052, "point": 2260, "access": 1620,
		"name lost": 0, "description lost": 0, "application_process lost": 0, "organization lost": 0, "organization description lost": 0,
		"number lost": 0, "hours lost": 0, "street lost": 0, "city lost": 0, "point lost": 0, "access lost": 0,
		"url lost": count(report, "services", "url", Dropped, ""),
	} {
		if counts[what] != want {
			t.Errorf("%s: %d, want %d", what, counts[what], want)
		}
	}
	twice := count(report, "attributes", "", Fixed, "twice")
	if counts["terms kept"]+twice != counts["terms"] || count(report, "services", "url", Dropped, "") > 3 {
		t.Errorf("terms: %d kept, %d twice, of %d", counts["terms kept"], twice, counts["terms"])
	}
	if counts["languages kept"] < counts["languages"]-40 { // a language that a service names twice counts once
		t.Errorf("languages: %d of %d", counts["languages kept"], counts["languages"])
	}
	t.Log(counts)
}

func first(list any) map[string]any {
	if all := objects(list); len(all) > 0 {
		return all[0]
	}
	return nil
}

// checkPlace compares the only place of a service. One of them is confidential.
func checkPlace(t *testing.T, check func(id, what string, want any, got string), id string, at map[string]any, r directory.Record) {
	t.Helper()
	location, _ := at["location"].(map[string]any)
	address := first(location["addresses"])
	if address["address_1"] == "Confidential" {
		if len(r.Places) != 0 || len(r.ConfidentialPlaces) != 1 || strings.Contains(asJSON(t, r), "Marathon") || strings.Contains(asJSON(t, r), "33050") {
			t.Errorf("the confidential place is in %s", asJSON(t, r))
		}
		return
	}
	if len(r.Places) != 1 {
		t.Fatalf("%s has %d places", id, len(r.Places))
	}
	p := r.Places[0]
	street, _ := address["address_1"].(string)
	if second, ok := address["address_2"].(string); ok {
		street += ", " + second
	}
	check(id, "street", street, p.Street["en"])
	check(id, "city", address["city"], p.Town["en"])
	if lat, ok := location["latitude"].(float64); ok {
		got := ""
		if p.Point != nil && p.Point.Lat == lat && p.Point.Lon == location["longitude"].(float64) {
			got = "there"
		}
		check(id, "point", "there", got)
	}
	check(id, "access", first(location["accessibility"])["description"], r.Service.Access.Note["en"])
}

// The tables tell the same as the documents that were made of them, where both have it.
func TestMiamiTablesEqualLines(t *testing.T) {
	_, tables, report := readMiami(t, miamiTables)
	_, lines, _ := readMiami(t, miamiLines)
	for _, name := range tables11 {
		rows := 0
		if file, err := os.Open(filepath.Join(miamiTables, name+".csv")); err == nil {
			all, err := csv.NewReader(bufio.NewReader(file)).ReadAll()
			_ = file.Close()
			if err != nil {
				t.Fatal(err)
			}
			rows = len(all) - 1
		}
		if got := tableOfReport(t, report, name); got.Read != rows || got.Present != (rows > 0) {
			t.Errorf("%s: %+v, has %d rows", name, got, rows)
		}
	}
	differ := map[string]int{}
	for i := range tables {
		a, b := alike(tables[i]), alike(lines[i])
		va, vb := reflect.ValueOf(a.Service), reflect.ValueOf(b.Service)
		for f := range va.NumField() {
			if field := va.Type().Field(f); field.IsExported() && !reflect.DeepEqual(va.Field(f).Interface(), vb.Field(f).Interface()) {
				if differ[field.Name]++; differ[field.Name] < 3 {
					t.Logf("%s of %s: %v and %v", field.Name, tables[i].Service.ID, va.Field(f), vb.Field(f))
				}
			}
		}
		if !reflect.DeepEqual(a.Organisation, b.Organisation) {
			if differ["organisation"]++; differ["organisation"] < 5 {
				t.Logf("organisations %s and %s", asJSON(t, a.Organisation), asJSON(t, b.Organisation))
			}
		}
		if !reflect.DeepEqual(a.Places, b.Places) {
			if differ["places"]++; differ["places"] < 4 {
				t.Logf("places %s and %s", asJSON(t, a.Places), asJSON(t, b.Places))
			}
		}
		if !reflect.DeepEqual(a.ConfidentialPlaces, b.ConfidentialPlaces) {
			differ["confidential places"]++
		}
	}
	// What the documents were made of differs there: five have a town and no street, which documents of 3.1 cannot say;
	// one term has two names; one address ends in a stroke.
	if want := map[string]int{"places": 5, "Terms": 1, "Channels": 1}; !reflect.DeepEqual(differ, want) {
		t.Errorf("of %d services differ %v, expected %v", len(tables), differ, want)
	}
}

// alike leaves out what only one of the two forms has: ids, other names, the organisation's address on the web, countries.
func alike(r directory.Record) directory.Record {
	s := &r.Service
	s.ID, s.Organisation, s.Aka, s.PlaceIDs, s.Aside = "", "", nil, nil, ""
	for i := range s.Terms {
		s.Terms[i].Taxonomy = ""
	}
	r.Organisation.ID, r.Organisation.Aka, r.Organisation.Web = "", nil, ""
	for i := range r.Places {
		r.Places[i].ID, r.Places[i].Country = "", ""
	}
	for i := range r.ConfidentialPlaces {
		r.ConfidentialPlaces[i].ID = ""
	}
	return r
}

// BenchmarkMiami reads the documents ten times over, so that what is worked out once weighs as it does in a large source.
func BenchmarkMiami(b *testing.B) {
	file, err := os.Open(miamiLines)
	if err != nil {
		b.Skip("the shared data is not here")
	}
	z, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	data = bytes.Repeat(data, 10)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := ReadFrom(b.Context(), "miami", bytes.NewReader(data), int64(len(data)), ReadOptions{}, func(directory.Record) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/40890, "ns/service")
}
