package desk_test

import (
	"errors"
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

func asFault(err error, f **fault.Error) bool { return errors.As(err, f) }

func TestAQuickReplyIsCalledByOneWord(t *testing.T) {
	for _, c := range []struct{ shortcut, text, want, field string }{
		{"/Hours", " We open at 9. ", "hours", ""},
		{"preço", "R$ 90", "preço", ""},
		{"", "x", "", "shortcut"},
		{"/", "x", "", "shortcut"},
		{"two words", "x", "", "shortcut"},
		{"a/b", "x", "", "shortcut"},
		{strings.Repeat("a", 41), "x", "", "shortcut"},
		{"hi", "  ", "", "text"},
		{"hi", strings.Repeat("é", 4097), "", "text"},
		{"hi", strings.Repeat("é", 4096), "hi", ""},
	} {
		got, err := desk.QuickReply{Shortcut: c.shortcut, Text: c.text}.Tidy()
		var f *fault.Error
		if c.field != "" {
			if !asFault(err, &f) || f.Field != c.field || f.Code != fault.Invalid {
				t.Errorf("%q: %v, want a fault on %s", c.shortcut, err, c.field)
			}
			continue
		}
		if err != nil || got.Shortcut != c.want || got.Text != strings.TrimSpace(c.text) {
			t.Errorf("%q: %+v, %v", c.shortcut, got, err)
		}
	}
}

func TestWhoMayUseAndChangeAQuickReply(t *testing.T) {
	member := func(id org.UserID, admin bool, in ...org.DepartmentID) org.Member {
		m := org.Member{User: org.User{ID: id, Admin: admin}}
		for _, d := range in {
			m.In = append(m.In, org.Department{ID: d})
		}
		return m
	}
	paula, diego, alice := member("paula", false, "sales"), member("diego", false), member("alice", true)
	for name, c := range map[string]struct {
		q            desk.QuickReply
		uses, change []bool // paula, diego, alice
	}{
		"Paula's own":    {desk.QuickReply{Owner: "paula"}, []bool{true, false, false}, []bool{true, false, false}},
		"for everybody":  {desk.QuickReply{}, []bool{true, true, true}, []bool{false, false, true}},
		"for sales":      {desk.QuickReply{Department: "sales"}, []bool{true, false, true}, []bool{false, false, true}},
		"the admin's":    {desk.QuickReply{Owner: "alice"}, []bool{false, false, true}, []bool{false, false, true}},
		"of an old team": {desk.QuickReply{Department: "gone"}, []bool{false, false, true}, []bool{false, false, true}},
	} {
		for i, m := range []org.Member{paula, diego, alice} {
			if c.q.For(m) != c.uses[i] || c.q.ChangedBy(m) != c.change[i] {
				t.Errorf("%s, %s: uses %v, changes %v", name, m.User.ID, c.q.For(m), c.q.ChangedBy(m))
			}
		}
	}
}
