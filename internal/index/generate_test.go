package index

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// The words of an invented region.
var region = map[facts.Key][]string{
	facts.Needs: {"shelter", "talk", "law", "care", "money"}, facts.Languages: {"fr", "nl", "en", "ar", "tr"},
	facts.FileLanguage: {"fr", "nl"}, facts.Speaker: {"victim", "relative", "perpetrator"},
	facts.Gender: {"woman", "man", "x"}, facts.Circumstances: {"pregnant", "older", "disabled"},
	facts.Residence: {"citizen", "card", "undocumented"}, facts.Children: {"yes", "no"}, facts.Minor: {"yes", "no"},
}

var areas = []facts.Area{{ID: "centre", Postcodes: []string{"1000"}}, {ID: "north", Postcodes: []string{"1020", "1030"}},
	{ID: "south", Postcodes: []string{"1190"}}}

func vocabulary() *facts.Vocabulary {
	list := []facts.Fact{{ID: "place"}}
	for key, ids := range region {
		f := facts.Fact{ID: key.String()}
		for _, id := range ids {
			f.Values = append(f.Values, facts.Value{ID: id})
		}
		list = append(list, f)
	}
	return facts.NewVocabulary(list, areas)
}

var areaIDs = []string{"centre", "north", "south"}

func brusselsTime() *time.Location {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err)
	}
	return zone
}

// invented is how an index of invented services is made: a calendar with one holiday, keys from ids, and a middle for
// each postcode that has one.
func invented() Options {
	return Options{
		Vocabulary: vocabulary(),
		Calendar: hours.Options{Zone: brusselsTime(), HasPlace: true, Lat: 50.85, Lon: 4.35,
			Public: hours.Dates(hours.Day{Year: 2026, Month: 11, Day: 11})},
		Locate: func(p *directory.Place) (directory.Point, bool) {
			middle, ok := middles[p.Postcode]
			return middle, ok
		},
		Keys: keysOf,
	}
}

var middles = map[string]directory.Point{"1000": {Lat: 50.8467, Lon: 4.3525}, "1190": {Lat: 50.81, Lon: 4.33},
	"9999": {Lat: 99, Lon: 999}} // a mistake, which must lead nowhere

var inTown = hash("in any town")

func keysOf(s *directory.Service) Keys {
	k := Keys{Service: hash("service " + s.ID), Organisation: hash(s.Origin + " organisation " + s.Org.ID)}
	for _, need := range s.Offers {
		k.Tags = append(k.Tags, hash(need))
	}
	for _, p := range s.Places {
		k.Visits = append(k.Visits, hash(s.ID+" "+p.ID))
		k.Tags = append(k.Tags, hash(p.Postcode), inTown)
	}
	return k
}

// pick draws some of a list, often none, now and then with one that the vocabulary does not know.
func pick(t *rapid.T, ids []string, label string) []string {
	if rapid.IntRange(0, 2).Draw(t, label) == 0 {
		return nil
	}
	list := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 2, rapid.ID[string]).Draw(t, label)
	if rapid.IntRange(0, 7).Draw(t, label) == 0 {
		list = append(list, "elsewhere")
	}
	return list
}

var vocabularyOfTexts = []string{"Écoute", "ecoute", "Opvang", "opvanghuis", "opvangcentrum", "l’aide", "professionnel·le",
	"shelter", "sheltered", "Ça", "İstanbul", "Straße", "убежище", "مأوى", "a", "x1", "1000", "de\u0301tresse",
	"Œuvre", "shelters", "\xffbroken", "e\u0301coute", "nacht", "nachten", "an-other", "violence", "violences"}

func words(t *rapid.T, label string) string {
	list := rapid.SliceOfN(rapid.SampledFrom(vocabularyOfTexts), 0, 3).Draw(t, label)
	text := ""
	for _, w := range list {
		text += w + rapid.SampledFrom([]string{" ", ", ", "/", "\n"}).Draw(t, label)
	}
	return text
}

func texts(t *rapid.T, label string) lang.Text {
	if rapid.IntRange(0, 2).Draw(t, label) == 0 {
		return nil
	}
	tags := rapid.SliceOfNDistinct(rapid.SampledFrom([]lang.Tag{"en", "fr", "nl", "tr"}), 1, 2, rapid.ID[lang.Tag]).Draw(t, label)
	text := lang.Text{}
	for _, tag := range tags {
		text[tag] = words(t, label)
	}
	return text
}

// inventedHours are whole, unknown, by appointment, over midnight, on the night of a clock change, on holidays, by the
// sun, on several lines, and not hours at all.
var inventedHours = []string{"", "", "24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-12:30,13:00-17:00; PH off", "unknown",
	`Mo-Fr 10:00-16:00 open "by appointment"`, `"sur rendez-vous"`, "Fr-Su 22:00-04:00", "Mar Su[-1] 01:30-03:30; Oct Su[-1] 02:15-02:45",
	"sunrise-sunset", "Mo 09:00-10:00;\nTu 10:00-23:59", "PH 10:00-12:00", "SH 10:00-12:00", "Su off", "week 2-52/2 08:00-20:00"}

