package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/lang"
)

// Every name under which Halte can be installed says nothing, in each language, and its icons are there.
func TestInstallable(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		for _, choice := range apps() {
			p := get(t, site, "/"+string(tag)+"/about/device/"+choice.id)
			href, _ := p.Find(`link[rel="manifest"]`).Attr("href")
			answer := get(t, site, href)
			var m struct {
				Name      string `json:"name"`
				Short     string `json:"short_name"`
				Start     string `json:"start_url"`
				Display   string `json:"display"`
				Shortcuts []any  `json:"shortcuts"`
				Text      string `json:"description"`
				Icons     []struct{ Src, Sizes, Type string }
			}
			if err := json.Unmarshal([]byte(answer.body), &m); err != nil {
				t.Fatalf("%s: %v", href, err)
			}
			if kind := answer.header.Get("Content-Type"); kind != "application/manifest+json" {
				t.Errorf("%s is %s", href, kind)
			}
			if m.Name != choice.name.In(tag) || m.Short != m.Name || m.Start != "/"+string(tag)+"/" || m.Display != "standalone" ||
				m.Shortcuts != nil || m.Text != "" || len(m.Icons) != 3 {
				t.Errorf("%s: %+v", href, m)
			}
			for _, words := range a.Pack().Info.Withheld {
				for _, word := range words {
					if strings.Contains(lang.Fold(answer.body), lang.Fold(word)) {
						t.Errorf("%s says %q", href, word)
					}
				}
			}
			base, _ := url.Parse(href)
			for _, icon := range m.Icons {
				ref, err := base.Parse(icon.Src)
				if err != nil {
					t.Fatal(err)
				}
				checkIcon(t, get(t, site, ref.Path), icon.Type, icon.Sizes)
			}
		}
	}
	if p := get(t, site, "/en/about/device/casino"); p.status != http.StatusNotFound {
		t.Errorf("a name that is not offered: status %d", p.status)
	}
}

func checkIcon(t *testing.T, p page, kind, sizes string) {
	t.Helper()
	if p.status != http.StatusOK || p.header.Get("Content-Type") != kind {
		t.Errorf("an icon: status %d, %s", p.status, p.header.Get("Content-Type"))
	}
	if kind != "image/png" {
		return
	}
	picture, err := png.DecodeConfig(bytes.NewReader([]byte(p.body)))
	if got := fmt.Sprintf("%dx%d", picture.Width, picture.Height); err != nil || got != sizes {
		t.Errorf("an icon of %s has %s, %v", sizes, got, err)
	}
}

// Removing asks the browser to clear what it keeps, also without script, and nothing else does.
func TestRemoveWithoutScript(t *testing.T) {
	site, _ := pages(t)
	p := post(t, site, "/fr/about/device", url.Values{"remove": {"never"}})
	if got := p.header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
		t.Errorf("Clear-Site-Data is %q", got)
	}
	if p.Find(`.removed-now[data-removed="never"] .removed`).Length() != 1 {
		t.Error("it does not say that it is removed")
	}
	for _, other := range []page{get(t, site, "/fr/about/device"), post(t, site, "/fr/about/device", url.Values{"remove": {"?"}})} {
		if other.header.Get("Clear-Site-Data") != "" || other.Find(".removed-now .removed").Length() != 0 {
			t.Error("something is removed that nobody asked to")
		}
	}
}

// The page about this device has a sentence for each way in which the worker or the script says how things are.
func TestReadinessHasWords(t *testing.T) {
	site, _ := pages(t)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/about/device")
		seen := map[string]bool{}
		p.Find("template[data-readiness]").Each(func(_ int, s *goquery.Selection) {
			text := s.Text()
			if text == "" || seen[text] {
				t.Errorf("%s: %q says nothing or twice the same", tag, s.AttrOr("data-readiness", ""))
			}
			seen[text] = true
		})
		if len(seen) != len(readiness()) {
			t.Errorf("%s: %d sentences", tag, len(seen))
		}
	}
	for _, problem := range []string{"full", "cut", "wrong", "recalled", "refused", "off"} {
		if p := get(t, site, "/en/about/device"); p.Find(`template[data-readiness="`+problem+`"]`).Length() != 1 {
			t.Errorf("there is no sentence for %s", problem)
		}
	}
}

// The page of fingerprints lists every file as its hash is, in groups of four.
func TestIntegrityPage(t *testing.T) {
	site, _ := pages(t)
	m, err := site.(*Site).Sent()
	if err != nil {
		t.Fatal(err)
	}
	p := get(t, site, "/nl/about/integrity")
	if n := p.Find(".prints li").Length(); n != len(m.Files) {
		t.Errorf("%d files are listed of %d", n, len(m.Files))
	}
	text := p.Text()
	for _, f := range m.Files {
		if !strings.Contains(text, f.Path) || !strings.Contains(text, fours(f.SHA256)) {
			t.Errorf("%s is not listed", f.Path)
		}
	}
	if !strings.Contains(text, fours(m.Version)) || fours("0123456789ab") != "0123 4567 89ab" {
		t.Error("the fingerprint of everything is missing")
	}
	copied := keptPages(t, site.(*Site), "nl").Pages["/nl/about/integrity"]
	if strings.Contains(copied, bundlePath) || strings.Contains(copied, fours(m.Version)) {
		t.Error("a page claims to hold its own fingerprint")
	}
}
