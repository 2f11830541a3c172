package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/andybalholm/brotli"
)

// unpacked is what a reader makes of an answer.
func unpacked(t *testing.T, w *httptest.ResponseRecorder) []byte {
	t.Helper()
	var in io.Reader = w.Body
	switch w.Header().Get("Content-Encoding") {
	case "br":
		in = brotli.NewReader(w.Body)
	case "gzip":
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	}
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Every asset arrives as it was, in the smallest form that the reader takes; what is dense already is left alone.
func TestAssetsTravelSmall(t *testing.T) {
	site, _ := pages(t)
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files.files {
		size := map[string]int{}
		for accepted, want := range map[string]string{"": "", "gzip": "gzip", "gzip, deflate, br, zstd": "br", "br;q=0, gzip": "gzip"} {
			r := httptest.NewRequest("GET", files.url(name), nil)
			r.Header.Set("Accept-Encoding", accepted)
			w := httptest.NewRecorder()
			site.ServeHTTP(w, r)
			if dense(name) {
				want = ""
			} else if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("%s: Vary is %q", name, got)
			}
			if got := w.Header().Get("Content-Encoding"); got != want {
				t.Errorf("%s for %q: encoding %q, want %q", name, accepted, got, want)
			}
			if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%s for %q: length %s of %d", name, accepted, got, w.Body.Len())
			}
			size[want] = w.Body.Len()
			if !bytes.Equal(unpacked(t, w), data) {
				t.Errorf("%s for %q is not the file", name, accepted)
			}
		}
		if !dense(name) && (size["br"] >= size["gzip"] || size["gzip"] >= size[""]) {
			t.Errorf("%s: brotli %d, gzip %d, plain %d bytes", name, size["br"], size["gzip"], size[""])
		}
	}
}

func TestAccepts(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, "br": true, "gzip, BR": true, "gzip,br;q=0.1": true, "br;q=0": false, "br; q=0.0": false,
		"brotli": false, "gzip": false, "br;q=much": true,
	} {
		if got := accepts([]string{header}, "br"); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
	if !accepts([]string{"gzip", "br"}, "br") {
		t.Error("a header in two lines is not read")
	}
}

// A large file is not squeezed so hard that its first reader would wait for seconds, and arrives as it was.
func TestSqueezeLarge(t *testing.T) {
	data := make([]byte, large+1)
	for i := range data {
		data[i] = byte(i * i >> 7)
	}
	got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(squeeze(data).brotli())))
	if err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
