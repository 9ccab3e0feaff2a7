package relay

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/stun/v4"
)

func rtpBytes(ssrc uint32, seq uint16) []byte {
	b := make([]byte, 40)
	b[0], b[1] = 0x80, 111
	binary.BigEndian.PutUint16(b[2:], seq)
	binary.BigEndian.PutUint32(b[8:], ssrc)
	return b
}

func TestTheEarCountsStreamsAndLoss(t *testing.T) {
	e := newEar()
	now := time.Unix(100, 0)
	for _, seq := range []uint16{65534, 65535, 1, 0, 4} { // reordered over the wrap; 2 and 3 are lost
		e.media(now, rtpBytes(7, seq))
	}
	e.pickUp(now.Add(time.Second))
	e.media(now.Add(2*time.Second), rtpBytes(8, 10))
	e.media(now.Add(3*time.Second), []byte{0x80, 200, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0}) // a sender report
	if e.lost() != 2 || len(e.streams) != 2 || e.packets != 6 || e.rtcp != 1 || e.early != 5 || e.bytes != 6*40+12 {
		t.Errorf("%+v, lost %d", e, e.lost())
	}
	if !e.lastAt().Equal(now.Add(3*time.Second)) || !e.first.Equal(now) {
		t.Errorf("first %v, last %v", e.first, e.lastAt())
	}
}

// Seen in practice: G.711 that was not negotiated ends a call 20 s after its start, as if nothing had been sent.
func TestWhatWasNotNegotiatedIsNoMedia(t *testing.T) {
	e := newEar()
	e.expect(111, 126)
	now := time.Unix(100, 0)
	pcmu := rtpBytes(7, 1)
	pcmu[1] = 0x80 // with the marker bit
	report := []byte{0x80, 200, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0}
	e.media(now, pcmu)
	e.media(now, report)
	if e.foreign != 1 || e.packets != 1 || e.rtcp != 1 || e.early != 0 || !e.first.IsZero() || !e.lastAt().IsZero() {
		t.Errorf("%+v", e)
	}
	e.media(now.Add(time.Second), rtpBytes(7, 2))
	e.media(now.Add(2*time.Second), report)
	if !e.first.Equal(now.Add(time.Second)) || !e.lastAt().Equal(now.Add(2*time.Second)) || e.foreign != 1 {
		t.Errorf("with media too: %+v", e)
	}
}

func TestAFloodOfStreamsIsCountedOnlySoFar(t *testing.T) {
	e := newEar()
	for i := range 1000 {
		e.media(time.Unix(0, 0), rtpBytes(uint32(i), 1))
	}
	if len(e.streams) != 64 || e.packets != 1000 {
		t.Errorf("%d streams, %d packets", len(e.streams), e.packets)
	}
}

func TestChecksTellWhoseAddressItIsAndWhichRoleItClaims(t *testing.T) {
	tp := newTap(nil)
	e := newEar()
	tp.listen("relayfrag", e)
	addr := netip.MustParseAddrPort("127.0.0.1:4000")
	check := func(attrs ...stun.Setter) {
		m, err := stun.Build(append([]stun.Setter{stun.TransactionID, stun.BindingRequest}, attrs...)...)
		if err != nil {
			t.Fatal(err)
		}
		tp.observe(addr, m.Raw)
	}
	tp.observe(addr, rtpBytes(1, 1)) // nobody's yet
	check(stun.NewUsername("other:x"))
	tp.observe(addr, rtpBytes(1, 1))
	if e.packets != 0 {
		t.Error("media of an unknown address was counted")
	}
	check(stun.NewUsername("relayfrag:business"), stun.RawAttribute{Type: stun.AttrICEControlling, Value: make([]byte, 8)})
	tp.observe(addr, rtpBytes(1, 2))
	tp.observe(addr, []byte{22, 1, 2, 3}) // DTLS
	if e.packets != 1 || e.conflicts != 0 || e.firstDTLS.IsZero() {
		t.Errorf("%+v", e)
	}
	check(stun.NewUsername("relayfrag:business"), stun.RawAttribute{Type: stun.AttrICEControlled, Value: make([]byte, 8)})
	if e.conflicts != 1 {
		t.Errorf("%d conflicts", e.conflicts)
	}
	tp.deafen("relayfrag")
	tp.observe(addr, rtpBytes(1, 3))
	if e.packets != 1 {
		t.Error("a deaf ear heard")
	}
}

func FuzzPackets(f *testing.F) {
	f.Add([]byte{0, 1, 0, 4, 0x21, 0x12, 0xA4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1, 'x'})
	f.Add(rtpBytes(1, 1))
	tp := newTap(nil)
	tp.listen("x", newEar())
	addr := netip.MustParseAddrPort("127.0.0.1:4000")
	tp.byAddr[addr] = newEar()
	f.Fuzz(func(_ *testing.T, b []byte) {
		if len(b) > 0 {
			tp.observe(addr, b)
		}
	})
}
