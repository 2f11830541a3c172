package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/packtest"
)

// Each form can be had of one service and of all, with its media type and a name that any system takes, and is what it
// says it is.
func TestForms(t *testing.T) {
	api := newAPI(t)
	services := len(api.app.Pack().Directory.Services)
	for _, form := range api.app.Forms("en") {
		one, all := sent(t, api, "GET", "services/cpvcf/"+form.Name, "")
		whole, every := sent(t, api, "GET", "directory/"+form.Name, "")
		for name, response := range map[string]*http.Response{"cpvcf" + form.Extension: one, "services" + form.Extension: whole} {
			kind, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition"))
			if response.StatusCode != 200 || err != nil || kind != "attachment" || parameters["filename"] != name {
				t.Errorf("%s: status %d, %v", name, response.StatusCode, response.Header)
			}
			if got := response.Header.Get("Content-Type"); got != form.MediaType {
				t.Errorf("%s is %s, not %s", name, got, form.MediaType)
			}
		}
		if one.Header.Get("Cache-Control") != "no-store" || whole.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s is kept: %s, %s", form.Name, one.Header.Get("Cache-Control"), whole.Header.Get("Cache-Control"))
		}
		got, of := count(t, form.Name, all), count(t, form.Name, every)
		switch form.Name {
		case "geojson": // only places whose point is known
		case "icalendar": // one event for each day
			if of == 0 {
				t.Error("the calendar is empty")
			}
		default:
			if got != 1 || of != services {
				t.Errorf("%s of one service has %d, of %d it has %d", form.Name, got, services, of)
			}
		}
	}
}

// count reads a form with a reader of its trade, and tells how many services are in it.
func count(t *testing.T, form string, data []byte) int {
	t.Helper()
	var list []any
	var object struct {
		Features []any `json:"features"`
		Graph    []any `json:"@graph"`
	}
	var err error
	switch form {
	case "hsds":
		err = json.Unmarshal(data, &list)
	case "hsds-lines":
		for line := range bytes.Lines(data) {
			var one map[string]any
			err = errors.Join(err, json.Unmarshal(line, &one))
			list = append(list, one)
		}
	case "hsds-tabular":
		return rows(t, data)
	case "geojson", "schema.org":
		err = json.Unmarshal(data, &object)
		list = append(object.Features, object.Graph...)
	case "csv", "csv-excel":
		var table [][]string
		table, err = csv.NewReader(bytes.NewReader(data)).ReadAll()
		return len(table) - 1
	case "vcard", "vcard3":
		return bytes.Count(data, []byte("BEGIN:VCARD\r\n"))
	case "icalendar":
		return bytes.Count(data, []byte("BEGIN:VEVENT\r\n"))
	}
	if err != nil {
		t.Errorf("%s: %v", form, err)
	}
	return len(list)
}

// rows counts the services in a zip of tables.
func rows(t *testing.T, data []byte) int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("services.csv")
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Error(err)
	}
	return len(table) - 1
}

// A contact for a telephone that others see says nothing: neither inside nor in its name.
func TestNeutralForm(t *testing.T) {
	api := newAPI(t)
	for form, name := range map[string]string{"vcard": "contact.vcf", "vcard3": "contact.vcf", "icalendar": "contact.ics"} {
		response, body := sent(t, api, "GET", "services/cpvcf/"+form+"?neutral=true&lang=fr", "")
		if got := response.Header.Get("Content-Disposition"); got != `attachment; filename="`+name+`"` {
			t.Errorf("%s is called %s", form, got)
		}
		for _, word := range []string{"cpvcf", "violence", "prévention", "partner", "halte"} {
			if strings.Contains(strings.ToLower(string(body)), word) {
				t.Errorf("%s says %s: %s", form, word, body)
			}
		}
		if form != "icalendar" && !strings.Contains(string(body), "02 539 27 44") {
			t.Errorf("%s has no number: %s", form, body)
		}
	}
	named := readAll(t, ask(t, api, "GET", Root+"services/cpvcf/vcard?neutral=false", ""))
	if !strings.Contains(named, "FN:") || strings.Contains(named, "FN:Contact") {
		t.Errorf("without neutral it has no name: %s", named)
	}
}

