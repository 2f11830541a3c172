package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// squeezed is a file as it travels: each form is made once, when somebody first asks for it, and then kept. A start
// that made them all would take longer than the first reader waits for one.
type squeezed struct{ brotli, gzip func() []byte }

// large is where the best compression would take seconds. Beyond it a tenth more bytes are sent instead.
const large = 128 << 10

// squeeze prepares a file. It keeps the data, which must not change any more.
func squeeze(data []byte) squeezed {
	quality := brotli.BestCompression
	if len(data) > large {
		quality = 9
	}
	return squeezed{
		brotli: sync.OnceValue(func() []byte {
			return through(data, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, quality) })
		}),
		gzip: sync.OnceValue(func() []byte {
			return through(data, func(w io.Writer) io.WriteCloser {
				z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // fails only for a level that does not exist
				return z
			})
		}),
	}
}

func through(data []byte, compress func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := compress(&b)
	_, _ = w.Write(data) // memory takes everything
	_ = w.Close()
	return b.Bytes()
}

// dense says whether a file is compressed by its own format, so that trying again only costs.
func dense(name string) bool {
	return slices.Contains([]string{".woff2", ".png", ".gz", ".br"}, path.Ext(name))
}

// send writes a file in the smallest form that the reader can take. data is the file as it is.
func (s squeezed) send(w http.ResponseWriter, r *http.Request, data []byte) {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	accepted := r.Header.Values("Accept-Encoding")
	switch {
	case accepts(accepted, "br"):
		h.Set("Content-Encoding", "br")
		data = s.brotli()
	case accepts(accepted, "gzip"):
		h.Set("Content-Encoding", "gzip")
		data = s.gzip()
	}
	whole(w, data)
}

// whole writes an answer whose length is known.
func whole(w http.ResponseWriter, data []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data) // when this fails, the reader has gone and there is nobody to tell
}

// accepts says whether a reader names an encoding, and does not refuse it with a weight of 0.
func accepts(header []string, encoding string) bool {
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		name, parameter, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		_, weight, _ := strings.Cut(parameter, "=")
		q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
		return err != nil || q > 0
	}
	return false
}
