package main

import "strconv"

// languages adds the languages that are spoken. Some services say none.
func (m *maker) languages() {
	if chance(m.r, 30) {
		return
	}
	m.add(`,"languages":[`)
	for first, l := true, 0; l < len(spoken); l++ {
		if !chance(m.r, spoken[l].of) {
			continue
		}
		if !first {
			m.add(",")
		}
		first = false
		m.add(`{"id":"`, m.id(m.r), `","name":"`, spoken[l].value, `"`)
		m.field("code", spoken[l].code)
		m.add("}")
	}
	m.add("]")
}

// schedules adds the hours: in fields and words, in words only, or not at all.
func (m *maker) schedules() {
	n := m.r.IntN(1000)
	switch {
	case n < 660:
		m.add(`,"schedules":[`)
		for i, row := range m.weeks[rank(m.r, weeks)].rows {
			if i > 0 {
				m.add(",")
			}
			m.add(`{"id":"`, m.id(m.r), row)
		}
		m.add("]")
	case n < 700:
		m.add(`,"schedules":[{"id":"`, m.id(m.r), `","description":"`,
			[]string{"By appointment only", "Call for hours", "Varies with the season"}[m.r.IntN(3)], `"}]`)
	}
}

// location adds the place. As in the lists that this is made after, a confidential place is an ordinary one whose street
// says so, with town, postcode and sometimes coordinates that should not be there.
func (m *maker) location(service, name string, where *town) {
	m.add(`,"service_at_locations":[{"id":"`, m.id(m.r), `","service_id":"`, service,
		`","location":{"id":"`, m.id(m.r), `","location_type":"physical","name":"`, name, `"`)
	if chance(m.r, 750) {
		m.coordinate("latitude", where.lat, where.spread)
		m.coordinate("longitude", where.lon, where.spread*1.5)
	}
	if chance(m.r, 992) {
		m.add(`,"addresses":[{"id":"`, m.id(m.r), `","address_1":"`, m.street(), `","city":"`, where.name,
			`","state_province":"`, where.province, `","postal_code":"`, pick(m.r, where.postcodes),
			`","country":"BE","address_type":"physical"}]`)
	}
	m.add(`,"accessibility":[`)
	if a := drawn(m.r, reached); a != "" {
		m.add(`{"id":"`, m.id(m.r), `","description":"`, a, `"}`)
	}
	m.add("]}}]")
}

func (m *maker) street() string {
	if chance(m.r, 5) {
		return "Confidential"
	}
	return strconv.Itoa(1+m.r.IntN(240)) + " " + capital(string(appendWord(nil, rank(m.r, 30_000)))) + " " + pick(m.r, streets)
}

// coordinate adds a latitude or longitude, nearer the middle of the town more often.
func (m *maker) coordinate(name string, middle, spread float64) {
	off := (m.r.Float64() + m.r.Float64() + m.r.Float64() - 1.5) * spread
	m.add(`,"`, name, `":`)
	m.out = strconv.AppendFloat(m.out, middle+off, 'f', 6, 64)
}

// attributes adds the terms of the taxonomy: the first always, the others mostly.
func (m *maker) attributes(service string, b *base) {
	for i, term := range b.terms {
		if i > 0 && chance(m.r, 150) {
			continue
		}
		if i == 0 {
			m.add(`,"attributes":[`)
		} else {
			m.add(",")
		}
		m.add(`{"id":"`, m.id(m.r), `","link_id":"`, service, `","link_entity":"service","taxonomy_term":`, term, "}")
	}
	if len(b.terms) > 0 {
		m.add("]")
	}
}
