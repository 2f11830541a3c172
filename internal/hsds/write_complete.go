package hsds

import (
	"reflect"
	"slices"
	"strconv"
)

// completer makes what a source left behind into rows of HSDS 3.1: with an id, with the id of the row that they belong
// to, with texts only in the form that their field takes. A row that lacks what HSDS requires cannot be written.
type completer struct{ w *writer }

// owner is the row that another belongs to.
type owner struct{ table, id string }

func (c completer) complete(row reflect.Value, of owner) {
	l := layouts()[row.Type()]
	c.identify(l, row, of)
	self := owner{l.table, l.get(row, "id")}
	for _, col := range l.columns {
		f := row.Field(col.index)
		switch col.shape {
		case asText:
			f.SetString(inForm(col.name, l.table, f.String()))
		case asNumber:
		case asRow:
			if f.IsNil() {
				continue
			}
			c.complete(f.Elem(), self)
			if !whole(f.Elem()) {
				f.SetZero()
				continue
			}
			l.set(row, col.name+"_id", layouts()[f.Type().Elem()].get(f.Elem(), "id"))
		case asRows:
			c.completeList(f, self)
		}
	}
}

// completeList completes the rows of a list and leaves out those that cannot be.
func (c completer) completeList(list reflect.Value, of owner) {
	n := 0
	for i := range list.Len() {
		row := list.Index(i)
		c.complete(row, of)
		if whole(row) {
			list.Index(n).Set(row)
			n++
		}
	}
	list.SetLen(n)
}

// identify gives a row its id and the id of its owner. Ids of a source become ours.
func (c completer) identify(l *layout, row reflect.Value, of owner) {
	for _, col := range l.columns {
		if col.shape != asText || !isID(col.name) {
			continue
		}
		f := row.Field(col.index)
		if f.String() != "" {
			f.SetString(ID(c.kindOf(l, row, col.name), c.w.from, f.String()))
		}
	}
	if l.get(row, "id") == "" {
		l.set(row, "id", c.w.unique(made(l.table, of.table, of.id, digest(l, row))))
	}
	switch l.table {
	case "attribute":
		l.set(row, "link_id", of.id)
		l.set(row, "link_entity", of.table)
	case "metadata":
		l.set(row, "resource_id", of.id)
		l.set(row, "resource_type", of.table)
	default:
		l.set(row, of.table+"_id", of.id)
	}
}

// digest is the texts of a row, from which its id is made.
func digest(l *layout, row reflect.Value) string {
	var all string
	for _, col := range l.columns {
		if col.shape == asText && !isID(col.name) {
			value := row.Field(col.index).String()
			all += strconv.Itoa(len(value)) + ":" + value
		}
	}
	return all
}

// isID tells whether a column holds an id.
func isID(name string) bool {
	return name == "id" || len(name) > 3 && name[len(name)-3:] == "_id" && name != "tax_id"
}

// kindOf is the table that an id in a column is of.
func (c completer) kindOf(l *layout, row reflect.Value, name string) Kind {
	switch name {
	case "id":
		return Kind(l.table)
	case "parent_id":
		return KindTaxonomyTerm
	case "parent_organization_id":
		return KindOrganization
	case "link_id":
		return Kind(l.get(row, "link_entity"))
	case "resource_id":
		return Kind(l.get(row, "resource_type"))
	}
	return Kind(name[:len(name)-len("_id")])
}

// inForm is a text as its field takes it, or nothing.
func inForm(name, table, value string) string {
	switch name {
	case "url", "website", "schedule_link", "term_uri":
		return webAddress(value)
	case "uri":
		if table != "service_area" {
			return webAddress(value)
		}
	case "email", "assurer_email":
		return email(value)
	case "last_modified":
		return dateTime(value)
	case "updated":
		if table == "service_capacity" {
			return dateTime(value)
		}
	}
	allowed, closed := closedLists[name]
	if closed && !slices.Contains(allowed, value) {
		return ""
	}
	return value
}

// closedLists are the words that HSDS allows where it lists them.
var closedLists = map[string][]string{
	"status":        {"active", "inactive", "defunct", "temporarily closed"},
	"location_type": {"physical", "postal", "virtual"},
	"address_type":  {"physical", "postal", "virtual"},
	"freq":          {"WEEKLY", "MONTHLY"},
	"wkst":          {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
}

// whole tells whether a row has what HSDS requires. A description, or what a field was before, may be empty.
func whole(row reflect.Value) bool {
	l := layouts()[row.Type()]
	return !slices.ContainsFunc(l.columns, func(c column) bool {
		return c.required && row.Field(c.index).IsZero() && c.name != "description" && c.name != "previous_value" &&
			c.name != "replacement_value"
	})
}
