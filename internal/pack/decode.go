package pack

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/halte-brussels/halte/internal/lang"
)

// Bounds that real packs are far from: nesting, the length of an id in a path, and faults told of one file.
const (
	maxDepth    = 16
	maxID       = 64
	maxProblems = 500
)

// decoder turns YAML nodes into values and keeps going when something is wrong, so that all faults of a file are
// found at once. It is stricter than YAML: no unknown or duplicate keys, no anchors, nothing empty, and every text
// in every language of the pack.
type decoder struct {
	file      string
	languages []lang.Tag
	problems  *Problems
	lines     map[string]int // path → line, for faults that are found later
}

func (d *decoder) fail(n *yaml.Node, path, message, remedy string) {
	if len(*d.problems) >= maxProblems {
		return
	}
	line := 0
	if n != nil {
		line = n.Line
	}
	*d.problems = append(*d.problems, Problem{d.file, line, path, message, remedy})
}

// document parses a file and decodes it.
func (d *decoder) document(data []byte, out any) {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		d.fail(nil, "", "not readable as YAML: "+strings.TrimPrefix(err.Error(), "yaml: "),
			"check indentation, and quote texts that contain a colon")
		return
	}
	if len(root.Content) == 0 {
		d.fail(nil, "", "the file is empty", "fill it or remove it")
		return
	}
	d.value(root.Content[0], reflect.ValueOf(out).Elem(), "", 0)
}

var (
	textType      = reflect.TypeFor[lang.Text]()
	anyMapType    = reflect.TypeFor[map[string]any]()
	unmarshalType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func (d *decoder) value(n *yaml.Node, out reflect.Value, path string, depth int) {
	d.lines[path] = n.Line
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.fail(n, path, "anchors and aliases are not allowed", "write the value out")
	case depth > maxDepth:
		d.fail(n, path, "nested too deeply", "see docs/pack-format.md for the shape")
	case out.Type() == textType:
		d.text(n, out, path)
	case out.Type() == anyMapType:
		d.free(n, out, path)
	case reflect.PointerTo(out.Type()).Implements(unmarshalType):
		d.unmarshal(n, out, path)
	default:
		d.kind(n, out, path, depth)
	}
}

func (d *decoder) kind(n *yaml.Node, out reflect.Value, path string, depth int) {
	switch out.Kind() {
	case reflect.Pointer:
		out.Set(reflect.New(out.Type().Elem()))
		d.value(n, out.Elem(), path, depth)
	case reflect.Struct:
		d.structure(n, out, path, depth)
	case reflect.Slice:
		d.list(n, out, path, depth)
	case reflect.Map:
		d.mapping(n, out, path, depth)
	case reflect.String:
		if s, ok := d.scalar(n, path); ok {
			out.SetString(s)
		}
	case reflect.Int:
		d.number(n, out, path)
	case reflect.Float64:
		d.degrees(n, out, path)
	case reflect.Bool:
		d.boolean(n, out, path)
	}
}

func (d *decoder) scalar(n *yaml.Node, path string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, path, "a single text is expected here", "see docs/pack-format.md")
		return "", false
	}
	s := strings.TrimSpace(n.Value)
	if s == "" || n.Tag == "!!null" {
		d.fail(n, path, "is empty", "fill it, or leave the key out if it is optional")
		return "", false
	}
	return s, true
}

func (d *decoder) number(n *yaml.Node, out reflect.Value, path string) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	i, err := strconv.Atoi(s)
	if err != nil {
		d.fail(n, path, fmt.Sprintf("%q is not a whole number", s), "write a number")
		return
	}
	out.SetInt(int64(i))
}

func (d *decoder) degrees(n *yaml.Node, out reflect.Value, path string) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= -180 && f <= 180) {
		d.fail(n, path, fmt.Sprintf("%q is not a number of degrees", s), "write a decimal number such as 50.8467")
		return
	}
	out.SetFloat(f)
}

func (d *decoder) boolean(n *yaml.Node, out reflect.Value, path string) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	if s != "true" && s != "false" {
		d.fail(n, path, fmt.Sprintf("%q is neither true nor false", s), "write true or false")
		return
	}
	out.SetBool(s == "true")
}

func (d *decoder) unmarshal(n *yaml.Node, out reflect.Value, path string) {
	s, ok := d.scalar(n, path)
	if !ok {
		return
	}
	if err := out.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		d.fail(n, path, err.Error(), "write one of these")
	}
}

