package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
)

//go:embed assets
var assetFiles embed.FS

const stylesheet = "halte.css"

// joined lists the files that are written in parts, and the parts in their order: each is sent as one, because a slow
// device pays for every file that it asks for.
func joined() map[string][]string {
	return map[string][]string{
		stylesheet: {stylesheet, "map.css", "services.css", "quiet.css", "talk.css", "phrases.css", "card.css", "offline.css"},
		"later.js": {"screen.js", "card.js", "device.js", "send.js", "offline.js"}, // what runs once a page is there
	}
}

// assets is the stylesheet, the scripts, the icon and the fonts. All of them share one hash in their address, so that
// the stylesheet may name the fonts beside it, and a browser may keep them for a year.
type assets struct {
	files    map[string][]byte
	squeezed map[string]squeezed // those that are worth it
	hash     string
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}, squeezed: map[string]squeezed{}}
	sum := sha256.New()
	root, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		a.files[name] = data
		fmt.Fprintf(sum, "%s %d\n", name, len(data))
		sum.Write(data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	for name, parts := range joined() {
		var whole []byte
		for _, part := range parts {
			whole = append(whole, a.files[part]...)
			delete(a.files, part)
		}
		a.files[name] = whole
	}
	if err := a.addManifests(sum); err != nil {
		return nil, err
	}
	for name, data := range a.files {
		if !dense(name) {
			a.squeezed[name] = squeeze(data)
		}
	}
	a.hash = hex.EncodeToString(sum.Sum(nil))[:12]
	return a, nil
}

// url is the address of an asset.
func (a *assets) url(name string) string { return "/assets/" + a.hash + "/" + name }

// types names the kinds of asset here, whatever the machine's own table says.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8", ".png": "image/png",
	".webmanifest": "application/manifest+json",
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind, known := types[path.Ext(name)]
	if !known {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	if r.PathValue("hash") == a.hash {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if s, ok := a.squeezed[name]; ok {
		s.send(w, r, data)
		return
	}
	whole(w, data)
}
