package app

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// Every form is described in each language, has a name of its own, and can be written in each.
func TestForms(t *testing.T) {
	a := brussels(t)
	for _, tag := range lang.Interface() {
		seen := map[string]bool{}
		for _, form := range a.Forms(tag) {
			if seen[form.Name] || form.About == "" || strings.HasPrefix(form.About, "[") || form.MediaType == "" || form.Extension[0] != '.' {
				t.Errorf("%s: %+v", tag, form)
			}
			seen[form.Name] = true
			var all, one bytes.Buffer
			how := Writing{Form: form.Name, At: tuesday, Language: tag}
			if err := a.Export(t.Context(), &all, how); err != nil {
				t.Errorf("%s in %s: %v", form.Name, tag, err)
			}
			if err := a.ExportService(&one, "cpvcf", how); err != nil {
				t.Errorf("%s in %s: %v", form.Name, tag, err)
			}
			if one.Len() == 0 || all.Len() < one.Len() {
				t.Errorf("%s in %s: %d bytes of %d", form.Name, tag, one.Len(), all.Len())
			}
		}
		if len(seen) != 10 {
			t.Errorf("%d forms", len(seen))
		}
	}
}

// The same moment gives the same bytes, but for the tables, whose zip is the same too.
func TestExportIsRepeatable(t *testing.T) {
	a := brussels(t)
	for _, form := range a.Forms("fr") {
		var first, second bytes.Buffer
		for _, out := range []*bytes.Buffer{&first, &second} {
			if err := a.Export(t.Context(), out, Writing{Form: form.Name, At: tuesday, Language: "fr"}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s is not the same twice", form.Name)
		}
	}
}

// What cannot be written down is refused before anything is written.
func TestExportRefuses(t *testing.T) {
	a := brussels(t)
	for name, test := range map[string]struct {
		id   string
		how  Writing
		kind fault.Kind
		says string
	}{
		"no form":    {"cpvcf", Writing{Form: "pdf", Language: "en"}, fault.NotFound, "directory.no-form"},
		"no service": {"nobody", Writing{Form: "csv", Language: "en"}, fault.NotFound, "fault.no-service"},
		"neutral":    {"cpvcf", Writing{Form: "csv", Language: "en", Neutral: true}, fault.Invalid, "directory.no-neutral"},
		"neutral ld": {"cpvcf", Writing{Form: "schema.org", Language: "en", Neutral: true}, fault.Invalid, "directory.no-neutral"},
		"neutral h":  {"cpvcf", Writing{Form: "hsds", Language: "en", Neutral: true}, fault.Invalid, "directory.no-neutral"},
	} {
		var out bytes.Buffer
		err := a.ExportService(&out, test.id, test.how)
		if e := fault.From(err); err == nil || e.Kind != test.kind || !strings.Contains(e.Error(), test.says) || out.Len() > 0 {
			t.Errorf("%s: %v, and %q is written", name, err, out.String())
		}
	}
}

// Only what is for a telephone or a calendar can be neutral, and says nothing then.
func TestNeutral(t *testing.T) {
	a := brussels(t)
	var neutral []string
	for _, form := range a.Forms("fr") {
		if !form.Neutral {
			continue
		}
		neutral = append(neutral, form.Name)
		var out bytes.Buffer
		if err := a.Export(t.Context(), &out, Writing{Form: form.Name, At: tuesday, Language: "fr", Neutral: true}); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"violence", "cpvcf", "victime", "halte"} {
			if strings.Contains(strings.ToLower(out.String()), word) {
				t.Errorf("%s says %s", form.Name, word)
			}
		}
	}
	if !slices.Equal(neutral, []string{"vcard", "vcard3", "icalendar"}) {
		t.Errorf("neutral are %q", neutral)
	}
}

// Whoever breaks off gets an error, not a part that looks like the whole.
func TestExportIsBrokenOff(t *testing.T) {
	a := brussels(t)
	for _, form := range a.Forms("en") {
		err := a.Export(cancelled(), io.Discard, Writing{Form: form.Name, At: tuesday, Language: "en"})
		if err == nil || fault.From(err).Key != "directory.stopped" {
			t.Errorf("%s: %v", form.Name, err)
		}
	}
}

// Linked data is JSON that cannot end the script element it stands in.
func TestJSONLD(t *testing.T) {
	a := brussels(t)
	for _, s := range a.Pack().Directory.Services {
		data, err := a.JSONLD(s.ID, tuesday, "nl")
		if err != nil || !json.Valid(data) || bytes.ContainsAny(data, "<>&") {
			t.Errorf("%s: %s, %v", s.ID, data, err)
		}
	}
	if _, err := a.JSONLD("nobody", tuesday, "nl"); fault.From(err).Kind != fault.NotFound {
		t.Errorf("of nobody: %v", err)
	}
}