// What cannot be had is told with what can.
func TestFormRefusals(t *testing.T) {
	api := newAPI(t)
	for address, want := range map[string]struct {
		status int
		says   string
	}{
		"services/cpvcf/pdf":                       {404, "icalendar"},
		"directory/pdf?lang=fr":                    {404, "hsds-tabular"},
		"services/nothing/vcard":                   {404, "not in the directory"},
		"services/cpvcf/csv?neutral=true":          {422, "vcard, vcard3, icalendar"},
		"services/cpvcf/vcard?neutral=maybe":       {422, "true or false"},
		"services/cpvcf/vcard?neutral=1&neutral=1": {422, "twice"},
		"services/cpvcf/vcard?at=2026-11-23":       {422, "neutral"},
		"directory/csv?open=true":                  {422, "lang"},
		"services/cpvcf/vcard/more":                {404, "openapi.json"},
		"directory":                                {404, "openapi.json"},
	} {
		response, body := sent(t, api, "GET", address, "")
		if response.StatusCode != want.status || !strings.Contains(string(body), want.says) {
			t.Errorf("%s: %d %s", address, response.StatusCode, body)
		}
		if response.Header.Get("Content-Disposition") != "" || response.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: an error is sent as a file: %v", address, response.Header)
		}
	}
	if response := ask(t, api, "POST", Root+"directory/csv", "{}"); response.StatusCode != 405 {
		t.Errorf("POST: %d", response.StatusCode)
	}
	head := ask(t, api, "HEAD", Root+"directory/csv", "")
	if head.StatusCode != 200 || head.Header.Get("Content-Disposition") == "" || readAll(t, head) != "" {
		t.Errorf("HEAD: %d %v", head.StatusCode, head.Header)
	}
}

// A file that breaks off before it began is an error; one that breaks off later cuts the connection.
func TestBrokenFile(t *testing.T) {
	for _, begun := range []bool{false, true} {
		reported := 0
		api := New(newAPI(t).app, Options{Now: time.Now, Report: func(error) { reported++ }})
		write := func(_ context.Context, w io.Writer) error {
			if begun {
				_, _ = io.WriteString(w, "id,name\r\n")
			}
			return errors.New("the shelf broke")
		}
		w := httptest.NewRecorder()
		cause := func() (cause any) {
			defer func() { cause = recover() }()
			r, _ := newRequest(httptest.NewRequest("GET", Root+"directory/csv", nil), nil)
			api.sendFile(w, r, reply{file: &file{"services.csv", "text/csv", write}})
			return nil
		}()
		if begun != (cause == http.ErrAbortHandler) || reported != 1 {
			t.Errorf("begun %t: ends with %v, reported %d times", begun, cause, reported)
		}
		if !begun && (w.Code != 500 || w.Header().Get("Content-Disposition") != "" || strings.Contains(w.Body.String(), "shelf")) {
			t.Errorf("it answers %d %v %s", w.Code, w.Header(), w.Body)
		}
	}
}

// The whole of a large directory is not for HTTP: who asks is told how to have it. A service of it is.
func TestLargeDirectory(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a directory that does not fit in memory")
	}
	var lines bytes.Buffer
	for i := range app.MaxAnswer + 1 {
		fmt.Fprintf(&lines, "{\"id\":\"made-up/%d\",\"name\":\"Number %d\",\"status\":\"active\"}\n", i, i)
	}
	source, out := filepath.Join(t.TempDir(), "source.jsonl"), filepath.Join(t.TempDir(), "large.halte")
	if err := os.WriteFile(source, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	a := fresh(t)
	if _, err := a.Import(t.Context(), app.Import{Path: source, Out: out, Alone: true}, sunday); err != nil {
		t.Fatal(err)
	}
	if _, err := a.OpenDirectory(out); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Index().Close() }()
	api := New(a, Options{Now: func() time.Time { return sunday }})
	response, body := sent(t, api, "GET", "directory/csv", "")
	if response.StatusCode != 404 || !strings.Contains(string(body), "halte directory export --form csv") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	response, body = sent(t, api, "GET", "services/made-up%2F20000/vcard", "")
	if response.StatusCode != 200 || !strings.Contains(string(body), "FN:Number 20000\r\n") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	if got := response.Header.Get("Content-Disposition"); got != `attachment; filename="made-up-20000.vcf"` {
		t.Errorf("it is called %s", got)
	}
}

// fresh is the shipped pack with a directory of its own.
func fresh(t *testing.T) *app.App {
	t.Helper()
	return app.New(packtest.Shipped(t))
}

func TestPlainName(t *testing.T) {
	for id, want := range map[string]string{
		"cpvcf": "cpvcf", "a/b": "a-b", `x"; y`: "x---y", "../..": "service", "": "service", "é": "service",
		"\r\nSet-Cookie: a": "Set-Cookie--a", strings.Repeat("ab", 99): strings.Repeat("ab", 30),
	} {
		if got := plainName(id); got != want {
			t.Errorf("%q is called %q, not %q", id, got, want)
		}
	}
}
