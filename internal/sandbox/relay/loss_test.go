package relay

import (
	"testing"
	"time"
)

func TestABadNetworkLosesPacketsBothWays(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.PickUp(Echo)
	b.say(1, 1) // the first is not lost, so that losses can be counted
	b.hear(1)
	leg.SetLoss(50)
	b.say(60, 2)
	leg.SetLoss(0)
	b.say(2, 3)
	got := b.hearUntil(func(p *packet) bool { return p.Payload[1] == 3 })
	rep := leg.Report()
	// Of 60 packets half are lost on the way in and half of the rest on the way out, give or take six sigma.
	if rep.PacketsLost < 10 || rep.PacketsLost > 55 || rep.PacketsIn+rep.PacketsLost < 62 || len(got) < 2 || len(got) > 40 {
		t.Errorf("%d heard, report %+v", len(got), rep)
	}
	if lost := rep.PacketsOut - 1 - len(got); lost < 1 || rep.DroppedPackets < rep.PacketsLost+lost-1 {
		t.Errorf("%d lost on the way back, report %+v", lost, rep)
	}
}

func TestAPhoneThatVanishedIsNeitherHeardNorReached(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.PickUp(Tone)
	b.hear(3)
	leg.Vanish()
	leg.SetLoss(0) // does not bring it back
	before := leg.Report()
	for len(b.heard) > 0 {
		<-b.heard
	}
	b.say(10, 1)
	after := leg.Report()
	if after.PacketsIn != before.PacketsIn || !leg.LastHeard().IsZero() || len(b.heard) > 2 {
		t.Errorf("before %+v, after %+v, %d packets heard", before, after, len(b.heard))
	}
	if after.DroppedPackets < 10 {
		t.Errorf("%d packets dropped", after.DroppedPackets)
	}
}

func TestWhatTheBusinessMissesIsInTheReport(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.PickUp(Tone)
	b.hear(5)
	leg.SetLoss(60)
	deadline := time.After(10 * time.Second)
	for rep := leg.Report(); rep.BusinessLost == nil || *rep.BusinessLost == 0; rep = leg.Report() { // reported each second
		select {
		case <-deadline:
			t.Fatalf("the business misses nothing in 10 s: %+v", rep)
		case <-b.heard:
		}
	}
	if rep := leg.Report(); *rep.BusinessLost > rep.PacketsOut || rep.BusinessJitter == nil {
		t.Errorf("%d lost of %d, jitter %v", *rep.BusinessLost, rep.PacketsOut, rep.BusinessJitter)
	}
}
