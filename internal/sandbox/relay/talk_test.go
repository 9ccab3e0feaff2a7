package relay

import (
	"bytes"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

func payload(want []byte) func(*rtp.Packet) bool {
	return func(p *rtp.Packet) bool { return bytes.Equal(p.Payload, want) }
}

func TestAFileIsPlayedOnceAndThenThereIsSilence(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.SetFile([][]byte{{silk20, 1}, {8 << 3, 2}, {8 << 3, 3}, {11 << 3, 4}}) // 20, 10, 10 and 60 ms
	leg.PickUp(File)
	got := b.hearUntil(payload(silenceFrame))
	if len(got) != 5 {
		t.Fatalf("%d packets", len(got))
	}
	for i, ticks := range []uint32{960, 480, 480, 2880} {
		if got[i].Payload[1] != byte(i+1) || got[i+1].Timestamp-got[i].Timestamp != ticks {
			t.Errorf("packet %d: %x, %d ticks to the next", i, got[i].Payload, got[i+1].Timestamp-got[i].Timestamp)
		}
	}
}

func TestThePhonesSoundCanBeChangedWhileItSpeaks(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	leg.PickUp(Silence)
	b.hearUntil(payload(silenceFrame))
	leg.SetSound(Tone)
	b.hearUntil(func(p *rtp.Packet) bool { return len(p.Payload) > 20 })
	leg.SetSound(File) // the greeting that comes with the program
	greeting, err := Greeting()
	if err != nil {
		t.Fatal(err)
	}
	b.hearUntil(payload(greeting[3]))
	leg.SetFile([][]byte{{silk20, 42}}) // at once, not behind the greeting
	if got := b.hearUntil(payload([]byte{silk20, 42})); len(got) > 20 {
		t.Errorf("%d packets until the new file was heard", len(got))
	}
	leg.SetSound(Echo)
	b.say(3, 5)
	got := b.hearUntil(func(p *rtp.Packet) bool { return p.Payload[0] == frameTOC && p.Payload[1] == 5 })
	for i, p := range got[1:] {
		if p.SequenceNumber != got[i].SequenceNumber+1 {
			t.Fatalf("%v after %v", p.Header, got[i].Header)
		}
	}
}

func TestAnAnnouncementComesBeforeTheTalkAndIsNotRecorded(t *testing.T) {
	t.Parallel()
	r, b, page := open(t), newBusiness(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	joined, err := leg.JoinPhone(page.offer())
	if err != nil {
		t.Fatal(err)
	}
	page.accept(joined)
	page.connected()
	leg.Record()
	leg.Announce()
	leg.PickUp(Silence)
	b.say(5, 3) // not heard by the phone meanwhile
	chime := r.opus.chime
	for name, peer := range map[string]*business{"business": b, "phone": page} {
		// The relay's end of a connection may be up a moment after the peer's: the first frames can be missing.
		got := peer.hearUntil(payload(chime[len(chime)-1]))
		if len(got) < len(chime)/2 || len(got) > len(chime) {
			t.Fatalf("the %s hears %d frames of the %d of the chime", name, len(got), len(chime))
		}
		for i, p := range got {
			if want := chime[len(chime)-len(got)+i]; !bytes.Equal(p.Payload, want) {
				t.Fatalf("the %s hears %x, want %x", name, p.Payload, want)
			}
		}
	}
	b.hearUntil(payload(silenceFrame))
	b.say(5, 4)
	if p := page.hear(1)[0]; p.Payload[1] != 4 {
		t.Errorf("the phone hears %x", p.Payload)
	}
	leg.Close()
	ogg, _ := leg.Recording()
	for i, p := range channels(t, ogg)[right] {
		if len(p.frames[0]) > 2 {
			t.Fatalf("slot %d of the recording has the chime", i)
		}
	}
}

// Meta: Calling API, Call settings, March 2026 (audio.additional_codecs); that Meta then speaks G.711 to a business that
// has nothing else is assumed.
func TestABusinessWithoutOpusIsSpokenToInG711(t *testing.T) {
	t.Parallel()
	for name, mime := range map[string]string{PCMA: webrtc.MimeTypePCMA, PCMU: webrtc.MimeTypePCMU} {
		t.Run(name, func(t *testing.T) {
			r, b := open(t), newSpeaker(t, webrtc.RTPCodecCapability{MimeType: mime, ClockRate: 8000})
			want := g711Codec(name, map[string]uint8{PCMA: 8, PCMU: 0}[name])
			if err := b.pc.GetTransceivers()[0].SetCodecPreferences([]webrtc.RTPCodecParameters{parameters(want)}); err != nil {
				t.Fatal(err)
			}
			offer := b.offer()
			if _, err := Check(offer, CallOptions{}); err == nil {
				t.Fatal("G.711 was taken although it is not switched on")
			}
			leg, answer, err := r.Answer(offer, CallOptions{G711: []string{PCMA, PCMU}})
			if err != nil {
				t.Fatal(err)
			}
			b.accept(answer)
			b.connected()
			leg.Record()
			leg.PickUp(Silence)
			got := b.hear(2)
			if !bytes.Equal(got[0].Payload, want.silence) || got[1].Timestamp-got[0].Timestamp != 160 {
				t.Errorf("%v %x", got[0].Header, got[0].Payload)
			}
			leg.SetSound(Tone)
			b.hearUntil(payload(g711Sounds(want).tone[0]))
			leg.SetSound(File) // not transcoded
			b.hearUntil(payload(want.silence))
			leg.SetSound(Echo)
			b.say(3, 9)
			b.hearUntil(func(p *rtp.Packet) bool { return p.PayloadType == want.payload && p.Payload[1] == 9 })
			if rep := leg.Report(); rep.Codec != name || rep.ForeignPackets != 0 {
				t.Errorf("report %+v", rep)
			}
			ogg, _ := leg.Recording()
			for _, side := range channels(t, ogg) {
				for _, p := range side {
					if !isSilence(p) {
						t.Fatal("G.711 is in the recording")
					}
				}
			}
		})
	}
}

func TestAnAnswerThatPrefersG711IsSpokenToInIt(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg, offer, err := r.Offer(CallOptions{G711: []string{PCMA}})
	if err != nil {
		t.Fatal(err)
	}
	alaw := parameters(g711Codec(PCMA, 8))
	answer := b.answer(offer)
	if err := leg.Apply(preferred(t, answer, "8", "111")); err != nil {
		t.Fatal(err)
	}
	b.connected()
	leg.PickUp(Silence)
	if p := b.hear(1)[0]; p.PayloadType != uint8(alaw.PayloadType) || len(p.Payload) != 160 {
		t.Errorf("%v, %d bytes", p.Header, len(p.Payload))
	}
}
