package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

func TestAssets(t *testing.T) {
	site, _ := pages(t)
	start := get(t, site, "/en/")
	css := start.Find("link[rel=stylesheet]").AttrOr("href", "")
	p := get(t, site, css)
	if p.status != http.StatusOK || !strings.Contains(p.header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: status %d, %s", css, p.status, p.header.Get("Cache-Control"))
	}
	stale := get(t, site, "/assets/000000000000/halte.css")
	if strings.Contains(stale.header.Get("Cache-Control"), "immutable") {
		t.Error("an old address would be kept for a year")
	}
	for _, missing := range []string{"/assets/x/none.css", "/assets/x/../web.go"} {
		if p := get(t, site, missing); p.status == http.StatusOK {
			t.Errorf("%s is served", missing)
		}
	}
}

// Letters that came late would push aside what is being read. So the font is asked for at once, at the address that the
// stylesheet means, and is not shown on a page for which it came too late.
func TestLettersStayInPlace(t *testing.T) {
	site, _ := pages(t)
	start := get(t, site, "/nl/")
	font := start.Find("link[rel=preload][as=font][crossorigin]").AttrOr("href", "")
	if p := get(t, site, font); p.status != http.StatusOK || p.header.Get("Content-Type") != "font/woff2" {
		t.Errorf("%q: status %d, %s", font, p.status, p.header.Get("Content-Type"))
	}
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	css := string(files.files[stylesheet])
	if !strings.Contains(css, `url("`+strings.TrimPrefix(font, files.url(""))+`")`) {
		t.Errorf("%s is fetched and the stylesheet does not use it", font)
	}
	if faces := strings.Count(css, "@font-face"); faces == 0 || strings.Count(css, "font-display: optional") != faces {
		t.Errorf("not every one of %d faces is optional", faces)
	}
}

// A browser that asks for little data is sent no font, and the stylesheet names none after all.
func TestLittleData(t *testing.T) {
	site, _ := pages(t)
	for _, path := range []string{"/fr/", "/fr/nowhere", "/fr/guide/types"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Save-Data", "on")
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if page := w.Body.String(); strings.Contains(page, "woff2") || !strings.Contains(page, "/lean.css") {
			t.Errorf("%s fetches a font for a reader who asked for little data", path)
		}
		if page := get(t, site, path); page.Find(`link[href$="lean.css"]`).Length() != 0 {
			t.Errorf("%s is lean for a reader who did not ask", path)
		}
	}
}

var weights = regexp.MustCompile(`font(?:-weight)?: ([1-9]00|[1-9][0-9]0)\b`)

// The files of the font hold the weights 400 to 720 only: a browser would draw any other as the nearest of these.
func TestWeightsAreInTheFont(t *testing.T) {
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	used := weights.FindAllStringSubmatch(string(files.files[stylesheet]), -1)
	if len(used) == 0 {
		t.Fatal("no weight is found in the stylesheet")
	}
	for _, m := range used {
		if m[1] < "400" || m[1] > "720" {
			t.Errorf("the stylesheet asks for the weight %s", m[1])
		}
	}
}

var urls = regexp.MustCompile(`url\("?([^")]+)"?\)`)

// The stylesheet asks nothing of anyone else, and what it names beside it is there.
func TestStylesheet(t *testing.T) {
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	css := string(files.files["halte.css"])
	found := urls.FindAllStringSubmatch(css, -1)
	if len(found) == 0 {
		t.Fatal("the stylesheet names no font")
	}
	for _, m := range found {
		if files.files[m[1]] == nil {
			t.Errorf("the stylesheet names %s, which is not here", m[1])
		}
	}
	for _, used := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(css, -1) {
		if !strings.Contains(css, used[1]+":") {
			t.Errorf("the token %s is not defined", used[1])
		}
	}
	if strings.Contains(css, "@import") {
		t.Error("the stylesheet imports another")
	}
}

