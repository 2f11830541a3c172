package hsds

import (
	"bytes"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/lang"
)

// everyField is a location with a canary in every field that HSDS has for it, and in what belongs to it.
const everyField = `{"id":"loc-1","location_type":"physical","url":"http://canary-url.example","name":"Canary name","alternate_name":"Canary aka",
	"description":"Canary description","transportation":"Canary bus","latitude":50.123456,"longitude":4.654321,
	"external_identifier":"canary-ext","external_identifier_type":"canary-ext-type","x_unknown":"canary-unknown",
	"languages":[{"name":"Canaryish","note":"canary note"}],
	"addresses":[{"attention":" Canary attention ","address_1":"12 Canary Street","address_2":"Canary floor 3","city":"Canarytown","region":"Canaryregion",
		"state_province":"Brussels","postal_code":"CAN777","country":"BE","address_type":"physical"}],
	"contacts":[{"name":"Canary Person","email":"canary@example.org","phones":[{"number":"0777 000 001"}]}],
	"accessibility":[{"description":"Canary ramp","details":"canary details","url":"http://canary-ramp.example"}],
	"phones":[{"number":"0777 000 002","description":"Canary desk"}],
	"schedules":[{"freq":"WEEKLY","byday":"MO","opens_at":"07:07","closes_at":"17:17","description":"Canary hours","notes":"canary notes"}],
	"attributes":[{"value":"canary value","label":"canary label"}],
	"metadata":[{"last_action_date":"2026-01-01","last_action_type":"update","field_name":"address_1","previous_value":"9 Canary Lane","replacement_value":"12 Canary Street","updated_by":"canary"}]
	MARK}`

// canaries are searched in everything that comes out, in lower case.
var canaries = []string{"canary", "can777", "0777", "50.123", "4.654", "07:07", "17:17"}

func leaks(text string) (found []string) {
	text = strings.ToLower(text)
	for _, canary := range canaries {
		if strings.Contains(text, canary) {
			found = append(found, canary)
		}
	}
	return found
}

func withPlace(mark, at string) string {
	return strings.ReplaceAll(doc(`"phones":[{"number":"02 123 45 67"}],"service_at_locations":[{"id":"sal"`+at+`,"location":`+
		strings.Replace(everyField, "MARK", mark, 1)+`}]`), "\n", " ")
}

// However a source says that a place is confidential, nothing of it comes out but its id and its region.
func TestConfidentialPlaceLeavesNoTrace(t *testing.T) {
	marks := map[string]string{
		"profile":   withPlace(`,"confidential":true`, ""),
		"text":      withPlace(`,"x_confidential":"Yes"`, ""),
		"attribute": strings.Replace(withPlace("", ""), `"label":"canary label"`, `"label":"Confidential"`, 1),
		"redacted":  strings.Replace(withPlace("", ""), `"location_type":"physical"`, `"location_type":"redacted"`, 1),
		"at":        withPlace("", `,"confidential":true,"description":"Canary at"`),
		"service":   strings.Replace(withPlace("", ""), `"name":"Service"`, `"name":"Service","confidential":true`, 1),
		"described": strings.Replace(withPlace("", ""), `"name":"Service"`, `"name":"Service","description":"A shelter at a confidential location."`, 1),
	}
	for i, words := range []string{"Confidential", "Undisclosed location", "ADDRESS WITHHELD", "Secret location", "Adresse confidentielle",
		"adresse secrète", "Adresse tenue secrète", "Geheim adres", "vertrouwelijk adres", "Dirección confidencial", "adresse secrÃ¨te", "Address not disclosed"} {
		marks[words] = strings.Replace(withPlace("", ""), "Canary floor 3", words, 1)
		marks[words+" as name"] = strings.Replace(withPlace("", ""), "Canary name", words, 1)
		if i > 0 {
			marks[words+" in the description"] = strings.Replace(withPlace("", ""), "Canary description", "The "+words+".", 1)
		}
	}
	for how, document := range marks {
		r, report := readOne(t, document, ReadOptions{})
		var text bytes.Buffer
		if err := report.WriteText(&text); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteJSON(&text); err != nil {
			t.Fatal(err)
		}
		if found := leaks(asJSON(t, r) + text.String()); found != nil {
			t.Errorf("%s: %v leaked into\n%s\n%s", how, found, asJSON(t, r), text.String())
		}
		if got := asJSON(t, r.ConfidentialPlaces); got != `[{"id":"loc-1","area":{"en":"Brussels"}}]` || len(r.Places) != 0 || report.Confidential != 1 {
			t.Errorf("%s: %s, %d places", how, got, len(r.Places))
		}
		if strings.Join(r.Service.PlaceIDs, " ") != "loc-1" || len(r.Service.Channels) != 1 {
			t.Errorf("%s: places %v, channels %v", how, r.Service.PlaceIDs, r.Service.Channels)
		}
	}
}

