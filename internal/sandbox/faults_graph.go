package sandbox

import (
	"context"
	"net/http"
	"time"

	"ramal/internal/meta"
)

// misbehave delays or fails a Graph request if that was asked for.
func (s *Server) misbehave(ctx context.Context) *graphError {
	var delay time.Duration
	var fail *graphError
	s.must(func(t *tx) {
		delay = millis(t.Faults.GraphDelayMS)
		if t.Faults.GraphErrors > 0 {
			t.Faults.GraphErrors--
			fail = t.Faults.down()
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

// down is what Graph says on a bad day.
func (f *faults) down() *graphError {
	e := fault(meta.CodeServiceUnavailable).details("Service temporarily unavailable")
	if f.GraphStatus == http.StatusServiceUnavailable {
		e = fault(meta.CodeServiceDown)
	}
	e.Transient = true
	return e
}

// loseAnswer says what comes instead of the answer to a POST that was done, if that was asked for: an error, or a broken
// connection.
func (s *Server) loseAnswer(method string) *graphError {
	if method != http.MethodPost {
		return nil
	}
	var fail *graphError
	silence := false
	s.must(func(t *tx) {
		if t.Faults.GraphLost == 0 {
			return
		}
		t.Faults.GraphLost--
		fail, silence = t.Faults.down(), t.Faults.GraphLostAs == "silence"
	})
	if silence {
		panic(http.ErrAbortHandler) // the server's own way to break the connection without a word
	}
	return fail
}
