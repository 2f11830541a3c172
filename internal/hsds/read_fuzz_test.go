package hsds

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
)

// tight limits keep a fuzzer from measuring the machine.
var tight = Limits{Document: 1 << 16, Text: 1 << 14, Tables: 1 << 18, Total: 1 << 20, Ratio: 100, Files: 20, Columns: 50}

// readAnything reads data as whatever it is, and holds to what is promised of every source: no record without an id and
// a name, what is set aside fits HSDS 3.1, all texts are UTF-8, and the report counts what was handed out.
func readAnything(t *testing.T, data []byte) {
	n := 0
	report, err := ReadFrom(t.Context(), "fuzz", bytes.NewReader(data), int64(len(data)), ReadOptions{Limits: tight, Vocabulary: testVocabulary()},
		func(r directory.Record) error {
			n++
			s := r.Service
			if s.ID == "" || s.Name == nil {
				t.Fatalf("a record without id or name: %s", asJSON(t, r))
			}
			var aside Service
			if s.Aside != "" {
				d := json.NewDecoder(strings.NewReader(s.Aside))
				d.DisallowUnknownFields()
				if err := d.Decode(&aside); err != nil {
					t.Fatalf("set aside %s: %v", s.Aside, err)
				}
			}
			if out := asJSON(t, r); !utf8.ValidString(out) || !utf8.ValidString(s.Aside) {
				t.Fatalf("%q is not UTF-8", out)
			}
			for _, p := range r.Places {
				if p.Point != nil && (p.Point.Lat < -90 || p.Point.Lat > 90 || p.Point.Lon < -180 || p.Point.Lon > 180) {
					t.Fatalf("a point out of the world: %+v", p.Point)
				}
			}
			return nil
		})
	if report == nil || report.Services != n {
		t.Fatalf("the report counts wrongly: %+v, %d", report, n)
	}
	var b bytes.Buffer
	if report.WriteText(&b) != nil || report.WriteJSON(&b) != nil {
		t.Fatal("the report cannot be written")
	}
	if err == nil && report.Format == "" {
		t.Fatal("nothing was read, without an error")
	}
}

func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{serviceA + "\n" + serviceB, "[" + serviceA + "]", `{"contents":[` + serviceA + `]}`, withPlace(`,"confidential":true`, ""),
		doc(`"phones":[{"number":"1234567 x12"}],"languages":["fr",{"name":"English and Dutch"}],"schedules":[{"description":"9am-5pm, Mon"}]`),
		`{"organizations":[{"id":"o"}],"services":[{"id":"a","name":"b","organization_id":"o"}]}`, `{"id":"\ud83d\ude00\ud83d","name":"x"}`,
		doc(`"minimum_age":"x","phones":3,"attributes":{"taxonomy_term":{"name":1}},"cost_options":[{"amount":"5"}],"capacities":[[1]]`), inUTF16(serviceA, true, true)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(readAnything)
}

func FuzzReadCSV(f *testing.F) {
	f.Add("id,name,organization_id,phones\na,\"b\",o,x\n", "id,name\no,O\n", "id,service_id,number\n1,a,1234567\n")
	f.Add("\xef\xbb\xbfID;Name\r\na;\xe9\r\n", "id\n", "location_id,service_id\nl,a\n")
	f.Add("name,channels,confidential\nx,\"[{\"\"kind\"\":\"\"phone\"\"}]\",yes\n", "", "id,id,id\n\"\n")
	f.Fuzz(func(t *testing.T, services, organizations, phones string) {
		readAnything(t, zipOf(t, "services.csv", services, "organizations.csv", organizations, "phones.csv", phones,
			"services_at_location.csv", phones, "locations.csv", organizations, "regular_schedules.csv", phones))
	})
}

func FuzzReadZip(f *testing.F) {
	f.Add(zipOf(f, "services.csv", "id,name\na,A\n"))
	f.Add(zipOf(f, "a/services.json", "["+serviceA+"]", "../x.csv", "a"))
	f.Add(zipOf(f, "services.csv.gz", inGzip("id,name\na,A\n")))
	dirty, err := filepath.Glob("testdata/dirty11/*.csv")
	if err != nil {
		f.Fatal(err)
	}
	var files []string
	for _, name := range dirty {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		files = append(files, filepath.Base(name), string(text))
	}
	f.Add(zipOf(f, files...))
	f.Fuzz(readAnything)
}
