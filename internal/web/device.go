package web

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"

	"github.com/halte-brussels/halte/internal/braille/tables"
	"github.com/halte-brussels/halte/internal/device"
)

// devicePath is where the files are that let a device answer by itself.
const devicePath = "/device/"

// deviceFiles are the engine, its loader, the parcel and the sheet of the list of services, as they travel. Their hash is in their address, so that an
// engine never meets a parcel that it was not served with.
type deviceFiles struct {
	hash     string
	files    map[string]deviceFile
	services int // that the parcel has
}

type deviceFile struct {
	kind     string
	sum      string // as a page names it
	bytes    int    // as it is used
	squeezed squeezed
	plain    func() ([]byte, error)
}

func newDeviceFiles(parcel, sheet []byte, services int) (*deviceFiles, error) {
	engine, err := device.Engine()
	if err != nil {
		return nil, err
	}
	press, err := device.Press()
	if err != nil {
		return nil, err
	}
	cells, err := tables.Plain()
	if err != nil {
		return nil, err
	}
	have := func(data []byte) func() ([]byte, error) { return func() ([]byte, error) { return data, nil } }
	d := &deviceFiles{services: services, files: map[string]deviceFile{
		"engine.wasm": {kind: "application/wasm", sum: "sha256-" + engine.SHA256, bytes: engine.Bytes, plain: device.PlainEngine,
			squeezed: squeezed{brotli: device.SqueezedEngine}},
		"parcel.json": {kind: "application/json", sum: device.Sum(parcel), bytes: len(parcel), plain: have(parcel), squeezed: squeeze(parcel)},
		"loader.js": {kind: types[".js"], sum: device.Sum(device.Loader()), bytes: len(device.Loader()), plain: have(device.Loader()),
			squeezed: squeeze(device.Loader())},
		"press.wasm": {kind: "application/wasm", sum: "sha256-" + press.SHA256, bytes: press.Bytes, plain: device.PlainPress,
			squeezed: squeezed{brotli: device.SqueezedPress}},
		"cells.json": {kind: "application/json", sum: device.Sum(cells), bytes: len(cells), plain: tables.Plain,
			squeezed: squeezed{brotli: tables.Squeezed}},
		"sheet.json": {kind: "application/json", sum: device.Sum(sheet), bytes: len(sheet), plain: have(sheet), squeezed: squeeze(sheet)},
	}}
	all := ""
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		all += d.files[name].sum
	}
	sum := sha256.Sum256([]byte(all))
	d.hash = hex.EncodeToString(sum[:])[:12]
	return d, nil
}

// url is the address of a file; sum is what it hashes to.
func (d *deviceFiles) url(name string) string { return devicePath + d.hash + "/" + name }
func (d *deviceFiles) sum(name string) string { return d.files[name].sum }

func (d *deviceFiles) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := d.files[r.PathValue("name")]
	if !ok || r.PathValue("hash") != d.hash { // another engine or another parcel: the page is to be loaded again
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if f.squeezed.gzip == nil && accepts(r.Header.Values("Accept-Encoding"), "br") {
		h.Set("Vary", "Accept-Encoding")
		h.Set("Content-Encoding", "br")
		whole(w, f.squeezed.brotli())
		return
	}
	data, err := f.plain()
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	if f.squeezed.gzip != nil {
		f.squeezed.send(w, r, data)
		return
	}
	_, _ = w.Write(data) // the server around the pages compresses it for a reader without brotli
}
