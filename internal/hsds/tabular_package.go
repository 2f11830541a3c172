package hsds

import (
	"encoding/json"
	"reflect"
	"strings"
)

// dataPackage is datapackage.json (Frictionless Data): which tables there are and what is in them.
type dataPackage struct {
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Profile   string     `json:"profile"`
	Resources []resource `json:"resources"`
}

type resource struct {
	Name      string    `json:"name"`
	Path      string    `json:"path"`
	Profile   string    `json:"profile"`
	Format    string    `json:"format"`
	Mediatype string    `json:"mediatype"`
	Encoding  string    `json:"encoding"`
	Schema    rowSchema `json:"schema"`
}

type rowSchema struct {
	Fields      []fieldSchema `json:"fields"`
	PrimaryKey  string        `json:"primaryKey"`
	ForeignKeys []foreignKey  `json:"foreignKeys,omitempty"`
}

type fieldSchema struct {
	Name        string          `json:"name"`
	Type        string          `json:"type"`
	Constraints map[string]bool `json:"constraints,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// describe writes datapackage.json for the files that were made.
func (t *tabular) describe() error {
	p := dataPackage{Name: "human_services_data", Title: "Human services data, HSDS 3.1", Profile: "tabular-data-package"}
	present := map[string]bool{}
	for l := range t.files {
		present[l.table] = true
	}
	for _, table := range tables() {
		l := layouts()[table.row]
		if present[l.table] {
			p.Resources = append(p.Resources, resource{
				Name: l.table, Path: l.file, Profile: "tabular-data-resource", Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
				Schema: rowSchema{Fields: fields(l), PrimaryKey: "id", ForeignKeys: foreignKeys(l, present)},
			})
		}
	}
	out, err := t.create("datapackage.json")
	if err != nil {
		return err
	}
	body, err := json.MarshalIndent(p, "", "  ")
	if err == nil {
		_, err = out.Write(append(body, '\n'))
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}

// fields describes the columns of a table's file: those of HSDS, then those of our profile.
func fields(l *layout) []fieldSchema {
	var list []fieldSchema
	for _, c := range l.columns {
		if c.shape > asNumber {
			continue
		}
		f := fieldSchema{Name: c.name, Type: "string"}
		if c.shape == asNumber {
			f.Type = "number"
		}
		if c.required && c.name != "description" && !strings.HasSuffix(c.name, "_value") {
			f.Constraints = map[string]bool{"required": true}
		}
		for _, name := range tabularRequired(l.table) {
			if name == c.name {
				f.Constraints = map[string]bool{"required": true}
			}
		}
		if c.name == "id" {
			f.Constraints["unique"] = true
		}
		list = append(list, f)
	}
	return append(list, l.added...)
}

// jsonFields describes the fields of a type as JSON has them. Lists and objects are JSON in their cell, which is how
// Frictionless has them.
func jsonFields(t reflect.Type) []fieldSchema {
	var list []fieldSchema
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			list = append(list, jsonFields(f.Type.Elem())...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		kind := "object"
		switch f.Type.Kind() {
		case reflect.String:
			kind = "string"
		case reflect.Bool:
			kind = "boolean"
		case reflect.Slice:
			kind = "array"
		}
		list = append(list, fieldSchema{Name: name, Type: kind})
	}
	return list
}

// foreignKeys lists the references of a table to those that are there. A parent may be in no file, so it is none.
func foreignKeys(l *layout, present map[string]bool) []foreignKey {
	var list []foreignKey
	for _, c := range l.columns {
		to, is := strings.CutSuffix(c.name, "_id")
		if is && c.shape == asText && c.name != "tax_id" && present[to] {
			list = append(list, foreignKey{c.name, reference{to, "id"}})
		}
	}
	return list
}
