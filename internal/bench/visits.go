package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"

	"github.com/chromedp/chromedp"
)

// sheet is one kind of page that is visited.
type sheet struct {
	name, path string
	form       url.Values // nil: it has an address of its own
}

// sheets are the pages that someone opens with a person in front of them.
var sheets = []sheet{
	{"start", "en/", nil},
	{"topic", "en/guide/types", nil},
	{"route", "en/route", nil},
	{"answer", "en/route", url.Values{"file_language": {"fr"}, "languages": {"ar"}, "residence": {"card-f"},
		"leaving_home": {"yes"}, "at": {"2026-11-22T03:00"}}},
}

// visited is what was measured of one sheet.
type visited struct {
	sheet                      sheet
	first, again, alone, plain []view
	skipped                    string // why there is no visit without a server
}

// visits measures pages as someone with a slow telephone meets them: for the first time, again, and again without a
// server.
func visits(out io.Writer, args []string) error {
	flags := flag.NewFlagSet("visits", flag.ContinueOnError)
	times := flags.Int("times", 5, "how often each page is visited; the median counts")
	only := flags.String("only", "", "the page to visit, if not all: start, topic, route, answer")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *times < 1 {
		return errors.New("usage: bench visits [flags] path/to/halte")
	}
	path, err := chromium()
	if err != nil {
		fmt.Fprintln(out, "skipped:", err)
		return nil
	}
	r := reader{chromium: path, halte: flags.Arg(0)}
	if r.address, err = free(); err != nil {
		return err
	}
	var all []visited
	for _, s := range sheets {
		if *only != "" && *only != s.name {
			continue
		}
		v := visited{sheet: s}
		for range *times {
			if err := r.measure(&v); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		all = append(all, v)
	}
	printVisits(out, all)
	return nil
}

// free is an address on which nobody listens: a server that comes back must have the same origin.
func free() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// reader visits the program's pages with an empty profile each time.
type reader struct{ chromium, halte, address string }

// measure adds one round of visits.
func (r reader) measure(v *visited) error {
	fmt.Fprintln(os.Stderr, "bench: visiting", v.sheet.name)
	s, err := start(exec.Command(r.halte, "serve", "--addr", r.address), "en/")
	if err != nil {
		return err
	}
	defer s.stop()
	if err := s.warm(); err != nil {
		return err
	}
	text, err := s.read(v.sheet)
	if err != nil {
		return err
	}
	if err := r.visitOurs(s, v); err != nil {
		return err
	}
	return r.visitPlain(plain(text), v)
}

// warm fetches what the first page needs, because a server meets its first reader only once.
func (s *server) warm() error {
	for _, asset := range assets(string(s.page)) {
		req, err := http.NewRequest(http.MethodGet, s.base+strings.TrimPrefix(asset, "/"), nil)
		if err != nil {
			return err
		}
		req.Header.Set("Accept-Encoding", "br")
		if _, err := body(http.DefaultClient.Do(req)); err != nil {
			return err
		}
	}
	return nil
}

// read fetches a page without a browser.
func (s *server) read(p sheet) ([]byte, error) {
	if p.form == nil {
		return fetch(s.base + p.path)
	}
	return body(http.PostForm(s.base+p.path, p.form))
}

func body(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", resp.Request.URL, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// visitOurs visits a page for the first time, again in a new tab, and again when the server is gone.
func (r reader) visitOurs(s *server, v *visited) error {
	b, err := newBrowser(r.chromium)
	if err != nil {
		return err
	}
	defer func() { b.close() }() // it changes with what is attended to
	address := s.base + v.sheet.path
	if err := b.add(&v.first, address, v.sheet.form); err != nil {
		return err
	}
	ready, err := b.prepared(s.base + "healthz")
	if err != nil {
		return err
	}
	if err := b.attend(); err != nil {
		return err
	}
	if err := b.add(&v.again, address, v.sheet.form); err != nil {
		return err
	}
	s.stop()
	if v.sheet.form != nil {
		v.skipped = "without a server the device answers, and no page is sent"
		return nil
	}
	if !ready {
		v.skipped = "there is no service worker"
		return nil
	}
	return b.add(&v.alone, address, nil)
}

// visitPlain visits the same words without anything around them.
func (r reader) visitPlain(text []byte, v *visited) error {
	base, stop, err := servePlain(text)
	if err != nil {
		return err
	}
	defer stop()
	b, err := newBrowser(r.chromium)
	if err != nil {
		return err
	}
	defer b.close()
	return b.add(&v.plain, base, nil)
}

func (b browser) add(list *[]view, address string, form url.Values) error {
	v, err := b.visit(address, form)
	*list = append(*list, v)
	return err
}

// prepared waits until the device is ready to work without network. It is false where no page prepares it.
func (b browser) prepared(address string) (bool, error) {
	ctx, leave := chromedp.NewContext(b.ctx)
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, overdue)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return false, err
	}
	return chromedp.Run(ctx, chromedp.Evaluate[bool](
		`navigator.serviceWorker.getRegistration('/').then((r) => r ? navigator.serviceWorker.ready.then(() => true) : false)`,
		chromedp.EvalAwaitPromise))
}

// printVisits writes the table of docs/figures.md, and what is beyond a goal.
func printVisits(w io.Writer, all []visited) {
	fmt.Fprintln(w, "| Page | Visit | kB | Ratio | kB later | Requests | FCP ms | LCP ms | Ratio | TBT ms | CLS |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|---|")
	var beyond []string
	for _, v := range all {
		base := median(v.plain)
		line := func(name string, list []view, g goal) {
			if len(list) == 0 {
				return
			}
			m := median(list)
			fmt.Fprintf(w, "| %s | %s | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f | %.1f | %.0f | %.3f |\n", v.sheet.name, name, m.bytes/1000,
				m.bytes/base.bytes, m.later/1000, m.requests, m.painted, m.largest, m.largest/base.largest, m.blocked, m.shifted)
			for _, fault := range g.missed(m) {
				beyond = append(beyond, v.sheet.name+", "+name+": "+fault)
			}
		}
		line("plain HTML", v.plain, goal{largest: 1500, blocked: 100, bytes: 100_000})
		line("first", v.first, goal{largest: 1500, blocked: 100, bytes: 100_000})
		line("again", v.again, goal{largest: 1500, blocked: 100, bytes: 100_000})
		line("again, no server", v.alone, goal{largest: 300, blocked: 100})
		if v.skipped != "" {
			fmt.Fprintf(w, "| %s | again, no server | skipped: %s |||||||||\n", v.sheet.name, v.skipped)
		}
	}
	fmt.Fprintln(w, "goals: at most 100 kB before the engine, LCP 1500 ms (300 ms without a server), TBT 100 ms, CLS 0")
	for _, b := range beyond {
		fmt.Fprintln(w, "beyond its goal:", b)
	}
}

// goal is what a visit may take at most. The letters may not move at all.
type goal struct{ bytes, largest, blocked float64 }

// missed lists what is beyond the goal.
func (g goal) missed(v view) []string {
	var list []string
	if v.bytes > g.bytes {
		list = append(list, fmt.Sprintf("%.1f kB", v.bytes/1000))
	}
	if v.largest > g.largest {
		list = append(list, fmt.Sprintf("LCP %.0f ms", v.largest))
	}
	if v.blocked > g.blocked {
		list = append(list, fmt.Sprintf("TBT %.0f ms", v.blocked))
	}
	if v.shifted > 0 {
		list = append(list, fmt.Sprintf("CLS %.4f", v.shifted))
	}
	return list
}
