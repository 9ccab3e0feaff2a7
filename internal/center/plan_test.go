package center_test

import (
	"testing"
	"time"

	"ramal/internal/center"
	"ramal/internal/org"
)

func TestThePlanIsReadWithItsSeats(t *testing.T) {
	w := newWorld(t)
	boss := w.boss()
	if p, err := w.center.Plan(t.Context(), boss); err != nil || !p.Has(org.ModuleCalls) || p.Taken != 3 {
		t.Errorf("the plan is %+v, %v", p, err)
	}
}

// The owner of the server changes a plan with another process; the open pages hear of it all the same, also where the workspace is
// younger than the server's last look.
func TestAPlanThatChangesElsewhereIsAnnounced(t *testing.T) {
	w := newWorld(t)
	ws := org.Workspace{ID: org.WorkspaceID(id()), Name: "Filial", CreatedAt: time.Now().UTC().Truncate(time.Millisecond)}
	heard := make(chan struct{}, 100)
	stop, err := w.bus.Subscribe(center.Subject(ws.ID), func(string, []byte) { heard <- struct{}{} })
	must(t, err)
	defer stop()
	must(t, w.store.CreateWorkspace(t.Context(), ws))
	eventually(t, "what was not seen before is announced", func() bool { return len(heard) > 0 })
	<-heard
	ws.Plan.Seats++
	must(t, w.store.UpdateWorkspace(t.Context(), ws))
	eventually(t, "the change is announced", func() bool { return len(heard) > 0 })
}