// pairs calls f for each key of a mapping, and reports a key that is not text or comes twice.
func (d *decoder) pairs(n *yaml.Node, path string, f func(key string, k, v *yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		d.fail(n, path, "keys and values are expected here", "see docs/pack-format.md")
		return false
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode || k.Tag == "!!merge" || len(k.Value) > maxID {
			d.fail(k, path, "a key must be a plain word", "write the key as text")
			continue
		}
		if seen[k.Value] {
			d.fail(k, join(path, k.Value), "the key comes twice", "keep one")
			continue
		}
		seen[k.Value] = true
		f(k.Value, k, v)
	}
	return true
}

// field is one field of a struct by its yaml name.
type field struct {
	index    int
	optional bool
}

func (d *decoder) structure(n *yaml.Node, out reflect.Value, path string, depth int) {
	fields := fieldsOf(out.Type())
	seen := map[string]bool{}
	ok := d.pairs(n, path, func(key string, k, v *yaml.Node) {
		f, known := fields[key]
		if !known {
			d.fail(k, join(path, key), "unknown key", "use one of "+strings.Join(sortedNames(fields), ", "))
			return
		}
		seen[key] = true
		d.value(v, out.Field(f.index), join(path, key), depth+1)
	})
	if !ok {
		return
	}
	for _, name := range sortedNames(fields) {
		if !fields[name].optional && !seen[name] {
			d.fail(n, join(path, name), "is missing", "add it")
		}
	}
}

func fieldsOf(t reflect.Type) map[string]field {
	fields := map[string]field{}
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		fields[name] = field{i, option == "optional"}
	}
	return fields
}

func sortedNames(fields map[string]field) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (d *decoder) list(n *yaml.Node, out reflect.Value, path string, depth int) {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, path, "a list is expected here", "write it as [a, b] or with dashes")
		return
	}
	out.Set(reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.value(item, out.Index(i), path+"["+name(item, i)+"]", depth+1)
	}
}

// name is how a list's item is called in a path: by its id when it has one.
func name(n *yaml.Node, i int) string {
	if n.Kind == yaml.MappingNode {
		for j := 0; j+1 < len(n.Content); j += 2 {
			if id := n.Content[j+1].Value; n.Content[j].Value == "id" && len(id) <= maxID && isID(id) {
				return id
			}
		}
	}
	return strconv.Itoa(i)
}

func (d *decoder) mapping(n *yaml.Node, out reflect.Value, path string, depth int) {
	out.Set(reflect.MakeMap(out.Type()))
	d.pairs(n, path, func(key string, _, v *yaml.Node) {
		element := reflect.New(out.Type().Elem()).Elem()
		d.value(v, element, join(path, key), depth+1)
		out.SetMapIndex(reflect.ValueOf(key).Convert(out.Type().Key()), element)
	})
}

// text reads one text in each language of the pack, and in no other.
func (d *decoder) text(n *yaml.Node, out reflect.Value, path string) {
	text := lang.Text{}
	ok := d.pairs(n, path, func(key string, k, v *yaml.Node) {
		if !slices.Contains(d.languages, lang.Tag(key)) {
			d.fail(k, join(path, key), "is not a language of this pack", "add it to languages in pack.yaml or remove it")
			return
		}
		if s, ok := d.scalar(v, join(path, key)); ok {
			text[lang.Tag(key)] = s
		}
	})
	if !ok {
		return
	}
	for _, tag := range d.languages {
		if _, ok := text[tag]; !ok {
			d.fail(n, join(path, string(tag)), "the text is missing in this language", "write it")
		}
	}
	out.Set(reflect.ValueOf(text))
}

// free reads facts, whose keys and values are checked against the vocabulary later.
func (d *decoder) free(n *yaml.Node, out reflect.Value, path string) {
	if hasAlias(n) {
		d.fail(n, path, "anchors and aliases are not allowed", "write the value out")
		return
	}
	m := map[string]any{}
	if err := n.Decode(&m); err != nil {
		d.fail(n, path, "keys and values are expected here", "see docs/pack-format.md")
		return
	}
	out.Set(reflect.ValueOf(m))
}

func hasAlias(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || n.Anchor != "" || slices.ContainsFunc(n.Content, hasAlias)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
