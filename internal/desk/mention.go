package desk

import (
	"slices"
	"strings"

	"ramal/internal/org"
)

// Mentioned returns the users whose name follows an @ in a text, each once. Of two names that begin alike the longer one counts:
// @Ana Souza is not Ana.
func Mentioned(text string, users []org.User) []org.User {
	byLength := slices.Clone(users)
	slices.SortStableFunc(byLength, func(a, b org.User) int { return len(b.Name) - len(a.Name) })
	var found []org.User
	for _, u := range byLength {
		at := "@" + u.Name
		if u.Name != "" && strings.Contains(text, at) {
			found = append(found, u)
			text = strings.ReplaceAll(text, at, "")
		}
	}
	return found
}
