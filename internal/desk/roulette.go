package desk

import (
	"cmp"
	"slices"

	"ramal/internal/org"
)

// Roulette is how a service is dealt to one of several users.
type Roulette string

// The ways of the roulette.
const (
	AtRandom Roulette = "random"
	InTurn   Roulette = "sequential" // to the one after who had the last turn
	ToFewest Roulette = "fewest"     // to who has the fewest services
)

// Known reports whether there is this way.
func (r Roulette) Known() bool { return r == AtRandom || r == InTurn || r == ToFewest }

// Deal chooses one of the users; there has to be one. load is how many services each has, last who had the last turn, and chance a
// number from 0 to below 1. Users take turns in the order of their ids, and of those who have equally few the first in that order is
// chosen.
func (r Roulette) Deal(users []org.User, load map[org.UserID]int, last org.UserID, chance float64) org.User {
	in := slices.Clone(users)
	slices.SortFunc(in, func(a, b org.User) int { return cmp.Compare(a.ID, b.ID) })
	switch r {
	case InTurn:
		for _, u := range in {
			if u.ID > last {
				return u
			}
		}
		return in[0]
	case ToFewest:
		return slices.MinFunc(in, func(a, b org.User) int { return load[a.ID] - load[b.ID] })
	}
	return in[min(int(chance*float64(len(in))), len(in)-1)]
}
