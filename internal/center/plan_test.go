package center_test

import (
	"testing"

	"ramal/internal/org"
)

// The owner of the server changes a plan with another process; the open pages hear of it all the same.
func TestAPlanThatChangesElsewhereIsAnnounced(t *testing.T) {
	w := newWorld(t)
	heard := make(chan struct{}, 100)
	stop, err := w.bus.Subscribe("ramal."+string(w.workspace)+".changed", func(_ string, data []byte) {
		if string(data) == `{"type":"organisation","id":"`+string(w.workspace)+`"}` {
			heard <- struct{}{}
		}
	})
	must(t, err)
	defer stop()
	boss := w.boss()
	if p, err := w.center.Plan(t.Context(), boss); err != nil || !p.Has(org.ModuleCalls) || p.Taken != 3 {
		t.Errorf("the plan is %+v, %v", p, err)
	}
	eventually(t, "what was not seen before is announced", func() bool { return len(heard) > 0 })
	for len(heard) > 0 {
		<-heard
	}
	ws, err := w.store.Workspace(t.Context(), w.workspace)
	must(t, err)
	ws.Plan.Seats++
	must(t, w.store.UpdateWorkspace(t.Context(), ws))
	eventually(t, "the change is announced", func() bool { return len(heard) > 0 })
}
