package web

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/tiles"
)

// worldTile is a PMTiles file with one picture, of the whole world.
func worldTile(picture string) []byte {
	const header = 127
	root := []byte{1, 0, 1, byte(len(picture)), 1} // one entry: number 0, once, its length, at the start
	metadata := []byte(`{"attribution":"Some maker"}`)
	file := append([]byte("PMTiles"), 3)
	at := uint64(header)
	for _, part := range [][]byte{root, metadata, nil, []byte(picture)} {
		file = binary.LittleEndian.AppendUint64(file, at)
		file = binary.LittleEndian.AppendUint64(file, uint64(len(part)))
		at += uint64(len(part))
	}
	file = append(file, make([]byte, 25)...) // counts that may be unknown, and not in order
	file = append(file, 1, 1, 2, 0, 0)       // nothing is compressed; PNG; zoom 0 only
	file = append(file, make([]byte, header-len(file))...)
	return append(append(append(file, root...), metadata...), picture...)
}

// Where the operator gives tiles the map lies on them, from this site; nowhere else is anything asked for them.
func TestTiles(t *testing.T) {
	_, a := pages(t)
	data := worldTile("picture")
	archive, err := tiles.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	site, err := New(a, Options{Now: func() time.Time { return time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC) }, Tiles: archive})
	if err != nil {
		t.Fatal(err)
	}
	answer := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	page := answer("/en/services").Body.String()
	if strings.Count(page, `<image href="/tiles/0/0/0"`) != 1 || !strings.Contains(page, "Some maker") {
		t.Errorf("the page has %d tiles", strings.Count(page, "<image"))
	}
	if tile := answer("/tiles/0/0/0"); tile.Code != http.StatusOK || tile.Body.String() != "picture" ||
		tile.Header().Get("Content-Type") != "image/png" {
		t.Errorf("the tile: %d, %v, %q", tile.Code, tile.Header(), tile.Body)
	}
	for _, path := range []string{"/tiles/1/0/0", "/tiles/0/1/0", "/tiles/-1/0/0", "/tiles/x/0/0", "/tiles/0/0/99999999999999999999"} {
		if tile := answer(path); tile.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, tile.Code)
		}
	}
	plain, _ := pages(t)
	if without := get(t, plain, "/en/services"); without.Find("image").Length() != 0 {
		t.Error("there are tiles where no operator gave any")
	}
}
