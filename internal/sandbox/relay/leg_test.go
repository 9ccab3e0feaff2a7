package relay

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEchoSendsTheBusinessItsOwnFramesOnOneContinuousStream(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg, answer, err := r.Answer(b.offer(), CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.accept(answer)
	b.connected()
	leg.PickUp(Echo)
	b.say(20, 7)
	got := b.hear(15)
	for i, p := range got {
		if p.Extension || p.PayloadType != opusPayload || p.Payload[1] != 7 {
			t.Fatalf("packet %d: extension %v, payload type %d, payload %x", i, p.Extension, p.PayloadType, p.Payload)
		}
		if i > 0 && (p.SSRC != got[0].SSRC || p.SequenceNumber != got[i-1].SequenceNumber+1 || p.Timestamp != got[i-1].Timestamp+960) {
			t.Fatalf("packet %d does not follow the one before: %v after %v", i, p.Header, got[i-1].Header)
		}
	}
	rep := leg.Report()
	if rep.SSRCs != 1 || rep.EarlyPackets != 0 || rep.PacketsIn != 20 || rep.PacketsLost != 0 || rep.RoleConflicts != 0 {
		t.Errorf("report %+v", rep)
	}
	if rep.FirstMediaMS == nil || *rep.FirstMediaMS < 0 || rep.ICEConnectedMS == nil || rep.DTLSConnectedMS == nil {
		t.Errorf("times missing in %+v", rep)
	}
}

func TestABrowsersOpusIsTakenBesideTelephoneEvents(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	// A browser's Opus has other parameters than Meta's, its telephone-event the same.
	offer := strings.Replace(b.offer(), "a=rtpmap:111 ", "a=fmtp:111 minptime=10;useinbandfec=1\r\na=rtpmap:111 ", 1)
	if !strings.Contains(offer, "a=rtpmap:126 telephone-event/8000") || strings.Contains(offer, opusFmtp) {
		t.Fatalf("not the offer this is about: %s", offer)
	}
	leg, answer, err := r.Answer(offer, CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.accept(answer)
	b.connected()
	leg.PickUp(Tone)
	b.hear(5)
}

func TestToneArrivesOnTheSSRCThatTheDescriptionNames(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg, offer, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := leg.Apply(b.answer(offer)); err != nil {
		t.Fatal(err)
	}
	b.connected()
	leg.PickUp(Tone)
	got := b.hear(30)
	named := regexp.MustCompile(`a=ssrc:(\d+) cname:WhatsAppAudioStream1`).FindStringSubmatch(offer)
	for _, p := range got {
		if toString(p.SSRC) != named[1] {
			t.Fatalf("SSRC %d, the offer names %s", p.SSRC, named[1])
		}
		if len(p.Payload) < 20 {
			t.Fatalf("a frame of %d bytes is no tone", len(p.Payload))
		}
	}
}

func TestNothingIsHeardOfThePhoneBeforeItIsPickedUp(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg, answer, err := r.Answer(b.offer(), CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.accept(answer)
	b.connected()
	b.say(5, 1) // early media, which the sandbox must notice
	leg.PickUp(Echo)
	b.say(5, 2)
	for _, p := range b.hear(3) {
		if p.Payload[1] != 2 {
			t.Fatal("audio from before the pick-up came back")
		}
	}
	if rep := leg.Report(); rep.EarlyPackets != 5 || *rep.FirstMediaMS >= 0 {
		t.Errorf("early packets %d, first media %d ms after accept", rep.EarlyPackets, *rep.FirstMediaMS)
	}
}

func TestEveryFormOfSetupInTheAnswerConnects(t *testing.T) {
	t.Parallel()
	for _, setup := range []string{"active", "passive", "actpass"} {
		t.Run(setup, func(t *testing.T) {
			r, b := open(t), newBusiness(t)
			leg, answer, err := r.Answer(b.offer(), CallOptions{Quirk: Quirk{Setup: setup}})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(answer, "a=setup:"+setup+"\r\n") {
				t.Errorf("no a=setup:%s in\n%s", setup, answer)
			}
			b.accept(answer)
			b.connected()
			leg.PickUp(Silence)
			b.hear(3)
		})
	}
}

func TestThePhonePageSpeaksAndHearsBehindTheLeg(t *testing.T) {
	t.Parallel()
	r, b, page := open(t), newBusiness(t), newBusiness(t)
	leg, answer, err := r.Answer(b.offer(), CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.accept(answer)
	b.connected()
	leg.PickUp(Microphone)
	joined, err := leg.JoinPhone(page.offer())
	if err != nil {
		t.Fatal(err)
	}
	page.accept(joined)
	page.connected()
	page.say(10, 3)
	if p := b.hear(5)[0]; p.Payload[1] != 3 {
		t.Errorf("business heard %x", p.Payload)
	}
	b.say(10, 4)
	if p := page.hear(5)[0]; p.Payload[1] != 4 {
		t.Errorf("phone heard %x", p.Payload)
	}

	// A reloaded page takes over, and the business's stream goes on where it was.
	again := newBusiness(t)
	if joined, err = leg.JoinPhone(again.offer()); err != nil {
		t.Fatal(err)
	}
	again.accept(joined)
	again.connected()
	for len(b.heard) > 0 {
		<-b.heard
	}
	again.say(10, 5)
	got := b.hear(5)
	if got[0].Payload[1] != 5 || !got[0].Marker {
		t.Errorf("first packet of the new page: marker %v, payload %x", got[0].Marker, got[0].Payload)
	}
	if rep := leg.Report(); !rep.PhoneJoined || rep.SSRCs != 1 {
		t.Errorf("report %+v", rep)
	}
}

func TestAClosedLegAndAClosedRelayRefuse(t *testing.T) {
	t.Parallel()
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.Close()
	leg.Close()
	b := newBusiness(t)
	offer := b.offer()
	if _, err := leg.JoinPhone(offer); !errors.Is(err, ErrClosed) {
		t.Errorf("a phone joined a closed leg: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Offer(CallOptions{}); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed relay made an offer: %v", err)
	}
}
