package export

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// garden plants a word of its own into every text that a record can hold, and remembers where.
type garden map[string]string // path → word

func (g garden) word(path string) string {
	if _, ok := g[path]; !ok {
		g[path] = fmt.Sprintf("Canary%03dsings", len(g))
	}
	return g[path]
}

func (g garden) plant(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(g.word(path))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		g.plant(v.Elem(), path)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		g.plant(v.Index(0), path)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		key.SetString("en")
		if value.Kind() == reflect.Struct {
			key.SetString(g.word(path + ".key"))
		}
		g.plant(value, path)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				g.plant(v.Field(i), path+"."+f.Name)
			}
		}
	}
}

// grown returns a record with a word in every text, among them a channel of every kind and hours that hold words.
func grown(t testing.TB) (directory.Record, garden) {
	t.Helper()
	g := garden{}
	var r directory.Record
	g.plant(reflect.ValueOf(&r).Elem(), "Record")
	in := func(path string) string {
		return fmt.Sprintf("Mo-Fr 09:00-17:00 %q; PH off %q", g.word(path), g.word(path+".holiday"))
	}
	r.Service.HoursText = in("Record.Service.HoursText")
	first := r.Service.Channels[0]
	r.Service.Channels = nil
	for kind := directory.Phone; kind <= directory.Post; kind++ {
		c := first
		c.Kind = kind
		path := "Record.Service.Channels." + kind.String()
		c.Value, c.Extension = g.word(path), g.word(path+".ext")
		if kind == directory.Web || kind == directory.Chat || kind == directory.Form {
			c.Value = "https://" + strings.ToLower(c.Value) + ".example"
		}
		c.HoursText = in(path + ".HoursText")
		r.Service.Channels = append(r.Service.Channels, c)
	}
	delete(g, "Record.Service.Channels.Value")
	delete(g, "Record.Service.Channels.Extension")
	delete(g, "Record.Service.Channels.HoursText")
	r.Service.Aside = `{"locations":[{"address_1":"` + g.word("Record.Service.Aside") + `"}]}`
	r.Places[0].Point = &directory.Point{Lat: 50.85, Lon: 4.35}
	if len(g) < 80 {
		t.Fatalf("only %d words were planted", len(g))
	}
	return r, g
}

