package hsds

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
)

func ids(list []directory.Record) string {
	var out []string
	for _, r := range list {
		out = append(out, r.Service.ID)
	}
	return strings.Join(out, " ")
}

func inGzip(data string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(data))
	_ = z.Close()
	return b.String()
}

func inUTF16(data string, big, mark bool) string {
	units := utf16.Encode([]rune(data))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b []byte
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

const (
	serviceA = `{"id":"a","name":"Écoute","organization":{"id":"o","name":"O","description":""}}`
	serviceB = `{"id":"b","name":"B \"{[","organization":{"id":"o","name":"O","description":""}}`
)

// Whatever it is packed in, the same services come out in the same order.
func TestFormats(t *testing.T) {
	lines := serviceA + "\n" + serviceB + "\n"
	tables := []string{
		"services.csv", "id,organization_id,name\na,o,Écoute\nb,o,\"B \"\"{[\"\n",
		"organizations.csv", "id,name,description\no,O,\n",
	}
	latin := "id,organization_id,name\na,o,\xc9coute\nb,o,\"B \"\"{[\"\n"
	for form, data := range map[string]string{
		"lines":             lines,
		"lines and space":   "\n \t" + serviceA + "\r\n\r\n" + serviceB,
		"no lines":          serviceA + serviceB,
		"list":              "[" + serviceA + ",\n" + serviceB + "]",
		"page":              `{"total_items":2,"first_page":true,"x":{"y":["contents"]},"contents" : [` + serviceA + "," + serviceB + `],"size":2}`,
		"mark":              "\xef\xbb\xbf" + lines,
		"gzip":              inGzip(lines),
		"UTF-16LE":          inUTF16(lines, false, true),
		"UTF-16BE":          inUTF16(lines, true, true),
		"UTF-16 unmarked":   inUTF16(lines, false, false),
		"gzip UTF-16":       inGzip(inUTF16(lines, true, true)),
		"Windows-1252":      strings.ReplaceAll(lines, "É", "\xc9"),
		"escapes":           strings.ReplaceAll(lines, "É", `\u00c9`),
		"organisation":      `{"id":"o","name":"O","description":"","services":[{"id":"a","name":"Écoute"},{"id":"b","name":"B \"{["}]}`,
		"at locations":      `[{"id":"1","location":{"id":"l"},"service":` + serviceA + `},{"id":"2","location":{"id":"m"},"service":` + serviceB + `}]`,
		"tables in one":     `{"organizations":[{"id":"o","name":"O"}],"services":[{"id":"a","organization_id":"o","name":"Écoute"},{"id":"b","organization_id":"o","name":"B \"{["}]}`,
		"tables.csv in one": `{"organizations.csv":[{"id":"o","name":"O"}],"services.csv":[{"id":"a","organization_id":"o","name":"Écoute"},{"id":"b","organization_id":"o","name":"B \"{["}]}`,
		"zip of tables":     string(zipOf(t, tables...)),
		"zip in a folder":   string(zipOf(t, "hsds/data/services.csv", tables[1], "hsds/data/organizations.csv", tables[3], "__MACOSX/x/._services.csv", "\x00")),
		"zip of lines":      string(zipOf(t, "export.jsonl", lines)),
		"zip of JSON":       string(zipOf(t, "services.json", `[{"id":"a","organization_id":"o","name":"Écoute"},{"id":"b","organization_id":"o","name":"B \"{["}]`, "organizations.json", `[{"id":"o","name":"O"}]`)),
		"zip of UTF-16":     string(zipOf(t, "services.csv", inUTF16(tables[1], false, true), "organizations.csv", tables[3])),
		"zip of latin":      string(zipOf(t, "services.csv", latin, "organizations.csv", tables[3])),
		"semicolons":        string(zipOf(t, "services.csv", "ID;Organization ID;Name\r\na;o;Écoute\r\nb;o;\"B \"\"{[\"\r\n", "organizations.csv", tables[3])),
		"zip of gzip":       string(zipOf(t, "services.csv.gz", inGzip(tables[1]), "organizations.csv.gz", inGzip(tables[3]))),
		"singular names":    string(zipOf(t, "service.csv", tables[1], "organization.csv", tables[3])),
	} {
		list, report, err := readBytes(t, []byte(data), ReadOptions{})
		if err != nil || ids(list) != "a b" || list[0].Service.Name["en"] != "Écoute" || list[1].Service.Name["en"] != `B "{[` {
			t.Errorf("%s: %v, %s", form, err, asJSON(t, list))
			continue
		}
		if list[1].Organisation.Name["en"] != "O" || list[1].Service.Organisation != "o" || report.Services != 2 || report.Format == "" {
			t.Errorf("%s: organisation %v, report %+v", form, list[1].Organisation, report)
		}
	}
}

// A folder is read like a zip of it.
func TestFolder(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"services.csv": "id,name\na,A\n", "notes.csv": "x\n1\n", ".hidden.csv": "\x00"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, report := readPath(t, folder, ReadOptions{})
	if ids(list) != "a" || !tableOfReport(t, report, "notes").Unknown {
		t.Errorf("%s, %+v", ids(list), report.Tables)
	}
	if _, err := Read(t.Context(), filepath.Join(folder, "nowhere"), ReadOptions{}, nil); err == nil {
		t.Error("what is not there was read")
	}
}

// Bad sources end in an error that says where, with a report, in bounded time and memory.
func TestBadSources(t *testing.T) {
	whole := inGzip(strings.Repeat(serviceA+"\n", 2000))
	archive := string(zipOf(t, "services.csv", "id,name\na,A\n"))
	small := Limits{Document: 2000, Text: 1000, Tables: 5000, Total: 1 << 20, Ratio: 50, Files: 3, Columns: 5}
	for name, test := range map[string]struct{ data, want string }{
		"nothing":        {"", "nothing in it"},
		"spaces":         {" \n\n ", "nothing in it"},
		"no HSDS":        {"hello world", "nothing in it"},
		"cut JSON":       {serviceA + "\n" + serviceB[:30], "document 2: the file ends in the middle"},
		"cut list":       {"[" + serviceA + ",", "after document 1: the file ends"},
		"cut text":       {`{"id":"a","name":"b`, "document 1"},
		"not JSON":       {serviceA + "\n{id: 1}", "document 2: not JSON at byte 2"},
		"bad escape":     {`{"id":"\q"}`, "is not an escape"},
		"two commas":     {`[` + serviceA + `,,]`, "document 2"},
		"cut gzip":       {whole[:len(whole)/2], "unexpected EOF"},
		"cut zip":        {archive[:len(archive)-5], "not a whole zip"},
		"deep":           {strings.Repeat(`{"a":`, 100), "document 1"},
		"deep and whole": {strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100), "nested more than 64"},
		"large text":     {`{"id":"` + strings.Repeat("x", 1500) + `"}`, "longer than 1000"},
		"large document": {`{"id":"` + strings.Repeat("x", 100_000) + `"}`, "larger than"},
		"gzip bomb":      {inGzip(`{"id":"` + strings.Repeat(" ", 60<<20) + `"}`), "larger than"},
		"endless gzip":   {inGzip(strings.Repeat(" ", 60<<20)), "larger than allowed"},
		"zip bomb":       {string(zipOf(t, "services.csv", "id,name\n"+strings.Repeat("a,b\n", 8<<20))), "larger than"},
		"many files":     {string(zipOf(t, "1", "", "2", "", "3", "", "4", "")), "more than 3"},
		"many columns":   {string(zipOf(t, "services.csv", strings.Repeat("a,", 100)+"\n")), "more than 5"},
		"large tables":   {string(zipOf(t, "services.csv", "id,name\n"+strings.Repeat("a,b\n", 5000))), "larger than 5000 bytes together"},
		"large cell":     {string(zipOf(t, "services.csv", "id,name\na,"+strings.Repeat("x", 1500))), "line 2, column name"},
		"open quote":     {string(zipOf(t, "services.csv", "id,name\na,\""+strings.Repeat("x,\n", 20_000))), "quotation mark may be missing"},
	} {
		list, report, err := readBytes(t, []byte(test.data), ReadOptions{Limits: small})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q (%d services)", name, err, test.want, len(list))
		}
		if report == nil {
			t.Errorf("%s: there is no report", name)
		}
	}
}

