package hsds

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// An organisation that runs a shelter may say its address where it speaks of itself, or of another of its services. So
// what must not be said of a confidential place is taken out of everything that the organisation offers. Tables are
// searched for such places before they are read; a stream of documents goes by once, and it is said that what came
// before was not searched.

// keepSecrets takes out of a record what must not be said, and remembers it for those that follow.
func (r *reading) keepSecrets(m *mapped) error {
	org := m.record.Service.Organisation
	if org == "" {
		return nil
	}
	if len(m.secrets) > 0 && r.tables == nil {
		r.remember(strings.Clone(org), m.secrets)
		m.finds = append(m.finds, Finding{Table: "organizations", ID: org, Outcome: Unclear,
			Message: "it has a confidential place; its services that came before this one were not searched for the address"})
	}
	secrets := r.secrets[org]
	if len(secrets) == 0 || !m.keep {
		return nil
	}
	for i := range m.finds {
		m.finds[i].Before, m.finds[i].After = "", ""
	}
	return r.redact(m, secrets)
}

// redact takes secrets out of every text of a record, as JSON. A point that is one is unknown.
func (r *reading) redact(m *mapped, secrets []*regexp.Regexp) error {
	secret := func(degrees float64) bool {
		text := strconv.FormatFloat(degrees, 'f', -1, 64)
		return slices.ContainsFunc(secrets, func(s *regexp.Regexp) bool { return s.MatchString(text) })
	}
	points := make([]*directory.Point, len(m.record.Places))
	for i := range m.record.Places {
		p := &m.record.Places[i]
		if p.Point != nil && !(secret(p.Point.Lat) && secret(p.Point.Lon)) {
			points[i] = p.Point
		}
		p.Point = nil // numbers are not texts
	}
	raw, err := json.Marshal(m.record)
	if err != nil {
		return err
	}
	v, _, err := parseJSON(string(raw), len(raw))
	if err != nil {
		return err
	}
	if scrub(v.sub, secrets, (&mapper{tag: r.o.Language}).withheld()) {
		m.finds = append(m.finds, Finding{Table: "organizations", ID: m.record.Service.ID, Outcome: Fixed,
			Message: "the address of a confidential place of its organisation was taken out of a text"})
		m.record = directory.Record{}
		if err := json.Unmarshal(v.appendJSON(nil), &m.record); err != nil {
			return err
		}
	}
	for i := range m.record.Places {
		m.record.Places[i].Point = points[i]
	}
	return nil
}

// maxSecrets bounds what is remembered of one organisation.
const maxSecrets = 1000

func (r *reading) remember(org string, secrets []*regexp.Regexp) {
	for _, s := range secrets {
		known := slices.ContainsFunc(r.secrets[org], func(k *regexp.Regexp) bool { return k.String() == s.String() })
		if !known && len(r.secrets[org]) < maxSecrets {
			r.secrets[org] = append(r.secrets[org], s)
		}
	}
}

// search finds the confidential places in tables, and whose they are.
func (r *reading) search() {
	t := r.tables
	m := newMapper(&r.o, r.cross, nil, false)
	for _, service := range t.rows["services"] {
		org := trimmed(service.look("organization_id"))
		if org == "" {
			continue
		}
		m.prepare(t.document(service.clone()))
		r.remember(org, m.secrets)
	}
}
