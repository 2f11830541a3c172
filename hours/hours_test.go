package hours

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

func mustParse(t testing.TB, text string, o Options) *Schedule {
	t.Helper()
	s, err := Parse(text, o)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return s
}

// local reads a time on the wall clock of Brussels.
func local(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, brussels(t))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAt(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026}
	tests := []struct {
		text, at string
		want     State
		comment  string
	}{
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 09:00", Open, ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 12:29", Open, ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 12:30", Closed, ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 08:59", Closed, ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-12 10:00", Closed, ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-07-21 10:00", Closed, "Nationale feestdag"},
		{"Mo-Fr 09:00-17:00", "2026-07-21 10:00", Open, ""}, // no PH, no dependence
		{"PH 10:00-12:00", "2026-07-21 11:00", Open, "Nationale feestdag"},
		{"Mo-Fr,PH 10:00-12:00; Sa off", "2026-08-15 11:00", Closed, ""},
		{"24/7", "2026-01-01 03:00", Open, ""},
		{"24/7; Su off", "2026-09-13 03:00", Closed, ""},
		{`"by appointment"`, "2026-09-14 09:00", Unknown, "by appointment"},
		{`Mo-Fr "op afspraak"`, "2026-09-14 09:00", Unknown, "op afspraak"},
		{`Mo-Fr "op afspraak"`, "2026-09-13 09:00", Closed, ""},
		{`Mo-Fr 09:00-17:00 open "ring the bell"`, "2026-09-14 09:00", Open, "ring the bell"},
		{`Mo-Fr 09:00-17:00 unknown "call first"`, "2026-09-14 09:00", Unknown, "call first"},
		{`Mo-Fr 09:00-17:00; We off "team meeting"`, "2026-09-16 09:00", Closed, "team meeting"},
		{`Mo-Fr 09:00-12:00 || "sur rendez-vous"`, "2026-09-14 14:00", Unknown, "sur rendez-vous"},
		{"Mo-Fr 09:00-12:00, We 14:00-18:00", "2026-09-16 15:00", Open, ""},
		{"Mo-Fr 09:00-12:00; We 14:00-18:00", "2026-09-16 10:00", Closed, ""},
		{"Mo-Fr 22:00-06:00", "2026-09-12 05:59", Open, ""}, // Saturday morning
		{"Mo-Fr 22:00-06:00", "2026-09-12 06:00", Closed, ""},
		{"Mo-Fr 22:00-06:00", "2026-09-14 05:00", Closed, ""}, // Monday morning
		{"Fr 20:00-26:00", "2026-09-12 01:59", Open, ""},
		{"Sep-Jun Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-14:00", "2026-08-03 15:00", Closed, ""},
		{"Dec 24-Jan 02 off; Mo-Su 10:00-12:00", "2026-12-28 11:00", Open, ""}, // later rule wins
		{"Mo-Su 10:00-12:00; Dec 24-Jan 02 off", "2027-01-02 11:00", Closed, ""},
		{"Mo[1] 18:00-20:00", "2026-09-07 19:00", Open, ""},
		{"Mo[1] 18:00-20:00", "2026-09-14 19:00", Closed, ""},
		{"Fr[-1] 18:00-20:00", "2026-09-25 19:00", Open, ""},
		{"easter +1 day 10:00-12:00", "2026-04-06 11:00", Open, ""},
		{"easter -2 days-easter +1 day off; Mo-Su 10:00-12:00", "2026-04-06 11:00", Open, ""},
		{"Mo-Su 10:00-12:00; easter -2 days-easter +1 day off", "2026-04-06 11:00", Closed, ""},
		{"week 01-53/2 We 14:00-17:00", "2026-01-07 15:00", Closed, ""}, // week 2
		{"week 01-53/2 We 14:00-17:00", "2026-01-14 15:00", Open, ""},
		{"2026 Mo-Fr 10:00-12:00", "2027-01-04 11:00", Closed, ""},
		{"Dec 25+Su 10:00-12:00", "2026-12-27 11:00", Open, ""}, // the Sunday after
		{"Mo-Fr 10:00+", "2026-09-14 11:00", Unknown, ""},
		{"sunrise-sunset", "2026-06-21 12:00", Open, ""},
		{"Lundi-Vendredi 9-17", "2026-09-14 16:00", Open, ""},
		{"Ma-Vr 09:00-17:00", "2026-09-14 16:00", Open, ""},   // Dutch: Monday
		{"Ma-Ve 09:00-17:00", "2026-09-14 16:00", Closed, ""}, // French: Tuesday
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, o)
		st := s.At(local(t, tt.at))
		if st.State != tt.want || st.Comment != tt.comment {
			t.Errorf("%q at %s: got %v %q, want %v %q", tt.text, tt.at, st.State, st.Comment, tt.want, tt.comment)
		}
	}
}

