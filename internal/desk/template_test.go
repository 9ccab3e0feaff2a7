package desk_test

import (
	"errors"
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

func TestATemplateIsFilledIn(t *testing.T) {
	tpl := desk.Template{Header: "Repair {{1}}", Body: "Hello {{1}}, repair {{2}} is ready, {{ 1 }}.", Footer: "Aurora"}
	got, err := tpl.Filled(map[string]string{"header.1": "77", "body.1": " Ana ", "body.2": "77"})
	if want := "Repair 77\n\nHello Ana, repair 77 is ready, Ana.\n\nAurora"; err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if n := len(tpl.BodyVariables()); n != 2 {
		t.Errorf("%d variables in the body", n)
	}
	if v := (desk.Template{Body: "{{2}} before {{1}}"}).BodyVariables(); v[0].Name != "1" || v[1].Key != "body.2" {
		t.Errorf("not in Meta's order: %v", v)
	}
	named := desk.Template{Body: "Hello {{first_name}}"}
	if got, err := named.Filled(map[string]string{"body.first_name": "Ana"}); err != nil || got != "Hello Ana" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestATemplateNamesTheVariableAtFault(t *testing.T) {
	tpl := desk.Template{Header: "{{1}}", Body: "{{1}}"}
	good := map[string]string{"header.1": "a", "body.1": "b"}
	for name, c := range map[string]struct{ key, value string }{
		"missing":     {"body.1", " "},
		"in header":   {"header.1", ""},
		"a new line":  {"body.1", "a\nb"},
		"many spaces": {"body.1", "a     b"},
		"too long":    {"body.1", strings.Repeat("x", 1025)},
	} {
		values := map[string]string{}
		for k, v := range good {
			values[k] = v
		}
		values[c.key] = c.value
		_, err := tpl.Filled(values)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Invalid || f.Field != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}
