package app

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/index"
)

// Bounds on what is looked for.
const (
	maxQuery    = 500    // bytes of words
	maxPageSize = 100    // services on a page
	maxReach    = 20_000 // services that may be paged through: further down nobody reads
	maxWithin   = 1000   // kilometres
	pageSize    = 20
	maxValues   = 64
)

// Wanted is what services are looked for by.
type Wanted struct {
	At    time.Time
	Page  int // from 1
	query index.Query
}

// WantedNames lists what services may be looked for by, as faces name it: "at", "open", "q", "near", "within", "page",
// "per_page", "facets", "access", and every attribute.
func WantedNames() []string {
	names := []string{"at", "open", "q", "near", "within", "page", "per_page", "facets", "access", "commune"}
	for _, a := range index.Attributes() {
		names = append(names, a.String())
	}
	return names
}

// Lists tells whether a name takes several values.
func Lists(name string) bool {
	_, attribute := index.AttributeNamed(name)
	return attribute || name == "access" || name == "commune"
}

// ReadWanted reads what services are looked for by, as JSON, an address, a form or flags give it: names with a text, a
// number, a boolean, or a list of them. Every fault is told with its field. Without a moment it is about now.
func (a *App) ReadWanted(raw map[string]any, now time.Time) (Wanted, error) {
	r := wantedReader{app: a, wanted: Wanted{At: now, Page: 1}}
	r.wanted.query.Limit = pageSize
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		r.field(name, raw[name])
	}
	if r.wanted.query.Within > 0 && r.wanted.query.Near == nil && raw["near"] == nil {
		r.fail("within", "find.within-alone", nil)
	}
	w := &r.wanted
	w.query.Offset = (w.Page - 1) * w.query.Limit
	if w.query.Offset > maxReach {
		r.fail("page", "find.number", map[string]string{"min": "1", "max": strconv.Itoa(maxReach/w.query.Limit + 1)})
	}
	if len(r.details) > 0 {
		return Wanted{}, fault.InvalidFields(r.details)
	}
	w.At = w.At.In(a.Zone())
	w.query.At = w.At
	return r.wanted, nil
}

// Narrows tells whether anything in particular is looked for.
func (w *Wanted) Narrows() bool {
	q := &w.query
	return q.Open || q.Words != "" || q.Near != nil || len(q.Having) > 0 || len(q.In) > 0
}

type wantedReader struct {
	app     *App
	wanted  Wanted
	details []fault.Detail
}

func (r *wantedReader) fail(field, key string, args map[string]string) {
	r.details = append(r.details, fault.Detail{Field: field, Key: key, Args: args})
}

func (r *wantedReader) field(name string, raw any) {
	q := &r.wanted.query
	switch name {
	case "at":
		r.at(raw)
	case "open":
		q.Open = r.yes(name, raw)
	case "facets":
		q.Facets = r.yes(name, raw)
	case "q":
		q.Words = r.words(raw)
	case "near":
		r.near(raw)
	case "within":
		q.Within = r.kilometres(raw)
	case "page":
		r.wanted.Page = r.number(name, raw, maxReach)
	case "per_page":
		q.Limit = r.number(name, raw, maxPageSize)
	case "access":
		r.access(raw)
	case "commune":
		r.communes(raw)
	default:
		attribute, ok := index.AttributeNamed(name)
		if !ok {
			r.fail(fault.Clip(name), "find.unknown-field", map[string]string{"allowed": strings.Join(WantedNames(), ", ")})
			return
		}
		r.having(attribute, raw)
	}
}

// texts makes a list of texts of what was given. Commas separate too, so that an address stays short.
func (r *wantedReader) texts(name string, raw any) []string {
	var list []string
	items, ok := raw.([]any)
	if !ok {
		items = []any{raw}
	}
	for _, item := range items {
		text, ok := r.text(name, item)
		if !ok {
			return nil
		}
		for part := range strings.SplitSeq(text, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
	}
	if len(list) > maxValues {
		r.fail(name, "facts.too-many", map[string]string{"max": strconv.Itoa(maxValues)})
		return nil
	}
	return list
}

func (r *wantedReader) text(name string, raw any) (string, bool) {
	switch v := raw.(type) {
	case nil:
		return "", true
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v], true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case int:
		return strconv.Itoa(v), true
	case string:
		if len(v) > maxQuery || !utf8.ValidString(v) {
			r.fail(name, "facts.too-long", map[string]string{"value": fault.Clip(v)})
			return "", false
		}
		return strings.TrimSpace(v), true
	case []any:
		if len(v) == 1 {
			return r.text(name, v[0])
		}
	}
	r.fail(name, "facts.one-value", nil)
	return "", false
}

