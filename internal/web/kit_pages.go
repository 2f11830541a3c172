package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// maxPages bounds how many pages of a language a device keeps. The services of a whole country do not fit into it:
// what is not there is asked of the network.
const maxPages = 1000

// bundle is all pages of a language that a device keeps.
type bundle struct {
	Language lang.Tag
	Pages    map[string]string // by address
}

// forDevices is the same site as a device keeps it: nothing in its pages depends on now, and nothing in them is
// fetched from elsewhere.
func (s *Site) forDevices() *Site {
	c := &Site{app: s.app, now: s.now, leaveURL: s.leaveURL, report: s.report, assets: s.assets, device: s.device,
		views: s.views, mux: http.NewServeMux(), copied: true}
	c.routes()
	return c
}

// gather writes every page of a language that links lead to, and those that are shown when the network does not
// answer. A file to take along is no page and is left out.
func (s *Site) gather(tag lang.Tag) (bundle, error) {
	b := bundle{tag, map[string]string{}}
	root := "/" + string(tag) + "/"
	queue := []string{root, root + unreachedPage, root + unsentPage}
	seen := map[string]bool{}
	for len(queue) > 0 && len(b.Pages) < maxPages {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		if page, ok := s.pageAt(path); ok {
			b.Pages[path] = page
			queue = append(queue, linksWithin(page, root)...)
		}
	}
	for _, path := range []string{root, root + unreachedPage, root + unsentPage} {
		if b.Pages[path] == "" {
			return bundle{}, fmt.Errorf("gather the pages that a device keeps: %s is not among them", path)
		}
	}
	return b, nil
}

// pageAt asks the site for a page, as a reader would.
func (s *Site) pageAt(path string) (string, bool) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, path, http.NoBody)
	if err != nil {
		return "", false
	}
	w := &written{header: http.Header{}, status: http.StatusOK}
	s.mux.ServeHTTP(w, r)
	isPage := w.status == http.StatusOK && strings.HasPrefix(w.header.Get("Content-Type"), "text/html")
	return w.body.String(), isPage
}

// internalLink matches the links that our own templates write, which are always quoted.
var internalLink = regexp.MustCompile(`<a [^>]*?href="(/[^"#]*)`)

// linksWithin lists the links of a page that stay in its language, in their order.
func linksWithin(page, root string) []string {
	var list []string
	for _, m := range internalLink.FindAllStringSubmatch(page, -1) {
		if strings.HasPrefix(m[1], root) && !slices.Contains(list, m[1]) {
			list = append(list, m[1])
		}
	}
	return list
}

// compact writes JSON in which pages stay as short as they are.
func compact(value any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return out.Bytes(), err
}

// written is an answer in memory.
type written struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *written) Header() http.Header         { return w.header }
func (w *written) Write(b []byte) (int, error) { return w.body.Write(b) }
func (w *written) WriteHeader(status int)      { w.status = status }
