package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Where a device finds what it keeps.
const (
	manifestPath = "/offline/manifest"
	bundlePath   = "/offline/pages/"
	workerName   = "service-worker.js"
)

// Manifest lists what a device keeps to work without a network, and what it must no longer use.
type Manifest struct {
	Version  string     `json:"version"` // changes with any byte of any file
	Program  string     `json:"program"`
	Pack     PackRef    `json:"pack"`
	Files    []KeptFile `json:"files"`
	Recalled Recalled   `json:"recalled"`
}

// PackRef says from which content the files are, and when its sources were last read.
type PackRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Hash    string `json:"hash"`
	Checked string `json:"checked"`
}

// KeptFile is one file. A device takes it only with exactly these bytes.
type KeptFile struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Recalled is what a device must stop using at its next contact.
type Recalled struct {
	Packs   []string         `json:"packs"`
	Numbers []RecalledNumber `json:"numbers"`
}

// RecalledNumber is a number as it was shown, and why it must no longer be called.
type RecalledNumber struct {
	Value  string    `json:"value"`
	Digits string    `json:"digits"` // as links dial it
	On     string    `json:"on"`
	Reason lang.Text `json:"reason"`
}

// kit is what devices keep, made when the first device asks and again when the directory was replaced. The pages are
// held compressed: they are the same for everyone, and take little memory so.
type kit struct {
	mu       sync.Mutex
	of       any // the directory that it was made from
	manifest Manifest
	bundles  map[string][]byte // by address
}

// ready returns what devices keep now.
func (s *Site) ready() (Manifest, map[string][]byte, error) {
	s.kit.mu.Lock()
	defer s.kit.mu.Unlock()
	served := any(s.app.Index())
	if s.kit.of == served {
		return s.kit.manifest, s.kit.bundles, nil
	}
	m, bundles, err := s.pack()
	if err != nil {
		return Manifest{}, nil, err
	}
	s.kit.of, s.kit.manifest, s.kit.bundles = served, m, bundles
	return m, bundles, nil
}

// Sent lists what is sent to a device by name: what it keeps, and the script that keeps it.
func (s *Site) Sent() (Manifest, error) {
	m, _, err := s.ready()
	m.Files = append(slices.Clone(m.Files), s.worker())
	return m, err
}

func (s *Site) worker() KeptFile {
	return keptFile("/"+workerName, "worker", s.assets.files[workerName])
}

func (s *Site) pack() (Manifest, map[string][]byte, error) {
	m := Manifest{Program: program(), Pack: s.packRef(), Recalled: s.recalled(), Files: s.files()}
	bundles := map[string][]byte{}
	devices := s.forDevices()
	for _, tag := range lang.Interface() {
		b, err := devices.gather(tag)
		if err != nil {
			return Manifest{}, nil, err
		}
		data, err := compact(b.fold())
		if err != nil {
			return Manifest{}, nil, fmt.Errorf("write the pages that a device keeps: %w", err)
		}
		file := keptFile(bundlePath+string(tag), "pages", data)
		m.Files = append(m.Files, file)
		bundles[file.Path] = packed(data)
	}
	all := sha256.New()
	fmt.Fprintln(all, m.Program, m.Pack.Hash)
	for _, f := range m.Files {
		fmt.Fprintln(all, f.Path, f.SHA256)
	}
	m.Version = hex.EncodeToString(all.Sum(nil))[:16]
	return m, bundles, nil
}

func keptFile(path, kind string, data []byte) KeptFile {
	sum := sha256.Sum256(data)
	return KeptFile{path, kind, len(data), hex.EncodeToString(sum[:])}
}

// kinds says what an asset is to a device. What is not named here is not kept: icons belong to the system once they
// are installed, and licences are read online.
var kinds = map[string]string{".css": "style", ".js": "script", ".woff2": "font", ".svg": "icon", ".wasm": "engine",
	".json": "engine"}

// kept lists the assets that a device keeps, in a steady order.
func (a *assets) kept() []KeptFile {
	var list []KeptFile
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		kind := kinds[path.Ext(name)]
		if kind != "" && name != workerName && !strings.HasPrefix(name, iconFolder) {
			list = append(list, keptFile(a.url(name), kind, a.files[name]))
		}
	}
	return list
}

// files lists what a device keeps besides pages, in a steady order: the assets, and what lets it answer by itself.
func (s *Site) files() []KeptFile {
	list := s.assets.kept()
	for _, name := range slices.Sorted(maps.Keys(s.device.files)) {
		f := s.device.files[name]
		sum, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(f.sum, "sha256-")) // it was written by this program
		list = append(list, KeptFile{s.device.url(name), "engine", f.bytes, hex.EncodeToString(sum)})
	}
	return list
}

func (s *Site) packRef() PackRef {
	p := s.app.Pack()
	ref := PackRef{ID: p.Info.ID, Version: p.Info.Version, Hash: p.Hash}
	for _, source := range p.Guide.Sources {
		ref.Checked = max(ref.Checked, string(source.ReadOn))
	}
	for _, service := range p.Directory.Services {
		ref.Checked = max(ref.Checked, string(service.CheckedOn))
	}
	return ref
}

func (s *Site) recalled() Recalled {
	r := Recalled{Packs: []string{}, Numbers: []RecalledNumber{}}
	info := s.app.Pack().Info.Recalled
	for _, p := range info.Packs {
		r.Packs = append(r.Packs, p.Hash)
	}
	for _, n := range info.Numbers {
		r.Numbers = append(r.Numbers, RecalledNumber{n.Value, directory.Digits(n.Value), string(n.On), n.Reason})
	}
	return r
}

// program is the version of the program, as the compiler wrote it down.
func program() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// packed compresses, always to the same bytes.
func packed(data []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is one that it knows
	_, _ = w.Write(data)                                    // memory takes everything
	_ = w.Close()
	return out.Bytes()
}

// serveManifest answers devices that ask whether what they keep is still right.
func (s *Site) serveManifest(w http.ResponseWriter, r *http.Request) {
	m, _, err := s.ready()
	if err == nil {
		var data []byte
		if data, err = compact(m); err == nil {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Cache-Control", "no-store")
			_, _ = w.Write(data) // who no longer listens cannot be told
			return
		}
	}
	s.ServeError(w, r, err)
}

// serveBundle sends all pages of a language. The browser must not keep them a second time.
func (s *Site) serveBundle(w http.ResponseWriter, r *http.Request) {
	_, bundles, err := s.ready()
	if err != nil {
		s.ServeError(w, r, err)
		return
	}
	data, ok := bundles[r.URL.Path]
	if !ok {
		s.nowhere(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		_, _ = w.Write(data)
		return
	}
	if plain, err := gzip.NewReader(bytes.NewReader(data)); err == nil { // it was written here
		_, _ = io.Copy(w, plain)
	}
}

// serveWorker sends the script that keeps the pages. It is asked for again each time: an old one must not stay.
func (s *Site) serveWorker(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", types[".js"])
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(s.assets.files[workerName])
}
