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
func TestEngineIsFresh(t *testing.T) { fresh(t, "engine", device.Engine, device.PlainEngine) }

// So is the press.
func TestPressIsFresh(t *testing.T) {
	fresh(t, "press", device.Press, device.PlainPress)
	const most = 1_000_000 // it is waited for before the first card is seen
	if n := len(device.SqueezedPress()); n > most {
		t.Errorf("the press is %d bytes as it travels, more than %d", n, most)
	}
}

func fresh(t *testing.T, name string, built func() (device.Built, error), plain func() ([]byte, error)) {
	t.Helper()
	about, err := built()
	if err != nil {
		t.Fatal(err)
	}
	if about.Go != runtime.Version() {
		t.Skipf("skipped: the %s was built with %s and this is %s, which makes other bytes", name, about.Go, runtime.Version())
	}
	fresh, err := compile(modules[name])
	if err != nil {
		t.Fatal(err)
	}
	committed, err := plain()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh, committed) {
		t.Errorf("the %s is stale: run make engine and commit what changed in internal/device", name)
	}
	if sum := strings.TrimPrefix(device.Sum(committed), "sha256-"); sum != about.SHA256 || len(committed) != about.Bytes {
		t.Errorf("%s.json says %s and %d bytes, it has %s and %d", name, about.SHA256, about.Bytes, sum, len(committed))
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