// TestClockChange uses the nights of 2026-03-29, when 02:00 to 03:00 does not
// exist in Brussels, and 2026-10-25, when it happens twice.
func TestClockChange(t *testing.T) {
	o := Options{Zone: brussels(t)}
	tests := []struct {
		text     string
		from, to string // the window, UTC
		want     []string
	}{
		{"Sa 22:00-06:00", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
			[]string{"2026-03-28T21:00:00Z/2026-03-29T04:00:00Z"}}, // seven hours
		{"Sa 22:00-06:00", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
			[]string{"2026-10-24T20:00:00Z/2026-10-25T05:00:00Z"}}, // nine hours
		{"Su 02:00-03:00", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", nil},
		{"Su 02:00-03:00", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
			[]string{"2026-10-25T00:00:00Z/2026-10-25T02:00:00Z"}}, // both hours
		{"Su 01:30-02:30", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
			[]string{"2026-10-24T23:30:00Z/2026-10-25T00:30:00Z"}}, // the first 02:30
		{"Su 09:00-17:00", "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z",
			[]string{"2026-03-29T07:00:00Z/2026-03-29T15:00:00Z"}},
		{"Su 09:00-17:00", "2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z",
			[]string{"2026-10-25T08:00:00Z/2026-10-25T16:00:00Z"}},
		{"Su 20:00-26:00", "2026-03-29T12:00:00Z", "2026-03-30T12:00:00Z",
			[]string{"2026-03-29T18:00:00Z/2026-03-30T00:00:00Z"}}, // on to Monday
		{"24/7", "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z",
			[]string{"2026-10-24T00:00:00Z/2026-10-26T00:00:00Z"}},
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, o)
		var got []string
		for iv := range s.Intervals(rfc(t, tt.from), rfc(t, tt.to)) {
			got = append(got, iv.From.UTC().Format(time.RFC3339)+"/"+iv.To.UTC().Format(time.RFC3339))
			if st := s.At(iv.From); st != iv.Status {
				t.Errorf("%q: At(%v) = %v, interval says %v", tt.text, iv.From, st, iv.Status)
			}
			if st := s.At(iv.To.Add(-time.Second)); st != iv.Status {
				t.Errorf("%q: At(just before %v) = %v, interval says %v", tt.text, iv.To, st, iv.Status)
			}
		}
		if strings.Join(got, " ") != strings.Join(tt.want, " ") {
			t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestNext(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026}
	tests := []struct {
		text, at  string
		next      string // empty: never
		state     State
		nextOpen  string
		onlyState string
	}{
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 10:00", "2026-09-14 12:30", Closed, "2026-09-14 10:00", ""},
		{"Mo-Fr 09:00-12:30,13:00-17:00; PH off", "2026-09-14 12:30", "2026-09-14 13:00", Open, "2026-09-14 13:00", ""},
		{"Mo-Fr 09:00-17:00; PH off", "2026-07-20 17:00", "2026-07-21 00:00", Closed, "2026-07-22 09:00", "2026-07-22 09:00"},
		{"24/7", "2026-09-14 10:00", "", Closed, "2026-09-14 10:00", ""},
		{"off", "2026-09-14 10:00", "", Closed, "", ""},
		{`"by appointment"`, "2026-09-14 10:00", "", Closed, "", ""},
		{"Feb 29 10:00-11:00", "2026-01-01 00:00", "2028-02-29 10:00", Open, "2028-02-29 10:00", ""},
		{"Mo 10:00-11:00 open \"a\", Mo 11:00-12:00 open \"b\"", "2026-09-14 10:30", "2026-09-14 11:00", Open, "2026-09-14 10:30", "2026-09-14 12:00"},
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, o)
		at := local(t, tt.at)
		c, ok := s.Next(at)
		if ok != (tt.next != "") || ok && (!c.At.Equal(local(t, tt.next)) || c.Status.State != tt.state) {
			t.Errorf("%q next after %s: got %v %v, want %s %v", tt.text, tt.at, c, ok, tt.next, tt.state)
		}
		open, ok := s.NextOpen(at)
		if ok != (tt.nextOpen != "") || ok && !open.Equal(local(t, tt.nextOpen)) {
			t.Errorf("%q next open after %s: got %v %v, want %s", tt.text, tt.at, open, ok, tt.nextOpen)
		}
		if tt.onlyState != "" {
			if c, ok := s.NextState(at); !ok || !c.At.Equal(local(t, tt.onlyState)) {
				t.Errorf("%q next state after %s: got %v %v, want %s", tt.text, tt.at, c, ok, tt.onlyState)
			}
		}
	}
}

// TestMissingHolidays checks that missing data gives Unknown with a reason,
// and only where the answer depends on it.
func TestMissingHolidays(t *testing.T) {
	zone := brussels(t)
	tests := []struct {
		text   string
		public Holidays
		at     string
		want   State
		reason string
	}{
		{"Mo-Fr 09:00-17:00; PH off", nil, "2026-09-14 10:00", Unknown, "no public holiday data for 2026"},
		{"Mo-Fr 09:00-17:00; PH off", nil, "2026-09-14 18:00", Closed, ""},
		{"Mo-Fr 09:00-17:00; PH off", belgium2026, "2031-09-15 10:00", Unknown, "no public holiday data for 2031"},
		{"Mo-Fr 09:00-17:00; PH off", belgium2026, "2031-09-14 10:00", Closed, ""},
		{"Mo-Fr,PH 09:00-17:00", nil, "2026-09-14 10:00", Open, ""},
		{"Mo-Fr 09:00-17:00", nil, "2031-09-15 10:00", Open, ""},
		{"Mo-Fr 09:00-17:00; SH off", belgium2026, "2026-09-14 10:00", Unknown, "no school holiday data for 2026"},
		{"Mo-Fr 09:00-17:00; PH,SH off", nil, "2026-09-14 10:00", Unknown, "no public or school holiday data for 2026"},
		{"Mo-Fr 22:00-06:00; PH off", belgium2026, "2028-01-01 05:00", Unknown, "no public holiday data for 2028"},
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, Options{Zone: zone, Public: tt.public})
		st := s.At(local(t, tt.at))
		if st.State != tt.want || st.Reason != tt.reason {
			t.Errorf("%q at %s: got %v, want %v %q", tt.text, tt.at, st, tt.want, tt.reason)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		text   string
		offset int
	}{
		{"", 0}, {"   ", 0}, {"Mo-Fr 09:00-", 12}, {"Mo-Fr 09:60-17:00", 6}, {"Mo[6] 10:00-12:00", 3},
		{"Feb 30 10:00-12:00", 4}, {"Xx 10:00-12:00", 0}, {"summer 10:00-12:00", 0}, {"Mo-Fr 9h-17h", 7},
		{"Mo-Fr 09:00-17:00; \"unclosed", 19}, {"Mo,,Tu 10:00-12:00", 2}, {"Di 10:00-12:00", 0},
		{"week 60", 5}, {"10:00-12:00 ||", 14}, {"Mo-Fr 25:00-26:00", 6}, {"(sunrise+2)-sunset", 9},
		{"PH +2 days off", 3}, {"Mo-Fr 10:00-12:00 Sa 10:00-11:00", 18}, {"2026-12-24 off", 0}, {"Mo 10:00-12:00; Jan Feb off", 16}, {"Mo || ; Tu", 6}, {"mar 10:00-12:00", 0}, {"\x00", 0}, {"Mo \xff", 3},
	}
	for _, tt := range tests {
		_, err := Parse(tt.text, Options{})
		var se *SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("Parse(%q): got %v, want a SyntaxError", tt.text, err)
			continue
		}
		if se.Offset != tt.offset || se.Want == "" {
			t.Errorf("Parse(%q): %v; offset %d, want %d", tt.text, err, se.Offset, tt.offset)
		}
	}
}

