// Command prepare makes the map of a pack from shapes in GeoJSON: it finds the borders that areas share, simplifies
// each of them once, so that neighbours still fit, and finds where in each area a word fits best.
//
//	go run ./internal/atlas/prepare -shapes communes.geojson -key nis -names map.json -out map.json
//
// Names, postcodes, attribution and licence are those of the file that -names gives: an earlier map, or for a new
// region one that has no arcs yet. docs/map.md describes it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

func main() {
	shapes := flag.String("shapes", "", "GeoJSON `file` with one feature for each area")
	key := flag.String("key", "id", "the `property` of a feature that holds the area's id")
	names := flag.String("names", "", "map `file` with names, postcodes, attribution and licence")
	out := flag.String("out", "", "map `file` to write")
	size := flag.Float64("step", 0.00005, "size of the map's grid in `degrees`")
	least := flag.Float64("least", 1000, "a corner that changes less than this, in square `metres`, is left out")
	flag.Parse()
	if err := run(*shapes, *key, *names, *out, *size, *least); err != nil {
		fmt.Fprintln(os.Stderr, "prepare:", err)
		os.Exit(1)
	}
}

func run(shapes, key, names, out string, size, least float64) error {
	var features collection
	if err := read(shapes, &features); err != nil {
		return err
	}
	var words file
	if err := read(names, &words); err != nil {
		return err
	}
	made, err := prepare(&features, key, &words, size, least)
	if err != nil {
		return err
	}
	return os.WriteFile(out, made, 0o644)
}

func read(name string, into any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
