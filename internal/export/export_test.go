package export

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

// brussels returns the services of the Brussels pack and the options of an ordinary export: Monday 14 December 2026,
// 10:00.
func brussels(t testing.TB) ([]*directory.Service, Options) {
	t.Helper()
	p, _ := packtest.Shipped(t)
	at := time.Date(2026, 12, 14, 10, 0, 0, 0, p.Zone())
	return p.Directory.Services, Options{Language: "en", Zone: p.Zone(), At: at}
}

// written is what a form makes of services.
func written(t testing.TB, form string, list []*directory.Service, o Options) string {
	t.Helper()
	f, err := FormNamed(form)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, All(list), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// onTheMap returns copies of services that all have a public point, so that a map shows each.
func onTheMap(list []*directory.Service) []*directory.Service {
	var out []*directory.Service
	for _, s := range list {
		c := *s
		c.Places = []*directory.Place{{ID: "p", Point: &directory.Point{Lat: 50.85, Lon: 4.35}}}
		out = append(out, &c)
	}
	return out
}

// A number that lost a digit, a plus or a zero is the number of someone else.
func TestEveryPhoneNumberOfThePackSurvives(t *testing.T) {
	list, o := brussels(t)
	numbers := 0
	for _, s := range list {
		for _, form := range []string{"geojson", "csv", "csv-excel", "vcard", "vcard3", "schema.org"} {
			out := written(t, form, onTheMap([]*directory.Service{s}), o)
			found := numbersIn(t, form, out)
			for _, c := range s.Channels {
				if c.Kind != directory.Phone && c.Kind != directory.SMS {
					continue
				}
				numbers++
				if !slices.Contains(found, c.Value) {
					t.Errorf("%s, %s: %q is not among %q", form, s.ID, c.Value, found)
				}
			}
		}
	}
	if numbers < 100 {
		t.Errorf("only %d numbers were looked for", numbers)
	}
}

// numbersIn reads the numbers back with the means of the reader, not of the writer.
func numbersIn(t *testing.T, form, out string) []string {
	t.Helper()
	var found []string
	switch form {
	case "geojson":
		var doc struct {
			Features []struct{ Properties struct{ Phone []string } }
		}
		unmarshal(t, out, &doc)
		for _, f := range doc.Features {
			found = append(found, f.Properties.Phone...)
		}
	case "csv", "csv-excel":
		for _, row := range readAll(t, out) {
			channels, err := row.Channels("en")
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range channels {
				found = append(found, c.Value)
			}
		}
	case "vcard", "vcard3":
		for _, p := range unfold(t, out) {
			if p.name == "TEL" {
				found = append(found, p.value)
			}
		}
	case "schema.org":
		var doc struct {
			Graph []struct {
				AvailableChannel []struct {
					ServicePhone     struct{ Telephone string }
					ServiceSmsNumber struct{ Telephone string }
				}
			} `json:"@graph"`
		}
		unmarshal(t, out, &doc)
		for _, s := range doc.Graph {
			for _, c := range s.AvailableChannel {
				found = append(found, c.ServicePhone.Telephone, c.ServiceSmsNumber.Telephone)
			}
		}
	}
	return found
}

func unmarshal(t testing.TB, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v in %.2000s", err, text)
	}
}

func TestForms(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Forms() {
		if seen[f.Name] || f.MediaType == "" || !strings.HasPrefix(f.Extension, ".") {
			t.Errorf("%q is not complete, or twice there", f.Name)
		}
		seen[f.Name] = true
		for _, tag := range lang.Interface() {
			if f.Description[tag] == "" {
				t.Errorf("%s is not described in %s", f.Name, tag)
			}
		}
	}
	if _, err := FormNamed("pdf"); err == nil || !strings.Contains(err.Error(), "geojson") {
		t.Errorf("an unknown form must be answered with those there are: %v", err)
	}
}

// A source that fails, or is cancelled, makes the export fail: half a directory must not look like all of it.
func TestWriteStopsAtAnError(t *testing.T) {
	list, o := brussels(t)
	for _, f := range Forms() {
		asked := 0
		source := func(yield func(*directory.Service, error) bool) {
			for _, s := range list[:2] {
				asked++
				if !yield(s, nil) {
					return
				}
			}
			asked++
			if yield(nil, context.Canceled) {
				t.Errorf("%s goes on after an error", f.Name)
			}
		}
		if err := f.Write(&bytes.Buffer{}, source, o); !errors.Is(err, context.Canceled) || asked != 3 {
			t.Errorf("%s: %v after %d", f.Name, err, asked)
		}
		if err := f.Write(fullDisk{}, All(list), o); !errors.Is(err, errFull) {
			t.Errorf("%s does not tell of a full disk: %v", f.Name, err)
		}
	}
}

var errFull = errors.New("no room")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// The same services at the same moment are the same bytes, in every language.
func TestWriteIsDeterministic(t *testing.T) {
	list, o := brussels(t)
	for _, f := range Forms() {
		for _, o.Language = range lang.Interface() {
			if first, second := written(t, f.Name, list, o), written(t, f.Name, list, o); first != second {
				t.Errorf("%s differs from itself", f.Name)
			}
		}
	}
}

func BenchmarkForms(b *testing.B) {
	list, o := brussels(b)
	for _, f := range Forms() {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(discard{}, All(list), o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(list)), "µs/service")
		})
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
