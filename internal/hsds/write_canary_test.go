package hsds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// memory is a directory of files in memory.
type memory map[string]*bytes.Buffer

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func (m memory) create(name string) (io.WriteCloser, error) {
	m[name] = &bytes.Buffer{}
	return nopCloser{m[name]}, nil
}

func sequence(services ...*directory.Service) iter.Seq2[*directory.Service, error] {
	return func(yield func(*directory.Service, error) bool) {
		for _, s := range services {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// forms is everything that can be written of a service, by the name of the form.
func forms(t testing.TB, o Options, services ...*directory.Service) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, write := range map[string]func(io.Writer, Services, Options) error{"array": WriteArray, "lines": WriteLines} {
		var b bytes.Buffer
		if err := write(&b, sequence(services...), o); err != nil {
			t.Fatal(err)
		}
		out[name] = b.String()
	}
	var one bytes.Buffer
	if err := WriteOne(&one, services[0], o); err != nil {
		t.Fatal(err)
	}
	out["one"] = one.String()
	files := memory{}
	if err := WriteTabular(files.create, sequence(services...), o); err != nil {
		t.Fatal(err)
	}
	for name, b := range files {
		if name != "datapackage.json" { // it has no data
			out["tabular"] += name + "\n" + b.String()
		}
	}
	return out
}

// planter puts a different canary in every text that a value can hold.
type planter struct {
	prefix string
	n      int
	all    map[string]string // canary → where it was put
}

func (p *planter) canary(where string) string {
	p.n++
	c := fmt.Sprintf("%s%03dz", p.prefix, p.n)
	p.all[c] = where
	return c
}

func (p *planter) plant(v reflect.Value, where string) {
	switch {
	case v.Type() == reflect.TypeFor[lang.Text]():
		v.Set(reflect.ValueOf(lang.Text{"fr": p.canary(where)}))
	case v.Kind() == reflect.String:
		v.SetString(p.canary(where))
	case v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct:
		v.Set(reflect.New(v.Type().Elem()))
		p.plant(v.Elem(), where)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		p.plant(v.Index(0), where)
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		item := reflect.New(v.Type().Elem()).Elem()
		p.plant(item, where)
		v.SetMapIndex(reflect.ValueOf(p.canary(where+" key")).Convert(v.Type().Key()), item)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && f.Tag.Get("json") != "-" {
				p.plant(v.Field(i), where+"."+f.Name)
			}
		}
	}
}

// planted is a service with a canary in every text, at one place that may be known and one that may not.
func planted(t *testing.T) (s *directory.Service, open *planter) {
	t.Helper()
	open = &planter{prefix: "open", all: map[string]string{}}
	r := directory.Record{Service: directory.Service{}}
	open.plant(reflect.ValueOf(&r.Service).Elem(), "Service")
	open.plant(reflect.ValueOf(&r.Organisation).Elem(), "Organisation")
	var place directory.Place
	open.plant(reflect.ValueOf(&place).Elem(), "Place")
	open.plant(reflect.ValueOf(&r.ConfidentialPlaces).Elem(), "ConfidentialPlace")
	r.Places = []directory.Place{place}
	r.Service.Organisation = r.Organisation.ID
	r.Service.PlaceIDs = []string{place.ID, r.ConfidentialPlaces[0].ID}
	// These have a form that a canary has not, or are made into something else on purpose.
	r.Service.HoursText, r.Service.Channels[0].HoursText = "Mo-Fr 09:00-17:00; PH off", "Tu 10:00-11:00"
	r.Service.CheckedOn, r.Service.Modified = "2026-03-08", "2026-03-09T10:00:00Z"
	r.Organisation.Web, r.Organisation.Email = "https://openweb.example/", "openmail@mail.example"
	for c, where := range open.all {
		switch where {
		case "Service.HoursText", "Service.Channels.HoursText", "Service.CheckedOn", "Service.Modified", "Organisation.Web",
			"Organisation.Email", "Service.Aside",
			"Service.ID", "Service.Organisation", "Service.PlaceIDs", "Organisation.ID", "Place.ID", "ConfidentialPlace.ID":
			delete(open.all, c)
		}
	}
	open.all["https://openweb.example/"], open.all["openmail@mail.example"] = "Organisation.Web", "Organisation.Email"
	open.all["2026-03-08"], open.all["2026-03-09T10:00:00Z"] = "Service.CheckedOn", "Service.Modified"
	p := brussels(t)
	s, err := r.Resolve(p.Vocabulary, func(text string) (*hours.Schedule, error) {
		return hours.Parse(text, hours.Options{Zone: p.Zone()})
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, open
}

// What a source may once have said of a confidential place: a document with a canary in every field of the place, its
// address, numbers, contacts, schedules and history, wherever in the service it may stand.
func secretAside(t *testing.T, s *directory.Service) (aside string, secret *planter) {
	t.Helper()
	secret = &planter{prefix: "secret", all: map[string]string{}}
	var at ServiceAtLocation
	secret.plantRows(reflect.ValueOf(&at).Elem(), "at", 3)
	at.Location.ID, at.Location.LocationType = s.Hidden[0].ID, "physical"
	at.LocationID = s.Hidden[0].ID
	unknown := at
	location := *at.Location
	location.ID = "a place that nobody knows"
	unknown.Location, unknown.LocationID = &location, location.ID
	var history Metadata
	secret.plantRows(reflect.ValueOf(&history).Elem(), "metadata", 1)
	var phone Phone
	secret.plantRows(reflect.ValueOf(&phone).Elem(), "phone", 1)
	phone.LocationID = s.Hidden[0].ID
	doc := Service{
		ServiceAtLocations: []ServiceAtLocation{at, unknown}, Metadata: []Metadata{history}, Phones: []Phone{phone},
		Organization:   &Organization{Locations: []Location{location}, Metadata: []Metadata{history}},
		Program:        &Program{Name: "openprogram", Metadata: []Metadata{history}},
		Accreditations: "openaccreditation",
	}
	body, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]any{}
	if err := json.Unmarshal(body, &said); err != nil {
		t.Fatal(err)
	}
	said["x_vendor"] = map[string]any{"shelter_street": secret.canary("a vendor's own field")}
	said["longitude"], said["addresses"] = secret.canary("longitude"), []string{secret.canary("addresses")}
	if body, err = json.Marshal(said); err != nil {
		t.Fatal(err)
	}
	return string(body), secret
}

// plantRows plants documents, which contain themselves, to a depth.
func (p *planter) plantRows(v reflect.Value, where string, depth int) {
	if depth == 0 {
		return
	}
	for i := range v.NumField() {
		f := v.Field(i)
		name := where + "." + v.Type().Field(i).Name
		switch {
		case f.Kind() == reflect.String:
			f.SetString(p.canary(name))
		case f.Kind() == reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			p.plantRows(f.Index(0), name, depth-1)
		case f.Kind() == reflect.Pointer && f.Type().Elem().Kind() == reflect.Struct && !v.Type().Field(i).Anonymous:
			f.Set(reflect.New(f.Type().Elem()))
			p.plantRows(f.Elem(), name, depth-1)
		}
	}
}

// Everything that a service says leaves in every form, except what may tell where a confidential place is, which leaves
// in none.
func TestCanaries(t *testing.T) {
	s, open := planted(t)
	aside, secret := secretAside(t, s)
	s.Aside = aside
	open.all["openprogram"], open.all["openaccreditation"] = "aside.program", "aside.accreditations"
	_, o := brusselsPack(t, "en")
	if len(secret.all) < 150 || len(open.all) < 50 {
		t.Fatalf("%d secret and %d open canaries: too few to mean anything", len(secret.all), len(open.all))
	}
	for form, text := range forms(t, o, s) {
		for c, where := range secret.all {
			if strings.Contains(text, c) {
				t.Errorf("%s: leaks %s", form, where)
			}
		}
		for _, id := range []string{s.Hidden[0].ID} {
			if strings.Contains(text, id) {
				t.Errorf("%s: leaks the id that a source gave a confidential place", form)
			}
		}
		for c, where := range open.all {
			if !strings.Contains(text, c) {
				t.Errorf("%s: loses %s", form, where)
			}
		}
	}
}

// The same texts leave when no place is confidential: it is not by dropping everything that nothing leaks.
func TestAsideReturns(t *testing.T) {
	s, _ := planted(t)
	aside, secret := secretAside(t, s)
	s.Aside, s.Hidden = aside, nil
	_, o := brusselsPack(t, "en")
	text := forms(t, o, s)["lines"]
	returned := 0
	for c := range secret.all {
		if strings.Contains(text, c) {
			returned++
		}
	}
	if returned < 40 {
		t.Errorf("%d of %d texts came back", returned, len(secret.all))
	}
}