func TestTraversal(t *testing.T) {
	list, report, err := readBytes(t, zipOf(t, "../../services.csv", "id,name\nx,X\n", "/etc/services.csv", "id,name\ny,Y\n",
		`..\services.csv`, "id,name\nz,Z\n", "services.csv", "id,name\na,A\n"), ReadOptions{})
	if err != nil || ids(list) != "a" || count(report, "files", "", Dropped, "leads out") != 3 {
		t.Errorf("%v, %s, %+v", err, ids(list), report.Tallies)
	}
}

func TestEmitEndsReading(t *testing.T) {
	enough := errors.New("enough")
	data := strings.Repeat(serviceA+"\n", 1000)
	n := 0
	_, err := ReadFrom(t.Context(), "x", strings.NewReader(data), int64(len(data)), ReadOptions{}, func(directory.Record) error {
		n++
		return enough
	})
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadFrom(ctx, "x", strings.NewReader(data), int64(len(data)), ReadOptions{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a reading that was called off ended with %v", err)
	}
}

// Many documents come out in the order of the source, once each.
func TestOrder(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(`{"id":"` + strconv.Itoa(i) + `","name":"n"}` + "\n")
		b.WriteString(`{"id":"` + strconv.Itoa(i) + `","name":"again"}` + "\n")
	}
	list, report, err := readBytes(t, []byte(b.String()), ReadOptions{})
	if err != nil || len(list) != 1000 || count(report, "services", "", Dropped, "came before") != 1000 {
		t.Fatalf("%v, %d", err, len(list))
	}
	for i, r := range list {
		if r.Service.ID != strconv.Itoa(i) || r.Service.Name["en"] != "n" {
			t.Fatalf("at %d is %s %s", i, r.Service.ID, r.Service.Name)
		}
	}
}

