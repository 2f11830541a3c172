package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/halte-brussels/halte/internal/fault"
)

// Bounds on what is read. They are far above any real situation.
const (
	maxInput = 64 << 10
	maxDepth = 8
)

// readFacts reads facts as YAML, of which JSON is a part, and refuses what could be read in two ways.
func readFacts(in io.Reader) (map[string]any, error) {
	data, err := readInput(in)
	if err != nil {
		return nil, err
	}
	documents := yaml.NewDecoder(bytes.NewReader(data))
	var root yaml.Node
	switch err := documents.Decode(&root); {
	case errors.Is(err, io.EOF): // nothing was told
		return map[string]any{}, nil
	case err != nil:
		return nil, malformed(err)
	}
	if err := documents.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, malformed(errors.New("a second document follows"))
	}
	r := reader{}
	value := r.value(root.Content[0], "", 0)
	if len(r.details) > 0 {
		return nil, fault.InvalidFields(r.details)
	}
	if value == nil { // only a comment, or null
		return map[string]any{}, nil
	}
	facts, ok := value.(map[string]any)
	if !ok {
		return nil, malformed(errors.New("keys and values are expected"))
	}
	return facts, nil
}

func malformed(cause error) error { return fault.New(fault.Malformed, "cli.malformed", cause) }

// readInput reads all of a small input in UTF-8.
func readInput(in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read input: %w", err)
	case len(data) > maxInput:
		return nil, fault.New(fault.TooLarge, "fault.too-large", nil)
	case !utf8.Valid(data):
		return nil, fault.New(fault.Malformed, "cli.not-utf8", nil)
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// reader turns YAML nodes into plain values. It follows no alias, so that a small input stays small.
type reader struct{ details []fault.Detail }

func (r *reader) fail(n *yaml.Node, path, key string) {
	field := fmt.Sprintf("line %d", n.Line)
	if path != "" {
		field = path
	}
	r.details = append(r.details, fault.Detail{Field: field, Key: key})
}

func (r *reader) value(n *yaml.Node, path string, depth int) any {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.fail(n, path, "cli.no-alias")
	case depth > maxDepth:
		r.fail(n, path, "cli.too-deep")
	case n.Kind == yaml.MappingNode:
		return r.mapping(n, path, depth)
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for i, item := range n.Content {
			list = append(list, r.value(item, fmt.Sprintf("%s[%d]", path, i), depth+1))
		}
		return list
	default:
		return r.scalar(n, path)
	}
	return nil
}

func (r *reader) mapping(n *yaml.Node, path string, depth int) any {
	m := map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field := strings.TrimPrefix(path+"."+key.Value, ".")
		switch _, twice := m[key.Value]; {
		case key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Tag == "!!merge":
			r.fail(key, path, "cli.plain-key")
		case twice:
			r.fail(key, field, "api.twice")
		default:
			m[key.Value] = r.value(value, field, depth+1)
		}
	}
	return m
}

// scalar reads a single value as it was written, whatever YAML would make of it: a moment stays a text that is read
// strictly, a postcode keeps its digits. Only latitude and longitude are numbers.
func (r *reader) scalar(n *yaml.Node, path string) any {
	var value any
	if err := n.Decode(&value); err != nil {
		r.fail(n, path, "facts.not-text")
		return nil
	}
	switch x := value.(type) {
	case nil, bool, float64:
		return x
	case int:
		if strings.HasPrefix(path, "place.") {
			return float64(x)
		}
	}
	return n.Value
}
