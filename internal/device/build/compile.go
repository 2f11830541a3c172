package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// compile builds the engine from its source, the same bytes wherever it is done: no path, no commit and no symbol of
// the machine is in it.
func compile() ([]byte, error) {
	dir, err := os.MkdirTemp("", "halte-engine-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "engine.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out,
		"github.com/halte-brussels/halte/cmd/halte-wasm")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWASM=")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, text)
	}
	return os.ReadFile(out)
}
