package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// base is one service that others are made from: its words and its place in a taxonomy. Strings are kept as they
// stand in JSON, without the quotes, so that a million copies are only appended.
type base struct {
	name  string
	does  prose
	apply string
	org   int // which of the organisations; -1: none
	terms []string
}

// stock is the services and organisations that the copies are made from.
type stock struct {
	bases []base
	orgs  []organisation
}

type organisation struct {
	name string
	does prose
}

// source is what is read of a service of HSDS.
type source struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Description  string `json:"description"`
	Apply        string `json:"application_process"`
	Organization *struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Description string `json:"description"`
	} `json:"organization"`
	Attributes []struct {
		Term json.RawMessage `json:"taxonomy_term"`
	} `json:"attributes"`
}

// readStock reads a file of JSON Lines, gzipped or not. Where there is none, the stock is invented.
func readStock(file string, seed uint64) (stock, error) {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(os.Stderr, "bench: no %s: the services are made from invented ones\n", file)
		return invent(seed), nil
	}
	if err != nil {
		return stock{}, err
	}
	defer f.Close()
	in, err := unzipped(f)
	if err != nil {
		return stock{}, fmt.Errorf("%s: %w", file, err)
	}
	b := builder{orgs: map[string]int{}}
	for decoder := json.NewDecoder(in); ; {
		var s source
		if err := decoder.Decode(&s); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return stock{}, fmt.Errorf("%s, service %d: %w", file, len(b.bases)+1, err)
		}
		if err := b.add(s); err != nil {
			return stock{}, fmt.Errorf("%s, service %d: %w", file, len(b.bases)+1, err)
		}
	}
	if len(b.bases) == 0 {
		return stock{}, fmt.Errorf("%s: no service in it", file)
	}
	return b.stock, nil
}

func unzipped(f io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(f, 1<<16)
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return gzip.NewReader(in)
	}
	return in, nil
}

// builder gathers a stock, in which an organisation stands once.
type builder struct {
	stock
	orgs map[string]int // by id
}

func (b *builder) add(s source) error {
	made := base{name: quoted(s.Name), does: newProse(s.Description), apply: quoted(s.Apply), org: -1}
	if o := s.Organization; o != nil {
		i, known := b.orgs[o.ID]
		if !known {
			i = len(b.stock.orgs)
			b.orgs[o.ID] = i
			b.stock.orgs = append(b.stock.orgs, organisation{quoted(o.Name), newProse(o.Description)})
		}
		made.org = i
	}
	for _, a := range s.Attributes {
		var term bytes.Buffer
		if err := json.Compact(&term, a.Term); err != nil {
			return fmt.Errorf("attributes.taxonomy_term: %w", err)
		}
		made.terms = append(made.terms, term.String())
	}
	b.bases = append(b.bases, made)
	return nil
}

// quoted is a text as it stands in JSON, without the quotes.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be encoded
	whole := strings.TrimSuffix(b.String(), "\n")
	return whole[1 : len(whole)-1]
}