var spotsInTown = []directory.Point{{Lat: 50.8467, Lon: 4.3525}, {Lat: 50.8467, Lon: 4.3525}, {Lat: 50.86, Lon: 4.36},
	{Lat: 50.81, Lon: 4.33}, {Lat: 50.8500004, Lon: 4.3500004}}

var spotsAtEdges = []directory.Point{{Lat: 90}, {Lat: -90, Lon: 77}, {Lat: 10, Lon: 180}, {Lat: 10, Lon: -180}, {Lat: 10, Lon: 179.9},
	{Lat: 10.1, Lon: -179.8}, {Lat: 89.9, Lon: -90}, {Lat: 89.95, Lon: 90}, {}}

func point(t *rapid.T, label string) *directory.Point {
	var p directory.Point
	switch rapid.IntRange(0, 6).Draw(t, label) {
	case 0:
		return nil
	case 1, 2:
		p = rapid.SampledFrom(spotsInTown).Draw(t, label)
	case 3, 4:
		p = directory.Point{Lat: 50.85 + rapid.Float64Range(-0.1, 0.1).Draw(t, label), Lon: 4.35 + rapid.Float64Range(-0.2, 0.2).Draw(t, label)}
	case 5:
		p = rapid.SampledFrom(spotsAtEdges).Draw(t, label)
	default: // not on earth
		p = rapid.SampledFrom([]directory.Point{{Lat: 91}, {Lat: 1, Lon: 181}, {Lat: -1e300, Lon: 1e300}}).Draw(t, label)
	}
	return &p
}

func answer(t *rapid.T, label string) directory.Answer {
	return directory.Answer(rapid.IntRange(0, 2).Draw(t, label))
}

func inventedRecord(t *rapid.T, id string) directory.Record {
	s := directory.Service{
		ID: id, Organisation: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "organisation"),
		Role: directory.Role(rapid.IntRange(0, 4).Draw(t, "role")), Name: texts(t, "name"), Aka: texts(t, "aka"),
		Does: texts(t, "does"), Offers: pick(t, region[facts.Needs], "offers"),
		Languages: pick(t, region[facts.Languages], "languages"), Interpreters: answer(t, "interpreters"),
		FileLanguages: pick(t, region[facts.FileLanguage], "file languages"), Area: pick(t, areaIDs, "area"),
		Cost: directory.Cost(rapid.IntRange(0, 3).Draw(t, "cost")),
		Access: directory.Access{StepFree: answer(t, "step-free"), SignLanguage: answer(t, "sign language"),
			EasyToRead: answer(t, "easy to read")},
		For: directory.Audience{Speakers: pick(t, region[facts.Speaker], "speakers"), Genders: pick(t, region[facts.Gender], "genders"),
			Children: answer(t, "children"), Minors: answer(t, "minors"),
			Residence: pick(t, region[facts.Residence], "residence"), ResidenceBarrier: pick(t, region[facts.Residence], "barrier"),
			Circumstances: pick(t, region[facts.Circumstances], "circumstances")},
		HoursText: rapid.SampledFrom(inventedHours).Draw(t, "hours"),
		Modified: rapid.SampledFrom([]string{"", "2026-01-01T00:00:00Z", "2026-06-01T12:00:00+02:00", "yesterday"}).
			Draw(t, "modified"),
		Origin: rapid.SampledFrom([]string{"", "import", "import", "another"}).Draw(t, "origin"),
	}
	if rapid.IntRange(0, 4).Draw(t, "other language") == 0 {
		s.OtherLanguages = []string{"ti"}
	}
	for range rapid.IntRange(0, 2).Draw(t, "channels") {
		s.Channels = append(s.Channels, directory.Channel{HoursText: rapid.SampledFrom(inventedHours).Draw(t, "channel hours")})
	}
	if rapid.IntRange(0, 3).Draw(t, "term") == 0 {
		s.Terms = []directory.Term{{Taxonomy: "T", Code: "1", Name: words(t, "term")}}
	}
	r := directory.Record{Service: s, Organisation: directory.Organisation{ID: s.Organisation, Name: lang.Text{"en": "Org " + s.Organisation}}}
	for i := range rapid.IntRange(0, 3).Draw(t, "places") {
		r.Places = append(r.Places, directory.Place{ID: fmt.Sprint(i), Town: texts(t, "town"), Point: point(t, "point"),
			Postcode: rapid.SampledFrom([]string{"1000", "1020", "1190", "9999", ""}).Draw(t, "postcode")})
	}
	return r
}

// inventedRecords draws up to most services, now and then each of them many times over, so that sets are longer than a
// word and much is equal.
func inventedRecords(t *rapid.T, most int) []directory.Record {
	list := make([]directory.Record, rapid.IntRange(0, most).Draw(t, "services"))
	for i := range list {
		list[i] = inventedRecord(t, fmt.Sprint("s", i*7%100))
	}
	for n := range rapid.SampledFrom([]int{0, 0, 0, 13}).Draw(t, "copies") * len(list) {
		r := list[n%max(1, len(list))]
		r.Service.ID = fmt.Sprint("copy ", n*7919%1000)
		list = append(list, r)
	}
	return list
}