func TestStrictAndWarnings(t *testing.T) {
	tests := []struct{ text, want string }{ // want: the canonical form
		{"Mo-Fr: 9:00-17:00", "Mo-Fr 09:00-17:00"},
		{"mo-fr 9-17", "Mo-Fr 09:00-17:00"},
		{"Monday to Friday 9am-5pm", "Mo-Fr 09:00-17:00"},
		{"Lundi–vendredi 09.00–17.00", "Mo-Fr 09:00-17:00"},
		{"maandag tot vrijdag 9:00-12:00 en 13:00-17:00 uur", "Mo-Fr 09:00-12:00,13:00-17:00"},
		{"täglich 10:00-18:00 uhr", "Mo-Su 10:00-18:00"},
		{"Mo-Fr 09:00-17:00 by appointment", `Mo-Fr 09:00-17:00 "by appointment"`},
		{"lu-ve 10:00 à 12:00 sur rendez-vous", `Mo-Fr 10:00-12:00 "Sur rendez-vous"`},
		{"always", "24/7"},
		{"Mo-Fr 09:00-17:00;", "Mo-Fr 09:00-17:00"},
		{"mar,jeu 9:00-12:00", "Tu,Th 09:00-12:00"},
		{"mar-nov 10:00-12:00", "Mar-Nov 10:00-12:00"},
		{"7j/7 24h/24", "24/7"},
		{"jours fériés fermé", "PH off"},
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, Options{})
		if got := s.String(); got != tt.want {
			t.Errorf("%q: canonical %q, want %q", tt.text, got, tt.want)
		}
		if len(s.Warnings()) == 0 {
			t.Errorf("%q: no warning", tt.text)
		}
		for _, w := range s.Warnings() {
			if !strings.HasPrefix(tt.text[w.Offset:], w.Text) {
				t.Errorf("%q: warning %v is not about its text", tt.text, w)
			}
		}
		if _, err := Parse(tt.text, Options{Strict: true}); err == nil {
			t.Errorf("%q: accepted in strict mode", tt.text)
		}
		if _, err := Parse(tt.want, Options{Strict: true, Public: Dates()}); err != nil {
			t.Errorf("%q: refused in strict mode: %v", tt.want, err)
		}
	}
}

