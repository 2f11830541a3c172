package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/halte-brussels/halte/hours"
)

const (
	made         = 5000
	sharedMiami  = "../../../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"
	sharedSchema = "../../../shared/data/hsds/schema_3.1dev/compiled/service.json"
)

// stocks is what services are made from: the invented ones, and the real list where it is at hand.
func stocks(t *testing.T) map[string]stock {
	t.Helper()
	all := map[string]stock{"invented": invent(1)}
	if _, err := os.Stat(sharedMiami); errors.Is(err, os.ErrNotExist) {
		t.Log("without the real list: it is not here")
		return all
	}
	real, err := readStock(sharedMiami, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(real.bases) != listed {
		t.Errorf("%d services in the real list, want %d", len(real.bases), listed)
	}
	all["real"] = real
	return all
}

func write(t *testing.T, s stock, seed uint64, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeServices(&b, newMaker(s, seed), n); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A list is the same each time it is made, begins like a longer one, and differs with the seed.
func TestListsAreRepeatable(t *testing.T) {
	for name, s := range stocks(t) {
		t.Run(name, func(t *testing.T) {
			list := write(t, s, 1, made)
			if !bytes.Equal(list, write(t, s, 1, made)) {
				t.Error("the same seed gives another list")
			}
			if !bytes.HasPrefix(list, write(t, s, 1, 1000)) {
				t.Error("a short list is not the beginning of a long one")
			}
			if bytes.Equal(list, write(t, s, 2, made)) {
				t.Error("another seed gives the same list")
			}
		})
	}
}

// A list that is kept somewhere is known by its edition.
func TestEdition(t *testing.T) {
	const of = 0x1715c195e6d7571a
	got := sum(string(write(t, invent(1), 1, 100)))
	if got != of {
		t.Errorf("the services come out differently (%#x): raise the edition, and write that number here", got)
	}
}

// document is what a test looks at.
type document struct {
	ID           string
	Name         string
	URL          string
	Organization *struct{ ID string }
	Phones       []struct{ ID, Number string }
	Languages    []struct{ ID string }
	Schedules    []struct{ ID, Description string }
	Places       []struct {
		ID       string
		Location struct {
			ID            string
			Type          string `json:"location_type"`
			Latitude      *float64
			Longitude     *float64
			Accessibility []struct{ ID string }
			Addresses     []struct {
				ID       string
				Street   string `json:"address_1"`
				Postcode string `json:"postal_code"`
			}
		}
	} `json:"service_at_locations"`
	Attributes []struct{ ID string }
}

func (d document) ids() []string {
	ids := []string{d.ID}
	for _, p := range d.Phones {
		ids = append(ids, p.ID)
	}
	for _, l := range d.Languages {
		ids = append(ids, l.ID)
	}
	for _, s := range d.Schedules {
		ids = append(ids, s.ID)
	}
	for _, p := range d.Places {
		ids = append(ids, p.ID, p.Location.ID)
		for _, a := range p.Location.Accessibility {
			ids = append(ids, a.ID)
		}
		for _, a := range p.Location.Addresses {
			ids = append(ids, a.ID)
		}
	}
	for _, a := range d.Attributes {
		ids = append(ids, a.ID)
	}
	return ids
}

func read(t *testing.T, list []byte) []document {
	t.Helper()
	var all []document
	for line := range bytes.Lines(list) {
		var d document
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, d)
	}
	if len(all) != made {
		t.Fatalf("%d services, want %d", len(all), made)
	}
	return all
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func TestIdentifiersAreUnique(t *testing.T) {
	for name, s := range stocks(t) {
		t.Run(name, func(t *testing.T) {
			known := map[string]bool{}
			for _, d := range read(t, write(t, s, 1, made)) {
				for _, id := range d.ids() {
					if known[id] || !uuid.MatchString(id) {
						t.Fatalf("%q comes twice or is no UUID", id)
					}
					known[id] = true
				}
			}
		})
	}
}

// An organisation is told in the same bytes wherever it stands, and in no copy but its own.
func TestOrganisationsAgree(t *testing.T) {
	object := regexp.MustCompile(`"organization":\{"id":"([^"]*)","name":"(?:[^"\\]|\\.)*","description":"(?:[^"\\]|\\.)*"\}`)
	for name, s := range stocks(t) {
		t.Run(name, func(t *testing.T) {
			told, seen := map[string]string{}, 0
			for line := range bytes.Lines(write(t, s, 1, made)) {
				found := object.FindSubmatch(line)
				if found == nil {
					continue
				}
				seen++
				id, words := string(found[1]), string(found[0])
				if before, known := told[id]; known && before != words {
					t.Fatalf("told in two ways:\n%s\n%s", before, words)
				}
				told[id] = words
			}
			if len(told) < 500 || seen <= len(told) {
				t.Errorf("%d organisations of %d services", len(told), seen)
			}
		})
	}
}

// The lists are varied, hold what real ones hold, and nothing that could be someone's.
func TestListsAreVaried(t *testing.T) {
	fictional := regexp.MustCompile(`^[2-9]\d\d-555-01\d\d$`)
	for name, s := range stocks(t) {
		t.Run(name, func(t *testing.T) {
			names, weeks, postcodes := map[string]bool{}, map[string]bool{}, map[string]bool{}
			var confidential, pointed, silent int
			for _, d := range read(t, write(t, s, 1, made)) {
				names[d.Name] = true
				for _, p := range d.Phones {
					if !fictional.MatchString(p.Number) {
						t.Errorf("%s may be someone's number", p.Number)
					}
				}
				if d.URL != "" && !strings.HasSuffix(d.URL, ".example") {
					t.Errorf("%s may be someone's address", d.URL)
				}
				for _, s := range d.Schedules {
					weeks[s.Description] = true
				}
				if len(d.Schedules) == 0 {
					silent++
				}
				l := d.Places[0].Location
				for _, a := range l.Addresses {
					postcodes[a.Postcode] = true
					if a.Street == "Confidential" {
						confidential++
					}
				}
				if l.Latitude != nil && l.Longitude != nil {
					pointed++
				}
				if l.Type != "physical" {
					t.Errorf("%s is at a %s place", d.ID, l.Type)
				}
			}
			for _, c := range []struct {
				what      string
				n, at, to int
			}{
				{"names", len(names), made * 4 / 5, made}, {"hours", len(weeks), 800, made},
				{"postcodes", len(postcodes), 400, 1500}, {"confidential places", confidential, 5, 100},
				{"places with a point", pointed, made * 7 / 10, made * 8 / 10},
				{"services without hours", silent, made / 4, made / 2},
			} {
				if c.n < c.at || c.n > c.to {
					t.Errorf("%d %s, want %d to %d", c.n, c.what, c.at, c.to)
				}
			}
		})
	}
}

func TestListsAreConformant(t *testing.T) {
	if _, err := os.Stat(sharedSchema); err != nil {
		t.Skip("the official schema is not here")
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(sharedSchema)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range stocks(t) {
		t.Run(name, func(t *testing.T) {
			for line := range bytes.Lines(write(t, s, 1, made)) {
				document, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
				if err == nil {
					err = schema.Validate(document)
				}
				if err != nil {
					t.Fatalf("%v: %s", err, line)
				}
			}
		})
	}
}

// There are as many different opening hours as promised, and the fields can be read without loss. Where the words can be
// read too, they say the same.
func TestHoursAreManyAndReadable(t *testing.T) {
	different, understood := map[string]bool{}, 0
	for _, w := range timetable(1) {
		var list []hours.HSDSSchedule
		for _, row := range w.rows {
			var s hours.HSDSSchedule
			if err := json.Unmarshal([]byte(`{"id":"`+row), &s); err != nil {
				t.Fatalf("%v: %s", err, row)
			}
			list = append(list, s)
		}
		text, losses := hours.FromSchedules(list)
		if len(losses) > 0 {
			t.Errorf("%s loses %v", w.said, losses)
		}
		open := intervals(t, text)
		different[open] = true
		if prose := hours.FromProse(w.said); prose.Sure {
			understood++
			if said := intervals(t, prose.Text); said != open {
				t.Errorf("%q is %s in fields and %s in words", w.said, text, prose.Text)
			}
		}
	}
	if len(different) < 3000 || understood < weeks/2 {
		t.Errorf("%d different opening hours, want 3,000 at least; %d understood", len(different), understood)
	}
}

// intervals is when hours are open in five weeks.
func intervals(t *testing.T, text string) string {
	t.Helper()
	schedule, err := hours.Parse(text, hours.Options{Zone: time.UTC})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	from := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	return fmt.Sprint(slices.Collect(schedule.Intervals(from, from.AddDate(0, 0, 35))))
}

func TestTowns(t *testing.T) {
	names, postcodes := map[string]bool{}, map[string]bool{}
	for _, town := range country(1) {
		names[town.name] = true
		for _, p := range town.postcodes {
			if len(p) != 4 || postcodes[p] {
				t.Errorf("%s comes twice or is no postcode", p)
			}
			postcodes[p] = true
		}
		if town.lat < 49 || town.lat > 52 || town.lon < 2 || town.lon > 7 {
			t.Errorf("%s lies outside, at %f,%f", town.name, town.lat, town.lon)
		}
	}
	if len(names) != towns {
		t.Errorf("%d names for %d towns", len(names), towns)
	}
}

func TestInventedWordsDiffer(t *testing.T) {
	known := map[string]bool{}
	for i := range vocabulary {
		known[string(appendWord(nil, i))] = true
	}
	if len(known) != vocabulary {
		t.Errorf("%d words of %d differ", len(known), vocabulary)
	}
}

// A file appears only when it is whole, and what cannot be read is said with its place.
func TestGenerateFile(t *testing.T) {
	folder := t.TempDir()
	out := filepath.Join(folder, "out.jsonl")
	size, err := generateFile(filepath.Join(folder, "absent"), out, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil || int64(len(data)) != size || bytes.Count(data, []byte("\n")) != 10 {
		t.Errorf("%d bytes, said to be %d: %v", len(data), size, err)
	}
	broken := filepath.Join(folder, "broken.jsonl")
	if err := os.WriteFile(broken, []byte("{\"id\":\"a\",\"name\":\"b\"}\n{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := generateFile(broken, filepath.Join(folder, "none.jsonl"), 10, 1); err == nil || !strings.Contains(err.Error(), "service 2") {
		t.Errorf("got %v, want the place of the fault", err)
	}
	left, err := filepath.Glob(filepath.Join(folder, "none*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// Texts with anything in them stay valid JSON, and what is not a word of letters is never exchanged.
func TestProse(t *testing.T) {
	m := newMaker(invent(1), 1)
	for _, text := range []string{"", `ends with "quotes"`, `back\slash and \n`, "line\nbreak\ttab", "‘é’ 日本語 <&>",
		"Every fourth longer number-12345 or naïveté stays between words which could become others entirely tomorrow"} {
		p := newProse(text)
		for range 50 {
			var back string
			if err := json.Unmarshal(slices.Concat([]byte(`"`), p.append(nil, m.r), []byte(`"`)), &back); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if len(p) == 1 && back != text {
				t.Errorf("%q became %q", text, back)
			}
			if strings.Contains(text, "naïveté") && !strings.Contains(back, "naïveté") {
				t.Errorf("a word with an accent was cut: %q", back)
			}
		}
	}
}
