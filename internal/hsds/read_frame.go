package hsds

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// framer cuts a stream of JSON into documents without reading them: the values of a list, the contents of a page of an
// API, values that follow each other on lines, or one value alone. It holds one document at a time.
type framer struct {
	r    io.Reader
	buf  []byte
	pos  int // where the next document is looked for
	end  int // how far the buffer is filled
	eof  bool
	list bool // inside a list
	done bool // the list has been closed
	row  int  // documents so far
	max  int  // the largest document
}

var errCutOff = errors.New("the file ends in the middle of a document; it may be cut off")

func newFramer(r io.Reader, max int) *framer {
	return &framer{r: r, buf: make([]byte, 64<<10), max: max}
}

// fill reads more, and makes room first. What lies before pos is forgotten.
func (f *framer) fill() error {
	if f.eof {
		return io.EOF
	}
	if f.pos > 0 {
		copy(f.buf, f.buf[f.pos:f.end])
		f.end -= f.pos
		f.pos = 0
	}
	if f.end == len(f.buf) {
		if len(f.buf) >= f.max {
			return fmt.Errorf("document %d is larger than %d bytes", f.row+1, f.max)
		}
		bigger := make([]byte, min(2*len(f.buf), f.max))
		copy(bigger, f.buf[:f.end])
		f.buf = bigger
	}
	n, err := f.r.Read(f.buf[f.end:])
	f.end += n
	if err == io.EOF {
		f.eof = true
		err = nil
	}
	if err != nil {
		return fmt.Errorf("after document %d: %w", f.row, err)
	}
	return nil
}

// peek returns the next byte that is no space.
func (f *framer) peek() (byte, error) {
	for {
		for ; f.pos < f.end; f.pos++ {
			switch f.buf[f.pos] {
			case ' ', '\n', '\r', '\t':
			default:
				return f.buf[f.pos], nil
			}
		}
		if err := f.fill(); err != nil {
			return 0, err
		}
	}
}

// begin looks whether the documents are in a list or a page.
func (f *framer) begin() error {
	c, err := f.peek()
	if err != nil {
		return err
	}
	if c == '{' {
		for f.end-f.pos < len(f.buf) && !f.eof {
			if err := f.fill(); err != nil {
				return err
			}
		}
		if at := contentsAt(f.buf[f.pos:f.end]); at >= 0 {
			f.pos += at
			c = '['
		}
	}
	if c == '[' {
		f.list = true
		f.pos++
	}
	return nil
}

// next returns the next document. At the end the error is io.EOF.
func (f *framer) next() (string, error) {
	if f.row == 0 {
		if err := f.begin(); err != nil {
			return "", err
		}
	}
	if f.done {
		return "", io.EOF
	}
	c, err := f.peek()
	if err == nil && f.list && c == ',' {
		f.pos++
		c, err = f.peek()
	}
	switch {
	case err == io.EOF && f.list:
		return "", fmt.Errorf("after document %d: %w", f.row, errCutOff)
	case err != nil:
		return "", err
	case f.list && c == ']':
		f.done = true
		return "", io.EOF
	}
	return f.document()
}

// document returns the value that begins at pos.
func (f *framer) document() (string, error) {
	var s scanner
	for at := 0; ; {
		at += s.scan(f.buf[f.pos+at : f.end])
		if s.closed {
			f.row++
			raw := string(f.buf[f.pos : f.pos+at])
			f.pos += at
			return raw, nil
		}
		err := f.fill()
		if err == io.EOF {
			return "", fmt.Errorf("document %d: %w", f.row+1, errCutOff)
		}
		if err != nil {
			return "", err
		}
	}
}

// scanner finds the end of a JSON value.
type scanner struct {
	depth           int
	quoted, escaped bool
	begun, closed   bool
}

// scan returns how much of the bytes belongs to the value.
func (s *scanner) scan(b []byte) int {
	for i := 0; i < len(b); i++ {
		if s.quoted {
			n := s.unquote(b[i:])
			if i += n; s.quoted {
				return len(b)
			}
			if s.depth == 0 {
				s.closed = true
				return i
			}
			i--
			continue
		}
		c := b[i]
		switch c {
		case '"':
			s.quoted = true
		case '{', '[':
			s.depth++
		case '}', ']':
			if s.depth--; s.depth <= 0 {
				s.closed = true
				return i + 1
			}
		case ' ', '\n', '\r', '\t', ',':
			if s.depth == 0 && s.begun { // a bare word has ended; the parser will say what it thinks of it
				s.closed = true
				return i
			}
		}
		s.begun = true
	}
	return len(b)
}

// unquote returns how much of the bytes belongs to the text that is being read, with its quotation mark at the end. That
// mark is the first without an escape before it.
func (s *scanner) unquote(b []byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(b[at:], '"')
		if n < 0 {
			s.escaped = escapes(b[at:], s.escaped)
			return len(b)
		}
		escaped := escapes(b[at:at+n], s.escaped)
		s.escaped = false
		if at += n + 1; !escaped {
			s.quoted = false
			return at
		}
	}
}

// escapes tells whether the backslashes at the end of some bytes escape what follows. escaped tells whether the first of
// the bytes is itself escaped.
func escapes(b []byte, escaped bool) bool {
	n := len(b)
	for n > 0 && b[n-1] == '\\' {
		n--
	}
	odd := (len(b)-n)%2 == 1
	return odd != (escaped && n == 0)
}

// contentsAt finds the list in a page of an API: {"total_items": 12, …, "contents": [ … ]}.
func contentsAt(head []byte) int {
	at := 1
	for {
		at += spaces(head[at:])
		if at >= len(head) || head[at] != '"' {
			return -1
		}
		var s scanner
		n := s.scan(head[at:])
		if !s.closed {
			return -1
		}
		key := string(head[at : at+n])
		at += n
		at += spaces(head[at:])
		if at >= len(head) || head[at] != ':' {
			return -1
		}
		at++
		at += spaces(head[at:])
		if at < len(head) && head[at] == '[' && (key == `"contents"` || key == `"data"` || key == `"items"` || key == `"results"`) {
			return at
		}
		s = scanner{}
		if at += s.end(head[at:]); !s.closed {
			return -1
		}
		at += spaces(head[at:])
		if at >= len(head) || head[at] != ',' {
			return -1
		}
		at++
	}
}

// end is scan for a value inside an object, where a closing bracket ends a bare word.
func (s *scanner) end(b []byte) int {
	if len(b) == 0 || b[0] == '"' || b[0] == '{' || b[0] == '[' {
		return s.scan(b)
	}
	n := bytes.IndexAny(b, ",}] \r\n\t")
	s.closed = n >= 0
	return max(n, 0)
}

func spaces(b []byte) int {
	return len(b) - len(bytes.TrimLeft(b, " \r\n\t"))
}
