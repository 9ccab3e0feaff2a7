package relay

import (
	"errors"
	"testing"
	"time"
)

func pretended(t *testing.T) *Relay {
	t.Helper()
	r, err := Open(Options{NoMedia: true, Profile: Doc})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func TestPretendedDescriptionsPassTheirOwnCheckAndAreTheSameOnEveryRun(t *testing.T) {
	var texts [2][3]string
	for run := range texts {
		r := pretended(t)
		for i := range 2 {
			leg, answer, err := r.Answer(good, CallOptions{Profile: Real2025})
			if err != nil {
				t.Fatal(err)
			}
			defer leg.Close()
			texts[run][i] = answer
		}
		leg, offer, err := r.Offer(CallOptions{G711: []string{PCMU}})
		if err != nil {
			t.Fatal(err)
		}
		if err := leg.Apply(good); err == nil {
			t.Error("an answer with actpass was taken")
		}
		texts[run][2] = offer
	}
	if texts[0] != texts[1] || texts[0][0] == texts[0][1] {
		t.Errorf("%q\n%q", texts[0], texts[1])
	}
	for _, sdp := range texts[0] {
		if d, err := Check(sdp, CallOptions{G711: []string{PCMU}}); err != nil || len(d.Warnings) != 0 {
			t.Errorf("%v, %v in\n%s", err, d.Warnings, sdp)
		}
	}
}

func TestAPretendedCallBehavesLikeAGoodOne(t *testing.T) {
	r := pretended(t)
	if a := r.Addr().String(); a != "127.0.0.1:3480" {
		t.Errorf("address %s", a)
	}
	leg, _, err := r.Answer(good, CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if rep := leg.Report(); !leg.LastHeard().IsZero() || !rep.Pretended || rep.PacketsIn != 0 || rep.FirstMediaMS != nil {
		t.Errorf("before the pick-up: %+v", rep)
	}
	leg.Record()
	leg.Announce()
	leg.PickUp(Echo)
	if time.Since(leg.LastHeard()) > time.Minute {
		t.Error("the business fell silent")
	}
	leg.SetSound(File)
	leg.SetFile([][]byte{silenceFrame})
	leg.SetLoss(50)
	leg.Vanish()
	if err := leg.Press("1"); err != nil {
		t.Error(err)
	}
	if _, err := leg.JoinPhone(good); !errors.Is(err, ErrPretended) {
		t.Errorf("a phone joined: %v", err)
	}
	leg.pretended.pickUp(time.Now().Add(-time.Second))
	leg.Close()
	if rep := leg.Report(); rep.PacketsIn < 50 || rep.PacketsIn > 200 || rep.SSRCs != 1 || rep.PacketsLost != 0 || *rep.DTLSConnectedMS <= *rep.ICEConnectedMS {
		t.Errorf("report %+v", rep)
	}
	ogg, d := leg.Recording()
	for _, side := range channels(t, ogg) {
		if len(side) != int(d/frameTime) || !isSilence(side[0]) {
			t.Errorf("%v: %+v", d, side)
		}
	}
}

func TestAPretendedMailboxHasAMomentOfSilence(t *testing.T) {
	leg, _, err := pretended(t).Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.Voicemail([][]byte{silenceFrame}, time.Minute)
	leg.Close()
	if ogg, d := leg.Message(); d != frameTime || len(channels(t, ogg)) != 1 {
		t.Errorf("%v", d)
	}
}
