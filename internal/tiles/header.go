package tiles

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

const headerSize = 127

// section is a part of the file.
type section struct{ offset, length uint64 }

// part returns where an entry lies, if it lies within the section.
func (s section) part(e entry) (section, error) {
	if e.offset > s.length || uint64(e.length) > s.length-e.offset {
		return section{}, errors.New("an entry points outside its section: the file is broken")
	}
	return section{s.offset + e.offset, uint64(e.length)}, nil
}

// header is what the first bytes of a file say.
type header struct {
	root, metadata, leaves, tiles section
	packed, tilesPacked           bool // with gzip
	mediaType                     string
	minZoom, maxZoom              int
	bounds                        [4]float64 // west, south, east, north
}

func readHeader(raw []byte, size uint64) (header, error) {
	var h header
	if string(raw[:7]) != "PMTiles" {
		return h, errors.New("this is not a PMTiles file")
	}
	if raw[7] != 3 {
		return h, fmt.Errorf("this is version %d of the format: convert the file to version 3 with `pmtiles convert`", raw[7])
	}
	for i, s := range []*section{&h.root, &h.metadata, &h.leaves, &h.tiles} {
		s.offset = binary.LittleEndian.Uint64(raw[8+16*i:])
		s.length = binary.LittleEndian.Uint64(raw[16+16*i:])
		if s.offset > size || s.length > size-s.offset {
			return h, errors.New("a part lies beyond the end of the file: it was cut off; copy it again")
		}
	}
	var err error
	if h.packed, err = gzipped(raw[97]); err != nil {
		return h, fmt.Errorf("directories: %w", err)
	}
	if h.tilesPacked, err = gzipped(raw[98]); err != nil {
		return h, fmt.Errorf("tiles: %w", err)
	}
	if h.mediaType, err = pictures(raw[99]); err != nil {
		return h, err
	}
	h.minZoom, h.maxZoom = int(raw[100]), int(raw[101])
	if h.minZoom > h.maxZoom || h.maxZoom > maxZoom {
		return h, fmt.Errorf("zooms %d to %d are not a range within 0 to %d", h.minZoom, h.maxZoom, maxZoom)
	}
	for i := range h.bounds {
		h.bounds[i] = float64(int32(binary.LittleEndian.Uint32(raw[102+4*i:]))) / 1e7
	}
	return h, nil
}

// gzipped tells whether a compression is gzip and not none; others are not read.
func gzipped(compression byte) (bool, error) {
	switch compression {
	case 1:
		return false, nil
	case 2:
		return true, nil
	}
	return false, fmt.Errorf("compression %d is not read here: make the file with gzip or none", compression)
}

func pictures(kind byte) (mediaType string, err error) {
	switch kind {
	case 2:
		return "image/png", nil
	case 3:
		return "image/jpeg", nil
	case 4:
		return "image/webp", nil
	case 5:
		return "image/avif", nil
	case 1, 6:
		return "", errors.New("the tiles are vectors, which would have to be drawn by script: give a file with pictures " +
			"(png, jpeg, webp or avif)")
	}
	return "", fmt.Errorf("kind of tile %d is not known: give a file with pictures (png, jpeg, webp or avif)", kind)
}

// readAttribution reads who made the map out of the metadata, and nothing else.
func (a *Archive) readAttribution() (string, error) {
	if a.header.metadata.length == 0 {
		return "", nil
	}
	data, err := a.bytes(a.header.metadata, maxMetadata)
	if err == nil && a.header.packed {
		data, err = unpack(data, maxMetadata)
	}
	if err != nil {
		return "", fmt.Errorf("metadata: %w", err)
	}
	var said struct {
		Attribution string `json:"attribution"`
	}
	if err := json.Unmarshal(data, &said); err != nil {
		return "", fmt.Errorf("metadata: %w", err)
	}
	return plainText(said.Attribution), nil
}
