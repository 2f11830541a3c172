package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// modules are the programs for browsers, by the name of their file, and what each is made from.
var modules = map[string]string{"engine": "cmd/halte-wasm", "press": "cmd/halte-press-wasm"}

// compile builds a module from its source, the same bytes wherever it is done: no path, no commit and no symbol of the
// machine is in it.
func compile(source string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "halte-module-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "module.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out,
		"github.com/halte-brussels/halte/"+source)
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWASM=")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, text)
	}
	return os.ReadFile(out)
}
