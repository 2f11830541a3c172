package hsds

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonParser reads JSON values into objects, one after another. It is small because a source of a million services is
// read through it: texts are parts of the document they came in and are not copied, and it takes text in the wrong
// encoding, which others refuse.
type jsonParser struct {
	data  string
	pos   int
	depth int
	text  int  // the longest text allowed
	valid bool // the document is UTF-8 throughout
	stray bool

	// Fields are gathered on a stack and then cut out of slabs, because there are many small objects in a document.
	stack   []field
	fields  []field
	objects []object
}

// maxSlab bounds how many fields, or objects, a slab is made for.
const maxSlab = 1 << 14

// cut makes an object of the fields on the stack from a place on.
func (p *jsonParser) cut(from int) *object {
	n := len(p.stack) - from
	if cap(p.fields)-len(p.fields) < n {
		p.fields = make([]field, 0, max(128, min(2*cap(p.fields), maxSlab), n))
	}
	if len(p.objects) == cap(p.objects) {
		p.objects = make([]object, 0, max(32, min(2*cap(p.objects), maxSlab)))
	}
	at := len(p.fields)
	p.fields = append(p.fields, p.stack[from:]...)
	p.objects = append(p.objects, object{fields: p.fields[at:len(p.fields):len(p.fields)]})
	p.stack = p.stack[:from]
	return &p.objects[len(p.objects)-1]
}

// forget lets the slabs be filled anew. No object that was read before may be used after it.
func (p *jsonParser) forget() {
	if cap(p.fields) > maxSlab {
		p.fields = nil
	}
	p.fields, p.objects = p.fields[:0], p.objects[:0]
}

// maxDepth bounds nesting. HSDS needs about eight.
const maxDepth = 64

// parseJSON reads a value that is alone in data. stray tells that a text was not UTF-8 and was read as Windows-1252.
func parseJSON(data string, maxText int) (v value, stray bool, err error) {
	p := jsonParser{text: maxText}
	v, err = p.parse(data)
	return v, p.stray, err
}

// parse reads a value that is alone in data.
func (p *jsonParser) parse(data string) (value, error) {
	p.data, p.pos, p.depth, p.stray, p.stack = data, 0, 0, false, p.stack[:0]
	p.valid = utf8.ValidString(data)
	p.space()
	v, err := p.value()
	if err == nil {
		if p.space(); p.pos < len(data) {
			err = p.fail("something follows the value")
		}
	}
	return v, err
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
		if strings.HasPrefix(p.data[p.pos:], word) {
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
	text := p.data[start:p.pos]
	if _, ok := numeric(text); !ok || len(text) > 40 {
		p.pos = start
		return value{}, p.fail("this is not a number")
	}
	return value{kind: number, text: text}, nil
}

// string reads a text. Control characters that JSON forbids are let through: they are taken out with the other dirt.
func (p *jsonParser) string() (string, error) {
	rest := p.data[p.pos+1:]
	end := strings.IndexByte(rest, '"')
	escaped := end < 0 || strings.IndexByte(rest[:end], '\\') >= 0
	if escaped {
		end = closing(rest)
	}
	if end < 0 {
		p.pos = len(p.data)
		return "", p.fail("a text does not end; the file may be cut off")
	}
	if end > p.text {
		return "", p.fail(fmt.Sprintf("a text is longer than %d bytes", p.text))
	}
	text := rest[:end]
	if escaped {
		var err error
		if text, err = p.unescape(text); err != nil {
			return "", err
		}
	}
	p.pos += end + 2
	if !p.valid && !utf8.ValidString(text) {
		p.stray = true
		return fromWindows([]byte(text)), nil
	}
	return text, nil
}

// closing finds the quotation mark that ends a text with escapes.
func closing(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

func (p *jsonParser) unescape(raw string) (string, error) {
	var out strings.Builder
	out.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		if plain := strings.IndexByte(raw[i:], '\\'); plain != 0 {
			if plain < 0 {
				plain = len(raw) - i
			}
			out.WriteString(raw[i : i+plain])
			i += plain - 1
			continue
		}
		i++
		switch raw[i] {
		case 'n':
			out.WriteByte('\n')
		case 't':
			out.WriteByte('\t')
		case 'r':
			out.WriteByte('\r')
		case 'b':
			out.WriteByte('\b')
		case 'f':
			out.WriteByte('\f')
		case '"', '\\', '/':
			out.WriteByte(raw[i])
		case 'u':
			r, ok := hex4(raw, i+1)
			if !ok {
				return "", p.fail(`\u is not followed by four hexadecimal digits`)
			}
			i += 4
			if utf16.IsSurrogate(r) {
				low, ok := hex4(raw, i+3)
				if pair := utf16.DecodeRune(r, low); ok && raw[i+1] == '\\' && raw[i+2] == 'u' && pair != utf8.RuneError {
					r = pair
					i += 6
				}
			}
			out.WriteRune(r)
		default:
			return "", p.fail(fmt.Sprintf(`\%c is not an escape`, raw[i]))
		}
	}
	return out.String(), nil
}

func hex4(raw string, at int) (r rune, ok bool) {
	if at+4 > len(raw) {
		return 0, false
	}
	for _, c := range []byte(raw[at : at+4]) {
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
