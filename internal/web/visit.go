package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/view"
)

// visit is one request for a page in one language.
type visit struct {
	*Site
	w     http.ResponseWriter
	r     *http.Request
	tag   lang.Tag
	words lang.Printer
	view  view.View
	at    time.Time // now, in the pack's zone
}

// page registers a page in a language. A page returns an error, and one place shows it.
func (s *Site) page(tag lang.Tag, pattern string, show func(*visit) error) {
	method, path, _ := strings.Cut(pattern, " ")
	s.mux.HandleFunc(method+" /"+string(tag)+path, func(w http.ResponseWriter, r *http.Request) {
		v := s.visit(w, r, tag)
		if err := show(v); err != nil {
			v.fail(err)
		}
	})
}

func (s *Site) visit(w http.ResponseWriter, r *http.Request, tag lang.Tag) *visit {
	return &visit{Site: s, w: w, r: r, tag: tag, words: s.app.In(tag), view: s.views[tag].view,
		at: s.now().In(s.app.Zone())}
}

// frame is what every page has around its content.
type frame struct {
	Lang    lang.Tag
	Path    string // after the language, for the switch of language
	Section string // the part of the menu that the page belongs to
	Title   string // one neutral word at most: it is read on a taskbar and in a history
	Langs   []language
	// Kept is what the reader sent to get this page. The switch of language sends it again, because an address
	// must not hold it.
	Kept []kept
	Post bool   // made from what was sent: facts, as a rule
	Away string // the neutral page, for the script
	Lean bool   // the reader's browser asks for little data: the letters are its own

	Copied bool   // the page is one that a device keeps
	App    string // under which name and icon the page can be installed
}

// Here is the address of the page itself.
func (f frame) Here() string { return "/" + string(f.Lang) + f.Path }

// Dir is the way in which the language of the page is written.
func (f frame) Dir() string { return lang.Direction(f.Lang) }

// language is one way to read the same page.
type language struct {
	Tag     lang.Tag
	Name    string
	Href    string
	Current bool
}

// kept is one name and value of a form.
type kept struct{ Name, Value string }

// frame returns the frame of a page; the title is a message key, or empty for the bare name.
func (v *visit) frame(section, title string) frame {
	path := strings.TrimPrefix(v.r.URL.EscapedPath(), "/"+string(v.tag))
	f := frame{Lang: v.tag, Path: path, Section: section, Post: v.r.Method == http.MethodPost, Away: v.leaveURL,
		Copied: v.copied, App: apps()[0].id}
	f.Lean = strings.EqualFold(v.r.Header.Get("Save-Data"), "on")
	if title != "" {
		f.Title = v.words.T(title)
	}
	for _, tag := range lang.Interface() {
		f.Langs = append(f.Langs, language{tag, lang.Name(tag), "/" + string(tag) + path, tag == v.tag})
	}
	return f
}

// show writes a page. It is written to memory first: half a page must never look like a whole one.
func (v *visit) show(status int, name string, data any) error {
	var page bytes.Buffer
	if err := v.views[v.tag].ExecuteTemplate(&page, name, data); err != nil {
		return fmt.Errorf("show the page %s: %w", name, err)
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(v.tag))
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store") // no copy of any page on a device that someone else may hold
	v.w.WriteHeader(status)
	_, _ = io.WriteString(v.w, view.Typeset(v.tag, page.String())) // when this fails, the reader has gone and there is nobody to tell
	return nil
}

// leave leads away, to a page that says nothing.
func (v *visit) leave() error {
	v.w.Header().Set("Referrer-Policy", "no-referrer")
	v.w.Header().Set("Cache-Control", "no-store")
	http.Redirect(v.w, v.r, v.leaveURL, http.StatusSeeOther)
	return nil
}
