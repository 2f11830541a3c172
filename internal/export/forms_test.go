package export

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

type featureRead struct {
	ID       string
	Geometry struct {
		Type        string
		Coordinates json.RawMessage
	}
	Properties map[string]any
}

type collectionRead struct {
	Type     string
	Features []featureRead
	Bbox     []float64
}

func at(lat, lon float64) *directory.Place {
	return &directory.Place{Point: &directory.Point{Lat: lat, Lon: lon}}
}

func TestGeoJSONHasOnlyKnownPoints(t *testing.T) {
	_, o := brussels(t)
	org, pointless := &directory.Organisation{}, &directory.Place{Street: lang.Text{"en": "no point"}}
	list := []*directory.Service{
		{ID: "one", Org: org, Places: []*directory.Place{at(50.8503396001, 4.3517103)}},
		{ID: "two", Org: org, Places: []*directory.Place{at(50, 4), pointless, at(51.5, -0.00000001)}},
		{ID: "unknown", Org: org, Places: []*directory.Place{pointless}},
		{ID: "hidden", Org: org, Hidden: []*directory.ConfidentialPlace{{ID: "h"}}},
		{ID: "nowhere", Org: org},
		{ID: "empty fields", Org: org, Places: []*directory.Place{at(0, 0)}},
		{ID: "off the earth", Org: org, Places: []*directory.Place{at(91, 4), at(-91, 4), at(4, 181),
			at(4, -181), at(math.NaN(), 4), at(4, math.Inf(1))}},
	}
	text := written(t, "geojson", list, o)
	var doc collectionRead
	unmarshal(t, text, &doc)
	if doc.Type != "FeatureCollection" || len(doc.Features) != 2 {
		t.Fatalf("%d features: %s", len(doc.Features), text)
	}
	one, two := doc.Features[0], doc.Features[1]
	if one.ID != "one" || one.Geometry.Type != "Point" || string(one.Geometry.Coordinates) != "[4.3517103,50.8503396]" {
		t.Errorf("longitude first, seven decimals at most: %+v", one)
	}
	if two.Geometry.Type != "MultiPoint" || string(two.Geometry.Coordinates) != "[[4,50],[0,51.5]]" {
		t.Errorf("%s %s", two.Geometry.Type, two.Geometry.Coordinates)
	}
	if !slices.Equal(doc.Bbox, []float64{0, 50, 4.3517103, 51.5}) {
		t.Errorf("the box is %v", doc.Bbox)
	}
	if empty := written(t, "geojson", list[2:], o); strings.Contains(empty, "bbox") || !json.Valid([]byte(empty)) {
		t.Errorf("without features: %s", empty)
	}
}

func TestGeoJSONReadsBack(t *testing.T) {
	_, o := brussels(t)
	rapid.Check(t, func(r *rapid.T) {
		s := service().Draw(r, "service")
		var doc collectionRead
		text := written(t, "geojson", []*directory.Service{s}, o)
		unmarshal(t, text, &doc)
		public := len(s.Places) > 0 && known(*s.Places[0].Point)
		if len(doc.Features) == 1 != public {
			r.Fatalf("%d features; public: %v", len(doc.Features), public)
		}
		if strings.Contains(text, "ASIDE") || strings.Contains(text, "HIDDEN") {
			r.Fatalf("it leaks: %s", text)
		}
		for _, f := range doc.Features {
			does := emptyIsAbsent(clean(s.Does["en"]))
			if f.Properties["name"] != cleanLine(s.Name["en"]) || f.Properties["does"] != does {
				r.Fatalf("%+v is not %+v", f.Properties, s)
			}
		}
	})
}

