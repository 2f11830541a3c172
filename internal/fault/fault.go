// Package fault holds the few kinds of error that Halte knows. An error carries two messages: a wrapped cause for
// the operator, and a message key for the person, who reads it in their own language and learns what to do next.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says whose move it is: the caller's, with another request, or the operator's.
type Kind uint8

// The kinds. Internal is the zero value, so that a forgotten kind never blames the caller.
const (
	Internal  Kind = iota // something broke on our side
	Malformed             // not JSON, not YAML, not UTF-8: it could not be read at all
	Invalid               // it was read, and a field holds what it may not hold
	TooLarge              // more bytes than are ever needed
	NotFound              // no such page, topic or service
	Method                // the address exists, but not for this method
)

// Detail is one thing wrong with one field.
type Detail struct {
	Field string            // where: "residence", "languages[1]"
	Key   string            // message key for the person
	Args  map[string]string // what the message names: the value given, the values allowed
}

// Error is an error with a kind and a message for the person.
type Error struct {
	Kind    Kind
	Key     string // message key for the person
	Args    map[string]string
	Details []Detail
	cause   error
}

// New returns an error of a kind. The cause, which may be nil, is for the operator only.
func New(kind Kind, key string, cause error) *Error {
	return &Error{Kind: kind, Key: key, cause: cause}
}

// InvalidFields returns the error for input of which one or more fields cannot stand.
func InvalidFields(details []Detail) *Error {
	return &Error{Kind: Invalid, Key: "fault.invalid", Details: details}
}

// DetailOf is a detail with the arguments of its message as pairs of name and value.
func DetailOf(field, key string, pairs ...string) Detail {
	args := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return Detail{Field: field, Key: key, Args: args}
}

// Clip keeps what a caller sent short enough to be quoted in a message.
func Clip(s string) string {
	const most = 40
	if len(s) <= most {
		return strings.ToValidUTF8(s, "�")
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

func (e *Error) Error() string {
	msg := e.Key
	for _, d := range e.Details {
		msg += fmt.Sprintf("; %s: %s", d.Field, d.Key)
	}
	if e.cause != nil {
		msg += ": " + e.cause.Error()
	}
	return msg
}

func (e *Error) Unwrap() error { return e.cause }

// From finds the Error in a chain. What has none is internal.
func From(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return New(Internal, "fault.internal", err)
}
