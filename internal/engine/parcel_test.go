package engine_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

func carried(t *testing.T, e *engine.Engine) *engine.Engine {
	t.Helper()
	data, err := e.Parcel()
	if err != nil {
		t.Fatal(err)
	}
	device, err := engine.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return device
}

// Whatever is asked of a device gets the bytes that a server gives.
func TestDeviceAnswersAsServer(t *testing.T) {
	p, words := packtest.Shipped(t)
	server := p.Speaking(words)
	device := carried(t, server)
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, server.Zone())
	for _, tag := range lang.Interface() {
		for _, c := range p.Cases {
			same(t, c.ID, func(e *engine.Engine) any {
				d, err := e.Route(c.Facts, now)
				if err != nil {
					t.Fatal(err)
				}
				return d.Document(words.In(tag))
			}, server, device)
			same(t, c.ID, func(e *engine.Engine) any {
				picture, err := e.Picture(c.Facts, tag)
				if err != nil {
					t.Fatal(err)
				}
				return picture
			}, server, device)
		}
		for _, q := range p.Queries {
			same(t, q.Q, func(e *engine.Engine) any { return e.Search(q.Q, tag) }, server, device)
		}
		for _, topic := range p.Guide.Topics {
			same(t, topic.ID, func(e *engine.Engine) any {
				doc, err := e.Topic(topic.ID, tag)
				if err != nil {
					t.Fatal(err)
				}
				return doc
			}, server, device)
		}
	}
}

func same(t *testing.T, what string, ask func(*engine.Engine) any, server, device *engine.Engine) {
	t.Helper()
	var answers [2][]byte
	for i, e := range []*engine.Engine{server, device} {
		data, err := json.Marshal(ask(e))
		if err != nil {
			t.Fatal(err)
		}
		answers[i] = data
	}
	if !bytes.Equal(answers[0], answers[1]) {
		t.Errorf("%s:\nserver %.400s\ndevice %.400s", what, answers[0], answers[1])
	}
}

func TestParcelIsSteady(t *testing.T) {
	p, words := packtest.Shipped(t)
	first, err := p.Speaking(words).Parcel()
	if err != nil {
		t.Fatal(err)
	}
	second, err := carried(t, p.Speaking(words)).Parcel()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("a parcel that was opened is packed again as other bytes")
	}
}

// What a device carries holds what it answers with and nothing else.
func TestParcelCarriesNoMore(t *testing.T) {
	p, words := packtest.Shipped(t)
	data, err := p.Speaking(words).Parcel()
	if err != nil {
		t.Fatal(err)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		t.Fatal(err)
	}
	want := []string{"areas", "cards", "directory", "facts", "holidays", "name", "pack", "rules", "sources", "topics", "withheld", "words",
		"zone", "zone_data"}
	if got := slices.Sorted(maps.Keys(parts)); !slices.Equal(got, want) {
		t.Errorf("the parcel has %v, not %v", got, want)
	}
	for _, c := range p.Cases {
		if strings.Contains(string(data), c.Story) {
			t.Errorf("the parcel holds the case %s", c.ID)
		}
	}
}

func TestDamagedParcelIsRefused(t *testing.T) {
	p, words := packtest.Shipped(t)
	data, err := p.Speaking(words).Parcel()
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"empty":     nil,
		"cut":       data[:len(data)/2],
		"no zone":   bytes.Replace(data, []byte(`"zone_data":"`), []byte(`"zone_data":"AAAA`), 1),
		"bad hours": bytes.Replace(data, []byte(`"hours":"`), []byte(`"hours":"nonsense `), 1),
	} {
		if _, err := engine.Open(damaged); err == nil {
			t.Errorf("%s: it opened", name)
		}
	}
}

// Every time zone that a pack may name keeps its clock in a parcel.
func TestZoneTravels(t *testing.T) {
	for _, name := range []string{"Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		e, _ := engine.New(engine.Content{}, zone)
		there := carried(t, e.Speaking(lang.NewCatalogue(nil))).Zone()
		if there.String() != name {
			t.Errorf("%s is called %s", name, there)
		}
		first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
		last := time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC).Unix()
		rapid.Check(t, func(r *rapid.T) {
			at := time.Unix(rapid.Int64Range(first, last).Draw(r, "at"), 0)
			here, there := at.In(zone), at.In(there)
			if here.Format(time.RFC1123Z) != there.Format(time.RFC1123Z) || here.IsDST() != there.IsDST() {
				r.Errorf("%s: %s here, %s there", name, here, there)
			}
		})
	}
}
