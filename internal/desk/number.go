package desk

import (
	"slices"
	"strings"
)

// NumberForms returns the forms in which a number is written, the given one first: WhatsApp knows Brazilian mobiles from before 2016 by
// eight digits whatever people dial, and puts a 9 into Argentinian and a 1 into Mexican ones that people leave out.
// The number is digits with country code; "" has no form.
func NumberForms(digits string) []string {
	if digits == "" {
		return nil
	}
	for _, swap := range []struct {
		country  string
		at, long int // where the extra digit stands, and how long the number is with it
		extra    byte
		next     string // what may follow it; "" for anything
	}{
		{country: "55", at: 4, long: 13, extra: '9', next: "6789"}, // what begins otherwise had no form with eight digits: those are landlines
		{country: "54", at: 2, long: 13, extra: '9'},
		{country: "52", at: 2, long: 13, extra: '1'},
	} {
		if len(digits) < swap.long-1 || digits[:2] != swap.country {
			continue
		}
		fits := func(rest string) bool { return swap.next == "" || strings.ContainsRune(swap.next, rune(rest[0])) }
		switch before, rest := digits[:swap.at], digits[swap.at:]; {
		case len(digits) == swap.long && rest[0] == swap.extra && fits(rest[1:]):
			return []string{digits, before + rest[1:]}
		case len(digits) == swap.long-1 && fits(rest):
			return []string{digits, before + string(swap.extra) + rest}
		}
	}
	return []string{digits}
}

// NumberKey returns what all forms of a number have in common: the shortest.
func NumberKey(digits string) string {
	for _, f := range NumberForms(digits) {
		if len(f) < len(digits) {
			return f
		}
	}
	return digits
}

// SameNumber reports whether two numbers are forms of one; "" is no number.
func SameNumber(a, b string) bool { return slices.Contains(NumberForms(a), b) }
