package sandbox

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"github.com/pion/rtp"

	"ramal/internal/sandbox/relay"
)

// A phone with a file of one's own plays it packet by packet, as it is.
func TestTheBusinessHearsTheFileOfAPhone(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	var frames [][]byte
	for n := range byte(40) {
		frames = append(frames, []byte{0xF8, n, 0xA5, n})
	}
	id := r.upload(oggAudio, r.s.relay.Speak(relay.File, frames, 800*time.Millisecond))
	r.change(ana, `"sound":"file","sound_media_id":"`+id+`"`)
	r.permit(ana, true)
	call := r.ring(ana, p)
	r.post("/sandbox/calls/"+path(call)+"/answer", "").ok()
	r.event("ACCEPTED")
	heard := p.hear(30)
	// The file begins with the answer: what comes before the way is open is not heard.
	first := slices.IndexFunc(frames, func(f []byte) bool { return bytes.Equal(f, heard[0].Payload) })
	if first < 0 || first > 9 {
		t.Fatalf("it begins with %x", heard[0].Payload)
	}
	for i, pkt := range heard {
		if want := frames[first+i]; pkt.PayloadType != 111 || !bytes.Equal(pkt.Payload, want) {
			t.Fatalf("packet %d is %x, want %x", i, pkt.Payload, want)
		}
	}
}

// Meta: Calling API, User-initiated calls, DTMF: RFC 4733 events with payload type 126 and a clock of 8 kHz.
func TestTheBusinessHearsTheKeysOfAPhone(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(eco, true)
	id := r.ring(eco, p)
	r.advance(2 * time.Second)
	r.event("ACCEPTED")
	r.post("/sandbox/calls/"+path(id)+"/dtmf", `{"digits":"1#"}`).ok()
	heard := map[byte][]*rtp.Packet{}
	var order []byte
	for len(heard[1]) < 7 || len(heard[11]) < 7 {
		pkt := p.hear(1)[0]
		if pkt.PayloadType != 126 {
			continue
		}
		code := pkt.Payload[0]
		if len(heard[code]) == 0 {
			order = append(order, code)
		}
		heard[code] = append(heard[code], pkt)
	}
	if !bytes.Equal(order, []byte{1, 11}) { // RFC 4733, table 3: # is 11
		t.Fatalf("keys %v", order)
	}
	for code, packets := range heard {
		for i, pkt := range packets {
			end, long := pkt.Payload[1]&0x80 != 0, binary.BigEndian.Uint16(pkt.Payload[2:])
			if len(pkt.Payload) != 4 || end != (i >= 4) || long != uint16(min(i+1, 5)*160) || pkt.Timestamp != packets[0].Timestamp {
				t.Errorf("key %d, packet %d: %x at %d", code, i, pkt.Payload, pkt.Timestamp)
			}
		}
		if len(packets) != 7 { // 100 ms of tone, the last packet three times
			t.Errorf("key %d has %d packets", code, len(packets))
		}
	}
}
