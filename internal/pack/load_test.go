package pack

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/halte-brussels/halte/content"
)

// copied returns the Brussels pack as files that a test may change.
func copied(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys, err := content.Pack(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Every fault is an error with file, field and remedy.
func TestLoadNamesFaults(t *testing.T) {
	const extra = "directory/zz-test.yaml"
	service := func(fields string) string {
		return "services:\n  - id: test\n    organisation: cpvcf\n    role: service\n" +
			"    name: {en: T, fr: T, nl: T}\n    neutral: {en: T, fr: T, nl: T}\n    does: {en: T, fr: T, nl: T}\n" +
			"    source: [B2.1-1]\n    checked_on: 2026-11-23\n    confidence: low\n" + fields
	}
	rule := func(fields string) string {
		return "rules:\n  - id: test\n    because: {en: T, fr: T, nl: T}\n    sources: [B2.1-1]\n" + fields
	}
	step := "    then: {steps: [{id: test-step, kind: say, text: {en: T, fr: T, nl: T}}]}\n"
	for name, test := range map[string]struct {
		file, text, path, message string
	}{
		"unknown key":          {extra, service("    adress: x\n"), "services[test].adress", "unknown key"},
		"missing language":     {extra, service("    notes: [{en: T, fr: T}]\n"), "services[test].notes[0].nl", "missing in this language"},
		"empty text":           {extra, service("    notes: [{en: T, fr: T, nl: ''}]\n"), "services[test].notes[0].nl", "is empty"},
		"unparsable hours":     {extra, service("    hours: Mo-Fx 25:00-\n"), "services[test].hours", ""},
		"invalid number":       {extra, service("    channels: [{kind: phone, value: 02 539 27}]\n"), "services[test].channels[0].value", "not a telephone number"},
		"dangling place":       {extra, service("    places: [nowhere]\n"), "services[test].places", "does not exist"},
		"dangling value":       {extra, service("    offers: [hugs]\n"), "services[test].offers", "not a value"},
		"bad confidence":       {extra, service("    cost: cheap\n"), "services[test].cost", "not one of"},
		"duplicate key":        {extra, service("    hours: 24/7\n    hours: 24/7\n"), "services[test].hours", "twice"},
		"alias":                {extra, service("    offers: &a [listening]\n    languages: *a\n"), "services[test].offers", "anchors"},
		"address of a secret":  {extra, "confidential_places:\n  - {id: p, area: {en: x, fr: x, nl: x}, street: Rue X 1}\n", "confidential_places[p].street", "unknown key"},
		"withheld word":        {extra, strings.Replace(service(""), "neutral: {en: T", "neutral: {en: for victims", 1), "services[test].neutral", "withheld word"},
		"telling id":           {extra, strings.Replace(service(""), "id: test", "id: help-for-victims", 1), "services[help-for-victims].id", "the address of a page"},
		"telling topic":        {"guide/zz.yaml", "topics:\n  - {id: geweld-thuis, part: talk, title: {en: T, fr: T, nl: T}, summary: {en: T, fr: T, nl: T}, items: [{id: i, kind: do, sources: [B2.1-1], text: {en: T, fr: T, nl: T}}]}\n", "topics[geweld-thuis].id", "the address of a page"},
		"not YAML":             {extra, "services: [", "", "not readable as YAML"},
		"duplicate id":         {extra, strings.Replace(service(""), "id: test", "id: cpvcf", 1), "services[cpvcf]", "used before"},
		"rule never fires":     {"rules/zz.yaml", rule("    when: {danger: [none]}\n    unless: {danger: [none, imminent]}\n" + step), "rules[test]", "can never fire"},
		"rule without end":     {"rules/zz.yaml", rule("    valid_from: 2026-01-01\n    valid_until: 2025-01-01\n" + step), "rules[test]", "can never fire"},
		"unknown fact":         {"rules/zz.yaml", rule("    when: {mood: [sad]}\n" + step), "rules[test].when.mood", "not a fact"},
		"emergency withheld":   {"rules/zz.yaml", rule("    then: {withhold: [emergency]}\n"), "rules[test].then.withhold", "never withheld"},
		"unknown source":       {"rules/zz.yaml", strings.Replace(rule(step), "B2.1-1", "hearsay", 1), "rules[test].sources", "does not exist"},
		"number of nobody":     {"rules/zz.yaml", rule(strings.Replace(step, "en: T", "en: Call 02 123 45 67", 1)), "rules[test].then.steps[test-step]", "in no channel"},
		"statement dropped":    {"sources/zz.yaml", "sources:\n  - {id: s, title: {en: T, fr: T, nl: T}, date: 2024, read_on: 2024, confidence: low, statements: [Z-1]}\n", "sources[s].statements", "nothing carries the statement Z-1"},
		"stray file":           {"notes.txt", "hello", "", "not a file of a pack"},
		"promise of nothing":   {"promises.yaml", "promises:\n  - {id: p, text: {en: T, fr: T, nl: T}, must: {}}\n", "promises[p].must", "promises nothing"},
		"case with a bad fact": {"cases/zz.yaml", "cases:\n  - {id: c, story: s, facts: {danger: maybe}}\n", "cases[c].facts.danger", "is not possible"},
	} {
		t.Run(name, func(t *testing.T) {
			files := copied(t)
			files[test.file] = &fstest.MapFile{Data: []byte(test.text)}
			_, err := Load(files)
			var problems Problems
			if !errors.As(err, &problems) {
				t.Fatalf("the pack loads, or fails otherwise: %v", err)
			}
			for _, p := range problems {
				if p.File == test.file && p.Path == test.path && strings.Contains(p.Message, test.message) && p.Remedy != "" {
					return
				}
			}
			t.Errorf("no problem at %s %s with %q among:\n%v", test.file, test.path, test.message, problems)
		})
	}
}

// All faults are told at once, not one after the other.
func TestLoadTellsEverything(t *testing.T) {
	files := copied(t)
	files["rules/zz.yaml"] = &fstest.MapFile{Data: []byte("rules:\n  - {id: A, then: {steps: 1}, colour: red}\n")}
	files["cases/zz.yaml"] = &fstest.MapFile{Data: []byte("cases: {}\n")}
	var problems Problems
	if _, err := Load(files); !errors.As(err, &problems) || len(problems) < 5 {
		t.Errorf("%d problems: %v", len(problems), problems)
	}
}

func TestLoadWithoutPackFile(t *testing.T) {
	var problems Problems
	if _, err := Load(fstest.MapFS{}); !errors.As(err, &problems) || problems[0].File != "pack.yaml" {
		t.Error("an empty folder is no pack, and that is not said")
	}
}

// Whatever a file of a pack holds, Load says what is wrong or loads it; it never panics and never takes an alias.
func FuzzLoad(f *testing.F) {
	f.Add("rules:\n  - id: x\n    then: {steps: [{id: a, kind: say, text: {en: a, fr: b, nl: c}}]}\n")
	f.Add("rules: [&a {id: *a}]\n")
	f.Add("tag: ar\nname: A\ndirection: rtl\nreview: {state: reviewed}\nwithheld: [x]\nphrases: {y: yes}\n")
	f.Add("groups: [{id: a, title: {en: a, fr: b, nl: c}, phrases: []}]\nanswers: []\n")
	f.Add("rules:\n - when: {danger: [known, unknown]}\n")
	f.Add("? [a]\n: {<<: {a: b}}\n")
	files := copied(f)
	small := fstest.MapFS{}
	for _, name := range []string{"pack.yaml", "facts.yaml", "holidays.yaml"} {
		small[name] = files[name]
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"rules/a.yaml", "directory/a.yaml", "guide/a.yaml", "cases/a.yaml", "promises.yaml",
			"phrases/phrases.yaml", "phrases/ar.yaml"} {
			try := fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}
			for k, v := range small {
				try[k] = v
			}
			p, err := Load(try)
			if (p == nil) == (err == nil) {
				t.Fatalf("%s: neither a pack nor an error", name)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	fsys, err := content.Pack(content.Default)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
