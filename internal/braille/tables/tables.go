// Package tables holds the Braille tables of liblouis that Halte ships, word for word, in one compressed parcel. It is
// apart from package braille, which also runs in a browser: a device is sent the parcel as a file.
package tables

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
)

//go:generate go run ./build

//go:embed tables.json.br
var squeezed []byte

// Squeezed is the parcel as it travels, in brotli.
func Squeezed() []byte { return squeezed }

// Plain is the parcel as braille.Open reads it.
func Plain() ([]byte, error) {
	data, err := io.ReadAll(brotli.NewReader(bytes.NewReader(squeezed)))
	if err != nil {
		return nil, fmt.Errorf("unpack the Braille tables: %w", err)
	}
	return data, nil
}