// The scripts are small, store nothing but the one letter that says that a tab was left, ask nothing of the network,
// and need nothing that the content security policy refuses.
func TestScripts(t *testing.T) {
	for name, most := range map[string]int{"halte.js": 6 << 10, "screen.js": 4 << 10, "send.js": 1200} {
		data, err := assetFiles.ReadFile("assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		script := string(data)
		if n := len(script); n == 0 || n > most {
			t.Errorf("%s has %d bytes", name, n)
		}
		for _, refused := range []string{"localStorage", "cookie", "indexedDB", "caches.", "fetch(", "sendBeacon", "innerHTML",
			"eval(", "clipboard"} {
			if strings.Contains(script, refused) {
				t.Errorf("%s uses %s", name, refused)
			}
		}
		stored := regexp.MustCompile(`\.setItem\([^)]*\)`).FindAllString(script, -1)
		if name == "halte.js" && len(stored) == 1 && stored[0] == `.setItem('h', '')` {
			continue
		}
		if len(stored) > 0 || name == "halte.js" {
			t.Errorf("%s stores %q", name, stored)
		}
	}
}

func names[T ~string](list []T) []string {
	var out []string
	for _, one := range list {
		out = append(out, string(one))
	}
	return out
}

// Every message that a page can ask for by a name made on the way exists.
func TestMadeKeys(t *testing.T) {
	_, a := pages(t)
	keys := map[string][]string{
		"web.state.":      {"open", "closed", "appointment", "unknown"},
		"web.answer.":     {"yes", "no", "unknown"},
		"web.role.":       roleNames(),
		"web.roles.":      roleNames(),
		"web.rank.":       {"1", "2", "3"},
		"web.cost.":       {},
		"web.confidence.": {},
		"web.channel.":    {},
		"web.part.":       {},
		"web.step.":       {},
	}
	keys["web.card.form."], keys["web.card.parts."] = names(card.Forms()), names(card.Parts())
	keys["web.card.safe_days."], keys["web.card.safe_part."] = card.Days(), card.Times()
	keys["web.card.role."] = []string{directory.Helpline.String(), directory.Door.String(), directory.Emergency.String(), directory.Other.String()}
	for c := directory.CostUnknown; c <= directory.ByIncome; c++ {
		keys["web.cost."] = append(keys["web.cost."], c.String())
	}
	for c := directory.Low; c <= directory.High; c++ {
		keys["web.confidence."] = append(keys["web.confidence."], c.String())
	}
	for c := directory.Phone; c <= directory.Post; c++ {
		keys["web.channel."] = append(keys["web.channel."], c.String())
	}
	for _, p := range guide.Parts() {
		keys["web.part."] = append(keys["web.part."], string(p))
	}
	for k := routing.Emergency; k <= routing.FollowUp; k++ {
		keys["web.step."] = append(keys["web.step."], k.String())
	}
	for _, r := range a.Pack().Rules {
		for _, o := range r.Then.Offer {
			if o.Rank > 3 {
				t.Errorf("the rule %s offers at rank %d, for which there are no words", r.ID, o.Rank)
			}
		}
	}
	for _, s := range a.Pack().Directory.Services {
		for field := range s.Evidence {
			keys["web.field."] = append(keys["web.field."], field)
		}
		for _, c := range s.Conflicts {
			keys["web.field."] = append(keys["web.field."], c.Field)
		}
	}
	for prefix, names := range keys {
		for _, name := range names {
			for _, tag := range lang.Interface() {
				if !a.In(tag).Has(prefix + name) {
					t.Errorf("%s: %s is missing", tag, prefix+name)
				}
			}
		}
	}
}

var quoted = regexp.MustCompile(`"(web\.[a-z0-9._-]*[a-z0-9])"`)

// Every message that a template or a handler names exists, and no message is left over.
func TestKeysAreUsed(t *testing.T) {
	_, a := pages(t)
	var source strings.Builder
	for _, pattern := range []string{"*.go", "../view/*.go", "templates/*.html", "templates/pages/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				source.Write(data)
			}
		}
	}
	p := a.In("en")
	for _, m := range quoted.FindAllStringSubmatch(source.String(), -1) {
		if !p.Has(m[1]) && !p.Has(m[1]+".one") {
			t.Errorf("%s is named and does not exist", m[1])
		}
	}
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	for key := range words.Keys("en") {
		if !strings.HasPrefix(key, "web.") {
			continue
		}
		base := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		prefix := key[:strings.LastIndex(key, ".")+1]
		if !strings.Contains(source.String(), `"`+base+`"`) && !strings.Contains(source.String(), `"`+prefix+`"`) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}