// The same place is not named by the organisation either, nor in any other text.
func TestConfidentialAddressIsTakenOutOfTexts(t *testing.T) {
	document := withPlace(`,"confidential":true`, "")
	document = strings.Replace(document, `"name":"Service"`, `"name":"Service","alternate_name":"At 12  canary street",
		"description":"Come to 12 Canary Street, CAN777 Canarytown (50.12345, 4.65432). Or Canarytown, BE CAN777.","url":"http://a.example",
		"cost_options":[{"option":"pay at 12 Canary Street"}],
		"metadata":[{"field_name":"x","previous_value":"9 Canary Lane"}]`, 1)
	document = strings.Replace(document, `"description":""`, `"description":"We are at 12 Canary Street.","locations":[`+
		strings.Replace(everyField, "MARK", "", 1)+`,{"id":"loc-2","location_type":"physical","name":"Open house"}]`, 1)
	for language, word := range map[string]string{"en": "[address withheld]", "fr": "[adresse non communiquée]", "nl": "[adres niet meegedeeld]", "de": "[address withheld]"} {
		r, report := readOne(t, strings.ReplaceAll(document, "\n", " "), ReadOptions{Language: lang.Tag(language)})
		out := asJSON(t, r)
		if found := leaks(out + asJSON(t, report)); found != nil {
			t.Errorf("%v leaked into %s", found, out)
		}
		if strings.Count(out, word) < 5 || !strings.Contains(out, "Open house") {
			t.Errorf("%s: what was taken out is not marked, or too much was: %s", language, out)
		}
	}
}

// A street whose name sounds like a secret is one all the same, and so is one beside which it says that it is.
func TestStreetsThatSoundSecret(t *testing.T) {
	for _, street := range []string{"12 Canary Secret Lane", "12 Canary Street (confidential)", "Protected Canary Court 5"} {
		plain, _, _ := strings.Cut(street, " (")
		document := strings.Replace(withPlace(`,"confidential":true`, ""), "12 Canary Street", street, 1)
		document = strings.Replace(document, `"name":"Service"`, `"name":"Service","description":"Come to `+plain+` at nine."`, 1)
		r, report := readOne(t, strings.ReplaceAll(document, "\n", " "), ReadOptions{})
		if found := leaks(asJSON(t, r) + asJSON(t, report)); found != nil {
			t.Errorf("%s: %v leaked into %s", street, found, asJSON(t, r))
		}
	}
}

// A service that has no other number keeps the one it has at the place; its words do not come along.
func TestConfidentialServiceCanStillBeCalled(t *testing.T) {
	document := withPlace(`,"confidential":true`, `,"phones":[{"number":"0800 30 030","description":"Canary desk"}],
		"schedules":[{"freq":"WEEKLY","byday":"TU","opens_at":"09:00","closes_at":"17:00","description":"Canary door"}]`)
	document = strings.Replace(document, `"phones":[{"number":"02 123 45 67"}],`, "", 1)
	r, _ := readOne(t, document, ReadOptions{})
	if got := asJSON(t, r.Service.Channels); got != `[{"value":"0800 30 030"}]` || r.Service.HoursText != "Tu 09:00-17:00" {
		t.Errorf("channels %s, hours %q", got, r.Service.HoursText)
	}
	if found := leaks(asJSON(t, r)); found != nil {
		t.Errorf("%v leaked", found)
	}
}

// Words about confidence in general do not hide a place.
func TestConfidentialWorkIsNotAConfidentialPlace(t *testing.T) {
	for _, text := range []string{
		"All services are free and confidential.", "The Address Confidentiality Program is here.", "A confidential and safe space.",
		"U.S. SECRET SERVICE - FIELD OFFICE", "Confidential HIV testing", "Nos entretiens sont confidentiels.",
		"Beroepsgeheim geldt hier.", "The secretary is at this location.", "Secret Garden Road 5", "rue du Secret 3",
	} {
		document := doc(`"description":"` + text + `","service_at_locations":[{"location":{"id":"l","location_type":"physical","name":"` + text +
			`","description":"` + text + `","attributes":[{"taxonomy_term":{"name":"` + text + `"}}],"addresses":[{"address_1":"Main Street 5","city":"Brussels","address_type":"physical"}]}}]`)
		r, _ := readOne(t, document, ReadOptions{})
		if len(r.ConfidentialPlaces) != 0 || len(r.Places) != 1 || r.Places[0].Street["en"] != "Main Street 5" {
			t.Errorf("%q hid a place", text)
		}
	}
}

