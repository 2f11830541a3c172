package hsds

import (
	"regexp"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// A place is confidential when its source says so in a field, or plainly in words. Doubt is decided towards hiding: an
// address that could have been shown costs a phone call, one that should not have been shown may cost a life.

var (
	// said is a text that says of an address that it is not told.
	said = regexp.MustCompile(`\b(?:` +
		`(?:confidential|undisclosed|non-?disclosed|secret|unpublished|unlisted|withheld|protected) (?:street |physical |shelter )?(?:address|location|shelter|whereabouts)` +
		`|(?:address|location|whereabouts)(?: is| are| of [a-z ]{1,40} (?:is|are))?(?: kept| strictly| completely)? (?:confidential|undisclosed|secret|withheld|not (?:disclosed|published|listed|public|given))` +
		`|adresse (?:est |tenue |gardee |reste |strictement )*(?:confidentielle|secrete|protegee|non communiquee|non divulguee)` +
		`|lieu (?:est |tenu |garde |reste )*(?:secret|confidentiel)` +
		`|(?:geheime?|vertrouwelijke?|anonieme?|beschermde?) (?:adres|locatie)` +
		`|(?:adres|locatie) (?:is |blijft |wordt )*(?:geheim|vertrouwelijk|niet (?:bekend ?gemaakt|meegedeeld))` +
		`|(?:direccion|ubicacion|domicilio) (?:es |muy )*(?:confidencial|secreta|reservada)` +
		`)\b`)
	// bare is a field of an address, or a name, that holds nothing but that.
	bare = regexp.MustCompile(`^\W*(?:the |strictly |address |location |adresse |adres |direccion )*(?:is )?` +
		`(?:confidential|undisclosed|withheld|secret|unlisted|unpublished|not (?:disclosed|published)|redacted` +
		`|confidentiel(?:le)?|secrete|non communiquee?|geheim|vertrouwelijk|confidencial|secreta)(?: address| location| shelter)?\W*$`)
	// inAddress is a word that an address has only when it is not told.
	inAddress = regexp.MustCompile(`\b(?:confidential|undisclosed|withheld|redacted|confidentielle|non communiquee|vertrouwelijk|geheim adres|confidencial)\b`)
)

// stems are what a text must contain before it is worth reading for the above, by their first two letters. They begin
// where words are rare, because every description is searched for them.
var stems = func() (byPair [1024][]string) {
	for _, stem := range []string{"nfiden", "sclos", "hheld", "cret", "crèt", "crét", "publish", "nlist", "t list", "t public", "t given",
		"dact", "tected", "tége", "tege", "muniqu", "vulgu", "heim", "uwelijk", "niem", "schermd", "kendgemaakt", "kend gemaakt",
		"gedeeld", "servada"} {
		i := pair(stem[0], stem[1])
		byPair[i] = append(byPair[i], stem)
	}
	return byPair
}()

// pair numbers two letters of either case.
func pair(a, b byte) int { return int(a&31)<<5 | int(b&31) }

// stemAt finds the next stem in a text from a place on, or is -1.
func stemAt(s string, from int) int {
	for i := from; i+1 < len(s); i++ {
		for _, stem := range stems[pair(s[i], s[i+1])] {
			if len(s)-i >= len(stem) && strings.EqualFold(s[i:i+len(stem)], stem) {
				return i
			}
		}
	}
	return -1
}

func worthReading(s string) bool { return stemAt(s, 0) >= 0 }

func saysConfidential(s string) bool { return worthReading(s) && isSaid(lang.Fold(s)) }

// sayingReach is how far from a stem the rest of a saying may be.
const sayingReach = 120

// placeWords are what a saying speaks of: it has one of them.
var placeWords = []string{"addres", "locat", "shelter", "whereabouts", "adres", "lieu", "direccion", "ubicacion", "domicilio"}

// isSaid tells whether a folded text says of an address that it is not told. It reads around the stems only: most texts
// that have one are long and speak of confidential advice.
func isSaid(folded string) bool {
	for next := 0; ; {
		at := stemAt(folded, next)
		if at < 0 {
			return false
		}
		next = at + sayingReach
		from := strings.LastIndexByte(folded[:max(0, at-sayingReach)], ' ') + 1 // a whole word
		to := min(len(folded), next+sayingReach)
		if end := strings.IndexByte(folded[to:], ' '); end >= 0 {
			to += end
		} else {
			to = len(folded)
		}
		if around := folded[from:to]; containsAny(around, placeWords) && said.MatchString(around) {
			return true
		}
	}
}

// yes tells whether a field says yes, in any spelling.
func yes(o *object, key string) bool {
	switch strings.ToLower(o.look(key)) {
	case "true", "yes", "y", "1", "t", "oui", "ja", "si", "sí", "1.0":
		return true
	}
	return false
}

func marked(o *object) bool {
	if yes(o, "confidential") || yes(o, "x_confidential") || yes(o, "is_confidential") {
		return true
	}
	for _, a := range o.items("attributes") { // "Confidential HIV testing" is a term too, and says nothing of a place
		switch strings.ToLower(a.look("value")) {
		case "false", "no", "0", "non", "nee":
			continue
		}
		labels := [4]string{a.look("label"), a.look("link_type")}
		if term := a.child("taxonomy_term"); term != nil {
			labels[2], labels[3] = term.look("name"), term.look("code")
		}
		for _, label := range labels {
			if !worthReading(label) {
				continue
			}
			switch strings.Join(lang.Words(label), " ") {
			case "confidential", "x confidential", "is confidential", "confidential location", "confidential address", "undisclosed location",
				"adresse confidentielle", "geheim adres", "vertrouwelijk adres":
				return true
			}
		}
	}
	return false
}

// confidential tells whether a location must not be known.
func confidential(l *object) bool {
	if strings.EqualFold(l.look("location_type"), "redacted") || marked(l) {
		return true
	}
	for _, key := range []string{"name", "alternate_name", "description", "transportation"} {
		text := l.look(key)
		if worthReading(text) {
			if folded := lang.Fold(text); isSaid(folded) || bare.MatchString(folded) {
				return true
			}
		}
	}
	for _, a := range l.items("addresses") {
		if yes(a, "confidential") || yes(a, "x_confidential") {
			return true
		}
		for _, f := range a.fields {
			if f.value.kind == textual && worthReading(f.value.text) {
				if folded := lang.Fold(f.value.text); inAddress.MatchString(folded) || bare.MatchString(folded) || isSaid(folded) {
					return true
				}
			}
		}
	}
	return false
}

// hide takes every confidential place out of a document, and its address out of every text that is left.
func (m *mapper) hide(doc *object) []directory.ConfidentialPlace {
	all := saysConfidential(doc.look("description")) || saysConfidential(doc.look("name")) ||
		marked(doc) && !anyMarked(doc.items("service_at_locations"))
	var hidden []directory.ConfidentialPlace
	var secrets []*regexp.Regexp
	ids := map[string]bool{}
	conceal := func(l *object) {
		ids[l.look("id")] = true
		secrets = append(secrets, m.secretsOf(l)...)
	}
	ats := doc.items("service_at_locations")
	for _, at := range ats {
		l := at.child("location")
		if l == nil || !all && !confidential(l) && !marked(at) && !saysConfidential(at.look("description")) {
			continue
		}
		conceal(l)
		hidden = append(hidden, directory.ConfidentialPlace{ID: l.look("id"), Area: m.text(areaOf(at, l))})
	}
	for _, owner := range []*object{doc, doc.child("organization")} {
		if owner == nil {
			continue
		}
		owner.keep("locations", func(l *object) bool {
			if !confidential(l) && !ids[l.look("id")] && !(all && owner == doc) {
				return true
			}
			conceal(l)
			return false
		})
	}
	if len(ids) == 0 {
		return nil
	}
	m.secrets = secrets
	m.withdraw(doc, ids)
	if scrub(doc, secrets, m.withheld()) {
		m.find("services", "description", Fixed, "the address of a confidential place was taken out of a text", "", "")
	}
	m.find("locations", "", Fixed, "the place is confidential: nothing of it is kept but the region", "", "")
	return hidden
}

func anyMarked(ats []*object) bool {
	for _, at := range ats {
		if l := at.child("location"); l != nil && marked(l) {
			return true
		}
	}
	return false
}

// withdraw takes out a service's being at confidential places. Its hours there stay, without words; its numbers there
// stay only when it has no other, because they may be all that someone can call.
func (m *mapper) withdraw(doc *object, ids map[string]bool) {
	var phones, schedules []*object
	doc.keep("service_at_locations", func(at *object) bool {
		l := at.child("location")
		if l == nil || !ids[l.look("id")] {
			return true
		}
		for _, p := range at.items("phones") {
			p.drop("description", "department")
			phones = append(phones, p)
		}
		for _, s := range at.items("schedules") {
			s.drop("description", "notes", "original_text", "attending_type", "schedule_link", "attributes", "metadata")
			schedules = append(schedules, s)
		}
		return false
	})
	if !doc.has("phones") {
		for _, p := range phones {
			doc.add("phones", p)
		}
	}
	if !doc.has("schedules") {
		for _, s := range schedules {
			doc.add("schedules", s)
		}
	}
}

// areaOf is the region or the country of a confidential location, and nothing smaller. Where our own profile has been
// before, only an area was left.
func areaOf(at, l *object) string {
	for _, a := range l.items("addresses") {
		town := lang.Fold(a.look("city"))
		for _, key := range []string{"state_province", "region", "country"} {
			area := a.look(key)
			if region(area) && lang.Fold(area) != town {
				return area
			}
		}
	}
	if !yes(l, "confidential") || l.has("addresses") || l.has("latitude") || l.has("name") {
		return ""
	}
	for _, a := range at.items("service_areas") {
		if name := a.look("name"); region(name) {
			return name
		}
	}
	return ""
}

// region tells whether a text can be the name of a region: short, and without a number.
func region(s string) bool {
	return s != "" && len(s) <= 60 && digits(s) == 0 && !strings.ContainsAny(s, "\n,;") && !worthReading(s)
}

// secretsOf finds what must not be said of a location wherever it is written: its street, its postcode with its town,
// and its coordinates.
func (m *mapper) secretsOf(l *object) []*regexp.Regexp {
	var list []*regexp.Regexp
	secret := func(patterns ...string) {
		list = append(list, regexp.MustCompile(`(?i)`+strings.Join(patterns, `[\s,.;]*`)))
	}
	for _, a := range l.items("addresses") {
		for _, key := range []string{"address_1", "address_2", "address_3", "address_4"} {
			for street := range strings.FieldsFuncSeq(a.look(key), func(r rune) bool { return r == '(' || r == ')' || r == ';' }) {
				street = strings.TrimSpace(street) // without what is said of it, such as "(confidential)"
				if len(street) >= 8 && digits(street) > 0 && strings.Contains(street, " ") {
					secret(spaced(street))
				}
			}
		}
		postcode, town := a.look("postal_code"), a.look("city")
		if len(postcode) >= 3 && len(town) >= 2 {
			secret(spaced(postcode), spaced(town))
			secret(spaced(town), `(?:\w{2,20}[\s,.;]+)?`, spaced(postcode))
		}
	}
	for _, key := range []string{"latitude", "longitude"} {
		if degrees := l.look(key); len(degrees) >= 6 && strings.Contains(degrees, ".") {
			secret(regexp.QuoteMeta(degrees[:6]) + `[0-9]*`)
		}
	}
	return list
}

// spaced is a pattern for a text however it is spaced.
func spaced(s string) string {
	words := strings.Fields(s)
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	return strings.Join(words, `(?:\s|\\n)+`) // a line break as it is, or as JSON writes it
}

func (m *mapper) withheld() string { return withheld[m.word()] }

var withheld = map[string]string{
	"en": "[address withheld]", "fr": "[adresse non communiquée]", "nl": "[adres niet meegedeeld]",
}

// scrub takes secrets out of every text of a document, and tells whether there were any. A coordinate that is one loses
// its meaning with it.
func scrub(o *object, secrets []*regexp.Regexp, word string) (any bool) {
	for i := range o.fields {
		v := &o.fields[i].value
		if o.fields[i].key == "metadata" { // it may hold what a field was before
			*v = value{}
		}
		if v.sub != nil {
			any = scrub(v.sub, secrets, word) || any
		}
		if v.kind != textual && v.kind != number {
			continue
		}
		for _, s := range secrets {
			if s.MatchString(v.text) {
				*v = textOf(s.ReplaceAllLiteralString(v.text, word))
				any = true
			}
		}
	}
	return any
}
