package relay

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/pion/rtp"
)

// Meta: Calling API, User-initiated calls, DTMF; RFC 4733.
func TestDigitsAreEventsOnTheAudiosOwnStream(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	leg := ring(t, r, b, CallOptions{})
	if err := leg.Press("1"); !errors.Is(err, ErrNotPickedUp) {
		t.Errorf("before the pick-up: %v", err)
	}
	leg.PickUp(Tone)
	before := b.hear(5)
	if err := leg.Press("5#"); err != nil {
		t.Fatal(err)
	}
	if err := leg.Press("d"); err != nil { // while the others are on their way
		t.Fatal(err)
	}
	var digits []byte
	var got []*rtp.Packet
	for len(digits) < 3 {
		got = append(got, b.hearUntil(func(p *rtp.Packet) bool { return p.PayloadType == eventPayload })...)
		p := got[len(got)-1]
		code, flags, duration := p.Payload[0], p.Payload[1], binary.BigEndian.Uint16(p.Payload[2:])
		if len(p.Payload) != 4 || duration != 160 || flags != digitVolume || !p.Marker {
			t.Fatalf("an event begins with %x, marker %v", p.Payload, p.Marker)
		}
		digits = append(digits, digitNames[code])
		rest := b.hear(6)
		got = append(got, rest...)
		for i, q := range rest {
			end := i >= 3
			wantFlags, wantDuration := byte(digitVolume), uint16(min(i+2, 5)*160)
			if end {
				wantFlags |= 0x80
			}
			if q.PayloadType != eventPayload || q.Payload[0] != code || q.Payload[1] != wantFlags || q.Marker ||
				q.Timestamp != p.Timestamp || binary.BigEndian.Uint16(q.Payload[2:]) != wantDuration {
				t.Fatalf("packet %d of %c: %v %x", i+1, digitNames[code], q.Header, q.Payload)
			}
		}
	}
	if string(digits) != "5#D" {
		t.Errorf("heard %s", digits)
	}
	// The audio comes back at its own place: one SSRC, no number twice or left out, a timestamp that follows the clock.
	back := b.hear(3)
	all := append(append(before, got...), back...)
	for i, p := range all[1:] {
		if p.SequenceNumber != all[i].SequenceNumber+1 || p.SSRC != all[0].SSRC {
			t.Fatalf("packet %d: %v after %v", i+1, p.Header, all[i].Header)
		}
	}
	last := got[len(got)-1]
	if gap := back[0].Timestamp - last.Timestamp; back[0].PayloadType != opusPayload || !back[0].Marker || gap < 7*960 || gap > 40*960 {
		t.Errorf("audio %v after an event of %d", back[0].Header, last.Timestamp)
	}
}

func TestWhatIsNoDigitIsNotPressed(t *testing.T) {
	r, err := Open(Options{NoMedia: true})
	if err != nil {
		t.Fatal(err)
	}
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.PickUp(Silence)
	if err := leg.Press("12a*#"); err != nil {
		t.Errorf("digits: %v", err)
	}
	for _, bad := range []string{"1 2", "e", "+", "é"} {
		if err := leg.Press(bad); err == nil || !strings.Contains(err.Error(), "is no digit") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := leg.Press(strings.Repeat("1", mostDigits+1)); err == nil {
		t.Error("too many digits were taken")
	}
	leg.Close()
	if err := leg.Press("1"); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestDigitsKeepTheirNumberOfTheOffer(t *testing.T) {
	t.Parallel()
	r, b := open(t), newBusiness(t)
	offer := strings.NewReplacer(" 126\r\n", " 101\r\n", ":126 ", ":101 ").Replace(b.offer())
	_, answer, err := r.Answer(offer, CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(answer, "a=rtpmap:101 telephone-event/8000") {
		t.Errorf("answer\n%s", answer)
	}
}
