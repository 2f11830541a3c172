package web

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/forms"
	"github.com/halte-brussels/halte/internal/press"
)

// Without script the server sends each form as a file, with the bytes of package forms, under a name that says nothing,
// and no copy is kept on the way.
func TestCardFiles(t *testing.T) {
	site, a := pages(t)
	tools := forms.Tools{Words: press.WordsOf(a.In("fr")), Braille: a.Braille()}
	made, err := a.Card(card.Choice{Language: "fr", Doors: []card.DoorChoice{{Service: "ecoute"}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range card.Forms() {
		if form == card.FormCalendar {
			continue // no appointment is on it
		}
		p := post(t, site, "/fr/card/file", map[string][]string{"language": {"fr"}, "services": {"ecoute"}, "form": {string(form)}})
		want, err := forms.Save(made, form, tools)
		if err != nil {
			t.Fatal(err)
		}
		if p.status != http.StatusOK || !bytes.Equal([]byte(p.body), want.Data) || p.header.Get("Content-Type") != want.Type {
			t.Errorf("%s: status %d, %s, %d bytes", form, p.status, p.header.Get("Content-Type"), len(p.body))
		}
		if p.header.Get("Cache-Control") != "no-store" || p.header.Get("Content-Disposition") != `attachment; filename="`+want.Name+`"` {
			t.Errorf("%s: %v", form, p.header)
		}
	}
}

// What cannot be on a card brings the form back, with what is wrong and how to mend it, and with what was chosen.
func TestCardRefusals(t *testing.T) {
	site, _ := pages(t)
	for name, test := range map[string]struct {
		sent map[string][]string
		says string
	}{
		"nothing":        {map[string][]string{"language": {"nl"}, "form": {"text"}}, "Kies"},
		"form":           {map[string][]string{"language": {"nl"}, "services": {"ecoute"}, "form": {"papyrus"}}, "papyrus"},
		"tool":           {map[string][]string{"language": {"nl"}, "services": {"setis-bxl"}, "form": {"text"}}, "Welke deuren"},
		"braille":        {map[string][]string{"language": {"ar"}, "services": {"ecoute"}, "form": {"braille"}}, "Taal van het kaartje"},
		"no appointment": {map[string][]string{"language": {"nl"}, "services": {"ecoute"}, "form": {"icalendar"}}, "afspraak"},
		"where":          {map[string][]string{"language": {"nl"}, "services": {"ecoute"}, "form": {"text"}, "where": {"slachtofferhulp"}}, "Waar"},
	} {
		for _, address := range []string{"/nl/card", "/nl/card/file"} {
			p := post(t, site, address, test.sent)
			if p.status != http.StatusUnprocessableEntity || p.Find("form.card-form").Length() != 1 || !strings.Contains(p.Find(".problems").Text(), test.says) {
				t.Errorf("%s at %s: status %d, %q", name, address, p.status, p.Find(".problems").Text())
			}
		}
	}
}

// A code on a card leads to numbers under neutral names; an address that stands for nothing leads nowhere.
func TestNeutralPage(t *testing.T) {
	site, a := pages(t)
	made, err := a.Card(card.Choice{Language: "fr", Doors: []card.DoorChoice{{Service: "ecoute"}, {Service: "cpvcf"}},
		Parts: []card.Part{card.Code, card.Numbers}}, "https://halte.example/fr/n/")
	if err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(made.Page, "https://halte.example")
	p := get(t, site, path)
	if p.status != http.StatusOK || p.Find(`a[href="tel:080030030"]`).Length() != 1 || p.Find(".neutral-door").Length() != 2 {
		t.Errorf("%s: status %d: %s", path, p.status, p.body)
	}
	lower := strings.ToLower(p.body)
	for _, word := range []string{"violen", "victim", "conjugal", "halte", "cpvcf", "<script"} {
		if strings.Contains(strings.ReplaceAll(lower, "halte.css", ""), word) {
			t.Errorf("the page says %q", word)
		}
	}
	for _, path := range []string{"/fr/n/ZZZZ", "/fr/n/" + strings.Repeat("DKDK-", 9)} {
		if p := get(t, site, path); p.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, p.status)
		}
	}
}
