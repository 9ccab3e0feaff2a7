package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ramal/internal/call"
)

func TestCallsAreCountedByStateAndOutcome(t *testing.T) {
	s := &Server{}
	dialing := call.Call{ID: "1", Direction: call.Outbound, State: call.Dialing}
	active := call.Call{ID: "1", Direction: call.Outbound, State: call.Active}
	ended := call.Call{ID: "1", Direction: call.Outbound, State: call.Ended, Outcome: call.Completed}
	left := call.Call{ID: "0", Direction: call.Outbound, State: call.Ended, Outcome: call.Failed}
	s.CallMoved(call.Call{ID: "0", State: call.Active}, left) // of the process before
	s.CallMoved(call.Call{}, dialing)
	s.CallMoved(dialing, active)
	s.CallMoved(active, ended)
	s.CallMoved(ended, ended) // a late fact
	s.CallMoved(call.Call{}, call.Call{ID: "2", Direction: call.Outbound, State: call.Dialing})

	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for _, want := range []string{
		`ramal_calls{direction="outbound",state="dialing"} 1`,
		`ramal_calls{direction="outbound",state="active"} 0`,
		`ramal_calls_ended_total{direction="outbound",outcome="completed"} 1`,
		`ramal_calls_ended_total{direction="outbound",outcome="failed"} 1`,
	} {
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("no %s in\n%s", want, answer.Body)
		}
	}
}
