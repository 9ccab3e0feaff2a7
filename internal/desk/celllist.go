package desk

import "strings"

// between is what may stand between several values in a cell.
const between = ",;|\n\r"

// SplitList reads a cell that holds several values: with commas, semicolons, bars or line breaks between, and quotation marks around one that
// has such a character in it.
func SplitList(cell string) []string {
	var list []string
	var b strings.Builder
	end := func() {
		if v := strings.TrimSpace(b.String()); v != "" {
			list = append(list, v)
		}
		b.Reset()
	}
	quoted, runes := false, []rune(cell)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case quoted && r == '"' && i+1 < len(runes) && runes[i+1] == '"':
			b.WriteRune(r)
			i++
		case quoted && r == '"':
			quoted = false
		case !quoted && r == '"' && strings.TrimSpace(b.String()) == "":
			quoted = true
		case !quoted && strings.ContainsRune(between, r):
			end()
		default:
			b.WriteRune(r)
		}
	}
	end()
	return list
}

// JoinList writes several values into a cell, as SplitList reads it.
func JoinList(list []string) string {
	safe := make([]string, len(list))
	for i, v := range list {
		if strings.ContainsAny(v, between+`"`) {
			v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
		}
		safe[i] = v
	}
	return strings.Join(safe, ", ")
}
