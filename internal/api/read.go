package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/fault"
)

// maxDepth bounds nesting: the deepest document is a list of values in an object.
const maxDepth = 8

// readObject reads the body as one JSON object, strictly: what could be read in two ways is refused.
func readObject(r *http.Request) (map[string]any, error) {
	if err := checkMediaType(r.Header.Get("Content-Type")); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, fault.New(fault.TooLarge, "fault.too-large", err)
	}
	if err != nil {
		return nil, fault.New(fault.Malformed, "fault.malformed", err)
	}
	return parseObject(data)
}

func checkMediaType(header string) error {
	if header == "" {
		return nil
	}
	media, parameters, err := mime.ParseMediaType(header)
	charset, named := parameters["charset"]
	if err != nil || media != "application/json" || named && !strings.EqualFold(charset, "utf-8") {
		return errMediaType
	}
	return nil
}

// parseObject reads one JSON object in UTF-8 in which no key comes twice.
func parseObject(data []byte) (map[string]any, error) {
	if !utf8.Valid(data) {
		return nil, fault.New(fault.Malformed, "api.not-utf8", nil)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	value, err := readValue(d, "", 0)
	if err == nil {
		if _, after := d.Token(); after != io.EOF {
			err = errors.New("something follows the object")
		}
	}
	if fields := (*fault.Error)(nil); errors.As(err, &fields) {
		return nil, fields
	}
	object, ok := value.(map[string]any)
	if err != nil || !ok {
		return nil, fault.New(fault.Malformed, "fault.malformed", err)
	}
	return object, nil
}

// readValue reads the next value. The standard decoder keeps the last of two equal keys without a word; a fact that
// is given twice is a mistake that a person must see.
func readValue(d *json.Decoder, path string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deeply")
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return readMembers(d, path, depth)
	case json.Delim('['):
		return readElements(d, path, depth)
	}
	return token, nil
}

func readMembers(d *json.Decoder, path string, depth int) (map[string]any, error) {
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string) // the decoder accepts nothing else before a colon
		field := key
		if path != "" {
			field = path + "." + key
		}
		if _, twice := object[key]; twice {
			return nil, invalid(fault.Clip(field), "api.twice")
		}
		if object[key], err = readValue(d, field, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := d.Token() // the closing brace
	return object, err
}

func readElements(d *json.Decoder, path string, depth int) ([]any, error) {
	list := []any{}
	for d.More() {
		value, err := readValue(d, fmt.Sprintf("%s[%d]", path, len(list)), depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := d.Token() // the closing bracket
	return list, err
}