func emptyIsAbsent(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Whatever the directory holds, a card and a calendar have the lines that they should and no other.
func TestCardsAndCalendarReadBack(t *testing.T) {
	_, o := brussels(t)
	o.Notes, o.Pages = true, "https://halte.example/services/"
	allowed := strings.Fields(`BEGIN VERSION KIND N UID FN TEL X-ABLabel ORG EMAIL URL ADR GEO LANG NOTE SOURCE END
		PRODID CALSCALE TZID DTSTART DTEND DTSTAMP TZOFFSETFROM TZOFFSETTO SUMMARY TRANSP DESCRIPTION`)
	rapid.Check(t, func(r *rapid.T) {
		s := service().Draw(r, "service")
		s.Hours = closedAtChristmas(t, o)
		o.Neutral = rapid.Bool().Draw(r, "neutral")
		name := cleanLine(s.Name["en"])
		if o.Neutral {
			name = "Contact"
		}
		name = cmp.Or(name, "Contact")
		for _, form := range []string{"vcard", "vcard3", "icalendar"} {
			text := written(t, form, []*directory.Service{s}, o)
			count := map[string]int{}
			for _, p := range unfold(t, text) {
				count[p.name]++
				if !slices.Contains(allowed, p.name) {
					r.Fatalf("%s: a line nobody wrote: %+v", form, p)
				}
				if p.name == "FN" && p.value != name {
					r.Fatalf("%s: %q is not %q", form, p.value, name)
				}
			}
			want := map[string]int{"vcard": 1, "vcard3": 1, "icalendar": 2}[form]
			if count["BEGIN"] != want || count["END"] != want {
				r.Fatalf("%s has %d beginnings and %d ends: %s", form, count["BEGIN"], count["END"], text)
			}
			if strings.Contains(text, "ASIDE") || strings.Contains(text, "HIDDEN") {
				r.Fatalf("it leaks: %s", text)
			}
		}
	})
}

func find(list []property, name string) []string {
	var out []string
	for _, p := range list {
		if p.name == name {
			out = append(out, p.params+"|"+strings.Join(p.values, "|"))
		}
	}
	return out
}

func cardService() *directory.Service {
	return &directory.Service{
		ID: "x", Name: lang.Text{"en": "A, B; C\\D"}, Neutral: lang.Text{"en": "People who listen."},
		Does: lang.Text{"en": "Violence"}, Languages: []string{"fr", "not a tag"},
		Org: &directory.Organisation{Name: lang.Text{"en": "Org; Ltd"}, Web: "https://org.example"},
		Channels: []directory.Channel{
			{Kind: directory.Phone, Value: "0800 30 030", Label: lang.Text{"en": "Line"}},
			{Kind: directory.Phone, Value: "+32 2 514", Extension: "12"}, {Kind: directory.SMS, Value: "8989"},
			{Kind: directory.Email, Value: "a@b.example"}, {Kind: directory.Web, Value: "javascript:x"},
		},
		Places: []*directory.Place{{Street: lang.Text{"en": "Rue X 1"}, Postcode: "1060",
			Town: lang.Text{"en": "Saint-Gilles"}, Country: "BE", Point: &directory.Point{Lat: 50.5, Lon: 4.25}}},
	}
}

func TestVCard(t *testing.T) {
	_, o := brussels(t)
	list := []*directory.Service{cardService()}
	card := unfold(t, written(t, "vcard", list, o))
	if card[0].value != "VCARD" || card[1].name != "VERSION" || card[1].value != "4.0" {
		t.Errorf("the version must come first: %+v", card[:2])
	}
	for name, want := range map[string][]string{
		"FN": {"|A, B; C\\D"}, "ORG": {"|Org; Ltd"}, "KIND": {"|org"}, "LANG": {"|fr"}, "URL": nil, "NOTE": nil, "N": nil,
		"TEL":   {"TYPE=VOICE;PREF=1|0800 30 030", "TYPE=VOICE|+32 2 514 ext. 12", "TYPE=text|8989"},
		"EMAIL": {"|a@b.example"}, "X-ABLabel": {"|Line"}, "ADR": {"|||Rue X 1|Saint-Gilles||1060|BE"},
		"GEO": {"|geo:50.5,4.25"},
	} {
		if got := find(card, name); !slices.Equal(got, want) {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	old := unfold(t, written(t, "vcard3", list, o))
	for name, want := range map[string][]string{
		"VERSION": {"|3.0"}, "N": {"|A, B; C\\D||||"}, "GEO": {"|50.5|4.25"}, "KIND": nil, "LANG": nil,
		"TEL": {"TYPE=VOICE,PREF|0800 30 030", "TYPE=VOICE|+32 2 514 ext. 12", "TYPE=MSG|8989"},
	} {
		if got := find(old, name); !slices.Equal(got, want) {
			t.Errorf("3.0: %s is %q, not %q", name, got, want)
		}
	}
}

func TestVCardIsDiscreet(t *testing.T) {
	_, o := brussels(t)
	list := []*directory.Service{cardService()}
	o.Notes = true
	if got := find(unfold(t, written(t, "vcard", list, o)), "NOTE"); !slices.Equal(got, []string{"|Violence"}) {
		t.Errorf("a note that was asked for is %q", got)
	}
	o.Neutral = true
	card := unfold(t, written(t, "vcard", list, o))
	if got := find(card, "FN"); !slices.Equal(got, []string{"|Contact"}) {
		t.Errorf("the neutral name is %q", got)
	}
	if got := find(card, "TEL"); len(got) != 3 || got[0] != "TYPE=VOICE;PREF=1|0800 30 030" {
		t.Errorf("the numbers are %q", got)
	}
	if len(card) != 9 {
		t.Errorf("a neutral card has more than it should: %+v", card)
	}
}

func TestUIDIsStableAndSaysNothing(t *testing.T) {
	const want = "369f278d-f04a-8a8e-a37c-93bf484f7fa3" // as in files that are out already: it must stay
	if got := uid("cpvcf"); got != want || got == uid("caw") || got == uid("cpvcf", "") {
		t.Errorf("%s is not %s, or that of another", got, want)
	}
}

// The linked data of a page may stand in a script element, whatever it holds.
func TestSchemaOrgIsSafeInAScript(t *testing.T) {
	_, o := brussels(t)
	rapid.Check(t, func(r *rapid.T) {
		s := service().Draw(r, "service")
		b, err := SchemaOrg(s, o)
		if err != nil {
			r.Fatal(err)
		}
		text := string(b)
		if strings.ContainsAny(text, "<>&\u2028\u2029") || strings.Contains(text, "ASIDE") ||
			strings.Contains(text, "HIDDEN") {
			r.Fatalf("not safe: %s", b)
		}
		var doc map[string]any
		unmarshal(t, text, &doc)
		if doc["name"] != cleanLine(s.Name["en"]) || doc["@context"] != schemaContext {
			r.Fatalf("not the service: %s", b)
		}
	})
}

func TestSchemaOrgSaysNoMoreThanIsKnown(t *testing.T) {
	_, o := brussels(t)
	linked := func(text string) string {
		s := cardService()
		s.Hours = schedule(t, text, o)
		b, err := SchemaOrg(s, o)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	sure := linked("Mo-Fr 09:00-17:00; PH off")
	for _, want := range []string{`"opens":"09:00","closes":"17:00"`, `["PublicHolidays"],"opens":"00:00","closes":"00:00"`,
		`"telephone":"0800 30 030"`, `"streetAddress":"Rue X 1"`, `"serviceUrl":"mailto:a@b.example"`,
		`"@type":"Service"`} {
		if !strings.Contains(sure, want) {
			t.Errorf("%s is not in %s", want, sure)
		}
	}
	for _, never := range []string{"javascript", "NGO", "GovernmentService"} {
		if strings.Contains(sure, never) {
			t.Errorf("%s is in %s", never, sure)
		}
	}
	unsure := linked(`Mo-Fr 09:00-17:00; PH unknown "holiday hours not known"`)
	if strings.Contains(unsure, `"opens"`) || !strings.Contains(unsure, "holiday hours not known") {
		t.Errorf("hours that are not sure are given as sure: %s", unsure)
	}
}
