package main

import (
	"fmt"
	"os"

	"github.com/halte-brussels/halte/internal/tiles"
)

// openTiles opens the ground of the map, if there is one. Its file stays open for as long as the program runs.
func openTiles(path string) (*tiles.Archive, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the tiles: %w", err)
	}
	info, err := f.Stat()
	if err == nil {
		var a *tiles.Archive
		if a, err = tiles.Open(f, info.Size()); err == nil {
			return a, nil
		}
	}
	_ = f.Close()
	return nil, fmt.Errorf("open the tiles of %s: %w", path, err)
}
