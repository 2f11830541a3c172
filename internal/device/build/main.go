// Command build makes the files of package device: the engine for browsers, compressed, the loader that belongs to the
// version of Go that built it, and how it was built. Run it with `make engine` when the engine has changed.
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
		fmt.Fprintln(os.Stderr, "build the engine:", err)
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
	engine, err := compile()
	if err != nil {
		return err
	}
	var squeezed bytes.Buffer
	w := brotli.NewWriterOptions(&squeezed, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	if _, err := w.Write(engine); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	about, err := json.MarshalIndent(device.Built{Go: runtime.Version(), Bytes: len(engine),
		SHA256: strings.TrimPrefix(device.Sum(engine), "sha256-")}, "", "  ")
	if err != nil {
		return err
	}
	dir, err := output("go", "list", "-f", "{{.Dir}}", "github.com/halte-brussels/halte/internal/device")
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"engine.wasm.br": squeezed.Bytes(), "wasm_exec.js": loader,
		"engine.json": append(about, '\n')} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("engine: %d bytes, %d as it travels\n", len(engine), squeezed.Len())
	return nil
}

func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	return strings.TrimSpace(string(out)), err
}
