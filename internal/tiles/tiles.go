// Package tiles reads map tiles out of a PMTiles file (version 3) that an operator may give as the ground of the map.
// It reads pictures only. The file may be large and is never read whole; whatever it says of itself is bounded and
// checked, for it may be broken or made to harm.
package tiles

import (
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
)

// What a part of a file may weigh at most, packed and unpacked.
const (
	maxDirectory = 1 << 20
	maxUnpacked  = 4 << 20
	maxMetadata  = 1 << 20
	maxTile      = 1 << 20
	maxDepth     = 4  // of directories within directories; the format's own readers go no deeper
	maxZoom      = 26 // more do not fit in a tile's number
)

// Archive is a PMTiles file. It is safe for use by several at once.
type Archive struct {
	file        io.ReaderAt
	header      header
	root        []entry
	attribution string
}

// Open reads the header, the root directory and the metadata of a file of a given size.
func Open(file io.ReaderAt, size int64) (*Archive, error) {
	a := &Archive{file: file}
	if err := a.open(size); err != nil {
		return nil, fmt.Errorf("PMTiles: %w", err)
	}
	return a, nil
}

func (a *Archive) open(size int64) error {
	raw := make([]byte, headerSize)
	if size < headerSize {
		return errors.New("the file is too short: copy it again")
	}
	if _, err := a.file.ReadAt(raw, 0); err != nil && err != io.EOF {
		return err
	}
	h, err := readHeader(raw, uint64(size))
	if err != nil {
		return err
	}
	a.header = h
	if a.root, err = a.directory(h.root); err != nil {
		return fmt.Errorf("root directory: %w", err)
	}
	a.attribution, err = a.readAttribution()
	return err
}

// MediaType returns what kind of picture the tiles are, as in "image/png".
func (a *Archive) MediaType() string { return a.header.mediaType }

// Zooms returns the least and the greatest zoom at which there are tiles.
func (a *Archive) Zooms() (least, greatest int) { return a.header.minZoom, a.header.maxZoom }

// Bounds returns what the tiles cover, in degrees.
func (a *Archive) Bounds() (west, south, east, north float64) {
	b := a.header.bounds
	return b[0], b[1], b[2], b[3]
}

// Attribution returns who made the map, as plain text. It is empty if the file does not say.
func (a *Archive) Attribution() string { return a.attribution }

// Tile returns the picture at a zoom, column and row. Not found is no error: a file need not cover the world.
func (a *Archive) Tile(z, x, y int) (data []byte, found bool, err error) {
	if z < a.header.minZoom || z > a.header.maxZoom || x < 0 || y < 0 || x >= 1<<z || y >= 1<<z {
		return nil, false, nil
	}
	data, found, err = a.tile(number(z, x, y))
	if err != nil {
		return nil, false, fmt.Errorf("PMTiles: tile %d/%d/%d: %w", z, x, y, err)
	}
	return data, found, nil
}

// tile goes from directory to directory. A directory that leads back to one before it is left at the depth that no
// true file reaches.
func (a *Archive) tile(id uint64) ([]byte, bool, error) {
	entries := a.root
	for range maxDepth {
		e, ok := find(entries, id)
		if !ok {
			return nil, false, nil
		}
		if e.run > 0 {
			data, err := a.read(a.header.tiles, e, maxTile)
			if err == nil && a.header.tilesPacked {
				data, err = unpack(data, maxTile)
			}
			return data, err == nil, err
		}
		at, err := a.header.leaves.part(e)
		if err != nil {
			return nil, false, err
		}
		if entries, err = a.directory(at); err != nil {
			return nil, false, fmt.Errorf("directory: %w", err)
		}
	}
	return nil, false, errors.New("directories lead to directories without end: make the file again")
}

// read returns the bytes of an entry within a section.
func (a *Archive) read(in section, e entry, most uint64) ([]byte, error) {
	at, err := in.part(e)
	if err != nil {
		return nil, err
	}
	return a.bytes(at, most)
}

func (a *Archive) bytes(at section, most uint64) ([]byte, error) {
	if at.length > most {
		return nil, fmt.Errorf("%d bytes are more than the %d that are read at once", at.length, most)
	}
	data := make([]byte, at.length)
	n, err := a.file.ReadAt(data, int64(at.offset))
	if n == len(data) {
		return data, nil
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return nil, err
}

var tag = regexp.MustCompile(`<[^<>]*>`)

// plainText turns what a map's maker writes as HTML into text: a link to a licence keeps its words, not its tags.
func plainText(s string) string {
	text := html.UnescapeString(tag.ReplaceAllString(s, ""))
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
	if runes := []rune(text); len(runes) > 300 {
		text = string(runes[:300]) + "…"
	}
	return text
}
