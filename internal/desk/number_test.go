package desk_test

import (
	"slices"
	"testing"

	"ramal/internal/desk"
)

func TestNumberForms(t *testing.T) {
	for _, tt := range []struct {
		name, number string
		want         []string
	}{
		{"none", "", nil},
		{"Brazil, with the ninth digit", "5531987654321", []string{"5531987654321", "553187654321"}},
		{"Brazil, without it", "553187654321", []string{"553187654321", "5531987654321"}},
		{"Brazil, a mobile that never had eight digits", "5511951234567", []string{"5511951234567"}},
		{"Brazil, a landline", "551140028922", []string{"551140028922"}},
		{"Argentina, as WhatsApp writes it", "5491122334455", []string{"5491122334455", "541122334455"}},
		{"Argentina, as people do", "541122334455", []string{"541122334455", "5491122334455"}},
		{"Mexico, as WhatsApp writes it", "5215512345678", []string{"5215512345678", "525512345678"}},
		{"Mexico, as people do", "525512345678", []string{"525512345678", "5215512345678"}},
		{"elsewhere", "4915112345678", []string{"4915112345678"}},
		{"short", "55", []string{"55"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := desk.NumberForms(tt.number)
			if !slices.Equal(got, tt.want) {
				t.Fatalf("%q, want %q", got, tt.want)
			}
			for _, f := range got {
				if desk.NumberKey(f) != desk.NumberKey(tt.number) {
					t.Errorf("%s and %s have different keys", f, tt.number)
				}
				if !desk.SameNumber(f, tt.number) || !desk.SameNumber(tt.number, f) {
					t.Errorf("%s and %s are not the same number", f, tt.number)
				}
			}
		})
	}
	if desk.SameNumber("", "") {
		t.Error("no number is the same as no number")
	}
}
