package hsds

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// putBack adds what the service's source said and the model has no field for. The model is never contradicted: only
// what is still empty is filled. Fields that are not of HSDS stay behind, and so does everything at and around a
// confidential place: what nobody has a name for, nobody can check for an address.
func (w *writer) putBack(aside string) {
	if aside == "" {
		return
	}
	var said map[string]any
	d := json.NewDecoder(strings.NewReader(aside))
	d.UseNumber()
	if d.Decode(&said) != nil || said == nil {
		return // not of our making; nothing in it can be trusted to be where it seems
	}
	withhold(said, w.s)
	w.pairPlaces(said)
	fill(reflect.ValueOf(&w.doc).Elem(), said)
	c := completer{w}
	c.complete(reflect.ValueOf(&w.doc).Elem(), owner{})
}

// withhold takes out of what a source said all that may tell where a confidential place is. The places of an organization
// always stay behind: a place that no service of ours names may be one that another service hides.
func withhold(said map[string]any, s *directory.Service) {
	known := map[string]bool{}
	for _, p := range s.Places {
		known[p.ID] = true
	}
	for _, p := range s.Hidden {
		delete(known, p.ID)
	}
	said["service_at_locations"] = slices.DeleteFunc(objects(said["service_at_locations"]), func(at map[string]any) bool {
		location, _ := at["location"].(map[string]any)
		return secret(location) || s.Confidential() && !known[placeID(at)]
	})
	if organization, ok := said["organization"].(map[string]any); ok {
		delete(organization, "locations")
	}
	if !s.Confidential() {
		return
	}
	delete(said, "metadata") // it may hold what a field was before
	for name, v := range said {
		if name != "service_at_locations" {
			said[name] = unplaced(v)
		}
	}
}

// secret tells whether a source called a location confidential.
func secret(location map[string]any) bool {
	return location["location_type"] == "redacted" || location["confidential"] == true || location["x_confidential"] == true
}

// unplaced returns a value without anything that says where something is.
func unplaced(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"addresses", "locations", "location", "latitude", "longitude", "metadata", "transportation",
			"extent", "service_at_locations"} {
			delete(v, name)
		}
		for name, sub := range v {
			v[name] = unplaced(sub)
		}
	case []any:
		return slices.DeleteFunc(v, func(item any) bool {
			row, _ := unplaced(item).(map[string]any)
			return row["location_id"] != nil || row["service_at_location_id"] != nil
		})
	}
	return v
}

// pairPlaces says of each service at a location, and each location, which of the document's it is.
func (w *writer) pairPlaces(said map[string]any) {
	list := objects(said["service_at_locations"])
	for _, at := range list {
		place := placeID(at)
		if place == "" && len(w.s.Places) == 1 && len(list) == 1 {
			place = w.s.Places[0].ID
		}
		if place == "" {
			place = w.row("location", scalar(at["description"]))
		}
		at["id"] = w.atPlace(place)
		location, _ := at["location"].(map[string]any)
		if location == nil {
			location = map[string]any{}
			at["location"] = location
		}
		location["id"] = place
	}
	said["service_at_locations"] = list
}

// placeID is the source's id of the location of a service at a location.
func placeID(at map[string]any) string {
	if location, ok := at["location"].(map[string]any); ok && scalar(location["id"]) != "" {
		return scalar(location["id"])
	}
	return scalar(at["location_id"])
}

// objects returns the objects of a list.
func objects(v any) []map[string]any {
	if list, ok := v.([]map[string]any); ok {
		return list
	}
	items, _ := v.([]any)
	var list []map[string]any
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			list = append(list, o)
		}
	}
	return list
}

// scalar is a text, number or truth as text.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// fill puts what was said into the fields of a row that are empty.
func fill(row reflect.Value, said map[string]any) {
	for _, c := range layouts()[row.Type()].columns {
		v, ok := said[c.name]
		if !ok {
			continue
		}
		f := row.Field(c.index)
		switch c.shape {
		case asText:
			if f.String() == "" {
				f.SetString(scalar(v))
			}
		case asNumber:
			if n, err := strconv.ParseFloat(scalar(v), 64); err == nil && f.IsNil() && n-n == 0 {
				f.Set(reflect.ValueOf(&n))
			}
		case asRow:
			if o, ok := v.(map[string]any); ok {
				if f.IsNil() {
					f.Set(reflect.New(f.Type().Elem()))
				}
				fill(f.Elem(), o)
			}
		case asRows:
			for _, o := range objects(v) {
				fillRow(f, o)
			}
		}
	}
}

// fillRow fills the row of a list that is meant, or adds one.
func fillRow(list reflect.Value, said map[string]any) {
	fresh := reflect.New(list.Type().Elem()).Elem()
	fill(fresh, said)
	name := identity(fresh)
	for i := range list.Len() {
		if name != "" && identity(list.Index(i)) == name {
			fill(list.Index(i), said)
			return
		}
	}
	list.Set(reflect.Append(list, fresh))
}

// identity is what tells a row from others in its list, in documents whose ids have been made anew.
func identity(row reflect.Value) string {
	switch row := row.Interface().(type) {
	case ServiceAtLocation:
		return row.ID
	case Phone:
		return row.Number
	case Address:
		return row.Address1
	case Language:
		return row.Name
	case URL:
		return row.URL
	case Contact:
		return row.Email
	case ServiceArea:
		return row.Name
	case Attribute:
		if t := row.TaxonomyTerm; t != nil && t.Code+t.Name != "" {
			return t.Taxonomy + "\x00" + t.Code + "\x00" + t.Name
		}
	case Accessibility:
		return row.Description
	}
	return ""
}
