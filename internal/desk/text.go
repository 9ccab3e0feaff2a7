package desk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ramal/internal/fault"
)

// PreviewLength is the most characters that Preview returns.
const PreviewLength = 120

const (
	ellipsis = "…"
	joiner   = '\u200d' // glues emoji together
)

// Preview returns a text on one line, shortened to PreviewLength characters with an ellipsis. It does not cut a letter
// from its accents, nor an emoji into its parts.
func Preview(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= PreviewLength {
		return text
	}
	runes := []rune(text)
	end := PreviewLength - 1
	for end > 0 && (extends(runes[end]) || runes[end-1] == joiner) {
		end--
	}
	return strings.TrimSpace(string(runes[:end])) + ellipsis
}

// extends reports whether the rune belongs to the one before it.
func extends(r rune) bool {
	return r == joiner || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r >= 0x1F3FB && r <= 0x1F3FF
}

// Digits returns the digits 0 to 9 of s and nothing else: how Meta writes phone numbers.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// The lengths of a number with its country code; the longest is E.164's.
const (
	shortestPhone = 8
	longestPhone  = 15
)

// ParsePhone returns the digits of a phone number as people write it: with country code, and with plus, spaces, dots,
// dashes and brackets where they like. Anything else is fault.Invalid on "phone". An empty number is none.
func ParsePhone(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	for i, r := range s {
		if r >= '0' && r <= '9' || unicode.IsSpace(r) || strings.ContainsRune(".-()/", r) || r == '+' && i == 0 {
			continue
		}
		return "", fault.New(fault.Invalid, "A phone number has digits only; %q is not one.", string(r)).On("phone")
	}
	digits := Digits(s)
	if len(digits) < shortestPhone || len(digits) > longestPhone {
		return "", fault.New(fault.Invalid, "A phone number has %d to %d digits, with the country code first.",
			shortestPhone, longestPhone).On("phone")
	}
	if digits[0] == '0' {
		return "", fault.New(fault.Invalid, "Write the number with its country code first, without a leading zero.").On("phone")
	}
	return digits, nil
}
