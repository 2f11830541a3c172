package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"slices"
	"strings"
)

// pages prints how many bytes each kind of page sends over the wire, beside its words alone.
func pages(halte string) error {
	s, err := start(exec.Command(halte, "serve", "--addr", "127.0.0.1:0"), "en/")
	if err != nil {
		return err
	}
	defer s.stop()
	fmt.Printf("%-34s %10s %10s   (limit 60 KB with its stylesheet, without the font)\n", "page", "wire", "words only")
	shared := 0
	for _, asset := range assets(string(s.page)) {
		n, _, err := wire(s.base + strings.TrimPrefix(asset, "/"))
		if err != nil {
			return err
		}
		shared += n
	}
	fmt.Printf("%-34s %7.1f KB\n", "stylesheet, script and icon", kb(shared))
	for _, page := range []string{"", "guide", "guide/types", "guide/cycle", "guide/family-reunification", "guide/doors",
		"signs", "talk", "route", "services", "services/cpvcf", "search", "about", "about/sources"} {
		n, body, err := wire(s.base + "nl/" + page)
		if err != nil {
			return err
		}
		fmt.Printf("/nl/%-30s %7.1f KB %7.1f KB\n", page, kb(n+shared), kb(compressed(words(body))))
	}
	return nil
}

func kb(n int) float64 { return float64(n) / 1000 }

// wire fetches an address the way a browser does and returns the bytes that cross the wire and the body.
func wire(url string) (int, []byte, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept-Encoding", "gzip") // asked for by hand, so that it is not undone by the client
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return 0, nil, fmt.Errorf("%s: %s %w", url, resp.Status, err)
	}
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return len(raw), raw, nil
	}
	z, err := gzip.NewReader(strings.NewReader(string(raw)))
	if err != nil {
		return 0, nil, err
	}
	body, err := io.ReadAll(z)
	return len(raw), body, err
}

// assets lists the stylesheet, script and icon that a page asks for.
func assets(page string) []string {
	var list []string
	for _, part := range strings.Split(page, `"`) {
		if strings.HasPrefix(part, "/assets/") && !strings.HasSuffix(part, ".woff2") && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

// words leaves only the text of a page.
func words(page []byte) []byte {
	var b strings.Builder
	in := false
	for _, r := range string(page) {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return []byte(strings.Join(strings.Fields(b.String()), " "))
}

func compressed(data []byte) int {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Len()
}
