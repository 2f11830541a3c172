package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// imported is a service with what only imports bring, some of it hostile.
func imported() *directory.Record {
	same := func(s string) lang.Text { return lang.Text{"en": s, "fr": s, "nl": s} }
	return &directory.Record{
		Service: directory.Service{ID: "imported", Name: same("Name </script><b>bold"), Organisation: "org", Does: same("Does"),
			Aka: same("Other name"), Fees: same("10 a month"), Apply: same("Walk in"), Wait: same("Two weeks"),
			HoursSaid: "mon-fri, nine to noonish", Origin: "county list", Terms: []directory.Term{{Name: "Counselling"}},
			For: directory.Audience{Ages: &directory.Ages{From: 18}}, PlaceIDs: []string{"at"}},
		Organisation: directory.Organisation{ID: "org", Name: same("Organisation")},
		Places: []directory.Place{{ID: "at", Name: same("The house"), Street: same("Rue 1"), Postcode: "1030",
			Town: same("Schaerbeek"), Transport: same("Tram 7")}},
	}
}

// What an import brings is shown, hours as the source wrote them, and nothing of it becomes part of the page.
func TestImportedService(t *testing.T) {
	site := over(t, imported())
	for tag, ages := range map[lang.Tag]string{"en": "From 18 years", "fr": "À partir de 18 ans", "nl": "Vanaf 18 jaar"} {
		p := get(t, site, "/"+string(tag)+"/services/imported")
		checkFrame(t, p, tag)
		text := plain(p.Find("main").Text())
		for _, want := range []string{"Other name", "10 a month", "Walk in", "Two weeks", "county list", "Counselling", "The house",
			"Tram 7", ages} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the page", tag, want)
			}
		}
		if got := p.Find("q").Text(); got != "mon-fri, nine to noonish" {
			t.Errorf("%s: the source's hours are given as %q", tag, got)
		}
		if p.Find("main b").Length() != 0 {
			t.Errorf("%s: a name became part of the page", tag)
		}
	}
}

// A service is on its page as linked data too, whole in itself, and a confidential place is not in it.
func TestLinkedData(t *testing.T) {
	site, a := pages(t)
	hidden := 0
	for _, s := range a.Pack().Directory.Services {
		data := get(t, site, "/fr/services/"+s.ID).Find(`script[type="application/ld+json"]`)
		var linked map[string]any
		if err := json.Unmarshal([]byte(data.Text()), &linked); err != nil || data.Length() != 1 {
			t.Fatalf("%s: %v: %s", s.ID, err, data.Text())
		}
		if linked["@context"] != "https://schema.org" {
			t.Errorf("%s: the context is %v", s.ID, linked["@context"])
		}
		if len(s.Places) == 0 && s.Confidential() {
			hidden++
			if strings.Contains(data.Text(), "streetAddress") || strings.Contains(data.Text(), "postalCode") {
				t.Errorf("%s: an address is in %s", s.ID, data.Text())
			}
		}
	}
	if hidden == 0 {
		t.Error("no service has a confidential place only, so this proves less")
	}
	hostile := get(t, over(t, imported()), "/en/services/imported").Find(`script[type="application/ld+json"]`).Text()
	var linked map[string]any
	if err := json.Unmarshal([]byte(hostile), &linked); err != nil || linked["name"] != "Name </script><b>bold" {
		t.Errorf("%v: %s", err, hostile)
	}
}

// What is taken along on a telephone names nobody and nothing that it is about, and holds the number to the digit.
func TestTakenAlong(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		for file, begins := range map[string]string{"contact.vcf": "BEGIN:VCARD", "contact.ics": "BEGIN:VCALENDAR"} {
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest("GET", "/"+string(tag)+"/services/cpvcf/"+file, nil))
			text := w.Body.String()
			if w.Code != http.StatusOK || !strings.HasPrefix(text, begins) || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s: status %d, %v, %q", tag, file, w.Code, w.Header(), text)
			}
			for _, word := range append(a.Pack().Info.Withheld[tag], "CPVCF", "halte", "partner", "partenaire", "couple") {
				if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
					t.Errorf("%s %s holds %q: %s", tag, file, word, text)
				}
			}
			if file == "contact.vcf" && !strings.Contains(strings.NewReplacer(" ", "", "-", "").Replace(text), "025392744") {
				t.Errorf("%s: the number is not in %s", tag, text)
			}
		}
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest("GET", "/en/services/nothing/contact.vcf", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("a service that does not exist: status %d", w.Code)
	}
}
