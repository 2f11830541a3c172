package export

import (
	"encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

func readAll(t testing.TB, text string) []Row {
	t.Helper()
	var out []Row
	for row, err := range ReadCSV(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"Télé-Accueil": "Télé-Accueil", "1712": "1712", "2026-11-23": "2026-11-23", "1060 Jette": "1060 Jette", "": "",
		"tel +32 2 514": "tel +32 2 514", "Mo-Fr 09:00-17:00; PH off": "Mo-Fr 09:00-17:00; PH off",
		"=1+1": "'=1+1", "+32 2 514": "'+32 2 514", "-1": "'-1", "@x": "'@x", "\t=x": "'\t'=x", " =x": "' =x",
		"\"=x": "'\"=x", "«=x": "'«=x", "\ufeff=x": "'\ufeff=x", "\u00a0+1": "'\u00a0+1", "＝x": "'＝x", "＋1": "'＋1",
		"－1": "'－1", "＠x": "'＠x", "'x": "''x", "a;=1": "a;'=1", "a; +1": "a;' +1", "a\n-b": "a\n'-b", "a\n'b": "a\n''b",
		"24/7": "'24/7", "0800": "'0800", "0800 30 030": "'0800 30 030", "1e5": "'1e5", "2024-03": "'2024-03", "02/11": "'02/11",
		"1234567890123456": "'1234567890123456",
	} {
		if got := guard(text); got != want {
			t.Errorf("guard(%q) is %q, not %q", text, got, want)
		}
		if back := unguard(guard(text)); back != text {
			t.Errorf("%q comes back as %q", text, back)
		}
	}
}

// formula tells, in words of its own, whether a spreadsheet might run a cell: its first sign that is neither space nor
// quote nor invisible is one that begins a formula.
func formula(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '"'
	})
	return slices.ContainsFunc([]string{"=", "+", "-", "@", "＝", "＋", "－", "＠"}, func(sign string) bool {
		return strings.HasPrefix(cell, sign)
	})
}

func TestGuardHoldsAndIsUndone(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := clean(hostile().Draw(r, "text"))
		cell := guard(text)
		for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\t' || r == '\n' }) {
			if formula(part) {
				r.Fatalf("%q in %q is a formula", part, cell)
			}
		}
		if back := unguard(cell); back != text {
			r.Fatalf("%q comes back as %q", text, back)
		}
	})
}

func TestListsReadBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		part := rapid.Map(hostile(), clean).Filter(func(s string) bool { return s != "" })
		items := rapid.SliceOfN(rapid.SliceOfN(part, 1, 3), 0, 3).Draw(r, "items")
		back := splitItems(unguard(guard(joinItems(items))))
		if len(items) != len(back) || len(items) > 0 && !reflect.DeepEqual(items, back) {
			r.Fatalf("%q comes back as %q", items, back)
		}
	})
}

// service draws one whose every text is hostile, at public places, at confidential ones, or both.
func service() *rapid.Generator[*directory.Service] {
	return rapid.Custom(func(t *rapid.T) *directory.Service {
		text := func(name string) string { return hostile().Draw(t, name) }
		said := func(name string) lang.Text { return lang.Text{"en": text(name)} }
		s := &directory.Service{
			ID: text("id"), Name: said("name"), Neutral: said("neutral"), Does: said("does"),
			Offers: []string{text("offer")}, Languages: []string{text("language")},
			Notes: []lang.Text{said("note")}, HoursSaid: text("hours"),
			Org:       &directory.Organisation{Name: said("organisation"), Web: text("web"), Email: text("email")},
			CheckedOn: directory.Date(text("date")), Aside: `{"secret":"` + "ASIDE" + `"}`,
		}
		for range rapid.IntRange(0, 4).Draw(t, "channels") {
			s.Channels = append(s.Channels, directory.Channel{
				Kind:  directory.ChannelKind(rapid.IntRange(0, int(directory.Post)).Draw(t, "kind")),
				Value: text("value"), Extension: text("extension"), Label: said("label"), HoursText: text("channel hours"),
			})
		}
		if rapid.Bool().Draw(t, "public") {
			lat, lon := rapid.Float64().Draw(t, "lat"), rapid.Float64Range(-200, 200).Draw(t, "lon")
			s.Places = []*directory.Place{{Street: said("street"), Town: said("town"), Postcode: text("postcode"),
				Point: &directory.Point{Lat: lat, Lon: lon}}}
		}
		if rapid.Bool().Draw(t, "hidden") {
			s.Hidden = []*directory.ConfidentialPlace{{ID: "HIDDEN", Area: said("area")}}
		}
		return s
	})
}

