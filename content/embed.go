// Package content embeds the packs that are shipped with Halte. They are data; packs are read by internal/pack.
package content

import (
	"embed"
	"io/fs"
)

//go:embed packs
var packs embed.FS

// Pack returns the files of a shipped pack by its id.
func Pack(id string) (fs.FS, error) { return fs.Sub(packs, "packs/"+id) }

// Default is the id of the pack that is used unless another is named.
const Default = "brussels"
