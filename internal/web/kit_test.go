package web

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/lang"
)

// siteAt is the site at a moment.
func siteAt(t *testing.T, a *app.App, at time.Time) *Site {
	t.Helper()
	handler, err := New(a, Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	return handler.(*Site)
}

func keptPages(t *testing.T, s *Site, tag lang.Tag) bundle {
	t.Helper()
	b, err := s.forDevices().gather(tag)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What a device keeps is the same bytes at any moment: nothing in it can say that something is open when it no longer is.
func TestKeptPagesKnowNoNow(t *testing.T) {
	_, a := pages(t)
	tuesday := siteAt(t, a, time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC))
	christmas := siteAt(t, a, time.Date(2027, 12, 25, 2, 5, 0, 0, time.UTC))
	for _, tag := range lang.Interface() {
		one, other := keptPages(t, tuesday, tag), keptPages(t, christmas, tag)
		if len(one.Pages) != len(other.Pages) {
			t.Errorf("%s: %d pages, and %d at another moment", tag, len(one.Pages), len(other.Pages))
		}
		for path, page := range one.Pages {
			if other.Pages[path] != page {
				t.Errorf("%s depends on the moment", path)
			}
			for _, now := range []string{"state-open", "state-closed", "application/ld+json"} {
				if strings.Contains(page, now) {
					t.Errorf("%s holds %s", path, now)
				}
			}
		}
	}
}

// A device keeps every page of each language that can be reached, and those that stand in for the network.
func TestKeptPagesAreWhole(t *testing.T) {
	_, a := pages(t)
	s := siteAt(t, a, time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC))
	for _, tag := range lang.Interface() {
		b := keptPages(t, s, tag)
		root := "/" + string(tag) + "/"
		want := []string{"", "guide", "signs", "talk", "talk/away", "talk/after", "route", "services", "search", "about",
			"about/sources", "about/device", "about/device/notes", "about/integrity", unreachedPage, unsentPage}
		for _, topic := range a.Pack().Guide.Topics {
			want = append(want, "guide/"+topic.ID)
		}
		for _, service := range a.Pack().Directory.Services {
			want = append(want, "services/"+service.ID)
		}
		for _, path := range want {
			if b.Pages[root+path] == "" {
				t.Errorf("%s is not kept", root+path)
			}
		}
		for path, page := range b.Pages {
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			if path == root+"pause" { // it says nothing at all
				continue
			}
			if doc.Find(".copy[data-copied]").Length() != 1 || doc.Find(".copy-old[hidden]").Length() != 1 ||
				!strings.Contains(doc.Find(".copy").Text(), "{copy-day}") {
				t.Errorf("%s does not say that it is a copy, and of which day", path)
			}
			if strings.HasSuffix(path, "/leave") || strings.Contains(path, "contact.") {
				t.Errorf("%s is kept", path)
			}
		}
	}
	if doc := get(t, s, "/en/"); doc.Find(".copy, .copy-old").Length() != 0 {
		t.Error("a page of the server calls itself a copy")
	}
}

// Every link of a kept page leads to a page that is kept: files that only a server makes are not offered. A card gives
// them on the device.
func TestKeptPagesLeadToKeptPages(t *testing.T) {
	_, a := pages(t)
	s := siteAt(t, a, time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC))
	b := keptPages(t, s, "en")
	links := 0
	for path, page := range b.Pages {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		doc.Find(`a[href^="/en/"]`).Each(func(_ int, link *goquery.Selection) {
			links++
			to, _, _ := strings.Cut(link.AttrOr("href", ""), "#")
			if b.Pages[to] == "" && to != "/en/leave" {
				t.Errorf("%s leads to %s, which is not kept", path, to)
			}
		})
	}
	if links < 1000 {
		t.Errorf("%d links were seen, so this proves little", links)
	}
	if n := get(t, s, "/en/services/cpvcf").Find(`a[href*="/contact."]`).Length(); n != 2 {
		t.Errorf("with a network, %d files are offered, want 2", n)
	}
	if doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.Pages["/en/services/cpvcf"])); err != nil ||
		doc.Find(`form[data-device="card"] [name="services"][value="cpvcf"]`).Length() != 1 {
		t.Error("a kept page of a service offers no card")
	}
}

// What travels and is kept is small, and every page comes out of it as it was.
func TestFoldedPagesUnfold(t *testing.T) {
	_, a := pages(t)
	s := siteAt(t, a, time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC))
	b := keptPages(t, s, "fr")
	f := b.fold()
	unfolded, own, plain := 0, 0, 0
	for n, group := range f.Groups {
		size := 0
		for path, folded := range group {
			unfolded++
			size += len(folded)
			own, plain = own+len(folded), plain+len(b.Pages[path])
			lines := strings.Split(folded, "\n")
			for i, line := range lines {
				var n int
				if _, err := fmt.Sscanf(line, "{line %d}", &n); err == nil {
					lines[i] = f.Lines[n]
				}
			}
			if strings.Join(lines, "\n") != b.Pages[path] {
				t.Errorf("%s is another page once it is unfolded", path)
			}
			if strings.Contains(b.Pages[path], "{line ") {
				t.Errorf("%s has a line that looks folded", path)
			}
		}
		if size > 250_000 {
			t.Errorf("group %d has %d bytes, to show one page", n, size)
		}
	}
	if unfolded != len(b.Pages) || own > plain*2/3 {
		t.Errorf("%d of %d pages, %d of %d bytes", unfolded, len(b.Pages), own, plain)
	}
	if again := b.fold(); !reflect.DeepEqual(again, f) {
		t.Error("the same pages fold to something else")
	}
}