// An area is a region: never a town, a street or a postcode that stands in the wrong column.
func TestAreaOfConfidentialPlace(t *testing.T) {
	for address, want := range map[string]string{
		`"city":"Mons","state_province":"Hainaut"`:         `{"en":"Hainaut"}`,
		`"city":"Mons","state_province":"MONS"`:            `null`,
		`"city":"Mons","state_province":"7000 Mons"`:       `null`,
		`"city":"Mons","state_province":"Mons, Hainaut"`:   `null`,
		`"city":"Mons","state_province":"","country":"BE"`: `{"en":"BE"}`,
		`"city":"Mons","state_province":"Confidential"`:    `null`,
	} {
		r, _ := readOne(t, doc(`"service_at_locations":[{"service_areas":[{"name":"Mons"}],"location":{"id":"l","confidential":true,"addresses":[{`+address+`}]}}]`), ReadOptions{})
		if len(r.ConfidentialPlaces) != 1 {
			t.Fatal(asJSON(t, r))
		}
		if got := asJSON(t, r.ConfidentialPlaces[0].Area); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// The address is not told by another service of the same organisation either.
func TestConfidentialAddressOfAnOrganisation(t *testing.T) {
	files := []string{
		"services.csv", "id,organization_id,name,description\na,o,Office,Our shelter is at 12 Canary Street\nb,o,Shelter,\nc,p,Other,12 Canary Street is a play\n",
		"organizations.csv", "id,name,description\no,House,\"Main Street 1; beds at 12 Canary\n  Street\"\np,Theatre,\n",
		"locations.csv", "id,organization_id,name,latitude,longitude,location_type\nl,o,x,50.123456,4.654321,redacted\nm,o,Office,50.123499,4.654399,physical\nn,o,Near,50.123488,4.5,physical\n",
		"addresses.csv", "id,location_id,address_1,city,postal_code,address_type\n1,l,12 Canary Street,Canarytown,CAN777,physical\n2,m,Main Street 1,Brussels,1000,physical\n",
		"service_at_locations.csv", "id,service_id,location_id\n1,a,m\n2,b,l\n3,a,n\n",
	}
	list, report, err := readBytes(t, zipOf(t, files...), ReadOptions{})
	if err != nil || ids(list) != "a b c" {
		t.Fatal(err, ids(list))
	}
	for _, r := range list[:2] {
		if found := leaks(asJSON(t, r)); found != nil && r.Service.ID == "b" || strings.Contains(asJSON(t, r), "Canary") {
			t.Errorf("%v leaked into %s", found, asJSON(t, r))
		}
	}
	office := list[0]
	if office.Places[0].Point != nil || office.Places[1].Point == nil || office.Places[0].Street["en"] != "Main Street 1" ||
		!strings.Contains(office.Service.Does["en"], "[address withheld]") || !strings.Contains(office.Organisation.Does["en"], "[address withheld]") {
		t.Errorf("the office is %s", asJSON(t, office))
	}
	if list[2].Service.Does["en"] != "12 Canary Street is a play" {
		t.Error("another organisation's words were changed")
	}
	if found := leaks(asJSON(t, report)); found != nil {
		t.Errorf("%v leaked into the report", found)
	}
	// A stream goes by once: what follows is searched, and that what came before was not is said.
	shelter := strings.Replace(withPlace(`,"confidential":true`, ""), `"id":"s1"`, `"id":"s0"`, 1)
	after := strings.Replace(doc(`"description":"Ring at 12 Canary Street"`), `"id":"s1"`, `"id":"s2"`, 1)
	list, report, err = readBytes(t, []byte(shelter+"\n"+after), ReadOptions{})
	if err != nil || len(list) != 2 || leaks(asJSON(t, list)) != nil || count(report, "organizations", "", Unclear, "not searched") != 1 {
		t.Errorf("%v: %s", err, asJSON(t, list))
	}
}

// A saying is found wherever it stands in a long text that speaks of confidential advice all along.
func TestSayingsInLongTexts(t *testing.T) {
	filler := strings.Repeat("Advice is confidential, free and not published. ", 40)
	if saysConfidential(filler) || saysConfidential(filler+"The address of our office is on the door. "+filler) {
		t.Error("confidential advice is not a confidential address")
	}
	for _, saying := range []string{"Our address is strictly confidential", "undisclosed location", "the whereabouts of the house are kept secret",
		"L'adresse est tenue strictement secrète", "un lieu tenu secret", "op een geheim adres", "een anoniem adres", "het adres wordt niet meegedeeld",
		"la dirección es confidencial", "The location of the shelter for women in the south is not disclosed"} {
		for _, text := range []string{saying, filler + saying, saying + ". " + filler, filler + saying + ". " + filler, strings.Repeat("x", 500) + " " + saying} {
			if !saysConfidential(text) {
				t.Errorf("not found: %.60s … in %d bytes", saying, len(text))
			}
		}
	}
}
