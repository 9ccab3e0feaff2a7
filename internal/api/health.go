package api

import (
	"context"
	"io"
	"net/http"
	"time"
)

// healthz says that the process is alive, whatever else is wrong.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) { say(w, "alive\n") }

// readyz says whether calls are taken here: a load balancer sends nothing to a node that is not ready.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.Center.Ready(); err != nil {
		writeProblem(w, r, err)
		return
	}
	for _, check := range s.Checks {
		if err := check(ctx); err != nil {
			writeProblem(w, r, s.refuse(ctx, "readyz", err))
			return
		}
	}
	say(w, "ready\n")
}

func say(w http.ResponseWriter, what string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, what) // whoever does not read the answer went away
}
