package desk_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"ramal/internal/desk"
)

func TestThereIsAlwaysARankBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		column := []desk.Rank{}
		for range rapid.IntRange(1, 120).Draw(t, "cards") {
			at := rapid.IntRange(0, len(column)).Draw(t, "at")
			var above, below desk.Rank
			if at > 0 {
				above = column[at-1]
			}
			if at < len(column) {
				below = column[at]
			}
			r := desk.RankBetween(above, below)
			if above != "" && r <= above || below != "" && r >= below {
				t.Fatalf("%q is not between %q and %q", r, above, below)
			}
			column = slices.Insert(column, at, r)
		}
	})
}

func TestRanksStayShortWhereCardsUsuallyCome(t *testing.T) {
	for name, step := range map[string]func(desk.Rank) desk.Rank{
		"at the top": func(r desk.Rank) desk.Rank { return desk.RankBetween("", r) },
		"at the end": func(r desk.Rank) desk.Rank { return desk.RankBetween(r, "") },
	} {
		t.Run(name, func(t *testing.T) {
			r := desk.RankBetween("", "")
			for range 100_000 {
				r = step(r)
			}
			if len(r) > 8 {
				t.Errorf("after 100,000 cards a rank has %d digits", len(r))
			}
		})
	}
}
