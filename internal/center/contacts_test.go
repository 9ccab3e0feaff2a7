package center_test

import (
	"errors"
	"strings"
	"testing"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
)

func TestAPhoneIsReadAsPeopleWriteIt(t *testing.T) {
	w := newDesk(t)
	for written, want := range map[string]string{
		"+55 11 99999-0001":  "5511999990001",
		"(11) 99999-0002":    "5511999990002",
		"5511999990003":      "5511999990003",
		"+1 (202) 555-0142":  "12025550142",
		"+995 555 01 02 03":  "995555010203",
		"":                   "",
		"  +55 11 3333-4444": "551133334444",
	} {
		k, err := w.center.CreateContact(t.Context(), w.paula, center.ContactRecord{Name: new("Somebody"), Phone: new(written)})
		if err != nil {
			t.Errorf("%q: %v", written, err)
			continue
		}
		if k.Phone != want {
			t.Errorf("%q is read as %q, want %q", written, k.Phone, want)
		}
	}
}

func TestABadContactNamesItsField(t *testing.T) {
	w := newDesk(t)
	_, err := w.center.CreateContact(t.Context(), w.paula, center.ContactRecord{Name: new("First"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	for what, tt := range map[string]struct {
		name, phone, field string
		code               fault.Code
	}{
		"letters in the number":    {"Ana", "11 99x99-0001", "phone", fault.Invalid},
		"too short":                {"Ana", "123", "phone", fault.Invalid},
		"too long":                 {"Ana", "+55 11 99999 99999 99999 99999", "phone", fault.Invalid},
		"no name and no number":    {" ", "", "name", fault.Invalid},
		"a name without end":       {strings.Repeat("x", 201), "", "name", fault.Invalid},
		"somebody else's number":   {"Ana", "(11) 99999-0001", "phone", fault.Conflict},
		"a number of another kind": {"Ana", "wa.me/5511", "phone", fault.Invalid},
	} {
		_, err := w.center.CreateContact(t.Context(), w.paula, center.ContactRecord{Name: new(tt.name), Phone: new(tt.phone)})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != tt.code || f.Field != tt.field {
			t.Errorf("%s: %v (%+v)", what, err, f)
		}
	}
}

func TestAContactIsChangedOnlyWhereNobodyElseDid(t *testing.T) {
	w := newDesk(t)
	ctx := t.Context()
	k, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	name := "Ana Souza"
	changed, err := w.center.ChangeContact(ctx, w.paula, k.ID, center.ContactRecord{Name: &name, Version: k.Version})
	must(t, err)
	if changed.Name != name || changed.Phone != k.Phone {
		t.Errorf("got %+v", changed)
	}
	if _, err := w.center.ChangeContact(ctx, w.paula, k.ID, center.ContactRecord{Name: &name, Version: k.Version}); reason(err) != "stale" {
		t.Errorf("a stale change: %v", err)
	}
	same := "+55 11 99999-0001"
	if _, err := w.center.ChangeContact(ctx, w.paula, k.ID, center.ContactRecord{Phone: &same, Version: changed.Version}); err != nil {
		t.Errorf("the same number again: %v", err)
	}
}

func TestContactsNeedTheirPath(t *testing.T) {
	w := newDesk(t)
	visitor := w.person("visitor@aurora.example", w.workspace, false)
	if _, err := w.center.Contacts(t.Context(), visitor, desk.ContactQuery{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a list without the path: %v", err)
	}
	if _, err := w.center.CreateContact(t.Context(), visitor, center.ContactRecord{Name: new("x"), Phone: new("")}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a contact without the path: %v", err)
	}
}
