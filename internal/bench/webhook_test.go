package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"ramal/internal/desk"
)

func TestEachSocketTellsOfEachCallOnce(t *testing.T) {
	w := newWatch()
	// A server that tells all sockets before it answers, some of it twice, and of things that nobody asked for.
	web := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		for range webhookScreen {
			w.heard(change{Type: "conversation", ContactID: "c1"})
			w.heard(change{Type: "call", ContactID: "somebody else"})
			w.heard(change{Type: "call", ContactID: "c1"})
		}
		w.heard(change{Type: "call", ContactID: "c1"})
	}))
	defer web.Close()
	p := newPoster(web.URL, 1)
	defer p.close()
	arrived, stored, err := w.run(t.Context(), p, 1, func(int) (desk.ContactID, []byte, error) { return "c1", []byte("{}"), nil })
	must(t, err)
	if arrived.count() != webhookScreen || stored.count() != 1 {
		t.Errorf("%d arrivals, %d answers", arrived.count(), stored.count())
	}
	if arrived.ms(1) > stored.ms(1) {
		t.Errorf("a change arrived after %v ms, and the answer after it came at %v", arrived.ms(1), stored.ms(1))
	}
}

func TestAWebhookThatIsRefusedIsNoFigure(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	defer web.Close()
	p := newPoster(web.URL, 1)
	defer p.close()
	if _, _, err := newWatch().run(t.Context(), p, 2, func(int) (desk.ContactID, []byte, error) { return "c1", nil, nil }); err == nil {
		t.Error("it counted")
	}
}
