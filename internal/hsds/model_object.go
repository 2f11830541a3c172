package hsds

import (
	"slices"
	"strconv"
	"strings"
)

// What is read passes through one shape, whatever it came from: an object with fields in their order. The mapping takes
// out what the model has a place for; what is still there at the end is set aside, so that nothing is lost unseen.

// kind is what a value is.
type kind uint8

const (
	absent kind = iota
	textual
	number
	truth
	listed
	nested
)

// value is one value of a document. Numbers and truths keep the text they were written in.
type value struct {
	kind kind
	text string
	sub  *object // of a list, whose fields have no keys, or of an object
}

type field struct {
	key   string
	value value
}

// object is a list of fields, or of items without keys.
type object struct {
	fields []field
	row    int // where it came from: the line of a table, or which document it is
}

func textOf(s string) value {
	if s == "" {
		return value{}
	}
	return value{kind: textual, text: s}
}

func nestedIn(o *object) value { return value{kind: nested, sub: o} }

// at returns the place of a field, or nil.
func (o *object) at(key string) *value {
	for i := range o.fields {
		if o.fields[i].key == key && o.fields[i].value.kind != absent {
			return &o.fields[i].value
		}
	}
	return nil
}

// has tells whether a field has a value.
func (o *object) has(key string) bool { return o.at(key) != nil }

// look returns a scalar as text, and leaves it there.
func (o *object) look(key string) string {
	if v := o.at(key); v != nil && v.kind <= truth {
		return v.text
	}
	return ""
}

// take returns a scalar as text and takes it out. Objects and lists are left where they are.
func (o *object) take(key string) string {
	v := o.at(key)
	if v == nil || v.kind > truth {
		return ""
	}
	text := v.text
	*v = value{}
	return text
}

// drop takes fields out.
func (o *object) drop(keys ...string) {
	for i := range o.fields {
		if f := &o.fields[i]; f.value.kind != absent && slices.Contains(keys, f.key) {
			f.value = value{}
		}
	}
}

// put sets a field.
func (o *object) put(key string, v value) {
	if old := o.at(key); old != nil {
		*old = v
		return
	}
	if v.kind != absent {
		o.fields = append(o.fields, field{key, v})
	}
}

// child returns an object in a field, or nil.
func (o *object) child(key string) *object {
	if v := o.at(key); v != nil && v.kind == nested {
		return v.sub
	}
	return nil
}

// items returns the objects in a list. A single object counts as a list of one; what is not an object is left alone.
func (o *object) items(key string) []*object {
	v := o.at(key)
	if v == nil || v.kind < listed {
		return nil
	}
	if v.kind == nested {
		return []*object{v.sub}
	}
	list := make([]*object, 0, len(v.sub.fields))
	for i := range v.sub.fields {
		if item := v.sub.fields[i].value; item.kind == nested {
			list = append(list, item.sub)
		}
	}
	return list
}

// texts returns the scalars in a list, and takes them out.
func (o *object) texts(key string) []string {
	v := o.at(key)
	if v == nil || v.kind != listed {
		return nil
	}
	var list []string
	v.sub.fields = slices.DeleteFunc(v.sub.fields, func(f field) bool {
		if f.value.kind <= truth && f.value.text != "" {
			list = append(list, f.value.text)
		}
		return f.value.kind <= truth
	})
	if len(v.sub.fields) == 0 {
		*v = value{}
	}
	return list
}

// add appends an object to the list in a field.
func (o *object) add(key string, item *object) {
	v := o.at(key)
	if v == nil {
		o.fields = append(o.fields, field{key, value{kind: listed, sub: &object{}}})
		v = &o.fields[len(o.fields)-1].value
	}
	if v.kind == nested {
		*v = value{kind: listed, sub: &object{fields: []field{{value: *v}}}}
	}
	if v.kind == listed {
		v.sub.fields = append(v.sub.fields, field{value: nestedIn(item)})
	}
}

// keep leaves in a list only the objects that the function keeps; an empty list goes.
func (o *object) keep(key string, keep func(*object) bool) {
	v := o.at(key)
	if v == nil || v.kind < listed {
		return
	}
	if v.kind == nested {
		if !keep(v.sub) {
			*v = value{}
		}
		return
	}
	for i := range v.sub.fields {
		if item := &v.sub.fields[i].value; item.kind == nested && !keep(item.sub) {
			*item = value{}
		}
	}
	if !v.sub.compact() {
		*v = value{}
	}
}

// compact closes the gaps in a list, and tells whether anything is left.
func (o *object) compact() bool {
	o.fields = present(o.fields)
	return len(o.fields) > 0
}

// present leaves out what is absent. The list is reused.
func present(fields []field) []field {
	n := 0
	for i := range fields {
		if fields[i].value.kind == absent {
			continue
		}
		if n < i {
			fields[n] = fields[i]
		}
		n++
	}
	return fields[:n]
}

// clone copies an object with everything in it.
func (o *object) clone() *object {
	c := &object{fields: slices.Clone(o.fields), row: o.row}
	for i := range c.fields {
		if sub := c.fields[i].value.sub; sub != nil {
			c.fields[i].value.sub = sub.clone()
		}
	}
	return c
}

// refers tells whether a field says what nesting says already, with an id that is made anew when the document is written.
func refers(key string) bool {
	switch key {
	case "id", "service_id", "organization_id", "location_id", "phone_id", "contact_id", "link_id", "service_at_location_id",
		"link_entity", "taxonomy_term_id", "taxonomy_id", "resource_id", "resource_type", "unit_id":
		return true
	}
	return false
}

// strip takes out what is empty and what only refers, at every depth, and tells whether anything is left. The id of a
// location stays where something else of it does: it tells which place is meant.
func (o *object) strip(key string) bool {
	named := key == "location" || key == "program"
	left := false
	for i := range o.fields {
		f := &o.fields[i]
		switch {
		case f.value.kind == absent:
			continue
		case named && f.key == "id":
			continue
		case named && (f.key == "organization_id" || f.key == "location_id"),
			!named && f.value.sub == nil && refers(f.key),
			f.value.sub != nil && !f.value.sub.strip(f.key),
			f.value.kind == listed && !f.value.sub.compact():
			f.value = value{}
			continue
		}
		left = true
	}
	return left
}

// appendJSON writes a value as compact JSON.
func (v value) appendJSON(b []byte) []byte {
	switch v.kind {
	case textual:
		return appendQuoted(b, v.text)
	case number, truth:
		return append(b, v.text...)
	case listed:
		b = append(b, '[')
		for i, f := range v.sub.fields {
			if i > 0 {
				b = append(b, ',')
			}
			b = f.value.appendJSON(b)
		}
		return append(b, ']')
	case nested:
		b = append(b, '{')
		first := true
		for _, f := range v.sub.fields {
			if f.value.kind == absent {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = append(appendQuoted(b, f.key), ':')
			b = f.value.appendJSON(b)
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

const hexadecimal = "0123456789abcdef"

func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hexadecimal[c>>4], hexadecimal[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// numeric reads a number that may have been written as text.
func numeric(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return n, err == nil && n == n && n-n == 0 // neither NaN nor infinite
}
