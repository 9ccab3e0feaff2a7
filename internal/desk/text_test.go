package desk_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"ramal/internal/desk"
)

func TestPreview(t *testing.T) {
	family := "👩\u200d👩\u200d👧"
	for _, tt := range []struct{ name, text, want string }{
		{"short text stays", "Bom dia!", "Bom dia!"},
		{"nothing", "", ""},
		{"only space", " \n\t ", ""},
		{"lines become one", "  Olá,\n\n tudo\tbem? ", "Olá, tudo bem?"},
		{"the longest that fits", strings.Repeat("é", 120), strings.Repeat("é", 120)},
		{"one too long", strings.Repeat("é", 121), strings.Repeat("é", 119) + "…"},
		{"no space before the ellipsis", strings.Repeat("a", 118) + " bcd", strings.Repeat("a", 118) + "…"},
		{"accent stays with its letter", strings.Repeat("a", 118) + "e\u0301xyz", strings.Repeat("a", 118) + "…"},
		{"emoji stays whole", strings.Repeat("a", 117) + family + "b", strings.Repeat("a", 117) + "…"},
		{"skin tone stays with its hand", strings.Repeat("a", 118) + "👍🏽bc", strings.Repeat("a", 118) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := desk.Preview(tt.text); got != tt.want {
				t.Errorf("preview is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPreviewOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		got := desk.Preview(text)
		if n := utf8.RuneCountInString(got); n > desk.PreviewLength {
			t.Fatalf("%d characters", n)
		}
		if strings.ContainsAny(got, "\n\r\t") || desk.Preview(got) != got {
			t.Fatalf("preview is %q", got)
		}
	})
}

func TestDigits(t *testing.T) {
	for in, want := range map[string]string{
		"+55 (11) 99999-0001": "5511999990001",
		"5511999990001":       "5511999990001",
		"":                    "",
		"no number":           "",
		"٣1٤":                 "1", // other digits are not Meta's
	} {
		if got := desk.Digits(in); got != want {
			t.Errorf("digits of %q are %q, want %q", in, got, want)
		}
	}
}
