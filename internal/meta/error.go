package meta

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Error is a refusal of Meta's (Meta: Cloud API, Error codes, 12 Dec 2025). On the wire it is {"error":{…}}: see Body and
// ParseError. Code and Details say what happened; HTTPStatus alone says nothing.
type Error struct {
	HTTPStatus  int
	Code        int
	Subcode     int
	Type        string // OAuthException, GraphMethodException
	Message     string // mostly "(#code) Title"
	Details     string // error_data.details: the exact cause
	UserTitle   string
	UserMessage string
	TraceID     string        // fbtrace_id: Meta's support asks for it
	Transient   bool          // Meta says that it passes
	RetryAfter  time.Duration // how long Meta asks to stay away; zero when it does not say

	terminating bool // it answers a terminate
}

// wireError is Error on the wire.
type wireError struct {
	Message     string    `json:"message"`
	Type        string    `json:"type,omitempty"`
	Code        Int64     `json:"code"`
	ErrorData   ErrorData `json:"error_data,omitzero"`
	Subcode     Int64     `json:"error_subcode,omitempty"`
	Transient   bool      `json:"is_transient,omitempty"`
	UserTitle   string    `json:"error_user_title,omitempty"`
	UserMessage string    `json:"error_user_msg,omitempty"`
	TraceID     string    `json:"fbtrace_id,omitempty"`
}

type wireErrorBody struct {
	Error *wireError `json:"error"`
}

// NewError returns the error of a code with the HTTP status that Meta documents for it and "(#code) title" as the message.
// Codes without a documented status get 400.
func NewError(code int) *Error {
	known, _ := Lookup(code)
	e := &Error{HTTPStatus: known.HTTP, Code: code, Type: "OAuthException"}
	e.Message = fmt.Sprintf("(#%d) %s", code, known.Title)
	if e.HTTPStatus == 0 {
		e.HTTPStatus = http.StatusBadRequest
	}
	return e
}

// Body returns the JSON body that carries the error.
func (e *Error) Body() []byte {
	w := wireError{
		Message: e.Message, Type: e.Type, Code: Int64(e.Code), Subcode: Int64(e.Subcode), Transient: e.Transient,
		UserTitle: e.UserTitle, UserMessage: e.UserMessage, TraceID: e.TraceID,
	}
	if e.Details != "" {
		w.ErrorData = ErrorData{MessagingProduct: Product, Details: e.Details}
	}
	b, err := marshal(wireErrorBody{&w})
	if err != nil {
		return []byte(`{"error":{"message":"","code":1}}`) // not possible: only strings and numbers
	}
	return b
}

// ParseError returns the error that a body carries, and false when it carries none.
func ParseError(status int, body []byte) (*Error, bool) {
	var b struct {
		Error json.RawMessage `json:"error"`
	}
	if lenient(body, &b) != nil || len(b.Error) == 0 || b.Error[0] != '{' {
		return nil, false //nolint:nilerr // what cannot be read carries no error
	}
	var w wireError
	if lenient(b.Error, &w) != nil {
		return nil, false //nolint:nilerr // as above
	}
	return &Error{
		HTTPStatus: status, Code: int(w.Code), Subcode: int(w.Subcode), Type: w.Type, Message: w.Message, Details: w.ErrorData.Details,
		UserTitle: w.UserTitle, UserMessage: w.UserMessage, TraceID: w.TraceID, Transient: w.Transient,
	}, true
}

// Error says what Meta said, with what its support needs to find it.
func (e *Error) Error() string {
	s := fmt.Sprintf("meta: code %d", e.Code)
	if e.Subcode != 0 {
		s += fmt.Sprintf("/%d", e.Subcode)
	}
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Details != "" {
		s += ": " + e.Details
	}
	if e.TraceID != "" {
		s += " (trace " + e.TraceID + ")"
	}
	return s
}

// TokenInvalid reports whether the access token is at fault: expired, revoked, or without the permission (codes 0, 10, 190,
// 200 to 299). HTTP 401 alone is no sign of it.
func (e *Error) TokenInvalid() bool {
	switch {
	case e.Code == CodeTokenInvalid, e.Code == CodePermissionDenied, e.Code >= 200 && e.Code <= 299:
		return true
	}
	return e.Code == CodeAuthException && e.Type == "OAuthException"
}

// Temporary reports whether the same request can succeed later without anybody changing anything.
func (e *Error) Temporary() bool {
	if e.Transient {
		return true
	}
	if known, ok := Lookup(e.Code); ok && (e.Code != CodeAuthException || e.TokenInvalid()) {
		return known.Retry != Never
	}
	return e.HTTPStatus >= http.StatusInternalServerError || e.HTTPStatus == http.StatusTooManyRequests
}

// AlreadyOver reports whether a terminate was refused because there is no such call going on: it ended, is being rejected, or
// Meta does not know it (Meta: Calling API, Business-initiated calls, 26 Jun 2026, lists these causes without codes). A
// terminate has no other parameter that could be wrong, so 100 means the call, unless it is about the phone number. It is
// false for a refused reject: that can also mean that the call was accepted and goes on.
func (e *Error) AlreadyOver() bool {
	return e.terminating && e.Code == CodeInvalidParameter && e.Subcode != SubcodeObjectOrAccess
}

// Unreachable means that Meta gave no answer that can be read: no connection, no answer in time, a broken or endless body,
// or an error page that is not Graph's. Whether Meta carried out the request is not known, unless NotSent.
type Unreachable struct {
	HTTPStatus int           // 0 when there was no answer at all
	NotSent    bool          // no connection was made: Meta has surely not got the request
	RetryAfter time.Duration // how long Meta asks to stay away; zero when it does not say
	Err        error
}

// Error says what happened.
func (e *Unreachable) Error() string { return "meta: no usable answer: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Unreachable) Unwrap() error { return e.Err }

// Timeout reports whether the answer did not come in time.
func (e *Unreachable) Timeout() bool {
	var t net.Error
	return errors.As(e.Err, &t) && t.Timeout()
}
