package hsds

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// knownKeys lets the many documents of a source share the names of their fields.
var knownKeys = func() map[string]string {
	known := map[string]string{}
	for _, key := range fieldNames() {
		known[key] = key
	}
	return known
}()

// jsonParser reads one JSON value into an object. It is small because a source of a million services is read through it:
// it allocates what is kept and nothing else, and it takes text in the wrong encoding, which others refuse.
type jsonParser struct {
	data  []byte
	pos   int
	depth int
	text  int // the longest text allowed
	stray bool

	// Fields are gathered on a stack and then cut out of slabs, because there are many small objects in a document.
	stack   []field
	fields  []field
	objects []object
}

// cut makes an object of the fields on the stack from a place on.
func (p *jsonParser) cut(from int) *object {
	n := len(p.stack) - from
	if cap(p.fields)-len(p.fields) < n {
		p.fields = make([]field, 0, max(128, n))
	}
	if len(p.objects) == 0 {
		p.objects = make([]object, 32)
	}
	o := &p.objects[0]
	p.objects = p.objects[1:]
	at := len(p.fields)
	p.fields = append(p.fields, p.stack[from:]...)
	o.fields = p.fields[at:len(p.fields):len(p.fields)]
	p.stack = p.stack[:from]
	return o
}

// maxDepth bounds nesting. HSDS needs about eight.
const maxDepth = 64

// parseJSON reads a value that is alone in data. stray tells that a text was not UTF-8 and was read as Windows-1252.
func parseJSON(data []byte, maxText int) (v value, stray bool, err error) {
	p := jsonParser{data: data, text: maxText}
	p.space()
	v, err = p.value()
	if err == nil {
		if p.space(); p.pos < len(data) {
			err = p.fail("something follows the value")
		}
	}
	return v, p.stray, err
}

func (p *jsonParser) fail(what string) error {
	return fmt.Errorf("not JSON at byte %d of the document: %s", p.pos+1, what)
}

func (p *jsonParser) space() {
	for p.pos < len(p.data) && (p.data[p.pos] == ' ' || p.data[p.pos] == '\n' || p.data[p.pos] == '\r' || p.data[p.pos] == '\t') {
		p.pos++
	}
}

func (p *jsonParser) next() byte {
	if p.pos < len(p.data) {
		return p.data[p.pos]
	}
	return 0
}

func (p *jsonParser) value() (value, error) {
	switch c := p.next(); {
	case c == '"':
		s, err := p.string()
		return textOf(s), err
	case c == '{':
		return p.object()
	case c == '[':
		return p.list()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if len(p.data)-p.pos >= len(word) && string(p.data[p.pos:p.pos+len(word)]) == word {
			p.pos += len(word)
			if word == "null" {
				return value{}, nil
			}
			return value{kind: truth, text: word}, nil
		}
	}
	if p.pos >= len(p.data) {
		return value{}, p.fail("it ends in the middle; the file may be cut off")
	}
	return value{}, p.fail("a value was expected")
}

func (p *jsonParser) open() error {
	if p.depth++; p.depth > maxDepth {
		return p.fail(fmt.Sprintf("it is nested more than %d deep", maxDepth))
	}
	p.pos++
	p.space()
	return nil
}

func (p *jsonParser) object() (value, error) {
	if err := p.open(); err != nil {
		return value{}, err
	}
	from := len(p.stack)
	for p.next() != '}' {
		if len(p.stack) > from {
			if p.next() != ',' {
				return value{}, p.fail("a comma or } was expected")
			}
			p.pos++
			p.space()
		}
		key, err := p.key()
		if err != nil {
			return value{}, err
		}
		v, err := p.value()
		if err != nil {
			return value{}, err
		}
		p.stack = append(p.stack, field{key, v})
		p.space()
	}
	p.pos++
	p.depth--
	return nestedIn(p.cut(from)), nil
}

func (p *jsonParser) key() (string, error) {
	if p.next() != '"' {
		return "", p.fail("a field name in quotes was expected")
	}
	if end := bytes.IndexByte(p.data[p.pos+1:min(len(p.data), p.pos+40)], '"'); end >= 0 {
		if known, ok := knownKeys[string(p.data[p.pos+1:p.pos+1+end])]; ok {
			p.pos += end + 2
			return known, p.colon()
		}
	}
	key, err := p.string()
	if err != nil {
		return "", err
	}
	return key, p.colon()
}

func (p *jsonParser) colon() error {
	p.space()
	if p.next() != ':' {
		return p.fail("a colon was expected")
	}
	p.pos++
	p.space()
	return nil
}

func (p *jsonParser) list() (value, error) {
	if err := p.open(); err != nil {
		return value{}, err
	}
	from := len(p.stack)
	for p.next() != ']' {
		if len(p.stack) > from {
			if p.next() != ',' {
				return value{}, p.fail("a comma or ] was expected")
			}
			p.pos++
			p.space()
		}
		v, err := p.value()
		if err != nil {
			return value{}, err
		}
		p.stack = append(p.stack, field{value: v})
		p.space()
	}
	p.pos++
	p.depth--
	return value{kind: listed, sub: p.cut(from)}, nil
}

func (p *jsonParser) number() (value, error) {
	start := p.pos
	for p.pos < len(p.data) {
		c := p.data[p.pos]
		if (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' {
			break
		}
		p.pos++
	}
	text := string(p.data[start:p.pos])
	if _, ok := numeric(text); !ok || len(text) > 40 {
		p.pos = start
		return value{}, p.fail("this is not a number")
	}
	return value{kind: number, text: text}, nil
}

// string reads a text. Control characters that JSON forbids are let through: they are taken out with the other dirt.
func (p *jsonParser) string() (string, error) {
	start := p.pos + 1
	plain := true
	end := start
	for ; end < len(p.data) && p.data[end] != '"'; end++ {
		if p.data[end] == '\\' {
			plain = false
			end++
		}
	}
	if end >= len(p.data) {
		p.pos = len(p.data)
		return "", p.fail("a text does not end; the file may be cut off")
	}
	if end-start > p.text {
		return "", p.fail(fmt.Sprintf("a text is longer than %d bytes", p.text))
	}
	raw := p.data[start:end]
	if !plain {
		var err error
		if raw, err = p.unescape(raw); err != nil {
			return "", err
		}
	}
	p.pos = end + 1
	if !utf8.Valid(raw) {
		p.stray = true
		return fromWindows(raw), nil
	}
	return string(raw), nil
}

func (p *jsonParser) unescape(raw []byte) ([]byte, error) {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r':
			out = append(out, '\r')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case '"', '\\', '/':
			out = append(out, raw[i])
		case 'u':
			r, ok := hex4(raw, i+1)
			if !ok {
				return nil, p.fail(`\u is not followed by four hexadecimal digits`)
			}
			i += 4
			if utf16.IsSurrogate(r) {
				low, ok := hex4(raw, i+3)
				if pair := utf16.DecodeRune(r, low); ok && raw[i+1] == '\\' && raw[i+2] == 'u' && pair != utf8.RuneError {
					r = pair
					i += 6
				}
			}
			out = utf8.AppendRune(out, r)
		default:
			return nil, p.fail(fmt.Sprintf(`\%c is not an escape`, raw[i]))
		}
	}
	return out, nil
}

func hex4(raw []byte, at int) (r rune, ok bool) {
	if at+4 > len(raw) {
		return 0, false
	}
	for _, c := range raw[at : at+4] {
		r <<= 4
		switch {
		case c >= '0' && c <= '9':
			r |= rune(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r |= rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	return r, true
}
