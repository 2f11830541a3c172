package hsds

import (
	"io"
	"strings"
)

// joined maps the services of the tables, one after another.
func (r *reading) joined() error {
	t := r.tables
	if t.version11() {
		r.ledger.report.Format = "HSDS 1.1 tables"
		for _, name := range tables11 {
			r.ledger.table(name)
		}
	}
	t.index(r.ledger.add)
	services := t.rows["services"]
	if len(services) == 0 {
		r.ledger.add(Finding{Table: "services", Field: "(table)", Outcome: Unclear, Message: "there are no services"})
		return nil
	}
	r.search()
	next := 0
	return r.documents(false, t.their, func(b *batch) error {
		for len(b.docs) < batchSize && next < len(services) {
			b.docs = append(b.docs, t.document(services[next]))
			services[next] = nil
			next++
		}
		if next == len(services) {
			return io.EOF
		}
		return nil
	})
}

// name is what the source calls a table.
func (t *tableSet) name(table string) string {
	if their, ok := t.their[table]; ok {
		return their
	}
	return table
}

// entities are the tables whose rows others refer to.
var entities = []string{"services", "organizations", "locations", "service_at_locations", "contacts", "phones", "taxonomies",
	"taxonomy_terms", "programs", "units"}

// index finds every row by its id, and every child by its parent. What belongs to nothing is said.
func (t *tableSet) index(add func(Finding)) {
	t.byID, t.of, t.owned = map[string]map[string]*object{}, map[relation]map[string][]*object{}, map[*object]bool{}
	for _, table := range entities {
		byID := map[string]*object{}
		for _, o := range t.rows[table] {
			id := trimmed(o.look("id"))
			switch _, twice := byID[id]; {
			case id == "":
			case twice && table != "services": // services are compared when they are read
				add(Finding{Table: t.name(table), Row: o.row, ID: id, Outcome: Dropped, Message: "a row with this id came before"})
			case !twice:
				byID[id] = o
			}
		}
		t.byID[table] = byID
	}
	for _, rel := range relations {
		t.relate(rel)
	}
	for _, rel := range relations {
		for _, o := range t.rows[rel.table] {
			if !t.owned[o] {
				t.owned[o] = true
				t.dangling(rel, o, add)
			}
		}
	}
	t.cycles("taxonomy_terms", "parent_id", add)
	t.cycles("organizations", "parent_organization_id", add)
}

func trimmed(s string) string { return strings.Trim(s, " \t\r\n\u00a0") }

func (t *tableSet) relate(rel relation) {
	children := map[string][]*object{}
	for _, o := range t.rows[rel.table] {
		id := trimmed(o.look(rel.key))
		if id == "" || t.owned[o] || t.byID[rel.parent][id] == nil {
			continue
		}
		t.owned[o] = true
		children[id] = append(children[id], o)
	}
	t.of[rel] = children
}

// dangling says that a row belongs to nothing that is there.
func (t *tableSet) dangling(rel relation, o *object, add func(Finding)) {
	named := ""
	for _, other := range relations {
		if id := o.look(other.key); other.table == rel.table && id != "" {
			named = other.key + " " + id
		}
	}
	message := "it belongs to nothing that is there"
	if named == "" {
		message = "it does not say what it belongs to"
	}
	add(Finding{Table: t.name(rel.table), Row: o.row, ID: o.look("id"), Outcome: Dropped, Message: message, Before: named})
}

// cycles says which rows are above themselves. Nothing follows parents, so they do no harm here.
func (t *tableSet) cycles(table, key string, add func(Finding)) {
	const unseen, walking, done = 0, 1, 2
	state := map[*object]int{}
	for _, o := range t.rows[table] {
		var walked []*object
		for at := o; at != nil && state[at] != done; at = t.byID[table][trimmed(at.look(key))] {
			if state[at] == walking {
				add(Finding{Table: t.name(table), Row: at.row, ID: at.look("id"), Field: key, Outcome: Unclear, Message: "it is above itself"})
				break
			}
			state[at] = walking
			walked = append(walked, at)
		}
		for _, at := range walked {
			state[at] = done
		}
	}
}

// attach puts into an object the rows that belong to it.
func (t *tableSet) attach(o *object, table string) {
	id := trimmed(o.look("id"))
	for _, rel := range relations {
		if rel.parent != table {
			continue
		}
		children := t.of[rel][id]
		if len(children) == 0 {
			continue
		}
		if v := o.at(rel.field); v != nil && v.kind <= truth { // a text where rows belong
			o.drop(rel.field)
		}
		for _, child := range children {
			o.add(rel.field, t.child(rel.table, child))
		}
	}
}

// child is a row with what belongs to it. Rows that several services share are copied.
func (t *tableSet) child(table string, row *object) *object {
	o := row.clone()
	switch table {
	case "service_at_locations":
		t.attach(o, table)
		if l := t.byID["locations"][trimmed(o.look("location_id"))]; l != nil && !o.has("location") {
			l = l.clone()
			t.attach(l, "locations")
			o.put("location", nestedIn(l))
		}
	case "contacts", "phones":
		t.attach(o, table)
	case "attributes":
		t.term(o)
	case "payments":
		o.put("label", textOf("payment accepted"))
		o.put("value", textOf(o.take("payment")))
	}
	return o
}

// term puts into an attribute the term that it names.
func (t *tableSet) term(o *object) {
	id := trimmed(o.look("taxonomy_term_id"))
	if id == "" {
		id = trimmed(o.look("taxonomy_id"))
	}
	if detail := o.take("taxonomy_detail"); detail != "" && !o.has("value") {
		o.put("value", textOf(detail))
	}
	if id == "" || o.has("taxonomy_term") {
		return
	}
	word := &object{}
	if known := t.byID["taxonomy_terms"][id]; known != nil {
		word = known.clone()
		if group := word.take("vocabulary"); group != "" && !word.has("taxonomy") {
			word.put("taxonomy", textOf(group))
		}
		if group := t.byID["taxonomies"][trimmed(word.look("taxonomy_id"))]; group != nil && !word.has("taxonomy") {
			word.put("taxonomy", textOf(group.look("name")))
		}
	}
	if _, isUUID := ParseUUID(id); !isUUID && !word.has("code") { // before 3.0 the id was the code
		word.put("code", textOf(id))
	}
	o.put("taxonomy_term", nestedIn(word))
}

// document is a service with everything that belongs to it, as 3.1 nests it.
func (t *tableSet) document(row *object) *object {
	t.attach(row, "services")
	if org := t.byID["organizations"][trimmed(row.look("organization_id"))]; org != nil && !row.has("organization") {
		org = org.clone()
		t.attach(org, "organizations")
		row.put("organization", nestedIn(org))
	}
	if program := t.byID["programs"][trimmed(row.look("program_id"))]; program != nil && !row.has("program") {
		row.put("program", nestedIn(program.clone()))
	}
	for _, id := range strings.FieldsFunc(row.take("taxonomy_ids"), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		a := &object{}
		a.put("taxonomy_id", textOf(id))
		t.term(a)
		row.add("attributes", a)
	}
	return row
}
