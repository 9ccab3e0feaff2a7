package api

import (
	"errors"
	"io"
	"net/http"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// handshake echoes Meta's challenge when the verify token is the account's (Meta: Webhooks, Create a webhook endpoint).
func (s *Server) handshake(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if err := s.Center.Handshake(r.Context(), accountIn(r), q.Get("hub.mode"), q.Get("hub.verify_token")); err != nil {
		s.gauges.webhooks.WithLabelValues("handshake_refused").Inc()
		writeProblem(w, r, s.refuse(r.Context(), "webhook-handshake", err))
		return
	}
	s.gauges.webhooks.WithLabelValues("handshake").Inc()
	say(w, q.Get("hub.challenge"))
}

// webhook takes what Meta tells. Its answer comes when all of it is stored, and before any of it is handled.
func (s *Server) webhook(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, meta.MaxWebhookBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		err = fault.New(fault.TooLarge, "The request body is over the limit of %d MiB.", meta.MaxWebhookBody>>20).On("body")
	case err != nil:
		err = fault.New(fault.Invalid, "The request body ended too early.").On("body").Wrap(err)
	default:
		err = s.Center.Receive(r.Context(), accountIn(r), r.Header.Get("X-Hub-Signature-256"), raw)
	}
	if err != nil {
		s.gauges.webhooks.WithLabelValues(string(fault.CodeOf(err))).Inc()
		writeProblem(w, r, s.refuse(r.Context(), "webhook", err))
		return
	}
	s.gauges.webhooks.WithLabelValues("stored").Inc()
	w.WriteHeader(http.StatusOK)
}

func accountIn(r *http.Request) org.AccountID { return org.AccountID(r.PathValue("accountId")) }
