package desk_test

import (
	"slices"
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

func TestTagsAreKeptTidy(t *testing.T) {
	for name, c := range map[string]struct {
		typed, want []string
		bad         bool
	}{
		"spaces, doubles, order": {typed: []string{" VIP ", "vip", "", "atacado", "Boa  Vista"}, want: []string{"atacado", "Boa Vista", "VIP"}},
		"none":                   {},
		"too long":               {typed: []string{strings.Repeat("é", 41)}, bad: true},
		"too many":               {typed: strings.Split("abcdefghijklmnopqrstuvwxyz0123456789", ""), bad: true},
	} {
		got, err := desk.Tags(c.typed)
		if c.bad != fault.Is(err, fault.Invalid) || !c.bad && !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestWhoSeesAContact(t *testing.T) {
	member := func(id org.UserID, admin, blocked bool) org.Member {
		return org.Member{User: org.User{ID: id, Admin: admin, Blocked: blocked}}
	}
	free, owned := desk.Contact{}, desk.Contact{Owners: []org.UserID{"paula"}}
	for _, c := range []struct {
		m           org.Member
		free, owned bool
	}{
		{member("paula", false, false), true, true},
		{member("diego", false, false), true, false},
		{member("alice", true, false), true, true},
		{member("paula", false, true), false, false},
	} {
		if free.SeenBy(c.m) != c.free || owned.SeenBy(c.m) != c.owned {
			t.Errorf("%s: sees a free one %v, an owned one %v", c.m.User.ID, free.SeenBy(c.m), owned.SeenBy(c.m))
		}
	}
}

func TestCustomFieldsReadWhatPeopleType(t *testing.T) {
	field := func(kind desk.FieldType, choices ...string) desk.Field {
		return desk.Field{ID: "f", Name: "Field", Type: kind, Choices: choices}
	}
	for _, c := range []struct {
		f           desk.Field
		typed, want string
		bad         bool
	}{
		{field(desk.FieldText), "  Rua A, 7 ", "Rua A, 7", false},
		{field(desk.FieldText), strings.Repeat("x", 1001), "", true},
		{desk.Field{ID: "f", Name: "Field", Type: desk.FieldText, Unique: true}, strings.Repeat("x", 201), "", true},
		{field(desk.FieldNumber), "1,5", "1.5", false},
		{field(desk.FieldNumber), "1.500,00", "", true},
		{field(desk.FieldNumber), "seven", "", true},
		{field(desk.FieldDate), "26/11/2026", "2026-11-26", false},
		{field(desk.FieldDate), "2026-11-26", "2026-11-26", false},
		{field(desk.FieldDate), "31/02/2026", "", true},
		{field(desk.FieldChoice, "Gold", "Silver"), "gold", "Gold", false},
		{field(desk.FieldChoice, "Gold", "Silver"), "Bronze", "", true},
		{field(desk.FieldYesNo), "Sim", "yes", false},
		{field(desk.FieldYesNo), "talvez", "", true},
		{field(desk.FieldPhone), "+55 (11) 4002-8922", "551140028922", false},
		{field(desk.FieldPhone), "123", "", true},
		{field(desk.FieldEmail), "Ana@Example.com", "ana@example.com", false},
		{field(desk.FieldEmail), "ana at example", "", true},
		{field(desk.FieldURL), "https://example.com/x", "https://example.com/x", false},
		{field(desk.FieldURL), "javascript:alert(1)", "", true},
		{field(desk.FieldDate), " ", "", false},
	} {
		got, err := c.f.Read(c.typed)
		var f *fault.Error
		if c.bad != asFault(err, &f) || got != c.want || c.bad && f.Field != "fields.f" {
			t.Errorf("%s %q: %q, %v", c.f.Type, c.typed, got, err)
		}
	}
}

func TestRequiredFieldsAreAskedForWherePeopleWrite(t *testing.T) {
	defined := []desk.Field{{ID: "cpf", Name: "CPF", Type: desk.FieldText, Required: true}, {ID: "note", Name: "Note", Type: desk.FieldText}}
	have := map[desk.FieldID]string{"note": "old"}
	if _, err := desk.ReadFields(defined, have, map[desk.FieldID]string{"note": ""}, true); !fault.Is(err, fault.Invalid) {
		t.Errorf("without what is required: %v", err)
	}
	if got, err := desk.ReadFields(defined, have, map[desk.FieldID]string{"note": ""}, false); err != nil || len(got) != 0 || have["note"] != "old" {
		t.Errorf("%v, %v; before: %v", got, err, have)
	}
	if got, err := desk.ReadFields(defined, have, map[desk.FieldID]string{"cpf": "1"}, true); err != nil || got["cpf"] != "1" || got["note"] != "old" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := desk.ReadFields(defined, nil, map[desk.FieldID]string{"gone": "1"}, false); !fault.Is(err, fault.Invalid) {
		t.Errorf("a field that is none: %v", err)
	}
}
