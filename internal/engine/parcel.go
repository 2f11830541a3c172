package engine

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/halte-brussels/halte/internal/lang"
)

// parcel is what travels to a device: content, the words of the interface, and the time zone that hours are meant in.
type parcel struct {
	Content
	Words    map[lang.Tag]map[string]string `json:"words"`
	Zone     string                         `json:"zone"`
	ZoneData []byte                         `json:"zone_data"`
}

// Parcel packs the content of an engine that speaks for a device: JSON that [Open] reads. The same content gives the
// same bytes.
func (e *Engine) Parcel() ([]byte, error) {
	data, err := json.Marshal(parcel{e.Content, e.words.Portable(), e.Zone().String(), zoneData(e.Zone())})
	if err != nil {
		return nil, fmt.Errorf("pack a parcel: %w", err)
	}
	return data, nil
}

// Open unpacks a parcel. One that was packed from checked content always opens; an error means that it was damaged or
// belongs to another version of the program.
func Open(data []byte) (*Engine, error) {
	var p parcel
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("open the parcel: %w", err)
	}
	zone, err := time.LoadLocationFromTZData(p.Zone, p.ZoneData)
	if err != nil {
		return nil, fmt.Errorf("open the parcel: time zone %s: %w", p.Zone, err)
	}
	e, faults := New(p.Content, zone)
	if len(faults) > 0 {
		return nil, fmt.Errorf("open the parcel: hours of service %d: %w", faults[0].Service, faults[0].Err)
	}
	if e.Router == nil {
		return nil, fmt.Errorf("open the parcel: %d rules", len(p.Rules))
	}
	return e.Speaking(lang.NewCatalogue(p.Words)), nil
}
