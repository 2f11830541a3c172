package hsds

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
)

// doc is a service with more fields.
func doc(fields string) string {
	if fields != "" {
		fields = "," + fields
	}
	return `{"id":"s1","name":"Service","status":"active","organization":{"id":"o1","name":"Org","description":""}` + fields + `}`
}

func TestChannels(t *testing.T) {
	for fields, want := range map[string]string{
		`"phones":[{"id":"p","number":"305-646-7220 x5427"}]`:                               `[{"value":"305-646-7220","extension":"5427"}]`,
		`"phones":[{"number":"02 123 45 67 ext. 12","type":"voice"}]`:                       `[{"value":"02 123 45 67","extension":"12"}]`,
		`"phones":[{"number":"02 123 45 67","extension":12}]`:                               `[{"value":"02 123 45 67","extension":"12"}]`,
		`"phones":[{"number":"02 123 45 67","extension":"012"}]`:                            `[{"value":"02 123 45 67","extension":"012"}]`,
		`"phones":[{"number":"02/123.45.67"}]`:                                              `[{"value":"02/123.45.67"}]`,
		`"phones":[{"number":"02 123 45 67 / 0478 12 34 56"}]`:                              `[{"value":"02 123 45 67"},{"value":"0478 12 34 56"}]`,
		`"phones":[{"number":"800-273-8255 or 800-784-2433"}]`:                              `[{"value":"800-273-8255"},{"value":"800-784-2433"}]`,
		`"phones":[{"number":"305-555-0100, press 2"}]`:                                     `[{"value":"305-555-0100, press 2"}]`,
		`"phones":[{"number":"1-800-FLOWERS"}]`:                                             `[{"value":"1-800-FLOWERS"}]`,
		`"phones":[{"number":"112"}]`:                                                       `[{"value":"112"}]`,
		`"phones":[{"number":"\"+44 1234 234567\""}]`:                                       `[{"value":"+44 1234 234567"}]`,
		`"phones":[{"number":"0475 00 00 00","type":"text"}]`:                               `[{"kind":"sms","value":"0475 00 00 00"}]`,
		`"phones":[{"number":"02 1","type":"fax"}]`:                                         `null`,
		`"phones":[{"number":"call us"}]`:                                                   `null`,
		`"phones":[{"number":"02 123 45 67","description":"Front desk"}]`:                   `[{"value":"02 123 45 67","label":{"en":"Front desk"}}]`,
		`"phones":[{"number":"1234567"},{"number":"1234567","description":"Desk"}]`:         `[{"value":"1234567","label":{"en":"Desk"}}]`,
		`"url":"www.example.org"`:                                                           `[{"kind":"web","value":"http://www.example.org"}]`,
		`"url":"https:/www.example.org/a{b}"`:                                               `[{"kind":"web","value":"https://www.example.org/a%7Bb%7D"}]`,
		`"url":"www.example.org\\a"`:                                                        `[{"kind":"web","value":"http://www.example.org/a"}]`,
		`"url":"javascript:alert(1)"`:                                                       `null`,
		`"url":"http://user:pw@example.org"`:                                                `null`,
		`"email":"mailto:a@example.org; b@example.org"`:                                     `[{"kind":"email","value":"a@example.org"},{"kind":"email","value":"b@example.org"}]`,
		`"email":"nobody"`:                                                                  `null`,
		`"contacts":[{"name":"Ann","phones":[{"number":"1234567"}],"email":"a@b.example"}]`: `[{"value":"1234567","label":{"en":"Ann"}},{"kind":"email","value":"a@b.example","label":{"en":"Ann"}}]`,
		`"additional_urls":[{"url":"https://b.example","label":"Chat"}]`:                    `[{"kind":"web","value":"https://b.example","label":{"en":"Chat"}}]`,
	} {
		r, _ := readOne(t, doc(fields), ReadOptions{})
		if got := asJSON(t, r.Service.Channels); got != want {
			t.Errorf("%s\n got %s\nwant %s", fields, got, want)
		}
	}
	r, _ := readOne(t, doc(`"phones":[{"number":"02 1","type":"fax"},{"number":"1234567","languages":[{"code":"fr"}]}]`), ReadOptions{})
	if want := `{"phones":[{"number":"02 1","type":"fax"},{"languages":[{"code":"fr"}],"number":"1234567"}]}`; r.Service.Aside != want {
		t.Errorf("set aside %s, want %s", r.Service.Aside, want)
	}
	r, _ = readOne(t, strings.Replace(doc(""), `"description":""`, `"phones":[{"number":"7654321"}]`, 1), ReadOptions{})
	if len(r.Service.Channels) != 1 || r.Service.Channels[0].Value != "7654321" {
		t.Errorf("the organisation's number is not there: %v", r.Service.Channels)
	}
}

