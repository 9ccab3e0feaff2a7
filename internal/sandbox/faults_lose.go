package sandbox

import (
	"slices"
	"strings"

	"ramal/internal/meta"
)

// loss is one webhook that will be lost: the next one of this event about this user.
type loss struct {
	User  string `json:"user,omitempty" doc:"Whom it is about, by wa_id, or by BSUID where there is no wa_id; anybody when left out." example:"5511999990001"`
	Event string `json:"event" minLength:"1" doc:"What it tells: connect, RINGING, ACCEPTED, REJECTED, terminate and the other events of calls; sent, delivered, read, failed; or the type of a message." example:"ACCEPTED"`
}

// lose reports whether a webhook was asked to be lost, and uses that up.
func (f *faults) lose(user string, value any) bool {
	event := occasion(value)
	i := slices.IndexFunc(f.Lose, func(l loss) bool {
		return strings.EqualFold(l.Event, event) && (l.User == "" || l.User == user)
	})
	if i < 0 {
		return false
	}
	rest := slices.Clone(f.Lose[:i]) // the list may be in a snapshot, or in somebody's copy of the faults
	f.Lose = append(rest, f.Lose[i+1:]...)
	return true
}

// occasion is what a webhook tells, in Meta's word.
func occasion(value any) string {
	v, ok := value.(meta.Value)
	switch {
	case !ok:
		return ""
	case len(v.Calls) > 0:
		return string(v.Calls[0].Event)
	case len(v.Statuses) > 0:
		return v.Statuses[0].Status
	case len(v.Messages) > 0:
		return v.Messages[0].Type
	}
	return ""
}
