package desk_test

import (
	"testing"

	"ramal/internal/desk"
	"ramal/internal/org"
)

func TestRoulette(t *testing.T) {
	users := []org.User{{ID: "c"}, {ID: "a"}, {ID: "b"}}
	load := map[org.UserID]int{"a": 3, "b": 1, "c": 1}
	for name, c := range map[string]struct {
		way    desk.Roulette
		last   org.UserID
		chance float64
		want   org.UserID
	}{
		"the first turn":           {desk.InTurn, "", 0, "a"},
		"the next turn":            {desk.InTurn, "a", 0, "b"},
		"after the last, again":    {desk.InTurn, "c", 0, "a"},
		"after one who has left":   {desk.InTurn, "aa", 0, "b"},
		"the fewest, first of two": {desk.ToFewest, "", 0, "b"},
		"at random, low":           {desk.AtRandom, "", 0, "a"},
		"at random, high":          {desk.AtRandom, "", 0.999, "c"},
		"never beyond the end":     {desk.AtRandom, "", 1, "c"},
	} {
		if got := c.way.Deal(users, load, c.last, c.chance).ID; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if desk.Roulette("guess").Known() || !desk.ToFewest.Known() {
		t.Error("the ways are not known")
	}
}
