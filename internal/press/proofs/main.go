// Command proofs prints trial cards in every form, as PDF and as SVG, to be looked at: go run ./internal/press/proofs DIR.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/press"
	"github.com/halte-brussels/halte/internal/press/presstest"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: proofs DIR")
		os.Exit(2)
	}
	if err := prove(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "proofs:", err)
		os.Exit(1)
	}
}

func prove(dir string) error {
	catalogue, err := lang.LoadCatalogue()
	if err != nil {
		return err
	}
	for name, c := range presstest.Samples() {
		words := press.WordsOf(catalogue.In(c.Language))
		for _, form := range press.Forms() {
			if err := write(filepath.Join(dir, name+"-"+string(form)), c, form, words); err != nil {
				fmt.Fprintf(os.Stderr, "%s on %s: %v\n", name, form, err)
			}
		}
	}
	return nil
}

func write(path string, c card.Card, form press.Form, words press.Words) error {
	sheets, err := press.Set(c, form, words)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := sheets.PDF(&b); err != nil {
		return err
	}
	if err := os.WriteFile(path+".pdf", b.Bytes(), 0o644); err != nil {
		return err
	}
	for n := range sheets.Pages() {
		if err := os.WriteFile(fmt.Sprintf("%s-%d.svg", path, n+1), []byte(sheets.SVG(n)), 0o644); err != nil {
			return err
		}
	}
	return nil
}
