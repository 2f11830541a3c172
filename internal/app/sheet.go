package app

import (
	"maps"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/index"
)

// SheetDoc is what the services of the pack can be looked for by, written out: which service has which value, which
// words stand in it, where it is. A device that has it finds the same services, in the same order, as Find does, and
// need not tell anyone what it looks for. It is the same in every language.
type SheetDoc struct {
	Names    []string             `json:"names"`    // of the attributes, in the order of the form
	Services []SheetRow           `json:"services"` // in the order of the index
	Words    map[string]Holders   `json:"words"`
	Middles  map[string][]float64 `json:"middles"` // latitude and longitude of a postcode
	Areas    map[string]string    `json:"areas"`   // areas of the map by their postcodes
}

// SheetRow is one service. A value is written as a form sends it: need=legal.
type SheetRow struct {
	ID     string    `json:"id"`
	Role   string    `json:"role"`
	Yes    []string  `json:"yes,omitempty"`   // what it has
	No     []string  `json:"no,omitempty"`    // what it is known not to have
	Whole  []string  `json:"whole,omitempty"` // names of which it has nothing besides
	Areas  []string  `json:"areas,omitempty"` // of the map
	Places []PlaceAt `json:"places,omitempty"`
	// Interpreted: any language may be spoken there.
	Interpreted bool `json:"interpreted,omitempty"`
}

// PlaceAt is where a place is: latitude, longitude, and 1 where that is only the middle of its area.
type PlaceAt [3]float64

// Holders are the services that hold a word, by their number in the list.
type Holders struct {
	Named  []int `json:"n,omitempty"` // in a name
	Anyway []int `json:"a,omitempty"` // elsewhere
}

// Sheet writes the services of the pack out. An imported directory has none: it would not fit on a device.
func (a *App) Sheet() (SheetDoc, error) {
	x := a.ofPack()
	doc := SheetDoc{Words: map[string]Holders{}, Middles: map[string][]float64{}, Areas: map[string]string{}}
	for _, attribute := range index.Attributes() {
		doc.Names = append(doc.Names, attribute.String())
	}
	for i := range x.Size() {
		line, err := x.Line(uint32(i))
		if err != nil {
			return SheetDoc{}, fault.New(fault.Internal, "fault.internal", err)
		}
		doc.Services = append(doc.Services, a.sheetRow(line))
		doc.words(i, line)
		for _, p := range line.Service.Places {
			a.postcode(doc, x, p.Postcode)
		}
	}
	if a.pack.Atlas != nil {
		for _, area := range a.pack.Atlas.Areas() {
			for _, code := range area.Postcodes {
				a.postcode(doc, x, code)
				doc.Areas[code] = area.ID
			}
		}
	}
	return doc, nil
}

func (a *App) sheetRow(line index.Line) SheetRow {
	s := line.Service
	row := SheetRow{ID: s.ID, Role: s.Role.String(), Interpreted: s.Interpreters == directory.Yes}
	p := a.In("en") // for ids only: labels are words of the page
	for _, known := range line.Standings {
		name := known.Attribute.String()
		written := func(values []int) (list []string) {
			for _, v := range values {
				id, _ := a.valueName(known.Attribute, v, p)
				list = append(list, name+"="+id)
			}
			return list
		}
		row.Yes, row.No = append(row.Yes, written(known.Yes)...), append(row.No, written(known.No)...)
		if known.Whole {
			row.Whole = append(row.Whole, name)
		}
	}
	if a.pack.Atlas != nil {
		for _, area := range a.pack.Atlas.Areas() {
			if slices.Contains(line.Tags, areaTag(area.ID)) {
				row.Areas = append(row.Areas, area.ID)
			}
		}
	}
	for _, spot := range line.Spots {
		at := PlaceAt{spot.Point.Lat, spot.Point.Lon}
		if spot.About {
			at[2] = 1
		}
		row.Places = append(row.Places, at)
	}
	return row
}

// words notes which words the service with a number holds.
func (d *SheetDoc) words(number int, line index.Line) {
	named := map[string]bool{}
	for i, word := range line.Words {
		if i < line.Named {
			named[word] = true
		} else if !named[word] {
			named[word] = false
		}
	}
	for _, word := range slices.Sorted(maps.Keys(named)) {
		h := d.Words[word]
		if named[word] {
			h.Named = append(h.Named, number)
		} else {
			h.Anyway = append(h.Anyway, number)
		}
		d.Words[word] = h
	}
}

// postcode notes where a postcode is, as Find reckons it.
func (a *App) postcode(doc SheetDoc, x *index.Index, code string) {
	if middle, ok := a.aroundIn(x, code); ok && code != "" {
		doc.Middles[code] = []float64{middle.Lat, middle.Lon}
	}
}
