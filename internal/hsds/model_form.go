package hsds

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// form is what HSDS 3.1 says a value must be, taken from the types of documents.go, so that what is set aside can be put
// back by decoding it into them.
type form struct {
	kind   kind
	fields map[string]*form // of an object
	item   *form            // of a list
}

var serviceForm = formOf(reflect.TypeFor[Service]())

func formOf(t reflect.Type) *form {
	switch t.Kind() {
	case reflect.Pointer:
		return formOf(t.Elem())
	case reflect.Slice:
		return &form{kind: listed, item: formOf(t.Elem())}
	case reflect.Map:
		return &form{kind: nested} // its keys are no fields of HSDS
	case reflect.Float64, reflect.Int:
		return &form{kind: number}
	case reflect.Bool:
		return &form{kind: truth}
	case reflect.Struct:
		if t.NumField() > 0 && t.PkgPath() != "time" {
			s := &form{kind: nested, fields: map[string]*form{}}
			s.gather(t)
			return s
		}
	}
	return &form{kind: textual}
}

func (s *form) gather(t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Pointer:
			s.gather(f.Type.Elem())
		case name != "" && name != "-":
			s.fields[name] = formOf(f.Type)
		}
	}
}

// fieldNames are the names of all fields.
var fieldNames = func() map[string]bool {
	names := map[string]bool{}
	var walk func(s *form)
	walk = func(s *form) {
		for name, f := range s.fields {
			names[name] = true
			walk(f)
		}
		if s.item != nil {
			walk(s.item)
		}
	}
	walk(serviceForm)
	return names
}()

// fit makes what is left of a document agree with the shapes of 3.1: numbers that were written as text become numbers,
// and what 3.1 has no field for, or cannot be in its field, is left out and said. Fields come in the order of the
// alphabet, so that the same is written the same.
func (m *mapper) fit(o *object, s *form, table string) {
	slices.SortStableFunc(o.fields, func(a, b field) int { return strings.Compare(a.key, b.key) })
	for i := range o.fields {
		f := &o.fields[i]
		if f.value.kind == absent {
			continue
		}
		want := s.fields[f.key]
		if want == nil {
			m.find(table, f.key, Dropped, "HSDS 3.1 has no such field", f.value.text, "")
			f.value = value{}
			continue
		}
		m.fitValue(&f.value, want, f.key, table)
	}
}

func (m *mapper) fitValue(v *value, want *form, key, table string) {
	switch {
	case want.kind == listed && v.kind == nested:
		*v = value{kind: listed, sub: &object{fields: []field{{value: *v}}}}
		m.fitValue(v, want, key, table)
	case want.kind == listed && v.kind == listed:
		for i := range v.sub.fields {
			m.fitValue(&v.sub.fields[i].value, want.item, key, within(key, table))
		}
		v.sub.fields = present(v.sub.fields)
	case want.kind == nested && v.kind == nested:
		m.fit(v.sub, want, within(key, table))
		v.sub.fields = present(v.sub.fields)
	case want.kind == textual && v.kind <= truth:
		v.kind = textual
	case want.kind == number && v.kind <= number:
		m.fitNumber(v, key, table)
	case want.kind == v.kind:
	default:
		m.find(table, key, Dropped, "this is not what HSDS 3.1 has in the field", v.text, "")
		*v = value{}
	}
}

func (m *mapper) fitNumber(v *value, key, table string) {
	n, ok := numeric(v.text)
	if !ok || math.Abs(n) > 1e15 {
		m.find(table, key, Dropped, "this is not a number", v.text, "")
		*v = value{}
		return
	}
	*v = value{kind: number, text: strconv.FormatFloat(n, 'f', -1, 64)}
}
