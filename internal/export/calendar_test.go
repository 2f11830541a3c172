package export

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// schedule reads hours with the holidays of the turn of 2026, and no data after 2027.
func schedule(t testing.TB, text string, o Options) *hours.Schedule {
	t.Helper()
	names := map[hours.Day]string{{Year: 2026, Month: 12, Day: 25}: "Christmas", {Year: 2027, Month: 1, Day: 1}: "New Year",
		{Year: 2027, Month: 5, Day: 6}: "Ascension"}
	s, err := hours.Parse(text, hours.Options{Zone: o.Zone, Public: hours.NamedDates(names, 2025, 2026, 2027)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closedAtChristmas(t testing.TB, o Options) *hours.Schedule {
	return schedule(t, "Mo-Fr 09:00-17:00; Dec 25 off", o)
}

// events lists what a calendar has, one a line, with its times as they stand in the file.
func events(t testing.TB, text string) []string {
	t.Helper()
	var out []string
	var start, end, summary string
	for _, p := range unfold(t, text) {
		switch p.name {
		case "DTSTART":
			start = p.value
		case "DTEND":
			end = p.value
		case "SUMMARY":
			summary = p.value
		case "END":
			if p.value == "VEVENT" {
				out = append(out, start+"/"+end+" "+summary)
			}
		}
	}
	return out
}

func TestCalendar(t *testing.T) {
	_, base := brussels(t)
	for _, c := range []struct {
		name, hours, at string
		days            int
		want            []string
	}{
		{"holidays", "Mo-Fr 09:00-17:00; PH off", "2026-12-14", 60,
			[]string{"20261225/20261226 S: closed", "20270101/20270102 S: closed"}},
		{"a holiday on a Saturday changes nothing", "Mo-Fr 09:00-17:00; 2026 Dec 26 off", "2026-12-14", 60, nil},
		{"hours that nobody knows", `Mo-Fr 09:00-17:00; PH unknown "?"`, "2026-12-14", 14,
			[]string{"20261225/20261226 S: hours not known"}},
		{"an ordinary week has no exception", "Mo-Fr 09:00-17:00", "2026-12-14", 60, nil},
		{"always open, over the clock change", "24/7; 2030 Dec 25 off", "2027-03-20", 20, nil},
		{"at night, over the clock change", "Mo-Su 20:00-02:00; 2030 Dec 25 off", "2027-03-20", 20, nil},
		{"at night, over the other clock change", "Mo-Su 22:00-02:30; 2030 Dec 25 off", "2026-10-20", 20, nil},
		{"other hours, in winter", "Mo-Fr 09:00-17:00; Dec 24 09:00-12:00", "2026-12-14", 60,
			[]string{"20261224T080000Z/20261224T110000Z S: other hours"}},
		{"other hours, in summer", "Mo-Fr 09:00-17:00; Jul 21 09:00-12:00", "2027-07-14", 30,
			[]string{"20270721T070000Z/20270721T100000Z S: other hours"}},
		{"a summer break is one event, weekends included", "Mo-Fr 09:00-17:00; Jul 19-Aug 1 off", "2027-07-14", 30,
			[]string{"20270719/20270731 S: closed"}},
		{"a break that began before", "Mo-Fr 09:00-17:00; Jul 19-Aug 1 off", "2027-07-28", 30,
			[]string{"20270719/20270731 S: closed"}},
		{"always open but for a day", "24/7; Dec 25 off", "2026-12-14", 60, []string{"20261225/20261226 S: closed"}},
		{"a new season is no exception", "Apr-Sep Mo-Fr 09:00-17:00; Oct-Mar Mo-Fr 10:00-16:00", "2026-09-20", 60, nil},
		{"every other week is ordinary", "week 1-53/2 Mo 09:00-17:00", "2027-02-01", 60, nil},
		// The holiday ends the night of the day before, as the notation has it, and not its own.
		{"a holiday between nights", "Mo-Sa 20:00-02:00; PH off", "2026-12-21", 5,
			[]string{"20261224T190000Z/20261224T230000Z S: other hours", "20261225/20261226 S: closed"}},
		{"by phone at other times", `Mo-Fr 09:00-17:00; PH off || unknown "phone"`, "2027-05-01", 10,
			[]string{"20270506/20270507 S: hours not known"}},
		{"by appointment", `Mo-Fr 09:00-17:00; Dec 24 09:00-12:00 unknown "by appointment"`, "2026-12-14", 14,
			[]string{"20261224T080000Z/20261224T110000Z S: by appointment"}},
		{"a new season before the data ends", "Jan-Oct Mo-Fr 09:00-17:00; Nov-Dec Mo-Fr 10:00-16:00; PH off",
			"2027-11-08", 7, nil},
		{"no data about a part of the day", "Mo-Fr 09:00-17:00, PH 18:00-20:00", "2028-07-01", 3,
			[]string{"20280626/20280703 S: hours not known", "20280703/20280710 S: hours not known"}},
		{"no data about holidays", "Mo-Fr 09:00-17:00; PH off", "2028-07-01", 7,
			[]string{"20280703/20280708 S: hours not known"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := base
			day, err := time.ParseInLocation("2006-01-02", c.at, o.Zone)
			if err != nil {
				t.Fatal(err)
			}
			o.At, o.Days = day.Add(10*time.Hour), c.days
			s := &directory.Service{ID: "s", Name: lang.Text{"en": "S"}, Hours: schedule(t, c.hours, o)}
			if got := events(t, written(t, "icalendar", []*directory.Service{s}, o)); !slices.Equal(got, c.want) {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

// What is said tomorrow of the same day has the same identity, so that a calendar replaces it.
func TestCalendarIdentities(t *testing.T) {
	list, o := brussels(t)
	ids := func(o Options) map[string]bool {
		out := map[string]bool{}
		for _, p := range unfold(t, written(t, "icalendar", list, o)) {
			if p.name == "UID" {
				if out[p.value] {
					t.Errorf("%s is there twice", p.value)
				}
				out[p.value] = true
			}
		}
		return out
	}
	today := ids(o)
	o.At, o.Days = o.At.AddDate(0, 0, 3), 57 // the same last day
	tomorrow := ids(o)
	if len(today) < 30 {
		t.Fatalf("only %d exceptions around the new year", len(today))
	}
	for id := range tomorrow {
		if !today[id] {
			t.Errorf("%s is new", id)
		}
	}
}

func TestCalendarOfBrussels(t *testing.T) {
	list, o := brussels(t)
	text := written(t, "icalendar", list, o)
	lines := unfold(t, text)
	want := "20261214T090000Z"
	for _, p := range lines {
		if p.name == "DTSTAMP" && p.value != want {
			t.Fatalf("the stamp is %s", p.value)
		}
	}
	christmas := 0
	for _, e := range events(t, text) {
		if strings.HasPrefix(e, "20261225/20261226 ") {
			christmas++
		}
		if strings.HasPrefix(e, "2026121") {
			t.Errorf("an ordinary day is an exception: %s", e)
		}
	}
	if christmas < 15 {
		t.Errorf("only %d exceptions at Christmas", christmas)
	}
	o.Language = "fr"
	if text := written(t, "icalendar", list, o); !strings.Contains(strings.ReplaceAll(text, "\r\n ", ""), " : fermé") ||
		strings.Contains(text, "closed") {
		t.Error("the words are not French")
	}
}

// Two lines of one service that are closed are two events; on a calendar that must say less, they are one.
func TestCalendarOfLines(t *testing.T) {
	_, o := brussels(t)
	s := &directory.Service{ID: "s", Name: lang.Text{"en": "S"}, Neutral: lang.Text{"en": "People who listen."},
		Org: &directory.Organisation{}, Channels: []directory.Channel{
			{Kind: directory.Phone, Value: "02 1", Label: lang.Text{"en": "French"}, Hours: closedAtChristmas(t, o)},
			{Kind: directory.Phone, Value: "02 2", Hours: closedAtChristmas(t, o)}, {Kind: directory.Phone, Value: "02 3"},
		}}
	want := []string{"20261225/20261226 S, 02 1 (French): closed", "20261225/20261226 S, 02 2: closed"}
	if got := events(t, written(t, "icalendar", []*directory.Service{s}, o)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	o.Neutral = true
	want = []string{"20261225/20261226 Contact: closed"}
	if got := events(t, written(t, "icalendar", []*directory.Service{s}, o)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestCalendarWithoutExceptionsIsOne(t *testing.T) {
	_, o := brussels(t)
	text := written(t, "icalendar", nil, o)
	if got := find(unfold(t, text), "BEGIN"); !slices.Equal(got, []string{"|VCALENDAR", "|VTIMEZONE", "|STANDARD"}) {
		t.Errorf("a calendar needs a component: %s", text)
	}
}

// The calendar says nothing that the hours do not: each whole day that is closed is closed all day, each opening is open.
func TestExceptionsAreTrue(t *testing.T) {
	list, o := brussels(t)
	o.Days = 366
	checked := 0
	for _, s := range list {
		if s.Hours == nil {
			continue
		}
		for _, e := range exceptions(s.Hours, o) {
			checked++
			from, to := e.start, e.end
			if e.whole {
				from, to = e.first, e.last.AddDate(0, 0, 1)
			}
			for at := from; at.Before(to); at = at.Add(30 * time.Minute) {
				state := s.Hours.At(at).State
				partly := e.whole && e.status.State == hours.Unknown && state == hours.Closed
				if state != e.status.State && !partly {
					t.Fatalf("%s is %v at %v, not %v", s.ID, state, at, e.status.State)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d exceptions in a year", checked)
	}
}
