package hsds

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/packtest"
)

// official is where the schemas of HSDS 3.1 lie, beside the checkout. Their licence keeps them out of it.
const official = "../../../shared/data/hsds/schema_3.1dev"

// schemas compiles official schemas by name.
func schemas(t testing.TB, names ...string) map[string]*jsonschema.Schema {
	t.Helper()
	if _, err := os.Stat(official); err != nil {
		t.Skipf("the official schemas are not here: %v", err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := filepath.Glob(official + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("https://hsds.test/"+filepath.Base(file), value); err != nil {
			t.Fatal(err)
		}
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range names {
		s, err := c.Compile("https://hsds.test/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		compiled[name] = s
	}
	return compiled
}

// holds tells what is wrong with a document by a schema.
func holds(t testing.TB, s *jsonschema.Schema, document any) error {
	t.Helper()
	body, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

// brussels is the shipped pack, loaded once for all tests.
func brussels(t testing.TB) *pack.Pack {
	t.Helper()
	load.Do(func() { shipped, _ = packtest.Shipped(t) })
	if shipped == nil {
		t.Fatal("the shipped pack does not load")
	}
	return shipped
}

var (
	load    sync.Once
	shipped *pack.Pack
)

// brusselsPack is the shipped pack, and how it is written in a language.
func brusselsPack(t testing.TB, tag lang.Tag) (*directory.Directory, Options) {
	t.Helper()
	p := brussels(t)
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return p.Directory, Options{
		Language: tag, Namespace: p.Info.ID, Region: p.Info.Name, Country: p.Info.Country, Vocabulary: p.Vocabulary,
		Words: words.In(tag), Zone: p.Zone(), At: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC),
	}
}

// Every service of the pack, in every language, is a document that the official schema takes.
func TestPackIsHSDS(t *testing.T) {
	schema := schemas(t, "service")["service"]
	addresses, hours, confidential := 0, 0, 0
	for _, tag := range lang.Interface() {
		d, o := brusselsPack(t, tag)
		for _, s := range d.Services {
			doc := FromService(s, o)
			if err := holds(t, schema, doc); err != nil {
				t.Errorf("%s in %s: %v", s.ID, tag, err)
			}
			for _, at := range doc.ServiceAtLocations {
				addresses += len(at.Location.Addresses)
				if at.Location.LocationType == "virtual" {
					confidential++
				}
			}
			hours += len(doc.Schedules)
		}
	}
	if addresses == 0 || hours == 0 || confidential == 0 {
		t.Errorf("%d addresses, %d schedules, %d confidential places: the pack does not test them", addresses, hours, confidential)
	}
}

// The schema is not blind.
func TestSchemaFindsFaults(t *testing.T) {
	schema := schemas(t, "service")["service"]
	d, o := brusselsPack(t, "en")
	doc := FromService(d.Services[0], o)
	doc.Status = "open"
	if holds(t, schema, doc) == nil {
		t.Error("a status that HSDS does not know passes")
	}
	doc = FromService(d.Services[0], o)
	doc.ID = "1"
	if holds(t, schema, doc) == nil {
		t.Error("an id that is no UUID passes")
	}
}
