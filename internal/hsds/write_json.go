package hsds

import (
	"encoding/json"
	"io"
	"iter"

	"github.com/halte-brussels/halte/internal/directory"
)

// Services is services one after the other, so that any number of them can be written in little memory. The first error
// ends it.
type Services = iter.Seq2[*directory.Service, error]

// WriteOne writes one service as a JSON document.
func WriteOne(out io.Writer, s *directory.Service, o Options) error {
	e := encoder(out)
	e.SetIndent("", "  ")
	return e.Encode(FromService(s, o))
}

// WriteLines writes each service as a JSON document on a line.
func WriteLines(out io.Writer, services Services, o Options) error {
	e := encoder(out)
	for s, err := range services {
		if err != nil {
			return err
		}
		if err := e.Encode(FromService(s, o)); err != nil {
			return err
		}
	}
	return nil
}

// WriteArray writes the services as one JSON array.
func WriteArray(out io.Writer, services Services, o Options) error {
	e := encoder(out)
	before := "["
	for s, err := range services {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, before); err != nil {
			return err
		}
		if err := e.Encode(FromService(s, o)); err != nil {
			return err
		}
		before = ","
	}
	if before == "[" {
		before = "[]"
	} else {
		before = "]"
	}
	_, err := io.WriteString(out, before+"\n")
	return err
}

func encoder(out io.Writer) *json.Encoder {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e
}
