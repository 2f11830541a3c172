package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
)

var (
	unseen = regexp.MustCompile(`(?s)<(svg|script|style|template)\b.*?</(svg|script|style|template)>`)
	blocks = regexp.MustCompile(`</?(p|h[1-6]|ul|ol|li|dl|dt|dd|div|section|article|header|footer|nav|aside|form|fieldset|legend|` +
		`label|details|summary|table|tr|td|th|blockquote|figure|figcaption|br|option|select)\b[^>]*>`)
	tags = regexp.MustCompile(`<[^>]*>`)
)

// plain is the least that says the same as a page: the words of its main part in paragraphs, without stylesheet or
// script.
func plain(whole []byte) []byte {
	text := string(whole)
	if _, after, ok := strings.Cut(text, "<main"); ok {
		text, _, _ = strings.Cut("<main"+after, "</main>")
	}
	text = blocks.ReplaceAllString(unseen.ReplaceAllString(text, " "), "\x00")
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Plain</title>\n")
	for part := range strings.SplitSeq(tags.ReplaceAllString(text, ""), "\x00") {
		if words := strings.Join(strings.Fields(part), " "); words != "" {
			fmt.Fprintf(&b, "<p>%s</p>\n", words)
		}
	}
	return []byte(b.String())
}

// servePlain serves one page on a bare server, compressed, until it is stopped.
func servePlain(page []byte) (base string, stop func(), err error) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(page)
	_ = z.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	go func() { // ends with an error when the listener is closed
		_ = http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" { // browsers ask for an icon
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed.Bytes())
		}))
	}()
	return "http://" + l.Addr().String() + "/", func() { _ = l.Close() }, nil
}