// Where a state would stand, a kept page has the hours in words, in a place that the device finds.
func TestKeptPagesLeaveAPlaceForStates(t *testing.T) {
	_, a := pages(t)
	b := keptPages(t, siteAt(t, a, time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC)), "en")
	for path, id := range map[string]string{"/en/": "1712", "/en/services": "cpvcf", "/en/services/cpvcf": "cpvcf"} {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.Pages[path]))
		if err != nil {
			t.Fatal(err)
		}
		states := doc.Find("p.state[data-state]")
		if states.Length() == 0 {
			t.Errorf("%s has no place for a state", path)
		}
		states.Each(func(_ int, s *goquery.Selection) {
			if of, _ := s.Attr("data-state"); !serviceExists(a, of) {
				t.Errorf("%s: a state of %q", path, of)
			}
			if strings.TrimSpace(s.Text()) == "" {
				t.Errorf("%s: nothing stands where a state will", path)
			}
		})
		if id == "cpvcf" && !strings.Contains(doc.Find(`[data-state="cpvcf"]`).Text(), "Monday to Friday") {
			t.Errorf("%s: the hours read %q", path, doc.Find(`[data-state="cpvcf"]`).Text())
		}
	}
}

func serviceExists(a *app.App, id string) bool {
	_, ok := a.Pack().Directory.Service(id)
	return ok
}

// The manifest lists every file with its hash, and each is served with exactly those bytes.
func TestManifest(t *testing.T) {
	site, a := pages(t)
	p := get(t, site, manifestPath)
	if p.header.Get("Cache-Control") != "no-store" || p.header.Get("Set-Cookie") != "" {
		t.Errorf("headers %v", p.header)
	}
	var m Manifest
	if err := json.Unmarshal([]byte(p.body), &m); err != nil {
		t.Fatal(err)
	}
	if m.Pack.Hash != a.Pack().Hash || m.Pack.Checked < "2026" || len(m.Version) != 16 || m.Recalled.Packs == nil || m.Recalled.Numbers == nil {
		t.Errorf("manifest %+v", m)
	}
	kinds := map[string]int{}
	for _, f := range m.Files {
		kinds[f.Kind]++
		body := get(t, site, f.Path).body
		sum := sha256.Sum256([]byte(body))
		if len(body) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
	}
	if kinds["pages"] != 3 || kinds["style"] != 2 || kinds["engine"] != 6 || kinds["font"] != 2 || kinds["script"] < 3 {
		t.Errorf("the files are %v", kinds)
	}
	if again := get(t, site, manifestPath); again.body != p.body {
		t.Error("the manifest changes from one request to the next")
	}
	if get(t, site, bundlePath+"de").status != http.StatusNotFound {
		t.Error("pages of a language that is not there")
	}
}

// All that a device keeps is at most 4 MB on the way. What it takes on the device is measured in a browser.
func TestKitIsSmall(t *testing.T) {
	site, _ := pages(t)
	m, _, err := site.(*Site).ready()
	if err != nil {
		t.Fatal(err)
	}
	total, plain := 0, 0
	for _, f := range m.Files {
		plain += f.Bytes
		size := f.Bytes
		if f.Kind != "font" {
			size = len(packed([]byte(get(t, site, f.Path).body)))
		}
		t.Logf("%-45s %8d bytes, %8d on the way", f.Path, f.Bytes, size)
		total += size
	}
	t.Logf("%d bytes, %d on the way", plain, total)
	if total > 4e6 {
		t.Errorf("%d bytes on the way", total)
	}
}

// Pages of a language travel compressed, and plain to who cannot read that.
func TestBundleTravels(t *testing.T) {
	site, _ := pages(t)
	r := httptest.NewRequest("GET", bundlePath+"fr", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	unpacked, err := gzip.NewReader(w.Body)
	if err != nil || w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%v, headers %v", err, w.Header())
	}
	body, err := io.ReadAll(unpacked)
	if plain := get(t, site, bundlePath+"fr").body; err != nil || plain != string(body) {
		t.Errorf("%d bytes compressed, %d plain, %v", len(body), len(plain), err)
	}
}

// The script that keeps the pages is asked for each time, and knows no address of what people read.
func TestWorker(t *testing.T) {
	site, _ := pages(t)
	p := get(t, site, "/"+workerName)
	if p.header.Get("Cache-Control") != "no-cache" || !strings.HasPrefix(p.header.Get("Content-Type"), "text/javascript") {
		t.Errorf("headers %v", p.header)
	}
	if n := strings.Count(p.body, "\n"); n > 230 {
		t.Errorf("it has %d lines", n)
	}
	for _, never := range []string{"cache.add", "cache.put(request", "cache.put(path", "indexedDB", "importScripts", "pushManager"} {
		if strings.Contains(p.body, never) {
			t.Errorf("it uses %s", never)
		}
	}
}