// Whatever the directory holds, the table is one that any reader reads, holds no formula, and says the same when read.
func TestCSVReadsBack(t *testing.T) {
	_, o := brussels(t)
	rapid.Check(t, func(r *rapid.T) {
		s := service().Draw(r, "service")
		text := written(t, "csv", []*directory.Service{s}, o)
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 2 {
			r.Fatalf("%d rows, %v", len(rows), err)
		}
		for i, cell := range rows[1] {
			if formula(cell) {
				r.Fatalf("%s has the formula %q", rows[0][i], cell)
			}
		}
		l, row := leafletOf(s, o), readAll(t, text)[0]
		for _, c := range columns() {
			if row[c.name] != c.cell(l, o) {
				r.Fatalf("%s: %q comes back as %q", c.name, c.cell(l, o), row[c.name])
			}
		}
		sameChannels(r, s, row)
	})
}

func sameChannels(r *rapid.T, s *directory.Service, row Row) {
	got, err := row.Channels("en")
	if err != nil {
		r.Fatal(err)
	}
	for _, c := range s.Channels {
		if cleanLine(c.Value) == "" || c.Kind == directory.Post && s.Confidential() {
			continue
		}
		want := directory.Channel{Kind: c.Kind, Value: cleanLine(c.Value), Extension: cleanLine(c.Extension),
			HoursText: cleanLine(c.HoursText)}
		if label := cleanLine(c.Label.In("en")); label != "" {
			want.Label = lang.Text{"en": label}
		}
		if !slices.ContainsFunc(got, func(c directory.Channel) bool { return reflect.DeepEqual(c, want) }) {
			r.Fatalf("%+v is not among %+v", want, got)
		}
	}
}

func TestCSVOfBrussels(t *testing.T) {
	list, o := brussels(t)
	text := written(t, "csv", list, o)
	if strings.Count(strings.ReplaceAll(text, "\r\n", ""), "\n") != 0 {
		t.Error("a line does not end as RFC 4180 has it")
	}
	rows := readAll(t, text)
	if len(rows) != len(list) {
		t.Fatalf("%d rows for %d services", len(rows), len(list))
	}
	for i, row := range rows {
		if row["id"] != list[i].ID || row["hours"] != list[i].HoursText || row["neutral"] != list[i].Neutral["en"] {
			t.Errorf("%s comes back as %v", list[i].ID, row)
		}
		if strings.HasPrefix(row["phone"], "tel ") != slices.ContainsFunc(list[i].Channels, isPhone) {
			t.Errorf("%s: a cell of numbers must begin with a word: %q", list[i].ID, row["phone"])
		}
	}
	if excel := written(t, "csv-excel", list, o); excel != byteOrderMark+text || len(readAll(t, excel)) != len(list) {
		t.Error("the form for Excel is not the same table with a mark")
	}
}

func isPhone(c directory.Channel) bool { return c.Kind == directory.Phone }

func TestReadCSVRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no header": "a,b\r\n1,2\r\n", "a short row": "id,name\r\nx\r\n", "an open quote": "id,name\r\n\"x,y\r\n",
	} {
		var last error
		for _, err := range ReadCSV(strings.NewReader(text)) {
			last = err
		}
		if last == nil || !strings.Contains(last.Error(), "line") {
			t.Errorf("%s: %v does not name a line", name, last)
		}
	}
	row := Row{"id": "x", "other_channels": "pigeon 12"}
	if _, err := row.Channels("en"); err == nil || !strings.Contains(err.Error(), "pigeon") {
		t.Errorf("an unknown kind of channel passes: %v", err)
	}
	row = Row{"id": "x", "phone": "tel 112 · day and night"}
	if _, err := row.Channels("en"); err == nil {
		t.Error("a part that is nothing passes")
	}
	if rows := readAll(t, ""); rows != nil {
		t.Errorf("an empty file has %v", rows)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add(written(f, "csv-excel", []*directory.Service{cardService()}, Options{Language: "en"}))
	f.Add("id,phone,other_channels\r\nx,\"tel 112 · ext. 1\ntel 02 · (a) · hours 24/7\",chat https://x\r\n")
	f.Add("id\r\n'''=x\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		for row, err := range ReadCSV(strings.NewReader(text)) {
			if err != nil {
				return
			}
			for name, cell := range row {
				if unguard(guard(cell)) != cell {
					t.Errorf("%s: %q is changed", name, cell)
				}
			}
			channels, err := row.Channels("en")
			if err == nil && len(channels) > len(text) {
				t.Errorf("%d channels out of %d bytes", len(channels), len(text))
			}
		}
	})
}
