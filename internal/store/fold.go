package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"ramal/internal/desk"
)

// fold makes texts comparable for people: without case and accents, so that "joao" finds João.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if !ascii {
		var b strings.Builder
		for _, r := range norm.NFKD.String(s) {
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	return strings.ToLower(s)
}

// keyMax is how many characters of a text are in an index.
const keyMax = 128

// keyed is fold for what stands in an index: PostgreSQL refuses a row of more than 2,704 bytes there.
func keyed(s string) string {
	s = fold(s)
	if len(s) <= keyMax {
		return s
	}
	runes := []rune(s)
	return string(runes[:min(keyMax, len(runes))])
}

// sortName is by what a contact is listed.
func sortName(c desk.Contact) string { return keyed(c.DisplayName()) }

// searchText is what a search looks through.
func searchText(c desk.Contact) string {
	parts := []string{c.Name, c.WhatsAppName, c.Username, c.WaID, c.Phone}
	for i, p := range parts {
		parts[i] = keyed(p)
	}
	return strings.Join(parts, "\n")
}

// The bounds of a search: more would only cost.
const (
	termsMax     = 8
	termLength   = 64
	trigram      = 3 // the shortest term that the index knows
	numberSigns  = "+-(). /"
	digitsNeeded = 2
	numberEnd    = 8
)

// searchTerms splits what somebody typed into the parts that all have to occur. A number is one part, however it is
// spaced.
func searchTerms(search string) []string {
	search = fold(search)
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(numberSigns, r) {
			return -1
		}
		return r
	}, search)
	if len(digits) >= digitsNeeded && strings.Trim(digits, "0123456789") == "" {
		return []string{digits[:min(len(digits), termLength)]}
	}
	var terms []string
	for _, t := range strings.Fields(search) {
		if t = strings.TrimPrefix(t, "@"); t == "" {
			continue
		}
		if r := []rune(t); len(r) > termLength {
			t = string(r[:termLength])
		}
		terms = append(terms, t)
	}
	return terms[:min(len(terms), termsMax)]
}

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// like is the condition that a column has all terms.
func like(column string, terms []string) clause {
	var c clause
	for _, t := range terms {
		c = c.and(column+` LIKE ? ESCAPE '\'`, "%"+likeSigns.Replace(t)+"%")
	}
	return c
}

// match is the FTS5 query for the terms that the index knows; "" when it knows none. Of a long number it takes the end:
// the beginning is the same for half of the country, and the condition like still asks for all of it.
func match(terms []string) string {
	var parts []string
	for _, t := range terms {
		r := []rune(t)
		if strings.Trim(t, "0123456789") == "" {
			r = r[max(0, len(r)-numberEnd):]
		}
		if len(r) >= trigram {
			parts = append(parts, `"`+strings.ReplaceAll(string(r), `"`, `""`)+`"`)
		}
	}
	return strings.Join(parts, " AND ")
}
