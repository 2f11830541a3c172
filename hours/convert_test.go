package hours

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestToSchedules(t *testing.T) {
	tests := []struct {
		text   string
		want   string // JSON
		losses int
		back   string
	}{
		{"Mo-Fr 09:00-12:30,13:00-17:00",
			`[{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR","opens_at":"09:00","closes_at":"12:30"},{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR","opens_at":"13:00","closes_at":"17:00"}]`,
			0, "Mo-Fr 09:00-12:30,13:00-17:00"},
		{"Mo-Fr 09:00-17:00; We 12:00-18:00; Fr off",
			`[{"freq":"WEEKLY","byday":"MO,TU,TH","opens_at":"09:00","closes_at":"17:00"},{"freq":"WEEKLY","byday":"WE","opens_at":"12:00","closes_at":"18:00"}]`,
			0, "Mo,Tu,Th 09:00-17:00, We 12:00-18:00"},
		{"24/7", `[{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR,SA,SU","opens_at":"00:00","closes_at":"23:59"}]`, 0, "Mo-Su 00:00-24:00"},
		{"Fr 20:00-26:00", `[{"freq":"WEEKLY","byday":"FR","opens_at":"20:00","closes_at":"02:00"}]`, 0, "Fr 20:00-26:00"},
		{"Mo-Fr 09:00-17:00; PH off",
			`[{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR","description":"Monday to Friday, 09:00–17:00; closed on public holidays","opens_at":"09:00","closes_at":"17:00"}]`,
			1, "Mo-Fr 09:00-17:00"},
		{"Mo[1],Mo[1] 18:00-20:00", "", 2, `"The first Monday of the month and the first Monday of the month, 18:00–20:00"`},
		{"Tu[1,-1] 18:00-20:00", `[{"freq":"MONTHLY","byday":"1TU,-1TU","opens_at":"18:00","closes_at":"20:00"}]`, 0, "Tu[1],Tu[-1] 18:00-20:00"},
		{"week 01-05/2 We 14:00-17:00", `[{"freq":"WEEKLY","byday":"WE","byweekno":"1,3,5","opens_at":"14:00","closes_at":"17:00"}]`, 0, "week 1,3,5 We 14:00-17:00"},
		{"2026 Jan 05-2026 Mar 01 Mo 10:00-12:00",
			`[{"valid_from":"2026-01-05","valid_to":"2026-03-01","freq":"WEEKLY","byday":"MO","opens_at":"10:00","closes_at":"12:00"}]`,
			0, "2026 Jan 05-2026 Mar 01 Mo 10:00-12:00"},
		{`"by appointment"`, `[{"freq":"WEEKLY","byday":"MO,TU,WE,TH,FR,SA,SU","description":"By appointment","opens_at":"00:00","closes_at":"23:59","notes":"by appointment"}]`, 1, "Mo-Su 00:00-24:00"},
	}
	for _, tt := range tests {
		list, losses := mustParse(t, tt.text, Options{}).ToSchedules()
		got, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if tt.want != "" && string(got) != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
		if len(losses) != tt.losses {
			t.Errorf("%q: losses %v, want %d", tt.text, losses, tt.losses)
		}
		back, _ := FromSchedules(list)
		if back != tt.back {
			t.Errorf("%q: back as %q, want %q", tt.text, back, tt.back)
		}
		mustParse(t, back, Options{Strict: back[0] != 'w'})
	}
}

