package hsdsapi

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/jsonhttp"
	"github.com/halte-brussels/halte/internal/lang"
)

// request is a request with its language and its parameters read.
type request struct {
	*http.Request
	tag   lang.Tag
	asked parameters
	write hsds.Options
	// directory is the one that was served when the request came.
	directory Directory
}

// maxReported is how many faults are told at once.
const maxReported = 20

// errMediaType is malformed in a way that HTTP has a status of its own for.
var errMediaType = fault.New(fault.Malformed, "hsds.media-type", nil)

// read reads a request. It refuses parameters that nothing reads: a filter that is misspelt would otherwise be no
// filter. With an error, the request still says which language to tell it in.
func (api *API) read(r *http.Request, allowed []string) (request, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	tag, _ := jsonhttp.Language(r, query)
	req := request{Request: r, tag: tag}
	if err != nil || !utf8.ValidString(r.URL.RawQuery) {
		return req, fault.New(fault.Malformed, "api.bad-address", err)
	}
	if r.Method == http.MethodPost {
		body, err := readBody(r)
		if err != nil {
			return req, err
		}
		for name, values := range body {
			query[name] = append(query[name], values...)
		}
	}
	tag, details := jsonhttp.Language(r, query)
	req.tag = tag
	details = append(details, unknown(query, allowed)...)
	req.asked, details = readParameters(query, details)
	if len(details) > 0 {
		return req, &fault.Error{Kind: fault.Invalid, Key: "hsds.invalid", Details: details[:min(len(details), maxReported)]}
	}
	req.directory = api.Directory()
	req.write = api.Write(req.tag)
	req.write.At = api.Now().Truncate(minute)
	return req, nil
}

// unknown lists the parameters that nothing reads, and those that come twice or are not UTF-8.
func unknown(query url.Values, allowed []string) (details []fault.Detail) {
	allowed = append([]string{"lang"}, allowed...)
	for _, name := range slices.Sorted(maps.Keys(query)) {
		switch {
		case !slices.Contains(allowed, name):
			details = append(details, fault.DetailOf(fault.Clip(name), "api.unknown-field", "allowed", strings.Join(allowed, ", ")))
		case len(query[name]) > 1:
			details = append(details, fault.DetailOf(name, "api.twice"))
		case !utf8.ValidString(query.Get(name)):
			details = append(details, fault.DetailOf(name, "api.not-utf8"))
		}
	}
	return details
}

// readBody reads parameters from a body: one JSON object of plain values, or a form. There need not be a body.
func readBody(r *http.Request) (url.Values, error) {
	data, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, fault.New(fault.TooLarge, "fault.too-large", err)
	}
	if err != nil {
		return nil, fault.New(fault.Malformed, "hsds.malformed", err)
	}
	if len(strings.TrimSpace(string(data))) == 0 {
		return nil, nil
	}
	if !utf8.Valid(data) {
		return nil, fault.New(fault.Malformed, "api.not-utf8", nil)
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && media == "application/json":
		return readJSON(data)
	case err == nil && media == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(data))
		if err != nil {
			return nil, fault.New(fault.Malformed, "hsds.malformed", err)
		}
		return form, nil
	}
	return nil, errMediaType
}

// readJSON reads an object of plain values. A key that comes twice gives two values, which is refused where parameters
// are checked.
func readJSON(data []byte) (url.Values, error) {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	malformed := func(err error) error { return fault.New(fault.Malformed, "hsds.malformed", err) }
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, malformed(err)
	}
	values := url.Values{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, malformed(err)
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, malformed(err)
		}
		key, _ := name.(string)
		switch value := value.(type) {
		case string:
			values.Add(key, value)
		case json.Number:
			values.Add(key, value.String())
		case bool:
			values.Add(key, map[bool]string{true: "true", false: "false"}[value])
		case nil: // as if it were not there
		default:
			return nil, &fault.Error{Kind: fault.Invalid, Key: "hsds.invalid",
				Details: []fault.Detail{fault.DetailOf(fault.Clip(key), "hsds.one-value")}}
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, malformed(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, malformed(err)
	}
	return values, nil
}
