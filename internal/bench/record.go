package main

import (
	"math/rand/v2"
	"strconv"
)

// maker writes services of an invented country. The i-th service is the same in files of every size, so a smaller file
// is the beginning of a larger one.
type maker struct {
	stock
	seed  uint64
	towns []town
	weeks []week

	own  *rand.PCG // of this service
	orgs *rand.PCG // of its organisation, the same for all its services
	r    *rand.Rand
	ro   *rand.Rand
	out  []byte
}

func newMaker(s stock, seed uint64) *maker {
	m := &maker{stock: s, seed: seed, towns: country(seed), weeks: timetable(seed), own: new(rand.PCG), orgs: new(rand.PCG)}
	m.r, m.ro = rand.New(m.own), rand.New(m.orgs)
	return m
}

// service returns the i-th service as one line of JSON. The line is valid until the next call.
func (m *maker) service(i int) []byte {
	m.own.Seed(m.seed, uint64(i)<<8|3)
	b := &m.bases[i%len(m.bases)]
	id := m.id(m.r)
	home := m.organisation(i/len(m.bases), b.org)
	where := &m.towns[home]
	if b.org < 0 || chance(m.r, 300) {
		where = &m.towns[rank(m.r, towns)]
	}
	m.out = append(m.out[:0], `{"id":"`...)
	m.out = append(m.out, id...)
	m.out = append(m.out, `","status":"active","name":"`...)
	from := len(m.out)
	m.serviceName(b, where)
	name := string(m.out[from:])
	m.out = append(m.out, `","description":"`...)
	m.out = b.does.append(m.out, m.r)
	m.out = append(m.out, " Near "...)
	m.out = append(m.out, m.towns[rank(m.r, towns)].name...)
	m.out = append(m.out, `."`...)
	m.said(b)
	m.profile()
	m.reachable(where)
	if b.org >= 0 {
		m.organisationObject(i/len(m.bases), b.org)
	}
	m.languages()
	m.schedules()
	m.location(id, name, where)
	m.attributes(id, b)
	return append(m.out, "}\n"...)
}

// id draws an identifier in the form of a random UUID.
func (m *maker) id(r *rand.Rand) string {
	var b [36]byte
	return string(appendUUID(b[:0], r.Uint64(), r.Uint64()))
}

func appendUUID(dst []byte, high, low uint64) []byte {
	const digits = "0123456789abcdef"
	high = high&^0xf000 | 0x4000
	low = low&^(3<<62) | 2<<62
	for i := range 32 {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			dst = append(dst, '-')
		}
		half := high
		if i >= 16 {
			half = low
		}
		dst = append(dst, digits[half>>(60-4*(i%16))&15])
	}
	return dst
}

// serviceName names a service: after what it does and its town, or after something else as many are.
func (m *maker) serviceName(b *base, where *town) {
	switch m.r.IntN(8) {
	case 0, 1, 2:
		m.add(b.name, " ", where.name)
	case 3, 4:
		m.add(pick(m.r, qualities), " ", pick(m.r, things), " – ", b.name)
	case 5:
		m.add(pick(m.r, qualities), " ", pick(m.r, things), " ", pick(m.r, kinds), " ", where.name)
	case 6:
		m.add(b.name, " ", capital(string(appendWord(nil, rank(m.r, vocabulary)))))
	default:
		m.add(capital(string(appendWord(nil, rank(m.r, vocabulary)))), " ", pick(m.r, kinds))
	}
}

// organisation prepares the organisation of a copy and returns the town that it is from.
func (m *maker) organisation(copied, org int) int {
	m.orgs.Seed(m.seed, uint64(copied)<<32|uint64(org+1)<<8|4)
	return rank(m.ro, towns)
}

func (m *maker) organisationObject(copied, org int) {
	o := &m.stock.orgs[org]
	home := m.towns[m.organisation(copied, org)].name
	m.add(`,"organization":{"id":"`, m.id(m.ro), `","name":"`)
	if m.ro.IntN(2) == 0 {
		m.add(o.name, " ", home)
	} else {
		m.add(pick(m.ro, qualities), " ", pick(m.ro, things), " ", pick(m.ro, kinds), " ", home)
	}
	m.add(`","description":"`)
	m.out = o.does.append(m.out, m.ro)
	m.add(`"}`)
}

// said adds what a service says of itself: how it is reached, for whom, what it costs. What it does not say is left out.
func (m *maker) said(b *base) {
	apply := drawn(m.r, applied)
	if apply == "" {
		apply = b.apply
	}
	m.field("application_process", apply)
	m.field("fees_description", drawn(m.r, paid))
	m.field("eligibility_description", drawn(m.r, who))
	if chance(m.r, 150) {
		m.add(`,"minimum_age":`, strconv.Itoa(16+m.r.IntN(5)))
	}
	if chance(m.r, 100) {
		m.field("interpretation_services", "An interpreter can be called in")
	}
	if chance(m.r, 50) {
		m.field("wait_time", strconv.Itoa(1+m.r.IntN(12))+" weeks")
	}
	if chance(m.r, 500) {
		m.field("assured_date", "2026-0"+strconv.Itoa(1+m.r.IntN(9))+"-1"+strconv.Itoa(m.r.IntN(10)))
	}
}

// profile adds what HSDS itself has no field for.
func (m *maker) profile() {
	m.raw("file_languages", drawn(m.r, filed))
	m.raw("residence_barrier", drawn(m.r, barred))
	m.raw("genders", drawn(m.r, gendered))
	m.raw("role", drawn(m.r, part))
	m.raw("children", drawn(m.r, childrens))
	m.raw("sign_language", drawn(m.r, signed))
}

// reachable adds web, mail and telephone. The numbers are of the block that is kept for fiction, the names of a domain
// that no one can have.
func (m *maker) reachable(where *town) {
	site := string(appendWord(nil, rank(m.r, vocabulary))) + "-" + string(appendWord(nil, rank(m.r, towns))) + ".example"
	if chance(m.r, 950) {
		m.field("url", "https://www."+site)
	}
	if chance(m.r, 400) {
		m.field("email", "info@"+site)
	}
	if !chance(m.r, 990) {
		return
	}
	m.add(`,"phones":[`)
	for i := range 1 + m.r.IntN(2) {
		if i > 0 {
			m.add(",")
		}
		m.add(`{"id":"`, m.id(m.r), `","number":"`, strconv.Itoa(200+m.r.IntN(800)), "-555-01",
			strconv.Itoa(m.r.IntN(10)), strconv.Itoa(m.r.IntN(10)), `"}`)
	}
	m.add("]")
}

// field adds a text, and nothing where there is none.
func (m *maker) field(name, value string) {
	if value != "" {
		m.add(`,"`, name, `":"`, value, `"`)
	}
}

// raw adds a value that is JSON already.
func (m *maker) raw(name, value string) {
	if value != "" {
		m.add(`,"`, name, `":`, value)
	}
}

func (m *maker) add(parts ...string) {
	for _, p := range parts {
		m.out = append(m.out, p...)
	}
}
