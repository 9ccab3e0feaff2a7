package desk_test

import (
	"slices"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/org"
)

func TestMentioned(t *testing.T) {
	users := []org.User{{ID: "1", Name: "Ana"}, {ID: "2", Name: "Ana Souza"}, {ID: "3", Name: "Diego Alves"}, {ID: "4"}}
	for text, want := range map[string][]org.UserID{
		"@Ana Souza, can you?":             {"2"},
		"@Ana and @Ana Souza":              {"2", "1"},
		"@Diego Alves @Diego Alves!":       {"3"},
		"write to diego alves@ana.example": nil,
		"Diego Alves":                      nil,
		"@":                                nil,
	} {
		var got []org.UserID
		for _, u := range desk.Mentioned(text, users) {
			got = append(got, u.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
