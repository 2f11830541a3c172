package hsds

import (
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/halte-brussels/halte/internal/directory"
)

// UUID is an id as HSDS wants it, in sixteen bytes, so that a million of them can be kept and compared cheaply.
type UUID [16]byte

// String writes the id as 8-4-4-4-12 hexadecimal digits.
func (u UUID) String() string {
	var b [36]byte
	hex.Encode(b[:], u[:4])
	b[8] = '-'
	hex.Encode(b[9:], u[4:6])
	b[13] = '-'
	hex.Encode(b[14:], u[6:8])
	b[18] = '-'
	hex.Encode(b[19:], u[8:10])
	b[23] = '-'
	hex.Encode(b[24:], u[10:])
	return string(b[:])
}

// Short is the id in eight bytes, for tables of a million. All sixteen are in it, because ids of a source may differ in
// the last ones only. Two ids may have the same, so who finds something under it compares.
func (u UUID) Short() uint64 {
	const odd = 0x9e3779b97f4a7c15 // spreads the first half over all bits
	return binary.BigEndian.Uint64(u[:8])*odd + binary.BigEndian.Uint64(u[8:])
}

// ParseUUID reads 8-4-4-4-12 hexadecimal digits, in either case, and nothing else.
func ParseUUID(text string) (UUID, bool) {
	var u UUID
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return u, false
	}
	_, err := hex.Decode(u[:], []byte(text[:8]+text[9:13]+text[14:18]+text[19:23]+text[24:]))
	return u, err == nil
}

// Kind is what an id is of: the name of an HSDS table. The same source id may stand in two tables, so the kind is part
// of what an id is made from.
type Kind string

// The kinds that can be asked for by id.
const (
	KindService           Kind = "service"
	KindOrganization      Kind = "organization"
	KindLocation          Kind = "location"
	KindServiceAtLocation Kind = "service_at_location"
	KindTaxonomy          Kind = "taxonomy"
	KindTaxonomyTerm      Kind = "taxonomy_term"
)

// space is the namespace of all ids made here: the version 5 UUID of the project's address in the URL namespace.
var space = UUID{0xa2, 0x3e, 0x69, 0xd6, 0x6e, 0x66, 0x57, 0x0c, 0x82, 0xa5, 0x7f, 0x51, 0xef, 0xc6, 0x21, 0xd3}

// ID is the id under which a record leaves: its own where that is a UUID, unchanged, or else a version 5 UUID that is
// always the same for the same kind, namespace and source id. The namespace is the import that a record came with, or
// the pack, so that two of them may both have a service "1".
func ID(kind Kind, namespace, source string) string {
	if _, ok := ParseUUID(source); ok {
		return source
	}
	return made(string(kind), namespace, source).String()
}

// KeyOf is ID in bytes.
func KeyOf(kind Kind, namespace, source string) UUID {
	if u, ok := ParseUUID(source); ok {
		return u
	}
	return made(string(kind), namespace, source)
}

// made is a version 5 UUID (RFC 9562) of some parts. The parts cannot run into each other.
func made(parts ...string) UUID {
	name := append(make([]byte, 0, 256), space[:]...)
	for _, part := range parts {
		name = append(append(name, part...), 0)
	}
	sum := sha1.Sum(name)
	u := UUID(sum[:16])
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return u
}

// The taxonomies of our own: what a person may need, and what part a service plays.
const (
	taxonomyNeeds = "halte-needs"
	taxonomyRoles = "halte-roles"
)

// Keys is every id under which a service can be found. An index keeps a table from each to the service.
type Keys struct {
	Service      UUID
	Organisation UUID   // zero where no organisation is known
	AtPlaces     []UUID // one for each of Places, then one for each of Hidden
	Terms        []UUID // taxonomy terms: needs, role, and those of its source
	Taxonomies   []UUID // without repetition
	Postcodes    []UUID // of its open places
}

// PostcodeKey is what the services are found under that have an open place in a postcode.
func PostcodeKey(code string) UUID { return made("postcode", code) }

// KeysOf returns the ids of a service that has been resolved. The namespace is that of the pack.
func KeysOf(s *directory.Service, namespace string) Keys {
	from := origin(s, namespace)
	k := Keys{Service: KeyOf(KindService, from, s.ID)}
	if s.Organisation != "" {
		k.Organisation = KeyOf(KindOrganization, from, s.Organisation)
	}
	for _, p := range s.Places {
		k.AtPlaces = append(k.AtPlaces, atPlaceKey(k.Service, KeyOf(KindLocation, from, p.ID)))
		if p.Postcode != "" {
			k.Postcodes = append(k.Postcodes, PostcodeKey(p.Postcode))
		}
	}
	for i := range s.Hidden {
		k.AtPlaces = append(k.AtPlaces, atPlaceKey(k.Service, hiddenKey(k.Service, i)))
	}
	var last Term
	for _, t := range termsOf(s, namespace) {
		k.Terms = append(k.Terms, t.key())
		if t.Taxonomy != "" && (t.Taxonomy != last.Taxonomy || t.Namespace != last.Namespace) {
			if key := t.taxonomyKey(); !slices.Contains(k.Taxonomies, key) {
				k.Taxonomies = append(k.Taxonomies, key)
			}
		}
		last = t
	}
	return k
}

// hiddenKey is the id of the nth confidential place of a service. Nothing of the place is in it, not even its id: where
// another service is known to be at the same place, an id that both had would tell the address.
func hiddenKey(service UUID, n int) UUID {
	return made("confidential location", service.String(), strconv.Itoa(n))
}

// atPlaceKey is the id of a service at a place. It is always made, never taken over: a source may leave it out, or give
// several services the same.
func atPlaceKey(service, place UUID) UUID {
	return made(string(KindServiceAtLocation), service.String(), place.String())
}

// origin is the namespace of a service's own ids.
func origin(s *directory.Service, namespace string) string {
	if s.Origin != "" {
		return s.Origin
	}
	return namespace
}

// Term is a word of a taxonomy, and the pack or import that it comes from.
type Term struct {
	Namespace string
	directory.Term
}

// key is the term's id: of its code, or of its name where it has none.
func (t Term) key() UUID {
	word := t.Code
	if word == "" {
		word = t.Name
	}
	return made(string(KindTaxonomyTerm), t.Namespace, t.Taxonomy, word)
}

func (t Term) taxonomyKey() UUID { return made(string(KindTaxonomy), t.Namespace, t.Taxonomy) }

// termsOf lists the terms that a service stands under: its needs and role in our taxonomies, then those of its source.
// The names of our own are put in where they are written, in the language of the writing.
func termsOf(s *directory.Service, namespace string) []Term {
	var list []Term
	for _, need := range s.Offers {
		list = append(list, Term{namespace, directory.Term{Taxonomy: taxonomyNeeds, Code: need}})
	}
	list = append(list, Term{namespace, directory.Term{Taxonomy: taxonomyRoles, Code: s.Role.String()}})
	return append(list, SourceTerms(s, namespace)...)
}

// SourceTerms lists the terms under which a service's source puts it.
func SourceTerms(s *directory.Service, namespace string) []Term {
	var list []Term
	for _, t := range s.Terms {
		list = append(list, Term{origin(s, namespace), t})
	}
	return list
}
