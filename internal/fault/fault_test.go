package fault_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"ramal/internal/fault"
)

func TestErrorShowsItsCause(t *testing.T) {
	err := fault.New(fault.Unavailable, "WhatsApp did not answer within %d s.", 10)
	if got := err.Error(); got != "WhatsApp did not answer within 10 s." {
		t.Errorf("error reads %q", got)
	}
	wrapped := err.Wrap(io.ErrUnexpectedEOF)
	if got := wrapped.Error(); got != "WhatsApp did not answer within 10 s: unexpected EOF" {
		t.Errorf("error with cause reads %q", got)
	}
	if !errors.Is(wrapped, io.ErrUnexpectedEOF) {
		t.Error("the cause is not found")
	}
}

func TestFieldAndReason(t *testing.T) {
	err := fault.New(fault.Invalid, "Wrong.").On("phone").Because("letters")
	if err.Field != "phone" || err.Reason != "letters" || err.Code != fault.Invalid {
		t.Errorf("fault is %+v", err)
	}
}

func TestCodeOf(t *testing.T) {
	conflict := fault.New(fault.Conflict, "Somebody was first.")
	for _, tt := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"no error", nil, ""},
		{"a fault", conflict, fault.Conflict},
		{"a wrapped fault", fmt.Errorf("save call: %w", conflict), fault.Conflict},
		{"the outer of two faults", fault.New(fault.Limited, "Too often.").Wrap(conflict), fault.Limited},
		{"any other error", io.EOF, fault.Internal},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := fault.CodeOf(tt.err); got != tt.want {
				t.Errorf("code is %q, want %q", got, tt.want)
			}
			if !fault.Is(tt.err, tt.want) && tt.err != nil {
				t.Errorf("Is denies %q", tt.want)
			}
		})
	}
	if fault.Is(nil, "") || fault.Is(conflict, fault.Limited) {
		t.Error("Is finds a code that is not there")
	}
}

func TestAFaultIsKeptSoThatItCanBeSaidLater(t *testing.T) {
	for _, f := range []*fault.Error{
		fault.New(fault.Invalid, "%s has more than %d characters, %q.", "CPF", 1000, "x").On("fields.a").Because("long"),
		fault.New(fault.Conflict, "Plain."),
	} {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back fault.Error
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		format, args := f.Said()
		format2, args2 := back.Said()
		if back.Message != f.Message || back.Code != f.Code || back.Field != f.Field || back.Reason != f.Reason || format != format2 || len(args) != len(args2) {
			t.Errorf("%+v comes back as %+v", f, back)
		}
	}
}
