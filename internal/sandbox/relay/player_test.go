package relay

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAVoiceKeepsPaceWhateverThePacketsLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var clip [][]byte
		samples := 0
		for range rapid.IntRange(0, 60).Draw(t, "packets") {
			toc := byte(rapid.IntRange(0, 31).Draw(t, "configuration") << 3)
			p := opusPacket{toc: toc, frames: make([][]byte, rapid.IntRange(1, min(maxSamples/frameSamples(toc), 10)).Draw(t, "frames"))}
			clip = append(clip, p.append(nil, false))
			samples += p.samples()
		}
		v := voice{clip: clip}
		c := opusCodec(opusPayload)
		sent, fills := 0, 0
		var next uint32
		for beat := 0; len(v.clip) > 0 || fills == 0; beat++ {
			for _, p := range v.beat(c, silenceFrame) {
				if p.Timestamp != next || p.SequenceNumber != uint16(sent) {
					t.Fatalf("packet %d has timestamp %d, want %d", sent, p.Timestamp, next)
				}
				// A packet begins in the 20 ms of its beat, never later and never ahead of them.
				if at := int(p.Timestamp) / frameTicks; at != beat {
					t.Fatalf("packet %d of beat %d belongs to beat %d", sent, beat, at)
				}
				o, err := parseOpus(p.Payload)
				if err != nil {
					t.Fatal(err)
				}
				next += uint32(o.samples())
				if sent++; sent > len(clip) {
					fills++
				}
			}
		}
		if int(next) < samples || sent < len(clip) {
			t.Fatalf("%d packets and %d samples of %d and %d", sent, next, len(clip), samples)
		}
	})
}

func TestAVoiceWithoutAnythingLetsTheClockGoOn(t *testing.T) {
	var v voice
	c := g711Codec(PCMU, 0)
	for range 5 {
		if got := v.beat(c, nil); len(got) != 0 {
			t.Fatalf("%d packets", len(got))
		}
	}
	v.clip = [][]byte{c.silence}
	got := v.beat(c, nil)
	if len(got) != 1 || got[0].Timestamp != 5*160 || got[0].SequenceNumber != 0 {
		t.Errorf("%+v", got)
	}
	v.clip = [][]byte{{3, 0}} // damaged Opus is left out
	if got := v.beat(opusCodec(opusPayload), silenceFrame); len(got) != 1 || len(got[0].Payload) != len(silenceFrame) {
		t.Errorf("%+v", got)
	}
}

func TestTheClockStopsForALegThatEnded(t *testing.T) {
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.PickUp(Silence)
	leg.PickUp(Tone) // again: nothing
	if leg.sound != Silence {
		t.Errorf("the second pick-up changed the sound to %s", leg.sound)
	}
	leg.Close()
	r.player.mu.Lock()
	left := len(r.player.legs)
	r.player.mu.Unlock()
	if left != 0 {
		t.Errorf("%d legs still have a clock", left)
	}
	sent, _ := leg.out.sent()
	leg.beat(time.Now()) // one that was on its way
	if again, _ := leg.out.sent(); again != sent {
		t.Error("a closed leg speaks")
	}
}

func TestTheAnnouncementWaitsForThePageOnlySoLong(t *testing.T) {
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1000, 0)
	leg.sound = Microphone
	m := &mailbox{announcement: voice{clip: [][]byte{silenceFrame, silenceFrame}}, until: now.Add(joinTime), most: time.Minute}
	if got := m.announce(now, leg); got != nil || leg.message.Load() != nil {
		t.Error("the announcement did not wait")
	}
	for i := range 2 {
		if got := m.announce(now.Add(joinTime), leg); len(got) != 1 {
			t.Errorf("beat %d: %d packets", i, len(got))
		}
		if open := leg.message.Load() != nil; open != (i == 1) {
			t.Errorf("beat %d: the mailbox is open: %v", i, open)
		}
	}
	leg.sound = Silence // nobody to wait for
	leg.message.Store(nil)
	m.announcement.clip = [][]byte{silenceFrame}
	if got := m.announce(now, leg); len(got) != 1 {
		t.Errorf("%d packets", len(got))
	}
}

func TestDigitsWaitForTheAnnouncement(t *testing.T) {
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.PickUp(Microphone)
	r.player.remove(leg) // the beats are ours
	leg.mu.Lock()
	leg.announce, leg.digits = nil, nil
	leg.mu.Unlock()
	leg.Announce()
	if err := leg.Press("1"); err != nil {
		t.Fatal(err)
	}
	now := time.Unix(0, 0)
	beats := 0
	for ; len(leg.digits) > 0 && beats < 1000; beats++ {
		if leg.announce == nil && beats < len(r.opus.chime) {
			t.Fatalf("the chime was over after %d beats", beats)
		}
		now = now.Add(frameTime)
		leg.beat(now)
	}
	if want := len(r.opus.chime) + 1 + digitBeats + digitEnds + digitPause - 1; beats < want-2 || beats > want+2 {
		t.Errorf("%d beats, want about %d", beats, want)
	}
	if sent, _ := leg.out.sent(); sent != len(r.opus.chime)+digitBeats+digitEnds-1 {
		t.Errorf("%d packets sent", sent)
	}
}
