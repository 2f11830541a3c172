package web

import (
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/device"
	"github.com/halte-brussels/halte/internal/engine"
)

// budget is what the engine and the parcel may weigh together as they travel.
const budget = 1_300_000

// sheetOf is what the list of services is filtered with.
func sheetOf(t *testing.T, a *app.App) []byte {
	t.Helper()
	doc, err := a.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	data, err := compact(doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func fetchForDevice(t *testing.T, name, accepted string) *httptest.ResponseRecorder {
	t.Helper()
	site, a := pages(t)
	parcel, err := a.Parcel()
	if err != nil {
		t.Fatal(err)
	}
	files, err := newDeviceFiles(parcel, sheetOf(t, a), 65)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("GET", files.url(name), nil)
	r.Header.Set("Accept-Encoding", accepted)
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	if w.Code != 200 || w.Header().Get("Cache-Control") != "public, max-age=31536000, immutable" {
		t.Fatalf("%s: %d %v", name, w.Code, w.Header())
	}
	return w
}

func TestDeviceFilesStayInBudget(t *testing.T) {
	total := 0
	for _, name := range []string{"engine.wasm", "parcel.json", "loader.js"} {
		w := fetchForDevice(t, name, "gzip, deflate, br")
		if w.Header().Get("Content-Encoding") != "br" || w.Header().Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%s travels as %v", name, w.Header())
		}
		total += w.Body.Len()
	}
	t.Logf("%d bytes of %d", total, budget)
	if total > budget {
		t.Errorf("engine, parcel and loader weigh %d bytes, more than %d", total, budget)
	}
}

// Whatever a reader accepts, it gets what the page says it must hash to.
func TestDeviceFilesAreWhatIsSaid(t *testing.T) {
	_, a := pages(t)
	parcel, err := a.Parcel()
	if err != nil {
		t.Fatal(err)
	}
	files, err := newDeviceFiles(parcel, sheetOf(t, a), 65)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range files.files {
		for _, accepted := range []string{"", "gzip", "br"} {
			if data := unpacked(t, fetchForDevice(t, name, accepted)); device.Sum(data) != f.sum || len(data) != f.bytes {
				t.Errorf("%s for %q: %d bytes, %s", name, accepted, len(data), device.Sum(data))
			}
		}
	}
	if _, err := engine.Open(parcel); err != nil {
		t.Error(err)
	}
}

func TestOtherDeviceFilesAreNotFound(t *testing.T) {
	site, _ := pages(t)
	for _, path := range []string{"/device/000000000000/engine.wasm", "/device/x/engine.json", "/device/"} {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
