package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// described is the part of the document that the routes are held against.
type described struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Parameters map[string]parameter `json:"parameters"`
	} `json:"components"`
}

type operation struct {
	Parameters []parameter         `json:"parameters"`
	Responses  map[string]struct{} `json:"responses"`
}

type parameter struct {
	Ref  string `json:"$ref"`
	Name string `json:"name"`
	In   string `json:"in"`
}

func readDocument(t *testing.T) described {
	t.Helper()
	var d described
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// Every route is documented with the parameters that it takes, and nothing else is.
func TestDocumentMatchesRoutes(t *testing.T) {
	d := readDocument(t)
	documented := map[string][]string{}
	for path, operations := range d.Paths {
		for method, o := range operations {
			var names []string
			for _, p := range o.Parameters {
				if p.Ref != "" {
					p = d.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
				}
				if p.In == "query" {
					names = append(names, p.Name)
				}
			}
			slices.Sort(names)
			documented[strings.ToUpper(method)+" "+path] = names
		}
	}
	served := map[string][]string{}
	for _, r := range newAPI(t).routes() {
		served[r.method+" "+r.path] = slices.Sorted(slices.Values(append([]string{"lang"}, r.parameters...)))
	}
	for route, names := range served {
		if got, ok := documented[route]; !ok || !slices.Equal(got, names) {
			t.Errorf("%s takes %v; the document says %v (documented: %t)", route, names, got, ok)
		}
	}
	for route := range documented {
		if _, ok := served[route]; !ok {
			t.Errorf("%s is documented and not served", route)
		}
	}
}

// Each fact that the engine knows may be given, and no other.
func TestDocumentKnowsFacts(t *testing.T) {
	var d struct {
		Components struct {
			Schemas struct {
				FactsGiven struct {
					Properties map[string]any `json:"properties"`
				} `json:"FactsGiven"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	a := brussels(t)
	want := []string{"at"}
	for _, f := range a.Facts("en") {
		want = append(want, f.Key)
	}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(d.Components.Schemas.FactsGiven.Properties)); !slices.Equal(got, want) {
		t.Errorf("documented facts %v, known %v", got, want)
	}
}
