package app

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

func brussels(t *testing.T) *App {
	t.Helper()
	return New(packtest.Shipped(t))
}

// address matches a street with a number, the way the three languages write it.
var address = regexp.MustCompile(`(?i)(\brue |\bavenue |\bboulevard |\bchaussée |\bsquare |\bparvis )[^".;]{2,40}\d|[a-zé-]+(straat|laan|plein|steenweg|kaai|square) ?\d`)

// Whatever is shown of a service that is partly at a confidential place, in any language, holds no address but those
// of its known places, such as a desk.
func TestNoConfidentialAddressIsShown(t *testing.T) {
	a := brussels(t)
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	seen := 0
	for _, tag := range lang.Interface() {
		for _, s := range a.Pack().Directory.Services {
			if !s.Confidential() {
				continue
			}
			seen++
			doc, err := a.Service(s.ID, at, tag)
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Confidential) == 0 {
				t.Errorf("%s does not say that an address is protected", s.ID)
			}
			for i := range doc.Places { // the known ones may be said
				doc.Places[i].Street = ""
			}
			for _, list := range [][]engine.SourceDoc{doc.Evidence.Sources} { // titles of pages are not ours
				for i := range list {
					list[i].Title, list[i].URL = "", ""
				}
			}
			if found := address.FindString(shown(t, doc)); found != "" {
				t.Errorf("%s, %s: %q", s.ID, tag, found)
			}
		}
	}
	if seen == 0 {
		t.Error("no service is at a confidential place: the test sees nothing")
	}
}

// No decision for someone who looks for shelter holds an address at all: places are on the services' own pages.
func TestNoAddressInDecisions(t *testing.T) {
	a := brussels(t)
	for _, tag := range lang.Interface() {
		for _, need := range []string{"shelter", "trafficking", "listening"} {
			d, err := a.Route(map[string]any{"needs": []any{need}, "at": "2026-11-24T10:00:00+01:00"}, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range d.Options {
				if !o.Service.Confidential() {
					continue
				}
				for _, doc := range d.Document(a.In(tag)).Options {
					if doc.Service.ID == o.Service.ID {
						if found := address.FindString(shown(t, doc)); found != "" {
							t.Errorf("%s, %s: %q", o.Service.ID, tag, found)
						}
					}
				}
			}
		}
	}
}

func shown(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), `\u0026`, "&")
}
