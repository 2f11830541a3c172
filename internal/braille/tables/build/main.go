// Command build makes the parcel of Braille tables from the tables that Debian's package liblouis-data installs. Run it
// with `make braille`.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/halte-brussels/halte/internal/braille"
)

// installed is where the package puts its tables.
const installed = "/usr/share/liblouis/tables"

func main() {
	if err := build("tables.json.br"); err != nil {
		fmt.Fprintln(os.Stderr, "build the Braille tables:", err)
		os.Exit(1)
	}
}

func build(target string) error {
	files := map[string]string{}
	for _, name := range braille.TableNames() {
		if err := collect(files, name); err != nil {
			return err
		}
	}
	plain, err := json.Marshal(files)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	if _, err := w.Write(plain); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Printf("%d Braille tables: %d bytes, %d as they travel\n", len(files), len(plain), out.Len())
	return os.WriteFile(target, out.Bytes(), 0o644)
}

// collect takes a table and what it includes, each once.
func collect(files map[string]string, name string) error {
	if _, done := files[name]; done {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(installed, name))
	if err != nil {
		return fmt.Errorf("%w (apt-get install liblouis-data)", err)
	}
	files[name] = string(data)
	for line := range strings.Lines(files[name]) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "include" {
			if err := collect(files, words[1]); err != nil {
				return err
			}
		}
	}
	return nil
}