var moments2026 = []time.Time{
	time.Date(2026, 3, 29, 0, 59, 59, 0, time.UTC), time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC),
	time.Date(2026, 10, 25, 0, 20, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 20, 0, 0, time.UTC),
	time.Date(2026, 11, 11, 9, 30, 0, 0, time.UTC), time.Date(2026, 11, 10, 23, 0, 0, 0, time.UTC), tuesday,
}

func instant(t *rapid.T) time.Time {
	if rapid.Bool().Draw(t, "a special moment") {
		return rapid.SampledFrom(moments2026).Draw(t, "moment").Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "seconds")) * time.Second)
	}
	return time.Date(2026, 1, 1, 0, 0, rapid.IntRange(0, 365*24*3600).Draw(t, "second of the year"), 0, time.UTC)
}

func inventedQuery(t *rapid.T) Query {
	q := Query{At: instant(t), Open: rapid.IntRange(0, 3).Draw(t, "open") == 0, Limit: 1000, Facets: true}
	for range rapid.SampledFrom([]int{0, 0, 1, 1, 2, 4}).Draw(t, "filters") {
		q.Having = append(q.Having, Filter{Attribute(rapid.IntRange(0, attributes-1).Draw(t, "attribute")), mask(t, "values")})
	}
	if rapid.IntRange(0, 2).Draw(t, "words") == 0 {
		q.Words = asked(t)
	}
	if near := point(t, "near"); near != nil && plausible(*near) {
		q.Near = near
		q.Within = rapid.SampledFrom([]float64{0, 0, 0.01, 3, 7, 40, 900, 6000}).Draw(t, "within")
	}
	narrowByTags(t, &q)
	if rapid.IntRange(0, 5).Draw(t, "since") == 0 {
		q.Since = time.Date(2026, 6, 1, 10, 0, rapid.IntRange(-1, 1).Draw(t, "since second"), 0, time.UTC)
	}
	q.Plain = rapid.IntRange(0, 5).Draw(t, "plain") == 0
	return q
}

func narrowByTags(t *rapid.T, q *Query) {
	if rapid.IntRange(0, 5).Draw(t, "tags") == 0 {
		q.Tags = []uint64{hash(rapid.SampledFrom([]string{"shelter", "talk", "no such tag"}).Draw(t, "tag"))}
	}
	if rapid.IntRange(0, 4).Draw(t, "in") == 0 {
		q.InKnown = inTown
		for _, code := range rapid.SliceOfN(rapid.SampledFrom([]string{"1000", "1020", "5555"}), 1, 2).Draw(t, "in") {
			q.In = append(q.In, hash(code))
		}
	}
	if rapid.IntRange(0, 2).Draw(t, "count") == 0 {
		q.Count, q.InKnown = []uint64{hash("1000"), hash("1190"), hash("5555")}, inTown
	}
	if rapid.IntRange(0, 5).Draw(t, "of an organisation") == 0 {
		q.Organisation = hash(rapid.SampledFrom([]string{"", "import"}).Draw(t, "whose") + " organisation a")
	}
}

// mask draws one to three values, sometimes that of what the vocabulary does not list.
func mask(t *rapid.T, label string) uint64 {
	var values uint64
	for _, v := range rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 2, 3, 4, 62}), 1, 3).Draw(t, label) {
		values |= 1 << v
	}
	return values
}

// asked draws what somebody types: words, beginnings of words, and slips.
func asked(t *rapid.T) string {
	text := ""
	for range rapid.IntRange(1, 2).Draw(t, "asked") {
		w := []rune(rapid.SampledFrom(vocabularyOfTexts).Draw(t, "word"))
		switch at := rapid.IntRange(0, len(w)-1).Draw(t, "at"); rapid.IntRange(0, 3).Draw(t, "slip") {
		case 0:
			w = w[:at+1]
		case 1:
			w = slices.Delete(w, at, at+1)
		case 2:
			w = slices.Insert(w, at, 'q')
		}
		text += string(w) + " "
	}
	return text
}

// fataler is what testing and rapid have in common.
type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// build makes an index in memory, and the same one by way of a file in which its records stay.
func build(t fataler, o Options, records []directory.Record) (inMemory, fromFile *Index) {
	t.Helper()
	inMemory = finished(t, o, records, nil)
	data := written(t, o, records)
	fromFile, err := open(memory{bytes.NewReader(data)}, int64(len(data)), o, -1)
	if err != nil {
		t.Fatal(err)
	}
	return inMemory, fromFile
}

// written is the file of an index.
func written(t fataler, o Options, records []directory.Record) []byte {
	t.Helper()
	var file bytes.Buffer
	finished(t, o, records, &file)
	return file.Bytes()
}

func finished(t fataler, o Options, records []directory.Record, file io.Writer) *Index {
	t.Helper()
	b := NewBuilder(o, file)
	for i := range records {
		r := records[i]
		p, err := b.Prepare(&r)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	x, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }
