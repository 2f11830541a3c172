package e2e

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/chromedp/chromedp"
)

// canary is a word that nobody else writes, for one field. The é is there because encodings differ over it.
func canary(name string) string { return "Zqé" + name }

// profile starts a browser whose profile stays on the disk, with everything that a browser keeps there, and says where
// it is and how to close the browser.
func profile(t *testing.T) (ctx context.Context, dir string, quit func()) {
	t.Helper()
	dir = t.TempDir()
	ctx = profileAt(t, dir)
	return ctx, dir, func() {
		time.Sleep(4 * time.Second) // what a browser saves of its windows, it saves after some seconds
		if err := chromedp.Cancel(ctx); err != nil {
			t.Fatalf("close Chromium: %v", err)
		}
	}
}

func profileAt(t *testing.T, dir string) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserPath(t)), chromedp.NoSandbox,
		chromedp.UserDataDir(dir), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en"))
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancelContext := chromedp.NewContext(alloc)
	t.Cleanup(cancelContext)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// traces says which files of a profile hold which words, in any of the ways in which a browser writes.
func traces(t *testing.T, dir string, words []string) []string {
	t.Helper()
	var found []string
	files := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		name, _ := filepath.Rel(dir, path)
		for _, data := range append(unpacked(data), data) {
			for _, word := range words {
				for how, spelled := range spellings(word) {
					if bytes.Contains(data, spelled) || strings.Contains(name, string(spelled)) {
						found = append(found, fmt.Sprintf("%s in %s (%s)", word, name, how))
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("the profile has only %d files: it was not written", files)
	}
	return found
}

// spellings is how a word may stand in a file. What LevelDB compresses with Snappy holds the first of equal words as
// it is, so that plain search finds it.
func spellings(word string) map[string][]byte {
	little, big := []byte{}, []byte{}
	for _, unit := range utf16.Encode([]rune(word)) {
		little, big = append(little, byte(unit), byte(unit>>8)), append(big, byte(unit>>8), byte(unit))
	}
	latin := strings.ReplaceAll(word, "é", "\xe9")
	all := map[string][]byte{"UTF-8": []byte(word), "UTF-16": little, "UTF-16 big-endian": big, "Latin-1": []byte(latin),
		"in an address": []byte(url.QueryEscape(word)), "in JSON": []byte(strings.ReplaceAll(word, "é", `\u00e9`)),
		"in HTML": []byte(strings.ReplaceAll(word, "é", "&eacute;"))}
	for shift := range 3 { // base64 reads three bytes at a time, from any of three beginnings
		for name, plain := range map[string][]byte{"UTF-8": []byte(word), "UTF-16": little} {
			whole := plain[shift : len(plain)-(len(plain)-shift)%3]
			all[fmt.Sprintf("base64 %s %d", name, shift)] = []byte(base64.RawStdEncoding.EncodeToString(whole))
		}
	}
	return all
}

// unpacked is everything in a file that is a gzip or zlib stream, unpacked.
func unpacked(data []byte) [][]byte {
	var all [][]byte
	for i := range data {
		var r io.Reader
		switch {
		case bytes.HasPrefix(data[i:], []byte{0x1f, 0x8b, 8}):
			if z, err := gzip.NewReader(bytes.NewReader(data[i:])); err == nil {
				r = z
			}
		case bytes.HasPrefix(data[i:], []byte{0x78, 0x9c}):
			r = flate.NewReader(bytes.NewReader(data[i+2:]))
		}
		if r == nil {
			continue
		}
		if plain, _ := io.ReadAll(io.LimitReader(r, 16<<20)); len(plain) > 0 { // what comes after it may not be part of it
			all = append(all, plain)
		}
	}
	return all
}

// After a whole journey, with a word of its own typed in every field that takes words, nothing of it is in the
// browser's profile: no history, cache, saved form, saved window, or storage of any kind.
func TestNothingStaysInTheProfile(t *testing.T) {
	t.Parallel()
	line := wire(t)
	ctx, dir, quit := profile(t)
	newReader(t, ctx)
	var words []string
	write := func(selector, name string) {
		t.Helper()
		words = append(words, canary(name))
		do(t, ctx, "unfold", chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
		do(t, ctx, name, chromedp.SendKeys(selector, canary(name)))
	}
	press := func(selector string) {
		t.Helper()
		do(t, ctx, "touch "+selector, chromedp.Evaluate[chromedp.Void](`document.querySelector('`+selector+`').click()`))
		time.Sleep(700 * time.Millisecond) // answered here or by the server: both are given the time
	}
	comesBack := func(selector, name string) {
		t.Helper()
		if got := value[string](t, ctx, `document.querySelector('`+selector+`').value`); got != canary(name) {
			t.Errorf("%s came back as %q: it was not sent, and this proves nothing", name, got)
		}
	}
	open(t, ctx, line.address+"/en/")
	write("#q", "first")
	press("main form.search button")
	comesBack("#q", "first")
	open(t, ctx, line.address+"/fr/search")
	write("#q", "search")
	press("main form.search button")
	press(`.languages [lang="nl"]`)
	open(t, ctx, line.address+"/en/signs")
	press(`[name="signs"][value="pills"]`)
	press("form.facts button.button-main")
	open(t, ctx, line.address+"/en/services")
	write("#i-q", "words")
	write("#i-near", "near")
	press("form.find button.button-main")
	comesBack("#i-near", "near")
	press(`.languages [lang="fr"]`)
	open(t, ctx, line.address+"/en/route")
	press(`[name="residence"][value="card-f"]`)
	write("#i-place", "place") // no postcode: the form comes back, with what is wrong
	press("form.facts button.button-main")
	comesBack("#i-place", "place")
	press(`.languages [lang="fr"]`)
	open(t, ctx, line.address+"/en/route")
	write("#i-place", "unsent") // and never sent
	open(t, ctx, line.address+"/en/search")
	write("#q", "left")
	comesBack("#q", "left")
	shift(t, ctx, 3)
	arrives(t, ctx, neutral)
	quit()
	for _, trace := range traces(t, dir, words) {
		t.Error(trace)
	}
}

// The search above finds what is there: a careless page leaves its word in storage, history, cache, and what is saved of
// forms and windows.
func TestTracesAreFound(t *testing.T) {
	careless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "max-age=3600")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		fmt.Fprint(z, "<!doctype html><title>", canary("title"), "</title><p>", strings.Repeat("text ", 200), canary("cached"),
			`<form method="post" action="/posted"><input name="q" id="q"></form>`)
	}))
	t.Cleanup(careless.Close)
	ctx, dir, quit := profile(t)
	open(t, ctx, careless.URL+"/?q="+url.QueryEscape(canary("query")))
	do(t, ctx, "store", chromedp.Evaluate[chromedp.Void](`localStorage.setItem("a", "`+canary("local")+`"); sessionStorage.setItem("a", "`+
		canary("session")+`"); history.replaceState("`+canary("state")+`", "")`))
	do(t, ctx, "type", chromedp.SendKeys("#q", canary("typed")))
	open(t, ctx, careless.URL+"/other")
	do(t, ctx, "send", chromedp.Evaluate[chromedp.Void](`q.value = "`+canary("posted")+`"; q.form.submit()`))
	arrives(t, ctx, careless.URL+"/posted")
	quit()
	for _, name := range []string{"title", "cached", "query", "local", "session", "state", "typed", "posted"} {
		if found := traces(t, dir, []string{canary(name)}); len(found) == 0 {
			t.Errorf("%s is not found: the search is blind there", name)
		}
	}
}
