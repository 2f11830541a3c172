package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"time"
)

// patience is how long one answer may take before it counts as none.
const patience = 30 * time.Second

// client asks over one connection that stays open. It is as light as it can be, because it shares the machine with the
// server that it measures.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

func dial(address string) (*client, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 64<<10)}, nil
}

func (c *client) close() { _ = c.conn.Close() }

// ask sends a request as it stands and reads the answer. The body is valid until the next call.
func (c *client) ask(request []byte) (status int, body []byte, err error) {
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return 0, nil, err
	}
	if _, err := c.conn.Write(request); err != nil {
		return 0, nil, err
	}
	status, length, err := c.head()
	if err != nil {
		return 0, nil, err
	}
	c.body = c.body[:0]
	if length == chunked {
		err = c.chunks()
	} else {
		err = c.read(length)
	}
	return status, c.body, err
}

// chunked stands for a length that is told piece by piece.
const chunked = -1

// head reads the status line and the headers.
func (c *client) head() (status, length int, err error) {
	line, err := c.line()
	if err != nil {
		return 0, 0, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return 0, 0, fmt.Errorf("not an answer of HTTP/1.1: %.40q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, 0, err
	}
	known := false
	for {
		line, err := c.line()
		if err != nil {
			return 0, 0, err
		}
		if len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case bytes.EqualFold(name, []byte("Content-Length")):
			known = true
			if length, err = strconv.Atoi(string(value)); err != nil || length < 0 {
				return 0, 0, fmt.Errorf("the length %q is no length", value)
			}
		case bytes.EqualFold(name, []byte("Transfer-Encoding")) && bytes.EqualFold(value, []byte("chunked")):
			known, length = true, chunked
		}
	}
	if !known {
		return 0, 0, errors.New("an answer that does not say how long it is")
	}
	return status, length, nil
}

// line reads up to the end of a line. It is valid until the next read.
func (c *client) line() ([]byte, error) {
	line, err := c.in.ReadSlice('\n')
	return bytes.TrimRight(line, "\r\n"), err
}

func (c *client) chunks() error {
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		n, err := strconv.ParseUint(string(line), 16, 31)
		if err != nil {
			return fmt.Errorf("a piece of no length: %w", err)
		}
		if err := c.read(int(n)); err != nil {
			return err
		}
		if _, err := c.line(); err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
	}
}

// read appends so many bytes to the body.
func (c *client) read(n int) error {
	from := len(c.body)
	c.body = slices.Grow(c.body, n)[:from+n]
	_, err := io.ReadFull(c.in, c.body[from:])
	return err
}

// sound says what is wrong with an answer, or nothing. Reading all of it as JSON costs the client as much as the server
// takes to write it, so most answers are only looked at from both ends.
func sound(status int, body []byte, wholly bool) error {
	if status != 200 {
		return fmt.Errorf("status %d", status)
	}
	body = bytes.TrimSpace(body)
	if len(body) <= len("{}") || body[0] != '{' || body[len(body)-1] != '}' || wholly && !json.Valid(body) {
		return errors.New("not a JSON object with anything in it")
	}
	return nil
}
