package server

import (
	"net/http"
	"time"
)

// stride is how much of a long answer must be taken, and made, within one writeTimeout.
const stride = 8 << 10

// patient gives an answer of any length the time that it needs, for as long as someone takes it: each stride begins the
// time anew. Whoever takes less is cut off, as in a short answer.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&striding{ResponseWriter: w}, r)
	})
}

// striding counts what is written since the time began.
type striding struct {
	http.ResponseWriter
	written int
}

// Write writes one stride after the other: a large file is handed over in one piece, and takes minutes where the
// network is bad.
func (s *striding) Write(b []byte) (int, error) {
	sent := 0
	for {
		piece := b[sent:min(len(b), sent+stride-s.written)]
		n, err := s.ResponseWriter.Write(piece)
		sent += n
		if s.written += n; s.written >= stride {
			s.written = 0
			// A writer that has no deadline, as in a test, needs no other.
			_ = http.NewResponseController(s.ResponseWriter).SetWriteDeadline(time.Now().Add(writeTimeout))
		}
		if err != nil || sent == len(b) {
			return sent, err
		}
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (s *striding) Unwrap() http.ResponseWriter { return s.ResponseWriter }
