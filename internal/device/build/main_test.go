package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/device"
)

// The committed engine is the one that its source makes. When it is not, `make engine` makes it again.
func TestEngineIsFresh(t *testing.T) {
	about, err := device.Engine()
	if err != nil {
		t.Fatal(err)
	}
	if about.Go != runtime.Version() {
		t.Skipf("skipped: the engine was built with %s and this is %s, which makes other bytes", about.Go, runtime.Version())
	}
	fresh, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	committed, err := device.PlainEngine()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh, committed) {
		t.Error("the engine is stale: run make engine and commit what changed in internal/device")
	}
	if sum := strings.TrimPrefix(device.Sum(committed), "sha256-"); sum != about.SHA256 || len(committed) != about.Bytes {
		t.Errorf("engine.json says %s and %d bytes, the engine has %s and %d", about.SHA256, about.Bytes, sum, len(committed))
	}
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	loader, err := os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(loader, device.Loader()) {
		t.Error("wasm_exec.js is not that of this Go: run make engine")
	}
}
