package main

import (
	"testing"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// offerSDP is what a business could send: Meta's own form of an offer.
func offerSDP(t *testing.T) string {
	t.Helper()
	sdp, err := anOffer()
	must(t, err)
	return sdp
}

func TestTheDoorNotesWhenACallWasPlaced(t *testing.T) {
	d, err := openDoor()
	must(t, err)
	defer d.close()
	graph := &meta.Client{BaseURL: d.url(), Version: "v25.0", Token: "x", PhoneNumberID: numberID}
	before := time.Now()
	wacid, err := graph.Connect(t.Context(), meta.ConnectRequest{To: meta.Recipient{To: waID(0)}, SDP: offerSDP(t), Opaque: "our-id"})
	must(t, err)
	p := <-d.placed
	if p.wacid != wacid || p.request.Opaque != "our-id" || p.at.Before(before) || time.Now().Before(p.at) {
		t.Errorf("placed %+v, answered %s", p, wacid)
	}
	leg, answer, err := d.relay.Answer(p.request.Session.SDP, relay.CallOptions{})
	must(t, err)
	defer leg.Close()
	if answer == "" {
		t.Error("no answer")
	}
	must(t, graph.Terminate(t.Context(), wacid))
	select {
	case p := <-d.placed:
		t.Errorf("a terminate counted as a call: %+v", p)
	default:
	}
}