// The parser reads what encoding/json writes, and writes the same again.
func TestParserAgreesWithEncodingJSON(t *testing.T) {
	scalar := rapid.OneOf(rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Map(rapid.Float64Range(-1e9, 1e9), func(f float64) any { return f }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }))
	rapid.Check(t, func(t *rapid.T) {
		in := map[string]any{
			"a": scalar.Draw(t, "a"), "list": rapid.SliceOf(scalar).Draw(t, "list"),
			"map": rapid.MapOf(rapid.String(), scalar).Draw(t, "map"), "none": nil,
		}
		raw, err := json.Marshal(in)
		if err != nil {
			t.Skip(err)
		}
		v, stray, err := parseJSON(string(raw), 1<<20)
		if err != nil || stray {
			t.Fatalf("%s: %v", raw, err)
		}
		var want, got any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		out := v.appendJSON(nil)
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		if a, b := canonical(want), canonical(got); a != b {
			t.Fatalf("%s\n%s", a, b)
		}
	})
}

// canonical leaves out what is empty, as the parser does.
func canonical(v any) string {
	if m, ok := v.(map[string]any); ok {
		for key, sub := range m {
			if inner, ok := sub.(map[string]any); ok {
				canonical(inner)
			}
			if sub == nil || sub == "" {
				delete(m, key)
			}
		}
		if list, ok := m["list"].([]any); ok {
			for i := range list {
				if list[i] == "" {
					list[i] = nil
				}
			}
			m["list"] = slices.Clip(list)
		}
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// pieces hands out a text in pieces of any size.
type pieces struct {
	text string
	next func() int
}

func (p *pieces) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.next())], p.text)
	p.text = p.text[n:]
	return n, nil
}

// Documents are cut where they end, wherever what is read happens to break off.
func TestFramerInPieces(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune(`a"\{}[], é`)), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		var want []string
		for _, s := range rapid.SliceOfN(text, 1, 6).Draw(t, "texts") {
			raw, err := json.Marshal(map[string]any{s: []string{s}})
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, string(raw))
		}
		for _, source := range []string{strings.Join(want, "\n"), "[" + strings.Join(want, ",") + "]"} {
			f := newFramer(&pieces{source, func() int { return rapid.IntRange(1, 5).Draw(t, "size") }}, 1<<16)
			for _, w := range want {
				if got, err := f.next(); err != nil || got != w {
					t.Fatalf("%s: %q, %v, want %q", source, got, err, w)
				}
			}
			if _, err := f.next(); err != io.EOF {
				t.Fatalf("%s: then %v", source, err)
			}
		}
	})
}

// manyLines is a source of any size that is nowhere: the same service again and again, each with its own id.
type manyLines struct{ line string }

func (m manyLines) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) {
		i, from := (at+int64(n))/int64(len(m.line)), (at+int64(n))%int64(len(m.line))
		line := strings.Replace(m.line, "#########", fmt.Sprintf("%09d", i), 1)
		n += copy(p[n:], line[from:])
	}
	return n, nil
}

// A stream is not held in memory.
func TestMemoryIsBounded(t *testing.T) {
	source := manyLines{`{"id":"#########","name":"x","description":"` + strings.Repeat("words ", 1400) + "\"}\n"}
	const services = 20_000
	size := int64(services * len(source.line))
	n, highest := 0, uint64(0)
	_, err := ReadFrom(t.Context(), "many", source, size, ReadOptions{}, func(directory.Record) error {
		if n++; n%4000 == 0 {
			runtime.GC() // what may be let go of does not count, whenever it would have been
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			highest = max(highest, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || n != services {
		t.Fatal(err, n)
	}
	if highest > 32<<20 || size < 160<<20 {
		t.Errorf("%d bytes of heap for a source of %d", highest, size)
	}
}