// TestStrictHolidays: strict mode refuses holidays without any table, with
// position and remedy; tolerant mode says unknown and why, never an error.
func TestStrictHolidays(t *testing.T) {
	for _, tt := range []struct {
		text   string
		offset int
		field  string
		o      Options
	}{
		{"PH", 0, "Options.Public", Options{}},
		{"Mo-Fr 09:00-17:00; PH off", 19, "Options.Public", Options{School: Dates()}},
		{"Mo-Fr 09:00-17:00; SH off", 19, "Options.School", Options{Public: Dates()}},
		{"Sa,PH 10:00-12:00", 3, "Options.Public", Options{}},
	} {
		strict := tt.o
		strict.Strict = true
		_, err := Parse(tt.text, strict)
		var se *SyntaxError
		if !errors.As(err, &se) || se.Offset != tt.offset || !strings.Contains(se.Suggestion, tt.field) {
			t.Errorf("%q: got %v, want an error at %d naming %s", tt.text, err, tt.offset, tt.field)
		}
		s := mustParse(t, tt.text, tt.o)
		day := time.Date(2026, 7, 21, 11, 0, 0, 0, time.UTC)
		if st := s.At(day); st.State != Unknown || st.Reason == "" {
			t.Errorf("%q: tolerant mode says %+v", tt.text, st)
		}
		strict.Public, strict.School = Dates(), Dates()
		if _, err := Parse(tt.text, strict); err != nil {
			t.Errorf("%q: refused with a table: %v", tt.text, err)
		}
	}
}

