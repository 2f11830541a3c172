package lang

import (
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

//go:embed catalogue/*/*.json
var catalogueFiles embed.FS

// Catalogue holds the interface's own words in every language: labels, buttons, reasons, errors. The words of a
// region are not here but in its pack.
type Catalogue struct {
	words    map[Tag]map[string]string
	portable map[string]bool // by key: a device needs it
}

// parts are the files of a language: the words that every face has, those of what a device writes too, those of pages
// that only a server writes, and those of the commands.
func parts() []struct {
	file     string
	portable bool
} {
	return []struct {
		file     string
		portable bool
	}{{"base", true}, {"view", true}, {"web", false}, {"cli", false}}
}

// LoadCatalogue reads the embedded catalogue.
func LoadCatalogue() (*Catalogue, error) {
	c := &Catalogue{words: map[Tag]map[string]string{}, portable: map[string]bool{}}
	for _, tag := range Interface() {
		c.words[tag] = map[string]string{}
		for _, part := range parts() {
			if err := c.read(tag, "catalogue/"+string(tag)+"/"+part.file+".json", part.portable); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// NewCatalogue returns a catalogue of words by language and key, as [Catalogue.Portable] gives them.
func NewCatalogue(words map[Tag]map[string]string) *Catalogue {
	c := &Catalogue{words: words, portable: map[string]bool{}}
	for _, all := range words {
		for key := range all {
			c.portable[key] = true
		}
	}
	return c
}

// Portable returns the words that a device needs.
func (c *Catalogue) Portable() map[Tag]map[string]string {
	words := map[Tag]map[string]string{}
	for tag, all := range c.words {
		words[tag] = map[string]string{}
		for key, word := range all {
			if c.portable[key] {
				words[tag][key] = word
			}
		}
	}
	return words
}

// read adds the words of one file. A key that two files have is a fault: one of them would never be seen.
func (c *Catalogue) read(tag Tag, name string, portable bool) error {
	data, err := catalogueFiles.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read catalogue: %w", err)
	}
	words := map[string]string{}
	if err := json.Unmarshal(data, &words); err != nil {
		return fmt.Errorf("read catalogue %s: %w", name, err)
	}
	for key, word := range words {
		if _, twice := c.words[tag][key]; twice {
			return fmt.Errorf("read catalogue %s: the key %s comes twice", name, key)
		}
		c.words[tag][key] = word
		c.portable[key] = portable
	}
	return nil
}

// Keys returns the words of one language by key.
func (c *Catalogue) Keys(tag Tag) map[string]string { return c.words[tag] }

// In returns a printer for a language; for one that the interface does not speak, the first that it does.
func (c *Catalogue) In(tag Tag) Printer {
	if !Speaks(tag) {
		tag = Interface()[0]
	}
	return Printer{Tag: tag, words: c.words[tag]}
}

// Printer writes the interface's words in one language.
type Printer struct {
	Tag   Tag
	words map[string]string
}

// Has tells whether a key exists.
func (p Printer) Has(key string) bool {
	_, ok := p.words[key]
	return ok
}

// T returns the words for a key, with pairs of name and value put in for {name}. A key that does not exist comes
// back in brackets, where a test and a reader will see it.
func (p Printer) T(key string, pairs ...string) string {
	s, ok := p.words[key]
	if !ok {
		return "[" + key + "]"
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

// Args is T with the values in a map.
func (p Printer) Args(key string, args map[string]string) string {
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, name, value)
	}
	return p.T(key, pairs...)
}

// N returns the words for a number of things: key.one or key.other, with {n} put in. French counts zero as one
// thing does; English and Dutch do not.
func (p Printer) N(key string, n int) string {
	form := ".other"
	if n == 1 || n == 0 && p.Tag == "fr" {
		form = ".one"
	}
	return p.T(key+form, "n", strconv.Itoa(n))
}

// Day writes a day in words: "Monday 23 November".
func (p Printer) Day(t time.Time) string {
	return p.T("day."+strconv.Itoa(int(t.Weekday()))) + " " + strconv.Itoa(t.Day()) + " " +
		p.T("month."+strconv.Itoa(int(t.Month())))
}

// Date writes a date in words, with its year: "23 November 2026".
func (p Printer) Date(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + p.T("month."+strconv.Itoa(int(t.Month()))) + " " + strconv.Itoa(t.Year())
}
