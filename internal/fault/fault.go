// Package fault is the one error type of Ramal: a code that programs act on, and a message for the person who reads it.
//
// It does not log, translate or know HTTP: api turns a code into a status in one place.
package fault

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of fault it is. It decides the HTTP status and whether a retry can help.
type Code string

// The codes.
const (
	Invalid         Code = "invalid"         // the request is wrong; Field names the part
	Unauthenticated Code = "unauthenticated" // nobody is signed in
	Forbidden       Code = "forbidden"       // signed in, but not allowed; Reason says which gate
	NotFound        Code = "not_found"       // no such thing in this workspace
	Conflict        Code = "conflict"        // the state does not allow it, or somebody else was first
	Limited         Code = "limited"         // too much, too often
	TooLarge        Code = "too_large"       // the body is over the limit
	Unavailable     Code = "unavailable"     // something outside did not answer, or answered with a fault; try again
	Internal        Code = "internal"        // a defect of ours
)

// Error is a fault with its code. The zero value is not useful: make one with New.
type Error struct {
	Code    Code
	Message string // one or two sentences for a person: what happened and what to do
	Field   string // the request's field at fault, in JSON notation, where there is one
	Reason  string // machine-readable cause below Code, such as call.WindowClosed; "" where Code says all
	Detail  string // technical detail for support: Meta's own words and trace id. Never a secret
	Err     error  // the cause, for the log

	format string // what Message was made of
	args   []any
}

// New returns a fault with a formatted message.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), format: format, args: args}
}

// Said returns what the message was made of: its format, which names the sentence in every language, and what was put into it.
// A fault that came from another node has only its message.
func (e *Error) Said() (format string, args []any) {
	if e.format == "" {
		return "%s", []any{e.Message}
	}
	return e.format, e.args
}

// stored is how a fault is kept: without its cause.
type stored struct {
	Code   Code              `json:"code"`
	Format string            `json:"format"`
	Args   []json.RawMessage `json:"args,omitempty"`
	Field  string            `json:"field,omitempty"`
	Reason string            `json:"reason,omitempty"`
}

// MarshalJSON keeps a fault so that it can be said in any language later on. Its cause and its technical details are left out.
func (e *Error) MarshalJSON() ([]byte, error) {
	format, args := e.Said()
	s := stored{Code: e.Code, Format: format, Field: e.Field, Reason: e.Reason}
	for _, a := range args {
		raw, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		s.Args = append(s.Args, raw)
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads what MarshalJSON kept. Whole numbers come back as int64, all else as it is in JSON.
func (e *Error) UnmarshalJSON(data []byte) error {
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	var args []any
	for _, raw := range s.Args {
		var whole int64
		if json.Unmarshal(raw, &whole) == nil {
			args = append(args, whole)
			continue
		}
		var a any
		if err := json.Unmarshal(raw, &a); err != nil {
			return err
		}
		args = append(args, a)
	}
	*e = *New(s.Code, s.Format, args...).On(s.Field).Because(s.Reason)
	return nil
}

// On names the request's field at fault.
func (e *Error) On(field string) *Error { e.Field = field; return e }

// Because adds the machine-readable reason.
func (e *Error) Because(reason string) *Error { e.Reason = reason; return e }

// Wrap adds the cause, which the log shows and the person does not.
func (e *Error) Wrap(err error) *Error { e.Err = err; return e }

// Error returns the message with its cause.
func (e *Error) Error() string {
	if e.Err != nil {
		return strings.TrimSuffix(e.Message, ".") + ": " + e.Err.Error()
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of the first Error in err's chain, Internal for any other error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var f *Error
	if errors.As(err, &f) {
		return f.Code
	}
	return Internal
}

// Is reports whether err carries code.
func Is(err error, code Code) bool { return err != nil && CodeOf(err) == code }
