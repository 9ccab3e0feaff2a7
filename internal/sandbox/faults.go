package sandbox

import (
	"context"
	"net/http"
	"slices"
	"time"

	"ramal/internal/meta"
)

// faults are bad days on demand, and the places where Meta is known to differ from its own documentation. Counters count
// down to zero as they are used.
type faults struct {
	Drop    int `json:"drop" minimum:"0" maximum:"1000000" doc:"The next so many webhooks never leave."`
	Double  int `json:"double" minimum:"0" maximum:"1000000" doc:"The next so many webhooks are sent twice." example:"1"`
	Reorder int `json:"reorder" minimum:"0" maximum:"1000000" doc:"The next so many webhooks change places with the one behind them."`
	DelayMS int `json:"delay_ms" minimum:"0" maximum:"1000000" doc:"Every webhook waits so many milliseconds of the sandbox's clock."`

	Lose []loss `json:"lose,omitempty" required:"false" doc:"Single webhooks that never leave, each taken off the list when it was lost."`

	GraphErrors  int `json:"graph_errors" minimum:"0" maximum:"1000000" doc:"The next so many requests of Graph fail."`
	GraphStatus  int `json:"graph_status" enum:"500,503" doc:"The HTTP status with which they fail."`
	GraphDelayMS int `json:"graph_delay_ms" minimum:"0" maximum:"1000000" doc:"Every request of Graph waits so many milliseconds."`

	AnswerSetup  string `json:"answer_setup" enum:"active,passive,actpass" doc:"The a=setup of the SDP answer to a call of the business."`
	StatusCase   string `json:"status_case" enum:"upper,title" doc:"How terminate spells its status: COMPLETED or Completed."`
	OmitContacts bool   `json:"omit_contacts" doc:"connect and terminate of business calls come without contacts."`
	CallingOff   int    `json:"calling_off_status" enum:"400,401" doc:"The HTTP status of error 138000, calling not enabled."`
	WindowError  string `json:"window_error" enum:"async,sync" doc:"Error 131047, closed window: async by a failed status, or sync in Graph's answer."`

	PermissionReads int    `json:"permission_reads_per_second" minimum:"1" maximum:"100" doc:"How many call_permissions are answered in a second: Meta's newest page says 100, the older ones 5."`
	MissingScope    string `json:"missing_scope" enum:",whatsapp_business_management,whatsapp_business_messaging" doc:"A permission that the token lacks (code 10)."`
}

func newFaults() faults {
	return faults{GraphStatus: 500, AnswerSetup: "active", StatusCase: "upper", CallingOff: 401, WindowError: "async", PermissionReads: readsPerSecond}
}

func (f faults) check() *badInput {
	counters := []struct {
		name string
		n    int
	}{
		{"drop", f.Drop},
		{"double", f.Double},
		{"reorder", f.Reorder},
		{"delay_ms", f.DelayMS},
		{"graph_errors", f.GraphErrors},
		{"graph_delay_ms", f.GraphDelayMS},
	}
	for _, c := range counters {
		if c.n < 0 || c.n > 1_000_000 {
			return bad(c.name, c.name+" must be 0 to 1000000")
		}
	}
	switch {
	case slices.ContainsFunc(f.Lose, func(l loss) bool { return l.Event == "" }):
		return bad("lose", "lose needs the event of each webhook to lose")
	case f.GraphStatus != 500 && f.GraphStatus != 503:
		return bad("graph_status", "graph_status must be 500 or 503")
	case f.AnswerSetup != "active" && f.AnswerSetup != "passive" && f.AnswerSetup != "actpass":
		return bad("answer_setup", "answer_setup must be active, passive or actpass")
	case f.StatusCase != "upper" && f.StatusCase != "title":
		return bad("status_case", "status_case must be upper or title")
	case f.CallingOff != 400 && f.CallingOff != 401:
		return bad("calling_off_status", "calling_off_status must be 400 or 401")
	case f.WindowError != "async" && f.WindowError != "sync":
		return bad("window_error", "window_error must be async or sync")
	case f.PermissionReads < 1 || f.PermissionReads > readsPerSecond:
		return bad("permission_reads_per_second", "permission_reads_per_second must be 1 to 100")
	case f.MissingScope != "" && f.MissingScope != meta.ScopeManagement && f.MissingScope != meta.ScopeMessaging:
		return bad("missing_scope", "missing_scope must be whatsapp_business_management, whatsapp_business_messaging or empty")
	}
	return nil
}

// misbehave delays or fails a Graph request if that was asked for.
func (s *Server) misbehave(ctx context.Context) *graphError {
	var delay time.Duration
	var fail *graphError
	s.must(func(t *tx) {
		delay = time.Duration(t.Faults.GraphDelayMS) * time.Millisecond
		if t.Faults.GraphErrors > 0 {
			t.Faults.GraphErrors--
			fail = fault(meta.CodeServiceUnavailable).details("Service temporarily unavailable")
			if t.Faults.GraphStatus == http.StatusServiceUnavailable {
				fail = fault(meta.CodeServiceDown)
			}
			fail.Transient = true
		}
	})
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	return fail
}
