package meta_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"ramal/internal/meta"
)

func TestErrorBodies(t *testing.T) {
	full := &meta.Error{
		HTTPStatus: 401, Code: meta.CodeNoCallPermission, Subcode: 2494010, Type: "OAuthException", Message: "(#138006) No permission",
		Details: "The recipient has not said yes/no", UserTitle: "Título", UserMessage: "Ask first.", TraceID: "TrAcE", Transient: true,
	}
	for name, e := range map[string]*meta.Error{
		"full":  full,
		"short": {HTTPStatus: 400, Code: 100, Type: "OAuthException", Message: "(#100) Invalid parameter", TraceID: "TrAcE"},
		"zero":  {HTTPStatus: 401, Type: "OAuthException", Message: "AuthException"},
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, "errors/"+name, e.Body())
			back, ok := meta.ParseError(e.HTTPStatus, e.Body())
			if !ok || *back != *e {
				t.Errorf("got %+v, want %+v", back, e)
			}
		})
	}
}

func TestErrorsAreReadInEveryWriting(t *testing.T) {
	tests := map[string]struct {
		body string
		want meta.Error
	}{
		"code as a string":        {`{"error":{"code":"138000","error_subcode":"33"}}`, meta.Error{Code: 138000, Subcode: 33}},
		"details as text":         {`{"error":{"code":100,"error_data":"no Opus"}}`, meta.Error{Code: 100, Details: "no Opus"}},
		"error_data of null":      {`{"error":{"code":100,"error_data":null}}`, meta.Error{Code: 100}},
		"fields nobody has seen":  {`{"error":{"code":100,"help":{"x":[1]}},"also":1}`, meta.Error{Code: 100}},
		"fields of another type":  {`{"error":{"code":100,"message":{},"is_transient":"yes","fbtrace_id":7}}`, meta.Error{Code: 100}},
		"an error without a code": {`{"error":{"message":"m"}}`, meta.Error{Message: "m"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := meta.ParseError(0, []byte(tt.body))
			if !ok || *got != tt.want {
				t.Errorf("got %+v", got)
			}
		})
	}
	for _, body := range []string{``, `{}`, `{"error":null}`, `{"error":"text"}`, `{"error":[]}`, `[]`, `<html>`, `{"error":{"code":100}`} {
		if e, ok := meta.ParseError(500, []byte(body)); ok {
			t.Errorf("%s = %+v", body, e)
		}
	}
}

func TestErrorWords(t *testing.T) {
	e := &meta.Error{Code: 100, Subcode: 33, Message: "(#100) x", Details: "y", TraceID: "z"}
	if got := e.Error(); got != "meta: code 100/33: (#100) x: y (trace z)" {
		t.Error(got)
	}
	if got := (&meta.Error{Code: 2}).Error(); got != "meta: code 2" {
		t.Error(got)
	}
}

func TestTokenInvalidGoesByTheCode(t *testing.T) {
	tests := map[string]struct {
		e    meta.Error
		want bool
	}{
		"190":                              {meta.Error{Code: 190, HTTPStatus: 400}, true},
		"0 of OAuth":                       {meta.Error{Code: 0, Type: "OAuthException", HTTPStatus: 401}, true},
		"10":                               {meta.Error{Code: 10, HTTPStatus: 403}, true},
		"200":                              {meta.Error{Code: 200, HTTPStatus: 403}, true},
		"299":                              {meta.Error{Code: 299, HTTPStatus: 403}, true},
		"401 for a missing permission":     {meta.Error{Code: meta.CodeNoCallPermission, Type: "OAuthException", HTTPStatus: 401}, false},
		"401 for calling that is off":      {meta.Error{Code: meta.CodeCallingNotEnabled, Type: "OAuthException", HTTPStatus: 401}, false},
		"an error without a code and type": {meta.Error{HTTPStatus: 401}, false},
		"300":                              {meta.Error{Code: 300, HTTPStatus: 401}, false},
		"another object":                   {meta.Error{Code: 100, Subcode: 33, HTTPStatus: 400}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.e.TokenInvalid(); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestTemporary(t *testing.T) {
	tests := map[string]struct {
		e    meta.Error
		want bool
	}{
		"service down":                          {meta.Error{Code: 2, HTTPStatus: 503}, true},
		"a limit":                               {meta.Error{Code: meta.CodeCallRateLimit, HTTPStatus: 429}, true},
		"Meta says so":                          {meta.Error{Code: 100, HTTPStatus: 400, Transient: true}, true},
		"an unknown code with 500":              {meta.Error{Code: 999999, HTTPStatus: 500}, true},
		"an unknown code with 429":              {meta.Error{Code: 999999, HTTPStatus: 429}, true},
		"an unknown code with 400":              {meta.Error{Code: 999999, HTTPStatus: 400}, false},
		"a capability, although with 500":       {meta.Error{Code: meta.CodeCapability, HTTPStatus: 500}, false},
		"a certificate, although with 500":      {meta.Error{Code: meta.CodeRegistration, HTTPStatus: 500}, false},
		"no permission":                         {meta.Error{Code: meta.CodeNoCallPermission, HTTPStatus: 401}, false},
		"an auth exception":                     {meta.Error{Code: 0, Type: "OAuthException", HTTPStatus: 500}, false},
		"an error without a code, but with 502": {meta.Error{HTTPStatus: 502}, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.e.Temporary(); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestNewErrorIsAsDocumented(t *testing.T) {
	e := meta.NewError(meta.CodeConcurrentCalls)
	if e.HTTPStatus != http.StatusTooManyRequests || e.Type != "OAuthException" || e.Transient {
		t.Errorf("got %+v", e)
	}
	if !strings.HasPrefix(e.Message, "(#138002) ") {
		t.Errorf("message %q", e.Message)
	}
	if e := meta.NewError(meta.CodeSDPValidation); e.HTTPStatus != http.StatusBadRequest {
		t.Errorf("a code without a known status = %d", e.HTTPStatus)
	}
}

func TestUnreachableTellsTimeoutsApart(t *testing.T) {
	if !(&meta.Unreachable{Err: fmt.Errorf("post: %w", context.DeadlineExceeded)}).Timeout() {
		t.Error("a deadline is no timeout")
	}
	if !(&meta.Unreachable{Err: &os.PathError{Err: os.ErrDeadlineExceeded}}).Timeout() {
		t.Error("a network deadline is no timeout")
	}
	silent := &meta.Unreachable{Err: errors.New("refused")}
	if silent.Timeout() || silent.Error() != "meta: no usable answer: refused" {
		t.Errorf("got %v", silent)
	}
}

func FuzzError(f *testing.F) {
	f.Add([]byte(`{"error":{"code":"100","error_data":{"details":5},"error_subcode":[]}}`))
	f.Add(meta.NewError(138012).Body())
	f.Fuzz(func(t *testing.T, body []byte) {
		e, ok := meta.ParseError(400, body)
		if !ok {
			return
		}
		_, _, _ = e.Temporary(), e.TokenInvalid(), e.AlreadyOver()
		again, ok := meta.ParseError(400, e.Body())
		if !ok || *again != *e {
			t.Fatalf("%+v became %+v", e, again)
		}
	})
}