func (r *wantedReader) at(raw any) {
	if list, ok := raw.([]any); ok && len(list) == 1 {
		raw = list[0]
	}
	f, err := r.app.pack.Vocabulary.Parse(map[string]any{"at": raw})
	if err != nil {
		r.details = append(r.details, fault.From(err).Details...)
		return
	}
	if !f.At.IsZero() {
		r.wanted.At = f.At
	}
}

func (r *wantedReader) yes(name string, raw any) bool {
	text, _ := r.text(name, raw)
	switch text {
	case "true", "yes", "1":
		return true
	case "false", "no", "0", "":
		return false
	}
	r.fail(name, "find.true-or-false", nil)
	return false
}

func (r *wantedReader) words(raw any) string {
	text, _ := r.text("q", raw)
	return text
}

func (r *wantedReader) number(name string, raw any, most int) int {
	text, ok := r.text(name, raw)
	n, err := strconv.Atoi(text)
	if ok && text != "" && (err != nil || n < 1 || n > most) {
		r.fail(name, "find.number", map[string]string{"min": "1", "max": strconv.Itoa(most)})
	}
	if text == "" || n < 1 {
		return 1
	}
	return n
}

func (r *wantedReader) kilometres(raw any) float64 {
	text, ok := r.text("within", raw)
	if !ok || text == "" {
		return 0
	}
	km, err := strconv.ParseFloat(text, 64)
	if err != nil || !(km > 0 && km <= maxWithin) {
		r.fail("within", "find.number", map[string]string{"min": "0.1", "max": strconv.Itoa(maxWithin)})
		return 0
	}
	return km
}

// near reads a place: a postcode whose middle is known, or latitude and longitude.
func (r *wantedReader) near(raw any) {
	if at, ok := raw.(map[string]any); ok {
		raw = fmt.Sprint(at["lat"], ",", at["lon"])
	}
	text, ok := r.text("near", raw)
	if !ok || text == "" {
		return
	}
	if lat, lon, isPair := strings.Cut(text, ","); isPair {
		p, errLat := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		q, errLon := strconv.ParseFloat(strings.TrimSpace(lon), 64)
		if errLat == nil && errLon == nil && math.Abs(p) <= 90 && math.Abs(q) <= 180 {
			r.wanted.query.Near = &directory.Point{Lat: p, Lon: q}
			return
		}
	} else if middle, ok := r.app.around(text); ok {
		r.wanted.query.Near = &middle
		return
	}
	r.fail("near", "find.bad-near", map[string]string{"value": fault.Clip(text)})
}

// access asks for one or more things of accessibility at once.
func (r *wantedReader) access(raw any) {
	allowed := []string{index.StepFree.String(), index.SignLanguage.String(), index.EasyToRead.String(),
		index.Interpreters.String()}
	for _, name := range r.texts("access", raw) {
		if !slices.Contains(allowed, name) {
			r.unknown("access", name, allowed)
			continue
		}
		a, _ := index.AttributeNamed(name)
		r.add(a, 1<<directory.Yes)
	}
}

// communes reads areas of the map, by id or postcode.
func (r *wantedReader) communes(raw any) {
	for _, id := range r.texts("commune", raw) {
		area, ok := r.app.area(id)
		if !ok {
			r.fail("commune", "find.bad-near", map[string]string{"value": fault.Clip(id)})
			return
		}
		q := &r.wanted.query
		q.In, q.InKnown = append(q.In, areaTag(area.ID)), areaTag("")
	}
}

func (r *wantedReader) unknown(field, value string, allowed []string) {
	r.fail(field, "facts.unknown-value", map[string]string{"value": fault.Clip(value), "near": "",
		"allowed": strings.Join(allowed, ", ")})
}

// having reads the values of an attribute.
func (r *wantedReader) having(a index.Attribute, raw any) {
	var mask uint64
	for _, id := range r.texts(a.String(), raw) {
		value, ok := r.app.value(a, id)
		if !ok {
			r.notValue(a, id)
			return
		}
		mask |= 1 << value
	}
	if mask != 0 {
		r.add(a, mask)
	}
}

// notValue tells of a value that an attribute has not, as the vocabulary would tell of it in facts.
func (r *wantedReader) notValue(a index.Attribute, id string) {
	key, ok := a.Fact()
	if ok {
		_, err := r.app.pack.Vocabulary.Parse(map[string]any{key.String(): id})
		if err != nil {
			for _, d := range fault.From(err).Details {
				d.Field = a.String()
				r.details = append(r.details, d)
			}
			return
		}
	}
	r.unknown(a.String(), id, r.app.valuesOf(a))
}

func (r *wantedReader) add(a index.Attribute, mask uint64) {
	q := &r.wanted.query
	for i := range q.Having {
		if q.Having[i].Attribute == a {
			q.Having[i].Values |= mask
			return
		}
	}
	q.Having = append(q.Having, index.Filter{Attribute: a, Values: mask})
}