// However a number is written, its digits come out as they went in.
func TestDigitsAreNeverChanged(t *testing.T) {
	only := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"0", "2", "123", "45 67", "-", " ", "(0)", "+32", " x", "ext ", " or ", ", ", "/", " / ", ";", "#"}), 1, 12).Draw(t, "parts")
		written := strings.Join(parts, "")
		m := newMapper(&ReadOptions{}, nil, nil, false)
		p := &object{}
		p.put("number", textOf(written))
		got := ""
		for _, c := range m.numbers(p) {
			got += c.Value + c.Extension
		}
		if got != "" && only(got) != only(written) {
			t.Fatalf("%q became %q", written, got)
		}
	})
}

func TestLanguages(t *testing.T) {
	o := ReadOptions{Vocabulary: testVocabulary()}
	for in, want := range map[string][3]string{ // the pack's, others, interpreters
		`[{"name":"English"},{"name":"Spanish"},{"name":"Creole"}]`:          {"en es", "ht", "unknown"},
		`[{"name":"Néerlandais"},{"name":"Frans"},{"code":"ar"}]`:            {"nl fr ar", "", "unknown"},
		`[{"name":"English and Spanish"},{"name":"fr-BE"}]`:                  {"en es fr", "", "unknown"},
		`[{"name":"Spanish (limited)"}]`:                                     {"", "Spanish (limited)", "unknown"},
		`[{"name":"Klingon"}]`:                                               {"", "Klingon", "unknown"},
		`[{"name":"Language line available"}]`:                               {"", "", "yes"},
		`[{"name":"translators may be available"}]`:                          {"", "", "unknown"},
		`[{"name":"Vlaamse Gebarentaal"},{"name":"American Sign Language"}]`: {"vgt", "ase", "unknown"},
		`["English","fr"]`:                                                   {"en fr", "", "unknown"},
	} {
		r, _ := readOne(t, doc(`"languages":`+in), o)
		s := r.Service
		got := [3]string{strings.Join(s.Languages, " "), strings.Join(s.OtherLanguages, " "), s.Interpreters.String()}
		if got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	r, _ := readOne(t, doc(`"languages":[{"id":"x","name":"Language line available"}]`), o)
	if r.Service.Aside != `{"languages":[{"name":"Language line available"}]}` {
		t.Errorf("the sentence was not set aside: %s", r.Service.Aside)
	}
	r, _ = readOne(t, doc(`"languages":[{"name":"Sign Language"}]`), o)
	if r.Service.Access.SignLanguage != directory.Yes {
		t.Error("a sign language is spoken and not said")
	}
}

func TestPlainWords(t *testing.T) {
	for text, want := range map[string]directory.Cost{
		"Free": directory.Free, "gratuit.": directory.Free, "No fee": directory.Free, "Sliding scale": directory.ByIncome,
		"": directory.CostUnknown, "Free for members, others $10": directory.CostUnknown, "Call for fees": directory.CostUnknown,
		"toll-free number": directory.CostUnknown, "not free": directory.CostUnknown,
	} {
		if got := costSaid(text); got != want {
			t.Errorf("%q costs %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]directory.Answer{
		"Handicap accessible": directory.Yes, "Wheelchair access on all levels": directory.Yes, "Accessible PMR": directory.Yes,
		"Rolstoeltoegankelijk": directory.Yes, "Not wheelchair accessible": directory.Unknown, "No wheelchair access": directory.Unknown,
		"Non accessible PMR": directory.Unknown, "Niet rolstoeltoegankelijk": directory.Unknown, "Accessible": directory.Unknown,
		"Limited wheelchair access": directory.Unknown, "disabled_parking": directory.Unknown,
	} {
		r, _ := readOne(t, doc(`"service_at_locations":[{"location":{"id":"l1","location_type":"physical","accessibility":[{"description":"`+text+`"}]}}]`), ReadOptions{})
		if got := r.Service.Access; got.StepFree != want || got.Note["en"] != text {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
	for text, want := range map[string]directory.Answer{
		"over the phone": directory.Yes, "No": directory.No, "yes": directory.Yes, "Bring your own interpreter": directory.Unknown,
		"Interpreters for Urdu": directory.Yes, "": directory.Unknown,
	} {
		r, _ := readOne(t, doc(`"interpretation_services":"`+text+`"`), ReadOptions{})
		if r.Service.Interpreters != want {
			t.Errorf("%q: %s, want %s", text, r.Service.Interpreters, want)
		}
	}
}

func TestHours(t *testing.T) {
	for schedules, want := range map[string][2]string{ // in notation, in words
		`[{"freq":"WEEKLY","byday":"MO,TU","opens_at":"09:00:00","closes_at":"17:00:00"}]`:                          {"Mo,Tu 09:00-17:00", ""},
		`[{"weekday":"Monday","opens_at":"9:00am","closes_at":"5:30pm"}]`:                                           {"Mo 09:00-17:30", ""},
		`[{"weekday":"3","opens_at":"09:00","closes_at":"12:00"}]`:                                                  {"We 09:00-12:00", ""},
		`[{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"17:00","description":"Walk-in"}]`:           {"Mo 09:00-17:00", "Walk-in"},
		`[{"description":"9:00am-5:00pm, Mon-Fri"}]`:                                                                {"Mo-Fr 09:00-17:00", "9:00am-5:00pm, Mon-Fri"},
		`[{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"17:00","description":"9am-5pm, Mon-Tue"}]`:  {"Mo-Tu 09:00-17:00", "9am-5pm, Mon-Tue"},
		`[{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"17:00","description":"9 or so till 5ish"}]`: {"", "9 or so till 5ish"},
		`[{"freq":"WEEKLY","interval":3,"byday":"MO","opens_at":"09:00","closes_at":"17:00"}]`:                      {"", ""},
		`[{"freq":"WEEKLY","byday":"MO","opens_at":"25:00","closes_at":"17:00"}]`:                                   {"", ""},
		`[{"freq":"WEEKLY","byday":"XX","opens_at":"09:00","closes_at":"17:00"}]`:                                   {"", ""},
		`[{"freq":"WEEKLY","byday":"MO"}]`:                                                                          {"", ""},
	} {
		r, _ := readOne(t, doc(`"schedules":`+schedules), ReadOptions{})
		if got := [2]string{r.Service.HoursText, r.Service.HoursSaid}; !sameHours(got[0], want[0]) && got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %q, want %q", schedules, got, want)
		}
	}
}

// Hours at the places of a service are its own only when they agree.
func TestHoursAtPlaces(t *testing.T) {
	at := func(id, closes string) string {
		return `{"location":{"id":"` + id + `","location_type":"physical","schedules":[{"freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"` + closes + `"}]}}`
	}
	r, _ := readOne(t, doc(`"service_at_locations":[`+at("a", "17:00")+","+at("b", "17:00")+`]`), ReadOptions{})
	if r.Service.HoursText != "Mo 09:00-17:00" || r.Service.Aside != "" {
		t.Errorf("agreeing places: %q, aside %s", r.Service.HoursText, r.Service.Aside)
	}
	r, report := readOne(t, doc(`"service_at_locations":[`+at("a", "17:00")+","+at("b", "18:00")+`]`), ReadOptions{})
	if r.Service.HoursText != "" || !strings.Contains(r.Service.Aside, "18:00") || count(report, "schedules", "", Unclear, "different hours") != 1 {
		t.Errorf("places that differ: %q, aside %s", r.Service.HoursText, r.Service.Aside)
	}
}

func TestPoints(t *testing.T) {
	belgium := &Bounds{South: 49.4, West: 2.5, North: 51.6, East: 6.5}
	for in, want := range map[string]bool{
		`"latitude":50.8466,"longitude":4.3528`:     true,
		`"latitude":"50.8466","longitude":"4.3528"`: true,
		`"latitude":4.3528,"longitude":50.8466`:     false,
		`"latitude":0,"longitude":0`:                false,
		`"latitude":"NaN","longitude":"4"`:          false,
		`"latitude":"Inf","longitude":"4"`:          false,
		`"latitude":91,"longitude":4`:               false,
		`"latitude":50,"longitude":181`:             false,
		`"latitude":50`:                             false,
		`"latitude":1e999,"longitude":4`:            false,
	} {
		list, report, err := readBytes(t, []byte(doc(`"service_at_locations":[{"location":{"id":"l","location_type":"physical",`+in+`}}]`)), ReadOptions{Bounds: belgium})
		if strings.Contains(in, "1e999") {
			if err == nil {
				t.Error("a number that is none was read")
			}
			continue
		}
		if err != nil || len(list) != 1 {
			t.Fatal(err)
		}
		if got := list[0].Places[0].Point != nil; got != want || !want && count(report, "locations", "latitude", Dropped, "") != 1 {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}

func TestStatusAndIdentity(t *testing.T) {
	for document, want := range map[string]int{
		`{"id":"1","name":"a","status":"defunct"}`:            0,
		`{"id":"1","name":"a","status":"Inactive"}`:           0,
		`{"id":"1","name":"a","status":"temporarily closed"}`: 1,
		`{"id":"1","name":"a","status":"no idea"}`:            1,
		`{"id":"1","status":"active"}`:                        0,
		`{"name":"a","organization_id":"x"}`:                  1,
		`{"id":"1","name":"a","website":"http://a.example"}`:  0, // an organisation
		`{"id":"1","name":"a","location_type":"physical"}`:    0,
	} {
		list, report, err := readBytes(t, []byte(document), ReadOptions{})
		if err != nil || len(list) != want {
			t.Errorf("%s: %d services, %v", document, len(list), err)
		}
		if want == 0 && count(report, "services", "", Dropped, "") != 1 {
			t.Errorf("%s was dropped without a word", document)
		}
	}
	closed, _ := readOne(t, `{"id":"1","name":"a","status":"temporarily closed"}`, ReadOptions{Language: "fr"})
	if len(closed.Service.Notes) != 1 || closed.Service.Notes[0]["fr"] != "Fermé pour le moment." || closed.Service.Aside != `{"status":"temporarily closed"}` {
		t.Errorf("%v %s", closed.Service.Notes, closed.Service.Aside)
	}
	first, _ := readOne(t, `{"name":"a","organization_id":"x"}`, ReadOptions{})
	second, _ := readOne(t, `{"name":"a","organization_id":"x","url":"http://a.example"}`, ReadOptions{})
	if first.Service.ID == "" || first.Service.ID != second.Service.ID {
		t.Error("the id that was made is not the same again")
	}
}

func TestCrosswalk(t *testing.T) {
	v := testVocabulary()
	c, err := ParseCrosswalk([]byte("needs:\n  shelter: {words: [domestic violence shelter], codes: [BH-1]}\n  legal: {words: [Legal]}\n"), v)
	if err != nil {
		t.Fatal(err)
	}
	term := func(code, name string) string {
		return doc(`"attributes":[{"id":"a","taxonomy_term":{"id":"t","code":"` + code + `","name":"` + name + `","taxonomy":"T","description":"long"}}]`)
	}
	for document, want := range map[string]string{
		term("X", "Domestic Violence Shelter, large"): "shelter",
		term("BH-1", "Whatever"):                      "shelter",
		term("BH-11", "Paralegals"):                   "",
		term("X", "Legal aid"):                        "legal",
	} {
		r, _ := readOne(t, document, ReadOptions{Vocabulary: v, Crosswalk: c})
		if got := strings.Join(r.Service.Offers, " "); got != want || len(r.Service.Terms) != 1 || r.Service.Aside != "" {
			t.Errorf("%s offers %q, want %q; %v, aside %s", document, got, want, r.Service.Terms, r.Service.Aside)
		}
	}
	for _, bad := range []string{"needs: {sheltr: {words: [a]}}", "needs: {shelter: {words: ['-']}}", "need: {}", "\t"} {
		if _, err := ParseCrosswalk([]byte(bad), v); err == nil {
			t.Errorf("%q was taken for a crosswalk", bad)
		}
	}
}

func TestTexts(t *testing.T) {
	r, _ := readOne(t, doc(`"alternate_name":"Other","description":"What","fees_description":"5 euro","wait_time":"A week",
		"application_process":"Ring","eligibility_description":"Women","minimum_age":"18","maximum_age":99.5,"alert":"Moved",
		"assured_date":"2026-03-08","last_modified":"2026-03-09 10:00:00","accreditations":"ISO","licenses":"L"`), ReadOptions{Language: "nl"})
	s := r.Service
	want := `{"id":"s1","organisation":"o1","name":{"nl":"Service"},"aka":{"nl":"Other"},"does":{"nl":"What"},` +
		`"for":{"ages":{"from":18,"to":99},"who":{"nl":"Women"}},"fees":{"nl":"5 euro"},"apply":{"nl":"Ring"},"wait":{"nl":"A week"},` +
		`"notes":[{"nl":"Moved"}],"source":["test"],"checked_on":"2026-03-08","modified":"2026-03-09T10:00:00Z","origin":"test",` +
		`"aside":"{\"accreditations\":\"ISO\",\"licenses\":\"L\"}"}`
	if got := asJSON(t, s); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A source cannot vouch for itself: its part in a referral and how sure it is are ours to say.
func TestOnlyOursIsBelieved(t *testing.T) {
	document := doc(`"role":"emergency","sources":["law"],"verified_on":"2026-01-02","confidence":"high","origin":"elsewhere","interpreters":"yes",
		"file_languages":["fr","xx"],"residence":["undocumented"],"children":"yes","step_free":"no","cost":"free","neutral_description":"A place to talk",
		"opening_hours":"24/7","channels":[{"kind":"chat","value":"https://a.example"}],"service_notes":["Ring first"]`)
	theirs, report := readOne(t, document, ReadOptions{Vocabulary: testVocabulary()})
	s := theirs.Service
	if s.Role != directory.Other || s.Confidence != directory.Low || s.Source[0] != "test" || s.CheckedOn != "undated" || s.Origin != "test" || s.Aside != "" {
		t.Errorf("a source was believed: %s", asJSON(t, s))
	}
	if s.Interpreters != directory.Yes || s.Cost != directory.Free || s.Access.StepFree != directory.No || s.HoursText != "24/7" || len(s.Channels) != 1 ||
		s.For.Children != directory.Yes || strings.Join(s.FileLanguages, " ") != "fr" || s.Notes[0]["en"] != "Ring first" || s.Neutral["en"] == "" {
		t.Errorf("the profile was not read: %s", asJSON(t, s))
	}
	if count(report, "services", "file_languages", Dropped, "no such value") != 1 {
		t.Error("a value that the pack has not was dropped without a word")
	}
	ours, _ := readOne(t, document, ReadOptions{Ours: true})
	if s := ours.Service; s.Role != directory.Emergency || s.Confidence != directory.High || s.Source[0] != "law" || s.CheckedOn != "2026-01-02" || s.Origin != "elsewhere" {
		t.Errorf("we were not believed: %s", asJSON(t, s))
	}
}

// Structured hours that have no notation are not lost: they are set aside, without the words that are kept elsewhere.
func TestHoursWithoutNotationAreSetAside(t *testing.T) {
	r, _ := readOne(t, doc(`"schedules":[{"id":"x","freq":"WEEKLY","interval":3,"byday":"MO","opens_at":"9:00am","closes_at":"17:00","notes":"Ring"}]`), ReadOptions{})
	want := `{"schedules":[{"byday":"MO","closes_at":"17:00","freq":"WEEKLY","interval":3,"opens_at":"09:00"}]}`
	if r.Service.HoursText != "" || r.Service.HoursSaid != "Ring" || r.Service.Aside != want {
		t.Errorf("hours %q, said %q, aside %s", r.Service.HoursText, r.Service.HoursSaid, r.Service.Aside)
	}
}
