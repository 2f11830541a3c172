// Command build makes the files of package device: the programs for browsers, compressed, how they were built, and the
// loader that belongs to the version of Go that built them. Run it with `make engine` when one of them has changed.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/halte-brussels/halte/internal/device"
)

func main() {
	if err := build(); err != nil {
		fmt.Fprintln(os.Stderr, "build for browsers:", err)
		os.Exit(1)
	}
}

func build() error {
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return err
	}
	loader, err := os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	dir, err := output("go", "list", "-f", "{{.Dir}}", "github.com/halte-brussels/halte/internal/device")
	if err != nil {
		return err
	}
	for name, source := range modules {
		if err := buildModule(dir, name, source); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "wasm_exec.js"), loader, 0o644)
}

func buildModule(dir, name, source string) error {
	module, err := compile(source)
	if err != nil {
		return err
	}
	var squeezed bytes.Buffer
	w := brotli.NewWriterOptions(&squeezed, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	if _, err := w.Write(module); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	about, err := json.MarshalIndent(device.Built{Go: runtime.Version(), Bytes: len(module),
		SHA256: strings.TrimPrefix(device.Sum(module), "sha256-")}, "", "  ")
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, %d as it travels\n", name, len(module), squeezed.Len())
	if err := os.WriteFile(filepath.Join(dir, name+".wasm.br"), squeezed.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name+".json"), append(about, '\n'), 0o644)
}

func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	return strings.TrimSpace(string(out)), err
}