func resolved(t testing.TB, r directory.Record, o Options) *directory.Service {
	t.Helper()
	calendar := hours.Options{Zone: o.Zone, Public: hours.Dates(
		hours.Day{Year: 2026, Month: 12, Day: 25}, hours.Day{Year: 2027, Month: 1, Day: 1})}
	s, err := r.Resolve(facts.NewVocabulary(nil, nil), func(text string) (*hours.Schedule, error) {
		return hours.Parse(text, calendar)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// heard lists where the words come from that are found in an output, in whatever dress.
func heard(g garden, out string) []string {
	out = strings.ReplaceAll(out, "\r\n ", "")
	lower := strings.ToLower(out)
	var paths []string
	for path, word := range g {
		dresses := []string{word, strings.ToUpper(word), hex.EncodeToString([]byte(word))}
		found := slices.ContainsFunc(dresses, func(d string) bool { return strings.Contains(lower, strings.ToLower(d)) })
		for pad := range 3 { // the three ways in which a word may lie in base64
			text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(" ", pad) + word))
			found = found || strings.Contains(out, text[4:len(text)-4])
		}
		if found {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// mayLeave is every text of a record that any form may write. A new field is not in it: whoever adds one decides.
var mayLeave = strings.Fields(`
	Record.Service.ID Record.Service.Name Record.Service.Aka Record.Service.Neutral Record.Service.Does
	Record.Service.Offers Record.Service.Languages Record.Service.OtherLanguages Record.Service.FileLanguages
	Record.Service.Area Record.Service.Fees Record.Service.Apply Record.Service.Wait Record.Service.Access.Note
	Record.Service.For.Speakers Record.Service.For.Genders Record.Service.For.Residence Record.Service.For.Who
	Record.Service.For.ResidenceBarrier Record.Service.For.Circumstances
	Record.Service.HoursText Record.Service.HoursText.holiday Record.Service.HoursSaid
	Record.Service.Channels.Label Record.Service.Channels.phone Record.Service.Channels.phone.ext
	Record.Service.Channels.phone.HoursText Record.Service.Channels.phone.HoursText.holiday
	Record.Service.Channels.email Record.Service.Channels.email.ext
	Record.Service.Channels.email.HoursText Record.Service.Channels.email.HoursText.holiday
	Record.Service.Channels.chat Record.Service.Channels.chat.ext
	Record.Service.Channels.chat.HoursText Record.Service.Channels.chat.HoursText.holiday
	Record.Service.Channels.form Record.Service.Channels.form.ext
	Record.Service.Channels.form.HoursText Record.Service.Channels.form.HoursText.holiday
	Record.Service.Channels.web Record.Service.Channels.web.ext
	Record.Service.Channels.web.HoursText Record.Service.Channels.web.HoursText.holiday
	Record.Service.Channels.sms Record.Service.Channels.sms.ext
	Record.Service.Channels.sms.HoursText Record.Service.Channels.sms.HoursText.holiday
	Record.Service.Channels.app Record.Service.Channels.app.ext
	Record.Service.Channels.app.HoursText Record.Service.Channels.app.HoursText.holiday
	Record.Service.Notes Record.Service.Conflicts.Field Record.Service.Conflicts.Says Record.Service.Source
	Record.Service.CheckedOn Record.Service.Modified
	Record.Organisation.Name Record.Organisation.Web Record.Organisation.Email
	Record.Places.Name Record.Places.Street Record.Places.Postcode Record.Places.Town Record.Places.Region
	Record.Places.Country
	Record.ConfidentialPlaces.Area`)

// Of a service at a confidential place, only what is listed leaves, in any form and any dress; the list has nothing that
// none writes.
func TestOnlyWhatIsListedLeaves(t *testing.T) {
	_, o := brussels(t)
	o.Notes, o.Pages = true, "https://halte.example/services"
	r, g := grown(t)
	s := resolved(t, r, o)
	left := map[string]bool{}
	for _, f := range Forms() {
		for _, path := range heard(g, written(t, f.Name, []*directory.Service{s}, o)) {
			left[path] = true
			if !slices.Contains(mayLeave, path) {
				t.Errorf("%s writes %s", f.Name, path)
			}
		}
	}
	for _, path := range mayLeave {
		if _, planted := g[path]; !planted || !left[path] {
			t.Errorf("%s is listed, and no form writes it (planted: %v)", path, planted)
		}
	}
	for _, path := range []string{"Record.Service.Aside", "Record.ConfidentialPlaces.ID", "Record.Service.PlaceIDs",
		"Record.Service.Channels.post"} {
		if _, planted := g[path]; !planted || left[path] {
			t.Errorf("%s must be planted and must not leave", path)
		}
	}
}

// A postal address leaves only where no place is confidential.
func TestPostalAddressOfAPublicService(t *testing.T) {
	_, o := brussels(t)
	r, g := grown(t)
	r.ConfidentialPlaces = nil
	out := written(t, "csv", []*directory.Service{resolved(t, r, o)}, o)
	if !slices.Contains(heard(g, out), "Record.Service.Channels.post") {
		t.Error("the postal address of a public service is kept back")
	}
}

// A service that is only at a confidential place is on no map and has no address in any form.
func TestConfidentialPlaceIsOnNoMap(t *testing.T) {
	_, o := brussels(t)
	r, g := grown(t)
	r.Places = nil
	s := resolved(t, r, o)
	if out := written(t, "geojson", []*directory.Service{s}, o); len(heard(g, out)) > 0 || strings.Contains(out, "bbox") {
		t.Errorf("it is on the map: %s", out)
	}
	for form, signs := range map[string][]string{
		"vcard": {"ADR", "GEO"}, "vcard3": {"ADR", "GEO"}, "icalendar": {"LOCATION", "GEO"},
		"schema.org": {"address", "geo", "serviceLocation", "areaServed"}, "csv": {"geo:"},
	} {
		out := written(t, form, []*directory.Service{s}, o)
		for _, sign := range signs {
			if strings.Contains(out, sign) {
				t.Errorf("%s has %s", form, sign)
			}
		}
	}
}

// On a telephone or in a calendar that others look at stand a word that says nothing and the number, and nothing else: not
// even the neutral words, which are for speaking.
func TestNeutralSaysNothingElse(t *testing.T) {
	_, o := brussels(t)
	o.Notes, o.Pages = true, "https://halte.example/services"
	o.Neutral = true
	numbers := []string{"Record.Service.Channels.phone", "Record.Service.Channels.phone.ext",
		"Record.Service.Channels.sms", "Record.Service.Channels.sms.ext"}
	for form, want := range map[string][]string{"vcard": numbers, "vcard3": numbers, "icalendar": nil} {
		r, g := grown(t)
		out := written(t, form, []*directory.Service{resolved(t, r, o)}, o)
		if got := heard(g, out); !slices.Equal(got, want) || !strings.Contains(out, "Contact") {
			t.Errorf("%s has %q: %s", form, got, out)
		}
		if strings.Contains(strings.ToLower(out), "halte") {
			t.Errorf("%s names the program: %s", form, out)
		}
	}
}

// The test hears what it should: a word that is written is found, in each dress.
func TestHeard(t *testing.T) {
	g := garden{}
	word := g.word("x")
	for _, out := range []string{word, strings.ToUpper(word), word[:5] + "\r\n " + word[5:],
		hex.EncodeToString([]byte(word)), base64.StdEncoding.EncodeToString([]byte("a" + word)),
		base64.StdEncoding.EncodeToString([]byte("ab" + word + "c"))} {
		if !slices.Equal(heard(g, out), slices.Collect(maps.Keys(g))) {
			t.Errorf("%s is not heard", out)
		}
	}
	if heard(g, "a song without words") != nil {
		t.Error("something is heard that is not there")
	}
}
