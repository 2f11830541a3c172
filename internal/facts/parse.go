package facts

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
)

// Bounds on what is read. They are far above any real situation.
const (
	maxListed  = 64 // values of one fact
	maxLength  = 64 // bytes of one value
	firstYear  = 2000
	lastYear   = 2100
	maxDetails = 20 // faults reported at once
)

// Parse reads facts as they come out of JSON or YAML: a map from key to a string, a boolean or a list. Every fault
// is reported with its field, in one error; nothing is guessed and nothing is dropped.
func (v *Vocabulary) Parse(raw map[string]any) (Facts, error) {
	p := parser{vocabulary: v}
	for _, name := range sortedKeys(raw) {
		p.field(name, raw[name])
	}
	if len(p.details) > 0 {
		return Facts{}, fault.InvalidFields(p.details)
	}
	return p.facts, nil
}

type parser struct {
	vocabulary *Vocabulary
	facts      Facts
	details    []fault.Detail
}

func (p *parser) fail(field, key string, args map[string]string) {
	if len(p.details) < maxDetails {
		p.details = append(p.details, fault.Detail{Field: fault.Clip(field), Key: key, Args: args})
	}
}

func (p *parser) field(name string, raw any) {
	if raw == nil { // an explicit null is an explicit unknown
		return
	}
	if name == "at" {
		p.at(raw)
		return
	}
	key, ok := KeyNamed(name)
	if !ok {
		p.fail(name, "facts.unknown-key", map[string]string{"key": fault.Clip(name), "near": nearest(name, keyNames())})
		return
	}
	if key == Place {
		p.place(raw)
		return
	}
	for i, value := range p.list(key, raw) {
		field := name
		if key.Many() {
			field = fmt.Sprintf("%s[%d]", name, i)
		}
		p.value(key, field, value)
	}
}

// list makes a list of what was given for a key; one value alone is a list of one.
func (p *parser) list(key Key, raw any) []any {
	list, isList := raw.([]any)
	switch {
	case !isList:
		return []any{raw}
	case !key.Many() && len(list) > 1:
		p.fail(key.String(), "facts.one-value", nil)
		return nil
	case len(list) > maxListed:
		p.fail(key.String(), "facts.too-many", map[string]string{"max": strconv.Itoa(maxListed)})
		return nil
	}
	return list
}

func (p *parser) value(key Key, field string, raw any) {
	id, ok := p.text(field, raw)
	if !ok || id == "" || id == "unknown" { // said to be unknown: the same as not given
		return
	}
	if i, ok := p.vocabulary.Value(key, id); ok {
		p.facts.Set = p.facts.Set.With(key, i)
		return
	}
	if key == Languages && looksLikeTag(id) {
		p.language(id)
		return
	}
	allowed := p.vocabulary.ids(key)
	p.fail(field, "facts.unknown-value", map[string]string{
		"value": id, "near": nearest(id, allowed), "allowed": strings.Join(allowed, ", "),
	})
}

// language takes a tag that the pack does not list as such: by its base language if the pack lists that ("fr-BE" is
// French), and otherwise as a language that nobody in the directory is known to speak.
func (p *parser) language(tag string) {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if i, ok := p.vocabulary.Value(Languages, base); ok {
		p.facts.Set = p.facts.Set.With(Languages, i)
		return
	}
	p.facts.Set[Languages] |= Other
	if !slices.Contains(p.facts.OtherLanguages, base) {
		p.facts.OtherLanguages = append(p.facts.OtherLanguages, base)
	}
}

func (p *parser) text(field string, raw any) (string, bool) {
	switch x := raw.(type) {
	case bool:
		if x {
			return "yes", true
		}
		return "no", true
	case string:
		if len(x) > maxLength {
			p.fail(field, "facts.too-long", map[string]string{"value": fault.Clip(x)})
			return "", false
		}
		return strings.TrimSpace(x), true
	}
	p.fail(field, "facts.not-text", nil)
	return "", false
}

func (p *parser) at(raw any) {
	if t, ok := raw.(time.Time); ok { // YAML reads an unquoted instant by itself
		p.instant(t, t.Format(time.RFC3339))
		return
	}
	text, ok := p.text("at", raw)
	if !ok || text == "" {
		return
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		p.fail("at", "facts.bad-instant", map[string]string{"value": fault.Clip(text)})
		return
	}
	p.instant(t, text)
}

func (p *parser) instant(t time.Time, text string) {
	if t.Year() < firstYear || t.Year() > lastYear {
		p.fail("at", "facts.instant-range", map[string]string{
			"value": fault.Clip(text), "first": strconv.Itoa(firstYear), "last": strconv.Itoa(lastYear)})
		return
	}
	p.facts.At = t
}

func (p *parser) place(raw any) {
	switch x := raw.(type) {
	case int:
		raw = strconv.Itoa(x)
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1e9 {
			raw = strconv.Itoa(int(x))
		}
	case map[string]any:
		p.spotFields(x)
		return
	}
	text, ok := p.text("place", raw)
	if !ok || text == "" {
		return
	}
	if lat, lon, isPair := strings.Cut(text, ","); isPair {
		p.spot(lat, lon)
		return
	}
	if !looksLikePostcode(text) {
		p.fail("place", "facts.bad-place", map[string]string{"value": fault.Clip(text)})
		return
	}
	p.facts.Postcode = text
	p.facts.Set[Place] = Other
	if area, ok := p.vocabulary.areas[text]; ok {
		p.facts.Set[Place] = 1 << area
	}
}

func (p *parser) spotFields(x map[string]any) {
	lat, okLat := x["lat"].(float64)
	lon, okLon := x["lon"].(float64)
	if !okLat || !okLon || len(x) != 2 {
		p.fail("place", "facts.bad-place", map[string]string{"value": "{lat, lon}"})
		return
	}
	p.spot(strconv.FormatFloat(lat, 'f', -1, 64), strconv.FormatFloat(lon, 'f', -1, 64))
}

func (p *parser) spot(latText, lonText string) {
	lat, errLat := strconv.ParseFloat(strings.TrimSpace(latText), 64)
	lon, errLon := strconv.ParseFloat(strings.TrimSpace(lonText), 64)
	if errLat != nil || errLon != nil || !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) {
		p.fail("place", "facts.bad-place", map[string]string{"value": fault.Clip(latText + "," + lonText)})
		return
	}
	p.facts.Spot = &Spot{Lat: lat, Lon: lon}
}

// ids lists a fact's values.
func (v *Vocabulary) ids(k Key) []string {
	list := make([]string, 0, len(v.facts[k].Values))
	for _, value := range v.facts[k].Values {
		list = append(list, value.ID)
	}
	return list
}

func keyNames() []string { return append([]string{"at"}, names[:]...) }

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
