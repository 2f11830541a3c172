package export

import (
	"bufio"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
)

// degree is a coordinate: seven decimals are a centimetre, and more would only pretend.
type degree float64

// MarshalJSON writes at most seven decimals.
func (d degree) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

func (d degree) String() string {
	text := strings.TrimRight(strconv.FormatFloat(float64(d), 'f', 7, 64), "0")
	text = strings.TrimSuffix(text, ".")
	if text == "-0" {
		return "0"
	}
	return text
}

type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   geometry   `json:"geometry"`
	Properties properties `json:"properties"`
}

// geometry is a Point, or a MultiPoint for a service at several places.
type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

type properties struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Organisation string   `json:"organisation,omitempty"`
	Role         string   `json:"role"`
	Does         string   `json:"does,omitempty"`
	Phone        []string `json:"phone"`
	Email        []string `json:"email,omitempty"`
	Web          []string `json:"web,omitempty"`
	Page         string   `json:"page,omitempty"`
	Address      []string `json:"address"`
	// ElsewhereToo tells that the service is also at a place whose address is protected; only its area is known here.
	ElsewhereToo []string `json:"confidential_areas,omitempty"`
	Hours        string   `json:"hours,omitempty"` // OSM opening_hours
	HoursInWords string   `json:"hours_in_words,omitempty"`
	State        string   `json:"state"`
	Until        string   `json:"until,omitempty"`
	Opens        string   `json:"opens,omitempty"`
	Languages    []string `json:"languages,omitempty"`
	CheckByPhone bool     `json:"check_by_phone"`
	CheckedOn    string   `json:"checked_on,omitempty"`
}

// writeGeoJSON writes the services that have a public place whose point is known. The box around them comes last, so
// that the features need not be held in memory.
func writeGeoJSON(w io.Writer, services Services, o Options) error {
	out := bufio.NewWriter(w)
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	box := emptyBox()
	separator := "\n"
	for s, err := range services {
		if err != nil {
			return err
		}
		f, ok := featureOf(leafletOf(s, o), o, &box)
		if !ok {
			continue
		}
		line, err := json.Marshal(f)
		if err != nil {
			return err
		}
		out.WriteString(separator)
		out.Write(line)
		separator = ",\n"
	}
	out.WriteString("\n]")
	if box.west <= box.east {
		line, err := json.Marshal([]degree{box.west, box.south, box.east, box.north})
		if err != nil {
			return err
		}
		out.WriteString(`,"bbox":`)
		out.Write(line)
	}
	out.WriteString(`,"state_at":"` + instant(o.At, o) + "\"}\n")
	return out.Flush()
}

func featureOf(l *leaflet, o Options, b *box) (feature, bool) {
	var points [][]degree
	var addresses []string
	for _, p := range l.places {
		if p.point != nil {
			lon, lat := degree(p.point.Lon), degree(p.point.Lat)
			b.add(lon, lat)
			points = append(points, []degree{lon, lat})
			addresses = append(addresses, p.address())
		}
	}
	if len(points) == 0 {
		return feature{}, false
	}
	shape := geometry{"Point", points[0]}
	if len(points) > 1 {
		shape = geometry{"MultiPoint", points}
	}
	return feature{"Feature", l.id, shape, properties{
		ID: l.id, Name: l.name, Organisation: l.organisation, Role: l.role, Does: l.does,
		Phone: append([]string{}, l.numbers()...), Email: l.values(directory.Email), Web: l.web(), Page: l.page,
		Address: addresses, ElsewhereToo: l.areas, Hours: l.hours, HoursInWords: inWords(l.schedule, o.Language),
		State: l.state.Now.String(), Until: instant(l.state.Until, o), Opens: instant(l.state.Opens, o),
		Languages: slices.Concat(l.languages, l.otherLanguages), CheckByPhone: l.byPhone, CheckedOn: l.checkedOn,
	}}, true
}

// web lists the addresses of the service on the web that a program may make into links, or that of its organisation
// where it has none.
func (l *leaflet) web() []string {
	list := l.values(directory.Web)
	if len(list) == 0 {
		list = []string{l.orgWeb}
	}
	var out []string
	for _, value := range list {
		if address := webAddress(value); address != "" {
			out = append(out, address)
		}
	}
	return out
}

// box is the smallest that holds all points.
type box struct{ west, south, east, north degree }

func emptyBox() box {
	infinite := degree(math.Inf(1))
	return box{infinite, infinite, -infinite, -infinite}
}

func (b *box) add(lon, lat degree) {
	b.west, b.east = min(b.west, lon), max(b.east, lon)
	b.south, b.north = min(b.south, lat), max(b.north, lat)
}

// instant writes a moment with its offset, in the zone of the services; nothing for a moment that is not known.
func instant(t time.Time, o Options) string {
	if t.IsZero() {
		return ""
	}
	return t.In(o.zone()).Format(time.RFC3339)
}
