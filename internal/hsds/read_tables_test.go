package hsds

import (
	"bytes"
	"strings"
	"testing"
)

// A package as bad as they come: every fault in it is repaired, or said, or both, and nothing else is lost.
func TestDirtyTables(t *testing.T) {
	list, report := readPath(t, "testdata/dirty11", ReadOptions{Name: "dirty", Vocabulary: testVocabulary()})
	if got := len(list); got != 6 {
		t.Fatalf("%d services: %s", got, ids(list))
	}
	want := []string{
		`{"service":{"id":"s1","organisation":"o1","name":{"en":"Night line"},"does":{"en":"Someone to talk to.\n\nEvery night."},` +
			`"for":{"who":{"en":"Adults"}},"languages":["en"],"cost":"free","fees":{"en":"Free"},"places":["l1"],"hours":"Mo,Tu 21:00-30:00",` +
			`"channels":[{"value":"02 123 45 67","extension":"12","label":{"en":"Night desk"}},{"kind":"web","value":"http://www.night.example"}],` +
			`"source":["dirty"],"checked_on":"undated","other_languages":["Klingon"],"terms":[{"taxonomy":"Words","code":"T-1","name":"Helplines"}],"origin":"dirty","aside":` +
			quoted(`{"attributes":[{"taxonomy_term":{"code":"T-1","name":"Helplines","taxonomy":"Words"},"value":"by night"}],`+
				`"organization":{"parent_organization_id":"o2"},"phones":[{"languages":[{"name":"en"},{"name":"fr"}],"number":"02 123 45 67"}],`+
				`"service_at_locations":[{"location":{"id":"l1","phones":[{"number":"02 765 43 21","type":"fax"}]}}]}`) +
			`},"organisation":{"id":"o1","name":{"en":"Night House"},"web":"http://night.example"},"places":[{"id":"l1","name":{"en":"Front door"},` +
			`"street":{"en":"5 Main Street, 2nd Floor"},"postcode":"1000","town":{"en":"Brussels"},"region":"Brussels","country":"BE","point":{"lat":50.85,"lon":4.35},"transport":{"en":"Bus 7"}}]}`,
		`{"service":{"id":"s2","organisation":"o1","name":{"en":"Café contact"},"does":{"en":"Cétoyen – open"},"languages":["fr","nl"],"cost":"income",` +
			`"fees":{"en":"Sliding scale"},"wait":{"en":"A week"},"places":["l1","l2"],"channels":[{"kind":"email","value":"cafe@example.org"},{"kind":"web","value":"http://cafe.example"}],`,
		`{"service":{"id":"s3","organisation":"o9","name":{"en":"No organisation"},"source"`,
		`"name":{"en":"Without an id"},"channels":[{"value":"0800 11 222","label":{"en":"Day House"}}]`,
		`{"service":{"id":"s6","organisation":"o2","name":{"en":"Shelter"},"does":{"en":"A bed for tonight. Ring the bell at [address withheld]."},"places":["l3"],`,
		`{"service":{"id":"s7","organisation":"o2","name":{"en":"Short row"}`,
	}
	for i := range want {
		if got := asJSON(t, list[i]); !strings.Contains(got, want[i]) {
			t.Errorf("service %d\n got %s\nwant %s", i+1, got, want[i])
		}
	}
	for _, f := range []struct {
		table, field string
		outcome      Outcome
		message      string
		times        int
	}{
		{"services", "", Dropped, "came before", 1}, {"services", "", Dropped, "no name", 1}, {"services", "", Dropped, "not offered", 1},
		{"services", "id", Fixed, "one was made", 1}, {"services", "email", Fixed, "word for nothing", 1}, {"services", "colour", Unclear, "no such column", 1},
		{"services", "colour", Dropped, "no such field", 1}, {"services", "(row)", Fixed, "Windows-1252", 1}, {"services", "(row)", Unclear, "fewer cells", 1},
		{"services", "name", Fixed, "spaces", 1}, {"services", "description", Fixed, "line break", 1}, {"services", "description", Fixed, "wrong encoding", 1},
		{"services", "organization_id", Unclear, "no organisation has this id", 1}, {"services", "url", Fixed, "written out", 1},
		{"organizations", "", Dropped, "came before", 1}, {"organizations", "parent_organization_id", Unclear, "above itself", 1},
		{"organizations", "alternate_name", Fixed, "word for nothing", 1}, {"locations", "latitude", Dropped, "not two numbers", 1},
		{"locations", "", Fixed, "confidential", 1}, {"physical_addresses", "", Dropped, "belongs to nothing", 1},
		{"physical_addresses", "country", Fixed, "two letters", 1}, {"phones", "", Dropped, "does not say", 1},
		{"services_at_location", "", Dropped, "belongs to nothing", 1}, {"services_at_location", "location_id", Unclear, "no location has this id", 1},
		{"phones", "extension", Fixed, "taken out", 1}, {"taxonomy", "", Dropped, "came before", 1}, {"taxonomy", "parent_id", Unclear, "above itself", 1},
		{"services_taxonomy", "", Fixed, "twice", 1}, {"eligibility", "", Dropped, "does not say", 1}, {"languages", "name", Fixed, "several languages", 1},
		{"regular_schedules", "", Unclear, "no notation", 1}, {"opinions", "(table)", Dropped, "no such table", 1},
	} {
		if got := count(report, f.table, f.field, f.outcome, f.message); got < f.times {
			t.Errorf("%s.%s %s %q was found %d times", f.table, f.field, f.outcome, f.message, got)
		}
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	everything := asJSON(t, list) + asJSON(t, report) + text.String()
	for _, secret := range []string{"Quiet", "5555", "0499", "Hidden", "Tram 99", "50.11", "4.22"} {
		if strings.Contains(everything, secret) {
			t.Errorf("%q, of a confidential place, came out", secret)
		}
	}
}

func quoted(s string) string { return string(appendQuoted(nil, s)) }

// The report of HSDS 1.1 names all its tables, those that are not there as well.
func TestReportNamesAllTables(t *testing.T) {
	_, report := readPath(t, "testdata/dirty11", ReadOptions{})
	if len(tables11) != 22 || report.Format != "HSDS 1.1 tables" {
		t.Fatalf("%d tables, %s", len(tables11), report.Format)
	}
	for _, name := range tables11 {
		table := tableOfReport(t, report, name)
		if here := name != "contacts" && name != "funding" && name != "holiday_schedules" && name != "metadata" && name != "meta_table_descriptions" &&
			name != "payments_accepted" && name != "postal_addresses" && name != "programs" && name != "required_documents" && name != "service_areas" &&
			name != "accessibility_for_disabilities"; table.Present != here {
			t.Errorf("%s present: %v", name, table.Present)
		}
		if table.Kept > table.Read || table.Kept < 0 {
			t.Errorf("%s: kept %d of %d", name, table.Kept, table.Read)
		}
	}
	if s := tableOfReport(t, report, "services"); s.Read != 9 || s.Kept != 6 {
		t.Errorf("services: %+v", s)
	}
}

// A report is bounded however much is wrong, and counts all of it.
func TestReportIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString(`{"id":"` + strings.Repeat("i", i%7) + string(rune('a'+i%26)) + `","name":" x","` + strings.Repeat("k", i%900+1) + `":" v"}` + "\n")
	}
	_, report, err := readBytes(t, []byte(b.String()), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, tally := range report.Tallies {
		all += tally.Count
	}
	if len(report.Findings) > maxFindings+maxExamples*(maxTallies+3) || len(report.Tallies) > maxTallies+3 || all != len(report.Findings)+report.LeftOut || all < 10_000 {
		t.Errorf("%d findings, %d tallies, %d counted, %d left out", len(report.Findings), len(report.Tallies), all, report.LeftOut)
	}
}