func TestFromSchedules(t *testing.T) {
	tests := []struct {
		in     HSDSSchedule
		want   string
		losses int
	}{
		{HSDSSchedule{Freq: "WEEKLY", ByDay: "MO,WE", OpensAt: "09:00:00", ClosesAt: "17:00:00"}, "Mo,We 09:00-17:00", 0},
		{HSDSSchedule{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00+01:00", ClosesAt: "17:00Z"}, "Mo 09:00-17:00", 2},
		{HSDSSchedule{Freq: "WEEKLY", ByDay: "TU", Interval: 2, DTStart: "2026-01-06", OpensAt: "09:00", ClosesAt: "10:00"}, "week 02-53/2 Tu 09:00-10:00", 1},
		{HSDSSchedule{Freq: "WEEKLY", ByDay: "TU", Interval: 3, OpensAt: "09:00", ClosesAt: "10:00"}, "", 1},
		{HSDSSchedule{Freq: "MONTHLY", ByMonthDay: "31", OpensAt: "09:00", ClosesAt: "10:00"},
			"Jan 31,Mar 31,May 31,Jul 31,Aug 31,Oct 31,Dec 31 09:00-10:00", 0},
		{HSDSSchedule{Freq: "WEEKLY", ByDay: "XX", OpensAt: "09:00", ClosesAt: "10:00"}, "", 1},
		{HSDSSchedule{ByDay: "MO", OpensAt: "late", ClosesAt: "10:00"}, "", 1},
		{HSDSSchedule{Description: `Call "us"`}, `"Call 'us'"`, 0},
		{HSDSSchedule{ByDay: "MO", OpensAt: "09:00"}, "Mo 09:00+", 0},
		{HSDSSchedule{ByDay: "MO", ValidFrom: "2026-02-01", OpensAt: "09:00", ClosesAt: "10:00"}, "2026 Feb 01+ Mo 09:00-10:00", 0},
	}
	for _, tt := range tests {
		got, losses := FromSchedules([]HSDSSchedule{tt.in})
		if got != tt.want || len(losses) != tt.losses {
			t.Errorf("%+v: got %q %v, want %q and %d losses", tt.in, got, losses, tt.want, tt.losses)
		}
		if got != "" {
			mustParse(t, got, Options{})
		}
	}
}

func TestSchemaOrg(t *testing.T) {
	tests := []struct {
		text, want string
		losses     int
		back       string
	}{
		{"Mo-Fr 09:00-17:00; PH off",
			`[{"@type":"OpeningHoursSpecification","dayOfWeek":["Monday","Tuesday","Wednesday","Thursday","Friday"],"opens":"09:00","closes":"17:00"},{"@type":"OpeningHoursSpecification","dayOfWeek":["PublicHolidays"],"opens":"00:00","closes":"00:00"}]`,
			0, "Mo-Fr 09:00-17:00; PH off"},
		{"Mo 09:00-17:00; 2026 Dec 24-2027 Jan 02 off \"break\"",
			`[{"@type":"OpeningHoursSpecification","dayOfWeek":["Monday"],"opens":"09:00","closes":"17:00"},{"@type":"OpeningHoursSpecification","opens":"00:00","closes":"00:00","validFrom":"2026-12-24","validThrough":"2027-01-02","description":"break"}]`,
			0, "Mo 09:00-17:00; 2026 Dec 24-2027 Jan 02 off"},
		{"Mo 09:00-17:00; SH off", "", 1, "Mo 09:00-17:00"},
		{"Mo 09:00-17:00; PH 10:00-12:00", "", 0, "Mo 09:00-17:00; PH 10:00-12:00"},
		{"Mo 09:00-17:00 || \"by appointment\"", "", 1, "Mo 09:00-17:00"},
		{"Jul-Aug off; Mo 10:00+", "", 2, "Mo 10:00+"},
	}
	for _, tt := range tests {
		list, losses := mustParse(t, tt.text, Options{}).ToSchemaOrg()
		got, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if tt.want != "" && string(got) != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
		if len(losses) != tt.losses {
			t.Errorf("%q: losses %v, want %d", tt.text, losses, tt.losses)
		}
		if back, lost := FromSchemaOrg(list); back != tt.back || len(lost) != 0 {
			t.Errorf("%q: back as %q %v, want %q", tt.text, back, lost, tt.back)
		}
	}
}

// TestConversionRoundTrip: what is converted without loss comes back with the
// same meaning, from both notations.
func TestConversionRoundTrip(t *testing.T) {
	o := Options{Zone: brussels(t), Public: belgium2026}
	gen := textGen()
	rapid.Check(t, func(t *rapid.T) {
		s, err := Parse(gen.Draw(t, "text"), o)
		if err != nil {
			t.Skip(err)
		}
		if list, losses := s.ToSchedules(); len(losses) == 0 && !commented(s) {
			sameWhenBack(t, s, o, func() (string, []Loss) { return FromSchedules(list) })
		}
		if list, losses := s.ToSchemaOrg(); len(losses) == 0 && !commented(s) {
			sameWhenBack(t, s, o, func() (string, []Loss) { return FromSchemaOrg(list) })
		}
	})
}

func commented(s *Schedule) bool {
	for i := range s.rules {
		if s.rules[i].quoted {
			return true
		}
	}
	return false
}

func sameWhenBack(t *rapid.T, s *Schedule, o Options, convert func() (string, []Loss)) {
	text, losses := convert()
	if len(losses) > 0 {
		t.Fatalf("%q came back as %q with losses %v", s.Source(), text, losses)
	}
	if text == "" {
		text = "off"
	}
	back, err := Parse(text, o)
	if err != nil {
		t.Fatalf("%q came back as %q: %v", s.Source(), text, err)
	}
	sameMeaning(t, s, back)
}