func TestByAppointment(t *testing.T) {
	for _, c := range []string{"by appointment", "On appointment, day and evening", "Sur rendez-vous", "sur RDV", "op afspraak", "Nach Vereinbarung"} {
		if !(Status{Comment: c}).ByAppointment() {
			t.Errorf("%q is not recognized", c)
		}
	}
	for _, c := range []string{"", "call first", "no appointment needed", "sans rendez-vous"} {
		if (Status{Comment: c}).ByAppointment() {
			t.Errorf("%q is taken for an appointment", c)
		}
	}
}

func TestAtDoesNotAllocate(t *testing.T) {
	at := local(t, "2026-07-21 10:00")
	for _, text := range []string{usual, seasonal, "24/7", "Mo-Fr 09:00-17:00; SH off"} {
		s := mustParse(t, text, Options{Zone: brussels(t), Public: belgium2026})
		if strings.Contains(text, "SH") {
			continue // missing data is the slow path
		}
		if n := testing.AllocsPerRun(100, func() { s.At(at) }); n != 0 {
			t.Errorf("%q: At allocates %v times", text, n)
		}
	}
}

// TestConcurrent is for the race detector.
func TestConcurrent(t *testing.T) {
	s := mustParse(t, seasonal, Options{Zone: brussels(t), Public: belgium2026})
	want := s.At(local(t, "2026-09-14 10:00"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := s.At(local(t, "2026-09-14 10:00")); got != want {
					t.Errorf("got %v, want %v", got, want)
				}
				s.Next(local(t, "2026-09-14 10:00"))
				if _, err := Parse("lundi-vendredi 9-17; PH off", Options{Zone: brussels(t)}); err != nil {
					t.Error(err)
				}
				_ = s.String() + s.Explain("fr")
			}
		})
	}
	wg.Wait()
}

// TestSun compares with the almanac for Brussels.
func TestSun(t *testing.T) {
	o := Options{Zone: brussels(t), Lat: 50.85, Lon: 4.35, HasPlace: true}
	s := mustParse(t, "sunrise-sunset", o)
	tests := []struct{ day, rise, set string }{
		{"2026-03-20", "06:45", "18:54"},
		{"2026-06-21", "05:29", "22:00"},
		{"2026-09-22", "07:28", "19:42"},
		{"2026-12-21", "08:42", "16:39"},
	}
	for _, tt := range tests {
		noon := local(t, tt.day+" 12:30")
		for iv := range s.Intervals(noon.Add(-12*time.Hour), noon.Add(11*time.Hour)) {
			if !near(iv.From, local(t, tt.day+" "+tt.rise), 3) || !near(iv.To, local(t, tt.day+" "+tt.set), 3) {
				t.Errorf("%s: %s to %s, want %s to %s", tt.day, iv.From.Format("15:04"), iv.To.Format("15:04"), tt.rise, tt.set)
			}
		}
	}
	polar := mustParse(t, "sunrise-sunset", Options{Lat: 89, HasPlace: true})
	if st := polar.At(time.Date(2026, 6, 21, 12, 0, 0, 0, time.UTC)); st.State != Open {
		t.Errorf("at the pole the fixed times apply; got %v", st)
	}
}

func TestPoints(t *testing.T) {
	s := mustParse(t, "Mo-Fr 09:00,15:30; Sa 10:00-12:00/60", Options{Zone: brussels(t), Mode: Both})
	for at, want := range map[string]State{
		"2026-09-14 09:00": Open, "2026-09-14 09:01": Closed, "2026-09-14 15:30": Open,
		"2026-09-12 11:00": Open, "2026-09-12 11:30": Closed, "2026-09-12 12:00": Open,
	} {
		if st := s.At(local(t, at)); st.State != want {
			t.Errorf("at %s: got %v, want %v", at, st.State, want)
		}
	}
	if _, err := Parse("Mo-Fr 09:00", Options{}); err == nil {
		t.Error("a point in time was accepted in mode Ranges")
	}
	if _, err := Parse("Mo-Fr 09:00-17:00", Options{Mode: Points}); err == nil {
		t.Error("a span was accepted in mode Points")
	}
}
