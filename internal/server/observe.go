package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
)

// observe writes one event for each request: what kind it was, how it went and how long it took. It never sees a
// value: no path, no query, no body, no address, no user agent.
func observe(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now() // a duration, not a moment: no answer depends on it
		response := &response{ResponseWriter: w}
		defer func() {
			log.Info("request",
				"method", methodOf(r), "route", r.Pattern, "status", response.status,
				"duration", time.Since(start).Round(time.Microsecond), "bytes", response.bytes)
		}()
		next.ServeHTTP(response, r)
		response.begin(http.StatusOK)
	})
}

// methodOf is the method, if HTTP has it: a caller may send any word as one.
func methodOf(r *http.Request) string {
	known := []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace}
	if slices.Contains(known, r.Method) {
		return r.Method
	}
	return "other"
}

// response guards the headers and counts what is sent.
type response struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *response) begin(status int) {
	if r.status == 0 {
		r.status = status
		guard(r.Header())
	}
}

func (r *response) WriteHeader(status int) {
	r.begin(status)
	r.ResponseWriter.WriteHeader(status)
}

func (r *response) Write(b []byte) (int, error) {
	r.begin(http.StatusOK)
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// errorServer is a face that shows errors in its own form.
type errorServer interface {
	ServeError(w http.ResponseWriter, r *http.Request, err error)
}

// face turns a panic of a handler into that handler's own error page.
type face struct {
	http.Handler
	Options
}

func (f face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	begun := &response{ResponseWriter: w}
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if cause == http.ErrAbortHandler {
			panic(cause)
		}
		f.Log.Error("panic", "cause", causeOf(cause), "at", where())
		if begun.status != 0 { // half an answer must not look like a whole one
			panic(http.ErrAbortHandler)
		}
		forget(w.Header())
		if own, ok := f.Handler.(errorServer); ok {
			own.ServeError(w, r, fault.New(fault.Internal, "fault.internal", nil))
			return
		}
		f.say(w, r, http.StatusInternalServerError, "fault.internal")
	}()
	f.Handler.ServeHTTP(begun, r)
}

// forget drops what a handler had prepared to send, but not what the compression around it relies on.
func forget(h http.Header) {
	for name := range h {
		if name != "Vary" {
			h.Del(name)
		}
	}
}

// causeOf describes a panic without its words, which may quote what a person sent. Those of the runtime name types
// and numbers only.
func causeOf(cause any) string {
	if err, ok := cause.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", cause)
}

// where lists the functions and lines that led to a panic, without their arguments.
func where() []string {
	var callers [24]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers[:])])
	var list []string
	for {
		frame, more := frames.Next()
		list = append(list, fmt.Sprintf("%s:%d", frame.Function, frame.Line))
		if !more {
			return list
		}
	}
}
