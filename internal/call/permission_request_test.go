package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

func TestARequestIsNamedOnceMetaTookIt(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	p := call.Permission{Grant: call.None}.RequestSent("", at).RequestNamed("wamid.1", at)
	if p.RequestID != "wamid.1" || p.Answer != call.Asked || len(p.Requests) != 1 {
		t.Fatalf("got %+v", p)
	}
}

func TestAReplyThatOvertookTheNameKeepsItsRequest(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	p, news := call.Permission{Grant: call.None}.RequestSent("", at).
		Replied(call.Reply{Accept: true, Permanent: true, At: at, Request: "wamid.1"})
	p = p.RequestNamed("wamid.1", at)
	if !news || p.Answer != call.Agreed || p.RequestID != "wamid.1" {
		t.Fatalf("got %+v", p)
	}
}

func TestAFailedRequestIsTakenBack(t *testing.T) {
	first := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	second := first.Add(25 * time.Hour)
	p := call.Permission{Grant: call.None}.RequestSent("wamid.1", first).RequestSent("", second).RequestFailed(second)
	if len(p.Requests) != 1 || !p.Requests[0].Equal(first) || p.Answer != call.NotAsked {
		t.Fatalf("got %+v", p)
	}
}
