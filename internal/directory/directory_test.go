package directory

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

var zone = func() *time.Location {
	z, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	return z
}()

func vocabulary() *facts.Vocabulary {
	values := func(ids ...string) []facts.Value {
		var list []facts.Value
		for _, id := range ids {
			list = append(list, facts.Value{ID: id, Label: lang.Text{"en": id}})
		}
		return list
	}
	return facts.NewVocabulary([]facts.Fact{
		{ID: "gender", Values: values("woman", "man")}, {ID: "children", Values: values("yes", "no")},
		{ID: "minor", Values: values("yes", "no")}, {ID: "file_language", Values: values("fr", "nl")},
		{ID: "residence", Values: values("card-f", "undocumented")}, {ID: "languages", Values: values("fr", "ar")},
		{ID: "needs", Values: values("shelter", "legal")}, {ID: "place"},
	}, []facts.Area{{ID: "north", Postcodes: []string{"1030"}}})
}

// built is a directory of one service.
func built(t *testing.T, s Service) *Service {
	t.Helper()
	s.ID, s.Organisation = "s", "o"
	d, faults := Build(Lists{Organisations: []Organisation{{ID: "o"}}, Services: []Service{s}}, vocabulary(), hours.Options{
		Zone: zone, Public: hours.Dates(hours.Day{Year: 2026, Month: 7, Day: 21})})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return d.Services[0]
}

// A service is ruled out only by a fact that is known; what is unknown is asked about.
func TestMisfit(t *testing.T) {
	refuge := built(t, Service{
		FileLanguages: []string{"fr"}, Area: []string{"north"},
		For: Audience{Genders: []string{"woman"}, Children: No, ResidenceBarrier: []string{"undocumented"}},
	})
	for _, test := range []struct {
		raw  map[string]any
		want string
	}{
		{map[string]any{}, ""},
		{map[string]any{"gender": "woman", "file_language": "fr", "place": "1030", "residence": "card-f"}, ""},
		{map[string]any{"children": "no", "minor": "yes"}, ""},
		{map[string]any{"gender": "man"}, "misfit.gender"},
		{map[string]any{"file_language": "nl"}, "misfit.file_language"},
		{map[string]any{"children": "yes"}, "misfit.children"},
		{map[string]any{"residence": "undocumented"}, "misfit.residence"},
		{map[string]any{"place": "1000"}, "misfit.place"},
	} {
		f, err := vocabulary().Parse(test.raw)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := refuge.Misfit(&f.Set)
		if c.Reason != test.want {
			t.Errorf("%v: %q, want %q", test.raw, c.Reason, test.want)
		}
	}
}

func TestUnderstands(t *testing.T) {
	french, silent := built(t, Service{Languages: []string{"fr"}}), built(t, Service{})
	arabic := facts.Set{}.With(facts.Languages, 1)
	if yes, known := french.Understands(&arabic); yes || !known {
		t.Error("a French-speaking service is said to understand Arabic, or not to be known to")
	}
	if _, known := silent.Understands(&arabic); known {
		t.Error("a service whose languages are unknown is said to be known to lack one")
	}
}

// What the hours say at the moments that software gets wrong: lunch, a holiday, the night of a clock change.
func TestState(t *testing.T) {
	at := func(text string) time.Time {
		m, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, test := range []struct {
		hours, at, now, until, opens string
	}{
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-11-24T12:45:00+01:00", "closed", "", "2026-11-24T13:00:00+01:00"},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-11-24T12:29:00+01:00", "open", "2026-11-24T12:30:00+01:00", ""},
		{"Mo-Fr 09:00-17:00; PH off", "2026-11-22T03:00:00+01:00", "closed", "", "2026-11-23T09:00:00+01:00"},
		{"Mo-Fr 09:00-17:00; PH off", "2026-07-21T10:00:00+02:00", "closed", "", "2026-07-22T09:00:00+02:00"},
		{`Mo-Fr 09:00-17:00; PH unknown "holiday"`, "2026-07-21T10:00:00+02:00", "unknown", "", "2026-07-22T09:00:00+02:00"},
		{"24/7", "2026-10-25T02:30:00+01:00", "open", "", ""},
		{"Mo-Su 22:00-06:00", "2026-10-25T02:30:00+02:00", "open", "2026-10-25T06:00:00+01:00", ""},
		{"Mo-Su 22:00-06:00", "2026-03-29T01:30:00+01:00", "open", "2026-03-29T06:00:00+02:00", ""},
		{`"by appointment"`, "2026-11-24T12:45:00+01:00", "appointment", "", ""},
		{`unknown "hours not known"`, "2026-11-24T12:45:00+01:00", "unknown", "", ""},
		{"", "2026-11-24T12:45:00+01:00", "unknown", "", ""},
		{"Mo-Fr 09:00-17:00; PH off", "2040-01-03T10:00:00+01:00", "unknown", "", ""}, // no holidays are known for 2040
	} {
		state := built(t, Service{HoursText: test.hours}).At(at(test.at), zone)
		if state.Now.String() != test.now {
			t.Errorf("%s at %s is %s, want %s", test.hours, test.at, state.Now, test.now)
		}
		if test.until != "" && !state.Until.Equal(at(test.until)) || test.until == "" && !state.Until.IsZero() {
			t.Errorf("%s at %s: until %v, want %s", test.hours, test.at, state.Until, test.until)
		}
		if test.opens != "" && !state.Opens.Equal(at(test.opens)) || test.opens == "" && !state.Opens.IsZero() {
			t.Errorf("%s at %s: opens %v, want %s", test.hours, test.at, state.Opens, test.opens)
		}
	}
}

// Without hours of its own a service is as reachable as its best channel.
func TestStateOfChannels(t *testing.T) {
	s := built(t, Service{Channels: []Channel{{Kind: Email, HoursText: "Mo 09:00-10:00"}, {Kind: Phone, HoursText: "24/7"}}})
	if now := s.At(time.Date(2026, 11, 22, 3, 0, 0, 0, zone), zone).Now; now != Open {
		t.Errorf("a service with a line that is always open is %s", now)
	}
}

// A confidential place can hold nothing that says where it is: its type has only a name and a region.
func TestConfidentialPlaceHasNoAddress(t *testing.T) {
	place := reflect.TypeFor[ConfidentialPlace]()
	for i := range place.NumField() {
		if name := place.Field(i).Name; name != "ID" && name != "Area" {
			t.Errorf("a confidential place has the field %s", name)
		}
	}
}

func TestDates(t *testing.T) {
	for text, precision := range map[string]int{"2024": 1, "2024-03": 2, "2024-03-08": 3, "undated": 0} {
		var d Date
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Error(err)
		}
		if _, got := d.Time(); got != precision {
			t.Errorf("%s has the precision %d, want %d", text, got, precision)
		}
	}
	var d Date
	if err := d.UnmarshalText([]byte("March 2024")); err == nil || !strings.Contains(err.Error(), "is not a date") {
		t.Errorf("March 2024: %v", err)
	}
}
