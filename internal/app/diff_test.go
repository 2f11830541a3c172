package app

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
)

const (
	beforeDelivery = `{"id":"a","name":"Night line","status":"active","phones":[{"id":"p","number":"02 555 01 01"},{"id":"q","number":"02 555 01 02"}]}
{"id":"b","name":"Shelter","status":"active","service_at_locations":[{"id":"s","location":{"id":"l","location_type":"physical","name":"Zcanary","description":"Confidential location","addresses":[{"id":"x","address_1":"77 Zcanary Lane","city":"Zcanarytown","state_province":"","postal_code":"9876","country":"BE","address_type":"physical"}]}}]}
{"id":"c","name":"Desk","status":"active"}
{"id":"d","name":"Gone","status":"active"}
`
	afterDelivery = `{"id":"c","name":"Desk","status":"active"}
{"id":"a","name":"Night line","status":"active","phones":[{"id":"p","number":"02 555 01 01"},{"id":"q","number":"02 555 01 03"}],"description":"New"}
{"id":"b","name":"Shelter","status":"active","wait_time":"A week","service_at_locations":[{"id":"s","location":{"id":"l2","location_type":"physical","name":"Zcanary","description":"Confidential location","addresses":[{"id":"x","address_1":"78 Zcanary Lane","city":"Zcanarytown","state_province":"","postal_code":"9875","country":"BE","address_type":"physical"}]}}]}
{"id":"e","name":"New","status":"active"}
`
)

// What changed is told field by field, what came and went by name, and of a confidential place nothing.
func TestDiff(t *testing.T) {
	a := brussels(t)
	before, after := written(t, "before.jsonl", beforeDelivery), written(t, "after.jsonl", afterDelivery)
	diff, err := a.Diff(t.Context(), before, after, hsds.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(diff)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"added":[{"id":"e","name":"New"}],"removed":[{"id":"d","name":"Gone"}],"changed":[` +
		`{"id":"a","name":"Night line","fields":[{"field":"service.channels[1].value","before":"\"02 555 01 02\"","after":"\"02 555 01 03\""},` +
		`{"field":"service.does","after":"{\"en\":\"New\"}"}]},` +
		`{"id":"b","name":"Shelter","fields":[{"field":"service.wait","after":"{\"en\":\"A week\"}"}]}],"same":1}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if strings.Contains(strings.ToLower(string(got)), "zcanary") {
		t.Error("the address is told")
	}
}

// Of what was set aside around a confidential place it is told that it changed, and not what it is.
func TestDiffWithholdsAside(t *testing.T) {
	a := brussels(t)
	with := func(licence, place string) string {
		return written(t, "x.jsonl", `{"id":"b","name":"Shelter","status":"active","licenses":"`+licence+`"`+place+`}`)
	}
	place := `,"service_at_locations":[{"id":"s","location":{"id":"l","location_type":"physical","description":"Confidential location"}}]`
	for _, test := range []struct{ place, before string }{{place, `"withheld, `}, {"", `"L1"`}} {
		diff, err := a.Diff(t.Context(), with("L1", test.place), with("L2", test.place), hsds.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(diff.Changed) != 1 || len(diff.Changed[0].Fields) != 1 {
			t.Fatalf("%+v", diff)
		}
		f := diff.Changed[0].Fields[0]
		if !strings.HasPrefix(f.Field, "service.aside") || !strings.HasPrefix(f.Before, test.before) || f.Before == f.After {
			t.Errorf("%+v", f)
		}
	}
}

// A directory that was made of a source is the same as the source, whatever the import was called; the pack's own
// services, which a source cannot have, are no difference. Between two directories they are compared too.
func TestDiffOfFiles(t *testing.T) {
	a := brussels(t)
	source := written(t, "before.jsonl", beforeDelivery)
	folder := t.TempDir()
	files := map[string]string{"with": filepath.Join(folder, "with.halte"), "alone": filepath.Join(folder, "alone.halte")}
	for name, out := range files {
		made := Import{Source: hsds.ReadOptions{Name: name}, Path: source, Out: out, Alone: name == "alone"}
		if _, err := a.Import(t.Context(), made, tuesday); err != nil {
			t.Fatal(err)
		}
	}
	own := len(a.Pack().Directory.Services)
	for _, test := range []struct {
		before, after string
		removed, same int
	}{
		{files["with"], source, 0, 4}, {source, files["with"], 0, 4}, {files["alone"], source, 0, 4},
		{files["with"], files["alone"], own, 4}, {files["with"], files["with"], 0, own + 4},
	} {
		diff, err := a.Diff(t.Context(), test.before, test.after, hsds.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if diff.Same != test.same || len(diff.Removed) != test.removed || len(diff.Added)+len(diff.Changed) > 0 {
			t.Errorf("%s, %s: %+v", test.before, test.after, diff)
		}
	}
}

// A side that cannot be used is named.
func TestDiffFails(t *testing.T) {
	a := brussels(t)
	good, bad := written(t, "good.jsonl", beforeDelivery), written(t, "bad.jsonl", beforeDelivery[:100])
	for _, sides := range [][2]string{{good, bad}, {bad, good}} {
		_, err := a.Diff(t.Context(), sides[0], sides[1], hsds.ReadOptions{})
		if e := fault.From(err); err == nil || e.Key != "directory.unreadable" || e.Args["file"] != bad {
			t.Errorf("%v", err)
		}
	}
	if _, err := a.Diff(cancelled(), good, good, hsds.ReadOptions{}); err == nil || fault.From(err).Key != "directory.stopped" {
		t.Errorf("broken off, it says %v", err)
	}
}

// tree generates JSON.
func tree(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		kind := rapid.IntRange(0, 4).Draw(t, "kind")
		switch {
		case kind == 0:
			return rapid.StringMatching(`[a-c]{0,2}`).Draw(t, "text")
		case kind == 1 || depth == 0:
			return float64(rapid.IntRange(0, 3).Draw(t, "number"))
		case kind == 2:
			return rapid.SliceOfN(tree(depth-1), 0, 3).Draw(t, "list")
		}
		return rapid.MapOfN(rapid.StringMatching(`[a-c]`), tree(depth-1), 0, 3).Draw(t, "object")
	})
}

// Two documents differ in no field exactly if they are equal, and each difference that is told is one.
func TestFieldsThatDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := tree(3).Draw(t, "before"), tree(3).Draw(t, "after")
		if rapid.Bool().Draw(t, "same") {
			after = before
		}
		fields := fieldsThatDiffer("", before, after)
		if equal := inJSON(before) == inJSON(after); equal != (len(fields) == 0) {
			t.Fatalf("%s and %s differ in %v", inJSON(before), inJSON(after), fields)
		}
		seen := map[string]bool{}
		for _, f := range fields {
			if f.Before == f.After || seen[f.Field] {
				t.Fatalf("no difference: %+v", f)
			}
			seen[f.Field] = true
		}
	})
}
