package index

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
)

// The state of every service at any moment is what the service itself says: at the first and the last second of a
// minute, when clocks change, on holidays, and long ago.
func TestStatesAreThoseOfServices(t *testing.T) {
	var records []directory.Record
	for i, own := range inventedHours {
		for j, channel := range inventedHours {
			r := directory.Record{Service: directory.Service{ID: fmt.Sprint(i, " ", j), HoursText: own,
				Channels: []directory.Channel{{HoursText: channel}, {}, {HoursText: inventedHours[(i+j)%len(inventedHours)]}}}}
			records = append(records, r)
		}
	}
	inMemory, fromFile := build(t, invented(), records)
	services := all(t, inMemory)
	rapid.Check(t, func(t *rapid.T) {
		at := instant(t)
		if rapid.IntRange(0, 9).Draw(t, "long ago") == 0 {
			at = at.AddDate(-70, 0, 0)
		}
		i := uint32(rapid.IntRange(0, len(services)-1).Draw(t, "service"))
		want := services[i].At(at, brusselsTime())
		for _, x := range []*Index{inMemory, fromFile} {
			states := x.statesAt(at)
			for now, s := range states.by {
				if s.has(i) != (directory.Now(now) == want.Now) {
					t.Fatalf("%q at %s: in the set of %s: %v, want %s", services[i].HoursText, at, directory.Now(now), s.has(i), want.Now)
				}
			}
			got := x.stateOf(i, states, at)
			if got.Now != want.Now || !got.Until.Equal(want.Until) || !got.Opens.Equal(want.Opens) {
				t.Fatalf("%q at %s: %+v, want %+v", services[i].HoursText, at, got, want)
			}
		}
	})
}

// Hours on several lines are one timetable, not those of a channel.
func TestHoursOnSeveralLines(t *testing.T) {
	lines := "Mo 09:00-10:00;\nTu 10:00-12:00"
	inMemory, fromFile := build(t, invented(), []directory.Record{{Service: directory.Service{ID: "a", HoursText: lines}},
		{Service: directory.Service{ID: "b", Channels: []directory.Channel{{HoursText: lines}}}}})
	for _, x := range []*Index{inMemory, fromFile} {
		if found, err := x.Find(Query{At: tuesday, Open: true, Limit: 5}); err != nil || found.Sure != 2 {
			t.Errorf("open on Tuesday at 11: %v, %v", ids(found), err)
		}
		if found, err := x.Find(Query{At: tuesday.Add(2 * time.Hour), Open: true, Limit: 5}); err != nil || found.Total != 0 {
			t.Errorf("open on Tuesday at 13: %v, %v", ids(found), err)
		}
	}
}

// Hours that cannot be read are unknown: the service is not open, and not closed.
func TestUnreadableHours(t *testing.T) {
	o := invented()
	data := written(t, o, []directory.Record{{Service: directory.Service{ID: "a", HoursText: "when we feel like it"}}})
	x := reopened(t, data, o)
	found, err := x.Find(Query{At: tuesday, Open: true, Limit: 5})
	if err != nil || found.Total != 1 || found.Sure != 0 || found.Hits[0].State.Now != directory.NotKnown {
		t.Errorf("%+v, %v", found, err)
	}
}

// Moments are remembered, few of them, and each once.
func TestMomentsAreBounded(t *testing.T) {
	x, _ := build(t, invented(), []directory.Record{{Service: directory.Service{ID: "a", HoursText: "24/7"}}})
	first := x.statesAt(tuesday)
	if x.statesAt(tuesday.Add(59*time.Second+999*time.Millisecond)) != first {
		t.Error("the same minute is reckoned twice")
	}
	if x.statesAt(tuesday.Add(time.Minute)) == first {
		t.Error("the next minute has the sets of this one")
	}
	for i := range 100 {
		x.statesAt(tuesday.Add(time.Duration(i) * time.Minute))
		x.statesAt(tuesday) // is asked for all the time, so it stays
	}
	if len(x.moments.list) != kept || x.statesAt(tuesday) != first {
		t.Errorf("%d moments are kept, want %d, with that which is asked for most", len(x.moments.list), kept)
	}
	if again := x.moments.keep(tuesday.Unix(), &states{}); again != first || len(x.moments.list) != kept {
		t.Error("who comes second is not given what the first reckoned")
	}
}
