// Command proofs prints trial cards, and cards of the shipped pack in each of its languages, in every form, as PDF and as
// SVG, to be looked at: go run ./internal/press/proofs DIR.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
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
	cards, err := shipped()
	if err != nil {
		return err
	}
	maps.Copy(cards, presstest.Samples())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(cards)) {
		c := cards[name]
		words := press.WordsOf(catalogue.In(c.Language))
		for _, form := range press.Forms() {
			err := write(filepath.Join(dir, name+"-"+string(form)), c, form, words)
			var full *fault.Error
			if errors.As(err, &full) && full.Kind == fault.Invalid { // too much for this paper: that is to be seen too
				fmt.Fprintf(os.Stderr, "%s on %s: %v\n", name, form, err)
				continue
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// shipped are cards of the pack with all that they may hold: two doors with an address, and one number in an emergency.
func shipped() (map[string]card.Card, error) {
	files, err := content.Pack(content.Default)
	if err != nil {
		return nil, err
	}
	p, err := pack.Load(files)
	if err != nil {
		return nil, err
	}
	choice := card.Choice{Doors: []card.DoorChoice{{Service: "cpvcf"}, {Service: "emergency-112"}},
		Parts:   []card.Part{card.Numbers, card.Hours, card.Terms, card.Names, card.Address, card.Way, card.Say, card.Code},
		Heading: p.Content.Cards.Headings[0].ID}
	cards := map[string]card.Card{}
	tags := lang.Interface()
	for _, tongue := range p.Content.Cards.Tongues {
		tags = append(tags, tongue.Tag)
	}
	for _, tag := range tags {
		choice.Language = tag
		c, err := p.Card(choice, "https://halte.example/c/")
		if err != nil {
			return nil, err
		}
		cards["pack-"+string(tag)] = c
	}
	return cards, nil
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
