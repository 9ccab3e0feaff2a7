package desk

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
