// Package device is what a device is given so that it can answer by itself: the engine, compiled for browsers, and a
// parcel with the content of the pack. The engine is committed as it was built, so that nothing stands between a clone
// and a running server; a test builds it again and fails when the two differ.
package device

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
)

//go:generate go run ./build

//go:embed engine.wasm.br
var squeezedEngine []byte

//go:embed press.wasm.br
var squeezedPress []byte

//go:embed press.json
var builtPress []byte

//go:embed wasm_exec.js
var loader []byte

//go:embed engine.json
var built []byte

// Built says how the engine was built.
type Built struct {
	Go     string `json:"go"`     // the version of Go
	Bytes  int    `json:"bytes"`  // of the engine as it runs
	SHA256 string `json:"sha256"` // of the same, in base64
}

// Engine returns how the committed engine was built.
func Engine() (Built, error) { return readBuilt("engine", built) }

// Press returns how the committed press was built: what sets cards on paper, fetched only when one is printed.
func Press() (Built, error) { return readBuilt("press", builtPress) }

func readBuilt(name string, data []byte) (Built, error) {
	var b Built
	if err := json.Unmarshal(data, &b); err != nil {
		return Built{}, fmt.Errorf("read %s.json: %w", name, err)
	}
	return b, nil
}

// SqueezedEngine is the engine as it travels, in brotli.
func SqueezedEngine() []byte { return squeezedEngine }

// SqueezedPress is the press as it travels, in brotli.
func SqueezedPress() []byte { return squeezedPress }

// PlainEngine is the engine as it runs, for a reader that does not take brotli.
func PlainEngine() ([]byte, error) { return unpack("engine", squeezedEngine) }

// PlainPress is the press as it runs, for a reader that does not take brotli.
func PlainPress() ([]byte, error) { return unpack("press", squeezedPress) }

func unpack(name string, squeezed []byte) ([]byte, error) {
	data, err := io.ReadAll(brotli.NewReader(bytes.NewReader(squeezed)))
	if err != nil {
		return nil, fmt.Errorf("unpack the %s: %w", name, err)
	}
	return data, nil
}

// Loader is the part of Go that starts an engine in a browser: wasm_exec.js of the version of Go that built it.
func Loader() []byte { return loader }

// Sum is the hash of a file as a page names it: "sha256-" and base64, which browsers check when they fetch it.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
